//! Lines in place of the logistic function.

use crate::check::finite;
use crate::error::Result;
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// PyTorch's hard sigmoid: `y = min(max(x + 3, 0), 6) / 6`.
///
#[doc = include_str!("plots/hardsigmoid.svg")]
///
/// * **Gradient**: `dy / 6` where −3 < x < 3, else 0.
/// * **Accuracy**: within 1.34 ULP over all 2^32 inputs. The gradient is within 0.67 ULP.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 3.1 ULP.
/// * **Special values**: NaN gives NaN, forward and backward; −∞ gives 0, ∞ gives 1.
/// * **Elsewhere**: `torch.nn.functional.hardsigmoid`, Keras' and ggml's; ONNX's `HardSigmoid` is
///   [`LinearHardsigmoid`].
/// * **Source**: A. Howard et al., *Searching for MobileNetV3*, 2019.
///
/// ```
/// use activ8::{Activation, Hardsigmoid};
///
/// let mut y = [-4.0, 0.0, 1.5];
/// Hardsigmoid.forward_in_place(&mut y)?;
/// assert_eq!(y, [0.0, 0.5, 0.75]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hardsigmoid;

/// (x + 3) / 6 in one operation, with what little over a sixth keeps three times it a float, so that −3 gives 0: 2^-23
/// of it too much.
#[inline(always)]
pub(super) fn line<S: Simd>(x: F32s<S>) -> F32s<S> {
    const OVER: f32 = f32::from_bits(0x3e2a_aaac);
    x.mul_add(x.of(OVER), x.of(3.0 * OVER))
}

/// x / 6: by two floats that are a sixth, where they are multiplied without another rounding.
#[inline(always)]
pub(super) fn sixth<S: Simd>(x: F32s<S>) -> F32s<S> {
    const SIXTH: f32 = 1.0 / 6.0;
    if S::FUSED {
        return x.mul_add(x.of(SIXTH), x * x.of((1.0 / 6.0 - SIXTH as f64) as f32));
    }
    x / x.of(6.0)
}

impl Map for Hardsigmoid {
    const HAS_FAST: bool = true;
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [1.34; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.67; 2]
    }

    // The sum as a product with 1: many cores add where they compare, and multiply elsewhere.
    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        if S::FAST {
            return line(x).clamp(0.0, 1.0);
        }
        // 6 times the float is rounded to 1.
        (x.mul_add(x.of(1.0), x.of(3.0)) * x.of(1.0 / 6.0)).clamp(0.0, 1.0)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let three = x.of(3.0);
        x.abs().lt(three).select(dy * x.of(1.0 / 6.0), x.nan_or(x.of(0.0)))
    }
}

/// ONNX's hard sigmoid: `y = min(max(alpha · x + beta, 0), 1)`.
///
#[doc = include_str!("plots/linear_hardsigmoid.svg")]
///
/// * **Gradient**: `dy · alpha` where 0 < alpha·x + beta < 1, else 0.
/// * **Accuracy**: correctly rounded on tiers that fuse multiply-add, within 0.51 ULP on the others. The
///   gradient is correctly rounded.
/// * **Special values**: NaN gives NaN, forward and backward; ±∞ gives the limit, and NaN where alpha is 0.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where a parameter is infinite or NaN.
/// * **Elsewhere**: ONNX `HardSigmoid`, with 0.2 and 0.5 too; PyTorch's is [`Hardsigmoid`].
///
/// ```
/// use activ8::{Activation, LinearHardsigmoid};
///
/// let mut y = [-4.0, 0.0, 3.0];
/// LinearHardsigmoid::default().forward_in_place(&mut y)?;
/// assert_eq!(y, [0.0, 0.5, 1.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearHardsigmoid {
    /// The slope; 0.2 by default.
    pub alpha: f32,
    /// The value at 0; 0.5 by default.
    pub beta: f32,
}

impl Default for LinearHardsigmoid {
    fn default() -> Self {
        Self { alpha: 0.2, beta: 0.5 }
    }
}

impl LinearHardsigmoid {
    #[inline(always)]
    fn line<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        let (alpha, beta) = (x.of(self.alpha), x.of(self.beta));
        if S::FUSED {
            return x.mul_add(alpha, beta);
        }
        let (product, error) = x.product(alpha);
        let (sum, lost) = product.two_sum(beta);
        // Infinite sums lose nothing.
        lost.eq(lost).select(sum + (error + lost), sum)
    }
}

impl Map for LinearHardsigmoid {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [0.5, 0.51]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.5; 2]
    }

    fn check(self) -> Result<()> {
        finite("alpha", self.alpha)?;
        finite("beta", self.beta)
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        self.line(x).clamp(0.0, 1.0)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        // Elsewhere x between 0 and 0: 0, or a NaN.
        let (zero, y) = (x.of(0.0), self.line(x));
        (zero.lt(y) & y.lt(x.of(1.0))).select(dy * x.of(self.alpha), x.clamp(0.0, 0.0))
    }
}
