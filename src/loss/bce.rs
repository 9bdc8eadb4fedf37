//! Binary cross-entropy, of probabilities and of logits.

use super::Reduction;
use super::pointwise::{Pointwise, pointwise};
use crate::check;
use crate::error::Result;
use crate::math::{exp, ln_1p_unit, ln_positive, ln_with_lost, sigmoid_minor};
use crate::simd::{F32s, Simd};
use crate::tier::Level;

/// The binary cross-entropy of each probability p and its target t:
/// `−(t·max(ln p, −100) + (1 − t)·max(ln(1 − p), −100))`.
///
/// * **Gradient**: `(p − t) / max(p·(1 − p), 1e-12)`, times 1/n for a mean: PyTorch's.
/// * **Accuracy**: each loss and their sum within 4 ULP.
/// * **Special values**: p = 0 with t = 1 costs 100, not ∞: PyTorch's clamp of the logarithms.
/// * **Errors**: [`Error::Probability`](crate::Error::Probability) where an input or a target is NaN
///   or outside [0, 1].
/// * **Elsewhere**: `torch.nn.functional.binary_cross_entropy`.
///
/// ```
/// use activ8::{BinaryCrossEntropy, Loss};
///
/// let mut each = [0.0; 3];
/// BinaryCrossEntropy::default().forward_each(&[0.5, 0.0, 1.0], &[1.0, 1.0, 1.0], &mut each)?;
/// assert_eq!(each, [std::f32::consts::LN_2, 100.0, 0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct BinaryCrossEntropy {
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

/// The binary cross-entropy of sigmoid(x), from the logit x and its target t:
/// `max(x, 0) − t·x + ln(1 + e^−|x|)`.
///
/// * **Gradient**: `sigmoid(x) − t`, times 1/n for a mean, without cancellation for labels of 0 and 1.
/// * **Accuracy**: each loss and their sum within 4 ULP.
/// * **Special values**: an infinite logit that agrees with its target costs 0 and one that does not
///   costs ∞, where PyTorch gives NaN.
/// * **Errors**: [`Error::Probability`](crate::Error::Probability) where a target is NaN or outside
///   [0, 1], where PyTorch takes any number and the loss has no lower bound.
/// * **Elsewhere**: `torch.nn.functional.binary_cross_entropy_with_logits`,
///   `candle_nn::loss::binary_cross_entropy_with_logit`.
///
/// ```
/// use activ8::{BinaryCrossEntropyWithLogits, Loss};
///
/// let mut each = [0.0; 3];
/// let x = [0.0, -20.0, f32::INFINITY];
/// BinaryCrossEntropyWithLogits::default().forward_each(&x, &[1.0, 0.0, 1.0], &mut each)?;
/// assert_eq!(each, [std::f32::consts::LN_2, 2.0611537e-9, 0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
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
        // A −0 is a probability too.
        let p = p.abs();
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
