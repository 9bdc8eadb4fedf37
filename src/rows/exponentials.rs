//! A row's exponentials and their sums, however its logits are given.

use super::shift::RowShift;
use crate::math::{Unrounded, exp_shifted_above, weighted};
use crate::shape::{Adding, Terms};
use crate::simd::{F32s, Simd};

/// The exponential of a logit that is given by `N` numbers.
pub(crate) trait Exponential<const N: usize>: Copy + Send + Sync {
    fn exp<S: Simd>(self, x: [F32s<S>; N]) -> Unrounded<S>;
    /// The same as c·(1 + q) for sums, `coarse` or not: where it would be 0, it is nothing beside the greatest, which is
    /// two operations less.
    fn exp_above<S: Simd>(self, x: [F32s<S>; N], coarse: bool) -> [F32s<S>; 2];
}

impl Exponential<1> for RowShift {
    #[inline(always)]
    fn exp<S: Simd>(self, [x]: [F32s<S>; 1]) -> Unrounded<S> {
        Self::exp(self, x)
    }

    #[inline(always)]
    fn exp_above<S: Simd>(self, [x]: [F32s<S>; 1], coarse: bool) -> [F32s<S>; 2] {
        exp_shifted_above(self.relative(x), None, self.power().splat(x), coarse)
    }
}

/// The sum of a row's exponentials by a [`deep`](RowShift::deep) shift, for their probabilities: rounded, they go to the
/// output. The sum is of what they were before, or at [`Fast`](crate::Accuracy::Fast) as they are.
#[derive(Clone, Copy)]
pub(crate) struct SumForShares<E>(pub(crate) E);

impl<E: Exponential<N>, const N: usize> Terms<N, 2, 1> for SumForShares<E> {
    #[inline(always)]
    fn adding<S: Simd>() -> Adding {
        if S::FAST { Adding::Few } else { Adding::ExactProducts }
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: [F32s<S>; N]) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        let [c, q] = self.0.exp_above(x, S::FAST);
        let e = c.mul_add(q, c);
        (if S::FAST { [e, e.of(0.0)] } else { [c, q] }, [e])
    }
}

/// The sum for the logarithm of the sum: of the rounded exponentials, but exact, so that the sum less the greatest still
/// has its digits.
#[derive(Clone, Copy)]
pub(crate) struct SumForLog<E> {
    pub(crate) exp: E,
    pub(crate) coarse: bool,
}

impl<E: Exponential<N>, const N: usize> Terms<N, 1, 0> for SumForLog<E> {
    #[inline(always)]
    fn adding<S: Simd>() -> Adding {
        Adding::Exact
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: [F32s<S>; N]) -> ([F32s<S>; 1], [F32s<S>; 0]) {
        let [c, q] = self.exp.exp_above(x, self.coarse);
        ([c.mul_add(q, c)], [])
    }
}

/// The sum of the exponentials, each as it is before it is rounded; 0 where they are too small to count. The rounded ones go
/// to an output if there is one.
#[derive(Clone, Copy)]
pub(crate) struct SumExp<E>(pub(crate) E);

impl<E: Exponential<N>, const N: usize> Terms<N, 2, 1> for SumExp<E> {
    #[inline(always)]
    fn adding<S: Simd>() -> Adding {
        Adding::ExactProducts
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: [F32s<S>; N]) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        let e = self.0.exp(x);
        (e.parts(), [e.rounded()])
    }
}

impl<E: Exponential<N>, const N: usize> Terms<N, 2, 0> for SumExp<E> {
    #[inline(always)]
    fn adding<S: Simd>() -> Adding {
        Adding::ExactProducts
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: [F32s<S>; N]) -> ([F32s<S>; 2], [F32s<S>; 0]) {
        (self.0.exp(x).parts(), [])
    }
}

/// The sums for the mean of `dy` by the exponentials: of these as they are rounded, and of their products with `dy`.
/// Both are of the rounded ones, since the weights of a mean have to be those whose sum it is divided by. The rounded
/// exponentials go to an output.
#[derive(Clone, Copy)]
pub(crate) struct WeightedSumExp<E>(pub(crate) E);

impl<E> WeightedSumExp<E> {
    #[inline(always)]
    fn terms<S: Simd>(e: Unrounded<S>, dy: F32s<S>) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        let e = e.rounded();
        ([e, weighted(e, dy)], [e])
    }
}

impl<E: Exponential<1>> Terms<2, 2, 1> for WeightedSumExp<E> {
    #[inline(always)]
    fn adding<S: Simd>() -> Adding {
        Adding::Exact
    }

    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        Self::terms(self.0.exp([x]), dy)
    }
}

impl<E: Exponential<2>> Terms<3, 2, 1> for WeightedSumExp<E> {
    #[inline(always)]
    fn adding<S: Simd>() -> Adding {
        Adding::Exact
    }

    #[inline(always)]
    fn eval<S: Simd>(self, [x, low, dy]: [F32s<S>; 3]) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        Self::terms(self.0.exp([x, low]), dy)
    }
}
