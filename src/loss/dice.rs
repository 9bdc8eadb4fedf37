//! 1 less Dice's coefficient.

use super::overlap::{Overlap, check_weight};
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::error::Result;
use crate::place::Place;
use crate::setters::setters;

/// 1 less Dice's coefficient of each row of probabilities p and its target t:
/// `1 − 2·Σ p·t / (Σ p + Σ t + epsilon)`.
///
/// * **Shapes**: input and target hold whole rows of [`row`](Self::row) elements, an image or a batch of
///   them each; a loss is that of a row, and a mean one over rows.
/// * **Gradient**: `2·(Σ p·t / d − t) / d`, d being the denominator, times the reduction's factor.
/// * **Ignored class**: with [`ignore_class`](Self::ignore_class) elements whose target is this number, which need be no
///   probability, count for nothing: neither they nor their p are in a sum, and their gradient is 0.
/// * **Accuracy**: within 4 ULP, also near 0: the loss is the quotient of sums of positive terms. The
///   gradient is so for labels of 0 and 1; else it is within 4 ULP of its greater term.
/// * **Special values**: a row without any p and t costs 1; NaN if epsilon is 0.
/// * **Errors**: [`Error::Probability`](crate::Error::Probability) where a value is NaN or outside
///   [0, 1]; [`Error::Rows`](crate::Error::Rows); [`Error::Parameter`](crate::Error::Parameter) where
///   epsilon is not in [0, ∞).
/// * **Elsewhere**: Keras' `Dice`, whose rows are all of the input unless it has an axis.
/// * **Source**: Milletari et al., *V-Net*, 2016.
///
/// ```
/// use activ8::{Dice, Loss};
///
/// let (p, t) = ([1.0, 0.5, 0.5, 0.0], [1.0, 1.0, 0.0, 0.0]);
/// let loss = Dice::rows_of(4).epsilon(0.0).forward(&p, &t)?;
/// assert_eq!(loss, 1.0 - 2.0 * 1.5 / 4.0);
/// let of_three = Dice::rows_of(4).epsilon(0.0).ignore_class(255.0);
/// assert_eq!(of_three.forward(&p, &[1.0, 1.0, 255.0, 0.0])?, 1.0 / 7.0);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dice {
    /// The number of elements in a row.
    pub row: usize,
    /// What is added to the denominator; 1e-7 by default.
    pub epsilon: f32,
    /// The target of elements that are ignored: none by default.
    pub ignore_class: Option<f32>,
    /// How the losses of the rows become one.
    pub reduction: Reduction,
}

super::sum::reduced! { Dice }

impl Dice {
    /// Over rows of `row` elements.
    pub const fn rows_of(row: usize) -> Self {
        Self { row, epsilon: 1e-7, ignore_class: None, reduction: Reduction::Mean }
    }

    setters! {
        /// The same that ignores elements with this target, as 255 where a mask says nothing.
        fn ignore_class(class: f32) { ignore_class = Some(class) }
        /// The same with another addition to the denominator.
        fn epsilon(epsilon: f32) { epsilon = epsilon }
    }
}

impl Loss for Dice {
    fn shape(&self) -> crate::LossShape {
        crate::LossShape::Rows(self.row)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        check_weight("epsilon", self.epsilon)?;
        let (epsilon, ignored) = (0.5 * f64::from(self.epsilon), self.ignore_class);
        let overlap = Overlap { alpha: 0.5, beta: 0.5, epsilon, ignored };
        overlap.run(self.row, self.reduction, place, verb)
    }
}
