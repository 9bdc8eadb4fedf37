//! ln(1 + e^x) and its mirror image, from ln(1 + e^−|x|).

use super::exp::{ALL_POWERS, LEAST, TO_EIGHTHS, exp, exp_r, reduce_pair};
use super::{Factor, fast};
use crate::simd::{F32s, Power, Simd};

/// The greatest error of [`softplus`] in ULP, over all of f32, on tiers that fuse multiply-add and on
/// others.
pub(crate) const SOFTPLUS_BOUND: [f64; 2] = [1.85, 2.10];
/// The same of [`log_sigmoid`].
pub(crate) const LOG_SIGMOID_BOUND: [f64; 2] = [1.01, 1.15];

/// Approximation: (ln(1 + w) / w − 1) / w = Q + d·R(d) for d = w − [`MIDDLE`] and w in [0, 1], relative
/// error of ln(1 + w) 5.7e-9.
/// Source: `sollya/softplus.sollya`, degree 9.
/// Bound: [`SOFTPLUS_BOUND`] and [`LOG_SIGMOID_BOUND`].
const R: [f32; 9] = [
    f32::from_bits(0x3e31_b599),
    f32::from_bits(0xbdb5_76dd),
    f32::from_bits(0x3d43_0cfa),
    f32::from_bits(0xbcd8_d857),
    f32::from_bits(0x3c77_a05f),
    f32::from_bits(0xbc0c_4bdc),
    f32::from_bits(0x3b98_57f5),
    f32::from_bits(0xbb74_2437),
    f32::from_bits(0x3b43_4033),
];
const Q: f32 = f32::from_bits(0xbebe_c923);
const MIDDLE: f32 = 17.0 / 32.0;

/// ln(1 + w) for w = e^−|x + low|, which is w where that is below 2^-28.
struct Log<S: Simd> {
    /// w before its scaling, with what its rounding has lost, and what scales it.
    fraction: F32s<S>,
    lost: F32s<S>,
    power: Power<S>,
    w: F32s<S>,
    /// ln(1 + w) / w less the least that `log` was given.
    rest: F32s<S>,
    /// −|x|.
    n: F32s<S>,
}

/// Where −|x| is below, ln(1 + w) is w.
const IS_W: f32 = -20.0;

/// Given x, −|x| where that counts, and what it has lost.
#[inline(always)]
fn log<S: Simd>(x: F32s<S>, n: F32s<S>, low: Option<F32s<S>>, least: f32) -> Log<S> {
    #[expect(clippy::manual_map, reason = "an adaptor may not be inlined")]
    let low = match low {
        None => None,
        Some(low) => Some(-low.with_sign_of(x)),
    };
    let (biased, r) = reduce_pair(n, low);
    let mut power = biased.exp2(&ALL_POWERS, x.of(TO_EIGHTHS), 1.0);
    // What is scaled may yet be multiplied with a factor.
    power.fraction = power.fraction.zero_below(n, x.of(if low.is_some() { -123.0 } else { LEAST }));
    let (fraction, lost) = exp_r(power.fraction, r);
    let w = power.scale(fraction);
    let d = w - x.of(MIDDLE);
    let rest = (w * d).mul_add(d.polynomial_in_halves(R), w.mul_add(x.of(Q), x.of(1.0 - least)));
    Log { fraction, lost, power, w, rest, n }
}

#[inline(always)]
fn minor<S: Simd>(x: F32s<S>, n: F32s<S>) -> F32s<S> {
    if S::FAST {
        return fast::log_minor(x);
    }
    let Log { w, rest, .. } = log(x, n, None, 1.0);
    w.mul_add(rest, w)
}

/// −|x| where that counts; of a NaN any such number, for it is x that is added to it.
#[inline(always)]
fn clamped<S: Simd>(x: F32s<S>) -> F32s<S> {
    x.neg_abs().max(x.of(-124.0))
}

/// ln(1 + e^x): max(x, 0) + ln(1 + e^−|x|), of which the second is rounded.
#[inline(always)]
pub(crate) fn softplus<S: Simd>(x: F32s<S>) -> F32s<S> {
    x.of(0.0).max(x) + minor(x, clamped(x))
}

/// √ln(1 + e^x), of e^(x/2) where the logarithm is e^x: that may be too small for a float.
/// Bound: 2 ULP.
#[inline(always)]
pub(crate) fn sqrt_softplus<S: Simd>(x: F32s<S>) -> F32s<S> {
    x.lt(x.of(IS_W)).select(exp(x * x.of(0.5)), softplus(x).sqrt())
}

/// [`softplus`] of x + low times a factor.
#[inline(always)]
pub(crate) fn softplus_times<S: Simd>(x: F32s<S>, low: F32s<S>, factor: Factor) -> F32s<S> {
    let Log { fraction, lost, power, w, rest, n } = log(x, clamped(x), Some(low), 1.0);
    let minor = factor.times(w.mul_add(rest, w));
    let far = power.scale(factor.times_pair(fraction, lost));
    factor.times(x.of(0.0).max(x)) + n.lt(x.of(IS_W)).select(far, minor)
}

/// −ln(1 + e^-x), within an ULP: both terms in two parts, of ln(1 + w) / w all but what is near 25⁄32.
#[inline(always)]
pub(crate) fn log_sigmoid<S: Simd>(x: F32s<S>) -> F32s<S> {
    if S::FAST {
        return x.of(-0.0).min(x) - fast::log_minor(x);
    }
    let Log { lost, power, w, rest, n, .. } = log(x, clamped(x), None, 0.78125);
    let (least, is_w) = (x.of(0.78125), x.of(IS_W));
    // Neither product is to be subnormal, where they do not count.
    let (product, error) = w.zero_below(n, is_w).product(least);
    let lost = power.scale(lost.zero_below(n, is_w));
    // What w has lost counts 1 / (1 + w) times, which is near 1 − w / 2.
    let share = w.neg_mul_add(x.of(0.5), x.of(1.0));
    let rest = w.mul_add(rest, lost.mul_add(share, error));
    let negative = x.of(-0.0).min(x);
    let (sum, error) = negative.two_sum(-product);
    n.lt(is_w).select(negative - w, sum + (error - rest))
}
