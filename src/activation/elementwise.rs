//! Elementwise activations: a formula and its gradient make one.

use super::{AnyVerb, Verb};
use crate::check;
pub(super) use crate::check::{finite, require};
use crate::error::Result;
use crate::mixed::{self, Cut};
use crate::parallel::{self, Slices};
use crate::place::Place;
use crate::shape::{Kernel, Out, Source, cells, map, map_halves};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, Tier, dispatch};

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
    /// The verbs; of a formula that is simpler for some parameters, those of the simpler one.
    fn run(self, place: Place, verb: Verb<'_>) -> Result<()> {
        self::run(self, place, verb)
    }
    /// The verbs over elements of any type.
    fn run_any(self, place: Place, verb: AnyVerb<'_>) -> Result<()> {
        self::run_any(self, place, verb)
    }
    /// The verbs with a bias.
    fn run_biased(self, place: Place, bias: &[f32], verb: Verb<'_>) -> Result<()> {
        self::run_biased(self, place, bias, verb)
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

/// Elements of a piece for one thread: two streams of it fit most second-level caches.
pub(crate) const PIECE: usize = 32_768;

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

pub(super) fn run(activation: impl Map, place: Place, verb: Verb<'_>) -> Result<()> {
    activation.check()?;
    match verb {
        Verb::Forward { x, y } => {
            check::length("y", y.len(), x.len())?;
            run_map(Value(activation), place, [x], [y])
        }
        Verb::InPlace { x } => run_map_in_place(Value(activation), place, x),
        Verb::Backward { x, dy, dx } => {
            check::length("dy", dy.len(), x.len())?;
            check::length("dx", dx.len(), x.len())?;
            run_map(Gradient(activation), place, [x, dy], [dx])
        }
    }
}

/// The same over elements of any type. Halves in and out of one format need no block in memory between.
pub(super) fn run_any(activation: impl Map, place: Place, verb: AnyVerb<'_>) -> Result<()> {
    match verb {
        #[cfg(feature = "half")]
        AnyVerb::Forward { x, y } if y.is_half_like(x) => {
            activation.check()?;
            check::length("y", y.len(), x.len())?;
            let (level, job) = (place.level()?, mixed::Slices { unit: 1, inputs: [(x, 1)], outs: [(y, 1)] });
            mixed::shared(
                place,
                Cut::ELEMENTS,
                job,
                &|mixed::Slices { inputs: [(x, _)], outs: [(y, _)], .. }| {
                    map_halves(level, Value(activation), Some(x), y);
                },
            );
            Ok(())
        }
        #[cfg(feature = "half")]
        AnyVerb::InPlace { x } if x.is_half() => {
            activation.check()?;
            let (level, job) = (place.level()?, mixed::Slices { unit: 1, inputs: [], outs: [(x, 1)] });
            mixed::shared(place, Cut::ELEMENTS, job, &|mixed::Slices { outs: [(x, _)], .. }| {
                map_halves(level, Value(activation), None, x);
            });
            Ok(())
        }
        verb => mixed::activation(place, Cut::ELEMENTS, true, verb, &|place, _, verb| {
            self::run(activation, place, verb)
        }),
    }
}

/// The same of `x + bias`, the bias being added to each row.
pub(super) fn run_biased(activation: impl Map, place: Place, bias: &[f32], verb: Verb<'_>) -> Result<()> {
    activation.check()?;
    match verb {
        Verb::Forward { x, y } => {
            check::rows_of("bias", bias.len(), "x", x.len())?;
            check::length("y", y.len(), x.len())?;
            run_repeated(Value(activation), place, bias, [x, x], y)
        }
        Verb::InPlace { x } => {
            check::rows_of("bias", bias.len(), "x", x.len())?;
            run_repeated_in_place(Value(activation), place, bias, x)
        }
        Verb::Backward { x, dy, dx } => {
            check::rows_of("bias", bias.len(), "x", x.len())?;
            check::length("dy", dy.len(), x.len())?;
            check::length("dx", dx.len(), x.len())?;
            run_repeated(Gradient(activation), place, bias, [x, x, dy], dx)
        }
    }
}

/// `outs = kernel(inputs)`, whose lengths have been checked.
pub(crate) fn run_map<const N: usize, const M: usize>(
    kernel: impl Kernel<N, M>,
    place: Place,
    inputs: [&[f32]; N],
    outs: [&mut [f32]; M],
) -> Result<()> {
    let level = place.level()?;
    let leaf = |job: Slices<'_, N, M>| {
        map_on(level, kernel, job.inputs.map(Into::into), job.outs.map(cells));
    };
    parallel::pieces(Slices { unit: 1, inputs, outs }, PIECE, place.parallel, &leaf);
    Ok(())
}

