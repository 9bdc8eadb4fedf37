//! Every operation that the core exports has entry points: one that is added there and not here is found out.

#[path = "../../../tests/common/exports.rs"]
mod exports;

use std::collections::{BTreeMap, BTreeSet};

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
    "GroupScore",
    "JointLoss",
    "KlInput",
    "Loss",
    "LossSum",
    "Reduce",
    "Reduction",
    "ScoreMask",
    "Scoring",
    "Target",
    "TargetKind",
    "TargetType",
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

/// Functions of floats alone.
const FLOATS: &[(&str, &str)] = &[
    ("softmax_state_finish", "an accumulator is in floats, whatever its scores are"),
    ("softmax_state_log_sum_exp", "it is one number of a state, which has no elements"),
];

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
    let forgotten: Vec<_> = exports::activations()
        .into_iter()
        .chain(exports::losses())
        .filter(|name| !NO_OPERATIONS.contains(name) && missing(name))
        .collect();
    assert_eq!(forgotten, MISSING, "what needs a row of generate/src/table, or a line here");
}

/// What there is of one element there is of all.
#[test]
fn no_element_is_forgotten() {
    let header = include_str!("../include/activ8.h");
    let of = |element: &str| {
        let end = format!("_{element}(");
        let entries = header.split("activ8_status activ8_").skip(1);
        let names = entries.filter_map(|entry| entry.split_once('(')).map(|(name, _)| format!("{name}("));
        names.filter_map(|name| name.strip_suffix(&end).map(str::to_owned)).collect::<BTreeSet<_>>()
    };
    let (floats, halves, brains) = (of("f32"), of("f16"), of("bf16"));
    assert_eq!(halves, brains, "f16 and bf16");
    let alone: Vec<_> = floats.difference(&halves).collect();
    assert_eq!(alone, FLOATS.iter().map(|(name, _)| name).collect::<Vec<_>>(), "f32, without halves");
    assert!(halves.is_subset(&floats), "halves, without f32");
}

/// The lists above name nothing that is not there.
#[test]
fn lists_are_of_exports() {
    let exports: Vec<_> = exports::activations().into_iter().chain(exports::losses()).collect();
    let listed = NO_OPERATIONS.iter().chain(MISSING).chain(RENAMED.iter().map(|(name, _)| name));
    let unknown: Vec<_> = listed.filter(|name| !exports.contains(name)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}
