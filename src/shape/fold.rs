//! The greatest element, and whether a condition holds everywhere.

use super::memory::{Out, Source, check_lengths, load_each, load_each_up_to, store, store_up_to};
use super::{Condition, Kernel, MOST_LANES};
use crate::simd::{F32s, Mask, SUM_LANES, Simd};

/// The greatest element; −∞ of none; any value where an element is NaN. Of compact tiers there is one copy.
#[inline(always)]
pub(crate) fn max<S: Simd>(s: S, x: Source<'_>) -> f32 {
    #[inline(never)]
    fn apart<S: Simd>(s: S, x: Source<'_>) -> f32 {
        greatest_element(s, x)
    }
    if S::COMPACT { apart(s, x) } else { greatest_element(s, x) }
}

#[cfg_attr(not(activ8_unoptimised), inline(always))]
fn greatest_element<S: Simd>(s: S, x: Source<'_>) -> f32 {
    const { assert!(SUM_LANES.is_multiple_of(S::LANES), "vectors fill the lanes of a sum") };
    let least = F32s::splat(s, f32::NEG_INFINITY);
    let mut greatest = s.wide(least.v);
    let mut i = 0;
    while i + SUM_LANES <= x.len() {
        for lanes in greatest.as_mut() {
            // SAFETY: `i + SUM_LANES <= x.len()`, and the vectors are as many as fill SUM_LANES.
            let v = unsafe { x.load(s, i) };
            *lanes = s.max(v.v, *lanes);
            i += S::LANES;
        }
    }
    let mut greatest = greatest.as_ref().iter().fold(
        least,
        #[inline(always)]
        |a, &b| F32s::new(s, b).max(a),
    );
    while i < x.len() {
        let n = S::LANES.min(x.len() - i);
        // SAFETY: `i + n <= x.len()`.
        let v = unsafe { x.load_up_to(s, i, n) };
        let v = Mask::first(s, n).select(v, least);
        greatest = v.max(greatest);
        i += n;
    }
    greatest.max_lane()
}

/// Whether `condition` holds for each element.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
pub(crate) fn all<S: Simd>(s: S, condition: impl Condition, x: Source<'_>) -> bool {
    let (block, mut i) = (s.block(), 0);
    while S::Block::LANES > S::LANES && i + S::Block::LANES <= x.len() {
        // SAFETY: `i + Block::LANES <= x.len()`.
        if !condition.holds(unsafe { x.load(block, i) }).all() {
            return false;
        }
        i += S::Block::LANES;
    }
    while i < x.len() {
        let n = S::LANES.min(x.len() - i);
        // SAFETY: `i + n <= x.len()`.
        let v = unsafe { x.load_up_to(s, i, n) };
        // What is behind the end, for which a condition need not hold, stands for an element.
        let v = if n < S::LANES { Mask::first(s, n).select(v, F32s::splat(s, x.get(i))) } else { v };
        if !condition.holds(v).all() {
            return false;
        }
        i += n;
    }
    true
}

/// Numbers of the lanes of a vector, from the greatest to 1.
static DOWNWARDS: [f32; MOST_LANES] = {
    let mut numbers = [0.0; MOST_LANES];
    let mut i = 0;
    while i < MOST_LANES {
        numbers[i] = (MOST_LANES - i) as f32;
        i += 1;
    }
    numbers
};

/// Where the first element stands that equals `value`. Of compact tiers there is one copy.
#[inline(always)]
pub(crate) fn position<S: Simd>(s: S, x: Source<'_>, value: f32) -> Option<usize> {
    #[inline(never)]
    fn apart<S: Simd>(s: S, x: Source<'_>, value: f32) -> Option<usize> {
        first_equal(s, x, value)
    }
    if S::COMPACT { apart(s, x, value) } else { first_equal(s, x, value) }
}

#[cfg_attr(not(activ8_unoptimised), inline(always))]
fn first_equal<S: Simd>(s: S, x: Source<'_>, value: f32) -> Option<usize> {
    let value = F32s::splat(s, value);
    let mut i = 0;
    while i < x.len() {
        let n = S::LANES.min(x.len() - i);
        // SAFETY: `i + n <= x.len()`.
        let v = unsafe { x.load_up_to(s, i, n) };
        let here = Mask::first(s, n) & v.eq(value);
        if here.any() {
            const { assert!(S::LANES <= MOST_LANES, "each lane has a number") };
            // SAFETY: there are as many numbers as a vector has lanes, or more.
            let numbers = unsafe { Source::from(&DOWNWARDS[..]).load(s, 0) };
            // The first has the greatest.
            let first = here.select(numbers, numbers.of(0.0)).max_lane();
            return Some(i + MOST_LANES - first as usize);
        }
        i += n;
    }
    None
}

/// The greatest of a kernel's first values; −∞ of none; any value where one is NaN. The values go to `outs`, as
/// many as there are.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
pub(crate) fn greatest<S: Simd, const N: usize, const K: usize, const M: usize>(
    s: S,
    kernel: impl Kernel<N, K>,
    inputs: [Source<'_>; N],
    outs: [Out<'_>; M],
) -> f32 {
    let least = F32s::splat(s, f32::NEG_INFINITY);
    let len = inputs[0].len();
    check_lengths(len, &inputs, &outs);
    let (block, mut i) = (s.block(), 0);
    let mut greatest = F32s::splat(block, f32::NEG_INFINITY);
    while S::Block::LANES > S::LANES && i + S::Block::LANES <= len {
        // SAFETY: `i + Block::LANES <= len`, the length of each input.
        let v = kernel.eval(unsafe { load_each(&inputs, block, i) });
        greatest = v[0].max(greatest);
        for m in 0..M {
            // SAFETY: as above, for each output.
            unsafe { store(outs[m], i, v[m]) };
        }
        i += S::Block::LANES;
    }
    let mut rest = least;
    while i < len {
        let n = S::LANES.min(len - i);
        // SAFETY: `i + n <= len`, the length of each input.
        let v = kernel.eval(unsafe { load_each_up_to(&inputs, s, i, n) });
        rest = Mask::first(s, n).select(v[0], least).max(rest);
        for m in 0..M {
            // SAFETY: as above, for each output.
            unsafe { store_up_to(outs[m], i, n, v[m]) };
        }
        i += n;
    }
    greatest_of(s, greatest, rest)
}

/// The greatest lane of a block and of the rest.
#[inline(always)]
pub(super) fn greatest_of<S: Simd>(s: S, block: F32s<S::Block>, mut rest: F32s<S>) -> f32 {
    for &register in s.registers(block.v).as_ref() {
        rest = F32s::new(s, register).max(rest);
    }
    rest.max_lane()
}
