//! Losses that are computed one row at a time.

use core::ops::Range;

use super::verb::{F32Output, Factor, LossOutput};
use super::{LossSum, Reduction};
use crate::error::Result;
use crate::parallel::{self, F32Slices, Job};
use crate::place::Place;
use crate::shape::SUM_BLOCK;
use crate::tier::Level;

/// A row: its number, its elements, and those of the target, or its own again.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) index: usize,
    pub(super) x: &'a [f32],
    pub(super) target: &'a [f32],
}

/// The loss of a row.
pub(super) trait RowLoss: Copy + Send + Sync {
    /// The loss.
    fn value(self, level: Level, row: Row<'_>) -> f64;
    /// The loss, and its gradient times a factor.
    fn gradient(self, level: Level, row: Row<'_>, factor: f64, gradient: &mut [f32]) -> f64;
}

/// A loss with its operands, which have been checked.
#[derive(Clone, Copy)]
pub(super) struct ByRow<'a, L> {
    pub(super) loss: L,
    /// The length of the rows.
    pub(super) row: usize,
    pub(super) input: &'a [f32],
    /// As long as the input: the target, or the input again.
    pub(super) target: &'a [f32],
    pub(super) reduction: Reduction,
    /// What a mean divides by.
    pub(super) weight: f64,
}

impl<L: RowLoss> ByRow<'_, L> {
    /// Does what a verb asks for.
    pub(super) fn run(self, place: Place, output: F32Output<'_>) -> Result<LossSum> {
        let rows = self.input.len() / self.row;
        output.check([self.input.len()], rows)?;
        let level = place.level()?;
        let factor = output.factor(1.0 / self.reduction.divisor(self.weight)?);
        let total = match output {
            LossOutput::Total => self.forward(place, level, None),
            LossOutput::Each(each) => self.forward(place, level, Some(each)),
            LossOutput::Gradient([gradient])
            | LossOutput::Both([gradient])
            | LossOutput::GradientOfEach { gradients: [gradient], .. } => {
                self.backward(place, level, factor, gradient)
            }
        };
        Ok(LossSum::new(total, self.weight))
    }

    fn forward(self, place: Place, level: Level, each: Option<&mut [f32]>) -> f64 {
        let each = each.map(|each| F32Slices { unit: 1, inputs: [], outs: [each] });
        let leaf = |(rows, each): (Range<usize>, Option<F32Slices<'_, 0, 1>>)| {
            let mut each = each.map(|F32Slices { outs: [each], .. }| each);
            let mut total = 0.0;
            for (i, index) in rows.enumerate() {
                let loss = self.loss.value(level, self.nth(index));
                if let Some(each) = &mut each {
                    each[i] = loss as f32;
                }
                total += loss;
            }
            total
        };
        total_of_rows(self.row, (0..self.input.len() / self.row, each), place, &leaf)
    }

    fn backward(self, place: Place, level: Level, factor: Factor<'_>, gradient: &mut [f32]) -> f64 {
        let gradient = F32Slices { unit: self.row, inputs: [], outs: [gradient] };
        let leaf = |(rows, F32Slices { outs: [gradient], .. }): (Range<usize>, F32Slices<'_, 0, 1>)| {
            let each = rows.zip(gradient.chunks_exact_mut(self.row));
            each.map(|(index, gradient)| {
                if factor.is_nothing(index) {
                    gradient.fill(0.0);
                    return 0.0;
                }
                self.loss.gradient(level, self.nth(index), factor.of(index), gradient)
            })
            .sum()
        };
        total_of_rows(self.row, (0..self.input.len() / self.row, gradient), place, &leaf)
    }

    fn nth(&self, index: usize) -> Row<'_> {
        let range = index * self.row..(index + 1) * self.row;
        Row { index, x: &self.input[range.clone()], target: &self.target[range] }
    }
}

/// The sum of the rows' losses, over pieces of a fixed number of rows.
pub(super) fn total_of_rows<J: Job>(
    row: usize,
    job: J,
    place: Place,
    leaf: &(impl Fn(J) -> f64 + Sync),
) -> f64 {
    let rows = (SUM_BLOCK / row).max(1);
    let parallel = place.parallel && job.units().saturating_mul(row) >= 8 * SUM_BLOCK;
    parallel::cut(job, rows, parallel, leaf, &|a, b| a + b)
}
