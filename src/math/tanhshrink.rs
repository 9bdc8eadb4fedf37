//! x − tanh x.

use super::exp::{POWERS, POWERS_UNIT, reduce};
use super::sigmoid::E_R;
use crate::simd::{F32s, Simd, exp2_normal};

/// The greatest error of [`tanhshrink`] in ULP, over all of f32, on every tier.
pub(crate) const TANHSHRINK_BOUND: f64 = 0.87;

/// 2^24 / 3.
const THIRD: [f32; 2] = [f32::from_bits(0x4aaa_aaab), f32::from_bits(0xbe2e_e7c0)];
/// Approximation: (2^24·(x − tanh x) / x³ − `THIRD`) / x² in x² on ±0.7, relative error of the
/// whole 9.1e-10. The factor keeps what x is multiplied with normal where x³ is not.
/// Source: `sollya/tanhshrink.sollya`, degree 5.
/// Bound: [`TANHSHRINK_BOUND`].
/// Worst seen: x = -0.7157846, without fused instructions, is given 0.84 ULP off.
const NEAR: [f32; 6] = [
    f32::from_bits(0xca08_8885),
    f32::from_bits(0x495d_0bf8),
    f32::from_bits(0xc8b2_f985),
    f32::from_bits(0x480f_0da0),
    f32::from_bits(0xc750_0f62),
    f32::from_bits(0x4645_b505),
];

/// x − tanh x: x³·P(x²) below 0.7, and x − 1 + 2·sigmoid(−2x) above, all in pairs of floats.
#[inline(always)]
pub(crate) fn tanhshrink<S: Simd>(x: F32s<S>) -> F32s<S> {
    let a = x.abs();
    // The sign is that of x, −0 included.
    a.lt(x.of(0.7)).select(near(a), far(a)).or_sign(x)
}

/// x²·(x·P).
#[inline(always)]
fn near<S: Simd>(x: F32s<S>) -> F32s<S> {
    let (x2, x2_low) = x.product(x);
    let rest = x2.mul_add(x2.polynomial(NEAR), x.of(THIRD[1]));
    let (p, p_low) = x.of(THIRD[0]).fast_two_sum(rest);
    let (y, lost) = x.product(p);
    let y_low = x.mul_add(p_low, lost);
    let (z, lost) = x2.product(y);
    (z + x2.mul_add(y_low, x2_low.mul_add(y, lost))) * x.of(1.0 / 16_777_216.0)
}

/// The quotient c / (c + e^-r) of sigmoid.rs and what its rounding loses.
#[inline(always)]
fn far<S: Simd>(x: F32s<S>) -> F32s<S> {
    let (biased, r) = reduce(x.of(10.0).min(x) * x.of(-2.0));
    let c = exp2_normal(&POWERS, biased);
    let (sum, lost) = x.of(POWERS_UNIT).fast_two_sum(c);
    let (sum, lost) = sum.fast_two_sum(r.polynomial(E_R).mul_add(r, lost));
    let inverse = x.of(1.0) / sum;
    let minor = c * inverse;
    let minor_low = minor.neg_mul_add(lost, (-minor).mul_add_exact(sum, c)) * inverse;

    // x ≥ 2·minor, and less 1 is exact up to 2^24. Far above it is x, where the sum may be ∞.
    let (sum, low) = x.fast_two_sum(minor + minor);
    x.lt(x.of(1e30)).select((sum - x.of(1.0)) + (low + (minor_low + minor_low)), x)
}
