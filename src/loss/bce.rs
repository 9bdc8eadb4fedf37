//! Binary cross-entropy of probabilities.

use super::elements::{Elements, run_pair};
use super::pointwise::Pointwise;
use super::weight::{Weighted, Weights, check_weight};
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check::{self, Domain, probable};
use crate::error::Result;
use crate::math::ln_unit;
use crate::place::Place;
use crate::setters::setters;
use crate::simd::{F32s, Mask, Simd};

/// The binary cross-entropy of each probability p and its target t:
/// `−(t·max(ln p, −100) + (1 − t)·max(ln(1 − p), −100))`.
///
/// * **Gradient**: `(p − t) / max(p·(1 − p), 1e-12)`, times 1/n for a mean: PyTorch's.
/// * **Weights**: a mean is divided by the number of elements, as PyTorch's is.
/// * **Accuracy**: each loss and their sum within 4 ULP, with weights too; the gradient within 5 ULP of what it is
///   with the greater of p and t for their difference.
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
pub struct BinaryCrossEntropy<'a> {
    /// What each loss is multiplied with: a weight for each element, or for each of a row, which repeats.
    pub weight: Option<&'a [f32]>,
    /// Whether there is one for each row instead, as many as divide the elements: not by default.
    pub weight_of_rows: bool,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

super::sum::reduced! { BinaryCrossEntropy<'_> }

impl<'a> BinaryCrossEntropy<'a> {
    setters! {
        /// The same with a weight for each element; or for each of a row, which repeats.
        fn weight(weight: &'a [f32]) { weight = Some(weight) }
        /// The same with a weight for each row of elements, as of a batch: PyTorch's of a shape (N, 1).
        fn row_weight(weight: &'a [f32]) { weight = Some(weight), weight_of_rows = true }
    }

    fn weights(&self) -> Weights<'_> {
        Weights { weight: self.weight, of_rows: self.weight_of_rows }
    }
}

#[derive(Clone, Copy)]
struct Formula;

impl Formula {
    /// The loss of p and t, given what both lack to 1, and what the first of these has lost; `normal` says that no
    /// logarithm is of 0 or of a subnormal number.
    #[inline(always)]
    fn loss<S: Simd>(
        [p, t]: [F32s<S>; 2],
        [other, rest]: [F32s<S>; 2],
        lost: F32s<S>,
        normal: bool,
    ) -> F32s<S> {
        let (zero, least) = (p.of(0.0), p.of(-100.0));
        if (t * rest).eq(zero).all() {
            // Labels of 0 and 1, as most are: one logarithm, and the same bits as below.
            let label = t.eq(p.of(1.0));
            let logarithm = ln_unit(label.select(p, other), Some(label.select(zero, lost)), normal);
            return zero - if normal { logarithm } else { logarithm.max(least) };
        }
        let (mut right, mut wrong) = (ln_unit(p, None, normal), ln_unit(other, Some(lost), normal));
        if !normal {
            (right, wrong) = (right.max(least), wrong.max(least));
        }
        // wrong + t·(right − wrong) would cancel.
        zero - t.mul_add(right, rest * wrong)
    }
}

impl Pointwise for Formula {
    #[inline(always)]
    fn value<S: Simd>(self, [p, t]: [F32s<S>; 2]) -> F32s<S> {
        let (zero, one) = (p.of(0.0), p.of(1.0));
        // Of so small a p it is 1, though the caller may have set another rounding.
        let other = p.lt(p.of(1.0 / 67_108_864.0)).select(one, one - p);
        let rest = one - t;
        let lost = (one - other) - p;
        // Neither logarithm is of 0 or of a subnormal number, nor is anything refused.
        let plain = p.of(f32::MIN_POSITIVE).le(other.min(p)) & zero.le(rest.min(t));
        if plain.all() {
            return Self::loss([p, t], [other, rest], lost, true);
        }
        let loss = Self::loss([p, t], [other, rest], lost, false);
        self.valid([p, t]).select(loss, p.of(f32::NAN))
    }

    #[inline(always)]
    fn valid<S: Simd>(self, [p, t]: [F32s<S>; 2]) -> Mask<S> {
        probable(p) & probable(t)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [p, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        [(p - t) / (p * (p.of(1.0) - p)).max(p.of(1e-12)) * factor]
    }
}

impl Loss for BinaryCrossEntropy<'_> {
    fn shape(&self) -> crate::LossShape {
        self.weights().shape(None)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        let domains = [Some(check::probabilities as Domain); 2];
        let Some(weight) = self.weight else {
            return run_pair(&Formula, self.reduction, domains, place, verb);
        };
        let LossVerb { inputs: [input], target, output } = verb;
        check::length("target", target.len(), input.len())?;
        check_weight("weight", weight, input.len())?;
        Elements::new(&Weighted(Formula), [input, target, weight.into()], self.reduction)
            .last_of_rows(self.weight_of_rows)
            .domains(domains)
            .run(place, output)
    }
}
