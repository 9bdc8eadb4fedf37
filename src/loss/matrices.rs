//! Losses of rows that lie along any axis of a tensor (outer, classes, inner): matrices of as many rows as there are
//! classes, each column of which has a loss.

use core::ops::Range;

use super::by_row::total_of_rows;
use super::verb::{F32Output, LossOutput};
use crate::parallel::F32Slices;
use crate::place::Place;

/// What is written for some matrices.
pub(super) struct Written<'a> {
    /// A loss for each column.
    pub(super) each: Option<&'a mut [f32]>,
    /// The gradient for each element.
    pub(super) gradient: Option<&'a mut [f32]>,
}

/// The sum of what `leaf` returns for pieces of all matrices, which are `classes` × `inner`: their numbers, and what it
/// writes for them.
pub(super) fn total_of_matrices(
    matrices: usize,
    [classes, inner]: [usize; 2],
    place: Place,
    output: F32Output<'_>,
    leaf: &(dyn Fn(Range<usize>, Written<'_>) -> f64 + Sync),
) -> f64 {
    let matrix = classes * inner;
    let slices = |unit, out| Some(F32Slices { unit, inputs: [], outs: [out] });
    let (each, gradient) = match output {
        LossOutput::Total => (None, None),
        LossOutput::Each(each) => (slices(inner, each), None),
        LossOutput::Gradient([out])
        | LossOutput::Both([out])
        | LossOutput::GradientOfEach { gradients: [out], .. } => (None, slices(matrix, out)),
    };
    total_of_rows(matrix, (0..matrices, (each, gradient)), place, &|(matrices, (each, gradient)): Pieces<
        '_,
    >| {
        let [each, gradient] = [each, gradient].map(|slices| slices.map(|F32Slices { outs: [out], .. }| out));
        leaf(matrices, Written { each, gradient })
    })
}

type Pieces<'a> = (Range<usize>, (Option<F32Slices<'a, 0, 1>>, Option<F32Slices<'a, 0, 1>>));
