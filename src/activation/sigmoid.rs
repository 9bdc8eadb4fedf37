//! The logistic function.

use crate::math::{SIGMOID_BOUND, TINY, sigmoid, sigmoid_slope, sigmoid_times, sigmoid_with_slope};
use crate::shape::{FromOutput, Kernel, Map};
use crate::simd::{F32s, Simd};

/// The logistic function: `y = 1 / (1 + e^-x)`.
///
#[doc = include_str!("plots/sigmoid.svg")]
///
/// * **Gradient**: `dy · y · (1 − y)`, computed from the smaller of the two factors, so that it keeps
///   its digits where y is near 1.
/// * **Accuracy**: within 1.36 ULP over all 2^32 inputs, on every tier. The gradient is within 4.8 ULP.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more.
/// * **Special values**: −∞ gives 0, 0 gives ½, ∞ gives 1, NaN gives NaN. For x = −90 it is
///   8.19e-40, a subnormal, where 1 / (1 + e^90) has overflowed to 0.
/// * **Elsewhere**: `torch.sigmoid`, ONNX `Sigmoid`, `candle_nn::ops::sigmoid`.
///
/// ```
/// use activ8::{Activation, Sigmoid};
///
/// let x = [f32::NEG_INFINITY, -90.0, 0.0, 2.0];
/// let mut y = [0.0; 4];
/// Sigmoid.forward(&x, &mut y)?;
/// assert_eq!((y[0], y[2]), (0.0, 0.5));
/// assert!((y[1] / 8.194e-40 - 1.0).abs() < 1e-5);
/// assert!((y[3] / 0.880797078 - 1.0).abs() < 2e-7);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sigmoid;

impl Map for Sigmoid {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [SIGMOID_BOUND; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [4.8; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        sigmoid(x)
    }

    #[inline(always)]
    fn times<S: Simd>(self, x: F32s<S>, factor: F32s<S>) -> F32s<S> {
        sigmoid_times(x, factor)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let n = x.neg_abs();
        sigmoid_slope(x.of(-124.0).max(n), None, 1.0).times(n, TINY, dy)
    }

    #[inline(always)]
    fn with_slope_times<S: Simd>(self, x: F32s<S>, factors: [F32s<S>; 2]) -> [F32s<S>; 2] {
        let n = x.neg_abs();
        let [slope, value] = sigmoid_with_slope(x, x.of(-124.0).max(n));
        [slope.times(n, TINY, factors[0]), value.times(x, TINY, factors[1])]
    }
}

impl FromOutput for Sigmoid {
    fn max_ulp_from_output(self) -> [f64; 2] {
        [1.5, 2.3]
    }

    fn output_kernel(self) -> impl Kernel<2> {
        OfOutput { constant: 0.0 }
    }
}

/// The gradient of sigmoid, dy · y·(1 − y), from its output, with a `constant` of 0, and of tanh, dy · (1 − y²), with 1.
/// Where multiply-add is fused they are y and 1 less y², which is then rounded once.
#[derive(Clone, Copy)]
pub(super) struct OfOutput {
    pub(super) constant: f32,
}

impl Kernel<2> for OfOutput {
    #[inline(always)]
    fn eval<S: Simd>(self, [y, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        let constant = y.of(self.constant);
        let slope = if S::FUSED {
            y.neg_mul_add(y, y.mul_add(y.of(1.0 - self.constant), constant))
        } else {
            (y.of(1.0) - y) * (y + constant)
        };
        [dy * slope]
    }
}
