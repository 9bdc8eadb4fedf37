//! The negative logarithm of the likelihood.

use super::by_row::{ByRow, Row, RowLoss};
use super::classes::{ClassIndex, Classes, IGNORE_INDEX};
use super::verb::F32Output;
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::Result;
use crate::place::Place;
use crate::setters::setters;
use crate::tier::Level;

/// Minus the weighted log-probability x of each row's class t: `−w[t]·x[t]`.
///
/// * **Shapes**: the input holds whole rows of [`row`](Self::row) log-probabilities, as of
///   [`LogSoftmax`](crate::LogSoftmax); the target a class for each, of any type of [`ClassIndex`]. A loss
///   is that of a row. [`CrossEntropy`](crate::CrossEntropy) does both at once, from logits.
/// * **Reduction**: a mean is over the weights of the rows' classes, ignored ones left out. Where all rows
///   are ignored it is NaN, and a sum 0.
/// * **Gradient**: `−w[t]` at the row's class, times the reduction's factor; 0 elsewhere.
/// * **Accuracy**: within 1 ULP.
/// * **Special values**: −∞ costs ∞, but 0 where its weight is 0 (PyTorch: NaN), as all does then. Elements
///   that are not the row's class are not read.
/// * **Errors**: [`Error::Class`](crate::Error::Class) where a class is not below `row`;
///   [`Error::Length`](crate::Error::Length) where the weights are not `row`.
/// * **Elsewhere**: `torch.nn.functional.nll_loss`, ONNX `NegativeLogLikelihoodLoss`,
///   `candle_nn::loss::nll`.
///
/// ```
/// use activ8::{Loss, Nll};
///
/// let x = [-0.5, -1.0, -3.0, -0.25];
/// let mut gradient = [0.0; 4];
/// let loss = Nll::rows_of(2).weight(&[1.0, 3.0]).forward_backward(&x, &[0u8, 1], &mut gradient)?;
/// assert_eq!(loss, 1.25 / 4.0);
/// assert_eq!(gradient, [-0.25, 0.0, 0.0, -0.75]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nll<'a> {
    /// The number of classes.
    pub row: usize,
    /// A weight for each class.
    pub weight: Option<&'a [f32]>,
    /// The class of rows that do not count, a valid one or not: −100 by default.
    pub ignore_index: i64,
    /// How the losses of the rows become one.
    pub reduction: Reduction,
}

super::sum::reduced! { Nll<'_> }

impl<'a> Nll<'a> {
    /// Over rows of `row` classes.
    pub const fn rows_of(row: usize) -> Self {
        Self { row, weight: None, ignore_index: IGNORE_INDEX, reduction: Reduction::Mean }
    }

    setters! {
        /// The same with a weight for each class.
        fn weight(weight: &'a [f32]) { weight = Some(weight) }
        /// The same with another class of rows that do not count.
        fn ignore_index(ignore_index: i64) { ignore_index = ignore_index }
    }
}

#[derive(Clone, Copy)]
struct OfClass<'a> {
    loss: Nll<'a>,
    classes: Classes<'a>,
}

impl OfClass<'_> {
    /// The row's class and its weight, unless the row counts for nothing.
    fn class_and_weight(&self, index: usize) -> Option<(usize, f64)> {
        let class = self.classes.get(index, Some(self.loss.ignore_index))?;
        let weight = self.loss.weight.map_or(1.0, |weight| f64::from(weight[class]));
        (weight != 0.0).then_some((class, weight))
    }
}

impl RowLoss for OfClass<'_> {
    fn value(self, _: Level, row: Row<'_>) -> f64 {
        self.class_and_weight(row.index).map_or(0.0, |(class, weight)| weight * -f64::from(row.x[class]))
    }

    fn gradient(self, level: Level, row: Row<'_>, factor: f64, gradient: &mut [f32]) -> f64 {
        gradient.fill(0.0);
        if let Some((class, weight)) = self.class_and_weight(row.index) {
            gradient[class] = (-weight * factor) as f32;
        }
        self.value(level, row)
    }
}

impl Nll<'_> {
    fn run_classes(
        &self,
        place: Place,
        input: &[f32],
        classes: Classes<'_>,
        output: F32Output<'_>,
    ) -> Result<LossSum> {
        let rows = check::rows("input", input.len(), self.row)?;
        check::length("target", classes.len(), rows)?;
        self.weight.map_or(Ok(()), |weight| check::length("weight", weight.len(), self.row))?;
        classes.check(self.row, Some(self.ignore_index))?;
        let loss = OfClass { loss: *self, classes };
        let weight = classes.weight(self.ignore_index, self.weight);
        let Self { row, reduction, .. } = *self;
        ByRow { loss, row, input, target: input, reduction, weight }.run(place, output)
    }
}

impl<T: ClassIndex> Loss<T> for Nll<'_> {
    fn shape(&self) -> crate::LossShape {
        crate::LossShape::Classes(self.row)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [T]>) -> Result<LossSum> {
        verb.in_f32(place, |[input], classes, output| self.run_classes(place, input, classes, output))
    }
}
