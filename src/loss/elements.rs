//! The verbs of losses of elements, and of rows that are sums over their elements. They are compiled once, for
//! formulas by pointer.

mod columns;
mod pair;

use super::operands::{MOST_OPERANDS, Operands, Segment, WITH_DY};
use super::parts::{Part, Parts};
use super::pointwise::PartLoops;
use super::running_sum::{RunningSum, sum_of_blocks};
use super::verb::{AnyOutput, LossOutput};
use super::{LossSum, Reduction};
use crate::check::{self, Domain};
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::parallel;
use crate::place::Place;
use crate::shape::{SUM_BLOCK, finite_sum, narrow};
use crate::tier::Level;
pub(super) use pair::run_pair;

/// A loss with its operands, which have been checked: what its verbs are made from.
pub(super) struct Elements<'a, const N: usize, const M: usize = 1> {
    formula: &'a dyn PartLoops<N, M>,
    /// As long as the first each, or rows of `f32` that repeat along it.
    operands: [Slice<'a>; N],
    /// Whether the last has one for each row instead.
    last_of_rows: bool,
    /// Elements whose sum is one loss; 1 for a loss of elements.
    row: usize,
    /// How far apart these are.
    inner: usize,
    /// What that sum is divided by.
    divisor: f64,
    reduction: Reduction,
    /// The number of losses, or the sum of their weights.
    weight: f64,
    domains: [Option<Domain>; 2],
}

