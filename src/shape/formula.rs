//! What an elementwise activation is: a formula with its gradient, and the kernels that the loops run of it.

use super::Kernel;
use crate::error::Result;
use crate::simd::{F32s, Simd};

/// The mathematics of an elementwise activation.
pub(crate) trait Map: Copy + Send + Sync {
    /// The greatest error in ULP on tiers that fuse multiply-add, and on those that do not.
    fn max_ulp(self) -> [f64; 2];
    /// The same of the gradient: see [`Elementwise::max_ulp_gradient`](crate::Elementwise::max_ulp_gradient).
    fn max_ulp_gradient(self) -> [f64; 2];
    /// Refuses parameters that have no meaning.
    fn check(self) -> Result<()> {
        Ok(())
    }
    /// `f(x)`.
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S>;
    /// `f(x)` times a factor. Not the product of the two where `f(x)` may be subnormal: see
    /// [`Scaled`](crate::math::Scaled).
    #[inline(always)]
    fn times<S: Simd>(self, x: F32s<S>, factor: F32s<S>) -> F32s<S> {
        self.eval(x) * factor
    }
    /// `dy · f'(x)`.
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S>;
}

/// Its values: of x, or of a bias and x.
#[derive(Clone, Copy)]
pub(crate) struct Value<M>(pub(crate) M);

impl<M: Map> Kernel<1> for Value<M> {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [self.0.eval(x)]
    }
}

impl<M: Map> Kernel<2> for Value<M> {
    #[inline(always)]
    fn eval<S: Simd>(self, [bias, x]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.0.eval(x + bias)]
    }
}

/// Its gradient: of x and dy, or of a bias and both.
#[derive(Clone, Copy)]
pub(crate) struct Gradient<M>(pub(crate) M);

impl<M: Map> Kernel<2> for Gradient<M> {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.0.gradient(x, dy)]
    }
}

impl<M: Map> Kernel<3> for Gradient<M> {
    #[inline(always)]
    fn eval<S: Simd>(self, [bias, x, dy]: [F32s<S>; 3]) -> [F32s<S>; 1] {
        [self.0.gradient(x + bias, dy)]
    }
}
