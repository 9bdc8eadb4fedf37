//! Elementwise activations: a formula and its gradient make one.

use super::biased;
use crate::check;
pub(super) use crate::check::{finite, require};
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::mixed::Slices;
use crate::place::Place;
use crate::shape::{Kernel, map_halves, map_on};
use crate::simd::{F32s, Simd};
use crate::tier::Tier;
use crate::verb::Verb;

/// An elementwise activation.
pub(crate) trait Map: Copy + Send + Sync {
    /// The greatest error in ULP on tiers that fuse multiply-add, and on those that do not.
    fn max_ulp(self) -> [f64; 2];
    /// The same of the gradient: see [`Elementwise::max_ulp_gradient`](super::Elementwise::max_ulp_gradient).
    fn max_ulp_gradient(self) -> [f64; 2];
    /// Refuses parameters that have no meaning.
    fn check(self) -> Result<()> {
        Ok(())
    }
    /// The verbs, of x or of x and a bias; of a formula that is simpler for some parameters, those of the simpler
    /// one.
    fn run(self, place: Place, bias: Option<Slice<'_>>, verb: Verb<'_>) -> Result<()> {
        self::run(self, place, bias, verb)
    }
    /// `f(x)`.
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S>;
    /// `f(x)` times a factor. Not the product of the two where `f(x)` may be subnormal: see [`Scaled`].
    #[inline(always)]
    fn times<S: Simd>(self, x: F32s<S>, factor: F32s<S>) -> F32s<S> {
        self.eval(x) * factor
    }
    /// `dy · f'(x)`.
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S>;
}

#[derive(Clone, Copy)]
struct Value<M>(M);

impl<M: Map> Kernel<1> for Value<M> {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [self.0.eval(x)]
    }
}

/// Of a bias and an input.
impl<M: Map> Kernel<2> for Value<M> {
    #[inline(always)]
    fn eval<S: Simd>(self, [bias, x]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.0.eval(x + bias)]
    }
}

#[derive(Clone, Copy)]
struct Gradient<M>(M);

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

pub(super) fn max_ulp(activation: impl Map, tier: Tier) -> f64 {
    activation.max_ulp()[usize::from(!tier.is_fused())]
}

pub(super) fn max_ulp_gradient(activation: impl Map, tier: Tier) -> f64 {
    activation.max_ulp_gradient()[usize::from(!tier.is_fused())]
}

pub(super) fn run(activation: impl Map, place: Place, bias: Option<Slice<'_>>, verb: Verb<'_>) -> Result<()> {
    activation.check()?;
    if let Some(bias) = bias {
        check::rows_of("bias", bias.len(), "x", verb.len())?;
    }
    verb.check()?;
    let (value, gradient) = (Value(activation), Gradient(activation));
    match (verb, bias) {
        (Verb::Forward { x, y }, None) => run_value(value, place, x, y),
        (Verb::Forward { x, y }, Some(bias)) => biased::run::<1, 2>(value, value, place, bias, [x], y),
        (Verb::Backward { x, dy, dx }, None) => run_map(gradient, place, [x, dy], [dx]),
        (Verb::Backward { x, dy, dx }, Some(bias)) => {
            biased::run::<2, 3>(gradient, gradient, place, bias, [Some(x), Some(dy)], dx)
        }
    }
}

/// `y = kernel(x)`. Halves in and out of one format need no block in memory between.
fn run_value(kernel: impl Kernel<1>, place: Place, x: Option<Slice<'_>>, y: SliceMut<'_>) -> Result<()> {
    let level = place.level()?;
    if !level.is_compact() && x.map_or(y.is_half(), |x| y.is_half_like(x)) {
        let halves = Slices::rows(1, [x], [y]);
        halves.pieces(place, &|piece| {
            let ([x], [y]) = piece.into_slices();
            map_halves(level, kernel, x, y);
        });
        return Ok(());
    }
    Slices::rows(1, [x], [y]).run(place, level, &|_, inputs, outs| map_on(level, kernel, inputs, outs))
}

/// `outs = kernel(inputs)`, whose lengths have been checked.
pub(crate) fn run_map<const N: usize, const M: usize>(
    kernel: impl Kernel<N, M>,
    place: Place,
    inputs: [Slice<'_>; N],
    outs: [SliceMut<'_>; M],
) -> Result<()> {
    let level = place.level()?;
    let job = Slices::rows(1, inputs.map(Some), outs);
    job.run(place, level, &|_, inputs, outs| map_on(level, kernel, inputs, outs))
}
