//! The hyperbolic tangent.

use super::elementwise::Map;
use crate::math::{TANH_BOUND, TANH_BOUND_UNFUSED, sigmoid_minor, tanh};
use crate::simd::{F32s, Simd};

/// tanh x.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tanh;

impl Map for Tanh {
    const MAX_ULP: [f64; 2] = [TANH_BOUND, TANH_BOUND_UNFUSED];

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        tanh(x)
    }

    // 1 − tanh² x = 4·σ(2x)·σ(−2x): no cancellation where tanh x is near 1.
    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let minor = sigmoid_minor(x + x);
        x.of(4.0) * minor * (x.of(1.0) - minor) * dy
    }
}
