//! The gradients down a block of columns, one column in each lane of a vector.

use super::shifts::{ExactSum, Logits, Shifts, quotient_pair};
use crate::activation::{FullyMasked, log_softmax};
use crate::math::{UNIT, weighted};
use crate::rows::softmax_gradient::{
    DOMINANT, LEAST_SCALED_MEAN, MAX_SCALED_UP, SCALE, SCALE_DISTANCE, centred,
};
use crate::shape::{ColumnBlock, ColumnPasses};
use crate::simd::{F32s, Mask, Simd};

/// A sum of any terms.
#[derive(Clone, Copy)]
pub(crate) struct Sum<S: Simd> {
    sum: F32s<S>,
    lost: F32s<S>,
}

impl<S: Simd> Sum<S> {
    #[inline(always)]
    pub(crate) fn zero<const N: usize>(block: ColumnBlock<'_, S, N>) -> Self {
        Self { sum: block.splat(0.0), lost: block.splat(0.0) }
    }

    #[inline(always)]
    pub(crate) fn plus(self, term: F32s<S>) -> Self {
        let (sum, lost) = self.sum.two_sum(term);
        Self { sum, lost: self.lost + lost }
    }

    #[inline(always)]
    fn total(self) -> F32s<S> {
        let [sum, lost] = self.parts();
        sum + lost
    }

    /// The sum, and what its additions have lost.
    #[inline(always)]
    pub(crate) fn parts(self) -> [F32s<S>; 2] {
        // Of an infinite sum NaN has been lost.
        let is_finite = self.sum.abs().lt(self.sum.of(f32::INFINITY));
        [self.sum, is_finite.select(self.lost, self.sum.of(0.0))]
    }
}

/// The columns in which one element dominates: see [`softmax_gradient`](crate::rows::softmax_gradient).
#[derive(Clone, Copy)]
struct Dominated<S: Simd> {
    is: Mask<S>,
    /// The greatest exponential of each column, and the sum.
    max_exp: F32s<S>,
    total: F32s<S>,
}

impl<S: Simd> Dominated<S> {
    #[inline(always)]
    fn of(shifts: Shifts<S>, total: F32s<S>) -> Self {
        let max_exp = shifts.max_exp().rounded();
        Self { is: (total * total.of(DOMINANT as f32)).le(max_exp), max_exp, total }
    }

    /// The dy of the greatest elements.
    #[inline(always)]
    fn own(block: ColumnBlock<'_, S, 2>, shifts: Shifts<S>) -> F32s<S> {
        block.fold(
            block.splat(0.0),
            #[inline(always)]
            |own, [x, dy]| shifts.is_max(x).select(dy, own),
        )
    }
}

/// The gradient of softmax.
#[derive(Clone, Copy)]
pub(super) struct SoftmaxGradient(pub(super) Logits);

