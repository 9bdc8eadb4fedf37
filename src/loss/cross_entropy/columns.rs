//! The columns of logits, where the logits of a row do not lie side by side: as many columns as there are lanes go down
//! the classes together.
//!
//! The passes are those of rows: the greatest logit; the sums of the exponentials, which are left where the gradient
//! goes; and the gradient. A sum is in two floats here, a column in each lane, so that it depends on nothing but its
//! column. What comes of the sums is what `group.rs` makes of those of rows.

use core::cell::Cell;

use super::column_sums::ColumnSums;
use super::group::{Group, GroupGradient, OfClass};
use super::numbers::ROWS;
use super::passes::Pass;
use super::row::{RowLoss, RowTarget, Target};
use super::soft_target::{ShareFormula, SoftTarget, gradient};
use crate::activation::{Identity, SoftCap};
use crate::loss::matrices::{Written, total_of_matrices};
use crate::loss::verb::F32Output;
use crate::place::Place;
use crate::rows::{Inverse, RoundedInverse};
use crate::shape::{ColumnBlock, Map, NO_COLUMNS, OfColumns, Out, cells, column_blocks};
#[cfg(not(activ8_unoptimised))]
use crate::simd::Pair;
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// Matrices of logits, which have a row for each class, and the columns' targets.
#[derive(Clone, Copy)]
pub(super) struct LogitColumns<'a> {
    pub(super) loss: RowLoss<'a>,
    pub(super) logits: &'a [f32],
    pub(super) target: Target<'a>,
}

impl LogitColumns<'_> {
    /// Does what a verb asks for. The sum of the losses.
    pub(super) fn run_all(self, place: Place, level: Level, output: F32Output<'_>) -> f64 {
        let (classes, inner) = (self.loss.options.row, self.loss.options.inner);
        let (matrix, matrices) = (classes * inner, self.logits.len() / (classes * inner));
        total_of_matrices(matrices, [classes, inner], place, output, &|matrices, written| {
            let Written { each, gradient } = written;
            let [each, gradient] = [each, gradient].map(|out| out.map_or(&[][..], cells));
            let mut total = 0.0;
            for (i, number) in matrices.enumerate() {
                let each = each.get(i * inner..(i + 1) * inner).unwrap_or_default();
                let gradient = gradient.get(i * matrix..(i + 1) * matrix).unwrap_or_default();
                total += self.run(level, number, each, gradient);
            }
            total
        })
    }

    /// The same of one matrix; what is not asked for is empty.
    pub(super) fn run(self, level: Level, matrix: usize, each: Out<'_>, gradient: Out<'_>) -> f64 {
        let options = self.loss.options;
        let (classes, probabilities) = (0..options.row, matches!(self.target, Target::Soft(_)));
        dispatch!(level, s => match options.soft_cap {
            None => {
                let pass = SoftTarget::new(Identity, options, probabilities, classes);
                s.vectorize(#[inline(always)] || self.run_at(in_pairs(s), level, pass, matrix, each, gradient))
            }
            Some(cap) => {
                let pass = SoftTarget::new(SoftCap { cap }, options, probabilities, classes);
                s.vectorize(#[inline(always)] || self.run_at(in_pairs(s), level, pass, matrix, each, gradient))
            }
        })
    }

    #[inline(always)]
    fn run_at<S: Simd, L: Map>(
        self,
        s: S,
        level: Level,
        pass: SoftTarget<'_, L>,
        matrix: usize,
        each: Out<'_>,
        gradient: Out<'_>,
    ) -> f64 {
        let (loss, inner) = (self.loss, self.loss.options.inner);
        let range = matrix * loss.options.row * inner..(matrix + 1) * loss.options.row * inner;
        let logits = &self.logits[range.clone()];
        let target = if let Target::Soft(target) = self.target { &target[range] } else { logits };
        let mut total = 0.0;
        column_blocks(
            s,
            [logits.into(), target.into()],
            gradient,
            inner,
            #[inline(always)]
            |block| {
                let first = matrix * inner + block.first();
                let columns =
                    Columns { level, loss, pass, logits, target: self.target, first, gradient, block };
                total += columns.run(each.get(block.first()..).unwrap_or_default());
            },
        );
        total
    }
}

/// Two vectors at a time; one where the build is not optimised, since each value has a place of its own on the stack there.
#[cfg(not(activ8_unoptimised))]
#[inline(always)]
fn in_pairs<S: Simd>(s: S) -> Pair<S> {
    Pair(s)
}
#[cfg(activ8_unoptimised)]
fn in_pairs<S: Simd>(s: S) -> S {
    s
}

/// A block of columns.
#[derive(Clone, Copy)]
struct Columns<'a, S: Simd, L> {
    level: Level,
    loss: RowLoss<'a>,
    pass: SoftTarget<'a, L>,
    /// The matrix, and the gradient for it or nothing.
    logits: &'a [f32],
    gradient: Out<'a>,
    /// The targets of all matrices, and the number of the first column among these.
    target: Target<'a>,
    first: usize,
    block: ColumnBlock<'a, S, 2>,
}

