//! The activations that are made of their parameters alone, or of the lengths of rows.

use std::sync::LazyLock;

use activ8::AnyActivation;

use crate::table::Argument::{Layout, Lengths, ReadRows, WriteRows};
use crate::table::{Argument, Field, float, read, write};

/// Operations with the same verbs.
pub(crate) struct Family {
    pub(crate) operations: Vec<&'static [Operation]>,
    pub(crate) make: Make,
    pub(crate) verbs: &'static [Verb],
}

pub(crate) struct Operation {
    /// In C.
    pub(crate) name: &'static str,
    /// In the core.
    pub(crate) operation: &'static str,
    pub(crate) fields: &'static [Field],
    /// Whether what is nothing but −∞ is to be zeros.
    pub(crate) is_safe: bool,
}

/// How the operation is made.
pub(crate) enum Make {
    /// Of its parameters, if it has any.
    Params,
    /// Over rows of `n`.
    RowsOf,
    /// Along the middle axis of `outer`, `axis`, `inner`.
    Along,
}

/// A verb: what C calls it after the operation's name, what its documentation says, `{}` being the operation's name, the
/// function that does it, and its arguments, before the parameters.
pub(crate) struct Verb {
    pub(crate) name: &'static str,
    pub(crate) doc: &'static str,
    pub(crate) function: &'static str,
    pub(crate) arguments: &'static [Argument<'static>],
}

const fn operation(name: &'static str, operation: &'static str, fields: &'static [Field]) -> Operation {
    Operation { name, operation, fields, is_safe: false }
}

/// The same with zeros for what is nothing but −∞.
const fn safe(name: &'static str, operation: &'static str) -> Operation {
    Operation { name, operation, fields: &[], is_safe: true }
}

const fn verb(
    name: &'static str,
    doc: &'static str,
    function: &'static str,
    arguments: &'static [Argument<'static>],
) -> Verb {
    Verb { name, doc, function, arguments }
}

pub(crate) static FAMILIES: LazyLock<[Family; 4]> = LazyLock::new(|| {
    [
        Family { operations: vec![elementwise()], make: Make::Params, verbs: ELEMENTWISE_VERBS },
        Family { operations: vec![GATED], make: Make::Params, verbs: GATED_VERBS },
        Family { operations: vec![ROWS], make: Make::RowsOf, verbs: ROW_VERBS },
        Family { operations: vec![ROWS], make: Make::Along, verbs: AXIS_VERBS },
    ]
});

/// The core's own list, in its order.
pub(crate) fn elementwise() -> &'static [Operation] {
    static LIST: LazyLock<Vec<Operation>> =
        LazyLock::new(|| AnyActivation::all().into_iter().map(of_core).collect());
    &LIST
}

fn of_core(activation: AnyActivation) -> Operation {
    // `Celu(Celu { alpha: 1.0 })`, `Erf(Erf)`, or of several variants `Gelu(Tanh)`.
    let text = format!("{activation:?}");
    let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).collect();
    let operation =
        if words[0] == words[1] { words[0].to_owned() } else { format!("{}::{}", words[0], words[1]) };
    let fields: Vec<_> = activation.parameters().into_iter().map(|(name, _)| float(name)).collect();
    Operation { fields: fields.leak(), ..self::operation(activation.name(), operation.leak(), &[]) }
}

const GATED: &[Operation] = &[
    operation("glu", "Glu", &[]),
    operation("swiglu", "SwiGlu", &[float("alpha"), float("limit")]),
    operation("geglu", "GeGlu::Erf", &[]),
    operation("geglu_tanh", "GeGlu::Tanh", &[]),
    operation("geglu_quick", "GeGlu::Quick", &[]),
    operation("reglu", "ReGlu", &[]),
    operation("bilinear", "Bilinear", &[]),
    operation("swiglu_oai", "SwiGluOai", &[float("alpha"), float("limit")]),
];

