//! What the core's rows are asked of here: C and the core, which must agree.

use activ8::{GatedActivation, Loss, Result, bf16, f16};

use crate::exact::table::losses::Ask;
use crate::exact::table::{gates as table, place};
use crate::losses::{InC, compared};
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
