//! The passes over the rows.

use std::cell::Cell;

use super::bias::{Room, STRETCH};
use super::logits::{Exponentials, PairShift};
use super::plan::{Columns, Plan};
use super::{AttentionSoftmax, FullyMasked};
use crate::activation::passes::{Number, Rows};
use crate::activation::row::rows_in_piece;
use crate::activation::softmax::{Inverse, Shares};
use crate::error::Result;
use crate::parallel::{self, Indexed, Slices};
use crate::place::Run;
use crate::shape::{Kernel, Out, Source, all, cells, greatest, map, max, position, sum};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

pub(super) fn forward(options: AttentionSoftmax<'_>, run: Run, x: &[f32], y: &mut [f32]) -> Result<()> {
    let (level, plan) = (run.level()?, Plan::of(options));
    let leaf = |Indexed { first, job: Slices { inputs: [x], outs: [y], .. } }: Indexed<Slices<'_, 1, 1>>| {
        of_rows(level, plan, first, x.into(), cells(y));
    };
    let job = Indexed { first: 0, job: Slices { unit: options.keys, inputs: [x], outs: [y] } };
    parallel::pieces(job, rows_in_piece(options.keys), run.parallel, &leaf);
    Ok(())
}

pub(super) fn forward_in_place(options: AttentionSoftmax<'_>, run: Run, x: &mut [f32]) -> Result<()> {
    let (level, plan) = (run.level()?, Plan::of(options));
    let leaf = |Indexed { first, job: Slices { outs: [x], .. } }: Indexed<Slices<'_, 0, 1>>| {
        let x = cells(x);
        of_rows(level, plan, first, x.into(), x);
    };
    let job = Indexed { first: 0, job: Slices { unit: options.keys, inputs: [], outs: [x] } };
    parallel::pieces(job, rows_in_piece(options.keys), run.parallel, &leaf);
    Ok(())
}

/// The rows from number `first` on.
fn of_rows(level: Level, plan: Plan<'_>, first: usize, x: Source<'_>, y: Out<'_>) {
    dispatch!(level, s => s.vectorize(#[inline(always)] || {
        let room = [const { Cell::new(0.0) }; STRETCH];
        match plan.frozen {
            false => warm(s, plan, first, x, y, &room),
            true => frozen(s, plan, first, x, y, &room),
        }
    }));
}

/// A row's columns, and how its exponentials are moved.
#[derive(Clone, Copy, Default)]
pub(super) struct Moved {
    pub(super) columns: Columns,
    pub(super) shift: PairShift,
}

/// The first pass over the row that begins at `at`.
#[inline(always)]
pub(super) fn first_pass<S: Simd>(
    s: S,
    plan: Plan<'_>,
    index: usize,
    at: usize,
    x: Source<'_>,
    room: &Room,
) -> Moved {
    let columns = plan.columns(index);
    let greatest = if plan.ascends {
        let [greatest] = plan.logits.eval([F32s::splat(s, max(s, x.slice(columns.after(at))))]);
        greatest.lane()
    } else {
        let mut all = f32::NEG_INFINITY;
        plan.bias(index).in_stretches(
            s,
            columns.start..columns.end,
            room,
            #[inline(always)]
            |stretch, bias| {
                let x = x.slice(at + stretch.start..at + stretch.end);
                let of_stretch = match bias {
                    None => greatest(s, plan.logits, [x]),
                    Some(bias) => greatest(s, plan.logits, [x, bias]),
                };
                all = if of_stretch > all { of_stretch } else { all };
            },
        );
        all
    };
    Moved { columns, shift: plan.shift(greatest, plan.sink(index)) }
}

#[inline(always)]
fn warm<S: Simd>(s: S, plan: Plan<'_>, first: usize, x: Source<'_>, y: Out<'_>, room: &Room) {
    let keys = plan.options.keys;
    Rows { row: keys, len: x.len() }.in_stages(
        #[inline(always)]
        |row| first_pass(s, plan, first + row.start / keys, row.start, x, room),
        #[inline(always)]
        |row, Moved { columns, shift }| {
            let (mut total, terms) = (0.0, Exponentials { logits: plan.logits, shift });
            plan.bias(columns.index).in_stretches(
                s,
                columns.start..columns.end,
                room,
                #[inline(always)]
                |stretch, bias| {
                    let range = row.start + stretch.start..row.start + stretch.end;
                    let (x, y) = (x.slice(range.clone()), &y[range]);
                    let [of_stretch, _] = match bias {
                        None => sum(s, terms, [x], [y], 1.0),
                        Some(bias) => sum(s, terms, [x, bias], [y], 1.0),
                    };
                    total += of_stretch;
                },
            );
            total += plan.sink(columns.index).exp(s, shift);
            (columns, Shares::of(plan.inverse(total), shift.top(s)))
        },
        #[inline(always)]
        |row, (columns, shares)| {
            let within = &y[columns.after(row.start)];
            map(s, shares, [within.into()], [within]);
            fill_around(s, shares.inverse, columns, &y[row]);
        },
    );
}

/// What is left out: 0, or NaN in a row of NaN.
#[inline(always)]
pub(super) fn fill_around<S: Simd>(s: S, inverse: Inverse, columns: Columns, row: Out<'_>) {
    let value = inverse.times(F32s::splat(s, 0.0)).lane();
    for around in [&row[..columns.start], &row[columns.end..]] {
        fill(s, value, around);
    }
}

#[derive(Clone, Copy)]
struct Constant(f32);

impl Kernel<1> for Constant {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [x.of(self.0)]
    }
}

#[inline(always)]
pub(super) fn fill<S: Simd>(s: S, value: f32, out: Out<'_>) {
    map(s, Constant(value), [out.into()], [out]);
}

/// The limit at temperature 0: 1 for the greatest, or the first of these.
#[inline(always)]
fn frozen<S: Simd>(s: S, plan: Plan<'_>, first: usize, x: Source<'_>, y: Out<'_>, room: &Room) {
    let keys = plan.options.keys;
    for row in 0..x.len() / keys {
        let (index, at) = (first + row, row * keys);
        let columns = plan.columns(index);
        plan.bias(index).in_stretches(
            s,
            columns.start..columns.end,
            room,
            #[inline(always)]
            |stretch, bias| {
                let range = at + stretch.start..at + stretch.end;
                let (x, y) = (x.slice(range.clone()), &y[range]);
                match bias {
                    None => map(s, plan.logits, [x], [y]),
                    Some(bias) => map(s, plan.logits, [x, bias], [y]),
                }
            },
        );
        let (row, within, sink) = (&y[at..at + keys], &y[columns.after(at)], plan.sink(index).logit);
        let greatest = max(s, within.into());
        let nan = sink.is_nan() || !all(s, Number, within.into());
        let nothing = greatest == f32::NEG_INFINITY && sink == f32::NEG_INFINITY;
        let hot = position(s, within.into(), greatest).filter(|_| !nothing && greatest >= sink);
        let zeros = !nan && (!nothing || plan.options.fully_masked == FullyMasked::Zeros);
        fill(s, if zeros { 0.0 } else { f32::NAN }, row);
        if let Some(hot) = hot.filter(|_| zeros) {
            within[hot].set(1.0);
        }
    }
}
