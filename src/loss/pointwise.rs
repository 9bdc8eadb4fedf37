//! A loss of elements, and what of it is compiled for every formula and tier: one loop over a part for each of
//! the five things that verbs ask for.

use super::operands::{MOST_OPERANDS, WITH_DY};
use super::parts::Part;
use super::running_sum::RunningSum;
use crate::accuracy::Accuracy;
use crate::shape::{Kernel, Steps, Terms, map};
use crate::simd::{F32s, Mask, Simd};
use crate::tier::{Level, dispatch, dispatch_wide};

/// The loss of an element, of `N` operands: `M` inputs that have a gradient, then the target, then what
/// else there is.
pub(crate) trait Pointwise<const N: usize = 2, const M: usize = 1>: Copy + Send + Sync {
    /// As of a [`Map`](crate::shape::Map).
    const IS_SHORT: bool = false;
    /// Whether `math` has a faster formula for its values.
    const HAS_FAST: bool = false;

    /// The loss.
    fn value<S: Simd>(self, of: [F32s<S>; N]) -> F32s<S>;
    /// Its derivatives times the reduction's factor.
    fn gradient<S: Simd>(self, of: [F32s<S>; N], factor: F32s<S>) -> [F32s<S>; M];

    /// Where the operands are within their domains: elsewhere the loss must be NaN, whatever its weight.
    #[inline(always)]
    fn valid<S: Simd>(self, of: [F32s<S>; N]) -> Mask<S> {
        let zero = of[0].of(0.0);
        zero.eq(zero)
    }

    /// The loss times a weight: otherwise where the loss itself may be too large or too small for a float.
    #[inline(always)]
    fn weighted_value<S: Simd>(self, of: [F32s<S>; N], weight: F32s<S>) -> F32s<S> {
        self.value(of) * weight
    }

    /// The derivatives times the product of a factor and a weight, which may be large.
    #[inline(always)]
    fn weighted_gradient<S: Simd>(self, of: [F32s<S>; N], factor: F32s<S>) -> [F32s<S>; M] {
        self.gradient(of, factor)
    }
}

