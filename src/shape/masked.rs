//! Numbers that truth values leave out.

use super::MOST_LANES;
use super::fold::greatest_of;
use super::memory::{Out, Source, check_lengths, load_each_up_to, store, store_up_to};
use crate::simd::{F32s, Mask, Simd};

/// `out[i] = 0` where `keep[i]`, else −∞.
#[inline(always)]
pub(crate) fn mask_penalties(keep: &[bool], out: Out<'_>) {
    for (&keep, out) in keep.iter().zip(out) {
        out.set(if keep { 0.0 } else { f32::NEG_INFINITY });
    }
}

/// `out[i] = x[i]` where `keep[i]`, else `x[i] − ∞`; the greatest of them, as [`greatest`](super::greatest) has it.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
pub(crate) fn max_masked<S: Simd>(s: S, x: Source<'_>, keep: &[bool], out: Out<'_>) -> f32 {
    let len = keep.len();
    check_lengths(len, &[x], &[out]);
    let (block, mut i) = (s.block(), 0);
    let mut greatest = F32s::splat(block, f32::NEG_INFINITY);
    while S::Block::LANES > S::LANES && i + S::Block::LANES <= len {
        // SAFETY: `i + Block::LANES <= len`, the number of truth values.
        let keep = unsafe { Mask::load(block, keep.as_ptr().wrapping_add(i)) };
        // SAFETY: as above, of the inputs.
        let v = kept(unsafe { x.load(block, i) }, keep);
        // SAFETY: as above, of the output.
        unsafe { store(out, i, v) };
        greatest = v.max(greatest);
        i += S::Block::LANES;
    }
    let mut rest = F32s::splat(s, f32::NEG_INFINITY);
    while i < len {
        let n = S::LANES.min(len - i);
        const { assert!(S::LANES <= MOST_LANES, "a tail has room for a vector") };
        let mut lanes = [false; MOST_LANES];
        lanes[..n].copy_from_slice(&keep[i..i + n]);
        // SAFETY: there are as many as the widest tier has lanes.
        let keep = unsafe { Mask::load(s, lanes.as_ptr()) };
        // SAFETY: `i + n <= len`, the length of the input.
        let [x] = unsafe { load_each_up_to(&[x], s, i, n) };
        let v = kept(x, keep);
        // SAFETY: `i + n <= len`, the length of the output.
        unsafe { store_up_to(out, i, n, v) };
        // What is behind the end is left out.
        rest = v.max(rest);
        i += n;
    }
    greatest_of(s, greatest, rest)
}

/// A NaN or ∞ that is left out is no number, as where −∞ is added.
#[inline(always)]
fn kept<S: Simd>(x: F32s<S>, keep: Mask<S>) -> F32s<S> {
    keep.select(x, x + x.of(f32::NEG_INFINITY))
}
