//! x − tanh x.

use super::exp::{LOG2_E, POWERS, POWERS_UNIT, TO_EIGHTHS};
use super::fast;
use super::tanh::E_2R;
use crate::simd::{F32s, Simd, exp2_normal};

/// The greatest error of [`tanhshrink`] in ULP, over all of f32, on tiers that fuse multiply-add and on others.
pub(crate) const TANHSHRINK_BOUND: [f64; 2] = [1.75, 2.4];

/// 1/3, rounded.
const THIRD: f32 = 1.0 / 3.0;
/// Approximation: (x − tanh x) / x³ − `THIRD` in x² on ±1, relative error of the whole 6.3e-9.
/// Source: `sollya/tanhshrink.sollya`, degree 7.
/// Bound: [`TANHSHRINK_BOUND`].
/// Worst seen: tanhshrink(0.9814864) is given 1.72 ULP off, and tanhshrink(0.9966823) without fused instructions 2.33.
const NEAR: [f32; 8] = [
    f32::from_bits(0xb244_90fa),
    f32::from_bits(0xbe08_887b),
    f32::from_bits(0x3d5d_0929),
    f32::from_bits(0xbcb2_d8e1),
    f32::from_bits(0x3c0e_9dda),
    f32::from_bits(0xbb52_cf79),
    f32::from_bits(0x3a73_f949),
    f32::from_bits(0xb917_e073),
];

/// x − tanh x: x³·P(x²) below 1, and x − 1 + 2·sigmoid(−2x) above.
#[inline(always)]
pub(crate) fn tanhshrink<S: Simd>(x: F32s<S>) -> F32s<S> {
    if S::FAST {
        return fast::tanhshrink(x);
    }
    let a = x.abs();
    // The sign is that of x, −0 included. A NaN is near, where it stays the same.
    x.of(1.0).le(a).select(far(a), near(a)).or_sign(x)
}

/// x³ / 3 and what is less, x³ being a sum of two floats.
#[inline(always)]
fn near<S: Simd>(x: F32s<S>) -> F32s<S> {
    let (square, square_low) = x.product(x);
    let (cube, lost) = x.product(square);
    let low = x.mul_add(square_low, lost) * x.of(THIRD);
    let rest = cube.mul_add(square.polynomial(NEAR), low);
    if S::FUSED {
        return cube.mul_add(x.of(THIRD), rest);
    }
    let (third, lost) = cube.product(x.of(THIRD));
    third.plus_error(rest + lost)
}

/// The quotient of tanh.rs, which is small here: twice what tanh lacks to 1.
#[inline(always)]
fn far<S: Simd>(x: F32s<S>) -> F32s<S> {
    let (v, bias) = (x.of(10.0).min(x), x.of(TO_EIGHTHS));
    let biased = v.mul_add(x.of(-2.0 * LOG2_E), bias);
    let r = (biased - bias).mul_add(x.of(-0.5 * core::f32::consts::LN_2), -v);
    let c = exp2_normal(&POWERS, biased);
    let (sum, lost) = x.of(POWERS_UNIT).fast_two_sum(c);
    let minor = c / (sum + r.polynomial(E_2R).mul_add(r, lost));
    minor.mul_add(x.of(2.0), x - x.of(1.0))
}
