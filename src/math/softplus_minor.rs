//! ln(1 + e^−|x|) and sigmoid(−|x|), of which losses of logits and their gradients are made.

use super::exp::{ALL_POWERS, E_R, LEAST, TO_EIGHTHS, reduce};
use super::fast;
use crate::simd::{F32s, Simd};

/// Approximation: (w − ln(1 + w)) / w² as P / Q for w in [0, 1], error 1.1e-9 of ln(1 + w).
/// Source: `sollya/log_quotients.py`.
const P: [f32; 3] = [f32::from_bits(0x3e77_c420), f32::from_bits(0x3e5f_5a9a), f32::from_bits(0x3d0f_3745)];
const Q: [f32; 4] = [
    f32::from_bits(0x3ef7_c423),
    f32::from_bits(0x3f42_43db),
    f32::from_bits(0x3eaa_f3d2),
    f32::from_bits(0x3d16_0d2b),
];

/// ln(1 + e^−|x|), which is more than 0 and at most ln 2.
///
/// Bound: 2 ULP, and 2.3 without fused instructions.
#[inline(always)]
pub(crate) fn softplus_minor<S: Simd>(x: F32s<S>) -> F32s<S> {
    if S::FAST {
        return fast::log_minor(x);
    }
    exp_and_softplus_minor(x).1
}

/// w = e^−|x| and ln(1 + w), which is w − w²·P / Q: the quotient counts a third at most.
///
/// Bound: 2 ULP, and 2.3 without fused instructions.
#[inline(always)]
pub(crate) fn exp_and_softplus_minor<S: Simd>(x: F32s<S>) -> (F32s<S>, F32s<S>) {
    let w = exp_minor(x);
    (w, (w * w).neg_mul_add(w.polynomial(P) / w.polynomial(Q), w))
}

/// ln(1 + e^x), of which w is added last, so that the sum of the others is rounded where it is small.
///
/// Bound: 2.2 ULP.
#[inline(always)]
pub(crate) fn softplus_by_quotient<S: Simd>(x: F32s<S>) -> F32s<S> {
    let positive = x.of(0.0).max(x);
    if S::FAST {
        return positive + fast::log_minor(x);
    }
    let w = exp_minor(x);
    w + (w * w).neg_mul_add(w.polynomial(P) / w.polynomial(Q), positive)
}

/// sigmoid(−|x|), at most ½: from the w of [`softplus_minor`], so that both cost one exponential.
///
/// Bound: 2.3 ULP.
#[inline(always)]
pub(crate) fn sigmoid_minor<S: Simd>(x: F32s<S>) -> F32s<S> {
    let w = exp_minor(x);
    w / (x.of(1.0) + w)
}

/// sigmoid(x), from the w of [`softplus_by_quotient`].
///
/// Bound: 2.3 ULP.
#[inline(always)]
pub(crate) fn sigmoid_by_quotient<S: Simd>(x: F32s<S>) -> F32s<S> {
    let (w, one) = (exp_minor(x), x.of(1.0));
    x.lt(x.of(0.0)).select(w, one) / (one + w)
}

/// w = e^−|x|.
#[inline(always)]
fn exp_minor<S: Simd>(x: F32s<S>) -> F32s<S> {
    let n = x.of(-124.0).max(x.neg_abs());
    let (biased, r) = reduce(n);
    let power = biased.exp2(&ALL_POWERS, x.of(TO_EIGHTHS), 1.0);
    let fraction = power.fraction.zero_below(n, x.of(LEAST));
    power.scale(fraction.mul_add(r.polynomial(E_R), fraction))
}
