//! The rectified linear unit.

use super::Threshold;
use crate::shape::{FromOutput, Kernel, Map};
use crate::simd::{F32s, Simd};

/// The rectified linear unit: `y = max(0, x)`.
///
#[doc = include_str!("plots/relu.svg")]
///
/// * **Gradient**: `dy` where x > 0, else 0; 0 at 0, as in PyTorch.
/// * **Accuracy**: exact. The gradient is exact.
/// * **Special values**: NaN gives NaN, forward and backward, where many engines give 0 (and PyTorch's
///   backward gives `dy`); −0 gives −0; ∞ gives ∞.
/// * **Elsewhere**: `torch.nn.functional.relu`, ONNX `Relu`, candle's `Tensor::relu`.
/// * **Source**: V. Nair and G. Hinton, *Rectified Linear Units Improve Restricted Boltzmann Machines*,
///   2010.
///
/// ```
/// use activ8::{Activation, Relu};
///
/// let x = [-1.5, 0.0, 2.5];
/// let (mut y, mut dx) = ([0.0; 3], [0.0; 3]);
/// Relu.forward(&x, &mut y)?;
/// assert_eq!(y, [0.0, 0.0, 2.5]);
/// Relu.backward(&x, &[1.0; 3], &mut dx)?;
/// assert_eq!(dx, [0.0, 0.0, 1.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Relu;

const THRESHOLD: Threshold = Threshold { threshold: 0.0, value: 0.0 };

impl Map for Relu {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [0.0; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.0; 2]
    }

    // The operands' order keeps a NaN, and −0.
    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        x.of(0.0).max(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        THRESHOLD.gradient(x, dy)
    }

    fn gradient_kernel(self) -> impl Kernel<2> {
        THRESHOLD.gradient_kernel()
    }
}

// y is above 0 where x is.
impl FromOutput for Relu {
    fn output_kernel(self) -> impl Kernel<2> {
        self.gradient_kernel()
    }
}
