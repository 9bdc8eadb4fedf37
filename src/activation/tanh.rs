//! The hyperbolic tangent.

use super::sigmoid::OfOutput;
use crate::math::{TANH_BOUND, TANH_BOUND_UNFUSED, TINY, sigmoid_slope, tanh};
use crate::shape::{FromOutput, Kernel, Map};
use crate::simd::{F32s, Simd};

/// The hyperbolic tangent: `y = tanh x`.
///
#[doc = include_str!("plots/tanh.svg")]
///
/// * **Gradient**: `dy · (1 − y²)`, computed as 4·σ(2x)·σ(−2x), which keeps its digits where y is
///   near ±1.
/// * **Accuracy**: within 1.2 ULP over all 2^32 inputs on tiers that fuse multiply-add, 1.15 on the
///   others. The gradient is within 5 ULP.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more.
/// * **Special values**: ±∞ gives ±1, −0 gives −0, NaN gives NaN.
/// * **Elsewhere**: `torch.tanh`, ONNX `Tanh`, candle's `Tensor::tanh`.
///
/// ```
/// use activ8::{Activation, Tanh};
///
/// let mut x = [-0.0, 0.5, f32::INFINITY];
/// Tanh.forward_in_place(&mut x)?;
/// assert_eq!((x[0], x[2]), (0.0, 1.0));
/// assert!(x[0].is_sign_negative());
/// assert!((x[1] / 0.4621171573 - 1.0).abs() < 2e-7);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tanh;

impl Map for Tanh {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [TANH_BOUND, TANH_BOUND_UNFUSED]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [5.0; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        tanh(x)
    }

    // 1 − tanh² x = 4·σ(2x)·σ(−2x): no cancellation where tanh x is near 1.
    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let n = x.neg_abs();
        sigmoid_slope(x.of(-124.0).max(n + n), None, 4.0).times(n, TINY.over(2.0), dy)
    }
}

impl FromOutput for Tanh {
    fn max_ulp_from_output(self) -> [f64; 2] {
        [1.5, 2.5]
    }

    fn output_kernel(self) -> impl Kernel<2> {
        OfOutput { constant: 1.0 }
    }
}
