//! One direction of the loss, from the rows of one side to those of the other.

use core::sync::atomic::{AtomicUsize, Ordering};

use super::products::{combine, products};
use crate::error::{Error, Result};
use crate::loss::memory::filled;
use crate::loss::norm::{Divide, Norm};
use crate::math::exp;
use crate::parallel::{self, F32Slices, Indexed};
use crate::place::Place;
use crate::rows::{RowShift, log_sum_exp};
use crate::shape::{Kernel, Source, Terms, cells, map, max, sum};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

/// Rows of logits that are in memory at once.
const LOGIT_ROWS: usize = 16;
/// The least norm that a row is divided by.
const LEAST_NORM: f64 = 1e-12;

/// The rows of one side, and those that they are to find.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) level: Level,
    pub(super) place: Place,
    pub(super) dim: usize,
    /// 1 / temperature.
    pub(super) scale: f64,
    pub(super) x: &'a [f32],
    pub(super) y: &'a [f32],
}

/// What came of each row of logits; nothing where there is no such direction.
#[derive(Default)]
pub(super) struct Direction {
    max: Vec<f32>,
    /// ln Σ e^(x − max).
    log_sum: Vec<f32>,
    losses: Vec<f32>,
}

impl Direction {
    pub(super) fn losses(&self) -> &[f32] {
        &self.losses
    }

    fn is_some(&self) -> bool {
        !self.losses.is_empty()
    }
}

/// Rows of length 1.
pub(super) fn unit_rows(place: Place, level: Level, dim: usize, x: &[f32]) -> Result<Vec<f32>> {
    let mut out = filled("input", x.len(), 0.0)?;
    let job = F32Slices { unit: dim, inputs: [x], outs: [&mut out[..]] };
    parallel::pieces(job, LOGIT_ROWS, place.parallel, &|F32Slices { inputs: [x], outs: [out], .. }| {
        let (x, out) = (Source::from(x), cells(out));
        dispatch!(level, s => s.vectorize(#[inline(always)] || {
            for at in (0..out.len()).step_by(dim) {
                let x = x.slice(at..at + dim);
                map(s, Norm::of(s, x).at_least(LEAST_NORM).divide(), [x], [&out[at..at + dim]]);
            }
        }));
    });
    Ok(out)
}

/// What threads that find no memory leave behind.
#[derive(Default)]
struct Missing(AtomicUsize);

impl Missing {
    /// A block of rows of logits, unless there is no memory for it.
    fn block(&self, n: usize) -> Option<Vec<f32>> {
        let block = filled("logits", LOGIT_ROWS.saturating_mul(n), 0.0);
        if block.is_err() {
            self.0.store(LOGIT_ROWS.saturating_mul(n).saturating_mul(size_of::<f32>()), Ordering::Relaxed);
        }
        block.ok()
    }

    /// Whether all found some.
    fn check(self) -> Result<()> {
        match self.0.into_inner() {
            0 => Ok(()),
            bytes => Err(Error::Memory { argument: "logits", bytes }),
        }
    }
}

