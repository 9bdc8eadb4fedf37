//! Activations over rows: rows one after the other, or at a stride.

use std::fmt::Write as _;

pub(crate) fn write(api: &mut String, row: &crate::table::Operation, suffix: &str, of: &str) {
    let crate::table::Operation { name, operation, .. } = row;
    let verbs = [
        (
            "",
            format!("`y = {name}(x)` of rows of n; y may be x."),
            format!("x: *const {of}, y: *mut {of}, rows: usize, n: usize"),
            "forward_rows(operation, x, y, [rows, n])",
        ),
        (
            "_backward",
            format!("The gradient of {name} for x, of rows of n."),
            format!("x: *const {of}, dy: *const {of}, dx: *mut {of}, rows: usize, n: usize"),
            "backward_rows(operation, [x, dy], dx, [rows, n])",
        ),
        (
            "_strided",
            format!(
                "`y = {name}(x)` of rows of n that begin so many elements apart; y may be x with the same stride."
            ),
            format!("x: *const {of}, x_stride: usize, y: *mut {of}, y_stride: usize, rows: usize, n: usize"),
            "forward_strided(operation, (x, x_stride), (y, y_stride), [rows, n])",
        ),
    ];
    for (verb, doc, arguments, body) in verbs {
        write!(
            api,
            "/// {doc}\n#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn activ8_{name}{verb}_{suffix}({arguments}) -> activ8_status {{\n    \
             call(|| {{\n        let operation = activ8::{operation}::rows_of(n);\n        \
             // SAFETY: the caller's promise.\n        unsafe {{ {body} }}\n    }})\n}}\n\n",
        )
        .expect("a string");
    }
}
