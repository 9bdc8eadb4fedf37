//! The squared error.

use super::Reduction;
use super::pointwise::{Pointwise, pointwise};
use crate::simd::{F32s, Simd};

/// (x − t)².
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mse {
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

pointwise! { Mse }

impl Pointwise for Mse {
    #[inline(always)]
    fn value<S: Simd>(self, x: F32s<S>, t: F32s<S>) -> F32s<S> {
        let d = x - t;
        d * d
    }

    #[inline(always)]
    fn derivative<S: Simd>(self, x: F32s<S>, t: F32s<S>) -> F32s<S> {
        let d = x - t;
        d + d
    }

    fn reduction(self) -> Reduction {
        self.reduction
    }
}
