//! The logarithm of the logistic function.

use crate::math::{LOG_SIGMOID_BOUND, exp_m1, log_sigmoid, sigmoid_times};
use crate::shape::{FromOutput, Map};
use crate::simd::{F32s, Simd};

/// The logarithm of the logistic function: `y = ln(sigmoid(x)) = −ln(1 + e^-x)`.
///
#[doc = include_str!("plots/log_sigmoid.svg")]
///
/// * **Gradient**: `dy · sigmoid(−x)`.
/// * **Accuracy**: within 1.95 ULP over all 2^32 inputs, 2.15 on tiers that do not fuse multiply-add. The
///   gradient is within 2.7 ULP.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more.
/// * **Special values**: −∞ gives −∞, ∞ gives −0, NaN gives NaN.
/// * **Elsewhere**: `torch.nn.functional.logsigmoid`, Keras' `log_sigmoid`.
///
/// ```
/// use activ8::{Activation, LogSigmoid};
///
/// let mut y = [-1000.0, 0.0, f32::INFINITY];
/// LogSigmoid.forward_in_place(&mut y)?;
/// assert_eq!(y, [-1000.0, -std::f32::consts::LN_2, 0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LogSigmoid;

impl Map for LogSigmoid {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        LOG_SIGMOID_BOUND
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [2.7; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        log_sigmoid(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        sigmoid_times(-x, dy)
    }
}

impl FromOutput for LogSigmoid {
    fn max_ulp_from_output(self) -> [f64; 2] {
        [1.8; 2]
    }

    // sigmoid(−x) is 1 − e^y.
    #[inline(always)]
    fn gradient_from_output<S: Simd>(self, y: F32s<S>, dy: F32s<S>) -> F32s<S> {
        dy * -exp_m1(y)
    }
}
