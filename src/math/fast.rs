//! The formulas of [`Accuracy::Fast`](crate::Accuracy::Fast): quotients of two polynomials in x².
//!
//! tanh and the distribution functions are smooth and flat at both ends, so that a quotient of two polynomials of
//! degree 4 or 5 in x² is as near as floats are, with one division and no table. What is left is how the two sums
//! round, which is some ULP where the function is near its limit: too much for `High`, and half the work.
//!
//! A distribution function is computed as (Q + x·P) / 2Q, whose sum is small where the function is: it rounds by
//! less than 2^-23 there, which ½ + x·P / 2Q would not.
//!
//! The coefficients come from a search among floats (`sollya/rational.py` begins it with the best real ones).

use std::f32::consts::LN_2;

use super::exp::{ALL_POWERS, E_R, LOG2_E, TO_EIGHTHS};
use crate::simd::{F32s, Simd, exp2_normal};

/// Beyond, tanh is ±1.
const TANH_LIMIT: f32 = 9.1;

/// Approximation: tanh x / x as P(x²) / Q(x²) for |x| up to [`TANH_LIMIT`], degrees 4 and 4.
/// Bound: 5 ULP of tanh.
const TANH_P: [f32; 5] = [
    f32::from_bits(0x3f39_3ca8),
    f32::from_bits(0x3dc6_321e),
    f32::from_bits(0x3b25_64f5),
    f32::from_bits(0x3778_a2bc),
    f32::from_bits(0x3223_cf8c),
];
const TANH_Q: [f32; 5] = [
    f32::from_bits(0x3f39_3ca9),
    f32::from_bits(0x3ead_0a48),
    f32::from_bits(0x3c99_3669),
    f32::from_bits(0x3978_53a5),
    f32::from_bits(0x3515_a3ce),
];

/// tanh x.
#[inline(always)]
pub(super) fn tanh<S: Simd>(x: F32s<S>) -> F32s<S> {
    let x = x.clamp(-TANH_LIMIT, TANH_LIMIT);
    let u = x * x;
    ((x * u.polynomial(TANH_P)) / u.polynomial(TANH_Q)).clamp(-1.0, 1.0)
}

/// Beyond, sigmoid is 0 or 1: less than 2^-23 away.
const SIGMOID_LIMIT: f32 = 16.0;

/// Approximation: 2·sigmoid(x) − 1 as x·P(x²) / Q(x²) for |x| up to [`SIGMOID_LIMIT`], degrees 4 and 4.
/// Bound: 2^-23 of sigmoid, and 5 ULP where that is more.
const SIGMOID_P: [f32; 5] = [
    f32::from_bits(0x3f05_01d8),
    f32::from_bits(0x3c8e_fd77),
    f32::from_bits(0x38f2_b7b5),
    f32::from_bits(0x343d_ca9d),
    f32::from_bits(0x2e06_70e9),
];
const SIGMOID_Q: [f32; 5] = [
    f32::from_bits(0x3f85_01d9),
    f32::from_bits(0x3df8_d682),
    f32::from_bits(0x3ade_7b53),
    f32::from_bits(0x36b9_2fa0),
    f32::from_bits(0x316b_cd34),
];

/// (Q + x·P) / 2Q at x².
#[inline(always)]
fn distribution<S: Simd, const N: usize, const M: usize>(x: F32s<S>, p: [f32; N], q: [f32; M]) -> F32s<S> {
    let u = x * x;
    let q = u.polynomial_in_halves(q);
    x.of(0.0).max(x.mul_add(u.polynomial_in_halves(p), q)) / (q + q)
}

/// 1 / (1 + e^-x).
#[inline(always)]
pub(super) fn sigmoid<S: Simd>(x: F32s<S>) -> F32s<S> {
    let x = x.clamp(-SIGMOID_LIMIT, SIGMOID_LIMIT);
    let u = x * x;
    let q = u.polynomial(SIGMOID_Q);
    x.mul_add(u.polynomial(SIGMOID_P), q) / (q + q)
}

/// Beyond, Φ is 0 or 1: less than 2^-23 away.
const NORMAL_LIMIT: f32 = 5.3;

/// Approximation: 2·Φ(x) − 1 as x·P(x²) / Q(x²) for |x| up to [`NORMAL_LIMIT`], degrees 5 and 5.
/// Bound: |x|·2^-23 of gelu, and 5 ULP where that is more.
const NORMAL_P: [f32; 6] = [
    f32::from_bits(0x3f25_8339),
    f32::from_bits(0x3d5a_a14c),
    f32::from_bits(0x3bf5_c475),
    f32::from_bits(0x3988_3b75),
    f32::from_bits(0x372d_71a1),
    f32::from_bits(0x3327_6729),
];
const NORMAL_Q: [f32; 6] = [
    f32::from_bits(0x3f4f_7073),
    f32::from_bits(0x3e4e_cbac),
    f32::from_bits(0x3cba_c98e),
    f32::from_bits(0x3ac3_0f93),
    f32::from_bits(0x3872_8151),
    f32::from_bits(0x3586_8d56),
];

/// x·Φ(x).
#[inline(always)]
pub(super) fn gelu<S: Simd>(x: F32s<S>) -> F32s<S> {
    times_distribution(x, NORMAL_LIMIT, NORMAL_P, NORMAL_Q)
}

