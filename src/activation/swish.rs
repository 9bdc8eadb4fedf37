//! x times the logistic function of a multiple.

use crate::check::require;
use crate::error::Result;
use crate::math::{
    Scaled, TINY, Tiny, fast_times_sigmoid, products, times_sigmoid, times_sigmoid_slope,
    times_sigmoid_with_slope,
};
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The swish with a parameter: `y = x · sigmoid(alpha · x)`.
///
#[doc = include_str!("plots/swish.svg")]
///
/// * **Gradient**: `dy · (σ(αx) + αx·σ(αx)·σ(−αx))`.
/// * **Accuracy**: within 1.88 ULP over all 2^32 inputs. The gradient is within 6.8 ULP on tiers that fuse
///   multiply-add, 6.9 on the others: of itself, or where it is less than half the greater of its two
///   terms, near its zero, of that one. With an alpha of 1 it is [`Silu`](crate::Silu), its gradient within 6.2 ULP and 6.5.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23·|x|, or 5 ULP where that is more.
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
        let a = x.abs().min(x.of(123.9 / self.alpha.abs()));
        let (v, low) = a.product(x.of(self.alpha.abs()));
        (a, v, low)
    }

    /// For a negative alpha it is −(−x)·sigmoid(|alpha|·(−x)): the function of x with its sign changed, and that x.
    #[inline(always)]
    fn value<S: Simd>(self, x: F32s<S>) -> (Scaled<S>, F32s<S>) {
        let (mirrored, (a, v, low)) = (x.with_sign_of(x.of(self.alpha)), self.argument(x));
        (times_sigmoid(mirrored, a, v, Some(low)), mirrored)
    }

    /// alpha·x between −123.9 and 40 in two parts, after x with the sign of alpha changed into that of the product.
    #[inline(always)]
    fn signed_argument<S: Simd>(self, x: F32s<S>) -> (F32s<S>, F32s<S>, F32s<S>) {
        let (mirrored, alpha) = (x.with_sign_of(x.of(self.alpha)), self.alpha.abs());
        let (v, low) = mirrored.clamp(-123.9 / alpha, 40.0 / alpha).product(x.of(alpha));
        (mirrored, v, low)
    }

    #[inline(always)]
    fn tiny(self) -> Tiny {
        TINY.over(self.alpha.abs())
    }
}

impl Map for Swish {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [1.88; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [6.8, 6.9]
    }

    fn check(self) -> Result<()> {
        let valid = (1e-5..=1e5).contains(&self.alpha.abs());
        require("alpha", self.alpha, valid, "a number of a size between 1e-5 and 1e5")
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        if S::FAST {
            let sign = x.of(self.alpha);
            return fast_times_sigmoid(x.with_sign_of(sign), self.alpha.abs()).with_sign_of(sign);
        }
        self.value(x).0.value.with_sign_of(x.of(self.alpha))
    }

    #[inline(always)]
    fn times<S: Simd>(self, x: F32s<S>, factor: F32s<S>) -> F32s<S> {
        let (value, mirrored) = self.value(x);
        value.times(mirrored, self.tiny(), factor).with_sign_of(x.of(self.alpha))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let (mirrored, v, low) = self.signed_argument(x);
        times_sigmoid_slope(v, Some(low), v).times(mirrored, self.tiny(), dy)
    }

    #[inline(always)]
    fn with_slope_times<S: Simd>(self, x: F32s<S>, factors: [F32s<S>; 2]) -> [F32s<S>; 2] {
        let (mirrored, v, low) = self.signed_argument(x);
        products(times_sigmoid_with_slope(x, v, Some(low), v), mirrored, self.tiny(), factors)
    }
}
