//! A row's logits, unless they are the scores or products of them, and the greatest of them.

use core::cell::Cell;
use core::ops::Range;

use super::biases::{Biases, MAX_COLUMNS};
use super::derived::{Derived, Window};
use super::logits::PairShift;
use super::options::ScoreMask;
use crate::math::Unrounded;
use crate::rows::Exponential;
use crate::shape::{Kernel, Out, Source, greatest, map, max, max_masked};
use crate::simd::{F32s, Simd};

/// Memory for logits that have to be made: of all rows of a group, or of a part of a row that is longer.
pub(super) struct Scratch {
    logits: [Cell<f32>; MAX_COLUMNS],
    /// What the logits' rounding has lost.
    low: [Cell<f32>; MAX_COLUMNS],
}

impl Scratch {
    pub(super) fn new() -> Self {
        Self { logits: [const { Cell::new(0.0) }; MAX_COLUMNS], low: [const { Cell::new(0.0) }; MAX_COLUMNS] }
    }

    #[inline(always)]
    pub(super) fn part(&self, start: usize, len: usize) -> [Out<'_>; 2] {
        [&self.logits[start..start + len], &self.low[start..start + len]]
    }
}

/// What a row's logits are. The less there is to do, the faster is a row.
#[derive(Clone, Copy, Default, PartialEq)]
pub(super) enum Form {
    /// The scores themselves, times a factor.
    #[default]
    Scores,
    /// Floats in the scratch, times a factor: tanhs, or scores of which some are masked.
    Floats,
    /// Sums with biases, in two floats, in the scratch.
    Pairs,
}

/// A row after its first pass.
#[derive(Clone, Copy, Default)]
pub(super) struct Row {
    /// Its number in the whole call.
    pub(super) number: usize,
    pub(super) window: Window,
    pub(super) form: Form,
    /// Where its part of the scratch begins.
    pub(super) scratch_start: usize,
    pub(super) shift: PairShift,
    /// The greatest logit in two floats; before [`Derived::prepare`] yet without the factor.
    pub(super) max: [f32; 2],
}

impl Row {
    /// The greatest exponential.
    #[inline(always)]
    pub(super) fn max_exp<S: Simd>(self, s: S) -> Unrounded<S> {
        let [max, low] = self.max;
        self.shift.exp([F32s::splat(s, max), F32s::splat(s, low)])
    }

    /// Calls `f` with its columns in ranges for which there is scratch, unless none is needed.
    #[inline(always)]
    pub(super) fn in_ranges(self, f: impl FnMut(Range<usize>)) {
        let longest = if self.form == Form::Scores { usize::MAX } else { MAX_COLUMNS };
        self.in_ranges_of(longest, f);
    }

    /// Calls `f` with its columns in ranges of this length, and the rest.
    #[inline(always)]
    pub(super) fn in_ranges_of(self, longest: usize, mut f: impl FnMut(Range<usize>)) {
        let Window { mut start, end } = self.window;
        while start < end {
            let stop = end.min(start.saturating_add(longest));
            f(start..stop);
            start = stop;
        }
    }
}

