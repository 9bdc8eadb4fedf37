//! x·sigmoid(v(x)) for v(x) = 2·√(2/π)·(x + 0.044715·x³): the tanh form of gelu, without its 1 + tanh.

use super::{Scaled, Tiny, fast, times_sigmoid, times_sigmoid_with_slope};
use crate::simd::{F32s, Simd};

/// 2·√(2/π), and that times 0.044715.
const LINEAR: f64 = 1.595_769_121_605_730_7;
const CUBIC: f64 = LINEAR * 0.044715;
/// `LINEAR` in two parts, the first a multiple of 2^-20, so that its difference from the sum is exact.
const LINEAR_HIGH: f32 = 1_673_285.0 / 1_048_576.0;
const LINEAR_LOW: f32 = (LINEAR - LINEAR_HIGH as f64) as f32;
const CUBIC_HIGH: f32 = CUBIC as f32;
const CUBIC_LOW: f32 = (CUBIC - CUBIC_HIGH as f64) as f32;
/// Minus this and further down, gelu rounds to −0.
const LIMIT: f32 = 11.25;
/// Of the function and of its derivative.
pub(crate) const GELU_TANH_TINY: Tiny = Tiny { below: -9.0, zero: -LIMIT };

/// v(x) in two parts: each rounding of v would cost |v| times as many ULP of a small sigmoid.
#[inline(always)]
fn argument<S: Simd>(x: F32s<S>) -> (F32s<S>, F32s<S>) {
    let (linear, cubic) = (x.of(LINEAR_HIGH), x.of(CUBIC_HIGH));
    let (square, square_low) = x.product(x);
    let sum = square.mul_add(cubic, linear);
    let lost = if S::FUSED {
        square.mul_add(cubic, linear - sum)
    } else {
        let (product, error) = square.product(cubic);
        let (two_sum, rest) = linear.two_sum(product);
        (two_sum - sum) + (rest + error)
    };
    let low = lost + square_low.mul_add(cubic, square.mul_add(x.of(CUBIC_LOW), x.of(LINEAR_LOW)));
    let (v, error) = x.product(sum);
    (v, x.mul_add(low, error))
}

/// The tanh form of gelu.
#[inline(always)]
pub(crate) fn gelu_tanh<S: Simd>(x: F32s<S>) -> Scaled<S> {
    if S::FAST {
        return Scaled::of(fast::gelu_tanh(x));
    }
    let a = x.abs().min(x.of(LIMIT));
    let (v, low) = argument(a);
    times_sigmoid(x, a, v, Some(low))
}

/// Its derivative.
#[inline(always)]
pub(crate) fn gelu_tanh_slope<S: Simd>(x: F32s<S>) -> Scaled<S> {
    let [slope, _] = gelu_tanh_with_slope(x);
    slope
}

/// Its derivative and the function: x·v'(x) is v + 2·cubic·x³.
#[inline(always)]
pub(crate) fn gelu_tanh_with_slope<S: Simd>(x: F32s<S>) -> [Scaled<S>; 2] {
    // v is 39.4 where x is 7.3.
    let clamped = x.clamp(-LIMIT, 7.3);
    let (v, low) = argument(clamped);
    let x_v = (clamped * clamped * clamped).mul_add(x.of(2.0 * CUBIC_HIGH), v);
    times_sigmoid_with_slope(x, v, Some(low), x_v)
}
