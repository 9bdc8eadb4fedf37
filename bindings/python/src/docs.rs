//! Docstrings: what the core's tables of operations say, and what holds for all functions.

const ACTIVATIONS: &str = include_str!("../../../src/activation/operations.md");
const LOSSES: &str = include_str!("../../../src/loss/operations.md");

/// The formula of an operation of the core, and its bound.
pub(crate) fn formula(operation: &str) -> String {
    let lines = ACTIVATIONS.lines().chain(LOSSES.lines());
    let link = format!("[`{operation}`]");
    let row = lines.map(cells).find(|cells| cells.first().is_some_and(|names| names.contains(&link)));
    let row = row.unwrap_or_else(|| panic!("{operation} is in no table of operations"));
    let formula = row[1].replace('`', "");
    match row[2].as_str() {
        "0" | "exact" => format!("{formula}: exact."),
        "" => format!("{formula}."),
        bound if bound.starts_with(|c: char| c.is_ascii_digit()) => format!("{formula}: within {bound} ULP."),
        _ => format!("{formula}."),
    }
}

/// The cells of a row of a table; a stroke within one is `\|`.
fn cells(line: &str) -> Vec<String> {
    let line = line.replace("\\|", "\u{1}");
    let cells = line.trim_matches('|').split('|').map(|cell| cell.trim().replace('\u{1}', "|"));
    if line.starts_with('|') { cells.collect() } else { Vec::new() }
}

/// What holds for functions that have arrays for their result.
pub(crate) const ARRAYS: &str = "Arrays are of float32, float16 or bfloat16, all of one type and of any strides; the \
result is of that type and of the first one's kind. `out` takes it, and may be the input. Wrong types raise TypeError, \
wrong shapes and values ValueError, which name the argument; `out` is as it was then.";

/// Of losses.
pub(crate) const LOSS: &str =
    "`reduction` is mean, sum, or none, which gives an array of losses. The loss is a float.";

/// Of their gradients.
pub(crate) const LOSS_GRADIENT: &str = "With the reduction none `dy` are the gradients of the losses, of as many elements; else there is no `dy`.";
