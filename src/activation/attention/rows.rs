//! The passes over the rows.

use super::FullyMasked;
use super::first::{Kind, Room, Row};
use super::logits::Scaled;
use super::plan::{Columns, Plan};
use crate::activation::exponentials::Summed;
use crate::activation::passes::{Number, Rows, each};
use crate::activation::softmax::Shares;
use crate::shape::{Kernel, Lanes, Out, Source, all, map, max, position, sum_lanes};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

/// The rows from number `first` on.
pub(super) fn of_rows(level: Level, plan: Plan<'_>, first: usize, x: Source<'_>, y: Out<'_>) {
    // One for all tiers, whose frames may be one.
    let room = Room::new();
    dispatch!(level, s => s.vectorize(#[inline(always)] || {
        match plan.frozen {
            false => warm(s, plan, first, x, y, &room),
            true => frozen(s, plan, first, x, y, &room),
        }
    }));
}

#[inline(always)]
fn warm<S: Simd>(s: S, plan: Plan<'_>, first: usize, x: Source<'_>, y: Out<'_>, room: &Room) {
    let keys = plan.options.keys;
    let rows = Rows { row: keys, x };
    rows.in_stages(
        #[inline(always)]
        |range, number| {
            let at = number % rows.group() * keys;
            plan.first_pass(s, first + number, x.slice(range), room, at)
        },
        #[inline(always)]
        |row| plan.ready(s, row),
        #[inline(always)]
        |range, row: Row| {
            let (x, y, mut total) = (x.slice(range.clone()), &y[range], Lanes::default());
            row.in_stretches(
                #[inline(always)]
                |stretch| {
                    let [z, low] = plan.second(s, row, stretch.clone(), x, room);
                    let (shift, y) = (row.shift, &y[stretch]);
                    let [of_stretch, _] = match (row.kind, plan.logits.factor) {
                        (Kind::Pairs, _) => sum_lanes(s, Summed(shift), [z, low], [y], 1.0),
                        (_, Some(factor)) => sum_lanes(s, Summed(Scaled { factor, shift }), [z], [y], 1.0),
                        (_, None) => sum_lanes(s, Summed(shift.row), [z], [y], 1.0),
                    };
                    total = total.plus(of_stretch);
                },
            );
            total
        },
        each(
            #[inline(always)]
            |row: Row, total: Lanes| {
                let total = total.total(s) + plan.sink(row.columns.index).exp(s, row.shift);
                (row.columns, Shares::of_unrounded(plan.inverse(total), row.top(s)))
            },
        ),
        #[inline(always)]
        |row, _, (columns, shares): (Columns, Shares)| {
            let within = &y[columns.after(row.start)];
            map(s, shares, [within.into()], [within]);
            let value = shares.inverse.times(F32s::splat(s, 0.0)).lane();
            fill_around(s, value, columns, &y[row]);
        },
    );
}

/// What is left out: 0, or NaN in a row of NaN.
#[inline(always)]
pub(super) fn fill_around<S: Simd>(s: S, value: f32, columns: Columns, row: Out<'_>) {
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
    for i in 0..x.len() / keys {
        let (at, index) = (i * keys, first + i);
        let (x, y) = (x.slice(at..at + keys), &y[at..at + keys]);
        let row = plan.ready(s, plan.first_pass(s, index, x, room, 0));
        let ([logit, _], sink) = (row.max, plan.sink(index).logit);
        let (mut hot, mut nan, mut greatest) = (None, sink.is_nan(), f32::NEG_INFINITY);
        row.in_stretches(
            #[inline(always)]
            |stretch| {
                let [z, _] = plan.second(s, row, stretch.clone(), x, room);
                nan |= !all(s, Number, z);
                let of_stretch = max(s, z);
                if of_stretch > greatest {
                    greatest = of_stretch;
                    hot = position(s, z, greatest).map(|place| stretch.start + place);
                }
            },
        );
        let nothing = greatest == f32::NEG_INFINITY && sink == f32::NEG_INFINITY;
        let zeros = !nan && (!nothing || plan.options.fully_masked == FullyMasked::Zeros);
        fill(s, if zeros { 0.0 } else { f32::NAN }, y);
        if let Some(hot) = hot.filter(|_| zeros && logit >= sink) {
            y[hot].set(1.0);
        }
    }
}
