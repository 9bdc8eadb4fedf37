//! What a gradient from the output is: a formula of y, and the loop over it.

use super::formats::{Arrays, map_any};
use super::formula::Map;
use super::map::map_on;
use super::memory::{Out, Source};
use super::{Kernel, Steps};
use crate::error::Result;
use crate::simd::{F32s, Simd};
use crate::tier::Level;

/// The mathematics of an elementwise gradient as a function of y = f(x).
pub(crate) trait FromOutput: Map {
    /// The greatest error in ULP for the y that is given, on tiers that fuse multiply-add, and on those that do not.
    fn max_ulp_from_output(self) -> [f64; 2] {
        self.max_ulp_gradient()
    }

    /// Refuses parameters with which y does not tell the gradient.
    fn check_from_output(self) -> Result<()> {
        Ok(())
    }

    /// `dy · f'(x)`, of y = f(x).
    #[inline(always)]
    fn gradient_from_output<S: Simd>(self, y: F32s<S>, dy: F32s<S>) -> F32s<S> {
        self.gradient(y, dy)
    }

    /// The kernel that the loop runs: see [`Map::value_kernel`]. Where it is the same function of y as of x, it is that
    /// of [`gradient_kernel`](Map::gradient_kernel).
    #[inline(always)]
    fn output_kernel(self) -> impl Kernel<2> {
        GradientFromOutput(self)
    }
}

/// The gradient of y and dy.
#[derive(Clone, Copy)]
struct GradientFromOutput<M>(M);

impl<M: FromOutput> Kernel<2> for GradientFromOutput<M> {
    const IS_SHORT: bool = M::IS_SHORT;
    const STEPS: Steps = Steps::Pairs.unless_short(M::IS_SHORT);

    #[inline(always)]
    fn eval<S: Simd>(self, [y, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.0.gradient_from_output(y, dy)]
    }
}

/// The loop over such a formula, by pointer as [`Loops`](super::Loops).
pub(crate) trait LoopsFromOutput: Sync {
    /// Refuses parameters that have no meaning, or with which y does not tell the gradient.
    fn check(&self) -> Result<()>;
    /// `dx = dy · f'(x)`, of y = f(x) and dy.
    fn gradients(&self, level: Level, inputs: [Source<'_>; 2], dx: Out<'_>);
    /// The same of halves; not for compact tiers.
    fn gradients_of(&self, level: Level, arrays: &Arrays<2, 1>);
}

impl<M: FromOutput> LoopsFromOutput for M {
    fn check(&self) -> Result<()> {
        Map::check(*self)?;
        self.check_from_output()
    }

    fn gradients(&self, level: Level, inputs: [Source<'_>; 2], dx: Out<'_>) {
        map_on(level, self.output_kernel(), inputs, [dx]);
    }

    fn gradients_of(&self, level: Level, arrays: &Arrays<2, 1>) {
        if cfg!(feature = "half") {
            map_any(level, self.output_kernel(), arrays);
        }
    }
}
