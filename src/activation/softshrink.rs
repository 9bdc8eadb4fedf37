//! All nearer to 0.

use super::Shrink;
use crate::check::require;
use crate::error::Result;
use crate::shape::{Kernel, Map};
use crate::simd::{F32s, Simd};

/// The soft shrinkage: `y = sign(x) · max(|x| − lambda, 0)`.
///
#[doc = include_str!("plots/softshrink.svg")]
///
/// * **Gradient**: `dy` where |x| > lambda, else 0.
/// * **Accuracy**: correctly rounded. The gradient is exact.
/// * **Special values**: NaN gives NaN, forward and backward; a zero has the sign of x.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where lambda is negative, infinite or NaN.
/// * **Elsewhere**: `torch.nn.functional.softshrink` (`lambd`), ONNX `Shrink` with a bias of lambda.
///
/// ```
/// use activ8::{Activation, Softshrink};
///
/// let mut y = [-2.0, 0.25, 3.0];
/// Softshrink::default().forward_in_place(&mut y)?;
/// assert_eq!(y, [-1.5, 0.0, 2.5]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Softshrink {
    /// By how much; ½ by default.
    pub lambda: f32,
}

impl Default for Softshrink {
    fn default() -> Self {
        Self { lambda: 0.5 }
    }
}

impl Softshrink {
    #[inline(always)]
    fn shrink(self) -> Shrink {
        Shrink { lambda: self.lambda, bias: self.lambda }
    }
}

impl Map for Softshrink {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [0.5; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.0; 2]
    }

    fn check(self) -> Result<()> {
        let valid = (0.0..f32::INFINITY).contains(&self.lambda);
        require("lambda", self.lambda, valid, "a finite number that is not negative")
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        x.of(0.0).max(x.abs() - x.of(self.lambda)).or_sign(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        self.shrink().gradient(x, dy)
    }

    fn gradient_kernel(self) -> impl Kernel<2> {
        self.shrink().gradient_kernel()
    }
}
