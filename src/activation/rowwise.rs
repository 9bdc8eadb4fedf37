//! Activations that map each row as a whole: their verbs, from the passes that an activation is.

use super::Activation;
use crate::check;
use crate::error::Result;
use crate::mixed::Slices;
use crate::place::Place;
use crate::rows::{Passes, over_rows};
use crate::shape::{Out, Source};
use crate::simd::Simd;
use crate::tier::{Level, Tier, dispatch};
use crate::verb::Verb;

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
    let row = activation.row();
    check::rows("x", verb.len(), row)?;
    verb.check()?;
    let level = place.level()?;
    match verb {
        Verb::Forward { x, y } => {
            let job = Slices::rows(row, [x], [y]);
            job.run(place, level, &|_, [x], [y]| forward(level, activation, x, y))
        }
        Verb::Backward { x, dy, dx } => {
            let job = Slices::rows(row, [Some(x), Some(dy)], [dx]);
            job.run(place, level, &|_, [x, dy], [dx]| backward(level, activation, x, dy, dx))
        }
    }
}

/// `y = f(x)`, where `y` may be `x`.
pub(super) fn forward(level: Level, activation: impl Rowwise, x: Source<'_>, y: Out<'_>) {
    dispatch!(level, s => s.vectorize(#[inline(always)] move || {
        over_rows(s, &mut activation.forward_passes(x, y), activation.row(), x);
    }));
}

fn backward(level: Level, activation: impl Rowwise, x: Source<'_>, dy: Source<'_>, dx: Out<'_>) {
    dispatch!(level, s => s.vectorize(#[inline(always)] move || {
        over_rows(s, &mut activation.backward_passes(x, dy, dx), activation.row(), x);
    }));
}
