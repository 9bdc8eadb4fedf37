//! What an elementwise activation is: a formula with its gradient, and the kernels that the loops run of it.

#[cfg(feature = "half")]
use super::halves::{halves_in_blocks, map_halves};
use super::map::map_on;
use super::memory::{Out, Source};
use super::repeat::{in_sums, repeat};
use super::{Kernel, Steps};
#[cfg(feature = "half")]
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch_wide};

/// The mathematics of an elementwise activation.
pub(crate) trait Map: Copy + Send + Sync {
    /// Whether `math` has a faster formula for its values: see [`Accuracy::Fast`](crate::Accuracy::Fast).
    const HAS_FAST: bool = false;
    /// Whether it is a few instructions, which are less than what a loop takes by itself: then all its loops go by
    /// [`Steps::Blocks`], else only that of its values.
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
    fn value_kernel(self) -> impl ValueKernel {
        Value(self)
    }
    /// The same for the gradient.
    #[inline(always)]
    fn gradient_kernel(self) -> impl GradientKernel {
        Gradient(self)
    }
    /// `f'(x)` and `f(x)`, each times a factor: what a gate's gradients are. They may share what both are made of.
    #[inline(always)]
    fn with_slope_times<S: Simd>(self, x: F32s<S>, [of_slope, of_value]: [F32s<S>; 2]) -> [F32s<S>; 2] {
        [self.gradient(x, of_slope), self.times(x, of_value)]
    }
}

/// Of x, or of a bias and x.
pub(crate) trait ValueKernel: Kernel<1> + Kernel<2> {}
impl<K: Kernel<1> + Kernel<2>> ValueKernel for K {}

/// Of x and dy, or of a bias and both.
pub(crate) trait GradientKernel: Kernel<2> + Kernel<3> {}
impl<K: Kernel<2> + Kernel<3>> GradientKernel for K {}

/// Its values: of x, or of a bias and x.
#[derive(Clone, Copy)]
pub(crate) struct Value<M>(pub(crate) M);

impl<M: Map> Kernel<1> for Value<M> {
    const HAS_FAST: bool = M::HAS_FAST;

    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [self.0.eval(x)]
    }
}

impl<M: Map> Kernel<2> for Value<M> {
    const HAS_FAST: bool = M::HAS_FAST;
    const STEPS: Steps = Steps::Pairs.unless_short(M::IS_SHORT);

    #[inline(always)]
    fn eval<S: Simd>(self, [bias, x]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.0.eval(x + bias)]
    }
}

/// Its gradient: of x and dy, or of a bias and both.
#[derive(Clone, Copy)]
pub(crate) struct Gradient<M>(pub(crate) M);

impl<M: Map> Kernel<2> for Gradient<M> {
    const STEPS: Steps = Steps::Pairs.unless_short(M::IS_SHORT);

    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.0.gradient(x, dy)]
    }
}

impl<M: Map> Kernel<3> for Gradient<M> {
    const STEPS: Steps = Steps::Vectors.unless_short(M::IS_SHORT);

    #[inline(always)]
    fn eval<S: Simd>(self, [bias, x, dy]: [F32s<S>; 3]) -> [F32s<S>; 1] {
        [self.0.gradient(x + bias, dy)]
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
    /// [`values`](Self::values) of x and a row of biases that repeats, from an element of it on.
    fn biased_values(&self, level: Level, bias: (Source<'_>, usize), x: [Source<'_>; 1], y: Out<'_>);
    /// [`gradients`](Self::gradients) of x and such a row.
    fn biased_gradients(&self, level: Level, bias: (Source<'_>, usize), inputs: [Source<'_>; 2], dx: Out<'_>);
    /// [`values`](Self::values) of halves of one format, of what is in `y` without an x; not for compact tiers.
    #[cfg(feature = "half")]
    fn values_of_halves(&self, level: Level, x: Option<Slice<'_>>, y: SliceMut<'_>);
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

    fn biased_values(&self, level: Level, bias: (Source<'_>, usize), x: [Source<'_>; 1], y: Out<'_>) {
        biased::<_, 1, 2>(level, self.value_kernel(), bias, x, y);
    }

    fn biased_gradients(
        &self,
        level: Level,
        bias: (Source<'_>, usize),
        inputs: [Source<'_>; 2],
        dx: Out<'_>,
    ) {
        biased::<_, 2, 3>(level, self.gradient_kernel(), bias, inputs, dx);
    }

    #[cfg(feature = "half")]
    fn values_of_halves(&self, level: Level, x: Option<Slice<'_>>, y: SliceMut<'_>) {
        halves_in_blocks(level, x, y, &|level, halves| map_halves(level, self.value_kernel(), halves));
    }
}

/// The loop beside a row of biases, a copy for each kernel.
#[inline(never)]
fn biased<K: Kernel<N> + Kernel<WITH_ROW>, const N: usize, const WITH_ROW: usize>(
    level: Level,
    kernel: K,
    bias: (Source<'_>, usize),
    inputs: [Source<'_>; N],
    out: Out<'_>,
) {
    dispatch_wide!(
        level,
        fast: <K as Kernel<N>>::HAS_FAST,
        s => s.vectorize(#[inline(always)] move || repeat::<_, N, WITH_ROW>(s, kernel, bias, inputs, out)),
        else in_sums(bias, inputs, &mut |range, sums| map_on(level, kernel, sums, [&out[range]]))
    );
}
