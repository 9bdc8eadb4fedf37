//! Cross-entropy of logits against class indices.

use super::classes::{ClassIndex, Classes};
use super::{Ask, Loss, LossSum, Reduction};
use crate::activation::{Inverse, LogSumExp, RowShift, Rows, log_sum_exp, rows_in_piece};
use crate::check;
use crate::error::Result;
use crate::parallel::{self, Slices};
use crate::place::Run;
use crate::shape::{Out, SUM_BLOCK, Source, cells, map, max};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// The cross-entropy of each row of logits x and its class t: `−ln softmax(x)[t]`.
///
/// * **Shapes**: the input holds whole rows of [`row`](Self::row) logits, the target a class for each,
///   of any type of [`ClassIndex`]; a loss is that of a row, and a mean one over rows.
/// * **Gradient**: `softmax(x) − one-hot(t)`, times the reduction's factor; that of the row's own
///   class is minus the share of the others, so that a confident row keeps its digits.
/// * **Accuracy**: within 4 ULP, also near 0: logits (20, 0, 0) and class 0 cost 4.122307e-9, where
///   PyTorch has 0. Nothing of the logits' size is allocated.
/// * **Special values**: a row with a NaN or with ∞ costs NaN; −∞ is a class of probability 0.
/// * **Errors**: [`Error::Class`](crate::Error::Class) where a class is not below `row`.
/// * **Elsewhere**: `torch.nn.functional.cross_entropy`, `candle_nn::loss::cross_entropy`.
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
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CrossEntropy {
    /// The number of classes.
    pub row: usize,
    /// How the losses of the rows become one.
    pub reduction: Reduction,
}

super::sum::reduced! { CrossEntropy }

impl CrossEntropy {
    /// Over rows of `row` classes.
    pub const fn rows_of(row: usize) -> Self {
        Self { row, reduction: Reduction::Mean }
    }

    fn run_classes(self, run: Run, input: &[f32], target: Classes<'_>, ask: Ask<'_>) -> Result<LossSum> {
        let rows = check::rows("input", input.len(), self.row)?;
        check::length("target", target.len(), rows)?;
        target.check(self.row)?;
        ask.check([input.len()], rows)?;
        let level = run.level()?;
        let factor = 1.0 / self.reduction.divisor(rows as f64)?;
        let total = match ask {
            Ask::Total => self.forward_classes(run, level, input, target),
            Ask::Each(each) => {
                self.each_class(run, level, input, target, each);
                0.0
            }
            Ask::Gradient([gradient]) | Ask::Both([gradient]) => {
                self.gradient(run, level, input, target, factor, gradient)
            }
        };
        Ok(LossSum::new(total, rows as f64))
    }

    fn forward_classes(self, run: Run, level: Level, input: &[f32], target: Classes<'_>) -> f64 {
        let job = (Slices { unit: self.row, inputs: [input], outs: [] }, target);
        let leaf = |(values, target): (Slices<'_, 1, 0>, Classes<'_>)| {
            let input = Source::from(values.inputs[0]);
            dispatch!(level, s => s.vectorize(#[inline(always)] || {
                let mut total = 0.0;
                self.losses(s, input, target, #[inline(always)] |_, loss| total += loss);
                total
            }))
        };
        self.total(job, run, &leaf)
    }

    fn each_class(self, run: Run, level: Level, input: &[f32], target: Classes<'_>, each: &mut [f32]) {
        let job = (
            (Slices { unit: self.row, inputs: [input], outs: [] }, target),
            Slices { unit: 1, inputs: [], outs: [each] },
        );
        let leaf = |((values, target), each): ((Slices<'_, 1, 0>, Classes<'_>), Slices<'_, 0, 1>)| {
            let input = Source::from(values.inputs[0]);
            let [each] = each.outs;
            dispatch!(level, s => s.vectorize(#[inline(always)] || {
                self.losses(s, input, target, #[inline(always)] |i, loss| each[i] = loss as f32);
            }));
        };
        parallel::pieces(job, rows_in_piece(self.row), run.parallel, &leaf);
    }

