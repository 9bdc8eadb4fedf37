//! The error function.

use crate::math::{ERF_BOUND, erf, erf_slope_times};
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The error function: `y = erf x = 2/√π · ∫₀ˣ e^(−t²) dt`.
///
#[doc = include_str!("plots/erf.svg")]
///
/// * **Gradient**: `dy · 2/√π · e^(−x²)`.
/// * **Accuracy**: within 0.93 ULP over all 2^32 inputs, 0.85 on tiers that do not fuse multiply-add. The gradient
///   is within 3.2 ULP. Past ±10.3 it is 0.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more.
/// * **Special values**: ±∞ gives ±1, −0 gives −0, NaN gives NaN; past ±3.92 it is ±1.
/// * **Elsewhere**: `torch.erf`, ONNX `Erf`, candle's `Tensor::erf`.
///
/// ```
/// use activ8::{Activation, Erf};
///
/// let mut y = [0.0; 3];
/// Erf.forward(&[-0.0, 0.5, f32::INFINITY], &mut y)?;
/// assert_eq!((y[0], y[2]), (0.0, 1.0));
/// assert!(y[0].is_sign_negative());
/// assert!((y[1] / 0.5204998778 - 1.0).abs() < 2e-7);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Erf;

impl Map for Erf {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        ERF_BOUND
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [3.2; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        erf(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        erf_slope_times(x, dy)
    }
}
