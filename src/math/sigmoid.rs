//! 1 / (1 + e^-x), and the smaller of it and what it lacks to 1. The derivative is in `sigmoids`.

use super::exp::{POWERS, POWERS_UNIT, SCALE, SCALE_BACK, reduce_pair, times};
use super::{Scaled, TINY, fast};
use crate::simd::{F32s, Simd, Table, exp2_normal};

/// The greatest error of [`sigmoid`] in ULP, over all of f32.
pub(crate) const SIGMOID_BOUND: f64 = 1.36;

/// Approximation: K·(e^-r − 1) / r for the K of `POWERS_UNIT`, on ±(ln 2 / 16 + 2^-20), absolute
/// error of K·(e^-r − 1) 1.2e-10.
/// Source: `sollya/sigmoid.sollya`, degree 3.
/// Bound: [`SIGMOID_BOUND`].
/// Worst seen: sigmoid(-7.674241) = 4.6442726434e-4 is given 1.29 ULP less.
pub(super) const E_R: [f32; 4] = [
    f32::from_bits(0xbf34_8e45),
    f32::from_bits(0x3eb4_8e45),
    f32::from_bits(0xbdf0_c2c1),
    f32::from_bits(0x3cf0_c130),
];

/// The table of 2^64·e^x, which is normal where sigmoid(x) is not.
const SCALED_POWERS: Table = times(SCALE, POWERS);

/// 1 / (1 + e^-x).
#[inline(always)]
pub(crate) fn sigmoid<S: Simd>(x: F32s<S>) -> F32s<S> {
    if S::FAST {
        return fast::sigmoid(x);
    }
    sigmoid_scaled(x, clamped(x), None).value
}

/// The same times a factor.
#[inline(always)]
pub(crate) fn sigmoid_times<S: Simd>(x: F32s<S>, factor: F32s<S>) -> F32s<S> {
    sigmoid_scaled(x, clamped(x), None).times(x, TINY, factor)
}

/// −|x| down to where the result is 0, far enough below the subnormals that Intel's CPUs are not slow: see `LEAST`.
#[inline(always)]
fn clamped<S: Simd>(x: F32s<S>) -> F32s<S> {
    x.of(-124.0).max(x.neg_abs())
}

/// The same, given −|x + low| in two parts, no less than −124.
#[inline(always)]
pub(crate) fn sigmoid_scaled<S: Simd>(x: F32s<S>, n: F32s<S>, low: Option<F32s<S>>) -> Scaled<S> {
    let scaled = scaled_sigmoid(n, low);
    let minor = scaled * x.of(SCALE_BACK);
    Scaled { value: x.of(0.0).le(x).select(x.of(1.0) - minor, minor), scaled }
}

/// sigmoid(x + low)·2^64 for −124 ≤ x ≤ 0.
///
/// With e^x = c·e^r and c a power from the table, sigmoid is c / (c + e^-r): the numerator is exact, so
/// that only the denominator and the quotient are rounded.
#[inline(always)]
fn scaled_sigmoid<S: Simd>(x: F32s<S>, low: Option<F32s<S>>) -> F32s<S> {
    let (biased, r) = reduce_pair(x, low);
    let (c, back, unit) = (exp2_normal(&SCALED_POWERS, biased), x.of(SCALE_BACK), x.of(POWERS_UNIT));
    let sum = c.mul_add(back, unit);
    let lost = c.mul_add(back, unit - sum);
    c / (sum + r.polynomial(E_R).mul_add(r, lost))
}
