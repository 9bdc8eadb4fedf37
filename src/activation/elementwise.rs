//! Elementwise activations: a formula and its gradient make one.

use crate::check;
use crate::error::Result;
use crate::parallel::{self, Slices};
use crate::place::Run;
use crate::shape::{Kernel, cells, map};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, Tier, dispatch};

/// An elementwise activation.
pub(crate) trait Map: Copy + Send + Sync {
    /// The greatest error in ULP on tiers that fuse multiply-add, and on those that do not.
    const MAX_ULP: [f64; 2];

    /// `f(x)`.
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S>;
    /// `dy · f'(x)`.
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S>;
}

/// Elements of a piece for one thread: two streams of it fit most second-level caches.
pub(super) const PIECE: usize = 32_768;

#[derive(Clone, Copy)]
struct Value<M>(M);

impl<M: Map> Kernel<1> for Value<M> {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> F32s<S> {
        self.0.eval(x)
    }
}

#[derive(Clone, Copy)]
struct Gradient<M>(M);

impl<M: Map> Kernel<2> for Gradient<M> {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> F32s<S> {
        self.0.gradient(x, dy)
    }
}

pub(super) fn max_ulp<M: Map>(_: M, tier: Tier) -> f64 {
    M::MAX_ULP[usize::from(!tier.is_fused())]
}

pub(super) fn forward(activation: impl Map, run: Run, x: &[f32], y: &mut [f32]) -> Result<()> {
    check::length("y", y.len(), x.len())?;
    run_map(Value(activation), run, [x], y)
}

pub(super) fn forward_in_place(activation: impl Map, run: Run, x: &mut [f32]) -> Result<()> {
    let level = run.level()?;
    let job = Slices { unit: 1, inputs: [], outs: [x] };
    let leaf = |job: Slices<'_, 0, 1>| {
        let [x] = job.outs;
        let x = cells(x);
        dispatch!(level, s => s.vectorize(#[inline(always)] || map(s, Value(activation), [x.into()], x)));
    };
    parallel::pieces(job, PIECE, run.parallel, &leaf);
    Ok(())
}

pub(super) fn backward(activation: impl Map, run: Run, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
    check::length("dy", dy.len(), x.len())?;
    check::length("dx", dx.len(), x.len())?;
    run_map(Gradient(activation), run, [x, dy], dx)
}

/// `out = kernel(inputs)`, whose lengths have been checked.
pub(crate) fn run_map<const N: usize>(
    kernel: impl Kernel<N>,
    run: Run,
    inputs: [&[f32]; N],
    out: &mut [f32],
) -> Result<()> {
    let level = run.level()?;
    let leaf = |job: Slices<'_, N, 1>| map_on(level, kernel, job);
    parallel::pieces(Slices { unit: 1, inputs, outs: [out] }, PIECE, run.parallel, &leaf);
    Ok(())
}

fn map_on<const N: usize>(level: Level, kernel: impl Kernel<N>, job: Slices<'_, N, 1>) {
    let inputs = job.inputs.map(Into::into);
    let [out] = job.outs;
    let out = cells(out);
    dispatch!(level, s => s.vectorize(#[inline(always)] || map(s, kernel, inputs, out)));
}
