//! Whom the operations of the table's rows are asked of: the core.
//!
//! Rows make an operation and hand it on, and do not know who computes: they hand it to the `subject` that the root of
//! the crate names. Here it is this one. The tests of C and of candle have one of their own, which asks both and compares,
//! so that a new row is a test of these too.

use activ8::{Ctc, GatedActivation, JointLoss, Loss, Result, bf16, f16};

use super::table::joint::verbs::{Against, AgainstLabels};
use super::table::losses::Ask;
use super::table::{gates, joint as table, place};

/// A loss against floats.
pub(crate) trait Floats: Loss + 'static {}
impl<L: Loss + 'static> Floats for L {}

/// A loss against classes.
pub(crate) trait Classes: Loss<i64> + 'static {}
impl<L: Loss<i64> + 'static> Classes for L {}

/// A gated activation.
pub(crate) trait Gate: GatedActivation + 'static {}
impl<G: GatedActivation + 'static> Gate for G {}

/// A loss of several inputs against numbers.
pub(crate) trait Joint<const N: usize>: JointLoss<N, Target = [f32]> + 'static {}
impl<L: JointLoss<N, Target = [f32]> + 'static, const N: usize> Joint<N> for L {}

/// One of inputs against each other.
pub(crate) trait JointAlone<const N: usize>: JointLoss<N, Target = ()> + 'static {}
impl<L: JointLoss<N, Target = ()> + 'static, const N: usize> JointAlone<N> for L {}

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

pub(crate) fn joint<const N: usize>(ask: table::Ask<'_>, loss: impl Joint<N>, target: &[f32]) -> Result<()> {
    let loss = place(loss, ask.tier, ask.parallel)?;
    match ask.target {
        table::TargetOf::F32 => (ask.then)(&Against { loss, target }),
        table::TargetOf::F16 => {
            let target: Vec<_> = target.iter().copied().map(f16::from_f32).collect();
            (ask.then)(&Against { loss, target: &target[..] })
        }
        table::TargetOf::Bf16 => {
            let target: Vec<_> = target.iter().copied().map(bf16::from_f32).collect();
            (ask.then)(&Against { loss, target: &target[..] })
        }
    }
}

pub(crate) fn joint_alone<const N: usize>(ask: table::Ask<'_>, loss: impl JointAlone<N>) -> Result<()> {
    (ask.then)(&Against { loss: place(loss, ask.tier, ask.parallel)?, target: &() })
}

pub(crate) fn ctc(ask: table::Ask<'_>, loss: Ctc<'_>, labels: &[i64]) -> Result<()> {
    (ask.then)(&AgainstLabels { loss: place(loss, ask.tier, ask.parallel)?, labels })
}
