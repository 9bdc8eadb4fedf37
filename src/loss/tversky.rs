//! 1 less Tversky's index.

use super::overlap::{Overlap, check_weight};
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::error::Result;
use crate::place::Place;
use crate::setters::setters;

/// 1 less Tversky's index of each row of probabilities p and its target t: `1 − tp / (tp + alpha·fp +
/// beta·fn + epsilon)`, where `tp = Σ p·t`, `fp = Σ p·(1 − t)` and `fn = Σ (1 − p)·t`.
///
/// * **Shapes**: input and target hold whole rows of [`row`](Self::row) elements, an image or a batch of
///   them each; a loss is that of a row, and a mean one over rows.
/// * **Gradient**: `(alpha·tp·(1 − t) − (beta·tp + r)·t) / d²`, d being the denominator and r what it has
///   beside tp, times the reduction's factor.
/// * **Ignored class**: with [`ignore_class`](Self::ignore_class) elements whose target is this number, which need be no
///   probability, count for nothing: neither they nor their p are in a sum, and their gradient is 0.
/// * **Accuracy**: within 4 ULP, also near 0: the loss is r / d, a quotient of sums of positive terms. The
///   gradient is that for labels of 0 and 1; else it is within 4 ULP of its greater term.
/// * **Special values**: a row without any p and t costs 1; NaN if epsilon is 0.
/// * **Errors**: [`Error::Probability`](crate::Error::Probability) where a value is NaN or outside
///   [0, 1]; [`Error::Rows`](crate::Error::Rows); [`Error::Parameter`](crate::Error::Parameter) where
///   alpha, beta or epsilon is not in [0, ∞).
/// * **Elsewhere**: Keras' `Tversky`. Its documentation, like the source, has alpha for what is wrongly
///   found and beta for what is missed; its code (3.x) multiplies alpha with `Σ (1 − p)·t`, so that alpha
///   there is beta here. With both ½ it is [`Dice`](crate::Dice) of twice the epsilon.
/// * **Source**: Salehi et al., *Tversky Loss Function for Image Segmentation*, 2017.
///
/// ```
/// use activ8::{Loss, Tversky};
///
/// let (p, t) = ([1.0, 0.5, 0.5, 0.0], [1.0, 1.0, 0.0, 0.0]);
/// let loss = Tversky { epsilon: 0.0, ..Tversky::rows_of(4).alpha(0.25).beta(0.75) }.forward(&p, &t)?;
/// assert_eq!(loss, 1.0 - 1.5 / 2.0);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tversky {
    /// The number of elements in a row.
    pub row: usize,
    /// The weight of what is wrongly found; ½ by default.
    pub alpha: f32,
    /// The weight of what is missed; ½ by default.
    pub beta: f32,
    /// What is added to the denominator; 1e-7 by default.
    pub epsilon: f32,
    /// The target of elements that are ignored: none by default.
    pub ignore_class: Option<f32>,
    /// How the losses of the rows become one.
    pub reduction: Reduction,
}

super::sum::reduced! { Tversky }

impl Tversky {
    /// Over rows of `row` elements.
    pub const fn rows_of(row: usize) -> Self {
        Self { row, alpha: 0.5, beta: 0.5, epsilon: 1e-7, ignore_class: None, reduction: Reduction::Mean }
    }

    setters! {
        /// The same that ignores elements with this target, as 255 where a mask says nothing.
        fn ignore_class(class: f32) { ignore_class = Some(class) }
        /// The same with another weight of what is wrongly found.
        fn alpha(alpha: f32) { alpha = alpha }
        /// The same with another weight of what is missed.
        fn beta(beta: f32) { beta = beta }
    }
}

impl Loss for Tversky {
    fn shape(&self) -> crate::LossShape {
        crate::LossShape::Rows(self.row)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        check_weight("alpha", self.alpha)?;
        check_weight("beta", self.beta)?;
        check_weight("epsilon", self.epsilon)?;
        let [alpha, beta, epsilon] = [self.alpha, self.beta, self.epsilon].map(f64::from);
        Overlap { alpha, beta, epsilon, ignored: self.ignore_class }.run(
            self.row,
            self.reduction,
            place,
            verb,
        )
    }
}
