//! The softmax of the rows, or at temperature 0 its limit.

use std::ops::Range;

use super::derived::{Derived, Window};
use super::logits::ScaledShift;
use super::options::FullyMasked;
use super::row::{Form, Row, Scratch};
use crate::rows::{Normalise, NotNan, Passes, RowRange, SumExp, over_rows};
use crate::shape::{Kernel, Lanes, Out, Source, all, map, max, position, sum_lanes};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

/// The softmax of rows from number `first` on; `y` may be `x`.
pub(super) fn over_rows_on(level: Level, derived: Derived<'_>, first: usize, x: Source<'_>, y: Out<'_>) {
    // One for all tiers, whose frames may be one.
    let scratch = &Scratch::new();
    dispatch!(level, s => s.vectorize(#[inline(always)] move || {
        over_rows(s, &mut Forward { derived, first, x, y, scratch }, derived.options.keys, x);
    }));
}

/// The logits and their maximum; the exponentials, to the output, and their sum; and the exponentials by the sum.
struct Forward<'a> {
    derived: Derived<'a>,
    /// The number of the first row in the call.
    first: usize,
    x: Source<'a>,
    y: Out<'a>,
    scratch: &'a Scratch,
}

impl Passes for Forward<'_> {
    type First = Row;
    type Prepared = Row;
    type Second = Lanes;
    type Combined = (Window, Normalise);

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> Row {
        self.derived.first_pass(s, self.first + row.number, row, row.of(self.x), self.scratch)
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, s: S, row: Row) -> Row {
        self.derived.prepare(s, row)
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, range: RowRange, row: Row) -> Lanes {
        let (x, y) = (range.of(self.x), range.of_out(self.y));
        let (mut total, mut limit) = (Lanes::default(), Limit::default());
        row.in_ranges(
            #[inline(always)]
            |columns| {
                let logits = self.derived.logits_again(s, row, columns.clone(), x, self.scratch);
                match self.derived.is_temperature_0 {
                    false => total = total.plus(self.exponentials(s, row, logits, &y[columns])),
                    true => limit.add(s, columns, logits[0]),
                }
            },
        );
        if self.derived.is_temperature_0 {
            limit.write(s, self.derived, row, y);
        }
        total
    }

    #[inline(always)]
    fn combine<S: Simd>(&self, s: S, rows: &[Row], totals: &[Lanes], combined: &mut [(Window, Normalise)]) {
        for ((combined, row), total) in combined.iter_mut().zip(rows).zip(totals) {
            let total = total.total(s) + self.derived.sink(row.number).exp(s, row.shift);
            let normalise = Normalise::of_unrounded(self.derived.inverse(total), row.max_exp(s));
            *combined = (row.window, normalise);
        }
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, _: Lanes, (window, normalise): (Window, Normalise)) {
        if self.derived.is_temperature_0 {
            return;
        }
        let y = row.of_out(self.y);
        let within = &y[window.range()];
        map(s, normalise, [within.into()], [within]);
        let masked = normalise.inverse.times(F32s::splat(s, 0.0)).lane();
        fill_around(s, masked, window, y);
    }
}

impl Forward<'_> {
    /// The exponentials of some columns, to `y`, and their sum.
    #[inline(always)]
    fn exponentials<S: Simd>(&self, s: S, row: Row, [z, low]: [Source<'_>; 2], y: Out<'_>) -> Lanes {
        let shift = row.shift;
        let [total, _] = match (row.form, self.derived.logits.factor) {
            (Form::Pairs, _) => sum_lanes(s, SumExp(shift), [z, low], [y], 1.0),
            (_, Some(factor)) => sum_lanes(s, SumExp(ScaledShift { factor, shift }), [z], [y], 1.0),
            (_, None) => sum_lanes(s, SumExp(shift.row), [z], [y], 1.0),
        };
        total
    }
}

/// Fills what a window leaves out of a row: with 0, or with NaN in a row of NaN.
#[inline(always)]
pub(super) fn fill_around<S: Simd>(s: S, value: f32, window: Window, row: Out<'_>) {
    for around in [&row[..window.start], &row[window.end..]] {
        fill(s, value, around);
    }
}

#[inline(always)]
fn fill<S: Simd>(s: S, value: f32, out: Out<'_>) {
    map(s, Constant(value), [out.into()], [out]);
}

#[derive(Clone, Copy)]
struct Constant(f32);

impl Kernel<1> for Constant {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [x.of(self.0)]
    }
}

/// The limit at temperature 0: 1 for the greatest logit, or the first of equal ones, and 0 for the others.
struct Limit {
    max: f32,
    /// Where it is.
    column: Option<usize>,
    has_nan: bool,
}

impl Default for Limit {
    fn default() -> Self {
        Self { max: f32::NEG_INFINITY, column: None, has_nan: false }
    }
}

impl Limit {
    /// Takes some columns into account.
    #[inline(always)]
    fn add<S: Simd>(&mut self, s: S, columns: Range<usize>, logits: Source<'_>) {
        self.has_nan |= !all(s, NotNan, logits);
        let of_columns = max(s, logits);
        if of_columns > self.max {
            self.max = of_columns;
            self.column = position(s, logits, of_columns).map(|column| columns.start + column);
        }
    }

    #[inline(always)]
    fn write<S: Simd>(self, s: S, derived: Derived<'_>, row: Row, y: Out<'_>) {
        let ([logit, _], sink) = (row.max, derived.sink(row.number).logit);
        let is_empty = self.max == f32::NEG_INFINITY && sink == f32::NEG_INFINITY;
        let may_be_empty = derived.options.fully_masked == FullyMasked::Zeros;
        let is_number = !(self.has_nan || sink.is_nan()) && (!is_empty || may_be_empty);
        fill(s, if is_number { 0.0 } else { f32::NAN }, y);
        if let Some(column) = self.column.filter(|_| is_number && logit >= sink) {
            y[column].set(1.0);
        }
    }
}
