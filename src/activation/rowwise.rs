//! Activations that map each row as a whole: their verbs, from the passes that an activation is.

use super::Activation;
use crate::check;
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::mixed::Slices;
use crate::place::Place;
use crate::rows::{Passes, over_rows};
use crate::shape::{Out, ShortRows, Source, cells, is_short, short_rows};
use crate::simd::Simd;
use crate::tier::{Level, Tier, dispatch};
use crate::verb::Verb;

/// An activation that maps each row as a whole.
pub(super) trait Rowwise: Activation {
    /// The greatest error in ULP on tiers that fuse multiply-add, and on those that do not.
    const MAX_ULP: [f64; 2];
    /// Whether its values are computed faster at [`Accuracy::Fast`](crate::Accuracy::Fast).
    const HAS_FAST: bool = false;

    /// The row's length.
    fn row(self) -> usize;
    /// `y = f(x)` of rows that fit into a vector: the bits of the passes.
    fn short_rows(self) -> impl ShortRows<1, 1>;
    /// The passes of `y = f(x)`, where `y` may be `x`.
    fn forward_passes<'a>(self, x: Source<'a>, y: Out<'a>) -> impl Passes + 'a;
    /// The passes of the gradient.
    fn backward_passes<'a>(self, x: Source<'a>, dy: Source<'a>, dx: Out<'a>) -> impl Passes + 'a;
}

pub(super) fn max_ulp<R: Rowwise>(_: R, tier: Tier) -> f64 {
    R::MAX_ULP[usize::from(!tier.is_fused())]
}

/// Does what a verb asks for. Of a short row, most of a call's time is the way to the loop: the shortest one is for most
/// calls.
#[inline(always)]
pub(super) fn run(activation: impl Rowwise, place: Place, verb: Verb<'_>) -> Result<()> {
    if let Verb::Forward { x: Some(Slice::F32(x)), y: SliceMut::F32(y) } = verb {
        if !place.parallel
            && x.len() == y.len()
            && is_whole(x.len(), activation.row())
            && let Ok(level) = place.level()
        {
            forward(level, activation, x.into(), cells(y));
            return Ok(());
        }
        return run_with(activation, place, Verb::Forward { x: Some(Slice::F32(x)), y: SliceMut::F32(y) });
    }
    run_with(activation, place, verb)
}

/// Whether `len` elements are a whole number of rows. Of one row it is, without a division.
#[inline(always)]
fn is_whole(len: usize, row: usize) -> bool {
    row != 0 && (len == row || len.is_multiple_of(row))
}

#[inline(never)]
fn run_with(activation: impl Rowwise, place: Place, verb: Verb<'_>) -> Result<()> {
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
#[inline(never)]
pub(super) fn forward<R: Rowwise>(level: Level, activation: R, x: Source<'_>, y: Out<'_>) {
    // By reference: see `map_on`.
    let (activation, x, y) = (&activation, &x, &y);
    dispatch!(level, fast: R::HAS_FAST, s => s.vectorize(#[inline(always)] move || {
        if is_short(s, activation.row()) {
            short_rows(s, &mut activation.short_rows(), activation.row(), [*x], [*y]);
        } else {
            over_rows(s, &mut activation.forward_passes(*x, y), activation.row(), *x);
        }
    }));
}

fn backward(level: Level, activation: impl Rowwise, x: Source<'_>, dy: Source<'_>, dx: Out<'_>) {
    dispatch!(level, s => s.vectorize(#[inline(always)] move || {
        over_rows(s, &mut activation.backward_passes(x, dy, dx), activation.row(), x);
    }));
}
