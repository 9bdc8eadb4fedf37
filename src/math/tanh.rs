//! tanh x = m / (m + 2) for m = e^2x − 1.

use super::exp_m1::exp_m1_parts;
use super::fast;
use crate::simd::{F32s, Simd};

/// The greatest error of [`tanh`] in ULP, over all of f32, on tiers that fuse multiply-add.
pub(crate) const TANH_BOUND: f64 = 1.9;
/// The same on tiers that do not.
pub(crate) const TANH_BOUND_UNFUSED: f64 = 1.9;

/// tanh x.
///
/// e^2x − 1 keeps its digits near 0, so that no other formula is needed there. Past 9.25 tanh is 1.
#[inline(always)]
pub(crate) fn tanh<S: Simd>(x: F32s<S>) -> F32s<S> {
    if S::FAST {
        return fast::tanh(x);
    }
    tanh_parts(x.abs(), None).or_sign(x)
}

/// tanh(a + low) for an a of at least 0, `low` being what a has lost.
#[inline(always)]
pub(crate) fn tanh_of_sum<S: Simd>(a: F32s<S>, low: F32s<S>) -> F32s<S> {
    tanh_parts(a, Some(low + low))
}

/// Of half of 2a and of half of `low`.
#[inline(always)]
fn tanh_parts<S: Simd>(a: F32s<S>, low: Option<F32s<S>>) -> F32s<S> {
    let a = a.of(9.25).min(a);
    let (c, q) = exp_m1_parts(a + a, low);
    let m = c.mul_add(q, c - a.of(1.0));
    m / (m + a.of(2.0))
}
