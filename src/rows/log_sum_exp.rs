//! The logarithm of the sum of a row's exponentials.
//!
//! Relative to the maximum the sum is 1 for the greatest element, and the others add what they have. Where
//! one element has nearly all of the sum, the logarithm is near 0 and is all that is left of a confident row's loss;
//! but 1 plus a small number is 1 in floats. So what counts is the sum less the 1, and the logarithm is `ln_1p` of that.
//! An exact sum still has it where the 1 is taken away, down to [`LEAST_OF_SUM`]; below, and for losses, the elements
//! below the maximum are summed by themselves.

use super::exponentials::SumForLog;
use super::shift::Greatest;
use super::shift::RowShift;
use crate::math::ln_1p_pair;
use crate::shape::{Adding, Source, Terms, sum};
use crate::simd::{F32s, Simd};

/// The exponentials of the elements below the maximum.
#[derive(Clone, Copy)]
pub(crate) struct BelowMax(pub(crate) RowShift);

impl Terms<1, 1, 0> for BelowMax {
    #[inline(always)]
    fn adding<S: Simd>() -> Adding {
        Adding::Exact
    }

    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 1], [F32s<S>; 0]) {
        ([self.0.exp(x).rounded().replace_equal(x, x.of(self.0.max), x.of(0.0))], [])
    }
}

/// What all but the greatest element have to have of a sum so that it is the sum less the greatest: an exact sum is off by
/// up to 2^-38 of its greatest term.
const LEAST_OF_SUM: f64 = 1.0 / 4096.0;

/// Σ e^(x − max) − 1 of a row, from the sum of its exponentials; where one has nearly all of it, from that of the
/// elements `below_max`.
#[inline(always)]
pub(crate) fn exact_sum_m1(sum: f64, greatest: Greatest, below_max: impl FnOnce() -> f64) -> f64 {
    let sum_m1 = (sum - f64::from(greatest.rounded)) / greatest.exact;
    if sum_m1 < LEAST_OF_SUM { below_max() / greatest.exact } else { sum_m1 }
}

/// The sum of the exponentials of the elements below the maximum.
#[inline(always)]
pub(crate) fn sum_below_max<S: Simd>(s: S, shift: RowShift, x: Source<'_>) -> f64 {
    let [sum] = sum(s, BelowMax(shift), [x], [], 1.0);
    sum
}

/// The exponentials of the elements below the maximum, and the number of those that equal it: exact enough for losses.
#[derive(Clone, Copy)]
pub(crate) struct RoundedBelowMax(pub(crate) RowShift);

impl RoundedBelowMax {
    /// The exponential, where x is below the maximum; whether x is the maximum; and the exponential.
    #[inline(always)]
    pub(crate) fn terms<S: Simd>(self, x: F32s<S>) -> ([F32s<S>; 2], F32s<S>) {
        let (e, zero, is_max) = (self.0.exp_rounded(x), x.of(0.0), x.eq(x.of(self.0.max)));
        ([is_max.select(zero, e), is_max.select(x.of(1.0), zero)], e)
    }
}

impl Terms<1, 2, 0> for RoundedBelowMax {
    const COUNTS: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 2], [F32s<S>; 0]) {
        (self.terms(x).0, [])
    }
}

impl Terms<1, 2, 1> for RoundedBelowMax {
    const COUNTS: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        let (terms, e) = self.terms(x);
        (terms, [e])
    }
}

/// A row's maximum and the logarithm of its sum, as exact for a confident row as for any.
#[derive(Clone, Copy, Default)]
pub(crate) struct LogSumExp {
    /// The greatest element.
    pub(crate) max: f32,
    /// ln Σ e^(x − max).
    pub(crate) log_sum: f64,
}

impl LogSumExp {
    /// Of a row with this Σ e^(x − max) − 1.
    #[inline(always)]
    pub(crate) fn new<S: Simd>(s: S, shift: RowShift, sum_m1: f64) -> Self {
        let (log, low) = ln_1p_pair(F32s::splat(s, sum_m1 as f32));
        Self { max: shift.max, log_sum: log_of_sum(sum_m1, [log.lane(), low.lane()]) }
    }
}

/// ln(1 + sum_m1), from the logarithm, in two floats, of 1 plus the rounded `sum_m1`.
#[inline(always)]
pub(crate) fn log_of_sum(sum_m1: f64, [log, low]: [f32; 2]) -> f64 {
    let lost = (sum_m1 - f64::from(sum_m1 as f32)) / (1.0 + sum_m1);
    f64::from(log) + (f64::from(low) + lost)
}

/// [`LogSumExp`] of a row.
#[inline(always)]
pub(crate) fn log_sum_exp<S: Simd>(s: S, shift: RowShift, x: Source<'_>) -> LogSumExp {
    let [sum] = sum(s, SumForLog { exp: shift, coarse: false }, [x], [], 1.0);
    let greatest = shift.greatest(s, false);
    let sum_m1 = exact_sum_m1(
        sum,
        greatest,
        #[inline(always)]
        || sum_below_max(s, shift, x),
    );
    LogSumExp::new(s, shift, sum_m1)
}
