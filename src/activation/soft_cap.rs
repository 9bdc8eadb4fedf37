//! A cap without an edge.

use super::elementwise::{Map, require};
use crate::error::Result;
use crate::math::{Factor, sigmoid_of_sum, tanh};
use crate::simd::{F32s, Simd};

/// The soft cap: `y = cap · tanh(x / cap)`, about x for small x and never beyond ±cap.
///
#[doc = include_str!("plots/soft_cap.svg")]
///
/// * **Gradient**: `dy · (1 − tanh²(x / cap))`.
/// * **Accuracy**: within 2.5 ULP over all 2^32 inputs.
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
        [2.5, 3.0]
    }

    fn check(self) -> Result<()> {
        self.check_as("cap")
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        let v = Factor::of(1.0 / f64::from(self.cap)).times(x);
        // Where the quotient may have been rounded to a subnormal, tanh v is v.
        v.abs().lt(x.of(1e-4)).select(x, x.of(self.cap) * tanh(v))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let n = x.of(-61.9 * self.cap).max(x.neg_abs());
        let (v, low) = Factor::of(2.0 / f64::from(self.cap)).product(n);
        let minor = sigmoid_of_sum(v, low);
        x.of(4.0) * minor * (x.of(1.0) - minor) * dy
    }
}
