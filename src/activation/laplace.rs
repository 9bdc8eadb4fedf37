//! The normal distribution as an activation.

use crate::check::{finite, require};
use crate::error::Result;
use crate::math::{NORMAL_BOUND, Normal};
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The normal distribution: `y = ½ · (1 + erf((x − mu) / (sigma·√2))) = Φ((x − mu) / sigma)`.
///
#[doc = include_str!("plots/laplace.svg")]
///
/// * **Gradient**: `dy · φ((x − mu) / sigma) / sigma`, φ being the density.
/// * **Accuracy**: within 1.1 ULP over all 2^32 inputs, 1.9 on tiers that do not fuse multiply-add, the left tail
///   included, where 1 + erf leaves PyTorch without a digit. The gradient is within 3.2 ULP; it is 0 where the
///   derivative is less than 2^-178.
/// * **Special values**: −∞ gives 0, ∞ gives 1, NaN gives NaN.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where mu is not finite, or sigma not between 2^-60
///   and 2^60.
/// * **Elsewhere**: Hugging Face's `laplace`, `LaplaceActivation`. With mu = 0 and sigma = 1 it is the Φ of
///   [`Gelu`](crate::Gelu).
/// * **Source**: X. Ma et al., *Mega: Moving Average Equipped Gated Attention*, 2022.
///
/// ```
/// use activ8::{Activation, Laplace};
///
/// let mut y = [f32::NEG_INFINITY, -2.0, f32::INFINITY];
/// Laplace::default().forward_in_place(&mut y)?;
/// assert_eq!((y[0], y[2]), (0.0, 1.0));
/// let standard = Laplace { mu: 0.0, sigma: 1.0 };
/// let mut y = [-10.0, 1.0];
/// standard.forward_in_place(&mut y)?;
/// assert!((y[0] / 7.619853e-24 - 1.0).abs() < 1e-6);
/// assert!((y[1] / 0.841344746 - 1.0).abs() < 2e-7);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Laplace {
    /// Where y is ½; 0.707107 by default.
    pub mu: f32,
    /// The standard deviation; 0.282095 by default.
    pub sigma: f32,
}

impl Default for Laplace {
    #[expect(clippy::approx_constant, reason = "Hugging Face's number, of six digits")]
    fn default() -> Self {
        Self { mu: 0.707_107, sigma: 0.282_095 }
    }
}

impl Laplace {
    #[inline(always)]
    fn normal(self) -> Normal {
        Normal { mu: self.mu, sigma: self.sigma }
    }
}

impl Map for Laplace {
    fn max_ulp(self) -> [f64; 2] {
        NORMAL_BOUND
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [3.2; 2]
    }

    fn check(self) -> Result<()> {
        finite("mu", self.mu)?;
        let valid = (8.7e-19..=1.15e18).contains(&self.sigma);
        require("sigma", self.sigma, valid, "a number between 2^-60 and 2^60")
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        self.normal().cdf(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        self.normal().density_times(x, dy)
    }
}
