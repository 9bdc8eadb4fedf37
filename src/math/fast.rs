//! The formulas of [`Accuracy::Fast`](crate::Accuracy::Fast): few operations, one of them a division.
//!
//! Of a function F with F(x) + F(−x) = 1, as the normal distribution is, the quotient F(−x) / F(x) falls
//! like e^−x or e^(−x²/2). Its square root is m / p for p = E(x²) + x·O(x²) and m = E(x²) − x·O(x²): with polynomials of
//! three to five terms, since a square root spans half as many powers of two. So F(x) = p² / (p² + m²). That is
//! between 0 and 1 however p and m are rounded, and where F is small it is a square, of which the rounding of m is a
//! small part.
//!
//! 2·F(x) − 1, as tanh and erf are, is 2ab / (a² + b²) for a = E(x²) and b = x·O(x²): it keeps its digits near 0, and
//! near ±1 what a and b have lost counts for nothing.
//!
//! ln(1 + e^−|x|) is a quotient of two polynomials in |x|, and so is (x − tanh x) / x³ in x². What has an exponential is
//! in exponentials.rs, and the logarithms are in logarithms.rs.
//!
//! The coefficients are the floats with the smallest error that a search near the best real ones has found:
//! `sollya/squares.py` and `sollya/quotients.py`.

mod exponentials;
mod logarithms;

pub(super) use exponentials::{celu, elu, exp, exp_m1, sigmoid};
pub(crate) use exponentials::{mish, times_sigmoid};
pub(super) use logarithms::{ln, ln_1p};

use crate::simd::{F32s, Simd};

/// p² / (p² + m²).
#[inline(always)]
fn distribution<S: Simd, const O: usize, const E: usize>(
    x: F32s<S>,
    odd: [f32; O],
    even: [f32; E],
) -> F32s<S> {
    let u = x * x;
    let (odd, even) = (u.polynomial(odd), u.polynomial(even));
    let (p, m) = (x.mul_add(odd, even), x.neg_mul_add(odd, even));
    let p = p * p;
    p / m.mul_add(m, p)
}

/// 2ab / (a² + b²), given a as `even`.
#[inline(always)]
fn odd_quotient<S: Simd, const O: usize, const E: usize>(
    x: F32s<S>,
    odd: [f32; O],
    even: [f32; E],
) -> F32s<S> {
    let u = x * x;
    let (a, b) = (u.polynomial(even), x * u.polynomial(odd));
    let ab = a * b;
    (ab + ab) / a.mul_add(a, b * b)
}

/// Beyond, tanh is ±1.
const TANH_LIMIT: f32 = 9.1;

/// Approximation: tanh(x/2) as x·O / E for |x| up to [`TANH_LIMIT`], degrees 2 and 3 in x².
/// Source: `sollya/squares.py`.
/// Bound: 5 ULP of tanh.
/// Worst seen: tanh 0.54589283 is given 4.3 ULP off.
const TANH_ODD: [f32; 3] =
    [f32::from_bits(0x3ef8_4fc3), f32::from_bits(0x3c6c_8ca0), f32::from_bits(0x3868_4052)];
const TANH_EVEN: [f32; 4] = [
    f32::from_bits(0x3f78_4fc3),
    f32::from_bits(0x3de0_ada1),
    f32::from_bits(0x3a99_5789),
    f32::from_bits(0x359f_ce24),
];

/// tanh x.
#[inline(always)]
pub(super) fn tanh<S: Simd>(x: F32s<S>) -> F32s<S> {
    odd_quotient(x.clamp(-TANH_LIMIT, TANH_LIMIT), TANH_ODD, TANH_EVEN)
}

/// Beyond, erf is ±1.
const ERF_LIMIT: f32 = 4.0;

/// Approximation: of erf as of tanh, for |x| up to [`ERF_LIMIT`], degrees 4 and 3 in x².
/// Source: `sollya/squares.py`.
/// Bound: 5 ULP of erf.
/// Worst seen: erf 0.22344434 is given 3.9 ULP off.
const ERF_ODD: [f32; 5] = [
    f32::from_bits(0x3ee5_f0e0),
    f32::from_bits(0x3d82_757b),
    f32::from_bits(0x3c01_d756),
    f32::from_bits(0x3982_7944),
    f32::from_bits(0xb631_94c2),
];
const ERF_EVEN: [f32; 4] = [
    f32::from_bits(0x3f4b_c7a3),
    f32::from_bits(0x3dff_b947),
    f32::from_bits(0x3ce8_99ca),
    f32::from_bits(0x3aea_1aca),
];

/// erf x.
#[inline(always)]
pub(super) fn erf<S: Simd>(x: F32s<S>) -> F32s<S> {
    odd_quotient(x.clamp(-ERF_LIMIT, ERF_LIMIT), ERF_ODD, ERF_EVEN)
}

/// Beyond, Φ is 0, which is E − x·O, or rounded to 1.
const NORMAL_LIMIT: f32 = 5.5;

