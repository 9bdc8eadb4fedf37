//! Activations that map each row as a whole: their verbs, from the passes that an activation is.

use super::elementwise;
use super::{Activation, Verb};
use crate::check;
use crate::error::Result;
use crate::parallel::{self, Slices};
use crate::place::Place;
use crate::rows::{Passes, over_rows};
use crate::shape::{Out, Source, cells};
use crate::simd::Simd;
use crate::tier::{Tier, dispatch};

/// An activation that maps each row as a whole.
pub(super) trait Rowwise: Activation {
    /// The greatest error in ULP on tiers that fuse multiply-add, and on those that do not.
    const MAX_ULP: [f64; 2];

    /// The row's length.
    fn row(self) -> usize;
    /// The passes of `y = f(x)`, where `y` may be `x`.
    fn forward_passes<'a>(self, x: Source<'a>, y: Out<'a>) -> impl Passes + 'a;
    /// The passes of the gradient.
    fn backward_passes<'a>(self, x: Source<'a>, dy: Source<'a>, dx: Out<'a>) -> impl Passes + 'a;
}

pub(super) fn max_ulp<R: Rowwise>(_: R, tier: Tier) -> f64 {
    R::MAX_ULP[usize::from(!tier.is_fused())]
}

pub(super) fn run(activation: impl Rowwise, place: Place, verb: Verb<'_>) -> Result<()> {
    match verb {
        Verb::Forward { x, y } => forward(activation, place, Some(x), y),
        Verb::InPlace { x } => forward(activation, place, None, x),
        Verb::Backward { x, dy, dx } => backward(activation, place, x, dy, dx),
    }
}

/// `y = f(x)`, or of what is in `y`.
fn forward(activation: impl Rowwise, place: Place, x: Option<&[f32]>, y: &mut [f32]) -> Result<()> {
    let (row, len) = (activation.row(), x.map_or(y.len(), <[f32]>::len));
    check::rows("x", len, row)?;
    check::length("y", y.len(), len)?;
    let level = place.level()?;
    let leaf = |(y, x): (Slices<'_, 0, 1>, Option<Slices<'_, 1, 0>>)| {
        let [y] = y.outs.map(cells);
        let x: Source<'_> = x.map_or(y.into(), |x| x.inputs[0].into());
        dispatch!(level, s => s.vectorize(#[inline(always)] move || {
            over_rows(s, &mut activation.forward_passes(x, y), row, x);
        }));
    };
    let x = x.map(|x| Slices { unit: row, inputs: [x], outs: [] });
    let job = (Slices { unit: row, inputs: [], outs: [y] }, x);
    parallel::pieces(job, rows_in_piece(row), place.parallel, &leaf);
    Ok(())
}

fn backward(activation: impl Rowwise, place: Place, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
    let row = activation.row();
    check::rows("x", x.len(), row)?;
    check::length("dy", dy.len(), x.len())?;
    check::length("dx", dx.len(), x.len())?;
    let level = place.level()?;
    let leaf = |Slices { inputs: [x, dy], outs: [dx], .. }: Slices<'_, 2, 1>| {
        let (x, dy, dx) = (Source::from(x), Source::from(dy), cells(dx));
        dispatch!(level, s => s.vectorize(#[inline(always)] move || {
            over_rows(s, &mut activation.backward_passes(x, dy, dx), row, x);
        }));
    };
    let job = Slices { unit: row, inputs: [x, dy], outs: [dx] };
    parallel::pieces(job, rows_in_piece(row), place.parallel, &leaf);
    Ok(())
}

/// Rows of a piece for one thread.
pub(super) fn rows_in_piece(row: usize) -> usize {
    (elementwise::PIECE / row).max(1)
}