/// Over rows, and along any axis.
const ROWS: &[Operation] = &[
    operation("softmax", "Softmax", &[]),
    operation("log_softmax", "LogSoftmax", &[]),
    safe("safe_softmax", "Softmax"),
    safe("safe_log_softmax", "LogSoftmax"),
    operation("softmin", "Softmin", &[]),
    operation("hardmax", "Hardmax", &[]),
];

const N: Argument<'static> = Lengths(&["n"]);
const ROWS_OF_N: Argument<'static> = Lengths(&["rows", "n"]);
const OUTER_AXIS_INNER: Argument<'static> = Lengths(&["outer", "axis", "inner"]);

const ELEMENTWISE_VERBS: &[Verb] = &[
    verb("", "`y = {}(x)`; y may be x.", "activations::forward", &[read("x"), write("y"), N]),
    verb(
        "_backward",
        "`dx = dy * {}'(x)`.",
        "activations::backward",
        &[read("x"), read("dy"), write("dx"), N],
    ),
    verb(
        "_biased",
        "`y = {}(x + bias)` of rows of n; y may be x.",
        "biased::forward",
        &[read("x"), read("bias"), write("y"), ROWS_OF_N],
    ),
    verb(
        "_biased_backward",
        "`dx = dy * {}'(x + bias)` of rows of n.",
        "biased::backward",
        &[read("x"), read("bias"), read("dy"), write("dx"), ROWS_OF_N],
    ),
];

const GATED_VERBS: &[Verb] = &[
    verb("", "`y = act(gate) * value`.", "gated::forward", &[read("gate"), read("value"), write("y"), N]),
    verb(
        "_backward",
        "Both gradients.",
        "gated::backward",
        &[read("gate"), read("value"), read("dy"), write("dgate"), write("dvalue"), N],
    ),
    verb(
        "_packed",
        "`y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.",
        "gated::forward_packed",
        &[read("x"), write("y"), ROWS_OF_N, Layout],
    ),
    verb(
        "_packed_backward",
        "The gradient, packed like x.",
        "gated::backward_packed",
        &[read("x"), read("dy"), write("dx"), ROWS_OF_N, Layout],
    ),
    verb(
        "_along",
        "`y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.",
        "gated::forward_along",
        &[read("x"), write("y"), OUTER_AXIS_INNER, Layout],
    ),
    verb(
        "_along_backward",
        "The gradient, along the axis like x.",
        "gated::backward_along",
        &[read("x"), read("dy"), write("dx"), OUTER_AXIS_INNER, Layout],
    ),
];

const ROW_VERBS: &[Verb] = &[
    verb("", "`y = {}(x)` of rows of n; y may be x.", "rows::forward", &[read("x"), write("y"), ROWS_OF_N]),
    verb(
        "_backward",
        "The gradient of {} for x, of rows of n.",
        "rows::backward",
        &[read("x"), read("dy"), write("dx"), ROWS_OF_N],
    ),
    verb(
        "_strided",
        "`y = {}(x)` of rows of n that begin so many elements apart; y may be x with the same stride.",
        "rows::forward_strided",
        &[ReadRows("x"), WriteRows("y"), ROWS_OF_N],
    ),
    verb(
        "_strided_backward",
        "The gradient of {} for x, of rows of n that begin so many elements apart.",
        "rows::backward_strided",
        &[ReadRows("x"), ReadRows("dy"), WriteRows("dx"), ROWS_OF_N],
    ),
];

const AXIS_VERBS: &[Verb] = &[
    verb(
        "_along",
        "`y = {}(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.",
        "rows::forward_along",
        &[read("x"), write("y"), OUTER_AXIS_INNER],
    ),
    verb(
        "_along_backward",
        "Its gradient for x.",
        "rows::backward_along",
        &[read("x"), read("dy"), write("dx"), OUTER_AXIS_INNER],
    ),
];
