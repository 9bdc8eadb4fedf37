//! Losses of several inputs, and CTC: against PyTorch, against their formulas and differences of these, at
//! the edges, on bad input, and on every tier and number of threads.

mod errors;
mod golden;
mod gradients;
mod op;
mod specials;
mod tiers;

use crate::common::random::Random;
use crate::common::table::joint::{Case, Each, Row};

/// The bound of each loss, in ULP of which number.
fn bounds(case: &Case, inputs: &[Vec<f64>]) -> Vec<(f64, f64)> {
    let [bound, _] = (case.row.bounds)(&case.parameters);
    (case.row.want)(case, inputs, 1.0).0.into_iter().map(|want| (bound, want.1)).collect()
}

/// A loss with inputs of a size, or of less where the right answer is a sum over all paths, which must be one that can
/// be made.
fn draw(row: &'static Row, parameters: &[f32], rows: usize, dim: usize, seed: u64) -> (Case, Vec<Vec<f32>>) {
    let small = row.each_of == Each::Sequence;
    let shape = if small { [rows.min(6), 1 + dim % 3] } else { [rows, dim] };
    row.drawn(parameters, shape, false, &mut Random::new(seed))
}
