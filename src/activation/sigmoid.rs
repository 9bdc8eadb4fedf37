//! The logistic function.

use super::elementwise::Map;
use crate::math::{SIGMOID_BOUND, sigmoid, sigmoid_minor};
use crate::simd::{F32s, Simd};

/// 1 / (1 + e^-x).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sigmoid;

impl Map for Sigmoid {
    const MAX_ULP: [f64; 2] = [SIGMOID_BOUND; 2];

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        sigmoid(x)
    }

    // σ(x)·σ(−x), from the smaller of the two: no cancellation where σ(x) is near 1.
    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let minor = sigmoid_minor(x);
        minor * (x.of(1.0) - minor) * dy
    }
}
