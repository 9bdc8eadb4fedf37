//! A row's exponentials and their sums, however its logits are given.

use super::shift::RowShift;
use crate::math::{Unrounded, weighted};
use crate::shape::Terms;
use crate::simd::{F32s, Simd};

/// The exponential of a logit that is given by `N` numbers.
pub(crate) trait Exponential<const N: usize>: Copy + Send + Sync {
    fn exp<S: Simd>(self, x: [F32s<S>; N]) -> Unrounded<S>;
}

impl Exponential<1> for RowShift {
    #[inline(always)]
    fn exp<S: Simd>(self, [x]: [F32s<S>; 1]) -> Unrounded<S> {
        Self::exp(self, x)
    }
}

/// The sum of the exponentials, each as it is before it is rounded. The rounded ones go to an output if there is one.
#[derive(Clone, Copy)]
pub(crate) struct SumExp<E>(pub(crate) E);

impl<E: Exponential<N>, const N: usize> Terms<N, 2, 1> for SumExp<E> {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, x: [F32s<S>; N]) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        let e = self.0.exp(x);
        ([e.c, e.q], [e.rounded()])
    }
}

impl<E: Exponential<N>, const N: usize> Terms<N, 2, 0> for SumExp<E> {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, x: [F32s<S>; N]) -> ([F32s<S>; 2], [F32s<S>; 0]) {
        let e = self.0.exp(x);
        ([e.c, e.q], [])
    }
}

/// The sums for the mean of `dy` by the exponentials: of these as they are rounded, and of their products with `dy`.
/// Both are of the rounded ones, since the weights of a mean have to be those whose sum it is divided by. The rounded
/// exponentials go to an output.
#[derive(Clone, Copy)]
pub(crate) struct WeightedSumExp<E>(pub(crate) E);

impl<E> WeightedSumExp<E> {
    #[inline(always)]
    fn terms<S: Simd>(e: Unrounded<S>, dy: F32s<S>) -> ([F32s<S>; 3], [F32s<S>; 1]) {
        let rounded = e.rounded();
        ([rounded, rounded.of(0.0), weighted(rounded, dy)], [rounded])
    }
}

impl<E: Exponential<1>> Terms<2, 3, 1> for WeightedSumExp<E> {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> ([F32s<S>; 3], [F32s<S>; 1]) {
        Self::terms(self.0.exp([x]), dy)
    }
}

impl<E: Exponential<2>> Terms<3, 3, 1> for WeightedSumExp<E> {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x, low, dy]: [F32s<S>; 3]) -> ([F32s<S>; 3], [F32s<S>; 1]) {
        Self::terms(self.0.exp([x, low]), dy)
    }
}
