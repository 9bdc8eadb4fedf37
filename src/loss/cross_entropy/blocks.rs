//! Logits by blocks: products that are used up before the next one is made.

use std::ops::Range;

use super::passes::{Pass, Row};
use super::rows::{OfRows, Own, Target};
use super::state::State;
use super::{CrossEntropy, WithPass};
use crate::check;
use crate::error::Result;
use crate::loss::LossSum;
use crate::loss::classes::Classes;
use crate::loss::memory::filled;
use crate::loss::verb::F32Output as Ask;
use crate::parallel::{self, Indexed, Slices};
use crate::place::Place;
use crate::rows::RowShift;
use crate::shape::{Matrix, Source, cells, max, product};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// Rows and columns of a block: it stays in a second- or third-level cache, and has enough rows for a product
/// to be worth the reordering of its weights.
const ROWS: usize = 512;
const COLUMNS: usize = 1024;
/// Rows of a piece for one thread: of the block, and of the gradient for the weights.
const PIECE: usize = 64;

/// What a verb writes.
pub(super) struct Outputs<'a> {
    pub(super) each: Option<&'a mut [f32]>,
    /// For the hidden states, the weights and the bias.
    pub(super) gradients: Option<[&'a mut [f32]; 3]>,
}

impl<'a> Outputs<'a> {
    pub(super) fn of<const N: usize>(
        ask: Ask<'a, N>,
        all: impl Fn([&'a mut [f32]; N]) -> [&'a mut [f32]; 3],
    ) -> Self {
        match ask {
            Ask::Total => Self { each: None, gradients: None },
            Ask::Each(each) => Self { each: Some(each), gradients: None },
            Ask::Gradient(gradients) | Ask::Both(gradients) => {
                Self { each: None, gradients: Some(all(gradients)) }
            }
        }
    }

    pub(super) fn check(&self, losses: usize, inputs: [usize; 3]) -> Result<()> {
        let length = |(out, len): (&&mut [f32], usize)| check::length("gradient", out.len(), len);
        self.each.as_ref().map_or(Ok(()), |each| check::length("each", each.len(), losses))?;
        self.gradients.iter().flat_map(|gradients| gradients.iter().zip(inputs)).try_for_each(length)
    }
}

/// A loss with its operands, which have been checked.
#[derive(Clone, Copy)]
pub(super) struct Blocks<'a> {
    pub(super) loss: CrossEntropy<'a>,
    pub(super) dim: usize,
    /// The hidden states, the weights, and the bias or nothing.
    pub(super) operands: [&'a [f32]; 3],
    pub(super) target: Classes<'a>,
}

impl Blocks<'_> {
    /// Does what a verb asks for.
    pub(super) fn run(self, place: Place, outputs: Outputs<'_>) -> Result<LossSum> {
        let level = place.level()?;
        let weight = self.target.weight(self.loss.ignore_index, self.loss.weight);
        let factor = 1.0 / self.loss.reduction.divisor(weight)?;
        let of = OfRows { loss: self.loss, input: &[], target: Target::Classes(self.target), factor };
        let (rows, classes) = (self.operands[0].len() / self.dim, self.loss.row);
        let at_once = rows.min(ROWS);
        let block = |argument| filled(argument, at_once * classes.min(COLUMNS), 0.0);
        let logits = block("logits")?;
        let slopes = if outputs.gradients.is_some() { block("slopes")? } else { Vec::new() };
        let states = filled("states", at_once, State::default())?;
        let room = Room { logits, slopes, states };
        let total = self.loss.with_classes(AllBlocks { blocks: self, of, place, level, outputs, room });
        Ok(LossSum::new(total, weight))
    }
}

/// With all that the loops need.
struct AllBlocks<'a> {
    blocks: Blocks<'a>,
    of: OfRows<'a>,
    place: Place,
    level: Level,
    outputs: Outputs<'a>,
    room: Room,
}

/// Where a block is computed.
struct Room {
    logits: Vec<f32>,
    slopes: Vec<f32>,
    states: Vec<State>,
}