impl<'a, const N: usize, const M: usize> Elements<'a, N, M> {
    /// A loss of elements.
    #[inline]
    pub(super) fn new(
        formula: &'a dyn PartLoops<N, M>,
        operands: [Slice<'a>; N],
        reduction: Reduction,
    ) -> Self {
        let weight = operands[0].len() as f64;
        Self {
            formula,
            operands,
            last_of_rows: false,
            row: 1,
            inner: 1,
            divisor: 1.0,
            reduction,
            weight,
            domains: [None; 2],
        }
    }

    /// A loss of rows, whose lengths have been checked.
    pub(super) fn of_rows(
        formula: &'a dyn PartLoops<N, M>,
        operands: [Slice<'a>; N],
        reduction: Reduction,
        row: usize,
    ) -> Self {
        let weight = (operands[0].len() / row) as f64;
        Self { row, weight, ..Self::new(formula, operands, reduction) }
    }

    /// The same of rows of so many elements that lie `inner` apart.
    pub(super) fn of_rows_along(
        formula: &'a dyn PartLoops<N, M>,
        operands: [Slice<'a>; N],
        reduction: Reduction,
        [row, inner]: [usize; 2],
    ) -> Self {
        Self { inner, ..Self::of_rows(formula, operands, reduction, row) }
    }

    /// The same with another weight.
    pub(super) fn weight(self, weight: f64) -> Self {
        Self { weight, ..self }
    }

    /// The same with a last operand that has one for each row of elements, or does not.
    pub(super) fn last_of_rows(self, last_of_rows: bool) -> Self {
        Self { last_of_rows, ..self }
    }

    /// The same of means over rows, not sums.
    pub(super) fn mean_of_row(self) -> Self {
        Self { divisor: self.row as f64, ..self }
    }

    /// The same with what the input and the target must be. The loss of what is not must be NaN: then a sum needs
    /// no pass of its own to find that all are.
    pub(super) fn domains(self, domains: [Option<Domain>; 2]) -> Self {
        Self { domains, ..self }
    }

    /// Does what a verb asks for.
    pub(super) fn run(self, place: Place, output: AnyOutput<'_, M>) -> Result<LossSum> {
        let len = self.operands[0].len();
        output.check([len; M], len / self.row)?;
        let level = place.level()?;
        if !matches!(output, LossOutput::Total) {
            self.check(level)?;
        }
        let (formula, divisor) = (self.formula, self.reduction.divisor(self.weight)?);
        let factor = (1.0 / divisor / self.divisor) as f32;
        let total = match output {
            LossOutput::Total => {
                let total = self.total(level, place, [], &|part, sum| formula.sum(level, part, sum));
                // Nothing was written, so that what the sum has read need not be read before it.
                if total.is_nan() {
                    self.check(level)?;
                }
                total
            }
            LossOutput::Both(gradients) => self.total(level, place, gradients, &|part, sum| {
                formula.sum_and_gradients(level, factor, part, sum);
            }),
            LossOutput::Gradient(gradients) => {
                self.map(level, place, gradients, &|part| formula.gradients(level, factor, part));
                0.0
            }
            LossOutput::GradientOfEach { dy, gradients } => {
                let factor = (1.0 / self.divisor) as f32;
                self.map_with_dy(level, place, dy, gradients, &|part| {
                    formula.gradients_of_each(level, factor, part);
                });
                0.0
            }
            LossOutput::Each(each) if self.row == 1 => {
                self.map(level, place, [each], &|part| formula.values(level, part));
                0.0
            }
            LossOutput::Each(each) if self.inner > 1 => {
                self.sums_of_columns(level, place, each);
                0.0
            }
            LossOutput::Each(each) => {
                self.sums(level, place, each);
                0.0
            }
        };
        Ok(LossSum::new(total / self.divisor, self.weight))
    }

    /// Refuses what is outside its domain.
    fn check(&self, level: Level) -> Result<()> {
        let named = ["input", "target"].into_iter().zip(self.operands).zip(self.domains);
        named.into_iter().try_for_each(|((argument, operand), domain)| match domain {
            Some(domain) => check::any(level, argument, operand, domain),
            None => Ok(()),
        })
    }

    /// Whether the calling thread does it all.
    #[inline(always)]
    fn is_for_one(&self, place: Place) -> bool {
        !place.parallel || self.operands[0].len() <= SUM_BLOCK
    }

    /// Runs `write` over all parts.
    fn map<const K: usize>(
        &self,
        level: Level,
        place: Place,
        mut outs: [SliceMut<'_>; K],
        write: &(dyn Fn(&Part<'_, N, K>) + Sync),
    ) {
        if self.is_for_one(place)
            && let Some(all) = Part::plain(&self.operands, &mut outs)
        {
            return write(&all);
        }
        let mut tiles = None;
        self.map_operands(
            level,
            place,
            Operands::of(self.operands, self.last_of_rows, &mut tiles),
            outs,
            write,
        );
    }

    /// The same of parts with the gradient of each loss behind the operands.
    fn map_with_dy(
        &self,
        level: Level,
        place: Place,
        dy: Slice<'_>,
        mut outs: [SliceMut<'_>; M],
        write: &(dyn Fn(&Part<'_, WITH_DY, M>) + Sync),
    ) {
        let mut operands = [self.operands[0]; WITH_DY];
        operands[..N].copy_from_slice(&self.operands);
        operands[MOST_OPERANDS] = dy;
        if self.is_for_one(place)
            && let Some(all) = Part::plain(&operands, &mut outs)
        {
            return write(&all);
        }
        let mut tiles = None;
        let operands =
            Operands::of(self.operands, self.last_of_rows, &mut tiles).with_dy(dy, [self.row, self.inner]);
        self.map_operands(level, place, operands, outs, write);
    }

    fn map_operands<const L: usize, const K: usize>(
        &self,
        level: Level,
        place: Place,
        operands: Operands<'_, L>,
        outs: [SliceMut<'_>; K],
        write: &(dyn Fn(&Part<'_, L, K>) + Sync),
    ) {
        let leaf = |segment: Segment<'_, L, K>| {
            let all = 0..segment.len;
            Parts::of(level, segment, &mut |parts| parts.each(all.clone(), &mut |part| write(part)));
        };
        let unit = operands.unit;
        let segment = operands.segment(self.operands[0].len(), unit, outs);
        parallel::pieces(segment, SUM_BLOCK.div_ceil(unit), place.parallel, &leaf);
    }

    /// The sum of what `add` adds for all parts, over blocks that are shared out to threads.
    fn total<const K: usize>(
        &self,
        level: Level,
        place: Place,
        mut outs: [SliceMut<'_>; K],
        add: &(dyn Fn(&Part<'_, N, K>, &mut RunningSum) + Sync),
    ) -> f64 {
        let parallel = place.parallel && self.operands[0].len() >= 8 * SUM_BLOCK;
        if !parallel && let Some(all) = Part::plain(&self.operands, &mut outs) {
            return sum_of_blocks(&all, add);
        }
        let mut tiles = None;
        let operands = Operands::of(self.operands, self.last_of_rows, &mut tiles);
        let leaf = |segment: Segment<'_, N, K>| {
            let all = 0..segment.len;
            Parts::of(level, segment, &mut |parts| sum_of(parts, all.clone(), add))
        };
        let (unit, len) = (operands.unit, self.operands[0].len());
        let segment = operands.segment(len, unit, outs);
        parallel::cut(segment, SUM_BLOCK.div_ceil(unit), parallel, &leaf, &|a, b| a + b)
    }

    /// The sum of each row.
    fn sums(&self, level: Level, place: Place, each: SliceMut<'_>) {
        /// Losses that are written at once.
        const AT_ONCE: usize = 64;
        let mut tiles = None;
        let operands = Operands::of(self.operands, self.last_of_rows, &mut tiles);
        let (formula, row, divisor) = (self.formula, self.row, self.divisor);
        let leaf = |(values, each): (Segment<'_, N, 0>, Segment<'_, 0, 1>)| {
            let (rows, [mut each]) = (each.len, each.outs);
            Parts::of(level, values, &mut |parts| {
                for first in (0..rows).step_by(AT_ONCE) {
                    let mut sums = [0.0; AT_ONCE];
                    let some = first..rows.min(first + AT_ONCE);
                    for (sum, i) in sums.iter_mut().zip(some.clone()) {
                        let of_row = i * row..(i + 1) * row;
                        let total = sum_of(parts, of_row, &|part, sum| formula.sum(level, part, sum));
                        *sum = (total / divisor) as f32;
                    }
                    narrow(level, &sums[..some.len()], each.slice(some));
                }
            });
        };
        let len = self.operands[0].len();
        let values = operands.segment(len, row, []);
        let each =
            Segment { first: 0, len: len / row, unit: 1, operands: [], period: usize::MAX, outs: [each] };
        parallel::pieces((values, each), SUM_BLOCK.div_ceil(row), place.parallel, &leaf);
    }
}

/// The sum of what `add` adds for the parts of `range`.
fn sum_of<const N: usize, const K: usize>(
    parts: &mut Parts<'_, '_, N, K>,
    range: core::ops::Range<usize>,
    add: &dyn Fn(&Part<'_, N, K>, &mut RunningSum),
) -> f64 {
    finite_sum(|scale| {
        let mut sum = RunningSum::scaled(scale);
        parts.each(range.clone(), &mut |part| add(part, &mut sum));
        sum.total()
    })
}
