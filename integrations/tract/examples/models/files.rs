//! Of which type files are, by magika's model: those of this package.

use std::path::Path;

use tract_onnx::prelude::*;

use crate::{Job, floats, greatest};

/// Bytes of a file's beginning, and of its end.
const PART: usize = 1024;
/// What stands where a file has no more bytes.
const PADDING: i32 = 256;

const FILES: [(&str, &[u8]); 6] = [
    ("Cargo.toml", include_bytes!("../../Cargo.toml")),
    ("src/onnx.rs", include_bytes!("../../src/onnx.rs")),
    ("fetch.py", include_bytes!("../../fetch.py")),
    ("README.md", include_bytes!("../../README.md")),
    ("golden.csv", include_bytes!("../../../candle/examples/minilm/golden.csv")),
    ("activ8.h", include_bytes!("../../../../bindings/c/include/activ8.h")),
];

pub(crate) fn job(folder: &Path) -> TractResult<Option<Job>> {
    let labels = std::fs::read_to_string(folder.join("magika.json")).unwrap_or_default();
    let labels: Vec<String> = labels
        .split("\"target_labels_space\":[")
        .nth(1)
        .and_then(|rest| rest.split(']').next())
        .map_or_else(Vec::new, |list| {
            list.split(',').map(|label| label.trim().trim_matches('"').to_owned()).collect()
        });
    let tokens: Vec<i32> = FILES.iter().flat_map(|(_, bytes)| tokens(bytes)).collect();
    Ok(Some(Job {
        name: "types of files",
        model: folder.join("magika.onnx"),
        inputs: tvec!(tensor1(&tokens).into_shape(&[FILES.len(), 2 * PART])?),
        tell: Box::new(move |outputs| {
            let p = floats(&outputs[0])?;
            let types = FILES.iter().zip(p.chunks(p.len() / FILES.len()));
            let types = types.map(|((name, _), p)| {
                format!("{name} {}", labels.get(greatest(p)).map_or("unknown", String::as_str))
            });
            Ok(types.collect::<Vec<_>>().join(", "))
        }),
    }))
}

/// The first and the last bytes, without blanks at the ends.
fn tokens(bytes: &[u8]) -> Vec<i32> {
    let start = bytes[..bytes.len().min(4096)].trim_ascii_start();
    let end = bytes[bytes.len().saturating_sub(4096)..].trim_ascii_end();
    let start: Vec<i32> = start.iter().take(PART).map(|byte| i32::from(*byte)).collect();
    let end: Vec<i32> = end[end.len().saturating_sub(PART)..].iter().map(|byte| i32::from(*byte)).collect();
    let gap = 2 * PART - start.len() - end.len();
    start.into_iter().chain(std::iter::repeat_n(PADDING, gap)).chain(end).collect()
}
