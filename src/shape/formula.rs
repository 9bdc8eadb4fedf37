//! What an elementwise activation is: a formula with its gradient, and the kernels that the loops run of it.

use super::formats::{Arrays, floats_beside, map_any};
use super::map::map_on;
use super::memory::{Out, Source};
use super::repeat::in_sums;
use super::{Kernel, Steps};
use crate::error::Result;
use crate::simd::{F32s, Simd};
use crate::tier::Level;

/// The mathematics of an elementwise activation.
pub(crate) trait Map: Copy + Send + Sync {
    /// Whether `math` has a faster formula for its values: see [`Accuracy::Fast`](crate::Accuracy::Fast).
    const HAS_FAST: bool = false;
    /// Whether it is a few instructions, which are less than what a loop takes by itself: then all its loops go by
    /// [`Steps::Blocks`], else only those of its values.
    const IS_SHORT: bool = false;

    /// The greatest error in ULP on tiers that fuse multiply-add, and on those that do not.
    fn max_ulp(self) -> [f64; 2];
    /// The same of the gradient: see [`Elementwise::max_ulp_gradient`](crate::Elementwise::max_ulp_gradient).
    fn max_ulp_gradient(self) -> [f64; 2];
    /// Refuses parameters that have no meaning.
    #[inline]
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
    /// The kernel that the loops run for the values. That of another formula where both are one function, so that they
    /// share their loops.
    #[inline(always)]
    fn value_kernel(self) -> impl Kernel<1> {
        Value(self)
    }
    /// The same for the gradient.
    #[inline(always)]
    fn gradient_kernel(self) -> impl Kernel<2> {
        Gradient(self)
    }
    /// `f'(x)` and `f(x)`, each times a factor: what a gate's gradients are. They may share what both are made of.
    #[inline(always)]
    fn with_slope_times<S: Simd>(self, x: F32s<S>, [of_slope, of_value]: [F32s<S>; 2]) -> [F32s<S>; 2] {
        [self.gradient(x, of_slope), self.times(x, of_value)]
    }
}

/// Its values.
#[derive(Clone, Copy)]
pub(crate) struct Value<M>(pub(crate) M);

impl<M: Map> Kernel<1> for Value<M> {
    const HAS_FAST: bool = M::HAS_FAST;
    const IS_SHORT: bool = M::IS_SHORT;

    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [self.0.eval(x)]
    }
}

/// Its gradient, of x and dy.
#[derive(Clone, Copy)]
pub(crate) struct Gradient<M>(pub(crate) M);

impl<M: Map> Kernel<2> for Gradient<M> {
    const IS_SHORT: bool = M::IS_SHORT;
    const STEPS: Steps = Steps::Pairs.unless_short(M::IS_SHORT);

    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.0.gradient(x, dy)]
    }
}

/// The loops over a formula. By pointer, so that the way from a verb to them is compiled once for all formulas.
pub(crate) trait Loops: Sync {
    /// Refuses parameters that have no meaning.
    fn check(&self) -> Result<()>;
    /// Whether its values have a faster formula.
    fn has_fast(&self) -> bool;
    /// `y = f(x)`.
    fn values(&self, level: Level, x: [Source<'_>; 1], y: Out<'_>);
    /// `dx = dy · f'(x)`, of x and dy.
    fn gradients(&self, level: Level, inputs: [Source<'_>; 2], dx: Out<'_>);
    /// [`values`](Self::values) of any format and beside a row; not for compact tiers.
    fn values_of(&self, level: Level, arrays: &Arrays<1, 1>);
    /// [`gradients`](Self::gradients) so.
    fn gradients_of(&self, level: Level, arrays: &Arrays<2, 1>);
}

impl<M: Map> Loops for M {
    fn check(&self) -> Result<()> {
        Map::check(*self)
    }

    fn has_fast(&self) -> bool {
        M::HAS_FAST
    }

    fn values(&self, level: Level, x: [Source<'_>; 1], y: Out<'_>) {
        map_on(level, self.value_kernel(), x, [y]);
    }

    fn gradients(&self, level: Level, inputs: [Source<'_>; 2], dx: Out<'_>) {
        map_on(level, self.gradient_kernel(), inputs, [dx]);
    }

    fn values_of(&self, level: Level, arrays: &Arrays<1, 1>) {
        map_any(level, self.value_kernel(), arrays);
    }

    fn gradients_of(&self, level: Level, arrays: &Arrays<2, 1>) {
        map_any(level, self.gradient_kernel(), arrays);
    }
}

impl dyn Loops + '_ {
    /// [`values`](Loops::values) of x and a row of biases that repeats, from an element of it on.
    pub(crate) fn biased_values(
        &self,
        level: Level,
        bias: (Source<'_>, usize),
        x: [Source<'_>; 1],
        y: Out<'_>,
    ) {
        if level.is_compact() {
            in_sums(bias, x, &mut |range, sums| self.values(level, sums, &y[range]));
        } else {
            floats_beside(bias, x, y, &|arrays| self.values_of(level, arrays));
        }
    }

    /// [`gradients`](Loops::gradients) of x and such a row.
    pub(crate) fn biased_gradients(
        &self,
        level: Level,
        bias: (Source<'_>, usize),
        inputs: [Source<'_>; 2],
        dx: Out<'_>,
    ) {
        if level.is_compact() {
            in_sums(bias, inputs, &mut |range, sums| self.gradients(level, sums, &dx[range]));
        } else {
            floats_beside(bias, inputs, dx, &|arrays| self.gradients_of(level, arrays));
        }
    }
}
