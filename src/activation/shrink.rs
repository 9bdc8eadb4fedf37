//! The hard and the soft shrinkage in one.

use crate::check::finite;
use crate::error::Result;
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// ONNX's shrinkage: `y = x + bias` below −lambda, `x − bias` above lambda, else 0.
///
#[doc = include_str!("plots/shrink.svg")]
///
/// * **Gradient**: `dy` where |x| > lambda, else 0.
/// * **Accuracy**: correctly rounded. The gradient is exact.
/// * **Special values**: NaN gives NaN, forward and backward (ONNX Runtime gives 0); a zero has the sign
///   of x.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where a parameter is infinite or NaN.
/// * **Elsewhere**: ONNX `Shrink` (`lambd`), with ½ and 0 too; [`Hardshrink`](crate::Hardshrink) is that
///   of bias 0, [`Softshrink`](crate::Softshrink) that of bias lambda.
///
/// ```
/// use activ8::{Activation, Shrink};
///
/// let mut y = [-2.0, 0.25, 3.0];
/// Shrink { lambda: 0.5, bias: 1.0 }.forward_in_place(&mut y)?;
/// assert_eq!(y, [-1.0, 0.0, 2.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Shrink {
    /// The size up to which x counts as 0; ½ by default.
    pub lambda: f32,
    /// How much nearer to 0 the others are; 0 by default.
    pub bias: f32,
}

impl Default for Shrink {
    fn default() -> Self {
        Self { lambda: 0.5, bias: 0.0 }
    }
}

impl Map for Shrink {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [0.5; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.0; 2]
    }

    fn check(self) -> Result<()> {
        finite("lambda", self.lambda)?;
        finite("bias", self.bias)
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        let bias = x.of(self.bias).with_sign_of(x);
        x.abs().le(x.of(self.lambda)).select(x.of(0.0).or_sign(x), x - bias)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        x.abs().le(x.of(self.lambda)).select(x.of(0.0), x.nan_or(dy))
    }
}
