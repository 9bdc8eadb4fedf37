//! A multiple of the hyperbolic tangent of a multiple.

use crate::check::require;
use crate::error::Result;
use crate::math::{Factor, Scaled, TINY, sigmoid_slope, tanh_times};
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// ONNX's scaled hyperbolic tangent: `y = alpha · tanh(beta · x)`.
///
#[doc = include_str!("plots/scaled_tanh.svg")]
///
/// * **Gradient**: `dy · alpha · beta · (1 − tanh²(beta·x))`.
/// * **Accuracy**: within 1.9 ULP over all 2^32 inputs, on tiers that do not fuse multiply-add within 2.5, which
///   values below 2^-100 need. The gradient is within 5.5 ULP. With both parameters 1 it is
///   [`Tanh`](crate::Tanh), within 1.2 ULP and 1.15, its gradient within 5 ULP.
/// * **Special values**: an infinite x gives ±alpha, NaN gives NaN.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where the size of a parameter is not
///   between 2^-60 and 2^60.
/// * **Elsewhere**: ONNX `ScaledTanh`, where both have no default; here both are 1. LeCun's has 1.7159
///   and 2/3. [`SoftCap`](crate::SoftCap) is that of c and 1/c.
///
/// ```
/// use activ8::{Activation, ScaledTanh};
///
/// let mut y = [f32::NEG_INFINITY, -0.0];
/// ScaledTanh { alpha: 1.7159, beta: 0.6666667 }.forward_in_place(&mut y)?;
/// assert_eq!(y, [-1.7159, -0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScaledTanh {
    /// The limit at ∞; 1 by default.
    pub alpha: f32,
    /// The factor of x; 1 by default.
    pub beta: f32,
}

impl Default for ScaledTanh {
    fn default() -> Self {
        Self { alpha: 1.0, beta: 1.0 }
    }
}

impl ScaledTanh {
    #[inline(always)]
    fn product(self) -> Factor {
        Factor::of(f64::from(self.alpha) * f64::from(self.beta))
    }
}

impl Map for ScaledTanh {
    fn max_ulp(self) -> [f64; 2] {
        [1.9, 2.5]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [5.5; 2]
    }

    fn check(self) -> Result<()> {
        for (argument, value) in [("alpha", self.alpha), ("beta", self.beta)] {
            let valid = (8.7e-19..=1.15e18).contains(&value.abs());
            require(argument, value, valid, "a number of a size between 2^-60 and 2^60")?;
        }
        Ok(())
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        // An infinite x has no low part: any number that is far beyond 1 times beta does.
        let (a, beta) = (x.abs(), self.beta.abs());
        let (v, low) = x.of(16.0 / beta).min(a).product(x.of(beta));
        let product = Factor::of(f64::from(self.alpha) * f64::from(beta)).times(a);
        tanh_times(self.alpha, v, low, product).with_sign_of(x.with_sign_of(x.of(self.beta)))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let double = 2.0 * self.beta.abs();
        let (v, low) = x.of(-123.9 / double).max(x.neg_abs()).product(x.of(double));
        let Scaled { value, scaled } = sigmoid_slope(v, Some(low), 4.0);
        let slope = Scaled { value: self.product().times(value), scaled: self.product().times(scaled) };
        slope.times(x.neg_abs(), TINY.over(double), dy)
    }
}