/// `x = kernel(x)`.
fn run_map_in_place(kernel: impl Kernel<1>, place: Place, x: &mut [f32]) -> Result<()> {
    let level = place.level()?;
    let leaf = |job: Slices<'_, 0, 1>| {
        let [x] = job.outs.map(cells);
        map_on(level, kernel, [x.into()], [x]);
    };
    parallel::pieces(Slices { unit: 1, inputs: [], outs: [x] }, PIECE, place.parallel, &leaf);
    Ok(())
}

/// In place and out of it the same code: it is most of the crate's, and of the time to build it.
#[inline(never)]
fn map_on<const N: usize, const M: usize>(
    level: Level,
    kernel: impl Kernel<N, M>,
    inputs: [Source<'_>; N],
    outs: [Out<'_>; M],
) {
    dispatch!(level, s => s.vectorize(#[inline(always)] move || map(s, kernel, inputs, outs)));
}

/// `out = kernel(inputs)` by rows, where for the first input each row takes `first`, which is as long
/// as a row.
pub(super) fn run_repeated<const N: usize>(
    kernel: impl Kernel<N>,
    place: Place,
    first: &[f32],
    inputs: [&[f32]; N],
    out: &mut [f32],
) -> Result<()> {
    let level = place.level()?;
    // Without a bias there are no elements.
    let row = first.len().max(1);
    let leaf = |job: Slices<'_, N, 1>| {
        let (inputs, [out]) = (job.inputs.map(Into::into), job.outs.map(cells));
        repeat(level, kernel, first.into(), inputs, out);
    };
    parallel::pieces(Slices { unit: row, inputs, outs: [out] }, (PIECE / row).max(1), place.parallel, &leaf);
    Ok(())
}

/// The same of a kernel of `first` and x, in place.
pub(super) fn run_repeated_in_place(
    kernel: impl Kernel<2>,
    place: Place,
    first: &[f32],
    x: &mut [f32],
) -> Result<()> {
    let level = place.level()?;
    // Without a bias there are no elements.
    let row = first.len().max(1);
    let leaf = |job: Slices<'_, 0, 1>| {
        let [x] = job.outs.map(cells);
        repeat(level, kernel, first.into(), [x.into(); 2], x);
    };
    parallel::pieces(
        Slices { unit: row, inputs: [], outs: [x] },
        (PIECE / row).max(1),
        place.parallel,
        &leaf,
    );
    Ok(())
}

#[inline(never)]
fn repeat<const N: usize>(
    level: Level,
    kernel: impl Kernel<N>,
    first: Source<'_>,
    inputs: [Source<'_>; N],
    out: Out<'_>,
) {
    dispatch!(level, s => s.vectorize(#[inline(always)] move || {
        let mut at = 0;
        while at < out.len() {
            let row = at..at + first.len();
            let mut of_row = inputs;
            for input in &mut of_row {
                *input = input.slice(row.clone());
            }
            of_row[0] = first;
            map(s, kernel, of_row, [&out[row]]);
            at += first.len();
        }
    }));
}
