//! Losses of elements: the loss of an element and its derivative make one.

use super::Reduction;
use crate::activation::run_map;
use crate::check;
use crate::error::Result;
use crate::parallel::{self, Slices};
use crate::place::Run;
use crate::shape::{Kernel, Out, SUM_BLOCK, Source, Terms, cells, sum};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

/// A loss of elements.
pub(crate) trait Pointwise: Copy + Send + Sync {
    /// The loss of an element.
    fn value<S: Simd>(self, x: F32s<S>, t: F32s<S>) -> F32s<S>;
    /// Its derivative in x.
    fn derivative<S: Simd>(self, x: F32s<S>, t: F32s<S>) -> F32s<S>;
    /// The same times the reduction's factor.
    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, t: F32s<S>, factor: F32s<S>) -> F32s<S> {
        self.derivative(x, t) * factor
    }
    /// How the losses become one.
    fn reduction(self) -> Reduction;
    /// The number of losses that `elements` make, or an error.
    fn count(self, elements: usize) -> Result<usize> {
        Ok(elements)
    }
    /// Whether the values lie in the loss's domain.
    fn check(self, _: Level, _input: &[f32], _target: &[f32]) -> Result<()> {
        Ok(())
    }
}

/// The losses of elements.
#[derive(Clone, Copy)]
pub(super) struct Value<P>(pub(super) P);

impl<P: Pointwise> Kernel<2> for Value<P> {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.0.value(x, t)]
    }
}

impl<P: Pointwise> Terms<2, 1, 0> for Value<P> {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> ([F32s<S>; 1], [F32s<S>; 0]) {
        ([self.0.value(x, t)], [])
    }
}

/// Their derivatives times a factor.
#[derive(Clone, Copy)]
struct Gradient<P>(P, f32);

impl<P: Pointwise> Kernel<2> for Gradient<P> {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.0.gradient(x, t, x.of(self.1))]
    }
}

impl<P: Pointwise> Terms<2, 1, 1> for Gradient<P> {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> ([F32s<S>; 1], [F32s<S>; 1]) {
        ([self.0.value(x, t)], Kernel::eval(self, [x, t]))
    }
}

/// The checks that all verbs make; the level to run on and the number of losses.
fn begin(loss: impl Pointwise, run: Run, input: &[f32], target: &[f32]) -> Result<(Level, usize)> {
    check::length("target", target.len(), input.len())?;
    let count = loss.count(input.len())?;
    let level = run.level()?;
    loss.check(level, input, target)?;
    Ok((level, count))
}

pub(super) fn forward(loss: impl Pointwise, run: Run, input: &[f32], target: &[f32]) -> Result<f32> {
    let (level, count) = begin(loss, run, input, target)?;
    loss.reduction().apply(total(Value(loss), level, run, [input, target], []), count)
}

pub(super) fn forward_each(
    loss: impl Pointwise,
    run: Run,
    input: &[f32],
    target: &[f32],
    each: &mut [f32],
) -> Result<()> {
    check::length("each", each.len(), input.len())?;
    begin(loss, run, input, target)?;
    run_map(Value(loss), run, [input, target], [each])
}

pub(super) fn backward(
    loss: impl Pointwise,
    run: Run,
    input: &[f32],
    target: &[f32],
    gradient: &mut [f32],
) -> Result<()> {
    check::length("gradient", gradient.len(), input.len())?;
    let (_, count) = begin(loss, run, input, target)?;
    let factor = loss.reduction().factor(count)? as f32;
    run_map(Gradient(loss, factor), run, [input, target], [gradient])
}

pub(super) fn forward_backward(
    loss: impl Pointwise,
    run: Run,
    input: &[f32],
    target: &[f32],
    gradient: &mut [f32],
) -> Result<f32> {
    check::length("gradient", gradient.len(), input.len())?;
    let (level, count) = begin(loss, run, input, target)?;
    let factor = loss.reduction().factor(count)? as f32;
    let total = total(Gradient(loss, factor), level, run, [input, target], [gradient]);
    loss.reduction().apply(total, count)
}

/// The sum of the terms, whose outputs are written, over blocks that are shared out to threads.
pub(crate) fn total<const N: usize, const M: usize>(
    terms: impl Terms<N, 1, M>,
    level: Level,
    run: Run,
    inputs: [&[f32]; N],
    outs: [&mut [f32]; M],
) -> f64 {
    let leaf = |job: Slices<'_, N, M>| {
        let inputs: [Source<'_>; N] = job.inputs.map(Into::into);
        let outs: [Out<'_>; M] = job.outs.map(cells);
        let [total] = dispatch!(level, s => s.vectorize(#[inline(always)] || sum(s, terms, inputs, outs)));
        total
    };
    let parallel = run.parallel && inputs[0].len() >= 8 * SUM_BLOCK;
    parallel::cut(Slices { unit: 1, inputs, outs }, SUM_BLOCK, parallel, &leaf, &|a, b| a + b)
}

/// [`Loss`](super::Loss) for types that are formulas.
macro_rules! pointwise {
    ($($loss:ident)*) => {
        $crate::loss::reduction::reduced! { $($loss)* }
        $(impl $crate::Loss for $loss {
            fn run_forward(&self, run: $crate::place::Run, input: &[f32], target: &[f32]) -> $crate::Result<f32> {
                $crate::loss::pointwise::forward(*self, run, input, target)
            }

            fn run_forward_each(
                &self,
                run: $crate::place::Run,
                input: &[f32],
                target: &[f32],
                each: &mut [f32],
            ) -> $crate::Result<()> {
                $crate::loss::pointwise::forward_each(*self, run, input, target, each)
            }

            fn run_backward(
                &self,
                run: $crate::place::Run,
                input: &[f32],
                target: &[f32],
                gradient: &mut [f32],
            ) -> $crate::Result<()> {
                $crate::loss::pointwise::backward(*self, run, input, target, gradient)
            }

            fn run_forward_backward(
                &self,
                run: $crate::place::Run,
                input: &[f32],
                target: &[f32],
                gradient: &mut [f32],
            ) -> $crate::Result<f32> {
                $crate::loss::pointwise::forward_backward(*self, run, input, target, gradient)
            }
        })*
    };
}
pub(super) use pointwise;
