//! The focal loss of logits.

use super::bce_with_logits::Logits;
use super::elements::run_pair;
use super::pointwise::Pointwise;
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check::{self, probable};
use crate::error::Result;
use crate::math::{exp_and_softplus_minor, power, sigmoid_minor, sigmoid_power, softplus_minor};
use crate::place::Place;
use crate::simd::{F32s, Mask, Simd};

/// The focal loss of each logit x and its target t, of which p = sigmoid(x) is the probability: binary cross-entropy
/// times `(1 − p_t)^gamma`, with `p_t = p·t + (1 − p)·(1 − t)`, and times `alpha·t + (1 − alpha)·(1 − t)`. For a
/// label, 0 or 1, p_t is the probability that it has, and the weight alpha or 1 − alpha.
///
/// * **Gradient**: with w = 1 − p_t the loss's weight times `w^gamma·(p − t + gamma·bce·p·(1 − p)·(1 − 2t) / w)`, times
///   1/n for a mean.
/// * **Accuracy**: for labels each within 1.5 + 1.2·gamma ULP, 3.9 with a gamma of 2, and the gradient within
///   2.5 + 1.2·gamma; on tiers that do not fuse multiply-add with 1.5·gamma; with a small gamma within 3.4 and the
///   gradient within 4, where that is more. So whatever the logit: the power is taken
///   of the logit, not of a rounded 1 − p, which is 0 from 17 on and makes others' gradients NaN. For other targets, of
///   which w is a sum of two products, each within 5 + 4·gamma ULP, and the gradient within 6 + 4·gamma of the greatest
///   of its terms `(1 − t)·p`, `t·(1 − p)` and that of gamma, times their factors. A loss that is subnormal may have
///   lost digits.
/// * **Special values**: NaN gives NaN; ∞ on the right side of a label costs 0.
/// * **Errors**: [`Error::Probability`](crate::Error::Probability) where a target is NaN or outside [0, 1];
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
    /// Of a label: z; the weight times (1 − p)^gamma, 1 − p being sigmoid(−z); and softplus(−z).
    #[inline(always)]
    fn parts<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> [F32s<S>; 3] {
        let (zero, one) = (x.of(0.0), x.of(1.0));
        let label = t.eq(one);
        let z = label.select(x, -x);
        let (power, minor) = if S::FAST && self.gamma == 2.0 {
            let (e, minor) = exp_and_softplus_minor(z);
            let wrong_by = zero.lt(z).select(e, one) / (one + e);
            (wrong_by * wrong_by, minor)
        } else {
            let minor = exp_and_softplus_minor(z).1;
            (sigmoid_power(z, minor, self.gamma), minor)
        };
        let weight = label.select(x.of(self.weights[0]), x.of(self.weights[1]));
        [z, weight * power, zero.max(-z) + minor]
    }

    #[inline(always)]
    fn value_of_label<S: Simd>(self, of: [F32s<S>; 2]) -> F32s<S> {
        let [_, power, cost] = self.parts(of);
        let zero = cost.of(0.0);
        power.eq(zero).select(zero, power * cost)
    }

    #[inline(always)]
    fn slope_of_label<S: Simd>(self, of: [F32s<S>; 2], factor: F32s<S>) -> F32s<S> {
        let [z, power, cost] = self.parts(of);
        let (zero, minor) = (z.of(0.0), sigmoid_minor(z));
        let major = z.of(1.0) - minor;
        let right = zero.lt(z);
        let (wrong_by, p) = (right.select(minor, major), right.select(major, minor));
        // p·softplus(−z) is 0 where z is −∞ and p is 0.
        let sharpened = p.eq(zero).select(zero, p * cost).mul_add(z.of(self.gamma), wrong_by);
        let slope = power * sharpened * factor;
        of[1].eq(z.of(1.0)).select(-slope, slope)
    }

    /// Of any target: w, with l for what it lacks to the side that x takes `l + sigmoid(−|x|)·(1 − 2l)`, which is
    /// at least ½ where it is a difference; sigmoid(−|x|)·sigmoid(|x|); and the weight times w^gamma.
    #[inline(always)]
    fn soft_parts<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> [F32s<S>; 3] {
        let (zero, one, minor, other) = (x.of(0.0), x.of(1.0), sigmoid_minor(x), t.of(1.0) - t);
        let right = zero.lt(x);
        let (lack, of_lack) = (right.select(other, t), right.select((one - other) - t, zero));
        let (product, of_product) = minor.product(one - (lack + lack));
        let (w, lost) = lack.two_sum(product);
        let power = x.nan_or(power(one.min(w), lost + (of_product + of_lack), self.gamma));
        let weight = t.mul_add(x.of(self.weights[0]), other * x.of(self.weights[1]));
        [w, minor * (one - minor), weight * power]
    }

    /// |x|·l + ln(1 + e^−|x|).
    #[inline(always)]
    fn soft_cost<S: Simd>([x, t]: [F32s<S>; 2]) -> F32s<S> {
        let lack = x.of(0.0).lt(x).select(x.of(1.0) - t, t);
        lack.mul_add(x.abs(), softplus_minor(x))
    }

    #[inline(always)]
    fn soft_value<S: Simd>(self, of: [F32s<S>; 2]) -> F32s<S> {
        let (zero, [_, _, power]) = (of[0].of(0.0), self.soft_parts(of));
        let value = power.eq(zero).select(zero, power * Self::soft_cost(of));
        probable(of[1]).select(value, value.of(f32::NAN))
    }

    #[inline(always)]
    fn soft_slope<S: Simd>(self, of: [F32s<S>; 2], factor: F32s<S>) -> F32s<S> {
        let (zero, one, [w, spread, power]) = (of[0].of(0.0), of[0].of(1.0), self.soft_parts(of));
        let share = spread * of[0].of(self.gamma) / w;
        // There is no 0·∞ where x is infinite.
        let sharpened = spread.eq(zero).select(zero, share * (one - (of[1] + of[1])) * Self::soft_cost(of));
        let [slope] = Logits.gradient(of, one);
        power * (slope + sharpened) * factor
    }
}

/// Where t is 0 or 1.
#[inline(always)]
fn is_label<S: Simd>(t: F32s<S>) -> Mask<S> {
    (t * (t.of(1.0) - t)).eq(t.of(0.0))
}

impl Pointwise for Formula {
    const HAS_FAST: bool = true;

    #[inline(always)]
    fn value<S: Simd>(self, of: [F32s<S>; 2]) -> F32s<S> {
        let (label, of_label) = (is_label(of[1]), self.value_of_label(of));
        if label.all() {
            return of_label;
        }
        label.select(of_label, self.soft_value(of))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, of: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let (label, of_label) = (is_label(of[1]), self.slope_of_label(of, factor));
        if label.all() {
            return [of_label];
        }
        [label.select(of_label, self.soft_slope(of, factor))]
    }
}

impl Loss for SigmoidFocal {
    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        let gamma = self.gamma;
        check::require("gamma", gamma, (0.0..=16.0).contains(&gamma), "a number in [0, 16]")?;
        let weights = match self.alpha {
            Some(alpha) => {
                check::require("alpha", alpha, (0.0..=1.0).contains(&alpha), "a number in [0, 1]")?;
                [alpha, 1.0 - alpha]
            }
            None => [1.0; 2],
        };
        let domains = [None, Some(check::probabilities as check::Domain)];
        run_pair(&Formula { weights, gamma }, self.reduction, domains, place, verb)
    }
}
