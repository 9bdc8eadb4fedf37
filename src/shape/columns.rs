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
    /// A row beside the matrix, or nothing.
    beside: Source<'a>,
    /// As long as an input, or a row.
    out: Out<'a>,
    /// The first column, and how many there are.
    at: usize,
    columns: usize,
    /// The columns of the matrix.
    stride: usize,
}

/// Calls `passes` with the blocks of a matrix of `stride` columns. Its inputs are whole; beside them there may be a row
/// of another; and the output is whole, or a row.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
pub(crate) fn columns<S: Simd, const N: usize>(
    s: S,
    passes: impl ColumnPasses<N>,
    inputs: [Source<'_>; N],
    beside: Source<'_>,
    out: Out<'_>,
    stride: usize,
) {
    let len = inputs[0].len();
    let whole = inputs.iter().all(|input| input.len() == len) && len.is_multiple_of(stride);
    let rows = [0, stride].contains(&beside.len()) && [stride, len].contains(&out.len());
    assert!(whole && rows, "verbs check their lengths");
    let mut at = 0;
    while S::Block::LANES > S::LANES && at + S::Block::LANES <= stride {
        passes.run(ColumnBlock { s: s.block(), inputs, beside, out, at, columns: S::Block::LANES, stride });
        at += S::Block::LANES;
    }
    while at < stride {
        let columns = S::LANES.min(stride - at);
        passes.run(ColumnBlock { s, inputs, beside, out, at, columns, stride });
        at += columns;
    }
}

impl<S: Simd, const N: usize> ColumnBlock<'_, S, N> {
    /// `x` in every lane.
    #[inline(always)]
    pub(crate) fn splat(self, x: f32) -> F32s<S> {
        F32s::splat(self.s, x)
    }

    /// What the columns have in the row beside the matrix, if there is one.
    #[inline(always)]
    pub(crate) fn beside(self) -> Option<F32s<S>> {
        if self.beside.len() == 0 {
            return None;
        }
        let [row] = self.load([self.beside], self.at);
        Some(row)
    }

    /// Puts out a row.
    #[inline(always)]
    pub(crate) fn put(self, y: F32s<S>) {
        self.store(self.at, y);
    }

    /// Goes down the inputs with a state.
    #[cfg_attr(not(activ8_unoptimised), inline(always))]
    pub(crate) fn fold<T: Copy>(self, mut state: T, step: impl Fn(T, [F32s<S>; N]) -> T) -> T {
        let mut i = self.at;
        while i < self.inputs[0].len() {
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
