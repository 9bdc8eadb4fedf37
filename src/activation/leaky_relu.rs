//! The rectified linear unit with a slope below 0.

use crate::check::{finite, require};
use crate::error::Result;
use crate::shape::{FromOutput, Kernel, Map};
use crate::simd::{F32s, Simd};

/// The leaky rectified linear unit: `y = x` where x > 0, else `negative_slope · x`.
///
#[doc = include_str!("plots/leaky_relu.svg")]
///
/// * **Gradient**: `dy` where x > 0, else `negative_slope · dy`, at 0 too.
/// * **Accuracy**: correctly rounded. The gradient is correctly rounded.
/// * **Special values**: NaN gives NaN; −∞ gives −∞ for a positive slope, and NaN for a slope of 0, which is 0 · ∞ here
///   as in PyTorch.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where the slope is infinite or NaN.
/// * **Elsewhere**: `torch.nn.functional.leaky_relu`, ONNX `LeakyRelu`, both with 0.01; Keras' default is
///   0.2. [`PRelu`](crate::PRelu) learns the slope, [`RRelu`](crate::RRelu) draws it.
/// * **Source**: A. Maas, A. Hannun and A. Ng, *Rectifier Nonlinearities Improve Neural Network Acoustic
///   Models*, 2013.
///
/// ```
/// use activ8::{Activation, LeakyRelu};
///
/// let mut y = [-2.0, 3.0];
/// LeakyRelu { negative_slope: 0.25 }.forward_in_place(&mut y)?;
/// assert_eq!(y, [-0.5, 3.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeakyRelu {
    /// The slope below 0; 0.01 by default.
    pub negative_slope: f32,
}

impl Default for LeakyRelu {
    fn default() -> Self {
        Self { negative_slope: 0.01 }
    }
}

impl Map for LeakyRelu {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [0.5; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.5; 2]
    }

    fn check(self) -> Result<()> {
        finite("negative_slope", self.negative_slope)
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        x.of(0.0).lt(x).select(x, x * x.of(self.negative_slope))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        x.of(0.0).lt(x).select(dy, x.nan_or(dy * x.of(self.negative_slope)))
    }
}

// y is above 0 where x is.
impl FromOutput for LeakyRelu {
    fn output_kernel(self) -> impl Kernel<2> {
        self.gradient_kernel()
    }

    fn check_from_output(self) -> Result<()> {
        require(
            "negative_slope",
            self.negative_slope,
            self.negative_slope >= 0.0,
            super::from_output::AT_LEAST_0,
        )
    }
}
