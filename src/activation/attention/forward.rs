//! The softmax of the rows.

use super::derived::{Derived, Window};
use super::limit;
use super::logits::ScaledShift;
use super::row::{Form, Row, Scratch, fill_around};
use crate::rows::{Greatest, Passes, Probabilities, RowRange, SumForShares, over_rows};
use crate::shape::{Lanes, Out, Source, sum_lanes};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// The softmax of rows from number `first` on; `y` may be `x`.
pub(super) fn over_rows_on(level: Level, derived: Derived<'_>, first: usize, x: Source<'_>, y: Out<'_>) {
    // One for all tiers, whose frames may be one.
    let scratch = &Scratch::new();
    if derived.is_temperature_0 {
        return limit::over_rows(level, derived, first, x, y, scratch);
    }
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
    type Combined = (Window, Probabilities);

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> Row {
        let scratch_start = row.in_group * self.derived.options.keys;
        self.derived.first_pass(s, self.first + row.number, row.of(self.x), self.scratch, scratch_start)
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, s: S, row: Row) -> Row {
        let mut row = self.derived.prepare(s, row);
        row.shift = row.shift.deepened();
        row
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, range: RowRange, row: Row) -> Lanes {
        let (x, y, mut total) = (range.of(self.x), range.of_out(self.y), Lanes::default());
        row.in_ranges(
            #[inline(always)]
            |columns| {
                let logits = self.derived.logits_again(s, row, columns.clone(), x, self.scratch);
                total = total.plus(self.exponentials(s, row, logits, &y[columns]));
            },
        );
        total
    }

    #[inline(always)]
    fn combine<S: Simd>(
        &self,
        s: S,
        rows: &[Row],
        totals: &[Lanes],
        combined: &mut [(Window, Probabilities)],
    ) {
        for ((combined, row), total) in combined.iter_mut().zip(rows).zip(totals) {
            let sum = total.total(s) + self.derived.sink(row.number).exp(s, row.shift);
            let greatest = Greatest::of(row.max_exp(s));
            *combined = (row.window, self.derived.options.fully_masked.probabilities(s, sum, greatest));
        }
    }

    #[inline(always)]
    fn last<S: Simd>(
        &mut self,
        s: S,
        row: RowRange,
        _: Lanes,
        (window, probabilities): (Window, Probabilities),
    ) {
        let y = row.of_out(self.y);
        probabilities.run(s, &y[window.range()]);
        fill_around(s, probabilities.of_masked(), window, y);
    }
}

impl Forward<'_> {
    /// The exponentials of some columns, to `y`, and their sum.
    #[inline(always)]
    fn exponentials<S: Simd>(&self, s: S, row: Row, [z, low]: [Source<'_>; 2], y: Out<'_>) -> Lanes {
        let shift = row.shift;
        let [total, _] = match (row.form, self.derived.logits.factor) {
            (Form::Pairs, _) => sum_lanes(s, SumForShares(shift), [z, low], [y], 1.0),
            (_, Some(factor)) => sum_lanes(s, SumForShares(ScaledShift { factor, shift }), [z], [y], 1.0),
            (_, None) => sum_lanes(s, SumForShares(shift.row), [z], [y], 1.0),
        };
        total
    }
}