impl Side<'_> {
    /// The logits' sums and the losses.
    pub(super) fn direction(self) -> Result<Direction> {
        let Self { level, place, dim, scale, x, y } = self;
        let n = x.len() / dim;
        let row = || filled("each", n, 0.0);
        let mut to = Direction { max: row()?, log_sum: row()?, losses: row()? };
        let missing = Missing::default();
        let rows = F32Slices { unit: dim, inputs: [x], outs: [] };
        let outs = [&mut to.max[..], &mut to.log_sum[..], &mut to.losses[..]];
        let job = Indexed { first: 0, job: (rows, F32Slices { unit: 1, inputs: [], outs }) };
        let leaf =
            |Indexed { first, job: (rows, outs) }: Indexed<(F32Slices<'_, 1, 0>, F32Slices<'_, 0, 3>)>| {
                let (x, y) = (Source::from(rows.inputs[0]), Source::from(y));
                let [maxima, log_sums, losses] = outs.outs;
                let Some(mut block) = missing.block(n) else { return };
                dispatch!(level, s => s.vectorize(#[inline(always)] || {
                    for start in (0..losses.len()).step_by(LOGIT_ROWS) {
                        let end = losses.len().min(start + LOGIT_ROWS);
                        products(s, dim, scale, x.slice(start * dim..end * dim), y, &mut block);
                        for i in start..end {
                            let logits = &block[(i - start) * n..][..n];
                            let positive = logits[first + i];
                            let logits = Source::from(logits);
                            let row = log_sum_exp(s, RowShift::deep(max(s, logits)), logits);
                            (maxima[i], log_sums[i]) = (row.max, row.log_sum as f32);
                            losses[i] = ((f64::from(row.max) - f64::from(positive)) + row.log_sum) as f32;
                        }
                    }
                }));
            };
        if n > 0 {
            parallel::pieces(job, LOGIT_ROWS, place.parallel, &leaf);
        }
        missing.check()?;
        Ok(to)
    }

    /// The gradient for its rows, or for the `unnormalised` ones that they are the unit rows of; of the losses of
    /// these rows and of the columns times a factor, and times one for each pair.
    pub(super) fn gradient(
        self,
        unnormalised: Option<&[f32]>,
        [rows, columns]: [&Direction; 2],
        (factor, of_pairs): (f64, Option<&[f32]>),
        gradient: &mut [f32],
    ) -> Result<()> {
        let Self { level, place, dim, scale, x, y } = self;
        let missing = Missing::default();
        let n = x.len() / dim;
        let is_unit = unnormalised.is_some();
        let job = F32Slices { unit: dim, inputs: [x, unnormalised.unwrap_or(x)], outs: [gradient] };
        let factor = factor * scale;
        let leaf = |Indexed { first, job }: Indexed<F32Slices<'_, 2, 1>>| {
            let [x, unnormalised] = job.inputs.map(Source::from);
            let [gradient] = job.outs;
            let (gradient, y) = (cells(gradient), Source::from(y));
            let Some(mut block) = missing.block(n) else { return };
            dispatch!(level, s => s.vectorize(#[inline(always)] || {
                for start in (0..gradient.len()).step_by(LOGIT_ROWS * dim) {
                    let end = gradient.len().min(start + LOGIT_ROWS * dim);
                    products(s, dim, scale, x.slice(start..end), y, &mut block);
                    for (i, logits) in block.chunks_exact_mut(n).take((end - start) / dim).enumerate() {
                        logit_gradients(s, first + start / dim + i, [rows, columns], (factor, of_pairs), logits);
                    }
                    combine(s, dim, &block, y, &gradient[start..end]);
                }
                for at in (0..if is_unit { gradient.len() } else { 0 }).step_by(dim) {
                    let (x, out) = (x.slice(at..at + dim), &gradient[at..at + dim]);
                    let norm = Norm::of(s, unnormalised.slice(at..at + dim));
                    let clamped = norm.at_least(LEAST_NORM);
                    let [along] = sum(s, Product, [x, out.into()], [], 1.0);
                    // The clamp of a norm has no slope.
                    let along = if clamped.scaled > norm.scaled { 0.0 } else { along as f32 };
                    map(s, Tangent { along, divide: clamped.divide() }, [x, out.into()], [out]);
                }
            }));
        };
        if n > 0 {
            parallel::pieces(Indexed { first: 0, job }, LOGIT_ROWS, place.parallel, &leaf);
        }
        missing.check()
    }
}

/// The derivative by each logit of row `i`, in its place.
#[inline(always)]
fn logit_gradients<S: Simd>(
    s: S,
    i: usize,
    [rows, columns]: [&Direction; 2],
    (factor, of_pairs): (f64, Option<&[f32]>),
    logits: &mut [f32],
) {
    let of_row = of_pairs.map(|of_pairs| of_pairs[i]);
    let mut by_logit =
        LogitGradient { by_row: None, by_column: columns.is_some(), factor: factor as f32, of_row };
    // p − 1 of the right class is e^−loss − 1, which keeps its digits where p is near 1.
    let mut right = 0.0;
    if rows.is_some() {
        by_logit.by_row = Some((rows.max[i], rows.log_sum[i]));
        right += (-f64::from(rows.losses[i])).exp_m1();
    }
    if columns.is_some() {
        right += (-f64::from(columns.losses[i])).exp_m1();
    }
    let out = cells(logits);
    let (maxima, log_sums) =
        if columns.is_some() { (&columns.max, &columns.log_sum) } else { (&rows.max, &rows.log_sum) };
    let (maxima, log_sums) = (Source::from(&maxima[..]), Source::from(&log_sums[..]));
    map(s, by_logit, [out.into(), maxima, log_sums, of_pairs.map_or(maxima, Source::from)], [out]);
    out[i].set((factor * of_row.map_or(1.0, f64::from) * right) as f32);
}

/// The probabilities of a row of logits, in one direction or in both.
#[derive(Clone, Copy)]
struct LogitGradient {
    by_row: Option<(f32, f32)>,
    by_column: bool,
    factor: f32,
    /// The factor of the row's pair, where each pair has one.
    of_row: Option<f32>,
}

impl Kernel<4> for LogitGradient {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, max, log_sum, of_column]: [F32s<S>; 4]) -> [F32s<S>; 1] {
        let mut sum = x.of(0.0);
        if let Some((max, log_sum)) = self.by_row {
            let p = exp((x - x.of(max)) - x.of(log_sum));
            sum = sum + if let Some(of_row) = self.of_row { p * x.of(of_row) } else { p };
        }
        if self.by_column {
            let p = exp((x - max) - log_sum);
            sum = sum + if self.of_row.is_some() { p * of_column } else { p };
        }
        [sum * x.of(self.factor)]
    }
}

/// A product of vectors.
#[derive(Clone, Copy)]
struct Product;

impl Terms<2, 1, 0> for Product {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, y]: [F32s<S>; 2]) -> ([F32s<S>; 1], [F32s<S>; 0]) {
        ([x * y], [])
    }
}

/// What of a gradient for a unit row changes its direction, for the row that was divided.
#[derive(Clone, Copy)]
struct Tangent {
    along: f32,
    divide: Divide,
}

impl Kernel<2> for Tangent {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, gradient]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.divide.apply(x.neg_mul_add(x.of(self.along), gradient))]
    }
}
