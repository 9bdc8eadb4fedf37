//! A rectified linear unit by a square root.

use crate::check::require;
use crate::error::Result;
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The squareplus: `y = (x + √(x² + b)) / 2`.
///
#[doc = include_str!("plots/squareplus.svg")]
///
/// * **Gradient**: `dy · y / √(x² + b)`.
/// * **Accuracy**: within 2.4 ULP over all 2^32 inputs: below 0 it is `b / 2 / (√(x² + b) − x)`, which does
///   not cancel. The gradient is within 3.4 ULP on tiers that fuse multiply-add, 4.2 on the others.
/// * **Special values**: −∞ gives 0, ∞ gives ∞, NaN gives NaN.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where b is not between 2^-60 and 2^60.
/// * **Elsewhere**: Keras' `squareplus`, with 4 too.
/// * **Source**: J. Barron, *Squareplus: A Softplus-Like Algebraic Rectifier*, 2021.
///
/// ```
/// use activ8::{Activation, Squareplus};
///
/// let mut y = [f32::NEG_INFINITY, 0.0, 1e30];
/// Squareplus::default().forward_in_place(&mut y)?;
/// assert_eq!(y, [0.0, 1.0, 1e30]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Squareplus {
    /// The square of twice the value at 0; 4 by default.
    pub b: f32,
}

impl Default for Squareplus {
    fn default() -> Self {
        Self { b: 4.0 }
    }
}

impl Squareplus {
    /// √(x² + b), for which x² may be too great a number.
    #[inline(always)]
    fn root<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        let a = x.abs();
        a.lt(x.of(1e18)).select(x.mul_add(x, x.of(self.b)).sqrt(), a)
    }

    /// (|x| + √(x² + b)) / 2, half since the whole may be beyond f32, and what its rounding has lost.
    #[inline(always)]
    fn half_sum<S: Simd>(self, x: F32s<S>) -> (F32s<S>, F32s<S>) {
        let half = x.of(0.5);
        (self.root(x) * half).fast_two_sum(x.abs() * half)
    }
}

impl Map for Squareplus {
    fn max_ulp(self) -> [f64; 2] {
        [2.4; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [3.4, 4.2]
    }

    fn check(self) -> Result<()> {
        let valid = (8.7e-19..=1.15e18).contains(&self.b);
        require("b", self.b, valid, "a number between 2^-60 and 2^60")
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        let (sum, lost) = self.half_sum(x);
        let below = x.of(0.25 * self.b) / sum;
        // What the sum has lost (of ∞ any number does), of the quotient: times −1 / sum, which is
        // −quotient / (b / 4).
        let lost = lost.min(x.of(1e30));
        let below = (below * below).neg_mul_add(lost * x.of(4.0 / self.b), below);
        x.of(0.0).lt(x).select(sum, below)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let (a, half, b) = (x.abs(), x.of(0.5), x.of(self.b));
        let square = x.mul_add(x, b);
        let root = square.sqrt();
        // Below 0 it is b / 2 over the root and its sum with |x|: their product is rounded once less than they are.
        // The slope may be subnormal where its product with dy is not.
        let above = x.of(0.0).lt(x);
        let quotient = above.select(a, half * b * dy) / above.select(root, a.mul_add(root, square));
        let product = above.select(dy * quotient.mul_add(half, half), quotient);
        let small = a.lt(x.of(1e18));
        if small.all() {
            return product;
        }
        // There the root is |x|, and x² may be beyond f32.
        let below = x.of(0.25) * b * dy / a / a;
        small.select(product, above.select(dy, x.nan_or(below)))
    }
}
