//! The passes down a strip of columns, which stand side by side in vectors.

use crate::activation::log_softmax::less;
use crate::activation::row_shift::MOST;
use crate::activation::softmax::share;
use crate::math::{Shift, Unrounded, exp_shifted_by, ln_1p_pair};
use crate::shape::{Down, Strip};
use crate::simd::{F32s, Simd};

/// A `RowShift` for each column.
#[derive(Clone, Copy)]
pub(super) struct Shifts<S: Simd> {
    pub(super) max: F32s<S>,
    offset: F32s<S>,
    least: F32s<S>,
    bias: F32s<S>,
}

impl<S: Simd> Shifts<S> {
    /// By the columns' maxima; deep where sums of the least elements count: see [`RowShift::deep`].
    ///
    /// [`RowShift::deep`]: crate::activation::RowShift::deep
    #[inline(always)]
    pub(super) fn of<const N: usize>(strip: Strip<'_, S, N>, deep: bool) -> Self {
        let max = strip.fold(
            strip.splat(f32::NEG_INFINITY),
            #[inline(always)]
            |max, x| x[0].max(max),
        );
        let offset = max.abs().le(max.of(MOST)).select(max.of(0.0), max);
        let top = max - offset;
        let [least, bias] = Shift::lanes(top, deep);
        Self { max, offset, least, bias }
    }

    #[inline(always)]
    pub(super) fn exp(self, x: F32s<S>) -> Unrounded<S> {
        exp_shifted_by(x - self.offset, self.least, self.bias)
    }
}

/// Sums of exponentials, of what the additions lose, and of what the exponentials' rounding does.
#[derive(Clone, Copy)]
pub(super) struct Exact<S: Simd> {
    sum: F32s<S>,
    lost: F32s<S>,
    lack: F32s<S>,
}

impl<S: Simd> Exact<S> {
    #[inline(always)]
    pub(super) fn none<const N: usize>(strip: Strip<'_, S, N>) -> Self {
        let zero = strip.splat(0.0);
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
pub(super) struct Values;

impl Down<1> for Values {
    #[inline(always)]
    fn run<S: Simd>(self, strip: Strip<'_, S, 1>) {
        let shifts = Shifts::of(strip, false);
        let sum = strip.fold_to(
            Exact::none(strip),
            #[inline(always)]
            |sum, [x]| {
                let (e, lack) = shifts.exp(x).split();
                (sum.plus((e, lack)), e)
            },
        );
        let (high, low) = sum.inverse();
        // See `Shares`.
        let (top, lack) = shifts.exp(shifts.max).split();
        let of_top = top.mul_add_low(high, top.mul_add(low, lack * high));
        strip.finish(
            #[inline(always)]
            |e, _| e.eq(top).select(of_top, share(e, high, low)),
        );
    }
}

/// The logarithm of the softmax.
#[derive(Clone, Copy)]
pub(super) struct LogValues;

impl Down<1> for LogValues {
    #[inline(always)]
    fn run<S: Simd>(self, strip: Strip<'_, S, 1>) {
        let shifts = Shifts::of(strip, true);
        let (zero, one) = (strip.splat(0.0), strip.splat(1.0));
        // As for rows: the greatest elements' terms are 1 each, and the others keep their digits.
        let (others, greatest) = strip.fold(
            (Exact::none(strip), zero),
            #[inline(always)]
            |(others, greatest), [x]| {
                let (e, lack) = shifts.exp(x).split();
                let is_greatest = x.eq(shifts.max);
                let others = others.plus((is_greatest.select(zero, e), is_greatest.select(zero, lack)));
                (others, greatest + is_greatest.select(one, zero))
            },
        );
        let (others, lost) = quotient_pair(others.total(), shifts.exp(shifts.max).split());
        let (others, error) = (greatest - one).two_sum(others);
        let (log, log_low) = ln_1p_pair(others);
        let (log, log_low) = log.fast_two_sum(log_low + (lost + error) / (one + others));
        strip.fold_to(
            (),
            #[inline(always)]
            |(), [x]| ((), less(x - shifts.max, [log, log_low])),
        );
    }
}
