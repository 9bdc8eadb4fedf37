//! Nothing for what is small.

use super::Shrink;
use crate::check::finite;
use crate::error::Result;
use crate::shape::{Kernel, Map};
use crate::simd::{F32s, Simd};

/// The hard shrinkage: `y = x` where |x| > lambda, else 0.
///
#[doc = include_str!("plots/hardshrink.svg")]
///
/// * **Gradient**: `dy` where |x| > lambda, else 0.
/// * **Accuracy**: exact. The gradient is exact.
/// * **Special values**: NaN gives NaN, forward and backward; a zero has the sign of x.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where lambda is infinite or NaN.
/// * **Elsewhere**: `torch.nn.functional.hardshrink` (`lambd`), ONNX `Shrink` with a bias of 0.
///
/// ```
/// use activ8::{Activation, Hardshrink};
///
/// let mut y = [-2.0, 0.25, 3.0];
/// Hardshrink::default().forward_in_place(&mut y)?;
/// assert_eq!(y, [-2.0, 0.0, 3.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hardshrink {
    /// The size up to which x counts as 0; ½ by default.
    pub lambda: f32,
}

impl Default for Hardshrink {
    fn default() -> Self {
        Self { lambda: 0.5 }
    }
}

impl Hardshrink {
    #[inline(always)]
    fn shrink(self) -> Shrink {
        Shrink { lambda: self.lambda, bias: 0.0 }
    }
}

impl Map for Hardshrink {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [0.0; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.0; 2]
    }

    fn check(self) -> Result<()> {
        finite("lambda", self.lambda)
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        x.abs().le(x.of(self.lambda)).select(x.of(0.0).or_sign(x), x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        self.shrink().gradient(x, dy)
    }

    fn gradient_kernel(self) -> impl Kernel<2> {
        self.shrink().gradient_kernel()
    }
}
