//! Which sentences mean the same, by all-MiniLM-L6-v2.

use std::path::Path;

use tract_onnx::prelude::*;

use crate::{Job, floats};

/// Sentences, and tokens of each. `tokens.txt` is what the model's tokenizer makes of candle's sentences.
const BATCH: usize = 8;
const LENGTH: usize = 128;

pub(crate) fn job(folder: &Path) -> TractResult<Option<Job>> {
    let (mut ids, mut mask) = (vec![0i64; BATCH * LENGTH], vec![0f32; BATCH * LENGTH]);
    for (i, line) in include_str!("tokens.txt").lines().take(BATCH).enumerate() {
        for (j, token) in line.split(' ').enumerate() {
            ids[i * LENGTH + j] = token.parse()?;
            mask[i * LENGTH + j] = 1.0;
        }
    }
    let inputs =
        tvec!(tensor1(&ids).into_shape(&[BATCH, LENGTH])?, tensor1(&mask).into_shape(&[BATCH, LENGTH])?);
    Ok(Some(Job {
        name: "sentences (MiniLM)",
        model: folder.join("minilm.onnx"),
        inputs,
        tell: Box::new(nearest),
    }))
}

fn nearest(outputs: &[TValue]) -> TractResult<String> {
    let sentences: Vec<&str> =
        include_str!("../../../candle/examples/minilm/sentences.txt").lines().collect();
    let embeddings = floats(&outputs[0])?;
    let of = |i: usize| &embeddings[i * embeddings.len() / BATCH..(i + 1) * embeddings.len() / BATCH];
    let alike = |i: usize, j: usize| of(i).iter().zip(of(j)).map(|(a, b)| a * b).sum::<f32>();
    let pairs = (0..BATCH).flat_map(|i| (0..i).map(move |j| (j, i)));
    let Some((i, j)) = pairs.max_by(|a, b| alike(a.0, a.1).total_cmp(&alike(b.0, b.1))) else {
        return Ok("no pair".into());
    };
    Ok(format!("\n    {}\n    {}", sentences[i], sentences[j]))
}
