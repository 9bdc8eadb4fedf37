//! The terms of a Jensen-Shannon divergence, from logarithms of probabilities.
//!
//! Of p and q, with weights that add up to 1, let b be the greater and r·b the lesser, and m·b the mixture
//! w_b + w_r·r. Then w_b·ln(1 / m) + w_r·r·ln(r / m) has terms of two signs, which cancel where r is near 1.
//! With h(v) = (1 + v)·ln(1 + v) − v, which is never negative, it is m·(w_b·h(1/m − 1) + w_r·h(r/m − 1)); and
//! with s = v / (2 + v), for which ln(1 + v) = 2·atanh s, h(v) = 2·s·g(s) / (1 − s), where
//! g(s) = (1 + s)·atanh(s) / s − 1 = s + (1 + s)·s²·(1/3 + s²/5 + ..). In all w_b·w_r·(1 − r)·(g(s_b) − g(s_r)),
//! in which nothing cancels, for s_b = w_r·(1 − r) / (1 + m) and s_r = −w_b·(1 − r) / (r + m).

use super::exp::exp;
use super::exp_m1::exp_m1_negative;
use super::log::ln_positive;
use crate::simd::{F32s, Mask, Simd};

/// Approximation: (atanh(s) / s − 1) / s² in s² on [0, 1/4], error of atanh(s) / s 2.8e-9.
/// Source: `sollya/atanh.py`, degree 6.
const P: [f32; 7] = [
    f32::from_bits(0x3eaa_aaab),
    f32::from_bits(0x3e4c_ccb2),
    f32::from_bits(0x3e12_4fe2),
    f32::from_bits(0x3de2_522d),
    f32::from_bits(0x3dc7_b841),
    f32::from_bits(0x3d27_97c7),
    f32::from_bits(0x3e20_0aeb),
];

/// g(s), and 2·atanh s.
struct Side<S: Simd> {
    g: F32s<S>,
    logarithm: F32s<S>,
}

impl<S: Simd> Side<S> {
    /// Of s = `top / bottom`, up to ½ by the polynomial; beyond from the logarithm, and from
    /// `e` = (1 + s)·atanh(s)·bottom, of which `top` is s·bottom.
    #[inline(always)]
    fn new(top: F32s<S>, bottom: F32s<S>, logarithm: F32s<S>, e: F32s<S>) -> Self {
        let near: Mask<S> = (top + top).abs().le(bottom);
        let s = near.select(top, e) / near.select(bottom, top);
        let square = s * s;
        let more = square * square.polynomial(P);
        let of_near = (s + s.of(1.0)).mul_add(more, s);
        let twice = s + s;
        Self {
            g: near.select(of_near, s - s.of(1.0)),
            logarithm: near.select(twice.mul_add(more, twice), logarithm),
        }
    }
}

/// A weight below which e^-25 of the other may count beside it: 2^-11.
const FEW: f32 = 1.0 / 2048.0;

/// `β·p·ln(p / m) + (1 − β)·q·ln(q / m)` for x = ln q and y = ln p, where m = β·p + (1 − β)·q and 0 < β < 1;
/// and ln(q / m).
#[inline(always)]
pub(crate) fn jensen_shannon<S: Simd>(x: F32s<S>, y: F32s<S>, beta: f32) -> (F32s<S>, F32s<S>) {
    let (zero, one) = (x.of(0.0), x.of(1.0));
    // Two infinite logarithms may be the same.
    let d = x.eq(y).select(zero, y - x);
    let p_is_greater = zero.le(d);
    let greater = p_is_greater.select(y, x);
    let (p_weight, q_weight) = (x.of(beta), x.of(1.0 - beta));
    let weight = p_is_greater.select(p_weight, q_weight);
    let other_weight = p_is_greater.select(q_weight, p_weight);

    // Below e^-25 the lesser is nothing beside the greater, unless the greater has hardly any weight.
    let all = d.neg_abs();
    let one_sided = !(FEW..=1.0 - FEW).contains(&beta);
    let n = x.of(if one_sided { -100.0 } else { -25.0 }).max(all);
    let (high, low) = exp_m1_negative(n);
    let (mut r, rest) = ((one + high) + low, -(high + low));
    if one_sided {
        r = n.lt(x.of(-24.0)).select(exp(n), r);
    }
    let mixture = other_weight.mul_add(r, weight);
    let log = -ln_positive(mixture);
    let of_greater = Side::new(other_weight * rest, one + mixture, log, log);
    let ratio = n + log;
    let of_lesser = Side::new(-(weight * rest), r + mixture, all + log, r * ratio);

    let value = exp(greater) * (p_weight * q_weight * rest * (of_greater.g - of_lesser.g));
    // A logarithm may be anything of a mixture that is NaN.
    (value, d.nan_or(p_is_greater.select(of_lesser.logarithm, of_greater.logarithm)))
}
