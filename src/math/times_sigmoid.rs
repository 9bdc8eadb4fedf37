//! x·sigmoid(v(x)) for an odd v, and its derivative.
//!
//! With a = |x| it is max(x, 0) − a·sigmoid(−v(a)), where sigmoid(−v) is 1 / (1 + e^v): a quotient whose
//! numerator is exact, so that only the denominator and the quotient are rounded.

use super::Scaled;
use super::exp::{HALF_POWERS, SCALE_BACK, reduce_pair, times};
use crate::simd::{F32s, Simd, Table, exp2_normal};

/// K·2^(j/8)·2^-64 for the K of `HALF_POWERS` times 2^(1/8): of powers that do not overflow where
/// sigmoid is not 0.
const POWERS: Table = {
    let [a, b, c, d, e, f, g, h] = HALF_POWERS;
    times(2.0 * SCALE_BACK, [b, c, d, e, f, g, h, 2.0 * a])
};

/// Approximation: e^r / K − 1 for the K of [`POWERS`], on ±(ln 2 / 16 + 2^-20), absolute error 2.7e-9.
/// It is negative, so that its product with a power, added to 1, loses half of what it would above 1.
/// Source: `sollya/sigmoid.sollya`, degree 4.
/// Bound: 1.88 ULP of silu, swish and the gelus by tanh and sigmoid.
/// Worst seen: silu(-1.9420179e-3) is given 1.82 ULP off without fused instructions, and
/// swish(-9.729727e-4) for an alpha of 1.7 1.80 with them.
const E_R: [f32; 5] = [
    f32::from_bits(0xbda5_2758),
    f32::from_bits(0x3f6b_5b15),
    f32::from_bits(0x3eeb_5a58),
    f32::from_bits(0x3e1c_ea3e),
    f32::from_bits(0x3d26_bcef),
];

/// 2^-64·(1 + e^(v + low)) for 0 ≤ v ≤ 124.
#[inline(always)]
pub(super) fn scaled_denominator<S: Simd>(v: F32s<S>, low: Option<F32s<S>>) -> F32s<S> {
    let (biased, r) = reduce_pair(v, low);
    let (c, back) = (exp2_normal(&POWERS, biased), v.of(SCALE_BACK));
    // The greatest term last: what the sum of the others loses is little beside it.
    c + c.mul_add(r.polynomial(E_R), back)
}

/// The product, given a = |x| and 0 ≤ v(a) ≤ 124 with what its rounding has lost, any numbers where x is NaN: it
/// passes on one way. What is subtracted is scaled last, for it may be subnormal.
#[inline(always)]
pub(crate) fn times_sigmoid<S: Simd>(x: F32s<S>, a: F32s<S>, v: F32s<S>, low: Option<F32s<S>>) -> Scaled<S> {
    of_minor(x, a / scaled_denominator(v, low))
}

/// The same given 2^64·a·sigmoid(−v).
#[inline(always)]
fn of_minor<S: Simd>(x: F32s<S>, minor: F32s<S>) -> Scaled<S> {
    Scaled { value: minor.neg_mul_add(x.of(SCALE_BACK), x.of(-0.0).max(x)), scaled: -minor }
}

/// The derivative for products, given v(a), what its rounding has lost, and a·v'(a).
#[inline(always)]
pub(crate) fn times_sigmoid_slope<S: Simd>(
    x: F32s<S>,
    v: F32s<S>,
    low: Option<F32s<S>>,
    a_v: F32s<S>,
) -> Scaled<S> {
    slope_of_minor(x, x.of(1.0) / scaled_denominator(v, low), a_v)
}

/// The derivative and the product, both for products, by one sigmoid.
#[inline(always)]
pub(crate) fn times_sigmoid_with_slope<S: Simd>(
    x: F32s<S>,
    a: F32s<S>,
    v: F32s<S>,
    low: Option<F32s<S>>,
    a_v: F32s<S>,
) -> [Scaled<S>; 2] {
    let minor = x.of(1.0) / scaled_denominator(v, low);
    [slope_of_minor(x, minor, a_v), of_minor(x, a * minor)]
}

/// The derivative given 2^64·sigmoid(−v): for x < 0 it is σ(−v)·(1 − a·v'·σ(v)), and above 1 less its mirror image.
#[inline(always)]
fn slope_of_minor<S: Simd>(x: F32s<S>, minor: F32s<S>, a_v: F32s<S>) -> Scaled<S> {
    let (one, back) = (x.of(1.0), x.of(SCALE_BACK));
    let major = minor.neg_mul_add(back, one);
    let scaled = minor * a_v.neg_mul_add(major, one);
    Scaled { value: x.of(0.0).lt(x).select(scaled.neg_mul_add(back, one), scaled * back), scaled }
}
