//! Sentences as tokens.

use std::path::Path;

use anyhow::{Context, Result, anyhow};
use candle_core::{Device, Tensor};
use tokenizers::{PaddingParams, PaddingStrategy, Tokenizer, TruncationParams};

/// Tokens of a sentence, with what pads it.
pub(crate) const LENGTH: usize = 128;

/// What to do about a file that is not as it should be.
pub(crate) fn missing(file: &Path) -> String {
    let directory = file.parent().unwrap_or(file).display();
    format!(
        "{} is missing, truncated or damaged. This downloads the model anew:\n    \
         python3 integrations/candle/examples/minilm/fetch.py {directory}\n",
        file.display()
    )
}

pub(crate) fn tokenizer(directory: &Path) -> Result<Tokenizer> {
    let file = directory.join("tokenizer.json");
    let mut tokenizer =
        Tokenizer::from_file(&file).map_err(|error| anyhow!(error)).with_context(|| missing(&file))?;
    let padding = PaddingParams { strategy: PaddingStrategy::Fixed(LENGTH), ..Default::default() };
    let truncation = TruncationParams { max_length: LENGTH, ..Default::default() };
    tokenizer
        .with_padding(Some(padding))
        .with_truncation(Some(truncation))
        .map_err(|error| anyhow!(error))?;
    Ok(tokenizer)
}

/// The tokens of the sentences, and a 1 for each that counts.
pub(crate) fn tokens(tokenizer: &Tokenizer, sentences: &[&str]) -> Result<(Tensor, Tensor)> {
    let encodings = tokenizer.encode_batch(sentences.to_vec(), true).map_err(|error| anyhow!(error))?;
    let ids: Vec<u32> = encodings.iter().flat_map(|encoding| encoding.get_ids()).copied().collect();
    let mask = encodings.iter().flat_map(|encoding| encoding.get_attention_mask());
    let mask: Vec<f32> = mask.map(|&counts| counts as f32).collect();
    let shape = (sentences.len(), LENGTH);
    Ok((Tensor::from_vec(ids, shape, &Device::Cpu)?, Tensor::from_vec(mask, shape, &Device::Cpu)?))
}