/// Approximation: tanh(√(2/π)·(x + 0.044715·x³)) as x·P(x²) / Q(x²) for |x| up to [`NORMAL_LIMIT`], degrees 5 and 5.
/// Bound: as of gelu.
const BY_TANH_P: [f32; 6] = [
    f32::from_bits(0x3f2f_d653),
    f32::from_bits(0x3d54_e357),
    f32::from_bits(0x3bcc_e3dd),
    f32::from_bits(0x396f_24db),
    f32::from_bits(0x374d_dfc9),
    f32::from_bits(0x3337_53c8),
];
const BY_TANH_Q: [f32; 6] = [
    f32::from_bits(0x3f5c_6116),
    f32::from_bits(0x3e56_59ee),
    f32::from_bits(0x3cab_1162),
    f32::from_bits(0x3a92_1127),
    f32::from_bits(0x3888_df45),
    f32::from_bits(0x359b_217c),
];

/// The tanh form of gelu.
#[inline(always)]
pub(super) fn gelu_tanh<S: Simd>(x: F32s<S>) -> F32s<S> {
    times_distribution(x, NORMAL_LIMIT, BY_TANH_P, BY_TANH_Q)
}

/// x, no less than where its product is 0, times the distribution.
#[inline(always)]
fn times_distribution<S: Simd, const N: usize>(x: F32s<S>, limit: f32, p: [f32; N], q: [f32; N]) -> F32s<S> {
    let x = x.of(-limit).max(x);
    x * distribution(x.of(limit).min(x), p, q)
}

/// Beyond, erf is ±1.
const ERF_LIMIT: f32 = 3.95;

/// Approximation: erf x / x as P(x²) / Q(x²) for |x| up to [`ERF_LIMIT`], degrees 5 and 5.
/// Bound: 5 ULP of erf.
const ERF_P: [f32; 6] = [
    f32::from_bits(0x3f6d_6a8a),
    f32::from_bits(0x3e21_3646),
    f32::from_bits(0x3d32_00f7),
    f32::from_bits(0x3b4d_1ee6),
    f32::from_bits(0x3975_593c),
    f32::from_bits(0x35df_7c1d),
];
const ERF_Q: [f32; 6] = [
    f32::from_bits(0x3f52_6794),
    f32::from_bits(0x3ed3_b465),
    f32::from_bits(0x3dc0_d4b4),
    f32::from_bits(0x3c4a_bae0),
    f32::from_bits(0x3a7c_3cca),
    f32::from_bits(0x3802_6aa3),
];

/// erf x.
#[inline(always)]
pub(super) fn erf<S: Simd>(x: F32s<S>) -> F32s<S> {
    let x = x.clamp(-ERF_LIMIT, ERF_LIMIT);
    let u = x * x;
    ((x * u.polynomial_in_halves(ERF_P)) / u.polynomial_in_halves(ERF_Q)).clamp(-1.0, 1.0)
}

/// Beyond, ln(1 + e^-a) is less than 2^-23.
const LOG_LIMIT: f32 = 16.4;

/// Approximation: ln(1 + e^-a) as P(a) / Q(a) for 0 ≤ a ≤ [`LOG_LIMIT`], degrees 5 and 6.
/// Bound: 2^-23 of softplus and log-sigmoid, and 5 ULP where that is more.
const LOG_P: [f32; 6] = [
    f32::from_bits(0x3f72_9311),
    f32::from_bits(0xbe96_0eba),
    f32::from_bits(0x3d18_dec1),
    f32::from_bits(0xbb1f_cc1f),
    f32::from_bits(0x38aa_d2e3),
    f32::from_bits(0xb594_e980),
];
const LOG_Q: [f32; 7] = [
    f32::from_bits(0x3fae_fb02),
    f32::from_bits(0x3f10_3305),
    f32::from_bits(0x3e5a_c9f9),
    f32::from_bits(0x3d48_681c),
    f32::from_bits(0x3bf1_18f1),
    f32::from_bits(0x39f4_3086),
    f32::from_bits(0x38f3_11a9),
];

/// ln(1 + e^-|x|), of a NaN any number.
#[inline(always)]
pub(super) fn log_minor<S: Simd>(x: F32s<S>) -> F32s<S> {
    let a = x.abs().min(x.of(LOG_LIMIT));
    x.of(0.0).max(a.polynomial_in_halves(LOG_P)) / a.polynomial_in_halves(LOG_Q)
}

/// x·tanh(softplus(x)) = x·n / (n + 2) for n = e^x·(e^x + 2), which is 0 from −20 on down.
#[inline(always)]
pub(crate) fn mish<S: Simd>(x: F32s<S>) -> F32s<S> {
    let (two, bias) = (x.of(2.0), x.of(TO_EIGHTHS));
    let x = x.of(-20.0).max(x);
    let v = x.of(20.0).min(x);
    // One step: 20 times what ln 2 loses as a float is 2^-24.
    let biased = v.mul_add(x.of(LOG2_E), bias);
    let r = (biased - bias).neg_mul_add(x.of(LN_2), v);
    let c = exp2_normal(&ALL_POWERS, biased);
    let w = c.mul_add(r.polynomial(E_R), c).zero_below(v, x.of(-19.99));
    let n = w * (w + two);
    x * (n / (n + two))
}
