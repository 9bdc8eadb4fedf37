//! Logits that are a product, made for a tile of rows and a block of classes at a time: each product is used up before
//! the next one is made.
//!
//! A first round over the blocks of a tile adds up the sums of its rows. These make the losses. Where gradients are
//! asked for, a second round makes each block's logits again, if it is not the only block, then the gradient for
//! them, and of that what it adds to the gradients for the hidden states, the weights and the bias.

use core::cell::Cell;
use core::ops::Range;

use super::CrossEntropy;
use super::group::{Group, OfClass};
use super::numbers::ROWS;
use super::passes::RowSums;
use super::row::{RowLoss, Target};
use super::rows::{LogitRows, Wanted};
use super::running_sums::RunningSums;
use crate::error::Result;
use crate::loss::LossSum;
use crate::loss::classes::Classes;
use crate::loss::memory::{filled, found};
use crate::loss::verb::{F32Output, Factor};
use crate::parallel::{self, F32Slices, Indexed, Job};
use crate::place::Place;
use crate::shape::{Matrix, cells, packed, product};
use crate::tier::Level;

/// A block stays in a second- or third-level cache, and has enough rows for a product to be worth the reordering of
/// its weights.
const ROWS_IN_TILE: usize = 512;
const CLASSES_IN_BLOCK: usize = 1024;
/// Rows of a piece for one thread. A piece of the gradient for the weights is twice as many classes.
const ROWS_FOR_THREAD: usize = 64;

/// Rows of hidden states, the weights that make logits of them, and their targets, which have been checked.
#[derive(Clone, Copy)]
pub(super) struct LinearRows<'a> {
    pub(super) loss: CrossEntropy<'a>,
    pub(super) dim: usize,
    /// The hidden states, the weights, and the bias or nothing.
    pub(super) operands: [&'a [f32]; 3],
    pub(super) target: Classes<'a>,
}

impl LinearRows<'_> {
    /// Does what a verb asks for.
    pub(super) fn run(self, place: Place, output: F32Output<'_, 3>) -> Result<LossSum> {
        let level = place.level()?;
        let weight = self.target.weight(self.loss.ignore_index, self.loss.weight);
        let factor = output.factor(1.0 / self.loss.reduction.divisor(weight)?);
        let (mut each, mut gradients) = match output {
            F32Output::Total => (None, None),
            F32Output::Each(each) => (Some(each), None),
            F32Output::Gradient(gradients)
            | F32Output::Both(gradients)
            | F32Output::GradientOfEach { gradients, .. } => (None, Some(gradients)),
        };
        let ([hidden, ..], dim, classes) = (self.operands, self.dim, self.loss.row);
        let rows = hidden.len() / dim;
        let at_once = rows.min(ROWS_IN_TILE);
        let block = |argument| filled(argument, at_once * classes.min(CLASSES_IN_BLOCK), 0.0);
        let mut logits = block("logits")?;
        let mut slopes = if gradients.is_some() { block("slopes")? } else { Vec::new() };
        let room = || filled("states", at_once, RunningSums::default());
        let (mut sums, mut block_sums) = (room()?, room()?);
        found("logits", packed([at_once, dim, classes.min(CLASSES_IN_BLOCK)]))?;

        if let Some(gradients) = &mut gradients {
            gradients.iter_mut().for_each(|gradient| gradient.fill(0.0));
        }
        let (mut total, mut target) = (0.0, self.target);
        for first in (0..rows).step_by(ROWS_IN_TILE) {
            let end = rows.min(first + ROWS_IN_TILE);
            let (of_tile, rest) = target.cut(end - first);
            target = rest;
            let loss = RowLoss { options: self.loss, factor: factor.from(first) };
            let tile =
                Tile { loss, place, level, dim, hidden: &hidden[first * dim..end * dim], target: of_tile };
            let sums = &mut sums[..end - first];
            sums.fill(RunningSums::default());
            for block in self.blocks() {
                tile.add_sums(&block, &mut logits, sums, &mut block_sums[..end - first]);
            }
            for (sums, start) in sums.chunks(ROWS).zip((0..).step_by(ROWS)) {
                let mut group = Group::default();
                for (i, sums) in sums.iter().enumerate() {
                    (group.max[i], group.max_exp[i]) = (f64::from(sums.max), 1.0);
                    let RowSums { below_max, maxima, below, shares } = sums.of_row();
                    (group.below_max[i], group.maxima[i]) = (below_max, maxima);
                    (group.below[i], group.shares[i]) = (below, shares);
                    let target = loss.target(Target::Classes(of_tile), start + i, 0, classes);
                    let logit = sums.target_logit.unwrap_or(0.0);
                    group.set_target(i, target, 1.0, OfClass { logit, ..OfClass::default() });
                }
                group.finish(level, loss, false);
                for i in 0..sums.len() {
                    let value = group.value[i];
                    if let Some(each) = &mut each {
                        each[first + start + i] = value as f32;
                    }
                    total += value;
                }
            }
            let Some([of_hidden, of_weight, of_bias]) = &mut gradients else { continue };
            for block in self.blocks() {
                let slopes = &mut slopes[..sums.len() * block.classes.len()];
                if classes > CLASSES_IN_BLOCK {
                    tile.make_logits(&block, &mut logits);
                }
                tile.gradient(&block, &logits, sums, slopes, &mut of_hidden[first * dim..end * dim]);
                tile.add_weight_gradient(&block, slopes, &mut of_weight[block.weights(dim)]);
                if !of_bias.is_empty() {
                    add_columns(slopes, &mut of_bias[block.classes.clone()]);
                }
            }
        }
        Ok(LossSum::new(total, weight))
    }

    /// The blocks of classes.
    fn blocks(&self) -> impl Iterator<Item = Block<'_>> {
        let ([_, weight, bias], classes) = (self.operands, self.loss.row);
        (0..classes).step_by(CLASSES_IN_BLOCK).map(move |start| {
            let classes = start..classes.min(start + CLASSES_IN_BLOCK);
            let bias = if bias.is_empty() { bias } else { &bias[classes.clone()] };
            Block { weight: &weight[classes.start * self.dim..classes.end * self.dim], bias, classes }
        })
    }
}

