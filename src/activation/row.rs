//! Activations over rows: two passes behind the one that finds each row's maximum make one.

use super::Verb;
use super::elementwise;
use super::passes::Rows;
use super::row_shift::RowShift;
use crate::check;
use crate::error::Result;
use crate::parallel::{self, Slices};
use crate::place::Place;
use crate::shape::{Out, Source, cells, max};
use crate::simd::Simd;
use crate::tier::{Level, Tier, dispatch};

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
    match verb {
        Verb::Forward { x, y } => forward(activation, place, x, y),
        Verb::InPlace { x } => forward_in_place(activation, place, x),
        Verb::Backward { x, dy, dx } => backward(activation, place, x, dy, dx),
    }
}

fn forward(activation: impl Rowwise, place: Place, x: &[f32], y: &mut [f32]) -> Result<()> {
    let row = activation.row();
    check::rows("x", x.len(), row)?;
    check::length("y", y.len(), x.len())?;
    let level = place.level()?;
    let leaf = |Slices { inputs: [x], outs: [y], .. }: Slices<'_, 1, 1>| {
        forward_rows(level, activation, x.into(), cells(y));
    };
    let job = Slices { unit: row, inputs: [x], outs: [y] };
    parallel::pieces(job, rows_in_piece(row), place.parallel, &leaf);
    Ok(())
}

fn forward_in_place(activation: impl Rowwise, place: Place, x: &mut [f32]) -> Result<()> {
    let row = activation.row();
    check::rows("x", x.len(), row)?;
    let level = place.level()?;
    let leaf = |Slices { outs: [x], .. }: Slices<'_, 0, 1>| {
        let x = cells(x);
        forward_rows(level, activation, x.into(), x);
    };
    let job = Slices { unit: row, inputs: [], outs: [x] };
    parallel::pieces(job, rows_in_piece(row), place.parallel, &leaf);
    Ok(())
}

#[inline(always)]
fn shift<R: Rowwise>(_: R, max: f32) -> RowShift {
    if R::DEEP { RowShift::deep(max) } else { RowShift::new(max) }
}

/// Out of place and in place.
fn forward_rows(level: Level, activation: impl Rowwise, x: Source<'_>, y: Out<'_>) {
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

fn backward(activation: impl Rowwise, place: Place, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
    let row = activation.row();
    check::rows("x", x.len(), row)?;
    check::length("dy", dy.len(), x.len())?;
    check::length("dx", dx.len(), x.len())?;
    let level = place.level()?;
    let leaf = |Slices { inputs: [x, dy], outs: [dx], .. }: Slices<'_, 2, 1>| {
        let (x, dy, dx) = (Source::from(x), Source::from(dy), cells(dx));
        dispatch!(level, s => s.vectorize(#[inline(always)] || {
            Rows { row, x }.in_stages(
                #[inline(always)]
                |row, _| max(s, x.slice(row)),
                RowShift::deep,
                #[inline(always)]
                |row, shift| {
                    activation.backward(s, shift, x.slice(row.clone()), dy.slice(row.clone()), &dx[row])
                },
                |_, _, _| (),
                #[inline(always)]
                |row, last, ()| activation.finish_backward(s, last, dy.slice(row.clone()), &dx[row]),
            );
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