impl<S: Simd, L: Map> Columns<'_, S, L> {
    /// The sum of the losses, which go to `each` if that is there.
    #[cfg_attr(not(activ8_unoptimised), inline(always))]
    fn run(self, each: Out<'_>) -> f64 {
        let Self { loss, pass, gradient, block, .. } = self;
        let sums = ColumnSums::of(block, pass, loss.options.row, !gradient.is_empty());
        // The logits of the columns' classes.
        let (mut x, mut targets) = (NO_COLUMNS, [RowTarget::Ignored; NO_COLUMNS.len()]);
        for i in 0..block.count() {
            targets[i] = self.target(i);
            if let RowTarget::Class(class, _) = targets[i] {
                x[i] = self.logits[block.place(class, i)];
            }
        }
        let logits = block.to_columns(pass.logits.eval(block.in_lanes(&x)));
        let (mut terms, mut group, mut total) = (ColumnTerms::NONE, Group::default(), 0.0);
        for at in (0..block.count()).step_by(ROWS) {
            let count = ROWS.min(block.count() - at);
            sums.put(at, &mut group);
            for i in 0..count {
                let target = targets[at + i];
                let of_class = match target {
                    RowTarget::Class(class, _) => {
                        let exp = gradient.get(block.place(class, at + i)).map_or(0.0, Cell::get);
                        OfClass { logit: logits[at + i], exp, share: pass.share(class) }
                    }
                    _ => OfClass::default(),
                };
                group.set_target(i, target, loss.factor.of(self.first + at + i), of_class);
            }
            group.finish(self.level, loss, !gradient.is_empty());
            for i in 0..count {
                total += group.value[i];
                if let Some(each) = each.get(at + i) {
                    each.set(group.value[i] as f32);
                }
            }
            terms.set(at, &group, pass);
        }
        if !gradient.is_empty() {
            self.write_gradient(&terms, &targets, &x);
        }
        total
    }

    /// The target of a column, counted from the first.
    #[inline(always)]
    fn target(self, column: usize) -> RowTarget {
        self.loss.target(self.target, self.first + column, 0, self.loss.options.row)
    }

    /// The gradient, in place of the exponentials; `x` are the logits of the columns' classes.
    #[cfg_attr(not(activ8_unoptimised), inline(always))]
    fn write_gradient(self, terms: &ColumnTerms, targets: &[RowTarget], x: &OfColumns) {
        let Self { pass, gradient: out, block, .. } = self;
        let ([n0, n1, n2, n3, n4, n5, n6, n7], zero) = (&terms.numbers, block.splat(0.0));
        let counts = block.in_lanes(&terms.counts).eq(block.splat(1.0));
        let inverse = [block.in_lanes(n0), block.in_lanes(n1), block.in_lanes(n2)];
        if pass.share == ShareFormula::Nothing {
            let [high, _, unscale] = inverse;
            block.finish(
                #[inline(always)]
                |_, e, _| counts.select(RoundedInverse::product(e, [high, unscale]), zero),
            );
        } else {
            let of_p = [block.in_lanes(n3), block.in_lanes(n4), block.in_lanes(n5)];
            let scales = [block.in_lanes(n6), block.in_lanes(n7)];
            block.finish(
                #[inline(always)]
                |class, e, [x, target]| {
                    let [y, weight] = pass.numbers(class, target);
                    let share = pass.share.of(y, weight, scales);
                    counts.select(gradient(pass.logits, x, Inverse::product(e, inverse), share, of_p), zero)
                },
            );
        }
        let [x, dz] = [block.in_lanes(x), block.in_lanes(&terms.of_class)];
        let of_class = block.to_columns(pass.logits.gradient(x, dz));
        for i in 0..block.count() {
            if terms.counts[i] == 1.0
                && let RowTarget::Class(class, _) = targets[i]
            {
                out[block.place(class, i)].set(of_class[i]);
            }
        }
    }
}

/// How the exponentials of columns become their gradients: what [`Group`] has of each.
struct ColumnTerms {
    /// The inverse; a, the greatest logit where it has most of the probability, and that of the others; and the scale
    /// and the constant of shares.
    numbers: [OfColumns; 8],
    /// 1 where the column counts, else 0.
    counts: OfColumns,
    /// The gradient for the capped logit of its class.
    of_class: OfColumns,
}

impl ColumnTerms {
    const NONE: Self = Self { numbers: [NO_COLUMNS; 8], counts: NO_COLUMNS, of_class: NO_COLUMNS };

    /// Sets those of the columns from one on.
    #[inline(always)]
    fn set(&mut self, at: usize, group: &Group, pass: SoftTarget<'_, impl Map>) {
        let GroupGradient { inverse: [high, low, unscale], a, confident, others, of_class } = &group.gradient;
        let [mut scale, mut constant] = [[0.0; ROWS]; 2];
        for i in 0..ROWS {
            [scale[i], constant[i]] = pass.scales(group.factor[i]);
        }
        let of_columns = [high, low, unscale, a, confident, others, &scale, &constant];
        for (numbers, some) in self.numbers.iter_mut().zip(of_columns) {
            numbers[at..at + ROWS].copy_from_slice(some);
        }
        self.counts[at..at + ROWS].copy_from_slice(&group.counts.to_floats());
        self.of_class[at..at + ROWS].copy_from_slice(of_class);
    }
}
