//! The rows of logits, one after the other: what a verb asks for, from the passes that options choose.

use super::CrossEntropy;
use super::passes::{Finish, Pass, Row, Sums};
use crate::loss::by_row::total_of_rows;
use crate::loss::classes::Classes;
use crate::loss::verb::F32Output as Ask;
use crate::parallel::Slices;
use crate::place::Place;
use crate::rows::{Inverse, Passes, RowRange, RowShift, over_rows};
use crate::shape::{Out, Source, cells, max};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// A loss with its operands, which have been checked.
#[derive(Clone, Copy)]
pub(super) struct OfRows<'a> {
    pub(super) loss: CrossEntropy<'a>,
    pub(super) input: &'a [f32],
    pub(super) target: Target<'a>,
    /// The reduction's.
    pub(super) factor: f64,
}

/// What the rows are held against.
#[derive(Clone, Copy)]
pub(super) enum Target<'a> {
    Classes(Classes<'a>),
    Soft(&'a [f32]),
}

/// What of a row's target the lanes know nothing of.
#[derive(Clone, Copy)]
pub(super) enum Own {
    /// The row's class, with its weight.
    Class(usize, f64),
    /// The row's class is none of those at hand.
    Elsewhere(f64),
    /// The target has a share for each class.
    Soft,
    /// The row does not count.
    Ignored,
}

impl OfRows<'_> {
    /// The sum of the losses; each, or the gradient, goes to the slices of `ask`.
    pub(super) fn run(self, pass: impl Pass, place: Place, level: Level, ask: Ask<'_>) -> f64 {
        match ask {
            Ask::Total => self.forward(pass, place, level, None),
            Ask::Each(each) => self.forward(pass, place, level, Some(each)),
            Ask::Gradient([gradient]) | Ask::Both([gradient]) => self.backward(pass, place, level, gradient),
        }
    }

    /// The logits and the targets, in units of rows.
    fn operands<'a, const M: usize>(&'a self, outs: [&'a mut [f32]; M]) -> Operands<'a, M> {
        let (second, classes) = match self.target {
            Target::Classes(classes) => (self.input, Some(classes)),
            Target::Soft(target) => (target, None),
        };
        (Slices { unit: self.loss.row, inputs: [self.input, second], outs }, classes)
    }

    fn forward(self, pass: impl Pass, place: Place, level: Level, each: Option<&mut [f32]>) -> f64 {
        let each = each.map(|each| Slices { unit: 1, inputs: [], outs: [each] });
        let leaf = |((values, classes), each): (Operands<'_, 0>, Option<Slices<'_, 0, 1>>)| {
            let [input, target] = values.inputs.map(Source::from);
            let each = each.map(|Slices { outs: [each], .. }| cells(each));
            dispatch!(level, s => s.vectorize(#[inline(always)] move || {
                let mut passes = Forward { of: self, pass, classes, input, target, each, total: 0.0 };
                over_rows(s, &mut passes, self.loss.row, input);
                passes.total
            }))
        };
        total_of_rows(self.loss.row, (self.operands([]), each), place, &leaf)
    }

    fn backward(self, pass: impl Pass, place: Place, level: Level, gradient: &mut [f32]) -> f64 {
        let leaf = |(values, classes): Operands<'_, 1>| {
            let ([input, target], [gradient]) = (values.inputs.map(Source::from), values.outs.map(cells));
            dispatch!(level, s => s.vectorize(#[inline(always)] move || {
                let mut passes = Backward { of: self, pass, classes, input, target, gradient, total: 0.0 };
                over_rows(s, &mut passes, self.loss.row, input);
                passes.total
            }))
        };
        total_of_rows(self.loss.row, self.operands([gradient]), place, &leaf)
    }

    /// The classes, where the targets are such.
    pub(super) fn classes(&self) -> Option<Classes<'_>> {
        match self.target {
            Target::Classes(classes) => Some(classes),
            Target::Soft(_) => None,
        }
    }

    #[inline(always)]
    pub(super) fn own(self, classes: Option<Classes<'_>>, i: usize) -> Own {
        let Some(classes) = classes else { return Own::Soft };
        let Some(class) = classes.get(i, Some(self.loss.ignore_index)) else { return Own::Ignored };
        Own::Class(class, self.loss.weight.map_or(1.0, |weight| f64::from(weight[class])))
    }

    /// The loss of a row whose own class has this logit: its terms are exact where it is near 0.
    #[inline(always)]
    pub(super) fn row_loss(self, sums: Sums, own: Own, logit: f32) -> f64 {
        let (greatest, log_sum) = (f64::from(sums.of.max), sums.of.log_sum);
        let (own, weight) = match own {
            Own::Ignored => return 0.0,
            Own::Soft => (0.0, 1.0),
            Own::Class(_, weight) | Own::Elsewhere(weight) => {
                let cost = (greatest - f64::from(logit)) + log_sum;
                let share = self.own_share(weight);
                // What counts for nothing may be impossible.
                (if share == 0.0 && cost == f64::INFINITY { 0.0 } else { share * cost }, weight)
            }
        };
        let shared = if sums.shares == 0.0 { 0.0 * log_sum } else { sums.below + sums.shares * log_sum };
        let square = if self.loss.z_loss == 0.0 { 0.0 } else { (greatest + log_sum) * (greatest + log_sum) };
        own + shared + weight * f64::from(self.loss.z_loss) * square
    }

    /// What label smoothing leaves of the weight of a row's own class.
    #[inline(always)]
    fn own_share(self, weight: f64) -> f64 {
        (1.0 - f64::from(self.loss.label_smoothing)) * weight
    }

    /// The gradient of a row, of exponentials in `gradient`.
    #[inline(always)]
    pub(super) fn row_gradient<S: Simd>(
        self,
        s: S,
        pass: impl Pass,
        Sums { of, shares, .. }: Sums,
        row: Row<'_>,
        own: Own,
        gradient: Out<'_>,
    ) {
        let (weight, own_share) = match own {
            Own::Ignored => return gradient.iter().for_each(|gradient| gradient.set(0.0)),
            Own::Soft => (1.0, 0.0),
            Own::Class(_, weight) | Own::Elsewhere(weight) => (weight, self.own_share(weight)),
        };
        let square = match f64::from(self.loss.z_loss) {
            0.0 => 0.0,
            z_loss => 2.0 * weight * z_loss * (f64::from(of.max) + of.log_sum),
        };
        let (top, total) = (f64::from(of.max_exp), 1.0 + of.sum_m1);
        // The exponential of the row's own class, and those of the others: p − 1 is −(their share), where with
        // 1 − p a confident row would have no gradient at all.
        let (e, rest) = match own {
            Own::Class(class, _) if pass.logit(s, row.x.get(class)) == of.max => (1.0, of.sum_m1),
            Own::Class(class, _) => {
                let e = f64::from(gradient[class].get()) / top;
                (e, total - e)
            }
            _ => (0.0, total),
        };
        let a = self.factor * (own_share + shares + square);
        let others = (of.sum_m1 / total) as f32;
        let finish = Finish {
            inverse: Inverse::of(top * total / a),
            a: a as f32,
            factor: self.factor,
            confident: if others < 0.5 { of.max } else { f32::NAN },
            others,
        };
        pass.finish(s, finish, row, gradient);
        if let Own::Class(class, _) = own {
            let x = row.x.get(class);
            let dz = e / total * (shares + square) - pass.share(class) - own_share * (rest / total);
            gradient[class].set(pass.gradient(s, x, (self.factor * dz) as f32));
        }
    }
}

