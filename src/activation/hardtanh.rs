//! A number between two others.

use crate::check::require;
use crate::error::Result;
use crate::shape::{FromOutput, Kernel, Map};
use crate::simd::{F32s, Simd};

/// The number nearest to x between two others: `y = min(max(x, min), max)`.
///
#[doc = include_str!("plots/hardtanh.svg")]
///
/// * **Gradient**: `dy` where min < x < max, else 0; 0 at both ends, as in PyTorch.
/// * **Accuracy**: exact. The gradient is exact.
/// * **Special values**: NaN gives NaN, forward and backward.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where min > max, or one is NaN.
/// * **Elsewhere**: `torch.nn.functional.hardtanh`, ONNX `Clip`, Keras' `hard_tanh`.
///
/// ```
/// use activ8::{Activation, Hardtanh};
///
/// let mut y = [-2.0, 0.5, 3.0];
/// Hardtanh::default().forward_in_place(&mut y)?;
/// assert_eq!(y, [-1.0, 0.5, 1.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hardtanh {
    /// The least result; −1 by default.
    pub min: f32,
    /// The greatest result; 1 by default.
    pub max: f32,
}

impl Default for Hardtanh {
    fn default() -> Self {
        Self { min: -1.0, max: 1.0 }
    }
}

impl Map for Hardtanh {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [0.0; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.0; 2]
    }

    fn check(self) -> Result<()> {
        require("max", self.max, !self.max.is_nan(), "a number")?;
        require("min", self.min, self.min <= self.max, "a number that is at most `max`")
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        x.clamp(self.min, self.max)
    }

    // Elsewhere x between 0 and 0: 0, or a NaN.
    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let within = x.of(self.min).lt(x) & x.lt(x.of(self.max));
        within.select(dy, x.clamp(0.0, 0.0))
    }
}

// y is between the ends where x is.
impl FromOutput for Hardtanh {
    fn output_kernel(self) -> impl Kernel<2> {
        self.gradient_kernel()
    }
}
