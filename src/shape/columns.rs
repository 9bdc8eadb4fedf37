//! Loops down the columns of a matrix: what runs along an axis that is not the last.

use super::MOST_LANES;
use super::memory::{Out, Source, cells, load_each, load_each_up_to, store, store_up_to};
use crate::simd::{F32s, Simd};

/// The most columns of a block: four vectors'.
const MOST_COLUMNS: usize = 4 * MOST_LANES;

/// A number for each column of a block.
pub(crate) type OfColumns = [f32; MOST_COLUMNS];

/// Zeros.
pub(crate) const NO_COLUMNS: OfColumns = [0.0; MOST_COLUMNS];

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
    /// As long as an input, or a row, or nothing.
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

/// Calls `body` with the blocks of a matrix of `stride` columns, one kind of them: where the last has fewer columns
/// than lanes, the others are zeros. There may be no output.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
pub(crate) fn column_blocks<S: Simd, const N: usize>(
    s: S,
    inputs: [Source<'_>; N],
    out: Out<'_>,
    stride: usize,
    mut body: impl FnMut(ColumnBlock<'_, S, N>),
) {
    let len = inputs[0].len();
    let whole = inputs.iter().all(|input| input.len() == len) && len.is_multiple_of(stride);
    assert!(whole && (out.is_empty() || out.len() == len), "verbs check their lengths");
    for at in (0..stride).step_by(S::LANES) {
        let columns = S::LANES.min(stride - at);
        body(ColumnBlock { s, inputs, beside: Source::NONE, out, at, columns, stride });
    }
}

impl<S: Simd, const N: usize> ColumnBlock<'_, S, N> {
    /// `x` in every lane.
    #[inline(always)]
    pub(crate) fn splat(self, x: f32) -> F32s<S> {
        F32s::splat(self.s, x)
    }

    /// A number for each column, in the lanes.
    #[inline(always)]
    pub(crate) fn in_lanes(self, numbers: &OfColumns) -> F32s<S> {
        const { assert!(S::LANES <= MOST_COLUMNS, "a number for each lane") };
        // SAFETY: there are as many numbers as lanes, or more.
        let [x] = unsafe { load_each(&[numbers[..].into()], self.s, 0) };
        x
    }

    /// What is in the lanes, a number for each column.
    #[inline(always)]
    pub(crate) fn to_columns(self, x: F32s<S>) -> OfColumns {
        const { assert!(S::LANES <= MOST_COLUMNS, "a number for each lane") };
        let mut numbers = NO_COLUMNS;
        // SAFETY: there is room for as many numbers as lanes, or more.
        unsafe { store(cells(&mut numbers), 0, x) };
        numbers
    }

    /// The number of the first column.
    #[inline(always)]
    pub(crate) fn first(self) -> usize {
        self.at
    }

    /// How many columns there are.
    #[inline(always)]
    pub(crate) fn count(self) -> usize {
        self.columns
    }

    /// Where the element of a row and of a column, counted from the first, is in the matrix.
    #[inline(always)]
    pub(crate) fn place(self, row: usize, column: usize) -> usize {
        row * self.stride + self.at + column
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
        assert!(self.at < self.out.len(), "an output");
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

    /// Goes down what has been put out, and the inputs, and puts out what comes of them and of the row's number.
    #[cfg_attr(not(activ8_unoptimised), inline(always))]
    pub(crate) fn finish(self, step: impl Fn(usize, F32s<S>, [F32s<S>; N]) -> F32s<S>) {
        let (mut row, mut i) = (0, self.at);
        while i < self.out.len() {
            let [before] = self.load([self.out.into()], i);
            self.store(i, step(row, before, self.load(self.inputs, i)));
            (row, i) = (row + 1, i + self.stride);
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