    fn gradient(
        self,
        run: Run,
        level: Level,
        input: &[f32],
        target: Classes<'_>,
        factor: f64,
        gradient: &mut [f32],
    ) -> f64 {
        let job = (Slices { unit: self.row, inputs: [input], outs: [gradient] }, target);
        let leaf = |(values, target): (Slices<'_, 1, 1>, Classes<'_>)| {
            let input = Source::from(values.inputs[0]);
            let [gradient] = values.outs;
            let gradient = cells(gradient);
            dispatch!(level, s => s.vectorize(#[inline(always)] || {
                let (mut total, mut i) = (0.0, 0);
                Rows { row: self.row, len: input.len() }.in_stages(
                    #[inline(always)]
                    |row| RowShift::new(max(s, input.slice(row))),
                    #[inline(always)]
                    |row, shift| log_sum_exp(s, shift, input.slice(row.clone()), [&gradient[row]]),
                    #[inline(always)]
                    |row, sums: LogSumExp| {
                        let (x, gradient) = (input.slice(row.clone()), &gradient[row]);
                        finish_gradient(s, sums, x, target.get(i), factor, gradient);
                        total += loss(sums, x, target.get(i));
                        i += 1;
                    },
                );
                total
            }))
        };
        self.total(job, run, &leaf)
    }

    /// Hands the number of each row and its loss to `take`.
    #[inline(always)]
    fn losses<S: Simd>(self, s: S, input: Source<'_>, target: Classes<'_>, mut take: impl FnMut(usize, f64)) {
        let mut i = 0;
        Rows { row: self.row, len: input.len() }.in_stages(
            #[inline(always)]
            |row| RowShift::new(max(s, input.slice(row))),
            #[inline(always)]
            |row, shift| log_sum_exp(s, shift, input.slice(row), []),
            #[inline(always)]
            |row, sums| {
                take(i, loss(sums, input.slice(row), target.get(i)));
                i += 1;
            },
        );
    }

    /// The sum of the rows' losses, over pieces of a fixed number of rows.
    fn total<J: parallel::Job>(self, job: J, run: Run, leaf: &(impl Fn(J) -> f64 + Sync)) -> f64 {
        let rows = (SUM_BLOCK / self.row).max(1);
        let parallel = run.parallel && job.units() >= 8 * rows;
        parallel::cut(job, rows, parallel, leaf, &|a, b| a + b)
    }
}

/// The loss of one row: both terms are exact where it is near 0.
#[inline(always)]
fn loss(row: LogSumExp, x: Source<'_>, class: usize) -> f64 {
    (f64::from(row.max) - f64::from(x.get(class))) + f64::from(row.log_sum)
}

/// `factor · (softmax(x) − one-hot)`, of exponentials in `gradient`.
#[inline(always)]
fn finish_gradient<S: Simd>(
    s: S,
    row: LogSumExp,
    x: Source<'_>,
    class: usize,
    factor: f64,
    gradient: Out<'_>,
) {
    let (top, total) = (f64::from(row.top), 1.0 + row.others);
    let own = f64::from(gradient[class].get()) / top;
    map(s, Inverse::of(top * total / factor), [gradient.into()], [gradient]);
    // p − 1 of the row's own class is −(the others' share): with 1 − p a confident row would have
    // no gradient at all.
    let others = if x.get(class) == row.max { row.others } else { total - own };
    gradient[class].set((-factor * (others / total)) as f32);
}

impl<T: ClassIndex> Loss<T> for CrossEntropy {
    fn run(&self, run: Run, input: &[f32], target: &[T], ask: Ask<'_>) -> Result<LossSum> {
        self.run_classes(run, input, T::classes(target), ask)
    }
}
