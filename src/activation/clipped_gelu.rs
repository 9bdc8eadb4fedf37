//! The Gaussian error linear unit between two numbers.

use super::Hardtanh;
use super::gelu::ByErf;
use crate::error::Result;
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The Gaussian error linear unit between two numbers: `y = min(max(gelu(x), min), max)`.
///
#[doc = include_str!("plots/clipped_gelu.svg")]
///
/// * **Gradient**: `dy · gelu'(x)` where min < gelu(x) < max, else 0; 0 at both ends, as of
///   [`Hardtanh`](crate::Hardtanh).
/// * **Accuracy**: that of [`Gelu::Erf`](crate::Gelu::Erf): within 1.7 ULP over all 2^32 inputs, 1.78 on tiers that
///   do not fuse multiply-add. The gradient is within 4.3 ULP on tiers that fuse multiply-add, 5.6 on the others: of
///   itself, or where it is less than half the greater of its two terms, near its zero, of that one. Which side of
///   an end gelu(x) is on is that of its rounded value.
/// * **Special values**: NaN gives NaN, forward and backward; −∞ gives −0 and ∞ gives max where min < 0 < max.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where min > max, or one is NaN.
/// * **Elsewhere**: Hugging Face's `gelu_10`, which is `ClippedGELUActivation(-10, 10)`: the default.
/// * **Source**: H. Wu et al., *Integer Quantization for Deep Learning Inference*, 2020.
///
/// ```
/// use activ8::{Activation, ClippedGelu};
///
/// let mut y = [-3e38, 20.0, 9.0];
/// ClippedGelu::default().forward_in_place(&mut y)?;
/// assert_eq!(y, [0.0, 10.0, 9.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ClippedGelu {
    /// The least result; −10 by default, which gelu never is.
    pub min: f32,
    /// The greatest result; 10 by default.
    pub max: f32,
}

impl Default for ClippedGelu {
    fn default() -> Self {
        Self { min: -10.0, max: 10.0 }
    }
}

impl Map for ClippedGelu {
    fn max_ulp(self) -> [f64; 2] {
        ByErf.max_ulp()
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        ByErf.max_ulp_gradient()
    }

    fn check(self) -> Result<()> {
        Hardtanh { min: self.min, max: self.max }.check()
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        ByErf.eval(x).clamp(self.min, self.max)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let y = ByErf.eval(x);
        let within = x.of(self.min).lt(y) & y.lt(x.of(self.max));
        within.select(ByErf.gradient(x, dy), x.nan_or(x.of(0.0)))
    }
}
