//! Every operation that the core exports has entry points: one that is added there and not here is found out.

use std::collections::BTreeMap;

/// Exports that are no operations: traits, their helpers, enums, and sums.
const NO_OPERATIONS: &[&str] = &[
    "Accumulator",
    "Activation",
    "AnyActivation",
    "ClassIndex",
    "Elementwise",
    "FullyMasked",
    "GateLayout",
    "GatedActivation",
    "JointLoss",
    "KlInput",
    "Loss",
    "LossSum",
    "Reduce",
    "Reduction",
    "ScoreMask",
    "Scoring",
    "Target",
    "Targets",
];

/// Operations that C does not have yet.
const MISSING: &[&str] = &[];

/// Those whose name in C is not theirs in the core with a `_` before each capital.
const RENAMED: &[(&str, &str)] = &[
    ("Along", "softmax_along"),
    ("BinaryCrossEntropy", "bce"),
    ("BinaryCrossEntropyWithLogits", "bce_with_logits"),
    ("KlDivergence", "kl_div"),
    ("MultiLabelMargin", "multilabel_margin"),
    ("MultiLabelSoftMargin", "multilabel_soft_margin"),
    ("SoftmaxState", "softmax_state_update"),
];

/// The names of `pub use module::{…};` in the core.
fn exports(module: &str) -> Vec<&'static str> {
    let core = include_str!("../../../src/lib.rs");
    let list = core.split_once(&format!("pub use {module}::{{")).and_then(|(_, rest)| rest.split_once("};"));
    let names = list.expect("a list of exports").0.split(',').map(str::trim);
    names.filter(|name| !name.is_empty()).collect()
}

/// Lower case without `_`: `GeGlu` is `geglu`, `LeakyRelu` is `leaky_relu`.
fn bare(name: &str) -> String {
    name.replace('_', "").to_lowercase()
}

#[test]
fn no_operation_is_forgotten() {
    let header = include_str!("../include/activ8.h");
    let entries = header.split("activ8_status activ8_").skip(1).filter_map(|entry| entry.split_once("_f32("));
    let ours: BTreeMap<String, &str> =
        entries.filter(|(name, _)| !name.contains(['(', ' '])).map(|(name, _)| (bare(name), name)).collect();
    let renamed: BTreeMap<&str, &str> = RENAMED.iter().copied().collect();
    let missing = |name: &str| {
        let name = renamed.get(name).copied().unwrap_or(name);
        !ours.contains_key(&bare(name))
    };
    let forgotten: Vec<_> = ["activation", "loss"]
        .into_iter()
        .flat_map(exports)
        .filter(|name| !NO_OPERATIONS.contains(name) && missing(name))
        .collect();
    assert_eq!(forgotten, MISSING, "what needs rows of build/, or a line here");
}

/// The lists above name nothing that is not there.
#[test]
fn lists_are_of_exports() {
    let exports: Vec<_> = ["activation", "loss"].into_iter().flat_map(exports).collect();
    let listed = NO_OPERATIONS.iter().chain(MISSING).chain(RENAMED.iter().map(|(name, _)| name));
    let unknown: Vec<_> = listed.filter(|name| !exports.contains(name)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
