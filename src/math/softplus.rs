//! ln(1 + e^x) and its mirror image, from ln(1 + e^−|x|).

use super::exp::{ALL_POWERS, LEAST, SCALE_BACK, SCALED_POWERS, TO_EIGHTHS, exp, exp_r, reduce, reduce_pair};
use super::{Factor, fast};
use crate::simd::{F32s, Simd, exp2_normal};

/// The greatest error of [`softplus`] in ULP, over all of f32, on tiers that fuse multiply-add and on
/// others.
pub(crate) const SOFTPLUS_BOUND: [f64; 2] = [1.95, 2.15];
/// The same of [`log_sigmoid`].
pub(crate) const LOG_SIGMOID_BOUND: [f64; 2] = [1.95, 2.15];

/// Approximation: (ln(1 + w) − w) / w² = [`MIDDLE`] + N / D on [0, 1], degrees 2 and 3, relative error of ln(1 + w)
/// 3.0e-9.
/// Source: `sollya/quotients.py`.
/// Bound: [`SOFTPLUS_BOUND`] and [`LOG_SIGMOID_BOUND`].
/// Worst seen: softplus(-0.4381701) is given 1.90 ULP off, and softplus(-0.4452532) without fused instructions 2.11.
const N: [f32; 3] = [f32::from_bits(0xbdc0_0001), f32::from_bits(0x3e56_94fa), f32::from_bits(0x3e1d_35f0)];
const D: [f32; 4] =
    [1.0, f32::from_bits(0x3fa8_feea), f32::from_bits(0x3ec7_fe7a), f32::from_bits(0xbaa6_a70a)];
/// So that the quotient is small, and its roundings count little.
const MIDDLE: f32 = -13.0 / 32.0;

/// ln(1 + w) / w − 1.
#[inline(always)]
fn log_share<S: Simd>(w: F32s<S>) -> F32s<S> {
    w.mul_add(w.of(MIDDLE), w * w.polynomial(N) / w.polynomial(D))
}

/// Where −|x| is below, ln(1 + w) is w.
const IS_W: f32 = -20.0;

/// −|x| where that counts; of a NaN any such number, for it is x that is added to it.
#[inline(always)]
fn clamped<S: Simd>(x: F32s<S>) -> F32s<S> {
    x.neg_abs().max(x.of(-124.0))
}

/// w = e^n for −124 ≤ n ≤ 0, and ln(1 + w) / w − 1.
#[inline(always)]
fn exp_and_share<S: Simd>(n: F32s<S>) -> (F32s<S>, F32s<S>) {
    let (biased, r) = reduce(n);
    let (scaled, _) = exp_r(exp2_normal(&SCALED_POWERS, biased).zero_below(n, n.of(LEAST)), r);
    let w = scaled * n.of(SCALE_BACK);
    // No product with it is to be subnormal.
    (w, log_share(w).zero_below(n, n.of(IS_W)))
}

/// ln(1 + e^x): max(x, 0) + ln(1 + e^−|x|), the least first.
#[inline(always)]
pub(crate) fn softplus<S: Simd>(x: F32s<S>) -> F32s<S> {
    let positive = x.of(0.0).max(x);
    if S::FAST {
        return positive + fast::log_minor(x);
    }
    let (w, share) = exp_and_share(clamped(x));
    w.mul_add(share, positive) + w
}

/// −ln(1 + e^-x).
#[inline(always)]
pub(crate) fn log_sigmoid<S: Simd>(x: F32s<S>) -> F32s<S> {
    let negative = x.of(-0.0).min(x);
    if S::FAST {
        return negative - fast::log_minor(x);
    }
    let (w, share) = exp_and_share(clamped(x));
    w.neg_mul_add(share, negative) - w
}

/// √ln(1 + e^x), of e^(x/2) where the logarithm is e^x: that may be too small for a float.
/// Bound: 2 ULP.
#[inline(always)]
pub(crate) fn sqrt_softplus<S: Simd>(x: F32s<S>) -> F32s<S> {
    x.lt(x.of(IS_W)).select(exp(x * x.of(0.5)), softplus(x).sqrt())
}

/// [`softplus`] of x + low times a factor. Where the logarithm is e^x, that is rounded but once.
#[inline(always)]
pub(crate) fn softplus_times<S: Simd>(x: F32s<S>, low: F32s<S>, factor: Factor) -> F32s<S> {
    let n = clamped(x);
    let (biased, r) = reduce_pair(n, Some(-low.with_sign_of(x)));
    let power = biased.exp2(&ALL_POWERS, x.of(TO_EIGHTHS), 1.0);
    // What is scaled may yet be multiplied with a factor.
    let (fraction, lost) = exp_r(power.fraction.zero_below(n, x.of(-123.0)), r);
    let w = power.scale(fraction);
    let minor = factor.times(w.mul_add(log_share(w), w));
    let far = power.scale(factor.times_pair(fraction, lost));
    factor.times(x.of(0.0).max(x)) + n.lt(x.of(IS_W)).select(far, minor)
}
