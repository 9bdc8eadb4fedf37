//! The rows of logits, one after the other: of a whole input, or of a block of classes.

use core::cell::Cell;

use super::group::{Group, OfClass};
use super::passes::{GradientTerms, OneHot, Pass, Row, RowSums};
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
use crate::tier::{Level, dispatch, dispatch_wide};

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
            let rows = LogitRows { loss, logits, target, ..self };
            if rows.are_short() {
                return rows.run_as_columns(level, each.unwrap_or_default(), gradient.unwrap_or_default());
            }
            rows.run(level, Wanted { each, gradient, ..Wanted::default() })
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
        // quarter of the time. Compact tiers have no kernels for targets of one class: those for any do the same, to
        // the bit.
        if one_hot {
            dispatch_wide!(
                level,
                s => return s.vectorize(#[inline(always)] || self.run_at(s, level, OneHot, wanted)),
                else ()
            );
        }
        dispatch!(level, s => match options.soft_cap {
            None => {
                let pass = SoftTarget::new(Identity, options, probabilities, classes);
                s.vectorize(#[inline(always)] || self.run_at(s, level, pass, wanted))
            }
            Some(cap) => {
                let pass = SoftTarget::new(SoftCap { cap }, options, probabilities, classes);
                s.vectorize(#[inline(always)] || self.run_at(s, level, pass, wanted))
            }
        })
    }

    #[inline(always)]
    fn run_at<S: Simd>(self, s: S, level: Level, pass: impl Pass, wanted: Wanted<'_>) -> f64 {
        let x = Source::from(self.logits);
        let target = match self.target {
            Target::Classes(_) => x,
            Target::Soft(target) => target.into(),
        };
        let mut passes = RowPasses { level, pass, rows: self, x, target, wanted, total: 0.0 };
        over_rows(s, &mut passes, self.classes, x);
        passes.total
    }
}

/// The greatest logit; the sums of the exponentials, which are left where the gradient goes; and the gradient made of
/// them.
struct RowPasses<'a, P> {
    level: Level,
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
    type Second = Found;
    type Combined = Made;

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
    fn second<S: Simd>(&self, s: S, row: RowRange, shift: RowShift) -> Found {
        let (LogitRows { loss, target, first_class, classes, .. }, i) = (self.rows, row.number);
        let exponentials = self.wanted.gradient.map(
            #[inline(always)]
            |gradient| row.of_out(gradient),
        );
        let sums = self.pass.sums(s, shift, self.row(row), exponentials);
        let target = loss.target(target, i, first_class, classes);
        let of_class = match target {
            RowTarget::Class(class, _) => OfClass {
                logit: self.pass.logit(s, row.of(self.x).get(class)),
                exp: exponentials.map_or(0.0, |exponentials| exponentials[class].get()),
                share: self.pass.share(class),
            },
            _ => OfClass::default(),
        };
        let sums = self.wanted.known.map_or(sums, |known| known[i].of_row());
        Found { sums, target, of_class, factor: loss.factor.of(i) }
    }

    #[inline(always)]
    fn combine<S: Simd>(&self, s: S, shifts: &[RowShift], found: &[Found], made: &mut [Made]) {
        let mut group = Group::default();
        let max_exps = RowShift::max_exps(s, shifts, false);
        // Sums over all classes are relative to the greatest.
        let is_known = self.wanted.known.is_some();
        for (i, &Found { sums, target, of_class, factor }) in found.iter().enumerate() {
            let max_exp = max_exps.of_row(i).exact;
            (group.max[i], group.max_exp[i]) = (f64::from(shifts[i].max), max_exp);
            group.below_max[i] = if is_known { sums.below_max * max_exp } else { sums.below_max };
            (group.maxima[i], group.below[i], group.shares[i]) = (sums.maxima, sums.below, sums.shares);
            group.set_target(i, target, factor, of_class);
        }
        group.finish(self.level, self.rows.loss, self.wanted.gradient.is_some());
        for (i, made) in made.iter_mut().enumerate() {
            *made = Made {
                max: shifts[i].max,
                sum_m1: group.sum_m1[i],
                counts: group.is_counted(i),
                value: group.value[i],
                terms: group.terms(i),
                of_class: group.gradient.of_class[i],
            };
        }
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, found: Found, made: Made) {
        let (i, Found { sums, target, of_class, .. }) = (row.number, found);
        let class = if let RowTarget::Class(class, _) = target { Some(class) } else { None };
        if let Some(to) = self.wanted.sums {
            return to[i].set(RunningSums::of_block(
                made.max,
                made.sum_m1,
                sums,
                class.map(|_| of_class.logit),
            ));
        }
        self.total += made.value;
        if let Some(each) = self.wanted.each {
            each[i].set(made.value as f32);
        }
        let Some(gradient) = self.wanted.gradient else { return };
        let gradient = row.of_out(gradient);
        if !made.counts {
            return gradient.iter().for_each(|gradient| gradient.set(0.0));
        }
        self.pass.gradient(s, made.terms, self.row(row), gradient);
        if let Some(class) = class {
            let x = row.of(self.x).get(class);
            gradient[class].set(self.pass.logit_gradient(s, x, made.of_class));
        }
    }
}

/// What the passes find in a row.
#[derive(Clone, Copy, Default)]
struct Found {
    sums: RowSums,
    target: RowTarget,
    of_class: OfClass,
    factor: f64,
}

/// What is made of that.
#[derive(Clone, Copy, Default)]
struct Made {
    max: f32,
    sum_m1: f64,
    /// Whether the row counts.
    counts: bool,
    value: f64,
    terms: GradientTerms,
    /// The gradient for the logit of the target's class.
    of_class: f32,
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
