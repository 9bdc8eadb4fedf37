//! The Poisson likelihood of counts.

use super::elements::run_pair;
use super::pointwise::Pointwise;
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::Result;
use crate::math::{exp, ln};
use crate::place::Place;
use crate::simd::{F32s, Simd};

/// The negative log-likelihood of counts t under Poisson distributions: `e^x − t·x`, the input x being the
/// logarithm of the expected count; `x − t·ln(x + eps)` where it is the count itself.
///
/// With [`full`](Self::full) Stirling's `t·ln t − t + ½·ln(2π·t)` is added where t is above 1: it makes the
/// value a likelihood and does not depend on x.
///
/// * **Gradient**: `e^x − t`, or `1 − t / (x + eps)`, times 1/n for a mean.
/// * **Accuracy**: each, and its gradient, within 3.5 ULP of the greatest of its terms, or of itself where that is
///   greater. An eps that is far below x counts all the same.
/// * **Special values**: NaN gives NaN; a count of 0 costs `e^x`, 0 for x = −∞.
/// * **Errors**: [`Error::Value`](crate::Error::Value) where a target, or an input of counts, is negative or
///   NaN, of which PyTorch takes the logarithm; [`Error::Parameter`](crate::Error::Parameter) where eps is
///   not above 0.
/// * **Elsewhere**: `torch.nn.functional.poisson_nll_loss`.
///
/// ```
/// use activ8::{Loss, PoissonNll};
///
/// let mut each = [0.0; 2];
/// PoissonNll::default().forward_each(&[0.0, 0.0], &[0.0, 3.0], &mut each)?;
/// assert_eq!(each, [1.0, 1.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PoissonNll {
    /// Whether the input is the logarithm of the expected count, as it is by default.
    pub log_input: bool,
    /// Whether to add Stirling's approximation of ln t!.
    pub full: bool,
    /// Added to an input of counts, against ln 0; 1e-8 by default.
    pub eps: f32,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

impl Default for PoissonNll {
    fn default() -> Self {
        Self { log_input: true, full: false, eps: 1e-8, reduction: Reduction::Mean }
    }
}

super::sum::reduced! { PoissonNll }

impl PoissonNll {
    /// ln(x + eps), of the sum before it is rounded: beside a large x eps would be lost.
    #[inline(always)]
    fn logarithm<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        let (sum, lost) = x.two_sum(x.of(self.eps));
        let finite = sum.lt(x.of(f32::INFINITY));
        ln(sum) + finite.select(lost / sum, x.of(0.0))
    }
}

impl Pointwise for PoissonNll {
    #[inline(always)]
    fn value<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> F32s<S> {
        let zero = x.of(0.0);
        let (expected, logarithm) = if self.log_input { (exp(x), x) } else { (x, self.logarithm(x)) };
        let likely = t.eq(zero).select(zero, t * logarithm);
        let value = expected - x.nan_or(likely);
        if !self.full {
            return value;
        }
        let stirling = t * ln(t) - t + x.of(0.5) * ln(t * x.of(core::f32::consts::TAU));
        x.of(1.0).lt(t).select(value + stirling, value)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [x, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let slope = if self.log_input { exp(x) - t } else { x.of(1.0) - t / (x + x.of(self.eps)) };
        [slope * factor]
    }
}

impl Loss for PoissonNll {
    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        let LossVerb { inputs: [input], target, .. } = verb;
        check::require("eps", self.eps, self.eps > 0.0 && self.eps.is_finite(), "a finite number above 0")?;
        check::length("target", target.len(), input.len())?;
        let level = place.level()?;
        if !self.log_input {
            check::any(level, "input", input, check::not_negative)?;
        }
        check::any(level, "target", target, check::not_negative)?;
        run_pair(self, self.reduction, [None; 2], place, verb)
    }
}
