//! Cross-entropy of logits against class indices, and against probabilities.
//!
//! A reader goes down this list. This file has the options and refuses what is wrong with a call. `rows.rs` goes
//! over the rows: of each it finds the greatest logit, then the sums of the exponentials, then the loss, and the
//! gradient where that is asked for. What a pass does to the logits is in `passes.rs`, for a target of one class, and
//! in `soft_target.rs`, for any target with all options. What a row is held against is in `row.rs`; what the sums of
//! several rows come to, their losses and their gradients, in `group.rs`, by the operators of `numbers.rs`. Where
//! classes lie apart, `columns.rs` goes down the columns instead, with the sums of `column_sums.rs`; and so it does for
//! rows of few classes, which `short_rows.rs` lays out as columns. `linear.rs` is the loss of logits that are a product:
//! `blocks.rs` makes them for a block of classes at a time and hands each block to `rows.rs`; `running_sums.rs` adds up
//! what the blocks of a row come to.

mod blocks;
mod column_sums;
mod columns;
mod group;
mod linear;
mod numbers;
mod passes;
mod row;
mod rows;
mod running_sums;
mod short_rows;
mod soft_target;

use super::classes::{ClassIndex, Classes, IGNORE_INDEX};
use super::verb::{F32Output, widened};
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::activation::SoftCap;
use crate::check::{self, require};
use crate::error::Result;
use crate::place::Place;
use crate::setters::setters;
use columns::LogitColumns;
pub use linear::LinearCrossEntropy;
use row::{RowLoss, Target};
use rows::LogitRows;

/// The cross-entropy of each row of logits x and its class t: `−w[t]·ln softmax(x)[t]`; or of its
/// probabilities t, one a class: `−Σ w[c]·t[c]·ln softmax(x)[c]`.
///
/// * **Shapes**: the input holds whole rows of [`row`](Self::row) logits. The target is a class for each,
///   of any type of [`ClassIndex`], or `f32`s of the input's length. A loss is that of a row. With
///   [`along`](Self::along) rows lie along any axis of a tensor, and targets are those of a tensor without it:
///   PyTorch's N×C×d1×d2.
/// * **Options**: label smoothing ε makes t, as one-hot, `(1 − ε)·t + ε / row`. A z-loss λ adds
///   `λ·w[t]·ln²(Σ e^x)`, without a weight where targets are probabilities. A soft cap puts
///   `cap·tanh(x / cap)` in the place of x throughout. With all at their defaults none costs time.
/// * **Weights of rows**, or tokens, are the `dy` of [`backward_each`](Loss::backward_each).
/// * **Reduction**: a mean is over the weights of the rows' classes, ignored ones left out; over the rows
///   where targets are probabilities. Where all rows are ignored it is NaN, and a sum 0.
/// * **Gradient**: `w[t]·(softmax(x) − t)`, t as one-hot, times the reduction's factor; that of the row's
///   own class is minus the share of the others, so that a confident row keeps its digits. 0 for a row
///   that is ignored.
/// * **Accuracy**: within 4 ULP, also near 0, classes counting down to e^-126 of the greatest: logits (20, 0, 0)
///   and class 0 cost 4.122307e-9, where PyTorch has 0. Where a share of the target is subtracted in the gradient,
///   as by label smoothing and from targets that are probabilities, it is within 5 ULP of the greater term. With a
///   soft cap that is so for capped logits, which are within 2.5 ULP themselves, and the gradient has the 3.5 ULP
///   of the cap's besides. Nothing of the logits' size is allocated. The bounds hold along every axis; the bits are
///   a function of the row's logits and target alone, for [`along`](Self::along) another one than for rows of more
///   than 32 classes.
/// * **Special values**: a row with a NaN or with ∞ costs NaN, if it is not ignored; −∞ is a class of
///   probability 0, which costs 0 where the target has no share of it (PyTorch: NaN), else ∞.
/// * **Errors**: [`Error::Rows`](crate::Error::Rows) where the input is no whole number of rows, or of matrices of
///   `row` × `inner`; [`Error::Class`](crate::Error::Class) where a class is not below `row`;
///   [`Error::Probability`](crate::Error::Probability) where a target is NaN or outside [0, 1], though a
///   row need not add up to 1; [`Error::Length`](crate::Error::Length) where the weights are not `row`;
///   [`Error::Parameter`](crate::Error::Parameter) for a label smoothing outside [0, 1] (PyTorch ignores
///   one below 0), a z-loss below 0, a soft cap not between 2^-60 and 2^60.
/// * **Elsewhere**: `torch.nn.functional.cross_entropy`, which takes an `ignore_index` for probabilities as
///   an error where it is not negative, while here it has no meaning for them; ONNX
///   `SoftmaxCrossEntropyLoss`; `candle_nn::loss::cross_entropy`; Liger-Kernel's, whose z-loss is
///   `lse_square_scale` and not weighted, and whose soft cap is `softcap`.
///
/// ```
/// use activ8::{CrossEntropy, Loss};
///
/// let logits = [20.0, 0.0, 0.0];
/// let mut gradient = [0.0; 3];
/// let loss = CrossEntropy::rows_of(3).forward_backward(&logits, &[0u8], &mut gradient)?;
/// assert!((loss / 4.1223072e-9 - 1.0).abs() < 3e-7);
/// assert_eq!(gradient[1], gradient[2]);
/// assert!((gradient[0] / -4.1223072e-9 - 1.0).abs() < 3e-7);
///
/// let padded = CrossEntropy::rows_of(2).weight(&[1.0, 3.0]).label_smoothing(0.1);
/// let loss = padded.forward(&[0.0, 0.0, 7.0, 8.0], &[1, -100])?; // the second row is padding
/// assert!((loss / (0.96666667 * std::f32::consts::LN_2) - 1.0).abs() < 3e-7);
///
/// // An image of two pixels: the logits of the first class, then those of the second.
/// let image = CrossEntropy::along(2, 2).forward(&[0.0, 9.0, 0.0, 9.0], &[0, 1])?;
/// assert!((image / std::f32::consts::LN_2 - 1.0).abs() < 3e-7);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CrossEntropy<'a> {
    /// The number of classes.
    pub row: usize,
    /// The number of elements from one class to the next: 1 for rows.
    pub inner: usize,
    /// A weight for each class.
    pub weight: Option<&'a [f32]>,
    /// The class of rows that do not count, a valid one or not: −100 by default. Without a meaning where
    /// targets are probabilities.
    pub ignore_index: i64,
    /// What part of each target is spread over all classes, in [0, 1]; 0 by default.
    pub label_smoothing: f32,
    /// The weight of the square of ln Σ e^x; 0 by default.
    pub z_loss: f32,
    /// What logits are capped at, softly, if at all.
    pub soft_cap: Option<f32>,
    /// How the losses of the rows become one.
    pub reduction: Reduction,
}

