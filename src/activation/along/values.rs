//! Softmax and its logarithm down a block of columns, one column in each lane of a vector.

use crate::activation::log_softmax::log_probability;
use crate::math::{Shift, Unrounded, exp_shifted_by, ln_1p_pair};
use crate::rows::{MAX_WITHOUT_OFFSET, probability};
use crate::shape::{ColumnBlock, ColumnPasses};
use crate::simd::{F32s, Simd};

/// A `RowShift` for each column.
#[derive(Clone, Copy)]
pub(crate) struct Shifts<S: Simd> {
    pub(crate) max: F32s<S>,
    offset: F32s<S>,
    least: F32s<S>,
    bias: F32s<S>,
}

impl<S: Simd> Shifts<S> {
    /// By the columns' maxima; deep where sums of the least elements count: see [`RowShift::deep`].
    ///
    /// [`RowShift::deep`]: crate::activation::RowShift::deep
    #[inline(always)]
    pub(super) fn of<const N: usize>(block: ColumnBlock<'_, S, N>, deep: bool) -> Self {
        let max = block.fold(
            block.splat(f32::NEG_INFINITY),
            #[inline(always)]
            |max, x| x[0].max(max),
        );
        Self::of_maxima(max, deep)
    }

    /// By maxima that are known.
    #[inline(always)]
    pub(crate) fn of_maxima(max: F32s<S>, deep: bool) -> Self {
        let offset = max.abs().le(max.of(MAX_WITHOUT_OFFSET)).select(max.of(0.0), max);
        let top = max - offset;
        let [least, bias] = Shift::lanes(top, deep);
        Self { max, offset, least, bias }
    }

    #[inline(always)]
    pub(crate) fn exp(self, x: F32s<S>) -> Unrounded<S> {
        exp_shifted_by(x - self.offset, self.least, self.bias)
    }
}

/// A sum of exponentials for each column, with what rounding loses of it.
#[derive(Clone, Copy)]
pub(super) struct ExactSum<S: Simd> {
    sum: F32s<S>,
    /// What the additions have lost.
    lost: F32s<S>,
    /// What the roundings of the exponentials have lost.
    lack: F32s<S>,
}

impl<S: Simd> ExactSum<S> {
    #[inline(always)]
    pub(super) fn zero<const N: usize>(block: ColumnBlock<'_, S, N>) -> Self {
        let zero = block.splat(0.0);
        Self { sum: zero, lost: zero, lack: zero }
    }

    #[inline(always)]
    pub(super) fn plus(self, (term, lack): (F32s<S>, F32s<S>)) -> Self {
        let (sum, lost) = self.sum.two_sum(term);
        Self { sum, lost: self.lost + lost, lack: self.lack + lack }
    }

    /// An exponential that counts as it is rounded.
    #[inline(always)]
    pub(super) fn plus_rounded(self, term: F32s<S>) -> Self {
        let (sum, lost) = self.sum.two_sum(term);
        Self { sum, lost: self.lost + lost, lack: self.lack }
    }

    /// In two floats.
    #[inline(always)]
    pub(super) fn total(self) -> (F32s<S>, F32s<S>) {
        self.sum.two_sum(self.lost + self.lack)
    }

    /// The inverse of the total in two floats.
    #[inline(always)]
    pub(super) fn inverse(self) -> (F32s<S>, F32s<S>) {
        let (total, low) = self.total();
        let inverse = total.of(1.0) / total;
        let rest = inverse.neg_mul_add(low, inverse.neg_mul_add_exact(total, total.of(1.0)));
        (inverse, rest * inverse)
    }
}

/// A quotient of what is in two floats, in two floats.
#[inline(always)]
pub(super) fn quotient_pair<S: Simd>(
    (a, a_low): (F32s<S>, F32s<S>),
    (b, b_low): (F32s<S>, F32s<S>),
) -> (F32s<S>, F32s<S>) {
    let quotient = a / b;
    let rest = quotient.neg_mul_add(b_low, quotient.neg_mul_add_exact(b, a) + a_low);
    (quotient, rest / b)
}

/// The softmax.
#[derive(Clone, Copy)]
pub(super) struct SoftmaxValues;

impl ColumnPasses<1> for SoftmaxValues {
    #[inline(always)]
    fn run<S: Simd>(self, block: ColumnBlock<'_, S, 1>) {
        let shifts = Shifts::of(block, false);
        let sum = block.fold_to(
            ExactSum::zero(block),
            #[inline(always)]
            |sum, [x]| {
                let (e, lack) = shifts.exp(x).split();
                (sum.plus((e, lack)), e)
            },
        );
        let (high, low) = sum.inverse();
        // The greatest elements by themselves: see `Normalise`.
        let (max_exp, lack) = shifts.exp(shifts.max).split();
        let max_probability = max_exp.mul_add_low(high, max_exp.mul_add(low, lack * high));
        block.finish(
            #[inline(always)]
            |_, e, _| e.eq(max_exp).select(max_probability, probability(e, high, low)),
        );
    }
}

/// The logarithm of the softmax.
#[derive(Clone, Copy)]
pub(super) struct LogSoftmaxValues;

impl ColumnPasses<1> for LogSoftmaxValues {
    #[inline(always)]
    fn run<S: Simd>(self, block: ColumnBlock<'_, S, 1>) {
        let shifts = Shifts::of(block, true);
        let (zero, one) = (block.splat(0.0), block.splat(1.0));
        // As for rows, the elements below the maximum are summed by themselves: see `BelowMax`.
        let (below_max, maxima) = block.fold(
            (ExactSum::zero(block), zero),
            #[inline(always)]
            |(below_max, maxima), [x]| {
                let (e, lack) = shifts.exp(x).split();
                let is_max = x.eq(shifts.max);
                let below_max = below_max.plus((is_max.select(zero, e), is_max.select(zero, lack)));
                (below_max, maxima + is_max.select(one, zero))
            },
        );
        let (below_max, lost) = quotient_pair(below_max.total(), shifts.exp(shifts.max).split());
        let (sum_m1, error) = (maxima - one).two_sum(below_max);
        let (log, log_low) = ln_1p_pair(sum_m1);
        let (log, log_low) = log.fast_two_sum(log_low + (lost + error) / (one + sum_m1));
        block.fold_to(
            (),
            #[inline(always)]
            |(), [x]| ((), log_probability(x - shifts.max, [log, log_low])),
        );
    }
}
