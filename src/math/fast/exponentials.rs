//! e^x and what is made of it.
//!
//! Where e^x is added to a 1 or multiplied, it is as in exp.rs, with one coefficient less and without subnormal results.
//! e^x − 1 has no table, in which no entry but 1 is exact, and so a longer polynomial.

use core::f64::consts;

use crate::math::exp::{ALL_POWERS, HALF_POWERS, LN_2, LOG2_E, TO_EIGHTHS, reduce};
use crate::simd::{F32s, Simd, Table, exp2_normal};

/// Approximation: e^r / K − 1 for the K of [`ALL_POWERS`] on ±(ln 2 / 16 + 2^-20), absolute error 1.9e-8.
/// Source: `sollya/exp.sollya`, degree 3.
/// Bound: 5 ULP of what is made of it; of e^x alone 2 ULP.
const E_R: [f32; 4] = [
    f32::from_bits(0x3b28_44fb),
    f32::from_bits(0x3f80_5423),
    f32::from_bits(0x3f00_5947),
    f32::from_bits(0x3e2b_1776),
];
/// The same of e^-r.
const E_MINUS_R: [f32; 4] = [E_R[0], -E_R[1], E_R[2], -E_R[3]];

/// ln 2. What it loses as a float is, 24 times, a 2^-24th.
const LN_2_ROUNDED: f32 = core::f32::consts::LN_2;

/// e^x, which is 0 where the table's power would not be normal.
#[inline(always)]
pub(in crate::math) fn exp<S: Simd>(x: F32s<S>) -> F32s<S> {
    let (biased, r) = reduce(x.of(89.0).min(x));
    let c = exp2_normal(&HALF_POWERS, biased);
    let half = c.mul_add(r.polynomial(E_R), c).zero_below(x, x.of(-86.6));
    half + half
}

/// `one` + e^-x, or half of both by a table of halves.
#[inline(always)]
fn one_and_exp<S: Simd>(x: F32s<S>, table: &Table, one: f32) -> F32s<S> {
    let bias = x.of(TO_EIGHTHS);
    let biased = x.mul_add(x.of(-LOG2_E), bias);
    let minus_r = (biased - bias).mul_add(x.of(LN_2_ROUNDED), x);
    let c = exp2_normal(table, biased);
    c.mul_add(minus_r.polynomial(E_MINUS_R), c + x.of(one))
}

/// 1 / (1 + e^-x), and 0 where that is less than 2^-25.
#[inline(always)]
pub(in crate::math) fn sigmoid<S: Simd>(x: F32s<S>) -> F32s<S> {
    let denominator = one_and_exp(x.clamp(-18.0, 18.0), &ALL_POWERS, 1.0);
    (x.of(1.0) / denominator).zero_below(x, x.of(-17.4))
}

/// x / (1 + e^(−alpha·x)) for a positive alpha. Of the least x the denominator is ∞, and so the quotient −0.
#[inline(always)]
pub(crate) fn times_sigmoid<S: Simd>(x: F32s<S>, alpha: f32) -> F32s<S> {
    let x = x.of(-89.0 / alpha).max(x);
    let half = one_and_exp(x.of(86.0).min(x * x.of(alpha)), &HALF_POWERS, 0.5);
    x / (half + half)
}

/// x·tanh(softplus(x)) = x·n / (n + 2) for n = e^x·(e^x + 2), which is 0 from −20 on down.
#[inline(always)]
pub(crate) fn mish<S: Simd>(x: F32s<S>) -> F32s<S> {
    let (two, bias) = (x.of(2.0), x.of(TO_EIGHTHS));
    let x = x.of(-20.0).max(x);
    let v = x.of(20.0).min(x);
    let biased = v.mul_add(x.of(LOG2_E), bias);
    let r = (biased - bias).neg_mul_add(x.of(LN_2_ROUNDED), v);
    let c = exp2_normal(&ALL_POWERS, biased);
    let w = c.mul_add(r.polynomial(E_R), c).zero_below(v, x.of(-19.99));
    let n = w * (w + two);
    x * (n / (n + two))
}

/// Added to a number in ±2^22, rounds it to an integer, which is then the low bits: 1.5·2^23.
const TO_INTEGER: f32 = 12_582_912.0;

/// Approximation: (e^r − 1) / r on ±(ln 2 / 2 + 2^-20), relative error 1.4e-8. In other roundings than to nearest r comes
/// twice as far.
/// Source: `sollya/exp_m1.sollya`, degree 5.
/// Bound: 5 ULP of e^x − 1 and of elu, selu and celu.
const E_R_M1: [f32; 6] = [
    1.0,
    f32::from_bits(0x3eff_ffff),
    f32::from_bits(0x3e2a_aa58),
    f32::from_bits(0x3d2a_ab8b),
    f32::from_bits(0x3c09_13c7),
    f32::from_bits(0x3ab5_b99c),
];

/// Down from here e^x − 1 is −1.
const MINUS_ONE: f32 = -17.4;

/// 2^n·`unit` for a power of two as `unit`, and n, where n is v·`log2` rounded.
#[inline(always)]
fn power<S: Simd>(v: F32s<S>, log2: f32, unit: f32) -> (F32s<S>, F32s<S>) {
    // The exponent of the power is the low bits.
    let bias = v.of(TO_INTEGER + (unit.to_bits() >> 23) as f32);
    let biased = v.mul_add(v.of(log2), bias);
    (biased.bits().shl::<23>().to_floats(), biased - bias)
}

/// e^x − 1 as 4·(c·(e^r − 1) + (c − ¼)), where c is no more than 2^127, n being 129 where it was rounded up.
#[inline(always)]
pub(in crate::math) fn exp_m1<S: Simd>(x: F32s<S>) -> F32s<S> {
    let v = x.clamp(MINUS_ONE, 88.8);
    let (c, n) = power(v, LOG2_E, 0.25);
    let r = n.neg_mul_add(x.of(LN_2[1]), n.neg_mul_add(x.of(LN_2[0]), v));
    let quarter = c.mul_add(r * r.polynomial(E_R_M1), c - x.of(0.25));
    // The sign is that of x, −0 included.
    (quarter * x.of(4.0)).or_sign(x)
}

/// alpha·(e^x − 1) for x < 0.
#[inline(always)]
pub(in crate::math) fn elu<S: Simd>(x: F32s<S>, alpha: f32) -> F32s<S> {
    let v = x.of(MINUS_ONE).max(x);
    let (c, n) = power(v, LOG2_E, 1.0);
    let r = n.neg_mul_add(x.of(LN_2_ROUNDED), v);
    c.mul_add(r * r.polynomial(E_R_M1), c - x.of(1.0)) * x.of(alpha)
}

/// alpha·(e^(x / alpha) − 1) for x < 0. It is alpha·r that is reduced, which is x itself where that is small.
#[inline(always)]
pub(in crate::math) fn celu<S: Simd>(x: F32s<S>, alpha: f32) -> F32s<S> {
    let alpha_64 = f64::from(alpha);
    let v = x.of(MINUS_ONE * alpha).max(x);
    let (c, n) = power(v, (consts::LOG2_E / alpha_64) as f32, 1.0);
    let alpha_r = n.neg_mul_add(x.of((consts::LN_2 * alpha_64) as f32), v);
    let r = alpha_r * x.of((1.0 / alpha_64) as f32);
    (c * alpha_r).mul_add(r.polynomial(E_R_M1), (c - x.of(1.0)) * x.of(alpha))
}
