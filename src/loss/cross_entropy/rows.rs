//! The rows of logits, one after the other: of a whole input, or of a block of classes.

use std::cell::Cell;
use std::ops::Range;

use super::passes::{OneHot, Pass, Row, RowSums};
use super::row::{RowLoss, RowTarget, Target};
use super::running_sums::RunningSums;
use super::soft_target::SoftTarget;
use crate::activation::{Identity, RowShift, Rows, SoftCap};
use crate::loss::Ask;
use crate::loss::by_row::total_of_rows;
use crate::loss::classes::Classes;
use crate::parallel::Slices;
use crate::place::Place;
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
    pub(super) fn run_all(self, place: Place, level: Level, ask: Ask<'_>) -> f64 {
        let row = self.classes;
        let (each, gradient) = match ask {
            Ask::Total => (None, None),
            Ask::Each(each) => (Some(Slices { unit: 1, inputs: [], outs: [each] }), None),
            Ask::Gradient([out]) | Ask::Both([out]) => {
                (None, Some(Slices { unit: row, inputs: [], outs: [out] }))
            }
        };
        let (second, classes) = match self.target {
            Target::Classes(classes) => (self.logits, Some(classes)),
            Target::Soft(target) => (target, None),
        };
        let values = Slices { unit: row, inputs: [self.logits, second], outs: [] };
        let leaf = |((values, classes), (each, gradient)): Operands<'_>| {
            let [logits, second] = values.inputs;
            let target = classes.map_or(Target::Soft(second), Target::Classes);
            let [each, gradient] =
                [each, gradient].map(|outs| outs.map(|Slices { outs: [out], .. }| cells(out)));
            LogitRows { logits, target, ..self }.run(level, Wanted { each, gradient, ..Wanted::default() })
        };
        total_of_rows(row, ((values, classes), (each, gradient)), place, &leaf)
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
        let passes = RowPasses { s, pass, rows: self, x, target, wanted };
        let (mut total, mut i) = (0.0, 0);
        Rows { row: self.classes, x }.in_stages(
            #[inline(always)]
            |row, i| passes.max(row, i),
            RowShift::deep,
            #[inline(always)]
            |row, shift| passes.sums(row, shift),
            |_, _, _| (),
            #[inline(always)]
            |row, sums, ()| {
                total += passes.finish(row, i, sums);
                i += 1;
            },
        );
        total
    }
}

/// Whether a tier has kernels of its own for one-hot targets. Those for any target do the same, to the bit, in more
/// time: that is enough for tiers that no CPU of this kind needs.
#[inline(always)]
fn has_one_hot<S: Simd>(_: S) -> bool {
    S::Block::LANES > S::LANES || (S::LANES > 1 && cfg!(not(target_arch = "x86_64")))
}

/// The passes over each row.
#[derive(Clone, Copy)]
struct RowPasses<'a, S, P> {
    s: S,
    pass: P,
    rows: LogitRows<'a>,
    x: Source<'a>,
    /// The target's rows, or the logits again.
    target: Source<'a>,
    wanted: Wanted<'a>,
}

impl<S: Simd, P: Pass> RowPasses<'_, S, P> {
    /// The first pass finds the greatest logit.
    #[inline(always)]
    fn max(&self, row: Range<usize>, i: usize) -> f32 {
        match self.wanted.known {
            None => self.pass.logit(self.s, max(self.s, self.x.slice(row))),
            Some(known) => known[i].max,
        }
    }

    /// The second finds the sums, and leaves the exponentials where the gradient goes.
    #[inline(always)]
    fn sums(&self, row: Range<usize>, shift: RowShift) -> RowSums {
        let exponentials = self.wanted.gradient.map(|gradient| &gradient[row.clone()]);
        self.pass.sums(self.s, shift, self.row(row), exponentials)
    }

    /// The last makes the gradient of the exponentials. The loss.
    #[inline(always)]
    fn finish(&self, row: Range<usize>, i: usize, sums: RowSums) -> f64 {
        let LogitRows { loss, target, first_class, classes, .. } = self.rows;
        let target = loss.target(target, i, first_class, classes);
        let logit = match target {
            RowTarget::Class(class, _) => Some(self.pass.logit(self.s, self.x.get(row.start + class))),
            _ => None,
        };
        if let Some(to) = self.wanted.sums {
            to[i].set(RunningSums::of_block(sums, logit));
            return 0.0;
        }
        let sums = self.wanted.known.map_or(sums, |known| known[i].row_at(self.s));
        let logit = logit.unwrap_or(0.0);
        let value = loss.loss(sums, target, logit);
        if let Some(each) = self.wanted.each {
            each[i].set(value as f32);
        }
        if let Some(gradient) = self.wanted.gradient {
            let out = &gradient[row.clone()];
            loss.gradient(self.s, self.pass, sums, self.row(row), (target, logit), out);
        }
        value
    }

    #[inline(always)]
    fn row(&self, row: Range<usize>) -> Row<'_> {
        Row { x: self.x.slice(row.clone()), target: self.target.slice(row) }
    }
}

/// Logits, and targets that are rows or the logits again; classes; the losses, and the gradient.
type Operands<'a> = ((Slices<'a, 2, 0>, Option<Classes<'a>>), (Option<Outs<'a>>, Option<Outs<'a>>));
type Outs<'a> = Slices<'a, 0, 1>;
