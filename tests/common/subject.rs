//! Whom the operations of the table's rows are asked of: the core.
//!
//! Rows make an operation and hand it on, and do not know who computes: they hand it to the `subject` that the root of
//! the crate names. Here it is this one. The tests of C and of candle have one of their own, which asks both and compares,
//! so that a new row is a test of these too.

use activ8::{GatedActivation, Loss, Result};

use super::table::losses::Ask;
use super::table::{gates, place};

/// A loss against floats.
pub(crate) trait Floats: Loss + 'static {}
impl<L: Loss + 'static> Floats for L {}

/// A loss against classes.
pub(crate) trait Classes: Loss<i64> + 'static {}
impl<L: Loss<i64> + 'static> Classes for L {}

/// A gated activation.
pub(crate) trait Gate: GatedActivation + 'static {}
impl<G: GatedActivation + 'static> Gate for G {}

pub(crate) fn floats(ask: Ask<'_>, loss: impl Floats) -> Result<Option<f32>> {
    let target = ask.target;
    ask.of_targets(loss, target)
}

pub(crate) fn classes(ask: Ask<'_>, loss: impl Classes) -> Result<Option<f32>> {
    let classes = ask.classes;
    ask.of_targets(loss, classes)
}

pub(crate) fn gate(ask: gates::Ask<'_>, gate: impl Gate) -> Result<()> {
    (ask.then)(&place(gate, ask.tier, ask.parallel)?)
}
