//! Losses of vectors: a row of each input makes one loss.

use super::verb::{F32Output, LossOutput};
use super::{LossSum, Reduction};
use crate::error::Result;
use crate::parallel::{self, Job};
use crate::place::Place;
use crate::shape::{Kernel, SUM_BLOCK, Source, cells, map};
use crate::simd::Simd;
use crate::tier::dispatch;

/// The loss of `N` vectors.
pub(super) trait OfVectors<const N: usize>: Copy + Send + Sync {
    /// What gives the gradients, element by element.
    type Gradient: Kernel<N, N>;

    /// The loss of row `index`, and its gradient times a factor.
    fn row<S: Simd>(self, s: S, vectors: [Source<'_>; N], index: usize, factor: f64)
    -> (f64, Self::Gradient);
}

/// A loss with its rows of `dim` elements, which have been checked.
pub(super) struct Vectors<'a, F, const N: usize> {
    pub(super) formula: F,
    pub(super) inputs: [&'a [f32]; N],
    pub(super) dim: usize,
    pub(super) reduction: Reduction,
}

/// Some of the rows, with what is asked of them.
struct Piece<'a, const N: usize> {
    first: usize,
    rows: usize,
    dim: usize,
    inputs: [&'a [f32]; N],
    output: F32Output<'a, N>,
}

impl<const N: usize> Job for Piece<'_, N> {
    fn units(&self) -> usize {
        self.rows
    }

    fn cut(self, at: usize) -> (Self, Self) {
        let Self { first, rows, dim, inputs, output } = self;
        let inputs = inputs.map(|input| input.split_at(at * dim));
        let (left, right) = output.cut(at, at * dim);
        (
            Self { first, rows: at, dim, inputs: inputs.map(|(left, _)| left), output: left },
            Self {
                first: first + at,
                rows: rows - at,
                dim,
                inputs: inputs.map(|(_, right)| right),
                output: right,
            },
        )
    }
}

impl<F: OfVectors<N>, const N: usize> Vectors<'_, F, N> {
    /// Does what a verb asks for.
    pub(super) fn run(self, place: Place, output: F32Output<'_, N>) -> Result<LossSum> {
        let Self { formula, inputs, dim, reduction } = self;
        let rows = inputs[0].len() / dim;
        output.check([inputs[0].len(); N], rows)?;
        let level = place.level()?;
        let factor = output.factor(1.0 / reduction.divisor(rows as f64)?);
        let leaf = |piece: Piece<'_, N>| {
            let Piece { first, rows, dim, inputs, mut output } = piece;
            // By loops, since `array::map` is not always inlined.
            let mut sources = [Source::from(inputs[0]); N];
            for i in 0..N {
                sources[i] = Source::from(inputs[i]);
            }
            dispatch!(level, s => s.vectorize(#[inline(always)] || {
                let mut total = 0.0;
                for i in 0..rows {
                    let mut vectors = sources;
                    for vector in &mut vectors {
                        *vector = vector.slice(i * dim..(i + 1) * dim);
                    }
                    let (loss, gradient) = formula.row(s, vectors, first + i, factor.of(first + i));
                    total += loss;
                    match &mut output {
                        LossOutput::Total => {}
                        LossOutput::Each(each) => each[i] = loss as f32,
                        LossOutput::GradientOfEach { gradients, .. } if factor.is_nothing(first + i) => {
                            for gradient in gradients {
                                gradient[i * dim..(i + 1) * dim].fill(0.0);
                            }
                        }
                        LossOutput::Gradient(gradients)
                        | LossOutput::Both(gradients)
                        | LossOutput::GradientOfEach { gradients, .. } => {
                            let mut outs = [&[][..]; N];
                            for (out, gradient) in outs.iter_mut().zip(gradients.iter_mut()) {
                                *out = cells(&mut gradient[i * dim..(i + 1) * dim]);
                            }
                            map(s, gradient, vectors, outs);
                        }
                    }
                }
                total
            }))
        };
        // Pieces of a fixed number of rows, so that sums have one shape.
        let piece = (SUM_BLOCK / dim).max(1);
        let parallel = place.parallel && rows >= 8 * piece;
        let job = Piece { first: 0, rows, dim, inputs, output };
        let total = parallel::cut(job, piece, parallel, &leaf, &|a, b| a + b);
        Ok(LossSum::new(total, rows as f64))
    }
}
