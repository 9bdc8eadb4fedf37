//! The passes down a strip of columns, which stand side by side in vectors.

use crate::activation::log_softmax::less;
use crate::activation::softmax::share;
use crate::math::{Shift, UNIT, Unrounded, exp_shifted_by, ln_1p_pair, weighted};
use crate::shape::{Down, Strip};
use crate::simd::{F32s, Simd};

/// A `RowShift` for each column.
#[derive(Clone, Copy)]
struct Shifts<S: Simd> {
    max: F32s<S>,
    offset: F32s<S>,
    least: F32s<S>,
    bias: F32s<S>,
}

impl<S: Simd> Shifts<S> {
    /// By the columns' maxima.
    #[inline(always)]
    fn of<const N: usize>(strip: Strip<'_, S, N>) -> Self {
        let max = strip.fold(
            strip.splat(f32::NEG_INFINITY),
            #[inline(always)]
            |max, x| x[0].max(max),
        );
        let offset = max.abs().le(max.of(256.0)).select(max.of(0.0), max);
        let top = max - offset;
        let [least, bias] = Shift::lanes(top);
        Self { max, offset, least, bias }
    }

    #[inline(always)]
    fn exp(self, x: F32s<S>) -> Unrounded<S> {
        exp_shifted_by(x - self.offset, self.least, self.bias)
    }
}

/// Sums of exponentials, of what their rounding loses, and of what they lack.
#[derive(Clone, Copy)]
struct Exact<S: Simd> {
    sum: F32s<S>,
    lost: F32s<S>,
}

impl<S: Simd> Exact<S> {
    #[inline(always)]
    fn none<const N: usize>(strip: Strip<'_, S, N>) -> Self {
        Self { sum: strip.splat(0.0), lost: strip.splat(0.0) }
    }

    #[inline(always)]
    fn plus(self, (term, lack): (F32s<S>, F32s<S>)) -> Self {
        let (sum, lost) = self.sum.two_sum(term);
        Self { sum, lost: self.lost + (lost + lack) }
    }

    /// In two floats.
    #[inline(always)]
    fn total(self) -> (F32s<S>, F32s<S>) {
        self.sum.two_sum(self.lost)
    }

    /// Its inverse in two floats.
    #[inline(always)]
    fn inverse(self) -> (F32s<S>, F32s<S>) {
        let (total, low) = self.total();
        let inverse = total.of(1.0) / total;
        let rest = inverse.neg_mul_add(low, inverse.neg_mul_add_exact(total, total.of(1.0)));
        (inverse, rest * inverse)
    }
}

/// A quotient of what is in two floats, in two floats.
#[inline(always)]
fn quotient_pair<S: Simd>(
    (a, a_low): (F32s<S>, F32s<S>),
    (b, b_low): (F32s<S>, F32s<S>),
) -> (F32s<S>, F32s<S>) {
    let quotient = a / b;
    let rest = quotient.neg_mul_add(b_low, quotient.neg_mul_add_exact(b, a) + a_low);
    (quotient, rest / b)
}

/// A sum of any terms.
#[derive(Clone, Copy)]
struct Sum<S: Simd> {
    sum: F32s<S>,
    lost: F32s<S>,
}

impl<S: Simd> Sum<S> {
    #[inline(always)]
    fn none<const N: usize>(strip: Strip<'_, S, N>) -> Self {
        Self { sum: strip.splat(0.0), lost: strip.splat(0.0) }
    }

    #[inline(always)]
    fn plus(self, term: F32s<S>) -> Self {
        let (sum, lost) = self.sum.two_sum(term);
        Self { sum, lost: self.lost + lost }
    }

    #[inline(always)]
    fn total(self) -> F32s<S> {
        self.sum.plus_error(self.lost)
    }
}

/// The softmax.
#[derive(Clone, Copy)]
pub(super) struct Values;

impl Down<1> for Values {
    #[inline(always)]
    fn run<S: Simd>(self, strip: Strip<'_, S, 1>) {
        let shifts = Shifts::of(strip);
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

/// Its gradient.
#[derive(Clone, Copy)]
pub(super) struct Slopes;

impl Down<2> for Slopes {
    #[inline(always)]
    fn run<S: Simd>(self, strip: Strip<'_, S, 2>) {
        let shifts = Shifts::of(strip);
        let (sum, total) = strip.fold_to(
            (Exact::none(strip), Sum::none(strip)),
            #[inline(always)]
            |(sum, total), [x, dy]| {
                let (e, lack) = shifts.exp(x).split();
                ((sum.plus((e, lack)), total.plus(weighted(e, dy))), e)
            },
        );
        let (high, low) = sum.inverse();
        let mean = total.total() * (high * high.of(UNIT));
        strip.finish(
            #[inline(always)]
            |e, [_, dy]| share(e, high, low) * (dy - mean),
        );
    }
}

/// The logarithm of the softmax.
#[derive(Clone, Copy)]
pub(super) struct LogValues;

impl Down<1> for LogValues {
    #[inline(always)]
    fn run<S: Simd>(self, strip: Strip<'_, S, 1>) {
        let shifts = Shifts::of(strip);
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

/// Its gradient.
#[derive(Clone, Copy)]
pub(super) struct LogSlopes;

impl Down<2> for LogSlopes {
    #[inline(always)]
    fn run<S: Simd>(self, strip: Strip<'_, S, 2>) {
        let shifts = Shifts::of(strip);
        let (sum, gradients) = strip.fold_to(
            (Exact::none(strip), Sum::none(strip)),
            #[inline(always)]
            |(sum, gradients), [x, dy]| {
                let (e, lack) = shifts.exp(x).split();
                ((sum.plus((e, lack)), gradients.plus(dy)), e)
            },
        );
        let (high, low) = sum.inverse();
        let total = gradients.total();
        strip.finish(
            #[inline(always)]
            |e, [_, dy]| share(e, high, low).neg_mul_add(total, dy),
        );
    }
}
