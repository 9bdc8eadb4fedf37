//! Binary cross-entropy, of probabilities and of logits.

use super::Reduction;
use super::pointwise::{Pointwise, pointwise};
use crate::check;
use crate::error::Result;
use crate::math::{exp, ln_1p_unit, ln_positive, ln_with_lost, sigmoid_minor};
use crate::simd::{F32s, Simd};
use crate::tier::Level;

/// −(t·ln p + (1 − t)·ln(1 − p)).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BinaryCrossEntropy {
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

/// Binary cross-entropy of sigmoid(x).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BinaryCrossEntropyWithLogits {
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

pointwise! { BinaryCrossEntropy BinaryCrossEntropyWithLogits }

impl Pointwise for BinaryCrossEntropy {
    #[inline(always)]
    fn value<S: Simd>(self, p: F32s<S>, t: F32s<S>) -> F32s<S> {
        let (one, least) = (p.of(1.0), p.of(-100.0));
        // Of 0 both logarithms are below the clamp or NaN, which it takes for −100 too.
        if (t * t).eq(t).all() {
            // Labels of 0 and 1, as most are: one logarithm, and the same bits as below.
            let label = t.eq(one);
            let other = one - p;
            let lost = label.select(p.of(0.0), (one - other) - p);
            return -ln_with_lost(label.select(p, other), lost).max(least);
        }
        let (right, wrong) = (ln_positive(p).max(least), ln_1p_unit(-p).max(least));
        // wrong + t·(right − wrong) would cancel.
        -(t * right + (one - t) * wrong)
    }

    #[inline(always)]
    fn derivative<S: Simd>(self, p: F32s<S>, t: F32s<S>) -> F32s<S> {
        (p - t) / (p * (p.of(1.0) - p)).max(p.of(1e-12))
    }

    fn reduction(self) -> Reduction {
        self.reduction
    }

    fn check(self, level: Level, input: &[f32], target: &[f32]) -> Result<()> {
        check::probabilities(level, "input", input)?;
        check::probabilities(level, "target", target)
    }
}

impl Pointwise for BinaryCrossEntropyWithLogits {
    // |x|·(what the target lacks to the side that x takes) + ln(1 + e^−|x|): terms of one sign, and
    // no 0·∞ where an infinite x agrees with the target.
    #[inline(always)]
    fn value<S: Simd>(self, x: F32s<S>, t: F32s<S>) -> F32s<S> {
        let zero = x.of(0.0);
        let lack = zero.lt(x).select(x.of(1.0) - t, t);
        let linear = lack.eq(zero).select(zero, x.abs() * lack);
        linear + ln_1p_unit(exp(x.neg_abs()))
    }

    // sigmoid(x) − t, where sigmoid(x) is the minor one or 1 less it.
    #[inline(always)]
    fn derivative<S: Simd>(self, x: F32s<S>, t: F32s<S>) -> F32s<S> {
        let minor = sigmoid_minor(x);
        x.of(0.0).lt(x).select((x.of(1.0) - t) - minor, minor - t)
    }

    fn reduction(self) -> Reduction {
        self.reduction
    }

    fn check(self, level: Level, _: &[f32], target: &[f32]) -> Result<()> {
        check::probabilities(level, "target", target)
    }
}