/// Approximation: (√Φ(x) − √Φ(−x)) / (√Φ(x) + √Φ(−x)) as x·O / E for |x| up to [`NORMAL_LIMIT`], degrees 3 and 4 in x².
/// Source: `sollya/squares.py`.
/// Bound: |x|·2^-23 of gelu, and 5 ULP where that is more.
const NORMAL_ODD: [f32; 4] = [
    f32::from_bits(0x3ec1_659a),
    f32::from_bits(0x3ce3_0111),
    f32::from_bits(0x3ae9_f9d8),
    f32::from_bits(0x3813_0cf7),
];
const NORMAL_EVEN: [f32; 5] = [
    f32::from_bits(0x3f72_631d),
    f32::from_bits(0x3d9c_d0a4),
    f32::from_bits(0x3c0f_8a2c),
    f32::from_bits(0x399c_3521),
    f32::from_bits(0x35ed_9dbc),
];

/// x·Φ(x).
#[inline(always)]
pub(super) fn gelu<S: Simd>(x: F32s<S>) -> F32s<S> {
    times_distribution(x, NORMAL_ODD, NORMAL_EVEN)
}

/// Approximation: tanh(√(2/π)·(x + 0.044715·x³) / 2) as x·O / E for |x| up to [`NORMAL_LIMIT`], degrees 3 and 4 in x².
/// Source: `sollya/squares.py`.
/// Bound: as of gelu.
const BY_TANH_ODD: [f32; 4] = [
    f32::from_bits(0x3eb7_f0e8),
    f32::from_bits(0x3cae_57b2),
    f32::from_bits(0x3a51_b447),
    f32::from_bits(0x3813_e52d),
];
const BY_TANH_EVEN: [f32; 5] = [
    f32::from_bits(0x3f66_8937),
    f32::from_bits(0x3d79_3f7a),
    f32::from_bits(0x3bc0_c3ad),
    f32::from_bits(0x392d_e654),
    f32::from_bits(0x3630_00fa),
];

/// The tanh form of gelu.
#[inline(always)]
pub(super) fn gelu_tanh<S: Simd>(x: F32s<S>) -> F32s<S> {
    times_distribution(x, BY_TANH_ODD, BY_TANH_EVEN)
}

/// x, no less than where its product is 0, times the distribution.
#[inline(always)]
fn times_distribution<S: Simd>(x: F32s<S>, odd: [f32; 4], even: [f32; 5]) -> F32s<S> {
    let x = x.of(-NORMAL_LIMIT).max(x);
    x * distribution(x.of(NORMAL_LIMIT).min(x), odd, even)
}

/// Beyond, ln(1 + e^-a) is less than 2^-23.
const LOG_LIMIT: f32 = 16.4;

/// Approximation: ln(1 + e^-a) as P(a) / Q(a) for 0 ≤ a ≤ [`LOG_LIMIT`], degrees 5 and 6.
/// Source: `sollya/quotients.py`.
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

/// ln(1 + e^-|x|).
#[inline(always)]
pub(super) fn log_minor<S: Simd>(x: F32s<S>) -> F32s<S> {
    let a = x.of(LOG_LIMIT).min(x.abs());
    x.of(0.0).max(a.polynomial_in_halves(LOG_P)) / a.polynomial_in_halves(LOG_Q)
}

/// Beyond, tanhshrink is x ± 1, less what tanh lacks to 1 here.
const SHRINK_LIMIT: f32 = 9.1;

/// Approximation: (x − tanh x) / x³ as N / D in x² for |x| up to [`SHRINK_LIMIT`], degrees 3 and 4, relative error
/// 8.6e-9.
/// Source: `sollya/quotients.py`.
/// Bound: 5 ULP of tanhshrink.
/// Worst seen: tanhshrink(8.787554) is given 4.9 ULP off.
const SHRINK_N: [f32; 4] = [
    f32::from_bits(0x3eaa_aaab),
    f32::from_bits(0x3cb8_ad1d),
    f32::from_bits(0x39a5_d4f1),
    f32::from_bits(0x355a_76f5),
];
const SHRINK_D: [f32; 5] = [
    1.0,
    f32::from_bits(0x3eef_6d41),
    f32::from_bits(0x3cd5_c809),
    f32::from_bits(0x39b1_1df4),
    f32::from_bits(0x355e_5f88),
];

/// x − tanh x: that of the nearest x within the limit, and what x is beyond.
#[inline(always)]
pub(super) fn tanhshrink<S: Simd>(x: F32s<S>) -> F32s<S> {
    let near = x.clamp(-SHRINK_LIMIT, SHRINK_LIMIT);
    let u = near * near;
    let of_near = near * u * u.polynomial(SHRINK_N) / u.polynomial(SHRINK_D);
    // The sign is that of x, −0 included.
    ((x - near) + of_near).or_sign(x)
}
