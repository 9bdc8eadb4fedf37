//! The identity.

use super::Shrink;
use crate::shape::{Kernel, Map};
use crate::simd::{F32s, Simd};

/// The identity: `y = x`, for configurations that name it.
///
#[doc = include_str!("plots/identity.svg")]
///
/// * **Gradient**: `dy`; NaN where x is NaN.
/// * **Accuracy**: exact. The gradient is exact.
/// * **Elsewhere**: `torch.nn.Identity`, ONNX `Identity`, Keras' and Hugging Face's `linear`.
///
/// ```
/// use activ8::{Activation, Identity};
///
/// let mut y = [0.0; 2];
/// Identity.forward(&[-0.0, 1.5], &mut y)?;
/// assert_eq!(y, [-0.0, 1.5]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Identity;

impl Map for Identity {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [0.0; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.0; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        x
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        x.nan_or(dy)
    }

    // Of a lambda that no x is below.
    fn gradient_kernel(self) -> impl Kernel<2> {
        Shrink { lambda: -1.0, bias: 0.0 }.gradient_kernel()
    }
}