/// Some of the classes.
struct Block<'a> {
    classes: Range<usize>,
    weight: &'a [f32],
    /// Theirs, or nothing.
    bias: &'a [f32],
}

impl Block<'_> {
    /// Where its weights are among all.
    fn weights(&self, dim: usize) -> Range<usize> {
        self.classes.start * dim..self.classes.end * dim
    }

    /// The logits of some rows.
    fn product(&self, dim: usize, hidden: &[f32], logits: &mut [f32]) {
        product(Matrix::new(hidden, dim), Matrix::new(self.weight, dim).transposed(), logits, false);
        if !self.bias.is_empty() {
            for row in logits.chunks_exact_mut(self.bias.len()) {
                row.iter_mut().zip(self.bias).for_each(|(logit, bias)| *logit += bias);
            }
        }
    }
}

/// Some of the rows.
struct Tile<'a> {
    loss: RowLoss<'a>,
    place: Place,
    level: Level,
    dim: usize,
    hidden: &'a [f32],
    target: Classes<'a>,
}

impl Tile<'_> {
    /// The hidden states and the rows of a block's logits.
    fn products<'a>(&'a self, block: &Block<'_>, logits: &'a mut [f32]) -> Products<'a> {
        let (rows, width) = (self.hidden.len() / self.dim, block.classes.len());
        let hidden = F32Slices { unit: self.dim, inputs: [self.hidden], outs: [] };
        (hidden, F32Slices { unit: width, inputs: [], outs: [&mut logits[..rows * width]] })
    }

    /// The rows of a block's logits, or some of them.
    fn logit_rows<'a>(
        &self,
        factor: Factor<'a>,
        block: &Block<'_>,
        logits: &'a [f32],
        target: Classes<'a>,
    ) -> LogitRows<'a>
    where
        Self: 'a,
    {
        let (first_class, classes) = (block.classes.start, block.classes.len());
        LogitRows {
            loss: RowLoss { factor, ..self.loss },
            logits,
            target: Target::Classes(target),
            first_class,
            classes,
        }
    }

    fn make_logits(&self, block: &Block<'_>, logits: &mut [f32]) {
        let leaf = |(rows, logits): Products<'_>| {
            let ([hidden], [logits]) = (rows.inputs, logits.outs);
            block.product(self.dim, hidden, logits);
        };
        parallel::pieces(self.products(block, logits), ROWS_FOR_THREAD, self.place.parallel, &leaf);
    }

    /// Makes a block's logits and adds their sums to those of the rows.
    fn add_sums(
        &self,
        block: &Block<'_>,
        logits: &mut [f32],
        sums: &mut [RunningSums],
        block_sums: &mut [RunningSums],
    ) {
        let job = (self.products(block, logits), self.target);
        let leaf = |(((rows, logits), target), block_sums): (WithTarget<'_>, &mut [RunningSums])| {
            let ([hidden], [logits]) = (rows.inputs, logits.outs);
            block.product(self.dim, hidden, logits);
            let to = Cell::from_mut(block_sums).as_slice_of_cells();
            let wanted = Wanted { sums: Some(to), ..Wanted::default() };
            // Sums are the same whatever they count for.
            self.logit_rows(Factor::Reduction(1.0), block, logits, target).run(self.level, wanted);
        };
        parallel::pieces((job, &mut *block_sums), ROWS_FOR_THREAD, self.place.parallel, &leaf);
        sums.iter_mut().zip(block_sums).for_each(|(sums, block)| sums.add(*block));
    }

    /// The gradient for a block's logits, and what that adds to the hidden states'.
    fn gradient(
        &self,
        block: &Block<'_>,
        logits: &[f32],
        sums: &[RunningSums],
        slopes: &mut [f32],
        of_hidden: &mut [f32],
    ) {
        let width = block.classes.len();
        let slopes = F32Slices { unit: width, inputs: [&logits[..slopes.len()]], outs: [slopes] };
        let of_hidden = F32Slices { unit: self.dim, inputs: [], outs: [of_hidden] };
        let leaf = |Indexed { first, job: ((slopes, target), of_hidden) }: Indexed<Gradients<'_>>| {
            let ([logits], [slopes], [of_hidden]) = (slopes.inputs, slopes.outs, of_hidden.outs);
            let (known, gradient) = (Some(&sums[first..]), Some(cells(slopes)));
            let wanted = Wanted { known, gradient, ..Wanted::default() };
            self.logit_rows(self.loss.factor.from(first), block, logits, target).run(self.level, wanted);
            let weight = Matrix::new(block.weight, self.dim);
            product(Matrix::new(slopes, width), weight, of_hidden, true);
        };
        let job = Indexed { first: 0, job: ((slopes, self.target), of_hidden) };
        parallel::pieces(job, ROWS_FOR_THREAD, self.place.parallel, &leaf);
    }

    /// Adds to the gradient for a block's weights.
    fn add_weight_gradient(&self, block: &Block<'_>, slopes: &[f32], of_weight: &mut [f32]) {
        let (dim, width) = (self.dim, block.classes.len());
        for rows in self.runs(slopes, width) {
            let hidden = Matrix::new(&self.hidden[rows.start * dim..rows.end * dim], dim);
            let slopes = Matrix::new(&slopes[rows.start * width..rows.end * width], width);
            let job = F32Slices { unit: dim, inputs: [], outs: [&mut *of_weight] };
            let leaf = |Indexed { first, job: rows }: Indexed<F32Slices<'_, 0, 1>>| {
                let [of_weight] = rows.outs;
                let some = slopes.columns(first..first + of_weight.len() / dim);
                product(some.transposed(), hidden, of_weight, true);
            };
            parallel::pieces(Indexed { first: 0, job }, 2 * ROWS_FOR_THREAD, self.place.parallel, &leaf);
        }
    }

    /// All rows in one, unless some have no slope and hidden states that are not finite: these are left out, since
    /// their product would be NaN.
    fn runs(&self, slopes: &[f32], width: usize) -> impl Iterator<Item = Range<usize>> {
        let (dim, rows) = (self.dim, self.hidden.len() / self.dim);
        let is_finite = |x: &[f32]| x.iter().all(|x| x.is_finite());
        let all = is_finite(self.hidden);
        let counts = move |i: usize| {
            all || is_finite(&self.hidden[i * dim..(i + 1) * dim])
                || slopes[i * width..(i + 1) * width].iter().any(|&slope| slope != 0.0)
        };
        let mut end = 0;
        core::iter::from_fn(move || {
            let start = (end..rows).find(|&i| counts(i))?;
            end = if all { rows } else { (start..rows).find(|&i| !counts(i)).unwrap_or(rows) };
            Some(start..end)
        })
    }
}

type Products<'a> = (F32Slices<'a, 1, 0>, F32Slices<'a, 0, 1>);
type WithTarget<'a> = (Products<'a>, Classes<'a>);
type Gradients<'a> = ((F32Slices<'a, 1, 1>, Classes<'a>), F32Slices<'a, 0, 1>);

/// Adds the sum of each column.
fn add_columns(rows: &[f32], out: &mut [f32]) {
    let mut sums = [0.0f64; CLASSES_IN_BLOCK];
    let sums = &mut sums[..out.len()];
    for row in rows.chunks_exact(out.len()) {
        sums.iter_mut().zip(row).for_each(|(sum, &x)| *sum += f64::from(x));
    }
    out.iter_mut().zip(sums).for_each(|(out, sum)| *out = (f64::from(*out) + *sum) as f32);
}
