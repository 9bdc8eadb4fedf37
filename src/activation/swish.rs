//! x times the logistic function of a multiple.

use super::elementwise::{Map, require};
use crate::error::Result;
use crate::math::{times_sigmoid, times_sigmoid_slope};
use crate::simd::{F32s, Simd};

/// The swish with a parameter: `y = x · sigmoid(alpha · x)`.
///
#[doc = include_str!("plots/swish.svg")]
///
/// * **Gradient**: `dy · (σ(αx) + αx·σ(αx)·σ(−αx))`.
/// * **Accuracy**: within 1.88 ULP over all 2^32 inputs.
/// * **Special values**: an infinite x gives ±∞ or a zero, the limit; NaN gives NaN.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where the size of alpha is not between
///   1e-5 and 1e5.
/// * **Elsewhere**: ONNX `Swish`, and `QuickGelu` with 1.702, which is
///   [`Gelu::Quick`](crate::Gelu::Quick); [`Silu`](crate::Silu) is that of 1.
/// * **Source**: P. Ramachandran, B. Zoph and Q. Le, *Searching for Activation Functions*, 2017.
///
/// ```
/// use activ8::{Activation, Swish};
///
/// let mut y = [0.0, f32::INFINITY];
/// Swish { alpha: 2.0 }.forward_in_place(&mut y)?;
/// assert_eq!(y, [0.0, f32::INFINITY]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Swish {
    /// The multiple; 1 by default.
    pub alpha: f32,
}

impl Default for Swish {
    fn default() -> Self {
        Self { alpha: 1.0 }
    }
}

impl Swish {
    /// |x| where |alpha·x| ≤ 124, else the nearest such number; with |alpha·x|, and what its rounding lost.
    #[inline(always)]
    fn argument<S: Simd>(self, x: F32s<S>) -> (F32s<S>, F32s<S>, F32s<S>) {
        let a = x.of(123.9 / self.alpha.abs()).min(x.abs());
        let (v, low) = a.product(x.of(self.alpha.abs()));
        (a, v, low)
    }
}

impl Map for Swish {
    fn max_ulp(self) -> [f64; 2] {
        [1.88; 2]
    }

    fn check(self) -> Result<()> {
        let valid = (1e-5..=1e5).contains(&self.alpha.abs());
        require("alpha", self.alpha, valid, "a number of a size between 1e-5 and 1e5")
    }

    // For a negative alpha it is −(−x)·sigmoid(|alpha|·(−x)).
    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        let (sign, (a, v, low)) = (x.of(self.alpha), self.argument(x));
        times_sigmoid(x.with_sign_of(sign), a, v, Some(low)).with_sign_of(sign)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let (_, v, low) = self.argument(x);
        times_sigmoid_slope(x.with_sign_of(x.of(self.alpha)), -v, Some(-low), v) * dy
    }
}