impl WithPass for AllBlocks<'_> {
    fn with(self, pass: impl Pass) -> f64 {
        let Self { blocks, of, place, level, outputs: Outputs { mut each, mut gradients }, room } = self;
        let Room { mut logits, mut slopes, mut states } = room;
        let [hidden, weight, bias] = blocks.operands;
        let (dim, classes) = (blocks.dim, blocks.loss.row);
        let rows = hidden.len() / dim;
        if let Some(gradients) = &mut gradients {
            gradients.iter_mut().for_each(|gradient| gradient.fill(0.0));
        }
        let mut total = 0.0;
        for first in (0..rows).step_by(ROWS) {
            let end = rows.min(first + ROWS);
            let tile = Tile { pass, of, place, level, dim, first, hidden: &hidden[first * dim..end * dim] };
            states.clear();
            states.resize(end - first, State::default());
            let blocks = (0..classes).step_by(COLUMNS).map(|start| {
                let classes = start..classes.min(start + COLUMNS);
                let bias = if bias.is_empty() { bias } else { &bias[classes.clone()] };
                Block { weight: &weight[classes.start * dim..classes.end * dim], bias, classes }
            });
            blocks.clone().for_each(|block| tile.sums(&block, &mut logits, &mut states));
            for (i, state) in (first..).zip(&states) {
                let loss = of.row_loss(state.sums(level), tile.own(i, 0..classes), state.own);
                if let Some(each) = &mut each {
                    each[i] = loss as f32;
                }
                total += loss;
            }
            let Some([of_hidden, of_weight, of_bias]) = &mut gradients else { continue };
            for block in blocks {
                let range = block.classes.start * dim..block.classes.end * dim;
                let slopes = &mut slopes[..states.len() * block.classes.len()];
                // The logits of a block that is alone are still there.
                if classes > COLUMNS {
                    tile.logits(&block, &mut logits);
                }
                tile.slopes(&block, &logits, &states, slopes, &mut of_hidden[first * dim..end * dim]);
                tile.of_weight(&block, slopes, &mut of_weight[range]);
                if !of_bias.is_empty() {
                    add_columns(slopes, &mut of_bias[block.classes.clone()]);
                }
            }
        }
        total
    }
}

/// Some of the classes.
struct Block<'a> {
    classes: Range<usize>,
    weight: &'a [f32],
    /// Theirs, or nothing.
    bias: &'a [f32],
}

/// Some of the rows.
struct Tile<'a, P> {
    pass: P,
    of: OfRows<'a>,
    place: Place,
    level: Level,
    dim: usize,
    first: usize,
    hidden: &'a [f32],
}

