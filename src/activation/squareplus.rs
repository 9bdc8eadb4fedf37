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
/// * **Accuracy**: within 1.6 ULP over all 2^32 inputs: below 0 it is `b / 2 / (√(x² + b) − x)`, which does
///   not cancel. The gradient is within 3.4 ULP on tiers that fuse multiply-add, 4.2 on the others.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more.
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

impl Map for Squareplus {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [1.6; 2]
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
        // The larger of x and 0, and b / 2 over |x| + √(x² + b), on both sides of 0. Halves of that sum, which may be
        // beyond f32; of what is so great that its square is, the root is no more.
        let (a, quarter) = (x.abs(), x.of(0.25 * self.b));
        let half = a * x.of(0.5);
        let square = x.of(1e18).min(half);
        let root = square.mul_add(square, quarter).sqrt().max(half);
        let mut below = quarter / (root + half);
        if !S::FAST {
            // It is a root of y² + |x|·y = b / 4: less what it misses this by, over the sum.
            let missing = below.neg_mul_add(x.of(f32::MAX).min(below + a), quarter);
            below = missing.mul_add(below * x.of(2.0 / self.b), below);
        }
        below + x.max(x.of(0.0))
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
