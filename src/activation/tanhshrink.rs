//! What the hyperbolic tangent takes away.

use crate::math::{TANHSHRINK_BOUND, tanh, tanhshrink};
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The tanh shrinkage: `y = x − tanh x`.
///
#[doc = include_str!("plots/tanhshrink.svg")]
///
/// * **Gradient**: `dy · tanh² x`.
/// * **Accuracy**: within 1.75 ULP over all 2^32 inputs, 2.4 on tiers that do not fuse multiply-add, also near 0,
///   where it is x³/3 and PyTorch's difference has no digit left. The gradient is within 4.2 ULP
///   on tiers that fuse multiply-add, 4.5 on the others.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more.
/// * **Special values**: ±∞ gives ±∞, −0 gives −0, NaN gives NaN.
/// * **Elsewhere**: `torch.nn.functional.tanhshrink`, Keras' `tanh_shrink`.
///
/// ```
/// use activ8::{Activation, Tanhshrink};
///
/// let mut y = [-0.0, 1e-4, f32::INFINITY];
/// Tanhshrink.forward_in_place(&mut y)?;
/// assert!((y[1] / 3.3333333e-13 - 1.0).abs() < 2e-7);
/// assert_eq!((y[0], y[2]), (-0.0, f32::INFINITY));
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tanhshrink;

impl Map for Tanhshrink {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        TANHSHRINK_BOUND
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [4.2, 4.5]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        tanhshrink(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let t = tanh(x);
        t * (t * dy)
    }
}
