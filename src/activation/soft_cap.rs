//! A cap without an edge.

use crate::check::require;
use crate::error::Result;
use crate::math::{Factor, TINY, sigmoid_slope, tanh_times};
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The soft cap: `y = cap · tanh(x / cap)`, about x for small x and never beyond ±cap.
///
#[doc = include_str!("plots/soft_cap.svg")]
///
/// * **Gradient**: `dy · (1 − tanh²(x / cap))`.
/// * **Accuracy**: within 1.7 ULP over all 2^32 inputs. The gradient is within 5.2 ULP.
/// * **Special values**: ±∞ gives ±cap, −0 gives −0, NaN gives NaN.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where the cap is not between 2^-60 and 2^60.
/// * **Elsewhere**: Gemma 2's soft-capping, 50 for attention and 30 for logits; `softcap` of ONNX
///   `Attention`.
/// * **Source**: Gemma Team, *Gemma 2: Improving Open Language Models at a Practical Size*, 2024.
///
/// ```
/// use activ8::{Activation, SoftCap};
///
/// let mut y = [f32::NEG_INFINITY, 0.001, 1e30];
/// SoftCap { cap: 30.0 }.forward_in_place(&mut y)?;
/// assert_eq!(y, [-30.0, 0.001, 30.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SoftCap {
    /// The cap; 30 by default, as for Gemma 2's logits.
    pub cap: f32,
}

impl Default for SoftCap {
    fn default() -> Self {
        Self { cap: 30.0 }
    }
}

impl SoftCap {
    /// Refuses a cap without a meaning, under the name that the caller has for it.
    pub(crate) fn check_as(self, argument: &'static str) -> Result<()> {
        let valid = (8.7e-19..=1.15e18).contains(&self.cap);
        require(argument, self.cap, valid, "a number between 2^-60 and 2^60")
    }
}

impl Map for SoftCap {
    fn max_ulp(self) -> [f64; 2] {
        [1.7; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [5.2; 2]
    }

    fn check(self) -> Result<()> {
        self.check_as("cap")
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        // An infinite x has no low part: any number far beyond the cap does.
        let a = x.abs();
        let (v, low) = Factor::of(1.0 / f64::from(self.cap)).product(x.of(16.0 * self.cap).min(a));
        tanh_times(self.cap, v, low, a).or_sign(x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let n = x.of(-61.9 * self.cap).max(x.neg_abs());
        let (v, low) = Factor::of(2.0 / f64::from(self.cap)).product(n);
        sigmoid_slope(v, Some(low), 4.0).times(x.neg_abs(), TINY.over(2.0 / self.cap), dy)
    }
}
