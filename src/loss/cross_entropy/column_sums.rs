//! The sums down columns of logits.

use super::group::Group;
use super::numbers::ROWS;
use super::soft_target::{SMALLER, ShareFormula, SoftTarget, below};
use crate::activation::{ColumnShifts, ColumnSum};
use crate::shape::{ColumnBlock, Map, OfColumns};
use crate::simd::{F32s, Simd};

/// What the sums of the columns of a block come to.
pub(super) struct ColumnSums {
    max: OfColumns,
    /// The exponential of the maximum, and what that is rounded by.
    max_exp: [OfColumns; 2],
    /// Σ e^x of all below the maximum, in two floats, and the number of those that equal it.
    below_max: [OfColumns; 2],
    maxima: OfColumns,
    /// Σ b·(max − z) times `smaller`, and Σ b, each with what its additions have lost.
    below: [OfColumns; 2],
    shares: [OfColumns; 2],
    smaller: f32,
}

impl ColumnSums {
    /// Of the logits and the targets of a block; the exponentials go to its output if there is one.
    #[inline(always)]
    pub(super) fn of<S: Simd, L: Map>(
        block: ColumnBlock<'_, S, 2>,
        pass: SoftTarget<'_, L>,
        classes: usize,
        has_output: bool,
    ) -> Self {
        let max = block.fold(
            block.splat(f32::NEG_INFINITY),
            #[inline(always)]
            |max, [x, _]| x.max(max),
        );
        let shifts = ColumnShifts::of_maxima(pass.logits.eval(max), 1.0, true);
        // A float holds the sum of so many.
        let smaller = SMALLER / classes.next_power_of_two() as f32;
        let [scale, constant] = pass.scales(1.0);
        let terms = Terms { pass, shifts, scales: [block.splat(scale), block.splat(constant)], smaller };
        let sums = match has_output {
            true => block.fold_to(
                Sums::nothing(block),
                #[inline(always)]
                |sums, of| sums.plus(terms, of),
            ),
            false => block.fold(
                Sums::nothing(block),
                #[inline(always)]
                |sums, of| sums.plus(terms, of).0,
            ),
        };
        let (exp, lost) = shifts.max_exp().split();
        Self {
            max: block.to_columns(shifts.max),
            max_exp: pair(block, [exp, lost]),
            below_max: pair(block, sums.below_max.parts()),
            maxima: block.to_columns(sums.maxima),
            below: pair(block, sums.below.parts()),
            shares: pair(block, sums.shares.parts()),
            smaller,
        }
    }

    /// Puts those of the columns from one on.
    #[inline(always)]
    pub(super) fn put(&self, at: usize, group: &mut Group) {
        let smaller = 1.0 / f64::from(self.smaller);
        for i in 0..ROWS {
            group.max[i] = f64::from(self.max[at + i]);
            group.max_exp[i] = exact(&self.max_exp, at + i);
            group.below_max[i] = exact(&self.below_max, at + i);
            group.maxima[i] = f64::from(self.maxima[at + i]);
            group.below[i] = exact(&self.below, at + i) * smaller;
            group.shares[i] = exact(&self.shares, at + i);
        }
    }
}

/// The number of a column, which is in two floats.
#[inline(always)]
fn exact([high, low]: &[OfColumns; 2], i: usize) -> f64 {
    f64::from(high[i]) + f64::from(low[i])
}

/// Two numbers of each column.
#[inline(always)]
fn pair<S: Simd>(block: ColumnBlock<'_, S, 2>, [a, b]: [F32s<S>; 2]) -> [OfColumns; 2] {
    [block.to_columns(a), block.to_columns(b)]
}

/// What terms are made of.
#[derive(Clone, Copy)]
struct Terms<'a, S: Simd, L> {
    pass: SoftTarget<'a, L>,
    shifts: ColumnShifts<S>,
    /// The scale and the constant of shares.
    scales: [F32s<S>; 2],
    smaller: f32,
}

/// The sums on the way down.
#[derive(Clone, Copy)]
struct Sums<S: Simd> {
    /// The number of the next class.
    class: usize,
    below_max: ColumnSum<S>,
    maxima: F32s<S>,
    below: ColumnSum<S>,
    shares: ColumnSum<S>,
}

impl<S: Simd> Sums<S> {
    #[inline(always)]
    fn nothing(block: ColumnBlock<'_, S, 2>) -> Self {
        let zero = ColumnSum::zero(block);
        Self { class: 0, below_max: zero, maxima: block.splat(0.0), below: zero, shares: zero }
    }

    /// The same with a class more, and its exponential.
    #[inline(always)]
    fn plus(self, terms: Terms<'_, S, impl Map>, [x, target]: [F32s<S>; 2]) -> (Self, F32s<S>) {
        let (Terms { pass, shifts, .. }, zero) = (terms, x.of(0.0));
        let z = pass.logits.eval(x);
        let (e, is_max) = (shifts.exp(z).rounded(), z.eq(shifts.max));
        let mut sums = Self {
            class: self.class + 1,
            below_max: self.below_max.plus(is_max.select(zero, e)),
            maxima: self.maxima + is_max.select(x.of(1.0), zero),
            ..self
        };
        if pass.share != ShareFormula::Nothing {
            let [y, weight] = pass.numbers(self.class, target);
            let share = pass.share.of(y, weight, terms.scales);
            sums.below = self.below.plus(below(share, shifts.max, z, terms.smaller));
            sums.shares = self.shares.plus(share);
        }
        (sums, e)
    }
}
