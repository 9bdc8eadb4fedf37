//! The rows of logits, one after the other: of a whole input, or of a block of classes.

use std::cell::Cell;

use super::passes::{OneHot, Pass, Row, RowSums};
use super::row::{RowLoss, RowTarget, Target};
use super::running_sums::RunningSums;
use super::soft_target::SoftTarget;
use crate::activation::{Identity, SoftCap};
use crate::loss::by_row::total_of_rows;
use crate::loss::classes::Classes;
use crate::loss::verb::F32Output;
use crate::parallel::{F32Slices, Indexed};
use crate::place::Place;
use crate::rows::{Passes, RowRange, RowShift, over_rows};
use crate::shape::{Out, Source, cells, max};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// Rows of logits of some classes, and their targets.
#[derive(Clone, Copy)]
pub(super) struct LogitRows<'a> {
    pub(super) loss: RowLoss<'a>,
    pub(super) logits: &'a [f32],
    pub(super) target: Target<'a>,
    /// The number of the first class, and how many there are.
    pub(super) first_class: usize,
    pub(super) classes: usize,
}

/// What is asked of rows.
#[derive(Clone, Copy, Default)]
pub(super) struct Wanted<'a> {
    /// The sums over all classes, where the logits are of a block; else these logits are all.
    pub(super) known: Option<&'a [RunningSums]>,
    /// Where the sums over these logits go; there are no losses then.
    pub(super) sums: Option<&'a [Cell<RunningSums>]>,
    /// Where the losses go.
    pub(super) each: Option<Out<'a>>,
    /// Where the gradient for the logits goes.
    pub(super) gradient: Option<Out<'a>>,
}

