//! The smooth rectified linear unit.

use crate::check::require;
use crate::error::Result;
use crate::math::{
    Factor, SCALE, SOFTPLUS_BOUND, Scaled, TINY, Tiny, exp_m1, sigmoid_scaled, sigmoid_times, softplus,
    softplus_times,
};
use crate::shape::{FromOutput, Map};
use crate::simd::{F32s, Simd};

/// The softplus: `y = ln(1 + e^(beta·x)) / beta`, and x where beta·x > threshold.
///
#[doc = include_str!("plots/softplus.svg")]
///
/// * **Gradient**: `dy · sigmoid(beta·x)`, and `dy` where beta·x > threshold.
/// * **Accuracy**: within 1.95 ULP over all 2^32 inputs with a beta of 1, 3 with others; 2.15 and 3.15 on
///   tiers that do not fuse multiply-add (of the function with its threshold: at the default one x is the
///   function's value, rounded). The gradient is within 2.8 ULP.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more, for a beta of 1.
/// * **Special values**: −∞ gives 0, ∞ gives ∞, NaN gives NaN.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where beta is not between 2^-60 and 2^60,
///   or the threshold is NaN.
/// * **Elsewhere**: `torch.nn.functional.softplus`; ONNX `Softplus` and Keras' have neither parameter.
/// * **Source**: C. Dugas et al., *Incorporating Second-Order Functional Knowledge for Better Option
///   Pricing*, 2000.
///
/// ```
/// use activ8::{Activation, Softplus};
///
/// let mut y = [f32::NEG_INFINITY, 0.0, 100.0];
/// Softplus::default().forward_in_place(&mut y)?;
/// assert_eq!(y, [0.0, std::f32::consts::LN_2, 100.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Softplus {
    /// How sharp its bend is; 1 by default.
    pub beta: f32,
    /// From where on it is x; 20 by default.
    pub threshold: f32,
}

impl Default for Softplus {
    fn default() -> Self {
        Self { beta: 1.0, threshold: 20.0 }
    }
}

/// That of a beta of 1.
#[derive(Clone, Copy)]
pub(super) struct Unit {
    pub(super) threshold: f32,
}

impl Map for Unit {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        SOFTPLUS_BOUND
    }

    fn check(self) -> Result<()> {
        Softplus { beta: 1.0, threshold: self.threshold }.check()
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [2.8; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        x.le(x.of(self.threshold)).select(softplus(x), x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        x.of(self.threshold).lt(x).select(dy, sigmoid_times(x, dy))
    }
}

impl Map for Softplus {
    fn max_ulp(self) -> [f64; 2] {
        if self.beta == 1.0 { SOFTPLUS_BOUND } else { [3.0, 3.15] }
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [2.8; 2]
    }

    fn check(self) -> Result<()> {
        let valid = (8.7e-19..=1.15e18).contains(&self.beta);
        require("beta", self.beta, valid, "a number between 2^-60 and 2^60")?;
        require("threshold", self.threshold, !self.threshold.is_nan(), "a number")
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        // Clamped where v is ±2^20, so that its low part is a number; what is above the threshold is x.
        let limit = 1_048_576.0 / self.beta;
        let (v, low) = x.clamp(-limit, limit).product(x.of(self.beta));
        let y = softplus_times(v, low, Factor::of(1.0 / f64::from(self.beta)));
        // A NaN is not below.
        v.le(x.of(self.threshold.min(1_000_000.0))).select(y, x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let n = x.of(-123.9 / self.beta).max(x.neg_abs());
        let (v, low) = n.product(x.of(self.beta));
        let product = sigmoid_scaled(x, v, Some(low)).times(x, TINY.over(self.beta), dy);
        x.of(self.threshold).lt(x * x.of(self.beta)).select(dy, product)
    }
}

impl FromOutput for Softplus {
    fn max_ulp_from_output(self) -> [f64; 2] {
        if self.beta == 1.0 { [1.8; 2] } else { [2.5; 2] }
    }

    // sigmoid(beta·x) is 1 − e^(−beta·y), and beta·y where that is less than 2^-64.
    #[inline(always)]
    fn gradient_from_output<S: Simd>(self, y: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let beta = y.of(self.beta);
        let value = -exp_m1(y * -beta);
        let scaled = y * y.of(SCALE) * beta;
        let tiny = Tiny { below: 1.0 / SCALE / self.beta, zero: f32::NEG_INFINITY };
        let below = Scaled { value, scaled }.times(y, tiny, dy);
        y.of(self.threshold).lt(y * beta).select(dy, below)
    }
}
