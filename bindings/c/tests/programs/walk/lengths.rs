//! How many values each pointer is to, as an expression of C. The walk finds out a rule that is wrong: of too few values
//! the function reads or writes more than there are, of too many an output that touches their end overlaps none of them.

use super::header::{Function, Variable};

/// Of a function's argument, or of a member of its parameters, which is named `params->`. All lengths are numbers of C
/// by their names.
pub(crate) fn length(function: &Function, Variable { kind, name }: &Variable) -> &'static str {
    let has = |kind: &str, name: &str| function.arguments.iter().any(|it| it.kind == kind && it.name == name);
    let lengths = function.arguments.iter().filter(|argument| argument.kind == "size_t");
    let lengths: Vec<&str> = lengths.map(|argument| &argument.name[..]).collect();
    let is_gate = has("int32_t", "layout");
    let is_sum = function.name.contains("log_sum_exp");
    // Against one target a row: a class, or a number for several vectors.
    let is_of_rows =
        !function.name.contains("multilabel") && (has("const int64_t *", "t") || !has_x(function));
    match (&lengths[..], &name[..]) {
        (_, "value") if kind == "float *" => "1",
        (_, "state" | "other" | "params") => "1",
        (["dim"], _) | (["n", "dim"], "accumulator") => "dim",
        (["n"] | ["n", "dim"], _) => "n",

        (["rows", "n"], "x" | "dx") if is_gate => "2 * rows * n",
        (["rows", "n"], "y" | "dy") if is_sum => "rows",
        (["rows", "n"], "bias") => "n",
        (["rows", "n"], _) => "rows * n",
        ([.., "rows", "n"], "x") => "rows ? (rows - 1) * x_stride + n : 0",
        ([.., "rows", "n"], "y") => "rows ? (rows - 1) * y_stride + n : 0",
        ([.., "rows", "n"], "dy") => "rows ? (rows - 1) * dy_stride + n : 0",
        ([.., "rows", "n"], "dx") => "rows ? (rows - 1) * dx_stride + n : 0",
        (["outer", "axis", "inner"], "y" | "dy") if is_gate => "outer * axis * inner / 2",
        (["outer", "axis", "inner"], "y" | "dy") if is_sum => "outer * inner",
        (["outer", "axis", "inner"], _) => "outer * axis * inner",
        (["n", "channels", "inner"], "weight" | "dweight") => "channels",
        (["n", "channels", "inner"], _) => "n",

        (["rows", "keys"], "params->mask" | "params->keep") => "keys",
        (["rows", "keys"], "params->slopes" | "params->sinks") => "1",
        (["rows", "keys"], "dsinks") => "params->sinks_len",
        (["rows", "keys"], _) => "rows * keys",
        (["rows", "experts", "k"], "logits" | "dlogits") => "rows * experts",
        (["rows", "experts", "k"], "params->bias") => "experts",
        (["rows", "experts", "k"], _) => "rows * k",

        (["rows", "row"], "t") if is_of_rows => "rows",
        (["rows", "row"], "each" | "dy") => "rows",
        (["rows", "row"], "params->weight") => "row",
        (["rows", "row"], _) => "rows * row",
        (["rows", "dim", "classes"], "hidden" | "dhidden") => "rows * dim",
        (["rows", "dim", "classes"], "weight" | "dweight") => "classes * dim",
        (["rows", "dim", "classes"], "bias" | "dbias" | "params->weight") => "classes",
        (["rows", "dim", "classes"], _) => "rows",
        (["labels", ..], "x" | "dx") => "steps * sequences * classes",
        (["labels", ..], "t") => "labels",
        (["labels", ..], _) => "sequences",
        _ => panic!("a rule is needed for `{name}` of {}", function.name),
    }
}

fn has_x(function: &Function) -> bool {
    function.arguments.iter().any(|argument| argument.name == "x")
}
