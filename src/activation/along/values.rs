//! Softmax and its logarithm down a block of columns, one column in each lane of a vector.

use super::shifts::{ExactSum, Logits, Shifts, quotient_pair};
use crate::activation::FullyMasked;
use crate::activation::log_softmax::log_probability;
use crate::math::{UNIT, ln_1p_pair};
use crate::rows::PROBABILITY_SCALE;
use crate::shape::{ColumnBlock, ColumnPasses};
use crate::simd::{F32s, Mask, Simd};

/// What exponentials are multiplied with to be probabilities, or those times a factor: see [`Inverse`].
///
/// [`Inverse`]: crate::rows::Inverse
struct Share<S: Simd> {
    high: F32s<S>,
    low: F32s<S>,
    unscale: F32s<S>,
}

impl<S: Simd> Share<S> {
    /// By the inverse of a sum in two floats.
    #[inline(always)]
    fn of((high, low): (F32s<S>, F32s<S>), factor: Option<F32s<S>>) -> Self {
        let scale = high.of(PROBABILITY_SCALE);
        let Some(factor) = factor else {
            return Self { high: high * scale, low: low * scale, unscale: high.of(1.0 / PROBABILITY_SCALE) };
        };
        // A great factor leaves no room above, and what is left of a small one would be subnormal.
        let size = factor.abs();
        let scale = size.lt(size.of(GREATEST_SCALED)).select(scale, size.of(1.0));
        let scale = size.lt(size.of(1.0 / UNIT)).select(size.of(PROBABILITY_SCALE * UNIT), scale);
        let factor = factor * scale;
        let (high, error) = high.product(factor);
        Self { high, low: low.mul_add(factor, error), unscale: scale.of(1.0) / scale }
    }
}

/// Factors from here on are not scaled up, which would overflow.
const GREATEST_SCALED: f32 = (1_u128 << 100) as f32;

/// The softmax, times a factor for each column where there is one beside: the gradient of log-sum-exp.
#[derive(Clone, Copy)]
pub(super) struct SoftmaxValues(pub(super) Logits);

impl ColumnPasses<1> for SoftmaxValues {
    #[inline(always)]
    fn run<S: Simd>(self, block: ColumnBlock<'_, S, 1>) {
        let (logits, factor) = (self.0, block.beside());
        let shifts = Shifts::of(block, logits, factor.is_some());
        let sum = block.fold_to(
            ExactSum::zero(block),
            #[inline(always)]
            |sum, [x]| {
                let (e, lack) = shifts.exp(x).split();
                (sum.plus((e, lack)), e)
            },
        );
        let Share { high, low, unscale } = Share::of(sum.not_zero(logits.fully_masked).inverse(), factor);
        // The greatest elements by themselves: see `Normalise`.
        let (max_exp, lack) = shifts.max_exp().split();
        let max_probability = max_exp.mul_add_low(high, max_exp.mul_add(low, lack * high)) * unscale;
        block.finish(
            #[inline(always)]
            |_, e, _| e.eq(max_exp).select(max_probability, e.mul_pair(high, low) * unscale),
        );
    }
}

/// The logarithm of the softmax; or, to a row, that of the sum of the exponentials, which is −∞ where nothing is left of
/// a column that is to be zeros. A choice at run time, so that there is one loop.
#[derive(Clone, Copy)]
pub(super) struct LogSoftmaxValues {
    pub(super) fully_masked: FullyMasked,
    pub(super) of_sum: bool,
}

impl ColumnPasses<1> for LogSoftmaxValues {
    #[inline(always)]
    fn run<S: Simd>(self, block: ColumnBlock<'_, S, 1>) {
        let logits = Logits { sign: 1.0, fully_masked: self.fully_masked };
        let shifts = Shifts::of(block, logits, true);
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
        let nothing = maxima.eq(zero) & below_max.is_zeros(self.fully_masked);
        // Of nothing but −∞ any finite logarithm leaves −∞.
        let maxima = nothing.select(one, maxima);
        let (below_max, lost) = quotient_pair(below_max.total(), shifts.max_exp().split());
        let (sum_m1, error) = (maxima - one).two_sum(below_max);
        let (log, log_low) = ln_1p_pair(sum_m1);
        let (log, log_low) = log.fast_two_sum(log_low + (lost + error) / (one + sum_m1));
        if self.of_sum {
            let (y, error) = shifts.max.two_sum(log);
            return block.put(with_limits(block, nothing, shifts.max, y + (error + log_low)));
        }
        block.fold_to(
            (),
            #[inline(always)]
            |(), [x]| ((), log_probability(x - shifts.max, [log, log_low])),
        );
    }
}

/// The logarithm of the sum of a column's exponentials, `y` unless it is infinite.
#[inline(always)]
fn with_limits<S: Simd>(block: ColumnBlock<'_, S, 1>, nothing: Mask<S>, max: F32s<S>, y: F32s<S>) -> F32s<S> {
    let y = nothing.select(y.of(f32::NEG_INFINITY), y);
    let infinite = max.eq(max.of(f32::INFINITY));
    if !infinite.any() {
        return y;
    }
    // A NaN stands beside ∞ or does not.
    let nan = block.fold(
        block.splat(0.0),
        #[inline(always)]
        |nan, [x]| x.nan_or(nan),
    );
    infinite.select(max + nan, y)
}
