//! What the core's rows are asked of here: C and the core, which must agree.

use activ8::{Ctc, GatedActivation, JointLoss, Loss, Result, bf16, f16};

use crate::exact::table::joint::verbs::{Against, AgainstLabels};
use crate::exact::table::losses::Ask;
use crate::exact::table::{gates as table, joint, place};
use crate::losses::{InC, compared, several};
use crate::{gates, rounded};

/// A loss against floats: one that C has of every type of elements.
pub(crate) trait Floats:
    Loss + InC<f32, f32, 1> + InC<f16, f16, 1> + InC<bf16, bf16, 1> + 'static
{
}
impl<L: Loss + InC<f32, f32, 1> + InC<f16, f16, 1> + InC<bf16, bf16, 1> + 'static> Floats for L {}

/// A loss against classes.
pub(crate) trait Classes:
    Loss<i64> + InC<f32, i64, 1> + InC<f16, i64, 1> + InC<bf16, i64, 1> + 'static
{
}
impl<L: Loss<i64> + InC<f32, i64, 1> + InC<f16, i64, 1> + InC<bf16, i64, 1> + 'static> Classes for L {}

/// A gated activation.
pub(crate) trait Gate:
    GatedActivation + gates::InC<f32> + gates::InC<f16> + gates::InC<bf16> + 'static
{
}
impl<G: GatedActivation + gates::InC<f32> + gates::InC<f16> + gates::InC<bf16> + 'static> Gate for G {}

/// A loss of several inputs against numbers.
pub(crate) trait Joint<const N: usize>:
    JointLoss<N, Target = [f32]> + InC<f32, f32, N> + InC<f16, f16, N> + InC<bf16, bf16, N> + 'static
{
}
impl<L, const N: usize> Joint<N> for L where
    L: JointLoss<N, Target = [f32]> + InC<f32, f32, N> + InC<f16, f16, N> + InC<bf16, bf16, N> + 'static
{
}

/// One of inputs against each other.
pub(crate) trait JointAlone<const N: usize>:
    JointLoss<N, Target = ()> + InC<f32, (), N> + InC<f16, (), N> + InC<bf16, (), N> + 'static
{
}
impl<L, const N: usize> JointAlone<N> for L where
    L: JointLoss<N, Target = ()> + InC<f32, (), N> + InC<f16, (), N> + InC<bf16, (), N> + 'static
{
}

pub(crate) fn floats(ask: Ask<'_>, loss: impl Floats) -> Result<Option<f32>> {
    let (x, t) = (ask.input, ask.target);
    compared::<f32, f32, _, f32>(loss, x, t);
    compared::<f16, f16, _, f32>(loss, &rounded(x), &rounded(t));
    compared::<bf16, bf16, _, f32>(loss, &rounded(x), &rounded(t));
    ask.of_targets(loss, t)
}

pub(crate) fn classes(ask: Ask<'_>, loss: impl Classes) -> Result<Option<f32>> {
    let (x, t) = (ask.input, ask.classes);
    compared::<f32, i64, _, i64>(loss, x, t);
    compared::<f16, i64, _, i64>(loss, &rounded(x), t);
    compared::<bf16, i64, _, i64>(loss, &rounded(x), t);
    ask.of_targets(loss, t)
}

pub(crate) fn gate(ask: table::Ask<'_>, gate: impl Gate) -> Result<()> {
    gates::compared::<f32, _>(gate);
    gates::compared::<f16, _>(gate);
    gates::compared::<bf16, _>(gate);
    (ask.then)(&place(gate, ask.tier, ask.parallel)?)
}

pub(crate) fn joint<const N: usize>(ask: joint::Ask<'_>, loss: impl Joint<N>, target: &[f32]) -> Result<()> {
    if let Some((inputs, dim)) = ask.given {
        several::<f32, f32, [f32], _, N>(loss, inputs, (target, target), dim);
        let halves: Vec<f16> = rounded(target);
        several::<f16, f16, [f16], _, N>(loss, inputs, (&halves, &halves), dim);
        let halves: Vec<bf16> = rounded(target);
        several::<bf16, bf16, [bf16], _, N>(loss, inputs, (&halves, &halves), dim);
    }
    (ask.then)(&Against { loss: place(loss, ask.tier, ask.parallel)?, target })
}

pub(crate) fn joint_alone<const N: usize>(ask: joint::Ask<'_>, loss: impl JointAlone<N>) -> Result<()> {
    if let Some((inputs, dim)) = ask.given {
        several::<f32, (), (), _, N>(loss, inputs, (&[], &()), dim);
        several::<f16, (), (), _, N>(loss, inputs, (&[], &()), dim);
        several::<bf16, (), (), _, N>(loss, inputs, (&[], &()), dim);
    }
    (ask.then)(&Against { loss: place(loss, ask.tier, ask.parallel)?, target: &() })
}

/// The core alone: CTC's arguments are like no other's, and it has a test by itself.
pub(crate) fn ctc(ask: joint::Ask<'_>, loss: Ctc<'_>, labels: &[i64]) -> Result<()> {
    (ask.then)(&AgainstLabels { loss: place(loss, ask.tier, ask.parallel)?, labels })
}
