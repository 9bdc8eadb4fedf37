//! The rectified linear unit.

use super::elementwise::Map;
use crate::simd::{F32s, Simd};

/// max(0, x).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Relu;

impl Map for Relu {
    const MAX_ULP: [f64; 2] = [0.0; 2];

    // The operands' order keeps a NaN, and −0.
    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        x.of(0.0).max(x)
    }

    // Not dy · 0: that would be NaN for an infinite dy.
    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let zero = x.of(0.0);
        zero.lt(x).select(dy, zero.max(x))
    }
}