impl<P: Pass> Tile<'_, P> {
    /// What is known of row `i` of all, of which some of the classes are at hand.
    fn own(&self, i: usize, at_hand: Range<usize>) -> Own {
        match self.of.own(self.of.classes(), i) {
            Own::Class(class, weight) if at_hand.contains(&class) => {
                Own::Class(class - at_hand.start, weight)
            }
            Own::Class(_, weight) => Own::Elsewhere(weight),
            own => own,
        }
    }

    /// The logits of a block for some rows.
    fn product(&self, block: &Block<'_>, hidden: &[f32], logits: &mut [f32]) {
        let weight = Matrix::new(block.weight, self.dim).transposed();
        product(Matrix::new(hidden, self.dim), weight, logits, false);
        if !block.bias.is_empty() {
            for row in logits.chunks_exact_mut(block.bias.len()) {
                row.iter_mut().zip(block.bias).for_each(|(logit, bias)| *logit += bias);
            }
        }
    }

    fn logits(&self, block: &Block<'_>, logits: &mut [f32]) {
        let width = block.classes.len();
        let rows = Slices { unit: self.dim, inputs: [self.hidden], outs: [] };
        let logits = &mut logits[..rows_of(&rows) * width];
        let logits = Slices { unit: width, inputs: [], outs: [logits] };
        parallel::pieces((rows, logits), PIECE, self.place.parallel, &|(rows, logits): Products<'_>| {
            let ([hidden], [logits]) = (rows.inputs, logits.outs);
            self.product(block, hidden, logits);
        });
    }

    /// Adds a block's logits to the rows' states.
    fn sums(&self, block: &Block<'_>, logits: &mut [f32], states: &mut [State]) {
        let (width, pass) = (block.classes.len(), self.pass.of_classes(block.classes.clone()));
        let rows = Slices { unit: self.dim, inputs: [self.hidden], outs: [] };
        let logits = Slices { unit: width, inputs: [], outs: [&mut logits[..states.len() * width]] };
        let job = Indexed { first: self.first, job: ((rows, logits), states) };
        let leaf =
            |Indexed { first, job: ((rows, logits), states) }: Indexed<(Products<'_>, &mut [State])>| {
                let ([hidden], [logits]) = (rows.inputs, logits.outs);
                self.product(block, hidden, logits);
                let logits = Source::from(&*logits);
                dispatch!(self.level, s => s.vectorize(#[inline(always)] || {
                    for (i, state) in states.iter_mut().enumerate() {
                        let x = logits.slice(i * width..(i + 1) * width);
                        let shift = RowShift::deep(pass.logit(s, max(s, x)));
                        state.add(pass.sums(s, shift, Row { x, target: x }));
                        if let own @ Own::Class(..) = self.own(first + i, block.classes.clone()) {
                            state.own = own.logit(s, pass, x);
                        }
                    }
                }));
            };
        parallel::pieces(job, PIECE, self.place.parallel, &leaf);
    }

    /// The gradient for a block's logits, and what that adds to the hidden states'.
    fn slopes(
        &self,
        block: &Block<'_>,
        logits: &[f32],
        states: &[State],
        slopes: &mut [f32],
        of_hidden: &mut [f32],
    ) {
        let (width, pass) = (block.classes.len(), self.pass.of_classes(block.classes.clone()));
        let logits = &logits[..states.len() * width];
        let slopes = Slices { unit: width, inputs: [logits], outs: [slopes] };
        let job = (slopes, Slices { unit: self.dim, inputs: [], outs: [of_hidden] });
        let leaf = |Indexed { first, job: (block_rows, hidden_rows) }: Indexed<Gradients<'_>>| {
            let ([logits], [slopes], [of_hidden]) = (block_rows.inputs, block_rows.outs, hidden_rows.outs);
            let (x, out) = (Source::from(logits), cells(slopes));
            dispatch!(self.level, s => s.vectorize(#[inline(always)] || {
                for i in 0..out.len() / width {
                    let (at, state) = (i * width..(i + 1) * width, &states[first + i]);
                    let x = x.slice(at.clone());
                    let (row, shift) = (Row { x, target: x }, RowShift::deep(state.max));
                    let _ = pass.sums_to(s, shift, row, &out[at.clone()]);
                    let own = self.own(self.first + first + i, block.classes.clone());
                    self.of.row_gradient(s, pass, state.sums_at(s, shift), row, own, &out[at]);
                }
            }));
            let weight = Matrix::new(block.weight, self.dim);
            product(Matrix::new(slopes, width), weight, of_hidden, true);
        };
        parallel::pieces(Indexed { first: 0, job }, PIECE, self.place.parallel, &leaf);
    }

    /// Adds to the gradient for a block's weights.
    fn of_weight(&self, block: &Block<'_>, slopes: &[f32], of_weight: &mut [f32]) {
        let (hidden, slopes) = (Matrix::new(self.hidden, self.dim), Matrix::new(slopes, block.classes.len()));
        let job = Slices { unit: self.dim, inputs: [], outs: [of_weight] };
        let leaf = |Indexed { first, job: rows }: Indexed<Slices<'_, 0, 1>>| {
            let [of_weight] = rows.outs;
            let some = slopes.columns(first..first + of_weight.len() / self.dim);
            product(some.transposed(), hidden, of_weight, true);
        };
        parallel::pieces(Indexed { first: 0, job }, 2 * PIECE, self.place.parallel, &leaf);
    }
}

type Products<'a> = (Slices<'a, 1, 0>, Slices<'a, 0, 1>);
type Gradients<'a> = (Slices<'a, 1, 1>, Slices<'a, 0, 1>);

fn rows_of(rows: &Slices<'_, 1, 0>) -> usize {
    rows.inputs[0].len() / rows.unit
}

/// Adds the sum of each column.
fn add_columns(rows: &[f32], out: &mut [f32]) {
    let mut sums = [0.0f64; COLUMNS];
    let sums = &mut sums[..out.len()];
    for row in rows.chunks_exact(out.len()) {
        sums.iter_mut().zip(row).for_each(|(sum, &x)| *sum += f64::from(x));
    }
    out.iter_mut().zip(sums).for_each(|(out, sum)| *out = (f64::from(*out) + *sum) as f32);
}
