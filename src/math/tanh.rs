//! tanh x.

use super::exp::{LOG2_E, POWERS, POWERS_UNIT, TO_EIGHTHS};
use super::fast;
use crate::simd::{F32s, Simd, exp2_normal};

/// The greatest error of [`tanh`] in ULP, over all of f32, on tiers that fuse multiply-add.
pub(crate) const TANH_BOUND: f64 = 1.2;
/// The same on tiers that do not, where r carries the rounding of n·ln 2.
pub(crate) const TANH_BOUND_UNFUSED: f64 = 1.15;

/// Approximation: (tanh x / x − 1) / x² in x² on ±0.75, relative error of tanh 6.6e-9.
/// Source: `sollya/tanh.sollya`, degree 5.
/// Bound: [`TANH_BOUND`].
/// Worst seen: tanh 0.8028297, of the other branch, is given 1.18 ULP off.
const NEAR: [f32; 6] = [
    f32::from_bits(0xbeaa_aaaa),
    f32::from_bits(0x3e08_8812),
    f32::from_bits(0xbd5c_e9d9),
    f32::from_bits(0x3cb1_04de),
    f32::from_bits(0xbc01_d2c6),
    f32::from_bits(0x3af9_8b38),
];

/// Approximation: K·(e^-2r − 1) / r on ±(ln 2 / 32 + 2^-20), absolute error of the product with r
/// 1.2e-10. The coefficients of sigmoid's, times powers of two.
/// Source: `sollya/sigmoid.sollya`, degree 3.
pub(super) const E_2R: [f32; 4] = [
    f32::from_bits(0xbfb4_8e45),
    f32::from_bits(0x3fb4_8e45),
    f32::from_bits(0xbf70_c2c1),
    f32::from_bits(0x3ef0_c130),
];

/// tanh x: x + x³·P(x²) below ¾, and 1 − 2·sigmoid(−2|x|) above.
///
/// There e^(−2|x|) is at most 0.23 and 1 − .. has bits to spare, so that one step of reduction is
/// enough, and past 9.25, where tanh is 1, nothing needs scaling.
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
    tanh_parts(a, Some(low))
}

#[inline(always)]
fn tanh_parts<S: Simd>(a: F32s<S>, low: Option<F32s<S>>) -> F32s<S> {
    let x2 = a * a;
    let near = match low {
        Some(low) => a + (a * x2).mul_add(x2.polynomial(NEAR), low),
        None => (a * x2).mul_add(x2.polynomial(NEAR), a),
    };

    let b = a.of(9.25).min(a);
    let bias = a.of(TO_EIGHTHS);
    let biased = b.mul_add(a.of(-2.0 * LOG2_E), bias);
    let r = (biased - bias).mul_add(a.of(-0.5 * core::f32::consts::LN_2), -b);
    let r = low.map_or(
        r,
        #[inline(always)]
        |low| r - low,
    );
    let c = exp2_normal(&POWERS, biased);
    let minor = c / r.polynomial(E_2R).mul_add(r, a.of(POWERS_UNIT) + c);
    let far = minor.neg_mul_add(a.of(2.0), a.of(1.0));

    // A NaN is near, where it stays the same.
    a.of(0.75).le(a).select(far, near)
}
