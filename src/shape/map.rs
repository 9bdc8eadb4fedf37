//! Elementwise loops, for every number of inputs, out of place and in place.

use core::ops::Range;

use super::memory::{Out, Source, check_lengths, load_each, load_each_up_to, store_each, store_each_up_to};
use super::{Kernel, Steps};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// [`map`] with the instructions of `level`. Not inlined, so that there is one copy of a kernel.
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
    dispatch!(level, fast: K::HAS_FAST, s => s.vectorize(#[inline(always)] move || map(s, kernel, *inputs, *outs)));
}

/// `outs[m][i] = kernel(inputs[0][i], inputs[1][i], ..)[m]`; all have one length.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
pub(crate) fn map<S: Simd, K: Kernel<N, M>, const N: usize, const M: usize>(
    s: S,
    kernel: K,
    inputs: [Source<'_>; N],
    outs: [Out<'_>; M],
) {
    let len = outs[0].len();
    check_lengths(len, &inputs, &outs);
    let block = s.block();
    let (mut i, mut stop) = (0, lead::<S>(outs[0]));
    loop {
        // The first elements and the last. Beside blocks they go by single vectors: another copy of the formula for
        // a block of them would cost more time to build and room in the cache than it saves. Else all go here.
        match K::STEPS {
            Steps::Blocks | Steps::Vectors => by_vectors(s, kernel, &inputs, &outs, i..stop),
            Steps::Pairs => by_vectors(s.two(), kernel, &inputs, &outs, i..stop),
        }
        i = stop;
        if i == len {
            return;
        }
        while matches!(K::STEPS, Steps::Blocks) && S::Block::LANES > S::LANES && i + S::Block::LANES <= len {
            // SAFETY: `i + Block::LANES <= len`, the length of each input.
            let x = unsafe { load_each(&inputs, block, i) };
            // SAFETY: `i + Block::LANES <= len`, the length of each output.
            unsafe { store_each(&outs, i, kernel.eval(x)) };
            i += S::Block::LANES;
        }
        stop = len;
    }
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
