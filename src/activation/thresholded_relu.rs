//! The rectified linear unit with a threshold.

use super::Threshold;
use crate::check::finite;
use crate::error::Result;
use crate::shape::{Kernel, Map};
use crate::simd::{F32s, Simd};

/// ONNX's thresholded rectified linear unit: `y = x` where x > alpha, else 0.
///
#[doc = include_str!("plots/thresholded_relu.svg")]
///
/// * **Gradient**: `dy` where x > alpha, else 0.
/// * **Accuracy**: exact. The gradient is exact.
/// * **Special values**: NaN gives NaN, forward and backward (ONNX Runtime gives 0).
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where alpha is infinite or NaN.
/// * **Elsewhere**: ONNX `ThresholdedRelu`; PyTorch's `threshold(alpha, 0)`.
/// * **Source**: K. Konda, R. Memisevic and D. Krueger, *Zero-bias autoencoders and the benefits of
///   co-adapting features*, 2014.
///
/// ```
/// use activ8::{Activation, ThresholdedRelu};
///
/// let mut y = [-2.0, 1.0, 3.0];
/// ThresholdedRelu::default().forward_in_place(&mut y)?;
/// assert_eq!(y, [0.0, 0.0, 3.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThresholdedRelu {
    /// Up to where the result is 0; 1 by default.
    pub alpha: f32,
}

impl Default for ThresholdedRelu {
    fn default() -> Self {
        Self { alpha: 1.0 }
    }
}

impl ThresholdedRelu {
    #[inline(always)]
    fn threshold(self) -> Threshold {
        Threshold { threshold: self.alpha, value: 0.0 }
    }
}

impl Map for ThresholdedRelu {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [0.0; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.0; 2]
    }

    fn check(self) -> Result<()> {
        finite("alpha", self.alpha)
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        self.threshold().eval(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        self.threshold().gradient(x, dy)
    }

    fn value_kernel(self) -> impl Kernel<1> {
        self.threshold().value_kernel()
    }

    fn gradient_kernel(self) -> impl Kernel<2> {
        self.threshold().gradient_kernel()
    }
}
