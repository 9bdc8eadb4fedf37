//! x·sigmoid(v(x)) for v(x) = 2·√(2/π)·(x + 0.044715·x³): the tanh form of gelu, without its 1 + tanh.

use super::{Factor, times_sigmoid, times_sigmoid_slope};
use crate::simd::{F32s, Simd};

/// 2·√(2/π), and that times 0.044715.
const LINEAR: f64 = 1.595_769_121_605_730_7;
const CUBIC: f64 = LINEAR * 0.044715;
/// From here on, gelu is x or rounds to −0.
const LIMIT: f32 = 11.25;

/// v(x) in two parts: each rounding of v would cost |v| times as many ULP of a small sigmoid.
#[inline(always)]
fn argument<S: Simd>(x: F32s<S>) -> (F32s<S>, F32s<S>) {
    let linear = const { Factor::of(LINEAR) };
    let (square, square_low) = x.product(x);
    let (cubic, cubic_low) = const { Factor::of(CUBIC) }.product(square);
    let (sum, sum_low) = linear.plus(cubic);
    let low = square_low.mul_add(x.of(CUBIC as f32), sum_low + cubic_low);
    let (v, v_low) = x.product(sum);
    (v, x.mul_add(low, v_low))
}

/// The tanh form of gelu.
#[inline(always)]
pub(crate) fn gelu_tanh<S: Simd>(x: F32s<S>) -> F32s<S> {
    let clamped = x.clamp(-LIMIT, LIMIT);
    let (v, low) = argument(clamped);
    times_sigmoid(x, clamped, v, Some(low))
}

/// Its derivative: x·v'(x) is v + 2·cubic·x³.
#[inline(always)]
pub(crate) fn gelu_tanh_slope<S: Simd>(x: F32s<S>) -> F32s<S> {
    let x = x.clamp(-LIMIT, LIMIT);
    let (v, low) = argument(x);
    let cube = x * x * x;
    times_sigmoid_slope(v, Some(low), cube.mul_add(x.of(2.0 * CUBIC as f32), v))
}