/// A [`Pointwise`] loss by pointer: all that is compiled once, and not for each formula, calls it for a part.
pub(super) trait PartLoops<const N: usize, const M: usize>: Send + Sync {
    /// Writes the losses.
    fn values(&self, level: Level, part: &Part<'_, N, 1>);
    /// Writes the gradients times a factor.
    fn gradients(&self, level: Level, factor: f32, part: &Part<'_, N, M>);
    /// Writes the gradients times a factor and the last operand of the part.
    fn gradients_of_each(&self, level: Level, factor: f32, part: &Part<'_, WITH_DY, M>);
    /// Adds the losses to a sum.
    fn sum(&self, level: Level, part: &Part<'_, N, 0>, sum: &mut RunningSum);
    /// Adds the losses to a sum and writes the gradients times a factor.
    fn sum_and_gradients(&self, level: Level, factor: f32, part: &Part<'_, N, M>, sum: &mut RunningSum);
}

impl<P: Pointwise<N, M>, const N: usize, const M: usize> PartLoops<N, M> for P {
    fn values(&self, level: Level, part: &Part<'_, N, 1>) {
        map_part(level, Value::<P, M>(*self), part);
    }

    fn gradients(&self, level: Level, factor: f32, part: &Part<'_, N, M>) {
        map_part(level, Gradient(*self, factor), part);
    }

    fn gradients_of_each(&self, level: Level, factor: f32, part: &Part<'_, WITH_DY, M>) {
        map_part(level, GradientOfEach::<P, N>(*self, factor), part);
    }

    fn sum(&self, level: Level, part: &Part<'_, N, 0>, sum: &mut RunningSum) {
        let values = |part: &Part<'_, N, 1>| PartLoops::<N, M>::values(self, level, part);
        if sum.is_scaled() {
            return sum.add_values(level, part, &values);
        }
        dispatch_wide!(
            level,
            fast: P::HAS_FAST,
            s => sum_part(s, Value::<P, M>(*self), part, sum),
            else sum.add_values(level, part, &values)
        );
    }

    fn sum_and_gradients(&self, level: Level, factor: f32, part: &Part<'_, N, M>, sum: &mut RunningSum) {
        // A loss that comes with its gradients is exact, as they are.
        let level = level.at(Accuracy::High);
        let apart = |sum: &mut RunningSum| {
            sum.add_values(level, part, &|part| PartLoops::<N, M>::values(self, level, part));
            self.gradients(level, factor, part);
        };
        if sum.is_scaled() {
            return apart(sum);
        }
        dispatch_wide!(level, s => sum_part(s, Gradient(*self, factor), part, sum), else apart(sum));
    }
}

#[inline]
fn map_part<K: Kernel<N, M>, const N: usize, const M: usize>(level: Level, kernel: K, part: &Part<'_, N, M>) {
    dispatch!(level, fast: K::HAS_FAST, s => s.vectorize(#[inline(always)] || part.each_period(
        #[inline(always)]
        |inputs, outs, _| map(s, kernel, inputs, outs),
    )));
}

/// The sum in the loop of the formula. Compact tiers have none: they add up what [`PartLoops::values`] writes.
#[inline]
fn sum_part<S: Simd, const N: usize, const K: usize>(
    s: S,
    terms: impl Terms<N, 1, K>,
    part: &Part<'_, N, K>,
    sum: &mut RunningSum,
) {
    s.vectorize(
        #[inline(always)]
        || sum.add(s, terms, part),
    );
}

/// The losses of elements, of a formula with `M` gradients.
#[derive(Clone, Copy)]
struct Value<P, const M: usize>(P);

impl<P: Pointwise<N, M>, const N: usize, const M: usize> Kernel<N> for Value<P, M> {
    const STEPS: Steps = Steps::Vectors.unless_short(P::IS_SHORT);
    const HAS_FAST: bool = P::HAS_FAST;

    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; N]) -> [F32s<S>; 1] {
        [self.0.value(of)]
    }
}

impl<P: Pointwise<N, M>, const N: usize, const M: usize> Terms<N, 1, 0> for Value<P, M> {
    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; N]) -> ([F32s<S>; 1], [F32s<S>; 0]) {
        ([self.0.value(of)], [])
    }
}

/// Their derivatives times a factor.
#[derive(Clone, Copy)]
struct Gradient<P>(P, f32);

impl<P: Pointwise<N, M>, const N: usize, const M: usize> Kernel<N, M> for Gradient<P> {
    const STEPS: Steps = Steps::Vectors.unless_short(P::IS_SHORT);

    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; N]) -> [F32s<S>; M] {
        self.0.gradient(of, of[0].of(self.1))
    }
}

impl<P: Pointwise<N, M>, const N: usize, const M: usize> Terms<N, 1, M> for Gradient<P> {
    const IN_BLOCKS: bool = P::IS_SHORT;

    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; N]) -> ([F32s<S>; 1], [F32s<S>; M]) {
        ([self.0.value(of)], Kernel::eval(self, of))
    }
}

/// The derivatives times a factor and the gradient of the loss, the last operand. Those between the formula's operands
/// and that count for nothing, and are not loaded. A loop of its own, since the derivatives alone may be beyond f32.
#[derive(Clone, Copy)]
struct GradientOfEach<P, const N: usize>(P, f32);

impl<P: Pointwise<N, M>, const N: usize, const M: usize> Kernel<WITH_DY, M> for GradientOfEach<P, N> {
    const STEPS: Steps = Steps::Vectors.unless_short(P::IS_SHORT);

    #[inline(always)]
    fn eval<S: Simd>(self, operands: [F32s<S>; WITH_DY]) -> [F32s<S>; M] {
        let (dy, zero) = (operands[MOST_OPERANDS], operands[0].of(0.0));
        let mut of = [zero; N];
        of.copy_from_slice(&operands[..N]);
        let mut gradients = self.0.weighted_gradient(of, dy * dy.of(self.1));
        for m in 0..M {
            gradients[m] = dy.eq(zero).select(zero, gradients[m]);
        }
        gradients
    }
}
