//! The continuously differentiable exponential linear unit.

use super::elu::OfOutput;
use crate::check::require;
use crate::error::Result;
use crate::math::{Factor, TINY, celu, exp_of_sum_scaled};
use crate::shape::{FromOutput, Kernel, Map};
use crate::simd::{F32s, Simd};

/// The continuously differentiable exponential linear unit: `y = x` where x > 0, else
/// `alpha · (e^(x/alpha) − 1)`.
///
#[doc = include_str!("plots/celu.svg")]
///
/// * **Gradient**: `dy` where x > 0, else `dy · e^(x/alpha)`.
/// * **Accuracy**: within 1.15 ULP over all 2^32 inputs for an alpha of 1, 1.8 for others, 2.1 on tiers that do
///   not fuse multiply-add. The gradient is within 1.6 ULP.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more.
/// * **Special values**: −∞ gives −alpha, −0 gives −0, NaN gives NaN.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where alpha is not between 2^-60 and 2^60
///   (PyTorch takes a negative alpha too, for which this is no activation).
/// * **Elsewhere**: `torch.nn.functional.celu`, ONNX `Celu`, Keras' `celu`.
/// * **Source**: J. Barron, *Continuously Differentiable Exponential Linear Units*, 2017.
///
/// ```
/// use activ8::{Activation, Celu};
///
/// let mut y = [f32::NEG_INFINITY, -0.0, 2.0];
/// Celu { alpha: 0.5 }.forward_in_place(&mut y)?;
/// assert_eq!(y, [-0.5, -0.0, 2.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Celu {
    /// How far below 0 it goes, and how slowly; 1 by default.
    pub alpha: f32,
}

impl Default for Celu {
    fn default() -> Self {
        Self { alpha: 1.0 }
    }
}

impl Celu {
    /// x / alpha in two parts, down to where e^(x/alpha) is 0.
    #[inline(always)]
    fn quotient<S: Simd>(self, x: F32s<S>) -> (F32s<S>, F32s<S>) {
        Factor::of(1.0 / f64::from(self.alpha)).product(x.of(-124.0 * self.alpha).max(x))
    }
}

impl Map for Celu {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        if self.alpha == 1.0 { [1.15; 2] } else { [1.8, 2.1] }
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [1.6; 2]
    }

    fn check(self) -> Result<()> {
        let valid = (8.7e-19..=1.15e18).contains(&self.alpha);
        require("alpha", self.alpha, valid, "a number between 2^-60 and 2^60")
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        x.lt(x.of(0.0)).select(celu(x, self.alpha), x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let (v, low) = self.quotient(x);
        let below = exp_of_sum_scaled(v, low).times(x, TINY.over(1.0 / self.alpha), dy);
        x.of(0.0).lt(x).select(dy, below)
    }
}

impl FromOutput for Celu {
    fn max_ulp_from_output(self) -> [f64; 2] {
        if self.alpha == 1.0 { [1.5; 2] } else { [2.5; 2] }
    }

    // e^(x/alpha) is (y + alpha) / alpha.
    fn output_kernel(self) -> impl Kernel<2> {
        OfOutput { above: 1.0, added: self.alpha, factor: 1.0 / self.alpha }
    }
}
