//! A value in place of all up to a threshold.

use crate::check::require;
use crate::error::Result;
use crate::shape::{FromOutput, Kernel, Map};
use crate::simd::{F32s, Simd};

/// PyTorch's threshold: `y = x` where x > threshold, else `value`.
///
#[doc = include_str!("plots/threshold.svg")]
///
/// * **Gradient**: `dy` where x > threshold, else 0.
/// * **Accuracy**: exact. The gradient is exact.
/// * **Special values**: NaN gives NaN, forward and backward (PyTorch's backward gives `dy`).
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where the threshold is NaN.
/// * **Elsewhere**: `torch.nn.functional.threshold`, where both have no default; here both are 0.
///
/// ```
/// use activ8::{Activation, Threshold};
///
/// let mut y = [-2.0, 3.0];
/// Threshold { threshold: 0.5, value: 20.0 }.forward_in_place(&mut y)?;
/// assert_eq!(y, [20.0, 3.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Threshold {
    /// Up to where the result is `value`.
    pub threshold: f32,
    /// The result there.
    pub value: f32,
}

impl Map for Threshold {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [0.0; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.0; 2]
    }

    fn check(self) -> Result<()> {
        require("threshold", self.threshold, !self.threshold.is_nan(), "a number")
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        x.le(x.of(self.threshold)).select(x.of(self.value), x)
    }

    // Elsewhere x between 0 and 0: 0, or a NaN. Not dy · 0, which would be NaN for an infinite dy.
    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        x.of(self.threshold).lt(x).select(dy, x.clamp(0.0, 0.0))
    }
}

// y is above the threshold where x is.
impl FromOutput for Threshold {
    fn output_kernel(self) -> impl Kernel<2> {
        self.gradient_kernel()
    }

    fn check_from_output(self) -> Result<()> {
        let valid = self.value <= self.threshold;
        require("value", self.value, valid, "at most `threshold`, for a gradient from the output")
    }
}
