//! The negative logarithm of the likelihood.

use super::classes::{ClassIndex, Classes, IGNORE_INDEX};
use super::matrices::{Written, total_of_matrices};
use super::verb::F32Output;
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::Result;
use crate::place::Place;
use crate::setters::setters;

/// Minus the weighted log-probability x of each row's class t: `−w[t]·x[t]`.
///
/// * **Shapes**: the input holds whole rows of [`row`](Self::row) log-probabilities, as of
///   [`LogSoftmax`](crate::LogSoftmax); the target a class for each, of any type of [`ClassIndex`]. A loss
///   is that of a row. With [`along`](Self::along) rows lie along any axis of a tensor, and targets are those of a
///   tensor without it: PyTorch's N×C×d1×d2. [`CrossEntropy`](crate::CrossEntropy) does both at once, from logits.
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
    /// The number of elements from one class to the next: 1 for rows.
    pub inner: usize,
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
        Self::along(row, 1)
    }

    /// Along an axis of `classes` that lie `inner` apart.
    pub const fn along(classes: usize, inner: usize) -> Self {
        Self { row: classes, inner, weight: None, ignore_index: IGNORE_INDEX, reduction: Reduction::Mean }
    }

    setters! {
        /// The same with a weight for each class.
        fn weight(weight: &'a [f32]) { weight = Some(weight) }
        /// The same with another class of rows that do not count.
        fn ignore_index(ignore_index: i64) { ignore_index = ignore_index }
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
        let &Self { row, inner, weight, ignore_index, reduction } = self;
        let rows = check::rows_along("input", input.len(), row, inner)?;
        check::length("target", classes.len(), rows)?;
        weight.map_or(Ok(()), |weight| check::length("weight", weight.len(), row))?;
        classes.check(row, Some(ignore_index))?;
        output.check([input.len()], rows)?;
        place.level()?;
        let weights = classes.weight(ignore_index, weight);
        let (factor, matrix) = (output.factor(1.0 / reduction.divisor(weights)?), row * inner);
        let total = total_of_matrices(rows / inner, [row, inner], place, output, &|matrices, written| {
            let Written { mut each, mut gradient } = written;
            if let Some(gradient) = &mut gradient {
                gradient.fill(0.0);
            }
            let (first, mut total) = (matrices.start, 0.0);
            for (number, column) in matrices.flat_map(|number| (0..inner).map(move |column| (number, column)))
            {
                let (index, mut loss) = (number * inner + column, 0.0);
                let class = classes.get(index, Some(ignore_index)).filter(|_| !factor.is_nothing(index));
                let of_class =
                    class.map(|class| (class, weight.map_or(1.0, |weight| f64::from(weight[class]))));
                // What counts for nothing may be impossible, or no number.
                if let Some((class, weight)) = of_class.filter(|&(_, weight)| weight != 0.0) {
                    let place = number * matrix + class * inner + column;
                    loss = weight * -f64::from(input[place]);
                    if let Some(gradient) = &mut gradient {
                        gradient[place - first * matrix] = (-weight * factor.of(index)) as f32;
                    }
                }
                if let Some(each) = &mut each {
                    each[index - first * inner] = loss as f32;
                }
                total += loss;
            }
            total
        });
        Ok(LossSum::new(total, weights))
    }
}

impl<T: ClassIndex> Loss<T> for Nll<'_> {
    fn shape(&self) -> crate::LossShape {
        crate::LossShape::classes(self.row, self.inner)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [T]>) -> Result<LossSum> {
        verb.in_f32(place, |[input], classes, output| self.run_classes(place, input, classes, output))
    }
}
