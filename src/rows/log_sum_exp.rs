//! The logarithm of the sum of a row's exponentials.
//!
//! Relative to the maximum the sum is 1 for the greatest element, and the others add what they have. Where
//! one element has nearly all of the sum, the logarithm is near 0 and is all that is left of a confident row's loss;
//! but 1 plus a small number is 1 in floats. So the elements below the maximum are summed by themselves,
//! [`sum_m1`] is the sum less the 1, and the logarithm is `ln_1p` of that.

use super::shift::RowShift;
use crate::math::{Unrounded, ln_1p_pair};
use crate::shape::{Source, Terms, sum};
use crate::simd::{F32s, Simd};

/// The exponentials of the elements below the maximum, in two terms, and the number of those that equal it.
#[derive(Clone, Copy)]
pub(crate) struct BelowMax(pub(crate) RowShift);

impl BelowMax {
    #[inline(always)]
    fn terms<S: Simd>(self, x: F32s<S>, e: Unrounded<S>) -> [F32s<S>; 3] {
        let is_max = x.eq(x.of(self.0.max));
        let (zero, one) = (x.of(0.0), x.of(1.0));
        [is_max.select(zero, e.c), e.q, is_max.select(one, zero)]
    }
}

impl Terms<1, 3, 0> for BelowMax {
    const EXACT: bool = true;
    const COUNTS: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 3], [F32s<S>; 0]) {
        (self.terms(x, self.0.exp(x)), [])
    }
}

/// [`BelowMax`] of exponentials that are rounded: less work, and exact enough for losses.
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
    /// Of a row, from the sums of its [`BelowMax`].
    #[inline(always)]
    pub(crate) fn of<S: Simd>(s: S, shift: RowShift, sums: [f64; 3]) -> Self {
        let sum_m1 = sum_m1(sums, shift.max_exp(s).lane());
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

/// Σ e^(x − max) − 1 of a row, from the sums of its [`BelowMax`] and the exponential of its maximum.
#[inline(always)]
pub(crate) fn sum_m1([below_max, _, maxima]: [f64; 3], max_exp: f64) -> f64 {
    // Each element that equals the maximum adds 1, and one of them is the 1 that is left out.
    (maxima - 1.0) + below_max / max_exp
}

/// [`LogSumExp`] of a row.
#[inline(always)]
pub(crate) fn log_sum_exp<S: Simd>(s: S, shift: RowShift, x: Source<'_>) -> LogSumExp {
    LogSumExp::of(s, shift, sum(s, BelowMax(shift), [x], [], 1.0))
}