impl LogitRows<'_> {
    /// Does what a verb asks for, of a whole input. The sum of the losses.
    pub(super) fn run_all(self, place: Place, level: Level, output: F32Output<'_>) -> f64 {
        let row = self.classes;
        let (each, gradient) = match output {
            F32Output::Total => (None, None),
            F32Output::Each(each) => (Some(F32Slices { unit: 1, inputs: [], outs: [each] }), None),
            F32Output::Gradient([out])
            | F32Output::Both([out])
            | F32Output::GradientOfEach { gradients: [out], .. } => {
                (None, Some(F32Slices { unit: row, inputs: [], outs: [out] }))
            }
        };
        let (second, classes) = match self.target {
            Target::Classes(classes) => (self.logits, Some(classes)),
            Target::Soft(target) => (target, None),
        };
        let values = F32Slices { unit: row, inputs: [self.logits, second], outs: [] };
        let leaf = |Indexed { first, job: ((values, classes), (each, gradient)) }: Indexed<Operands<'_>>| {
            let loss = RowLoss { factor: self.loss.factor.from(first), ..self.loss };
            let [logits, second] = values.inputs;
            let target = classes.map_or(Target::Soft(second), Target::Classes);
            let [each, gradient] =
                [each, gradient].map(|outs| outs.map(|F32Slices { outs: [out], .. }| cells(out)));
            LogitRows { loss, logits, target, ..self }
                .run(level, Wanted { each, gradient, ..Wanted::default() })
        };
        let job = Indexed { first: 0, job: ((values, classes), (each, gradient)) };
        total_of_rows(row, job, place, &leaf)
    }

    /// Does what is asked. The sum of the losses.
    pub(super) fn run(self, level: Level, wanted: Wanted<'_>) -> f64 {
        let (options, classes) = (self.loss.options, self.first_class..self.first_class + self.classes);
        let probabilities = matches!(self.target, Target::Soft(_));
        let one_hot = !probabilities && options.is_one_hot();
        // The one place where the tier and the passes are chosen. A cap that is looked for in the loops would cost a
        // quarter of the time.
        dispatch!(level, s => match options.soft_cap {
            None if one_hot && has_one_hot(s) => s.vectorize(#[inline(always)] || self.run_at(s, OneHot, wanted)),
            None => {
                let pass = SoftTarget::new(Identity, options, probabilities, classes);
                s.vectorize(#[inline(always)] || self.run_at(s, pass, wanted))
            }
            Some(cap) => {
                let pass = SoftTarget::new(SoftCap { cap }, options, probabilities, classes);
                s.vectorize(#[inline(always)] || self.run_at(s, pass, wanted))
            }
        })
    }

    #[inline(always)]
    fn run_at<S: Simd>(self, s: S, pass: impl Pass, wanted: Wanted<'_>) -> f64 {
        let x = Source::from(self.logits);
        let target = match self.target {
            Target::Classes(_) => x,
            Target::Soft(target) => target.into(),
        };
        let mut passes = RowPasses { pass, rows: self, x, target, wanted, total: 0.0 };
        over_rows(s, &mut passes, self.classes, x);
        passes.total
    }
}

/// Whether a tier has kernels of its own for one-hot targets. Those for any target do the same, to the bit, in more
/// time: that is enough for tiers that no CPU of this kind needs.
#[inline(always)]
fn has_one_hot<S: Simd>(_: S) -> bool {
    S::Block::LANES > S::LANES || (S::LANES > 1 && cfg!(not(target_arch = "x86_64")))
}

/// The greatest logit; the sums of the exponentials, which are left where the gradient goes; and the gradient made of
/// them.
struct RowPasses<'a, P> {
    pass: P,
    rows: LogitRows<'a>,
    x: Source<'a>,
    /// The target's rows, or the logits again.
    target: Source<'a>,
    wanted: Wanted<'a>,
    /// The sum of the losses so far.
    total: f64,
}

impl<P: Pass> Passes for RowPasses<'_, P> {
    type First = f32;
    type Prepared = RowShift;
    type Second = RowSums;
    type Combined = ();

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> f32 {
        match self.wanted.known {
            None => self.pass.logit(s, max(s, row.of(self.x))),
            Some(known) => known[row.number].max,
        }
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, _: S, max: f32) -> RowShift {
        RowShift::deep(max)
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, row: RowRange, shift: RowShift) -> RowSums {
        let exponentials = self.wanted.gradient.map(
            #[inline(always)]
            |gradient| row.of_out(gradient),
        );
        self.pass.sums(s, shift, self.row(row), exponentials)
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, sums: RowSums, (): ()) {
        let (LogitRows { loss, target, first_class, classes, .. }, i) = (self.rows, row.number);
        let target = loss.target(target, i, first_class, classes);
        let logit = match target {
            RowTarget::Class(class, _) => Some(self.pass.logit(s, row.of(self.x).get(class))),
            _ => None,
        };
        if let Some(to) = self.wanted.sums {
            return to[i].set(RunningSums::of_block(sums, logit));
        }
        let sums = match self.wanted.known {
            None => sums,
            Some(known) => known[i].row_at(s),
        };
        let target = loss.counted(target, sums);
        let logit = logit.unwrap_or(0.0);
        let value = loss.loss(sums, target, logit);
        if let Some(each) = self.wanted.each {
            each[i].set(value as f32);
        }
        if let Some(gradient) = self.wanted.gradient {
            loss.gradient(
                s,
                self.pass,
                sums,
                self.row(row),
                (target, logit, loss.factor.of(i)),
                row.of_out(gradient),
            );
        }
        self.total += value;
    }
}

impl<P> RowPasses<'_, P> {
    #[inline(always)]
    fn row(&self, row: RowRange) -> Row<'_> {
        Row { x: row.of(self.x), target: row.of(self.target) }
    }
}

/// Logits, and targets that are rows or the logits again; classes; the losses, and the gradient.
type Operands<'a> = ((F32Slices<'a, 2, 0>, Option<Classes<'a>>), (Option<Outs<'a>>, Option<Outs<'a>>));
type Outs<'a> = F32Slices<'a, 0, 1>;
