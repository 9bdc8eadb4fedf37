//! x over 1 more than its size.

use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The softsign: `y = x / (1 + |x|)`.
///
#[doc = include_str!("plots/softsign.svg")]
///
/// * **Gradient**: `dy / (1 + |x|)²`.
/// * **Accuracy**: within 1.5 ULP over all 2^32 inputs. The gradient is within 4.5 ULP.
/// * **Special values**: ±∞ gives ±1, the limit, where PyTorch gives NaN; −0 gives −0; NaN gives NaN.
/// * **Elsewhere**: `torch.nn.functional.softsign`, ONNX `Softsign`, Keras' `softsign`.
///
/// ```
/// use activ8::{Activation, Softsign};
///
/// let mut y = [f32::NEG_INFINITY, -0.0, 1.0];
/// Softsign.forward_in_place(&mut y)?;
/// assert_eq!(y, [-1.0, -0.0, 0.5]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Softsign;

impl Map for Softsign {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [1.5; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [4.5; 2]
    }

    // The quotient's remainder makes up for the rounding of 1 + |x|.
    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        // Far above 2^25, where it is 1.
        let a = x.of(1e9).min(x.abs());
        (a / (x.of(1.0) + a)).or_sign(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let inverse = x.of(1.0) / (x.of(1.0) + x.abs());
        inverse * (inverse * dy)
    }
}