impl Own {
    /// The logit of the row's class; 0 where it is not at hand.
    #[inline(always)]
    pub(super) fn logit<S: Simd>(self, s: S, pass: impl Pass, x: Source<'_>) -> f32 {
        match self {
            Self::Class(class, _) => pass.logit(s, x.get(class)),
            _ => 0.0,
        }
    }
}

/// Logits, and targets that are rows or the logits again, in units of rows; and classes.
type Operands<'a, const M: usize> = (Slices<'a, 2, M>, Option<Classes<'a>>);

/// The maximum; the sums; and the loss of each row.
struct Forward<'a, P> {
    of: OfRows<'a>,
    pass: P,
    classes: Option<Classes<'a>>,
    input: Source<'a>,
    target: Source<'a>,
    /// Where the losses go, if one by one.
    each: Option<Out<'a>>,
    /// Their sum so far.
    total: f64,
}

impl<P: Pass> Passes for Forward<'_, P> {
    type First = f32;
    type Prepared = RowShift;
    type Second = Sums;
    type Combined = ();

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> f32 {
        self.pass.logit(s, max(s, row.of(self.input)))
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, _: S, max: f32) -> RowShift {
        RowShift::deep(max)
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, row: RowRange, shift: RowShift) -> Sums {
        self.pass.sums(s, shift, Row { x: row.of(self.input), target: row.of(self.target) })
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, sums: Sums, (): ()) {
        let own = self.of.own(self.classes, row.number);
        let loss = self.of.row_loss(sums, own, own.logit(s, self.pass, row.of(self.input)));
        if let Some(each) = self.each {
            each[row.number].set(loss as f32);
        }
        self.total += loss;
    }
}

/// The maximum; the sums and the exponentials; and the loss and the gradient of each row.
struct Backward<'a, P> {
    of: OfRows<'a>,
    pass: P,
    classes: Option<Classes<'a>>,
    input: Source<'a>,
    target: Source<'a>,
    gradient: Out<'a>,
    /// The sum of the losses so far.
    total: f64,
}

impl<P: Pass> Passes for Backward<'_, P> {
    type First = f32;
    type Prepared = RowShift;
    type Second = Sums;
    type Combined = ();

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> f32 {
        self.pass.logit(s, max(s, row.of(self.input)))
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, _: S, max: f32) -> RowShift {
        RowShift::deep(max)
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, row: RowRange, shift: RowShift) -> Sums {
        let of_row = Row { x: row.of(self.input), target: row.of(self.target) };
        self.pass.sums_to(s, shift, of_row, row.of_out(self.gradient))
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, sums: Sums, (): ()) {
        let of_row = Row { x: row.of(self.input), target: row.of(self.target) };
        let own = self.of.own(self.classes, row.number);
        self.total += self.of.row_loss(sums, own, own.logit(s, self.pass, of_row.x));
        self.of.row_gradient(s, self.pass, sums, of_row, own, row.of_out(self.gradient));
    }
}
