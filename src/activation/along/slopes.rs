//! Gradients down a strip of columns.

use super::column::{Exact, Shifts, quotient_pair};
use crate::activation::centred::{DOWN, GREAT, NEARLY, SMALL, UP, centred};
use crate::activation::log_softmax::{self, rest};
use crate::math::{UNIT, weighted};
use crate::shape::{Down, Strip};
use crate::simd::{F32s, Mask, Simd};

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
        // Of an infinite sum NaN has been lost.
        self.sum.abs().lt(self.sum.of(f32::INFINITY)).select(self.sum + self.lost, self.sum)
    }
}

/// The columns in which one element has nearly all the probability: see `centred::Top`.
#[derive(Clone, Copy)]
struct Tops<S: Simd> {
    is: Mask<S>,
    /// Its exponential, and all columns' sums.
    e: F32s<S>,
    total: F32s<S>,
}

impl<S: Simd> Tops<S> {
    #[inline(always)]
    fn of(shifts: Shifts<S>, total: F32s<S>) -> Self {
        let e = shifts.exp(shifts.max).rounded();
        Self { is: (total * total.of(NEARLY as f32)).le(e), e, total }
    }

    /// The dy of the greatest elements.
    #[inline(always)]
    fn own(strip: Strip<'_, S, 2>, shifts: Shifts<S>) -> F32s<S> {
        strip.fold(
            strip.splat(0.0),
            #[inline(always)]
            |own, [x, dy]| x.eq(shifts.max).select(dy, own),
        )
    }
}

/// The gradient of softmax.
#[derive(Clone, Copy)]
pub(super) struct Slopes;

impl Down<2> for Slopes {
    #[inline(always)]
    fn run<S: Simd>(self, strip: Strip<'_, S, 2>) {
        let shifts = Shifts::of(strip, true);
        let (sum, of_dy) = strip.fold_to(
            (Exact::none(strip), Sum::none(strip)),
            #[inline(always)]
            |(sum, of_dy), [x, dy]| {
                let e = shifts.exp(x).rounded();
                ((sum.plus_rounded(e), of_dy.plus(weighted(e, dy))), e)
            },
        );
        let ((high, low), (rounded, _)) = (sum.inverse(), sum.total());
        let (zero, one) = (strip.splat(0.0), strip.splat(1.0));
        let mut mean = of_dy.total() / (rounded * rounded.of(1.0 / UNIT));
        let tops = Tops::of(shifts, rounded);
        let mut slope = zero;
        if tops.is.any() {
            let own = Tops::own(strip, shifts);
            let (near, far) = strip.fold_back(
                (Sum::none(strip), Sum::none(strip)),
                #[inline(always)]
                |(near, far), e, [_, dy]| {
                    let e = e.replace_equal(e, tops.e, zero);
                    let down = dy.mul_add(dy.of(DOWN), -own * dy.of(DOWN));
                    (near.plus(e * (dy - own)), far.plus(e * down))
                },
            );
            let (near, far) = (near.total(), far.total());
            let finite = near.abs().lt(near.of(f32::INFINITY));
            let far = far / tops.total * far.of(1.0 / DOWN);
            let from_own = finite.select(near / tops.total, far);
            mean = tops.is.select(own + from_own, mean);
            slope = zero - tops.e / tops.total * from_own;
        }
        let mut small = mean.abs().lt(mean.of(SMALL as f32));
        if small.any() {
            let size = strip.fold_back(
                zero,
                #[inline(always)]
                |size, e, [_, dy]| size + weighted(e, dy.abs()),
            );
            small = small & size.lt(size.of(GREAT as f32));
        }
        let (up, down) = (one.of(UP as f32), one.of((1.0 / UP) as f32));
        let [before, after] = [small.select(one, down), small.select(down, one)];
        let [high, low, mean] = [high * up, low * up, mean * before];
        // Two loops, since few strips need the longer one.
        match tops.is.any() {
            false => strip.finish(
                #[inline(always)]
                |e, [_, dy]| centred(e, dy, [high, low], mean, [before, after]),
            ),
            true => strip.finish(
                #[inline(always)]
                |e, [_, dy]| {
                    let value = centred(e, dy, [high, low], mean, [before, after]);
                    (e.eq(tops.e) & tops.is).select(slope, value)
                },
            ),
        }
    }
}

/// The gradient of the logarithm of softmax.
#[derive(Clone, Copy)]
pub(super) struct LogSlopes;

impl Down<2> for LogSlopes {
    #[inline(always)]
    fn run<S: Simd>(self, strip: Strip<'_, S, 2>) {
        let shifts = Shifts::of(strip, true);
        let (zero, one) = (strip.splat(0.0), strip.splat(1.0));
        let (sum, of_dy) = strip.fold_to(
            (Exact::none(strip), Sum::none(strip)),
            #[inline(always)]
            |(sum, of_dy), [x, dy]| {
                let e = shifts.exp(x).rounded();
                ((sum.plus_rounded(e), of_dy.plus(dy)), e)
            },
        );
        let (total, of_dy) = (sum.total(), of_dy.total());
        let tops = Tops::of(shifts, total.0);
        let mut slope = zero;
        if tops.is.any() {
            let own = Tops::own(strip, shifts);
            let (others, of_others) = strip.fold_back(
                (Sum::none(strip), Sum::none(strip)),
                #[inline(always)]
                |(others, of_others), e, [_, dy]| {
                    let others = others.plus(e.replace_equal(e, tops.e, zero));
                    (others, of_others.plus(dy.replace_equal(e, tops.e, zero)))
                },
            );
            slope = others.total() / tops.total * own - tops.e / tops.total * of_others.total();
        }
        let size = of_dy.abs();
        let mut small = zero.lt(size) & size.lt(size.of(log_softmax::SMALL as f32));
        if small.any() {
            let size = strip.fold(
                zero,
                #[inline(always)]
                |size, [_, dy]| dy.abs().max(size),
            );
            small = small & size.lt(size.of(log_softmax::GREAT));
        }
        let up = one.of(log_softmax::UP);
        let [before, after] = [small.select(up, one), small.select(one / up, one)];
        let each = quotient_pair((of_dy * before, zero), total);
        match tops.is.any() {
            false => strip.finish(
                #[inline(always)]
                |e, [_, dy]| rest(e, dy, each, [before, after]),
            ),
            true => strip.finish(
                #[inline(always)]
                |e, [_, dy]| {
                    let value = rest(e, dy, each, [before, after]);
                    (e.eq(tops.e) & tops.is).select(slope, value)
                },
            ),
        }
    }
}
