//! Logistic losses of one class, and of many at once.

use super::bce_with_logits::Logits;
use super::elements::{Elements, run_pair};
use super::pointwise::Pointwise;
use super::weight::{Weighted, check_weight};
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check::{self, Domain, signed};
use crate::error::Result;
use crate::math::{sigmoid_by_quotient, softplus_by_quotient};
use crate::place::Place;
use crate::setters::setters;
use crate::simd::{F32s, Simd};

/// The logistic loss of each score x and its target y, 1 or −1: `ln(1 + e^(−y·x))`.
///
/// * **Gradient**: `−y·sigmoid(−y·x)`, times 1/n for a mean.
/// * **Accuracy**: each within 2.2 ULP, and their sum within 4 ULP; the gradient within 3.4 ULP.
/// * **Special values**: NaN gives NaN; ∞ on the right side costs 0. Past `y·x` = −88.7, where PyTorch
///   has ∞, the loss is what it must be, `−y·x`.
/// * **Errors**: [`Error::Value`](crate::Error::Value) where a target is neither 1 nor −1, which PyTorch
///   takes in silence.
/// * **Elsewhere**: `torch.nn.functional.soft_margin_loss`.
///
/// ```
/// use activ8::{Loss, SoftMargin};
///
/// let mut each = [0.0; 2];
/// SoftMargin::default().forward_each(&[0.0, 200.0], &[1.0, -1.0], &mut each)?;
/// assert_eq!(each, [std::f32::consts::LN_2, 200.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SoftMargin {
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

/// The mean over its classes of each row's binary cross-entropies with logits.
///
/// * **Shapes**: input and target hold whole rows of [`row`](Self::row) classes; a loss is that of a
///   row.
/// * **Gradient**: `(sigmoid(x) − t) / row`, times 1/n for a mean over n rows.
/// * **Accuracy**: each within 4 ULP, and their sum too; the gradient within 5 ULP of the greater of
///   `(1 − t)·sigmoid(x)` and `t·sigmoid(−x)`, times its factors, of which it is the difference.
/// * **Special values**: those of [`BinaryCrossEntropyWithLogits`](crate::BinaryCrossEntropyWithLogits).
/// * **Weights**: of the classes.
/// * **Errors**: [`Error::Probability`](crate::Error::Probability) where a target is NaN or outside [0, 1].
/// * **Elsewhere**: `torch.nn.functional.multilabel_soft_margin_loss`.
///
/// ```
/// use activ8::{Loss, MultiLabelSoftMargin};
///
/// let loss = MultiLabelSoftMargin::rows_of(2).forward(&[0.0, 0.0], &[1.0, 0.0])?;
/// assert_eq!(loss, std::f32::consts::LN_2);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MultiLabelSoftMargin<'a> {
    /// The number of classes.
    pub row: usize,
    /// A weight for each class.
    pub weight: Option<&'a [f32]>,
    /// How the losses of the rows become one.
    pub reduction: Reduction,
}

impl MultiLabelSoftMargin<'_> {
    /// Over rows of `row` classes.
    pub const fn rows_of(row: usize) -> Self {
        Self { row, weight: None, reduction: Reduction::Mean }
    }
}

super::sum::reduced! { SoftMargin MultiLabelSoftMargin<'_> }

impl<'a> MultiLabelSoftMargin<'a> {
    setters! {
        /// The same with a weight for each element; or for each of a row, which repeats.
        fn weight(weight: &'a [f32]) { weight = Some(weight) }
    }
}

#[derive(Clone, Copy)]
struct Formula;

impl Pointwise for Formula {
    const HAS_FAST: bool = true;

    #[inline(always)]
    fn value<S: Simd>(self, [x, y]: [F32s<S>; 2]) -> F32s<S> {
        signed(y).select(softplus_by_quotient((-x).with_sign_of(y)), x.of(f32::NAN))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [x, y]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        [sigmoid_by_quotient((-x).with_sign_of(y)) * (-factor).with_sign_of(y)]
    }
}

impl Loss for SoftMargin {
    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        run_pair(&Formula, self.reduction, [None, Some(check::signs)], place, verb)
    }
}

impl Loss for MultiLabelSoftMargin<'_> {
    fn shape(&self) -> crate::LossShape {
        crate::LossShape::Rows(self.row)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        let LossVerb { inputs: [x], target: t, output } = verb;
        let row = self.row;
        check::rows("input", x.len(), row)?;
        check::length("target", t.len(), x.len())?;
        let domains = [None, Some(check::probabilities as Domain)];
        let Some(weight) = self.weight else {
            return Elements::of_rows(&Logits, [x, t], self.reduction, row)
                .mean_of_row()
                .domains(domains)
                .run(place, output);
        };
        check::length("weight", weight.len(), row)?;
        check_weight("weight", weight, x.len())?;
        Elements::of_rows(&Weighted(Logits), [x, t, weight.into()], self.reduction, row)
            .mean_of_row()
            .domains(domains)
            .run(place, output)
    }
}
