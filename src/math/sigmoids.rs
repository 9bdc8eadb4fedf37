//! sigmoid(v) and sigmoid(−v) together, and what gradients make of them.
//!
//! With E = e^−v they are 1 / (1 + E) and E / (1 + E): one exponential and one division, and each has all its digits,
//! however small, without a difference from 1.

use super::Scaled;
use super::exp::{ALL_POWERS, LN_2, LOG2_E, SCALE_BACK, TO_EIGHTHS, times};
use crate::simd::{F32s, Simd, Table, exp2_normal};

/// K·2^(j/8)·2^-64.
const POWERS: Table = times(SCALE_BACK, ALL_POWERS);

/// Approximation: e^r / K − 1 on ±(ln 2 / 16 + 2^-20), absolute error 2.0e-8, which is a third of the last bit: what a
/// value has no room for, a gradient has.
/// Source: `sollya/sigmoid.sollya`, degree 3.
/// Bound: those of the gradients, in the documentation of each.
pub(super) const E_R: [f32; 4] = [
    f32::from_bits(0x3b28_44fb),
    f32::from_bits(0x3f80_5423),
    f32::from_bits(0x3f00_5947),
    f32::from_bits(0x3e2b_1776),
];

/// The same of −r.
const E_MINUS_R: [f32; 4] = {
    let [a, b, c, d] = E_R;
    [a, -b, c, -d]
};

/// 2^64·sigmoid(v + low) and sigmoid(−v − low) for −124 ≤ v ≤ 40. The first is scaled since it may be subnormal.
#[inline(always)]
fn sigmoids<S: Simd>(v: F32s<S>, low: Option<F32s<S>>) -> [F32s<S>; 2] {
    let (bias, rest) = (v.of(TO_EIGHTHS), v.of(LN_2[1]));
    let biased = v.mul_add(v.of(-LOG2_E), bias);
    let n = biased - bias;
    let r = n.mul_add(v.of(LN_2[0]), v);
    let r = match low {
        Some(low) => r + n.mul_add(rest, low),
        None => n.mul_add(rest, r),
    };
    let c = exp2_normal(&POWERS, biased);
    let e = c.mul_add(r.polynomial(E_MINUS_R), c);
    let scaled = v.of(1.0) / (e + v.of(SCALE_BACK));
    [scaled, e * scaled]
}

/// The derivative of sigmoid times `unit`, given −|x + low| in two parts, no less than −124.
#[inline(always)]
pub(crate) fn sigmoid_slope<S: Simd>(n: F32s<S>, low: Option<F32s<S>>, unit: f32) -> Scaled<S> {
    let [minor, major] = sigmoids(n, low);
    Scaled { value: minor * n.of(unit * SCALE_BACK) * major, scaled: minor * n.of(unit) }
}

/// The derivative of sigmoid and its value, given −|x|, no less than −124.
#[inline(always)]
pub(crate) fn sigmoid_with_slope<S: Simd>(x: F32s<S>, n: F32s<S>) -> [Scaled<S>; 2] {
    let [scaled, major] = sigmoids(n, None);
    let minor = scaled * x.of(SCALE_BACK);
    [Scaled { value: minor * major, scaled }, Scaled { value: x.of(0.0).le(x).select(major, minor), scaled }]
}

/// The derivative of x·sigmoid(v(x)) for an odd v, given v in two parts and x·v'(x), of an x that is no greater than
/// where v is 40: beyond the derivative is 1.
#[inline(always)]
pub(crate) fn times_sigmoid_slope<S: Simd>(v: F32s<S>, low: Option<F32s<S>>, x_v: F32s<S>) -> Scaled<S> {
    let [slope, _] = times_sigmoid_with_slope(v, v, low, x_v);
    slope
}

/// The same and the product.
#[inline(always)]
pub(crate) fn times_sigmoid_with_slope<S: Simd>(
    x: F32s<S>,
    v: F32s<S>,
    low: Option<F32s<S>>,
    x_v: F32s<S>,
) -> [Scaled<S>; 2] {
    let (one, back) = (v.of(1.0), v.of(SCALE_BACK));
    // σ(v) + x·v'·σ(v)·σ(−v).
    let [scaled, minus] = sigmoids(v, low);
    let (sigmoid, rest) = (scaled * back, x_v.mul_add(minus, one));
    [
        Scaled { value: sigmoid * rest, scaled: scaled * rest },
        Scaled { value: x * sigmoid, scaled: x * scaled },
    ]
}
