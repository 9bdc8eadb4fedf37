//! Elementwise loops, for every number of inputs, out of place and in place.

use core::ops::Range;

use super::formats::{Arrays, map_any};
use super::memory::{Out, Source, check_lengths, load_each, load_each_up_to, store_each, store_each_up_to};
use super::{Kernel, Steps};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// `outs[m][i] = kernel(inputs[0][i], inputs[1][i], ..)[m]` with the instructions of `level`. Not inlined, so that there is
/// one copy of a kernel.
#[inline(never)]
pub(crate) fn map_on<K: Kernel<N, M>, const N: usize, const M: usize>(
    level: Level,
    kernel: K,
    inputs: [Source<'_>; N],
    outs: [Out<'_>; M],
) {
    // By reference up to the loop: a copy would read at once what the caller has just written in parts, for which a
    // core waits a dozen cycles.
    let (inputs, outs) = (&inputs, &outs);
    if const { matches!(K::STEPS, Steps::Pairs) } && !level.is_compact() {
        return map_any(level, kernel, &Arrays::of_floats(inputs, outs));
    }
    dispatch!(level, fast: K::HAS_FAST, s => alone(s, kernel, inputs, outs));
}

/// [`map`] in a function of its own, for what has no loop for all formats.
#[inline(always)]
fn alone<S: Simd, K: Kernel<N, M>, const N: usize, const M: usize>(
    s: S,
    kernel: K,
    inputs: &[Source<'_>; N],
    outs: &[Out<'_>; M],
) {
    if const { S::COMPACT || !matches!(K::STEPS, Steps::Pairs) } {
        s.vectorize(
            #[inline(always)]
            move || map(s, kernel, *inputs, *outs),
        );
    }
}

/// [`map_on`] by the vectors of a tier; all slices have one length.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
pub(crate) fn map<S: Simd, K: Kernel<N, M>, const N: usize, const M: usize>(
    s: S,
    kernel: K,
    inputs: [Source<'_>; N],
    outs: [Out<'_>; M],
) {
    let len = outs[0].len();
    check_lengths(len, &inputs, &outs);
    let (mut i, mut stop) = (0, lead::<S>(outs[0]));
    loop {
        // The first elements and the last. Beside blocks they go by single vectors: another copy of the formula for
        // a block of them would cost more time to build and room in the cache than it saves. Else all go here.
        by_vectors(s, kernel, &inputs, &outs, i..stop);
        i = stop;
        if i == len {
            return;
        }
        if const { matches!(K::STEPS, Steps::Blocks) && S::Block::LANES > S::LANES } {
            i = if const { K::IS_SHORT } {
                by_blocks(s.four(), kernel, &inputs, &outs, i)
            } else {
                by_blocks(s.block(), kernel, &inputs, &outs, i)
            };
        }
        stop = len;
    }
}

/// Whole blocks from `i` on; where they end.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
fn by_blocks<S: Simd, K: Kernel<N, M>, const N: usize, const M: usize>(
    s: S,
    kernel: K,
    inputs: &[Source<'_>; N],
    outs: &[Out<'_>; M],
    mut i: usize,
) -> usize {
    let len = outs[0].len();
    while i + S::LANES <= len {
        // SAFETY: `i + LANES <= len`, which the caller has found to be the length of each input.
        let x = unsafe { load_each(inputs, s, i) };
        // SAFETY: the same of each output.
        unsafe { store_each(outs, i, kernel.eval(x)) };
        i += S::LANES;
    }
    i
}

/// The elements of a range that each slice has, with one copy of the formula: the last vector is masked.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
fn by_vectors<S: Simd, K: Kernel<N, M>, const N: usize, const M: usize>(
    s: S,
    kernel: K,
    inputs: &[Source<'_>; N],
    outs: &[Out<'_>; M],
    range: Range<usize>,
) {
    let mut i = range.start;
    while i < range.end {
        let n = S::LANES.min(range.end - i);
        let whole = n == S::LANES;
        let x = if whole {
            // SAFETY: `i + n` is at most the range's end, which is at most the length of each input.
            unsafe { load_each(inputs, s, i) }
        } else {
            // SAFETY: as above.
            unsafe { load_each_up_to(inputs, s, i, n) }
        };
        let y = kernel.eval(x);
        if whole {
            // SAFETY: `i + n` is at most the range's end, which is at most the length of each output.
            unsafe { store_each(outs, i, y) };
        } else {
            // SAFETY: as above.
            unsafe { store_each_up_to(outs, i, n, y) };
        }
        i += n;
    }
}

/// How many elements come before the first that lies where a vector is within one line of the cache: stores
/// that cross two cost twice as much. 0 for short slices, where this gains less than it costs.
#[inline(always)]
fn lead<S: Simd>(out: Out<'_>) -> usize {
    const LONG: usize = 1024;
    if out.len() < LONG { 0 } else { (out.as_ptr().addr() / 4).wrapping_neg() % S::LANES }
}
