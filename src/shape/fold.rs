//! The greatest element, and whether a condition holds everywhere.

use super::memory::{Source, load_each_up_to};
use super::{Condition, Kernel};
use crate::simd::{F32s, Mask, SUM_LANES, Simd};

/// The greatest element; −∞ of none; any value where an element is NaN.
#[inline(always)]
pub(crate) fn max<S: Simd>(s: S, x: Source<'_>) -> f32 {
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
#[inline(always)]
pub(crate) fn all<S: Simd>(s: S, condition: impl Condition, x: Source<'_>) -> bool {
    let mut i = 0;
    while i < x.len() {
        let n = S::LANES.min(x.len() - i);
        // SAFETY: `i + n <= x.len()`.
        if !condition.holds(unsafe { x.load_up_to(s, i, n) }).all() {
            return false;
        }
        i += n;
    }
    true
}

/// The greatest of a kernel's values; −∞ of none; any value where one is NaN.
#[inline(always)]
pub(crate) fn greatest<S: Simd, const N: usize>(
    s: S,
    kernel: impl Kernel<N>,
    inputs: [Source<'_>; N],
) -> f32 {
    let least = F32s::splat(s, f32::NEG_INFINITY);
    let len = inputs[0].len();
    assert!(inputs.iter().all(|input| input.len() == len), "verbs check their lengths");
    let (mut greatest, mut i) = (least, 0);
    while i < len {
        let n = S::LANES.min(len - i);
        // SAFETY: `i + n <= len`, the length of each input.
        let [v] = kernel.eval(unsafe { load_each_up_to(&inputs, s, i, n) });
        greatest = Mask::first(s, n).select(v, least).max(greatest);
        i += n;
    }
    greatest.max_lane()
}
