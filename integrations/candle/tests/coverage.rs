//! Every operation of the core through candle, by its name in the core's own lists: one that is added there and
//! is forgotten here fails. What has a row in the table of the core's tests has it through that.

#[path = "coverage/activations.rs"]
mod activations;
mod common;
#[path = "../../../tests/common/mod.rs"]
mod exact;
#[path = "../../../tests/common/exports.rs"]
mod exports;
#[path = "coverage/losses.rs"]
mod losses;
#[path = "coverage/subject.rs"]
mod subject;

use candle_core::{Result, Tensor, Var};
use common::{bits, values};

/// An operation by its name in the core, and a call of it that checks its bits.
type Row = (&'static str, fn() -> Result<()>);

/// What is no operation: traits, options of operations, and states over slices.
const OTHERS: [&str; 22] = [
    // Traits.
    "Activation",
    "BackwardFromOutput",
    "ClassIndex",
    "Elementwise",
    "GatedActivation",
    "JointLoss",
    "Loss",
    "Reduce",
    "Target",
    "TargetKind",
    "TargetType",
    "Targets",
    // A gradient, which candle asks for by itself.
    "OutputGradient",
    // Options.
    "FullyMasked",
    "GateLayout",
    "GroupScore",
    "KlInput",
    "Reduction",
    "ScoreMask",
    "Scoring",
    // Sums of what comes in batches.
    "LossSum",
    "Accumulator",
];

/// A state of a stream of slices, which no tensor is.
const STREAMS: [&str; 1] = ["SoftmaxState"];

#[track_caller]
fn check(list: &str, names: &[&str], table: &[Row]) {
    for name in names {
        let known = table.iter().any(|(other, _)| other == name) || subject::has_reached(name);
        let other = OTHERS.contains(name) || STREAMS.contains(name);
        assert!(known != other, "{list}: {name} is in the table of what candle reaches, or no operation");
    }
    for (name, _) in table {
        assert!(names.contains(name), "{list}: the core has no {name}");
    }
}

#[track_caller]
fn assert_same(found: &Tensor, expected: &[f32]) -> Result<()> {
    assert_eq!(bits(&values(found)?), bits(expected), "the core's bits");
    Ok(())
}

/// The gradient by candle, which adds it to zeros.
#[track_caller]
fn gradient(loss: &Tensor, of: &Var, expected: &[f32]) -> Result<()> {
    let plus_zero: Vec<f32> = expected.iter().map(|dx| dx + 0.0).collect();
    let found = loss.backward()?;
    let found = found.get(of).expect("a gradient");
    assert_eq!(found.dims(), of.dims(), "the gradient's shape");
    assert_same(found, &plus_zero)
}

#[test]
fn every_activation() -> Result<()> {
    let (names, of_list) = (exports::activations(), activations::elementwise());
    assert!(names.len() > 60, "{} activations: the list was read", names.len());
    let others: Vec<_> = names.into_iter().filter(|name| !of_list.iter().any(|of| of == name)).collect();
    let table = activations::table();
    activations::rows()?;
    check("activation", &others, &table);
    table.into_iter().try_for_each(|(name, call)| call().map_err(|error| error.context(name)))
}

#[test]
fn every_loss() -> Result<()> {
    let table = losses::table();
    let names = exports::losses();
    losses::rows();
    assert!(names.len() > 30, "{} losses: the list was read", names.len());
    check("loss", &names, &table);
    table.into_iter().try_for_each(|(name, call)| call().map_err(|error| error.context(name)))
}
