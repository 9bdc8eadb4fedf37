//! The exponential linear unit.

use crate::check::{finite, require};
use crate::error::Result;
use crate::math::{Scaled, TINY, elu, exp_scaled};
use crate::shape::{FromOutput, Kernel, Map};
use crate::simd::{F32s, Simd};

/// The exponential linear unit: `y = x` where x > 0, else `alpha · (e^x − 1)`.
///
#[doc = include_str!("plots/elu.svg")]
///
/// * **Gradient**: `dy` where x > 0, else `dy · alpha · e^x`; that is `dy · alpha` at 0, as in PyTorch.
/// * **Accuracy**: within 1.15 ULP over all 2^32 inputs for an alpha of 1, 1.8 for others, 2 on tiers that do
///   not fuse multiply-add. The gradient is within 1.6 ULP for an alpha of 1, 2.5 for others.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more.
/// * **Special values**: −∞ gives −alpha, −0 gives −0, NaN gives NaN.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where alpha is infinite or NaN.
/// * **Elsewhere**: `torch.nn.functional.elu`, ONNX `Elu`, Keras' `elu`, candle's `Tensor::elu`.
/// * **Source**: D. Clevert, T. Unterthiner and S. Hochreiter, *Fast and Accurate Deep Network Learning by
///   Exponential Linear Units*, 2015.
///
/// ```
/// use activ8::{Activation, Elu};
///
/// let mut y = [f32::NEG_INFINITY, -1e-30, 2.0];
/// Elu { alpha: 0.5 }.forward_in_place(&mut y)?;
/// assert_eq!(y, [-0.5, -0.5e-30, 2.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Elu {
    /// How far below 0 it goes; 1 by default.
    pub alpha: f32,
}

impl Default for Elu {
    fn default() -> Self {
        Self { alpha: 1.0 }
    }
}

impl Map for Elu {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        if self.alpha == 1.0 { [1.15; 2] } else { [1.8, 2.0] }
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        if self.alpha == 1.0 { [1.6; 2] } else { [2.5; 2] }
    }

    fn check(self) -> Result<()> {
        finite("alpha", self.alpha)
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        // A zero keeps its sign, and a NaN its own.
        x.lt(x.of(0.0)).select(elu(x, self.alpha), x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let (alpha, Scaled { value, scaled }) = (x.of(self.alpha), exp_scaled(x));
        let below = Scaled { value: value * alpha, scaled: scaled * alpha };
        x.of(0.0).lt(x).select(dy, below.times(x, TINY, dy))
    }
}

impl FromOutput for Elu {
    fn max_ulp_from_output(self) -> [f64; 2] {
        [1.5; 2]
    }

    fn check_from_output(self) -> Result<()> {
        require("alpha", self.alpha, self.alpha >= 0.0, super::from_output::AT_LEAST_0)
    }

    // alpha·e^x is y + alpha.
    fn output_kernel(self) -> impl Kernel<2> {
        OfOutput { above: 1.0, added: self.alpha, factor: 1.0 }
    }
}

/// The gradient of elu and its kin from their output: dy · `above` above 0, and dy · (y + `added`) · `factor` below.
#[derive(Clone, Copy)]
pub(super) struct OfOutput {
    pub(super) above: f32,
    pub(super) added: f32,
    pub(super) factor: f32,
}

impl Kernel<2> for OfOutput {
    #[inline(always)]
    fn eval<S: Simd>(self, [y, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        let below = (y + y.of(self.added)) * y.of(self.factor);
        [dy * y.of(0.0).lt(y).select(y.of(self.above), below)]
    }
}
