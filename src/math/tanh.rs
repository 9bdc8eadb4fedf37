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
    let a = x.abs();
    let far = minor(a, None).neg_mul_add(a.of(2.0), a.of(1.0));
    near_or(far, a, a).or_sign(x)
}

/// `scale` · tanh(v + low) for a v of at least 0, `low` being what v has lost; `product` is `scale` · v to its last digit.
/// There is one rounding behind the small part that is not linear, where the product with tanh would have another.
#[inline(always)]
pub(crate) fn tanh_times<S: Simd>(scale: f32, v: F32s<S>, low: F32s<S>, product: F32s<S>) -> F32s<S> {
    let far = minor(v, Some(low)).neg_mul_add(v.of(2.0 * scale), v.of(scale));
    near_or(far, v, product)
}

/// `product` · tanh v / v below ¾, where a NaN is, too, and `far` above.
#[inline(always)]
fn near_or<S: Simd>(far: F32s<S>, v: F32s<S>, product: F32s<S>) -> F32s<S> {
    let v2 = v * v;
    let near = (product * v2).mul_add(v2.polynomial(NEAR), product);
    v.of(0.75).le(v).select(far, near)
}

/// sigmoid(−2(a + low)) for an a of at least ¾.
#[inline(always)]
fn minor<S: Simd>(a: F32s<S>, low: Option<F32s<S>>) -> F32s<S> {
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
    c / r.polynomial(E_2R).mul_add(r, a.of(POWERS_UNIT) + c)
}
