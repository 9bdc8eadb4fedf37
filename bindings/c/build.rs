//! Writes the entry points from the table of operations: into a file, since cbindgen reads no macros.

#[path = "build/losses.rs"]
mod losses;
#[path = "build/rows.rs"]
mod rows;
#[path = "build/table.rs"]
mod table;

use std::fmt::Write as _;
use std::path::PathBuf;

/// Types of elements: the suffix of the names, and the type. Another is another line.
const TYPES: [(&str, &str); 1] = [("f32", "f32")];

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build");
    let directory = PathBuf::from(std::env::var_os("OUT_DIR").expect("cargo sets it"));
    let (mut api, mut list) = (String::new(), String::new());
    for (suffix, of) in TYPES {
        for row in table::ELEMENTWISE {
            elementwise(&mut api, &mut list, row, suffix, of);
        }
        for row in table::GATED {
            gated(&mut api, row, suffix, of);
        }
        for row in table::ROWS {
            rows::write(&mut api, row, suffix, of);
        }
        for row in losses::LOSSES {
            losses::write(&mut api, row, suffix, of);
        }
    }
    std::fs::write(directory.join("api.rs"), api).expect("cargo's own directory");
    let list = format!("&[\n{list}]\n");
    std::fs::write(directory.join("list.rs"), list).expect("cargo's own directory");
}

/// A struct of parameters and the function that sets their defaults.
fn parameters(api: &mut String, name: &str, operation: &str, fields: &[&str]) {
    let declared: String = fields
        .iter()
        .map(|field| format!("    /// {field} of `{operation}`\n    pub {field}: f32,\n"))
        .collect();
    let defaults: String = fields.iter().map(|field| format!("{field}: value.{field}, ")).collect();
    write!(
        api,
        "/// The parameters of {name}.\n#[repr(C)]\n#[derive(Clone, Copy, Debug)]\npub struct activ8_{name}_params {{\n{declared}}}\n\n\
         impl activ8_{name}_params {{\n    pub(crate) fn defaults() -> Self {{\n        let value = activ8::{operation}::default();\n        Self {{ {defaults}}}\n    }}\n}}\n\n\
         /// Sets the defaults.\n#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn activ8_{name}_params_init(params: *mut activ8_{name}_params) -> activ8_status {{\n    \
         call(|| {{\n        // SAFETY: the caller's promise.\n        unsafe {{ set(params, activ8_{name}_params::defaults()) }}\n    }})\n}}\n\n",
    )
    .expect("a string");
}

/// The parameter after the others, how the operation is made from it, and its default as an argument.
fn with_parameters(name: &str, operation: &str, fields: &[&str]) -> [String; 2] {
    if fields.is_empty() {
        return [String::new(), format!("        let operation = activ8::{operation};\n")];
    }
    let set: String = fields.iter().map(|field| format!("{field}: params.{field}, ")).collect();
    [
        format!(", params: *const activ8_{name}_params"),
        format!(
            "        // SAFETY: the caller's promise.\n        let params = unsafe {{ get(params) }}?;\n        \
             let operation = activ8::{operation} {{ {set}}};\n"
        ),
    ]
}

fn elementwise(api: &mut String, list: &mut String, row: &table::Operation, suffix: &str, of: &str) {
    let table::Operation { name, operation, fields } = row;
    if !fields.is_empty() {
        parameters(api, name, operation, fields);
    }
    let [last, make] = with_parameters(name, operation, fields);
    let verbs = [
        (
            "",
            format!("`y = {name}(x)`; y may be x."),
            format!("x: *const {of}, y: *mut {of}, n: usize"),
            "forward(operation, x, y, n)",
        ),
        (
            "_backward",
            format!("`dx = dy * {name}'(x)`."),
            format!("x: *const {of}, dy: *const {of}, dx: *mut {of}, n: usize"),
            "backward(operation, x, dy, dx, n)",
        ),
        (
            "_biased",
            format!("`y = {name}(x + bias)` of rows of n; y may be x."),
            format!("x: *const {of}, bias: *const {of}, y: *mut {of}, rows: usize, n: usize"),
            "forward_biased(operation, x, bias, y, rows, n)",
        ),
        (
            "_biased_backward",
            format!("`dx = dy * {name}'(x + bias)` of rows of n."),
            format!(
                "x: *const {of}, bias: *const {of}, dy: *const {of}, dx: *mut {of}, rows: usize, n: usize"
            ),
            "backward_biased(operation, [x, bias, dy], dx, rows, n)",
        ),
    ];
    for (verb, doc, arguments, body) in verbs {
        write!(
            api,
            "/// {doc}\n#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn activ8_{name}{verb}_{suffix}({arguments}{last}) -> activ8_status {{\n    \
             call(|| {{\n{make}        // SAFETY: the caller's promise.\n        unsafe {{ {body} }}\n    }})\n}}\n\n",
        )
        .expect("a string");
    }
    let (before, params) = match fields.is_empty() {
        true => (String::new(), ""),
        false => (
            format!(
                "let mut params = MaybeUninit::uninit(); activ8_{name}_params_init(params.as_mut_ptr()); "
            ),
            ", params.as_ptr()",
        ),
    };
    writeln!(
        list,
        "    (\n        {name:?},\n        |x, y| unsafe {{ {before}activ8_{name}_{suffix}(x.as_ptr(), y.as_mut_ptr(), y.len(){params}) }},\n        \
         |x, dy, dx| unsafe {{ {before}activ8_{name}_backward_{suffix}(x.as_ptr(), dy.as_ptr(), dx.as_mut_ptr(), dx.len(){params}) }},\n    ),",
    )
    .expect("a string");
}

fn gated(api: &mut String, row: &table::Operation, suffix: &str, of: &str) {
    let table::Operation { name, operation, fields } = row;
    if !fields.is_empty() {
        parameters(api, name, operation, fields);
    }
    let [last, make] = with_parameters(name, operation, fields);
    let verbs = [
        (
            "",
            "`y = act(gate) * value`.",
            format!("gate: *const {of}, value: *const {of}, y: *mut {of}, n: usize"),
            "gated(operation, [gate, value], y, n)",
        ),
        (
            "_backward",
            "Both gradients.",
            format!(
                "gate: *const {of}, value: *const {of}, dy: *const {of}, dgate: *mut {of}, dvalue: *mut {of}, n: usize"
            ),
            "gated_backward(operation, [gate, value, dy], [dgate, dvalue], n)",
        ),
        (
            "_packed",
            "`y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.",
            format!("x: *const {of}, y: *mut {of}, rows: usize, n: usize, layout: i32"),
            "gated_packed(operation, x, y, [rows, n], layout)",
        ),
        (
            "_packed_backward",
            "The gradient, packed like x.",
            format!("x: *const {of}, dy: *const {of}, dx: *mut {of}, rows: usize, n: usize, layout: i32"),
            "gated_packed_backward(operation, [x, dy], dx, [rows, n], layout)",
        ),
    ];
    for (verb, doc, arguments, body) in verbs {
        write!(
            api,
            "/// {doc}\n#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn activ8_{name}{verb}_{suffix}({arguments}{last}) -> activ8_status {{\n    \
             call(|| {{\n{make}        // SAFETY: the caller's promise.\n        unsafe {{ {body} }}\n    }})\n}}\n\n",
        )
        .expect("a string");
    }
}
