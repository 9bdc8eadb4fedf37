//! Loops down the columns of a matrix: what runs along an axis that is not the last.

use super::memory::{Out, Source, load_each, load_each_up_to, store, store_up_to};
use crate::simd::{F32s, Simd};

/// Passes down a block of columns.
pub(crate) trait ColumnPasses<const N: usize>: Copy + Send + Sync {
    /// Does them.
    fn run<S: Simd>(self, block: ColumnBlock<'_, S, N>);
}

/// Neighbouring columns, as many as a vector's lanes or, at the matrix's edge, fewer.
#[derive(Clone, Copy)]
pub(crate) struct ColumnBlock<'a, S: Simd, const N: usize> {
    s: S,
    inputs: [Source<'a>; N],
    out: Out<'a>,
    /// The first column, and how many there are.
    at: usize,
    columns: usize,
    /// The columns of the matrix.
    stride: usize,
}

/// Calls `passes` with the blocks of a matrix of `stride` columns.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
pub(crate) fn columns<S: Simd, const N: usize>(
    s: S,
    passes: impl ColumnPasses<N>,
    inputs: [Source<'_>; N],
    out: Out<'_>,
    stride: usize,
) {
    let whole = inputs.iter().all(|input| input.len() == out.len()) && out.len().is_multiple_of(stride);
    assert!(whole, "verbs check their lengths");
    let mut at = 0;
    while S::Block::LANES > S::LANES && at + S::Block::LANES <= stride {
        passes.run(ColumnBlock { s: s.block(), inputs, out, at, columns: S::Block::LANES, stride });
        at += S::Block::LANES;
    }
    while at < stride {
        let columns = S::LANES.min(stride - at);
        passes.run(ColumnBlock { s, inputs, out, at, columns, stride });
        at += columns;
    }
}

impl<S: Simd, const N: usize> ColumnBlock<'_, S, N> {
    /// `x` in every lane.
    #[inline(always)]
    pub(crate) fn splat(self, x: f32) -> F32s<S> {
        F32s::splat(self.s, x)
    }

    /// Goes down the inputs with a state.
    #[cfg_attr(not(activ8_unoptimised), inline(always))]
    pub(crate) fn fold<T: Copy>(self, mut state: T, step: impl Fn(T, [F32s<S>; N]) -> T) -> T {
        let mut i = self.at;
        while i < self.out.len() {
            state = step(state, self.load(self.inputs, i));
            i += self.stride;
        }
        state
    }

    /// The same with an output at each step.
    #[cfg_attr(not(activ8_unoptimised), inline(always))]
    pub(crate) fn fold_to<T: Copy>(self, mut state: T, step: impl Fn(T, [F32s<S>; N]) -> (T, F32s<S>)) -> T {
        let mut i = self.at;
        while i < self.out.len() {
            let y;
            (state, y) = step(state, self.load(self.inputs, i));
            self.store(i, y);
            i += self.stride;
        }
        state
    }

    /// Goes down what has been put out, and the inputs, with a state.
    #[inline(always)]
    pub(crate) fn fold_back<T: Copy>(self, mut state: T, step: impl Fn(T, F32s<S>, [F32s<S>; N]) -> T) -> T {
        let mut i = self.at;
        while i < self.out.len() {
            let [before] = self.load([self.out.into()], i);
            state = step(state, before, self.load(self.inputs, i));
            i += self.stride;
        }
        state
    }

    /// Goes down what has been put out, and the inputs, and puts out what comes of them.
    #[cfg_attr(not(activ8_unoptimised), inline(always))]
    pub(crate) fn finish(self, step: impl Fn(F32s<S>, [F32s<S>; N]) -> F32s<S>) {
        let mut i = self.at;
        while i < self.out.len() {
            let [before] = self.load([self.out.into()], i);
            self.store(i, step(before, self.load(self.inputs, i)));
            i += self.stride;
        }
    }

    #[inline(always)]
    fn load<const M: usize>(self, from: [Source<'_>; M], i: usize) -> [F32s<S>; M] {
        if self.columns == S::LANES {
            // SAFETY: from `i` on there are `columns` in its row of each input, as `columns` checks.
            return unsafe { load_each(&from, self.s, i) };
        }
        // SAFETY: as above.
        unsafe { load_each_up_to(&from, self.s, i, self.columns) }
    }

    #[inline(always)]
    fn store(self, i: usize, y: F32s<S>) {
        if self.columns == S::LANES {
            // SAFETY: from `i` on there are `columns` in its row of the output, as `columns` checks.
            return unsafe { store(self.out, i, y) };
        }
        // SAFETY: as above.
        unsafe { store_up_to(self.out, i, self.columns, y) };
    }
}