impl ColumnPasses<2> for SoftmaxGradient {
    #[inline(always)]
    fn run<S: Simd>(self, block: ColumnBlock<'_, S, 2>) {
        let Logits { sign, fully_masked } = self.0;
        let shifts = Shifts::of(block, self.0, true);
        let (sum, of_dy) = block.fold_to(
            (ExactSum::zero(block), Sum::zero(block)),
            #[inline(always)]
            |(sum, of_dy), [x, dy]| {
                let e = shifts.exp(x).rounded();
                ((sum.plus_rounded(e), of_dy.plus(weighted(e, dy))), e)
            },
        );
        let sum = sum.not_zero(fully_masked);
        let ((high, low), (rounded, _)) = (sum.inverse(), sum.total());
        let (zero, one) = (block.splat(0.0), block.splat(1.0));
        let mut mean = of_dy.total() / (rounded * rounded.of(1.0 / UNIT));
        let dominated = Dominated::of(shifts, rounded);
        let mut own_gradient = zero;
        if dominated.is.any() {
            let own = Dominated::own(block, shifts);
            let (distance, scaled) = block.fold_back(
                (Sum::zero(block), Sum::zero(block)),
                #[inline(always)]
                |(distance, scaled), e, [_, dy]| {
                    let e = e.replace_equal(e, dominated.max_exp, zero);
                    let scaled_dy = dy.mul_add(dy.of(SCALE_DISTANCE), -own * dy.of(SCALE_DISTANCE));
                    (distance.plus(e * (dy - own)), scaled.plus(e * scaled_dy))
                },
            );
            let (distance, scaled) = (distance.total(), scaled.total());
            let finite = distance.abs().lt(distance.of(f32::INFINITY));
            let scaled = scaled / dominated.total * scaled.of(1.0 / SCALE_DISTANCE);
            let distance = finite.select(distance / dominated.total, scaled);
            mean = dominated.is.select(own + distance, mean);
            own_gradient = (zero - dominated.max_exp / dominated.total * distance) * zero.of(sign);
        }
        let mut small = mean.abs().lt(mean.of(LEAST_SCALED_MEAN as f32));
        if small.any() {
            let size = block.fold_back(
                zero,
                #[inline(always)]
                |size, e, [_, dy]| size + weighted(e, dy.abs()),
            );
            small = small & size.lt(size.of(MAX_SCALED_UP as f32));
        }
        let (up, down) = (one.of(sign * SCALE as f32), one.of((1.0 / SCALE) as f32));
        let [scale_dy, scale] = [small.select(one, down), small.select(down, one)];
        let [high, low, mean] = [high * up, low * up, mean * scale_dy];
        // Two loops, since few blocks need the longer one.
        match dominated.is.any() {
            false => block.finish(
                #[inline(always)]
                |_, e, [_, dy]| centred(e, dy, [high, low], mean, [scale_dy, scale]),
            ),
            true => block.finish(
                #[inline(always)]
                |_, e, [_, dy]| {
                    let value = centred(e, dy, [high, low], mean, [scale_dy, scale]);
                    (e.eq(dominated.max_exp) & dominated.is).select(own_gradient, value)
                },
            ),
        }
    }
}

/// The gradient of the logarithm of softmax.
#[derive(Clone, Copy)]
pub(super) struct LogSoftmaxGradient(pub(super) FullyMasked);

impl ColumnPasses<2> for LogSoftmaxGradient {
    #[inline(always)]
    fn run<S: Simd>(self, block: ColumnBlock<'_, S, 2>) {
        let shifts = Shifts::of(block, Logits { sign: 1.0, fully_masked: self.0 }, true);
        let (zero, one) = (block.splat(0.0), block.splat(1.0));
        let (sum, of_dy) = block.fold_to(
            (ExactSum::zero(block), Sum::zero(block)),
            #[inline(always)]
            |(sum, of_dy), [x, dy]| {
                let e = shifts.exp(x).rounded();
                ((sum.plus_rounded(e), of_dy.plus(dy)), e)
            },
        );
        let nothing = sum.is_zeros(self.0);
        let (total, of_dy) = (sum.not_zero(self.0).total(), of_dy.total());
        let dominated = Dominated::of(shifts, total.0);
        let mut own_gradient = zero;
        if dominated.is.any() {
            let own = Dominated::own(block, shifts);
            let (others, of_others) = block.fold_back(
                (Sum::zero(block), Sum::zero(block)),
                #[inline(always)]
                |(others, of_others), e, [_, dy]| {
                    let others = others.plus(e.replace_equal(e, dominated.max_exp, zero));
                    (others, of_others.plus(dy.replace_equal(e, dominated.max_exp, zero)))
                },
            );
            own_gradient = others.total() / dominated.total * own
                - dominated.max_exp / dominated.total * of_others.total();
        }
        let size = of_dy.abs();
        let mut small = zero.lt(size) & size.lt(size.of(log_softmax::LEAST_SCALED_SUM as f32));
        if small.any() {
            let size = block.fold(
                zero,
                #[inline(always)]
                |size, [_, dy]| dy.abs().max(size),
            );
            small = small & size.lt(size.of(log_softmax::MAX_SCALED_UP));
        }
        let up = one.of(log_softmax::SCALE);
        let [scale_dy, scale] = [small.select(up, one), small.select(one / up, one)];
        let scale = nothing.select(zero, scale);
        let share = quotient_pair((of_dy * scale_dy, zero), total);
        match dominated.is.any() {
            false => block.finish(
                #[inline(always)]
                |_, e, [_, dy]| log_softmax::gradient(e, dy, share, [scale_dy, scale]),
            ),
            true => block.finish(
                #[inline(always)]
                |_, e, [_, dy]| {
                    let value = log_softmax::gradient(e, dy, share, [scale_dy, scale]);
                    (e.eq(dominated.max_exp) & dominated.is).select(own_gradient, value)
                },
            ),
        }
    }
}
