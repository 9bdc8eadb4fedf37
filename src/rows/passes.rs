//! The loop over rows, and what an operation does in it.
//!
//! An operation over rows needs each row several times, since what an element becomes depends on all of them.
//! Softmax reads a row for its maximum, reads it again for the sum of its exponentials, which it leaves in the
//! output, and goes over these a last time to multiply each with the inverse of the sum. Each of these is a pass,
//! a loop that keeps the core's vector units busy. Between two passes stand a few numbers of the row: its maximum
//! and its sum, and what follows from them.
//!
//! **Why rows are taken in groups.** What stands between two passes is a chain: the last lanes of a maximum are
//! joined in three steps, a scaling is made of it, a sum is joined and inverted. Each instruction waits for the
//! one before, and the next pass waits for the last. A row of 20 elements is two or three vectors, so that such an
//! operation would do nothing but wait. (Rows of up to 16 may stay in registers: [`ShortRows`](crate::shape::ShortRows).) A group of rows goes through the first pass row by row, then
//! through the second, and so on. The chains of different rows do not depend on one another, so that the core
//! works at several of them at once.
//!
//! **How many.** At most [`MAX_GROUP_ROWS`], after which there is nothing more to gain, and no more than
//! [`MAX_GROUP_ELEMENTS`] together, so that what one pass leaves is still in the first-level cache when the next
//! one reads it. A row that is longer is a group of its own: its passes are long enough to hide the chains.
//!
//! **The steps**, which [`Passes`] names:
//! 1. [`first`](Passes::first) reads a row, mostly for its maximum.
//! 2. [`prepare`](Passes::prepare) makes of that what the second pass needs, mostly a
//!    [`RowShift`](super::RowShift). It is apart from both, so that the short computations of all rows stand beside
//!    one another.
//! 3. [`second`](Passes::second) reads the row again, mostly for sums of its exponentials, and may leave these in
//!    the output.
//! 4. [`combine`](Passes::combine) has the numbers of all rows of the group at once. A function of one number a
//!    row, such as the exponential of its maximum or the logarithm of its sum, costs as much as one of a whole
//!    vector; here the numbers of the rows stand in the lanes of one vector, and it is computed once for
//!    all of them.
//! 5. [`last`](Passes::last) writes the row.
//!
//! **Prefetching.** While a short row goes through the second pass, the row at the same place in the next group is
//! asked for from memory. The core sees by itself where a long row goes on, but not where short ones do that are
//! read in turns.

use core::ops::Range;

use crate::shape::{Out, Source};
use crate::simd::Simd;

/// The most rows of a group.
pub(crate) const MAX_GROUP_ROWS: usize = 8;
/// The most elements of a group of several rows. They stay in the first-level cache between the passes, with what
/// is made of them.
pub(crate) const MAX_GROUP_ELEMENTS: usize = 2048;

/// What an operation does with each row: see the [module](self).
pub(crate) trait Passes {
    /// What the first pass finds in a row.
    type First: Copy + Default;
    /// What the second pass needs of that.
    type Prepared: Copy + Default;
    /// What the second pass finds.
    type Second: Copy + Default;
    /// What several rows together make of their findings; `()` where each row is by itself.
    type Combined: Copy + Default;

    /// The first pass over a row.
    fn first<S: Simd>(&self, s: S, row: RowRange) -> Self::First;
    /// What the second pass over this row needs.
    fn prepare<S: Simd>(&self, s: S, first: Self::First) -> Self::Prepared;
    /// The second pass over a row.
    fn second<S: Simd>(&self, s: S, row: RowRange, prepared: Self::Prepared) -> Self::Second;
    /// Makes something of the findings of all rows of a group at once.
    #[inline(always)]
    fn combine<S: Simd>(
        &self,
        _: S,
        _prepared: &[Self::Prepared],
        _second: &[Self::Second],
        _combined: &mut [Self::Combined],
    ) {
    }
    /// The last pass over a row. Rows come in order.
    fn last<S: Simd>(&mut self, s: S, row: RowRange, second: Self::Second, combined: Self::Combined);
}

/// Where a row lies in the slices that hold it.
#[derive(Clone, Copy, Default)]
pub(crate) struct RowRange {
    /// Its number.
    pub(crate) number: usize,
    /// Its number within its group.
    pub(crate) in_group: usize,
    start: usize,
    len: usize,
}

impl RowRange {
    /// The row that comes `i` rows after this one in its group.
    #[inline(always)]
    fn plus(self, i: usize) -> Self {
        let Self { number, in_group, start, len } = self;
        Self { number: number + i, in_group: in_group + i, start: start + i * len, len }
    }

    #[inline(always)]
    fn range(self) -> Range<usize> {
        self.start..self.start + self.len
    }

    /// The row in an input.
    #[inline(always)]
    pub(crate) fn of(self, x: Source<'_>) -> Source<'_> {
        x.slice(self.range())
    }

    /// The row in an output.
    #[inline(always)]
    pub(crate) fn of_out(self, y: Out<'_>) -> Out<'_> {
        &y[self.range()]
    }
}

/// Runs the passes over rows of `len` elements, the first pass reading `x`, which is asked for ahead.
#[inline(always)]
pub(crate) fn over_rows<S: Simd, P: Passes>(s: S, passes: &mut P, len: usize, x: Source<'_>) {
    let group = 1 << (MAX_GROUP_ELEMENTS / len).clamp(1, MAX_GROUP_ROWS).ilog2();
    let (count, mut number) = (x.len() / len, 0);
    let mut first = [P::First::default(); MAX_GROUP_ROWS];
    let mut prepared = [P::Prepared::default(); MAX_GROUP_ROWS];
    let mut second = [P::Second::default(); MAX_GROUP_ROWS];
    let mut combined = [P::Combined::default(); MAX_GROUP_ROWS];
    while number < count {
        // At least 1, which the compiler does not see by itself: it would make another loop of no rows.
        let (start, rows) = (number * len, group.min(count - number).max(1));
        let row = RowRange { number, in_group: 0, start, len };
        for i in 0..rows {
            first[i] = passes.first(s, row.plus(i));
        }
        for i in 0..rows {
            prepared[i] = passes.prepare(s, first[i]);
        }
        for i in 0..rows {
            // The core follows longer rows by itself.
            if len <= MAX_GROUP_ELEMENTS / 2 {
                x.prefetch(row.plus(group + i).range());
            }
            second[i] = passes.second(s, row.plus(i), prepared[i]);
        }
        passes.combine(s, &prepared[..rows], &second[..rows], &mut combined[..rows]);
        for i in 0..rows {
            passes.last(s, row.plus(i), second[i], combined[i]);
        }
        number += rows;
    }
}