super::sum::reduced! { CrossEntropy<'_> }
impl<'a> CrossEntropy<'a> {
    /// Over rows of `row` classes.
    pub const fn rows_of(row: usize) -> Self {
        Self::along(row, 1)
    }

    /// Along an axis of `classes` that lie `inner` apart.
    pub const fn along(classes: usize, inner: usize) -> Self {
        Self {
            row: classes,
            inner,
            weight: None,
            ignore_index: IGNORE_INDEX,
            label_smoothing: 0.0,
            z_loss: 0.0,
            soft_cap: None,
            reduction: Reduction::Mean,
        }
    }

    setters! {
        /// The same with a weight for each class.
        fn weight(weight: &'a [f32]) { weight = Some(weight) }
        /// The same with another class of rows that do not count.
        fn ignore_index(ignore_index: i64) { ignore_index = ignore_index }
        /// The same with a part of each target spread over all classes.
        fn label_smoothing(label_smoothing: f32) { label_smoothing = label_smoothing }
        /// The same with a multiple of ln² Σ e^x.
        fn z_loss(z_loss: f32) { z_loss = z_loss }
        /// The same of logits that are capped softly.
        fn soft_cap(cap: f32) { soft_cap = Some(cap) }
    }

    /// The number of rows.
    fn check(self, input: &[f32]) -> Result<usize> {
        let rows = check::rows_along("input", input.len(), self.row, self.inner)?;
        self.weight.map_or(Ok(()), |weight| check::length("weight", weight.len(), self.row))?;
        let smoothing = self.label_smoothing;
        require("label_smoothing", smoothing, (0.0..=1.0).contains(&smoothing), "a number in [0, 1]")?;
        let z_loss = self.z_loss;
        require("z_loss", z_loss, (0.0..=f32::MAX).contains(&z_loss), "a finite number of at least 0")?;
        self.soft_cap.map_or(Ok(()), |cap| SoftCap { cap }.check_as("soft_cap"))?;
        Ok(rows)
    }

    /// Whether a class has no share of a target that is another one, and logits count as they are.
    fn is_one_hot(self) -> bool {
        self.label_smoothing == 0.0 && self.soft_cap.is_none()
    }

    fn run_classes(
        self,
        place: Place,
        input: &[f32],
        target: Classes<'_>,
        output: F32Output<'_>,
    ) -> Result<LossSum> {
        let rows = self.check(input)?;
        check::length("target", target.len(), rows)?;
        target.check(self.row, Some(self.ignore_index))?;
        output.check([input.len()], rows)?;
        let weight = target.weight(self.ignore_index, self.weight);
        self.run_rows(place, input, Target::Classes(target), weight, output)
    }

    fn run_rows(
        self,
        place: Place,
        input: &[f32],
        target: Target<'_>,
        weight: f64,
        output: F32Output<'_>,
    ) -> Result<LossSum> {
        let level = place.level()?;
        let factor = output.factor(1.0 / self.reduction.divisor(weight)?);
        let loss = RowLoss { options: self, factor };
        let total = if self.inner == 1 {
            let rows = LogitRows { loss, logits: input, target, first_class: 0, classes: self.row };
            rows.run_all(place, level, output)
        } else {
            LogitColumns { loss, logits: input, target }.run_all(place, level, output)
        };
        Ok(LossSum::new(total, weight))
    }
}

impl<T: ClassIndex> Loss<T> for CrossEntropy<'_> {
    fn shape(&self) -> crate::LossShape {
        crate::LossShape::classes(self.row, self.inner)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [T]>) -> Result<LossSum> {
        verb.in_f32(place, |[input], target, output| self.run_classes(place, input, target, output))
    }
}

impl Loss<f32> for CrossEntropy<'_> {
    fn shape(&self) -> crate::LossShape {
        crate::LossShape::rows(self.row, self.inner)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        verb.in_f32(place, |[input], target, output| {
            let target = &*widened(place, "target", target)?;
            let rows = self.check(input)?;
            check::length("target", target.len(), input.len())?;
            check::probabilities(place.level()?, "target", target)?;
            output.check([input.len()], rows)?;
            self.run_rows(place, input, Target::Soft(target), rows as f64, output)
        })
    }
}
