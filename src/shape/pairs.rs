//! Elementwise loops over pairs: two values that take turns in one slice, a pair for each element of
//! the others.

use super::Kernel;
use super::memory::{Out, Source, cells, store, store_up_to};
use crate::simd::{F32s, Simd};

/// `out[i] = kernel(x[2i], x[2i + 1])`.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
pub(crate) fn map_of_pairs<S: Simd>(s: S, kernel: impl Kernel<2>, x: Source<'_>, out: Out<'_>) {
    assert!(x.len() == 2 * out.len(), "verbs check their lengths");
    let block = s.block();
    let mut i = 0;
    while i < out.len() {
        let n = S::Block::LANES.min(out.len() - i);
        // SAFETY: `i + n <= out.len()`, half the length of `x`.
        let pair = unsafe { load_pair(x, block, i, n) };
        let [y] = kernel.eval(pair);
        if n == S::Block::LANES {
            // SAFETY: `i + Block::LANES <= out.len()`.
            unsafe { store(out, i, y) };
        } else {
            // SAFETY: `i + n <= out.len()`.
            unsafe { store_up_to(out, i, n, y) };
        }
        i += n;
    }
}

/// `(out[2i], out[2i + 1]) = kernel(x[2i], x[2i + 1], third[i])`, by blocks where these help.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
pub(crate) fn map_to_pairs<S: Simd>(
    s: S,
    in_blocks: bool,
    kernel: impl Kernel<3, 2>,
    x: Source<'_>,
    third: Source<'_>,
    out: Out<'_>,
) {
    assert!(x.len() == 2 * third.len() && out.len() == x.len(), "verbs check their lengths");
    let block = s.block();
    let mut i = 0;
    // Whole blocks by themselves: what asks for their length among the formula's vectors would make these spill.
    while in_blocks && S::Block::LANES > S::LANES && i + S::Block::LANES <= third.len() {
        let n = S::Block::LANES;
        // SAFETY: `i + n <= third.len()`, half the length of `x`.
        let [even, odd] = unsafe { load_pair(x, block, i, n) };
        // SAFETY: as above.
        let third = unsafe { third.load(block, i) };
        let [even, odd] = kernel.eval([even, odd, third]);
        // SAFETY: `i + n` is at most half the length of `out`.
        unsafe { store_pair(out, i, n, even.interleave(odd)) };
        i += n;
    }
    while i < third.len() {
        let n = S::LANES.min(third.len() - i);
        // SAFETY: `i + n <= third.len()`, half the length of `x`.
        let [even, odd] = unsafe { load_pair(x, s, i, n) };
        // SAFETY: `i + n <= third.len()`.
        let third = unsafe { third.load_up_to(s, i, n) };
        let [even, odd] = kernel.eval([even, odd, third]);
        // SAFETY: `i + n` is at most half the length of `out`.
        unsafe { store_pair(out, i, n, even.interleave(odd)) };
        i += n;
    }
}

/// The `n` pairs from pair `i` on, and zeros.
///
/// # Safety
/// `2 * (i + n) <= x.len()`.
#[inline(always)]
unsafe fn load_pair<S: Simd>(x: Source<'_>, s: S, i: usize, n: usize) -> [F32s<S>; 2] {
    if n == S::LANES {
        // SAFETY: the caller vouches for two vectors.
        let first = unsafe { x.load(s, 2 * i) };
        // SAFETY: as above.
        return first.deinterleave(unsafe { x.load(s, 2 * i + S::LANES) });
    }
    let rest = (2 * n).saturating_sub(S::LANES);
    // SAFETY: the caller vouches for `2 * n` elements.
    let first = unsafe { x.load_up_to(s, 2 * i, 2 * n - rest) };
    // SAFETY: as above; where there is no rest, none is read.
    first.deinterleave(unsafe { x.load_up_to(s, (2 * i + S::LANES).min(x.len()), rest) })
}

/// # Safety
/// `2 * (i + n) <= out.len()`.
#[inline(always)]
unsafe fn store_pair<S: Simd>(out: Out<'_>, i: usize, n: usize, [first, next]: [F32s<S>; 2]) {
    if n == S::LANES {
        // SAFETY: the caller vouches for two vectors.
        unsafe { store(out, 2 * i, first) };
        // SAFETY: as above.
        return unsafe { store(out, 2 * i + S::LANES, next) };
    }
    let rest = (2 * n).saturating_sub(S::LANES);
    // SAFETY: the caller vouches for `2 * n` elements.
    unsafe { store_up_to(out, 2 * i, 2 * n - rest, first) };
    // SAFETY: as above; where there is no rest, none is written.
    unsafe { store_up_to(out, (2 * i + S::LANES).min(out.len()), rest, next) };
}

/// Pairs that are taken apart at once.
const ROOM: usize = 512;

/// [`map_of_pairs`] by a `body` for slices that are not pairs.
pub(crate) fn of_pairs_in_blocks(x: Source<'_>, out: Out<'_>, body: &dyn Fn([Source<'_>; 2], Out<'_>)) {
    let mut room = [[0.0; ROOM]; 2];
    for at in (0..out.len()).step_by(ROOM) {
        let out = &out[at..out.len().min(at + ROOM)];
        body(apart(x, at, out.len(), &mut room), out);
    }
}

/// [`map_to_pairs`] by a `body` for slices that are not pairs.
pub(crate) fn to_pairs_in_blocks(
    x: Source<'_>,
    third: Source<'_>,
    out: Out<'_>,
    body: &dyn Fn([Source<'_>; 3], [Out<'_>; 2]),
) {
    let (mut room, mut made) = ([[0.0; ROOM]; 2], [[0.0; ROOM]; 2]);
    for at in (0..third.len()).step_by(ROOM) {
        let n = ROOM.min(third.len() - at);
        let [even, odd] = apart(x, at, n, &mut room);
        let outs = made.each_mut().map(|made| cells(&mut made[..n]));
        body([even, odd, third.slice(at..at + n)], outs);
        for i in 0..n {
            out[2 * (at + i)].set(outs[0][i].get());
            out[2 * (at + i) + 1].set(outs[1][i].get());
        }
    }
}

/// `n` pairs from pair `at` on.
fn apart<'a>(x: Source<'_>, at: usize, n: usize, room: &'a mut [[f32; ROOM]; 2]) -> [Source<'a>; 2] {
    let [even, odd] = room;
    for i in 0..n {
        (even[i], odd[i]) = (x.get(2 * (at + i)), x.get(2 * (at + i) + 1));
    }
    [Source::from(&even[..n]), Source::from(&odd[..n])]
}