impl Derived<'_> {
    /// The first pass over row `number` of the call, whose scores are `x`.
    #[inline(always)]
    pub(super) fn first_pass<S: Simd>(
        self,
        s: S,
        number: usize,
        x: Source<'_>,
        scratch: &Scratch,
        scratch_start: usize,
    ) -> Row {
        let (window, biases) = (self.window(number), self.biases(number));
        let may_only_mask = self.is_increasing && biases.may_only_mask(s, window.range(), self.mask_only);
        let form = match may_only_mask {
            true if biases.is_none() && self.logits.tanh.is_none() => Form::Scores,
            true => Form::Floats,
            false => Form::Pairs,
        };
        let mut row = Row { number, window, form, scratch_start, ..Row::default() };
        loop {
            let mut max = f32::NEG_INFINITY;
            row.in_ranges(
                #[inline(always)]
                |columns| {
                    let of_columns = self.make_logits(s, row, biases, columns, x, scratch);
                    max = if of_columns > max { of_columns } else { max };
                },
            );
            row.max = [max, 0.0];
            // A bias does more than mask, unless a score is infinite, and then they all are NaN.
            if row.form != Form::Floats || max < f32::INFINITY {
                return row;
            }
            row.form = Form::Pairs;
        }
    }

    /// The row with its shift, for the second pass.
    #[inline(always)]
    pub(super) fn prepare<S: Simd>(self, s: S, mut row: Row) -> Row {
        if row.form != Form::Pairs {
            let (max, low) = self.logits.without_bias(F32s::splat(s, row.max[0]));
            row.max = [max.lane(), low.lane()];
        }
        row.shift = self.shift(row.max[0], self.sink(row.number));
        row
    }

    /// Makes the logits of some columns, if they are not the scores, and finds the greatest, yet without the factor.
    #[inline(always)]
    fn make_logits<S: Simd>(
        self,
        s: S,
        row: Row,
        biases: Biases<'_>,
        columns: Range<usize>,
        x: Source<'_>,
        scratch: &Scratch,
    ) -> f32 {
        if S::COMPACT {
            return self.make_logits_apart(s, row, biases, columns, x, scratch);
        }
        self.make_logits_here(s, row, biases, columns, x, scratch)
    }

    /// One copy for all passes of a tier that is compiled small.
    #[inline(never)]
    fn make_logits_apart<S: Simd>(
        &self,
        s: S,
        row: Row,
        biases: Biases<'_>,
        columns: Range<usize>,
        x: Source<'_>,
        scratch: &Scratch,
    ) -> f32 {
        self.make_logits_here(s, row, biases, columns, x, scratch)
    }

    #[inline(always)]
    fn make_logits_here<S: Simd>(
        &self,
        s: S,
        row: Row,
        biases: Biases<'_>,
        columns: Range<usize>,
        x: Source<'_>,
        scratch: &Scratch,
    ) -> f32 {
        let x = x.slice(columns.clone());
        if row.form == Form::Scores {
            return max(s, x);
        }
        let [z, low] = scratch.part(row.scratch_start, columns.len());
        let (mut max, mut x) = (f32::NEG_INFINITY, x);
        if let Some(tanh) = self.logits.tanh {
            max = greatest(s, tanh, [x], [z]);
            x = z.into();
        }
        if let (Form::Floats, Some(ScoreMask::Keep(keep))) = (row.form, biases.mask) {
            return max_masked(s, x, &keep[columns], z);
        }
        match (row.form, biases.of(s, columns, low)) {
            (Form::Pairs, biases) => {
                let biases = biases.unwrap_or_else(
                    #[inline(always)]
                    || {
                        low.iter().for_each(|low| low.set(0.0));
                        low.into()
                    },
                );
                greatest(s, self.logits, [x, biases], [z, low])
            }
            (_, Some(biases)) => greatest(s, self.mask_only, [x, biases], [z]),
            (_, None) => max,
        }
    }

    /// The logits of some columns for the second pass, yet without the factor, and what their rounding has lost.
    #[inline(always)]
    pub(super) fn logits_again<'r, S: Simd>(
        self,
        s: S,
        row: Row,
        columns: Range<usize>,
        x: Source<'r>,
        scratch: &'r Scratch,
    ) -> [Source<'r>; 2] {
        if row.form == Form::Scores {
            return [x.slice(columns); 2];
        }
        // Of a row for which there is scratch, the first pass has left them there.
        if row.window.end - row.window.start > MAX_COLUMNS {
            self.make_logits(s, row, self.biases(row.number), columns.clone(), x, scratch);
        }
        scratch.part(row.scratch_start, columns.len()).map(Source::from)
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
pub(super) fn fill<S: Simd>(s: S, value: f32, out: Out<'_>) {
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
