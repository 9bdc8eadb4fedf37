//! The margin between a row's class and every other.

use super::by_row::{ByRow, Row, RowLoss};
use super::classes::{ClassIndex, Classes};
use super::hinges::Hinges;
use super::verb::F32Output;
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::check::require;
use crate::error::Result;
use crate::place::Place;
use crate::setters::setters;
use crate::tier::Level;

/// What each row's class t lacks to a margin above every other: `w[t] / row · Σ max(0, margin − x[t] + x[i])^p`
/// over all i but t.
///
/// * **Shapes**: the input holds whole rows of [`row`](Self::row) scores, the target a class for each, of
///   any type of [`ClassIndex`]. A loss is that of a row, and a mean one over rows, whatever their weights.
/// * **Gradient**: `w[t] / row · p·max(0, ..)^(p − 1)` where the margin is not kept, minus the sum of these
///   at the row's class, times the reduction's factor.
/// * **Accuracy**: the loss and its gradient within 4 ULP; the differences are formed with their roundings made up for.
/// * **Special values**: a row with a NaN costs NaN.
/// * **Errors**: [`Error::Class`](crate::Error::Class) where a class is not below `row`;
///   [`Error::Length`](crate::Error::Length) where the weights are not `row`;
///   [`Error::Parameter`](crate::Error::Parameter) where p is not 1 or 2, or the margin not finite.
/// * **Elsewhere**: `torch.nn.functional.multi_margin_loss`.
///
/// ```
/// use activ8::{Loss, MultiMargin};
///
/// let mut gradient = [0.0; 4];
/// let loss = MultiMargin::rows_of(4).forward_backward(&[1.0, 0.5, -3.0, 2.0], &[0u8], &mut gradient)?;
/// assert_eq!(loss, (0.5 + 2.0) / 4.0);
/// assert_eq!(gradient, [-0.5, 0.25, 0.0, 0.25]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MultiMargin<'a> {
    /// The number of classes.
    pub row: usize,
    /// The power, 1 by default, or 2.
    pub p: u8,
    /// The margin; 1 by default.
    pub margin: f32,
    /// A weight for each class.
    pub weight: Option<&'a [f32]>,
    /// How the losses of the rows become one.
    pub reduction: Reduction,
}

super::sum::reduced! { MultiMargin<'_> }

impl<'a> MultiMargin<'a> {
    /// Over rows of `row` classes.
    pub const fn rows_of(row: usize) -> Self {
        Self { row, p: 1, margin: 1.0, weight: None, reduction: Reduction::Mean }
    }

    setters! {
        /// The same with a weight for each class.
        fn weight(weight: &'a [f32]) { weight = Some(weight) }
        /// The same with another power: 1 or 2.
        fn p(p: u8) { p = p }
        /// The same with another margin.
        fn margin(margin: f32) { margin = margin }
    }
}

#[derive(Clone, Copy)]
struct OfClass<'a, const P: u8> {
    loss: MultiMargin<'a>,
    classes: Classes<'a>,
}

impl<const P: u8> OfClass<'_, P> {
    /// The row's class, and its weight over the row's length.
    fn class_and_weight(&self, row: Row<'_>) -> (usize, f64) {
        let class = self.classes.get(row.index, None).expect("verbs check their classes");
        let weight = self.loss.weight.map_or(1.0, |weight| f64::from(weight[class]));
        (class, weight / self.loss.row as f64)
    }
}

impl<const P: u8> RowLoss for OfClass<'_, P> {
    fn value(self, level: Level, row: Row<'_>) -> f64 {
        let (class, weight) = self.class_and_weight(row);
        if weight == 0.0 {
            return 0.0;
        }
        let hinges = Hinges::<P>::new(self.loss.margin, row.x[class], 0.0);
        let [left, right] = [&row.x[..class], &row.x[class + 1..]].map(|x| hinges.sums(level, x, None));
        weight * (left[0] + right[0] + of_nan(row.x[class]))
    }

    fn gradient(self, level: Level, row: Row<'_>, factor: f64, gradient: &mut [f32]) -> f64 {
        let (class, weight) = self.class_and_weight(row);
        let nan = of_nan(row.x[class]);
        gradient.fill(0.0);
        if weight == 0.0 {
            return 0.0;
        }
        let hinges = Hinges::<P>::new(self.loss.margin, row.x[class], (weight * factor) as f32);
        let (before, after) = gradient.split_at_mut(class);
        let left = hinges.sums(level, &row.x[..class], Some(before));
        let right = hinges.sums(level, &row.x[class + 1..], Some(&mut after[1..]));
        gradient[class] = (-(left[1] + right[1] + nan) * (weight * factor)) as f32;
        weight * (left[0] + right[0] + nan)
    }
}

/// NaN of a NaN, which a row of nothing else would not pass on.
fn of_nan(x: f32) -> f64 {
    if x.is_nan() { f64::NAN } else { 0.0 }
}

impl MultiMargin<'_> {
    fn run_classes(
        &self,
        place: Place,
        input: &[f32],
        classes: Classes<'_>,
        output: F32Output<'_>,
    ) -> Result<LossSum> {
        let rows = check::rows("input", input.len(), self.row)?;
        let loss = *self;
        check::length("target", classes.len(), rows)?;
        self.weight.map_or(Ok(()), |weight| check::length("weight", weight.len(), self.row))?;
        require("p", self.p.into(), (1..=2).contains(&self.p), "1 or 2")?;
        require("margin", self.margin, self.margin.is_finite(), "finite")?;
        classes.check(self.row, None)?;
        let (Self { row, reduction, .. }, weight) = (loss, rows as f64);
        if self.p == 1 {
            let loss = OfClass::<1> { loss, classes };
            ByRow { loss, row, input, target: input, reduction, weight }.run(place, output)
        } else {
            let loss = OfClass::<2> { loss, classes };
            ByRow { loss, row, input, target: input, reduction, weight }.run(place, output)
        }
    }
}

impl<T: ClassIndex> Loss<T> for MultiMargin<'_> {
    fn shape(&self) -> crate::LossShape {
        crate::LossShape::Classes(self.row)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [T]>) -> Result<LossSum> {
        verb.in_f32(place, |[input], classes, output| self.run_classes(place, input, classes, output))
    }
}
