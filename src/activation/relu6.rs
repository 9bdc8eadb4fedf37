//! The rectified linear unit, capped at 6.

use super::Hardtanh;
use crate::shape::{FromOutput, Kernel, Map};
use crate::simd::{F32s, Simd};

/// The rectified linear unit, capped: `y = min(max(0, x), 6)`.
///
#[doc = include_str!("plots/relu6.svg")]
///
/// * **Gradient**: `dy` where 0 < x < 6, else 0; 0 at 0 and 6, as in PyTorch.
/// * **Accuracy**: exact. The gradient is exact.
/// * **Special values**: NaN gives NaN, forward and backward; −0 gives −0; ∞ gives 6.
/// * **Elsewhere**: `torch.nn.functional.relu6`, Keras' `relu6`; ONNX has `Clip` for it.
/// * **Source**: A. Krizhevsky, *Convolutional Deep Belief Networks on CIFAR-10*, 2010.
///
/// ```
/// use activ8::{Activation, Relu6};
///
/// let mut y = [-1.0, 2.0, 7.0];
/// Relu6.forward_in_place(&mut y)?;
/// assert_eq!(y, [0.0, 2.0, 6.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Relu6;

const HARDTANH: Hardtanh = Hardtanh { min: 0.0, max: 6.0 };

impl Map for Relu6 {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [0.0; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.0; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        HARDTANH.eval(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        HARDTANH.gradient(x, dy)
    }

    fn value_kernel(self) -> impl Kernel<1> {
        HARDTANH.value_kernel()
    }

    fn gradient_kernel(self) -> impl Kernel<2> {
        HARDTANH.gradient_kernel()
    }
}

// y is between the ends where x is.
impl FromOutput for Relu6 {
    fn output_kernel(self) -> impl Kernel<2> {
        self.gradient_kernel()
    }
}
