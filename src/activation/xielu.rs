//! The expanded integral of the exponential linear unit.

use crate::check::finite;
use crate::error::Result;
use crate::math::exp_m1_negative;
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The xIELU: `y = alpha_p·x² + beta·x` where x > 0, else
/// `alpha_n·(e^min(x, eps) − 1 − x) + beta·x`.
///
#[doc = include_str!("plots/xielu.svg")]
///
/// * **Gradient**: `dy · (2·alpha_p·x + beta)` where x > 0, else `dy · (alpha_n·(e^x − 1) + beta)`, with 0
///   for e^x where x > eps.
/// * **Accuracy**: within 4 ULP over all 2^32 inputs: of itself, or of the greatest of its terms
///   alpha_p·x², alpha_n·(e^x − 1), alpha_n·x and beta·x if that is greater. The gradient is within 3.4 ULP
///   on tiers that fuse multiply-add, 3.8 on the others: of itself, or where it is less than half the
///   greater of its two terms, near its zero, of that one.
/// * **Special values**: ±∞ gives the limit, NaN gives NaN.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where a parameter is infinite or NaN.
/// * **Elsewhere**: Hugging Face's `xielu`, of Apertus, whose alphas are softplus of what it learns.
/// * **Source**: A. Huang and I. Schlag, *Deriving Activation Functions Using Integration*, 2024.
///
/// ```
/// use activ8::{Activation, XIelu};
///
/// let mut y = [0.0, 1.0];
/// XIelu { alpha_p: 1.0, ..XIelu::default() }.forward_in_place(&mut y)?;
/// assert_eq!(y[1], 1.5);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct XIelu {
    /// The factor of x² above 0; 0.8 by default.
    pub alpha_p: f32,
    /// The factor below 0; 0.8 by default.
    pub alpha_n: f32,
    /// The factor of x; ½ by default.
    pub beta: f32,
    /// The greatest exponent; −1e-6 by default.
    pub eps: f32,
}

impl Default for XIelu {
    fn default() -> Self {
        Self { alpha_p: 0.8, alpha_n: 0.8, beta: 0.5, eps: -1e-6 }
    }
}

impl Map for XIelu {
    fn max_ulp(self) -> [f64; 2] {
        [4.0; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [3.4, 3.8]
    }

    fn check(self) -> Result<()> {
        finite("alpha_p", self.alpha_p)?;
        finite("alpha_n", self.alpha_n)?;
        finite("beta", self.beta)?;
        let valid = self.eps <= 0.0 && self.eps.is_finite();
        crate::check::require("eps", self.eps, valid, "a finite number that is not positive")
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        let beta = x.of(self.beta);
        // Not 0 · ∞, where there is no square, or no line either.
        let greatest = if self.alpha_p == 0.0 { x.of(f32::MAX).min(x) } else { x };
        let factor = if self.beta == 0.0 { greatest } else { x };
        let above = factor * x.of(self.alpha_p).mul_add(greatest, beta);
        let (high, low) = exp_m1_negative(x.of(self.eps).min(x));
        // Not high − x, which at −∞ would leave ∞ − ∞; nor 0 · ∞, where the factors of x cancel.
        let least = if self.beta == self.alpha_n { f32::MIN } else { f32::NEG_INFINITY };
        let below =
            x.of(least).max(x).mul_add(x.of(self.beta - self.alpha_n), (high + low) * x.of(self.alpha_n));
        x.of(0.0).lt(x).select(above, below)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let (one, zero, beta) = (x.of(1.0), x.of(0.0), x.of(self.beta));
        // Not 0 · ∞.
        let above = if self.alpha_p == 0.0 { beta } else { x.of(2.0 * self.alpha_p).mul_add(x, beta) };
        let (high, low) = exp_m1_negative(x);
        let e_m1 = x.of(self.eps).lt(x).select(-one, high + low);
        let below = e_m1.mul_add(x.of(self.alpha_n), beta);
        zero.lt(x).select(above, below) * dy
    }
}
