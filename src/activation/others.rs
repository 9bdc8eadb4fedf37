//! The logarithm of a row's sum, whose greatest elements are taken apart from the others.

use super::row_shift::RowShift;
use crate::math::{Unrounded, ln_1p_pair};
use crate::shape::{Out, Source, Terms, sum};
use crate::simd::{F32s, Simd};

/// The exponentials of all but the greatest elements, and the number of these.
#[derive(Clone, Copy)]
pub(crate) struct Others(pub(crate) RowShift);

impl Others {
    #[inline(always)]
    fn terms<S: Simd>(self, x: F32s<S>, e: Unrounded<S>) -> [F32s<S>; 3] {
        let greatest = x.eq(x.of(self.0.max));
        let (zero, one) = (x.of(0.0), x.of(1.0));
        [greatest.select(zero, e.c), e.q, greatest.select(one, zero)]
    }
}

impl Terms<1, 3, 0> for Others {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 3], [F32s<S>; 0]) {
        (self.terms(x, self.0.exp(x)), [])
    }
}

impl Terms<1, 3, 1> for Others {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 3], [F32s<S>; 1]) {
        let e = self.0.exp(x);
        (self.terms(x, e), [e.rounded()])
    }
}

/// [`Others`] of exponentials that are rounded: less work, and exact enough for losses.
#[derive(Clone, Copy)]
pub(crate) struct RoundedOthers(pub(crate) RowShift);

impl RoundedOthers {
    /// The exponential, where it is not of the greatest; whether it is; and the exponential.
    #[inline(always)]
    pub(crate) fn terms<S: Simd>(self, x: F32s<S>) -> ([F32s<S>; 2], F32s<S>) {
        let (e, zero, greatest) = (self.0.exp(x).rounded(), x.of(0.0), x.eq(x.of(self.0.max)));
        ([greatest.select(zero, e), greatest.select(x.of(1.0), zero)], e)
    }
}

impl Terms<1, 2, 0> for RoundedOthers {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 2], [F32s<S>; 0]) {
        (self.terms(x).0, [])
    }
}

impl Terms<1, 2, 1> for RoundedOthers {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        let (terms, e) = self.terms(x);
        (terms, [e])
    }
}

/// A row's maximum and ln Σ e^(x − max), as exact for a confident row, where it is near 0, as for any.
#[derive(Clone, Copy, Default)]
pub(crate) struct LogSumExp {
    /// The greatest element.
    pub(crate) max: f32,
    /// The logarithm of the sum relative to it.
    pub(crate) log_sum: f64,
    /// Σ e^(x − max) − 1.
    pub(crate) others: f64,
    /// e^(max)·2^-N, the unit of the exponentials that went to an output.
    pub(crate) top: f32,
}

impl LogSumExp {
    /// Of a row, from the sums of its [`Others`].
    #[inline(always)]
    pub(crate) fn of<S: Simd>(s: S, shift: RowShift, sums: [f64; 3]) -> Self {
        Self::new(s, shift, shift.max, others(sums, shift.top(s).lane()))
    }

    /// Of a row with this maximum and this Σ e^(x − max) − 1, where exponentials have the unit of `shift`.
    #[inline(always)]
    pub(crate) fn new<S: Simd>(s: S, shift: RowShift, max: f32, others: f64) -> Self {
        let (log, rest) = ln_1p_pair(F32s::splat(s, others as f32));
        let log_sum = log_sum(others, [log.lane(), rest.lane()]);
        Self { max, log_sum, others, top: shift.exp(F32s::splat(s, max)).lane() as f32 }
    }
}

/// ln(1 + others), from that of `others` rounded.
#[inline(always)]
pub(crate) fn log_sum(others: f64, [log, rest]: [f32; 2]) -> f64 {
    let lost = (others - f64::from(others as f32)) / (1.0 + others);
    f64::from(log) + (f64::from(rest) + lost)
}

/// Σ e^(x − max) − 1 of a row, from the sums of its [`Others`] and its greatest exponential.
#[inline(always)]
pub(crate) fn others([rest, _, greatest]: [f64; 3], top: f64) -> f64 {
    // The greatest elements' terms are 1 each, apart from which the others' sum keeps its digits.
    (greatest - 1.0) + rest / top
}

/// [`LogSumExp`] of a row; its exponentials go to `outs`, if there is one.
#[inline(always)]
pub(crate) fn log_sum_exp<S: Simd, const M: usize>(
    s: S,
    shift: RowShift,
    x: Source<'_>,
    outs: [Out<'_>; M],
) -> LogSumExp
where
    Others: Terms<1, 3, M>,
{
    LogSumExp::of(s, shift, sum(s, Others(shift), [x], outs, 1.0))
}

/// The same from exponentials that are rounded.
#[inline(always)]
pub(crate) fn rounded_log_sum_exp<S: Simd, const M: usize>(
    s: S,
    shift: RowShift,
    x: Source<'_>,
    outs: [Out<'_>; M],
) -> LogSumExp
where
    RoundedOthers: Terms<1, 2, M>,
{
    let [rest, greatest] = sum(s, RoundedOthers(shift), [x], outs, 1.0);
    LogSumExp::of(s, shift, [rest, 0.0, greatest])
}
