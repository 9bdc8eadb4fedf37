//! Activations over rows: two passes behind the one that finds each row's maximum make one.

use super::passes::Rows;
use super::row_shift::RowShift;
use crate::check;
use crate::error::Result;
use crate::mixed::Slices;
use crate::place::Place;
use crate::shape::{Out, Source, max};
use crate::simd::Simd;
use crate::tier::{Level, Tier, dispatch};
use crate::verb::Verb;

/// An activation that maps each row as a whole.
pub(crate) trait Rowwise: Copy + Send + Sync {
    /// The greatest error in ULP on tiers that fuse multiply-add, and on those that do not.
    const MAX_ULP: [f64; 2];

    /// Whether sums of a row's least elements count: see [`RowShift::deep`].
    const DEEP: bool;

    /// The row's length.
    fn row(self) -> usize;
    /// What a row's elements sum to.
    type Sums: Copy + Default;
    /// The pass over a row whose maximum is known. `y` may be `x`, or hold what the last pass needs.
    fn sums<S: Simd>(self, s: S, shift: RowShift, x: Source<'_>, y: Out<'_>) -> Self::Sums;
    /// What those of rows that are taken together come to, for the last pass.
    type Forward: Copy + Default;
    fn forward<S: Simd>(self, s: S, shifts: &[RowShift], sums: &[Self::Sums], rows: &mut [Self::Forward]);
    /// `y = f(x)`.
    fn finish_forward<S: Simd>(self, s: S, row: Self::Forward, x: Source<'_>, y: Out<'_>);

    /// The same for the gradient.
    type Backward: Copy + Default;
    /// The pass over a row whose maximum is known; `dx` may hold what the last pass needs.
    fn backward<S: Simd>(
        self,
        s: S,
        shift: RowShift,
        x: Source<'_>,
        dy: Source<'_>,
        dx: Out<'_>,
    ) -> Self::Backward;
    /// The gradient.
    fn finish_backward<S: Simd>(self, s: S, row: Self::Backward, dy: Source<'_>, dx: Out<'_>);
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
            job.run(place, level, &|_, [x], [y]| forward_rows(level, activation, x, y))
        }
        Verb::Backward { x, dy, dx } => {
            let job = Slices::rows(row, [Some(x), Some(dy)], [dx]);
            job.run(place, level, &|_, [x, dy], [dx]| backward_rows(level, activation, x, dy, dx))
        }
    }
}

#[inline(always)]
fn shift<R: Rowwise>(_: R, max: f32) -> RowShift {
    if R::DEEP { RowShift::deep(max) } else { RowShift::new(max) }
}

/// Out of place and in place.
pub(super) fn forward_rows(level: Level, activation: impl Rowwise, x: Source<'_>, y: Out<'_>) {
    dispatch!(level, s => s.vectorize(#[inline(always)] || {
        Rows { row: activation.row(), x }.in_stages(
            #[inline(always)]
            |row, _| max(s, x.slice(row)),
            #[inline(always)]
            |max| shift(activation, max),
            #[inline(always)]
            |row, shift| activation.sums(s, shift, x.slice(row.clone()), &y[row]),
            #[inline(always)]
            |shifts, sums, rows| activation.forward(s, shifts, sums, rows),
            #[inline(always)]
            |row, _, last| activation.finish_forward(s, last, x.slice(row.clone()), &y[row]),
        );
    }));
}

fn backward_rows(level: Level, activation: impl Rowwise, x: Source<'_>, dy: Source<'_>, dx: Out<'_>) {
    dispatch!(level, s => s.vectorize(#[inline(always)] || {
        Rows { row: activation.row(), x }.in_stages(
            #[inline(always)]
            |row, _| max(s, x.slice(row)),
            RowShift::deep,
            #[inline(always)]
            |row, shift| activation.backward(s, shift, x.slice(row.clone()), dy.slice(row.clone()), &dx[row]),
            |_, _, _| (),
            #[inline(always)]
            |row, last, ()| activation.finish_backward(s, last, dy.slice(row.clone()), &dx[row]),
        );
    }));
}
