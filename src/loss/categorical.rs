//! Cross-entropy of probabilities.

use super::pointwise::{self, Pointwise, Value};
use super::{Loss, Reduction};
use crate::check;
use crate::error::Result;
use crate::math::ln;
use crate::parallel::{self, Slices};
use crate::place::Run;
use crate::shape::{Source, sum};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

/// The cross-entropy of each row of probabilities p and its target t, one-hot or soft:
/// `−Σ t[i]·ln p[i]`.
///
/// * **Shapes**: input and target hold whole rows of [`row`](Self::row) classes; a loss is that of a
///   row, and a mean one over rows.
/// * **Gradient**: `−t / p`, times the reduction's factor.
/// * **Accuracy**: within 4 ULP.
/// * **Special values**: t = 0 costs 0, whatever p is; p = 0 below a positive t costs ∞ (Keras clips p
///   at 1e-7 instead).
/// * **Errors**: [`Error::Probability`](crate::Error::Probability) where a value is NaN or outside
///   [0, 1]; [`Error::Rows`](crate::Error::Rows).
/// * **Elsewhere**: Keras' `CategoricalCrossentropy`.
///
/// ```
/// use activ8::{CategoricalCrossEntropy, Loss};
///
/// let loss = CategoricalCrossEntropy::rows_of(3).forward(&[0.25, 0.25, 0.5], &[0.0, 0.0, 1.0])?;
/// assert_eq!(loss, std::f32::consts::LN_2);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CategoricalCrossEntropy {
    /// The number of classes.
    pub row: usize,
    /// How the losses of the rows become one.
    pub reduction: Reduction,
}

super::reduction::reduced! { CategoricalCrossEntropy }

impl CategoricalCrossEntropy {
    /// Over rows of `row` classes.
    pub const fn rows_of(row: usize) -> Self {
        Self { row, reduction: Reduction::Mean }
    }
}

impl Pointwise for CategoricalCrossEntropy {
    #[inline(always)]
    fn value<S: Simd>(self, p: F32s<S>, t: F32s<S>) -> F32s<S> {
        let zero = p.of(0.0);
        t.eq(zero).select(zero, t * -ln(p))
    }

    #[inline(always)]
    fn derivative<S: Simd>(self, p: F32s<S>, t: F32s<S>) -> F32s<S> {
        t.eq(p.of(0.0)).select(p.of(0.0), -t / p.abs())
    }

    fn reduction(self) -> Reduction {
        self.reduction
    }

    fn count(self, elements: usize) -> Result<usize> {
        check::rows("input", elements, self.row)
    }

    fn check(self, level: Level, input: &[f32], target: &[f32]) -> Result<()> {
        check::probabilities(level, "input", input)?;
        check::probabilities(level, "target", target)
    }
}

impl Loss for CategoricalCrossEntropy {
    fn run_forward(&self, run: Run, input: &[f32], target: &[f32]) -> Result<f32> {
        pointwise::forward(*self, run, input, target)
    }

    fn run_forward_each(&self, run: Run, input: &[f32], target: &[f32], each: &mut [f32]) -> Result<()> {
        let (row, loss) = (self.row, *self);
        check::length("target", target.len(), input.len())?;
        check::length("each", each.len(), self.count(input.len())?)?;
        let level = run.level()?;
        loss.check(level, input, target)?;
        let leaf = |(values, each): (Slices<'_, 2, 0>, Slices<'_, 0, 1>)| {
            let inputs = values.inputs.map(Source::from);
            let [each] = each.outs;
            dispatch!(level, s => s.vectorize(#[inline(always)] || {
                for (i, each) in each.iter_mut().enumerate() {
                    let row = inputs.map(#[inline(always)] |input| input.slice(i * row..(i + 1) * row));
                    let [total] = sum(s, Value(loss), row, []);
                    *each = total as f32;
                }
            }));
        };
        let values = Slices { unit: row, inputs: [input, target], outs: [] };
        let each = Slices { unit: 1, inputs: [], outs: [each] };
        parallel::pieces((values, each), crate::activation::rows_in_piece(row), run.parallel, &leaf);
        Ok(())
    }

    fn run_backward(&self, run: Run, input: &[f32], target: &[f32], gradient: &mut [f32]) -> Result<()> {
        pointwise::backward(*self, run, input, target, gradient)
    }

    fn run_forward_backward(
        &self,
        run: Run,
        input: &[f32],
        target: &[f32],
        gradient: &mut [f32],
    ) -> Result<f32> {
        pointwise::forward_backward(*self, run, input, target, gradient)
    }
}
