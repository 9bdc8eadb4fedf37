//! The focal loss of logits.

use super::elements::Elements;
use super::pointwise::Pointwise;
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::Result;
use crate::math::{exp, exp_of_sum, ln_1p_unit, sigmoid_minor};
use crate::place::Place;
use crate::simd::{F32s, Simd};

/// The focal loss of each logit x and its label t, 0 or 1: binary cross-entropy times `(1 − p)^gamma`, p being
/// the probability that sigmoid(x) gives the label, and times alpha for a label of 1, 1 − alpha for one of 0.
///
/// * **Gradient**: with z = x for a label of 1 and −x for one of 0 it is, by z,
///   `−alpha·(1 − p)^gamma·((1 − p) + gamma·p·softplus(−z))`, times 1/n for a mean.
/// * **Accuracy**: each within 2.4 + 0.7·gamma ULP, 3.8 with a gamma of 2, and the gradient within 3.4 + 0.7·gamma,
///   whatever the logit: the power is taken of −z, not of a rounded 1 − p, which is 0 from z = 17 on and makes
///   others' gradients NaN.
/// * **Special values**: NaN gives NaN; ∞ on the right side costs 0.
/// * **Errors**: [`Error::Value`](crate::Error::Value) where a target is neither 0 nor 1;
///   [`Error::Parameter`](crate::Error::Parameter) where gamma is not between 0 and 16, or alpha not between
///   0 and 1.
/// * **Elsewhere**: `torchvision.ops.sigmoid_focal_loss`, where the reduction is "none" unless told, Keras'
///   `BinaryFocalCrossentropy`.
/// * **Source**: T.-Y. Lin and others, *Focal Loss for Dense Object Detection*, 2017.
///
/// ```
/// use activ8::{Loss, SigmoidFocal};
///
/// let loss = SigmoidFocal::default().forward(&[0.0], &[1.0])?;
/// assert!((loss / (0.25 * 0.25 * std::f32::consts::LN_2) - 1.0).abs() < 3e-7);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SigmoidFocal {
    /// The weight of the label 1, if labels have any; 0.25 by default.
    pub alpha: Option<f32>,
    /// How much less what is right anyway counts; 2 by default.
    pub gamma: f32,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

impl Default for SigmoidFocal {
    fn default() -> Self {
        Self { alpha: Some(0.25), gamma: 2.0, reduction: Reduction::Mean }
    }
}

super::sum::reduced! { SigmoidFocal }

/// The weights of labels 1 and 0, and gamma.
#[derive(Clone, Copy)]
struct Formula {
    weights: [f32; 2],
    gamma: f32,
}

impl Formula {
    /// z; the weight times (1 − p)^gamma, 1 − p being sigmoid(−z); and softplus(−z).
    #[inline(always)]
    fn parts<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> [F32s<S>; 3] {
        let (zero, label) = (x.of(0.0), t.eq(x.of(1.0)));
        let z = label.select(x, -x);
        let logarithm = ln_1p_unit(exp(z.neg_abs()));
        // −gamma·(max(z, 0) + logarithm), of which the first may be large: in two parts.
        let gamma = x.of(self.gamma);
        let (high, low) = zero.max(x.of(140.0).min(z)).product(gamma);
        let (product, error) = gamma.product(logarithm);
        let (high, lost) = high.two_sum(product);
        let power = z.nan_or(exp_of_sum(-high, -((low + error) + lost)));
        let weight = label.select(x.of(self.weights[0]), x.of(self.weights[1]));
        [z, weight * power, zero.max(-z) + logarithm]
    }
}

impl Pointwise for Formula {
    #[inline(always)]
    fn value<S: Simd>(self, of: [F32s<S>; 2]) -> F32s<S> {
        let [_, power, cost] = self.parts(of);
        let zero = cost.of(0.0);
        power.eq(zero).select(zero, power * cost)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, of: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let [z, power, cost] = self.parts(of);
        let (zero, minor) = (z.of(0.0), sigmoid_minor(z));
        let major = z.of(1.0) - minor;
        let right = zero.lt(z);
        let (wrong_by, p) = (right.select(minor, major), right.select(major, minor));
        // p·softplus(−z) is 0 where z is −∞ and p is 0.
        let sharpened = p.eq(zero).select(zero, p * cost).mul_add(z.of(self.gamma), wrong_by);
        let slope = power * sharpened * factor;
        [of[1].eq(z.of(1.0)).select(-slope, slope)]
    }
}

impl Loss for SigmoidFocal {
    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        let LossVerb { inputs: [input], target, output } = verb;
        let gamma = self.gamma;
        check::require("gamma", gamma, (0.0..=16.0).contains(&gamma), "a number in [0, 16]")?;
        let weights = match self.alpha {
            Some(alpha) => {
                check::require("alpha", alpha, (0.0..=1.0).contains(&alpha), "a number in [0, 1]")?;
                [alpha, 1.0 - alpha]
            }
            None => [1.0; 2],
        };
        check::length("target", target.len(), input.len())?;
        check::any(place.level()?, "target", target, check::labels)?;
        Elements::new(&Formula { weights, gamma }, [input, target], self.reduction).run(place, output)
    }
}
