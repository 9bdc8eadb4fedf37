//! ln x and ln(1 + x) as k·ln 2 + ln m, with m in [¾, 3/2): a quotient instead of log.rs' table.

use core::f32::consts::LN_2;

use crate::math::log::{Split, split};
use crate::simd::{F32s, Simd};

/// Approximation: (ln(1 + r) − r) / r² as N / D on [−¼, ½], degrees 2 and 2, relative error of ln(1 + r) 3.8e-8.
/// Source: `sollya/quotients.py`.
/// Bound: 5 ULP of both.
const N: [f32; 3] = [f32::from_bits(0xbeff_ffef), f32::from_bits(0xbea6_1db7), f32::from_bits(0xbb9a_8fe5)];
const D: [f32; 3] = [1.0, f32::from_bits(0x3fa8_6414), f32::from_bits(0x3ec5_d8e0)];

/// k·ln 2 + ln(1 + r).
#[inline(always)]
fn join<S: Simd>(k: F32s<S>, r: F32s<S>) -> F32s<S> {
    let quotient = r.polynomial(N) / r.polynomial(D);
    k.mul_add(r.of(LN_2), (r * r).mul_add(quotient, r))
}

/// ln x.
#[inline(always)]
pub(in crate::math) fn ln<S: Simd>(x: F32s<S>) -> F32s<S> {
    let Split { k, m, normal } = split(x);
    join(k, m - x.of(1.0)).log_limits(x, normal)
}

/// ln(1 + x). Of a small x, where k is 0, r is x itself.
#[inline(always)]
pub(in crate::math) fn ln_1p<S: Simd>(x: F32s<S>) -> F32s<S> {
    let u = x.of(1.0) + x;
    let Split { k, m, normal } = split(u);
    // Four times the power, which is normal for the greatest u, too.
    let (quarter, power) = (x.of(0.25), x.of(4.0).unscale(u, m));
    let r = (x * quarter).mul_add(power, power.mul_add(quarter, x.of(-1.0)));
    // The sign is that of x, −0 included.
    join(k, r).log_limits(u, normal).or_sign(x)
}
