//! The entry points of activations.

use std::fmt::Write as _;

use crate::entry::{self, entry};
use crate::table::{ELEMENTWISE, GATED, Operation, ROWS, ROWS_AND_COLUMNS};

/// The structs of parameters.
pub(crate) fn parameters(api: &mut String) {
    for Operation { name, operation, fields } in ELEMENTWISE.iter().chain(GATED) {
        if fields.is_empty() {
            continue;
        }
        let (mut declared, mut defaults) = (String::new(), String::new());
        for field in *fields {
            write!(declared, "    /// {field} of `{operation}`\n    pub {field}: f32,\n").expect("a string");
            write!(defaults, "{field}: value.{field}, ").expect("a string");
        }
        let make = format!("        let value = activ8::{operation}::default();\n");
        entry::parameters(api, name, &declared, &make, &defaults);
    }
}

/// The verbs for elements of type `of`. Returned is the list of the elementwise ones, for tests.
pub(crate) fn write(api: &mut String, of: &str) -> String {
    let mut list = String::from("&[\n");
    for operation in ELEMENTWISE {
        elementwise(api, operation, of);
        listed(&mut list, operation, of);
    }
    GATED.iter().for_each(|operation| gated(api, operation, of));
    ROWS_AND_COLUMNS.iter().chain(ROWS).for_each(|operation| rows(api, operation, of));
    ROWS_AND_COLUMNS.iter().for_each(|operation| along(api, operation, of));
    attention(api, of);
    prelu(api, of);
    list + "]\n"
}

/// The parameter after the others, and how the operation is made from it.
fn with_parameters(name: &str, operation: &str, fields: &[&str]) -> [String; 2] {
    if fields.is_empty() {
        return [String::new(), format!("        let operation = activ8::{operation};\n")];
    }
    let set: String = fields.iter().map(|field| format!("{field}: params.{field}, ")).collect();
    [
        format!(", params: *const activ8_{name}_params"),
        format!("{}        let operation = activ8::{operation} {{ {set}}};\n", entry::GET),
    ]
}

fn elementwise(api: &mut String, Operation { name, operation, fields }: &Operation, of: &str) {
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
        entry(api, &doc, &format!("{name}{verb}_{of}"), &(arguments + &last), &make, body);
    }
}

/// An elementwise operation's name, and its verbs of slices with the defaults of parameters.
fn listed(list: &mut String, Operation { name, fields, .. }: &Operation, of: &str) {
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
        "    (\n        {name:?},\n        |x, y| unsafe {{ {before}activ8_{name}_{of}(x.as_ptr(), y.as_mut_ptr(), y.len(){params}) }},\n        \
         |x, dy, dx| unsafe {{ {before}activ8_{name}_backward_{of}(x.as_ptr(), dy.as_ptr(), dx.as_mut_ptr(), dx.len(){params}) }},\n    ),",
    )
    .expect("a string");
}

fn gated(api: &mut String, Operation { name, operation, fields }: &Operation, of: &str) {
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
        entry(api, doc, &format!("{name}{verb}_{of}"), &(arguments + &last), &make, body);
    }
}

fn rows(api: &mut String, Operation { name, operation, .. }: &Operation, of: &str) {
    let make = format!("        let operation = activ8::{operation}::rows_of(n);\n");
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
        (
            "_strided_backward",
            format!("The gradient of {name} for x, of rows of n that begin so many elements apart."),
            format!(
                "x: *const {of}, x_stride: usize, dy: *const {of}, dy_stride: usize, dx: *mut {of}, dx_stride: usize, rows: usize, n: usize"
            ),
            "backward_strided(operation, [(x, x_stride), (dy, dy_stride)], (dx, dx_stride), [rows, n])",
        ),
    ];
    for (verb, doc, arguments, body) in verbs {
        entry(api, &doc, &format!("{name}{verb}_{of}"), &arguments, &make, body);
    }
}

fn along(api: &mut String, Operation { name, operation, .. }: &Operation, of: &str) {
    let make = format!(
        "        let n = volume([outer, axis, inner])?;\n        let operation = activ8::{operation}::along(axis, inner);\n"
    );
    let shape = "outer: usize, axis: usize, inner: usize";
    let doc = format!("`y = {name}(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.");
    let arguments = format!("x: *const {of}, y: *mut {of}, {shape}");
    entry(api, &doc, &format!("{name}_along_{of}"), &arguments, &make, "forward(operation, x, y, n)");
    let arguments = format!("x: *const {of}, dy: *const {of}, dx: *mut {of}, {shape}");
    let (verb, body) = (format!("{name}_along_backward_{of}"), "backward(operation, x, dy, dx, n)");
    entry(api, "Its gradient for x.", &verb, &arguments, &make, body);
}

/// Its mask, slopes and sinks are floats.
fn attention(api: &mut String, of: &str) {
    let last = "rows: usize, keys: usize, params: *const activ8_attention_softmax_params";
    let make = |out: &str| {
        format!(
            "        let n = product(rows, keys)?;\n        // SAFETY: the caller's promise.\n        \
             let (operation, borrowed) = unsafe {{ attention(keys, params) }}?;\n        \
             all_apart(&[({out:?}, span({out:?}, {out}, n)?)], [&borrowed, &[]])?;\n"
        )
    };
    let doc = "`y = softmax(x)` of rows of keys, with the options that the parameters have; y may be x.";
    let (name, arguments) =
        (format!("attention_softmax_{of}"), format!("x: *const {of}, y: *mut {of}, {last}"));
    entry(api, doc, &name, &arguments, &make("y"), "forward(operation, x, y, n)");
    let name = format!("attention_softmax_backward_{of}");
    let arguments = format!("x: *const {of}, dy: *const {of}, dx: *mut {of}, {last}");
    let body = "backward(operation, x, dy, dx, n)";
    entry(api, "Its gradient for x.", &name, &arguments, &make("dx"), body);
}

/// Its slopes are floats, and one for each channel.
fn prelu(api: &mut String, of: &str) {
    let shape = "weight: *const f32, channels: usize, inner: usize";
    let make = |out: &str| {
        format!(
            "        // SAFETY: the caller's promise.\n        let weight = unsafe {{ optional(\"weight\", weight, channels) }}?;\n        \
             all_apart(&[({out:?}, span({out:?}, {out}, n)?)], [&[kept(weight)], &[]])?;\n        \
             let operation = activ8::PRelu {{ weight: weight.unwrap_or_default(), inner }};\n"
        )
    };
    let doc =
        "`y = x` where x > 0, else `weight[c] * x`, of samples of channels of inner elements; y may be x.";
    let arguments = format!("x: *const {of}, y: *mut {of}, n: usize, {shape}");
    entry(api, doc, &format!("prelu_{of}"), &arguments, &make("y"), "forward(operation, x, y, n)");
    let doc = "Its gradient for x.";
    let arguments = format!("x: *const {of}, dy: *const {of}, dx: *mut {of}, n: usize, {shape}");
    entry(
        api,
        doc,
        &format!("prelu_backward_{of}"),
        &arguments,
        &make("dx"),
        "backward(operation, x, dy, dx, n)",
    );
}
