//! Powers of probabilities, and of what they leave.

use super::exp::exp_of_sum;
use super::log::ln_with_lost_pair;
use crate::simd::{F32s, Simd};

/// (1 − p)^γ for 0 ≤ p ≤ 1 and 0 ≤ γ ≤ 1000: the logarithm in two parts, so that γ times it has the digits
/// that its exponential needs.
#[inline(always)]
pub(crate) fn power_of_rest<S: Simd>(p: F32s<S>, gamma: f32) -> F32s<S> {
    let one = p.of(1.0);
    let rest = one - p;
    power(rest, (one - rest) - p, gamma)
}

/// (p + lost)^γ for 0 ≤ p ≤ 1, `lost` being below half an ULP of it.
#[inline(always)]
pub(crate) fn power<S: Simd>(p: F32s<S>, lost: F32s<S>, gamma: f32) -> F32s<S> {
    let (high, low) = ln_with_lost_pair(p, lost);
    let (product, error) = high.product(p.of(gamma));
    let (x, lost) = product.fast_two_sum(low.mul_add(p.of(gamma), error));
    let limit = p.of(if gamma == 0.0 { 1.0 } else { 0.0 });
    p.eq(p.of(0.0)).select(limit, exp_of_sum(x, lost))
}
