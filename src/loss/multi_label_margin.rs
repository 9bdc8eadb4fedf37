//! The margin between each of a row's classes and every other.

use super::by_row::{ByRow, Row, RowLoss};
use super::classes::Classes;
use super::hinges::Hinges;
use super::verb::F32Output;
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::Result;
use crate::place::Place;
use crate::tier::Level;

/// What each of a row's classes t lacks to a margin of 1 above each that is none of them:
/// `Σ max(0, 1 − x[t] + x[i]) / row` over all pairs.
///
/// * **Shapes**: the input holds whole rows of [`row`](Self::row) scores. The target has as many elements,
///   `i64`s or `i32`s: each row the list of its classes, which ends before the first −1. What is behind that
///   has no meaning. A loss is that of a row, and a mean one over rows.
/// * **Gradient**: for each pair that does not keep the margin −1 for t and 1 for i, times 1 / row and the
///   reduction's factor.
/// * **Accuracy**: within 4 ULP; the gradient within 1, since pairs are counted. The time grows with the
///   number of a row's classes, but nothing is allocated.
/// * **Special values**: a NaN costs NaN, if it is in a pair.
/// * **Errors**: [`Error::Class`](crate::Error::Class) where a target is not below `row`, or below −1, as in
///   PyTorch behind the end of a list too.
/// * **Elsewhere**: `torch.nn.functional.multilabel_margin_loss`. A class that is named twice counts twice
///   there and here.
///
/// ```
/// use activ8::{Loss, MultiLabelMargin};
///
/// let mut gradient = [0.0; 4];
/// let (x, classes) = ([0.1, 0.2, 0.4, 0.8], [3i64, 0, -1, 1]);
/// let loss = MultiLabelMargin::rows_of(4).forward_backward(&x, &classes, &mut gradient)?;
/// assert_eq!(loss, 0.85);
/// assert_eq!(gradient, [-0.5, 0.5, 0.5, -0.5]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MultiLabelMargin {
    /// The number of classes.
    pub row: usize,
    /// How the losses of the rows become one.
    pub reduction: Reduction,
}

super::sum::reduced! { MultiLabelMargin }

impl MultiLabelMargin {
    /// Over rows of `row` classes.
    pub const fn rows_of(row: usize) -> Self {
        Self { row, reduction: Reduction::Mean }
    }

    fn run_lists(
        self,
        place: Place,
        input: &[f32],
        lists: Classes<'_>,
        output: F32Output<'_>,
    ) -> Result<LossSum> {
        let Self { row, reduction } = self;
        let rows = check::rows("input", input.len(), row)?;
        check::length("target", lists.len(), input.len())?;
        lists.check(row, Some(END))?;
        let loss = OfLists { row, lists };
        ByRow { loss, row, input, target: input, reduction, weight: rows as f64 }.run(place, output)
    }
}

/// What ends a list.
const END: i64 = -1;

#[derive(Clone, Copy)]
struct OfLists<'a> {
    row: usize,
    lists: Classes<'a>,
}

impl OfLists<'_> {
    fn list(&self, index: usize) -> impl Iterator<Item = usize> {
        let row = index * self.row..(index + 1) * self.row;
        row.map_while(|i| self.lists.get(i, Some(END)))
    }

    /// The row's hinges. What each element takes part in is counted in `counts`, if there are any.
    fn hinges(self, level: Level, row: Row<'_>, mut counts: Option<&mut [f32]>) -> f64 {
        let (mut total, mut start) = (0.0, 0);
        // The elements between one of the row's classes and the next greater one, against each class.
        while start < self.row {
            let end = self.list(row.index).filter(|&class| class >= start).min().unwrap_or(self.row);
            if start < end {
                for class in self.list(row.index) {
                    let part = counts.as_mut().map(|counts| &mut counts[start..end]);
                    let hinges = Hinges::<1>::new(1.0, row.x[class], 1.0);
                    let [sum, count] = hinges.sums(level, &row.x[start..end], part);
                    total += sum;
                    if let Some(counts) = &mut counts {
                        counts[class] -= count as f32;
                    }
                }
            }
            start = end + 1;
        }
        total / self.row as f64
    }
}

impl RowLoss for OfLists<'_> {
    fn value(self, level: Level, row: Row<'_>) -> f64 {
        self.hinges(level, row, None)
    }

    fn gradient(self, level: Level, row: Row<'_>, factor: f64, gradient: &mut [f32]) -> f64 {
        gradient.fill(0.0);
        let loss = self.hinges(level, row, Some(gradient));
        let factor = factor / self.row as f64;
        gradient.iter_mut().for_each(|count| *count = (f64::from(*count) * factor) as f32);
        loss
    }
}

macro_rules! lists_of {
    ($($integer:ty)*) => {$(
        impl Loss<$integer> for MultiLabelMargin {
            fn shape(&self) -> crate::LossShape {
                crate::LossShape::Rows(self.row)
            }

            fn run(&self, place: Place, verb: LossVerb<'_, [$integer]>) -> Result<LossSum> {
                verb.in_f32(place, |[input], lists, output| self.run_lists(place, input, lists, output))
            }
        }
    )*};
}

lists_of! { i32 i64 }
