//! Losses of elements, and of rows that are sums over their elements: a formula and its gradient make
//! one.

use super::any::AnyAsk;
use super::parts::{Part, Streams};
use super::repeated::Repeated;
use super::{LossSum, Reduction};
use crate::check::{self, Domain};
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::parallel;
use crate::place::Place;
use crate::shape::{Kernel, SUM_BLOCK, Terms, narrow};
use crate::simd::{F32s, Simd};
use crate::tier::Level;

/// The loss of an element, of `N` operands: `M` inputs that have a gradient, then the target, then what
/// else there is.
pub(crate) trait Pointwise<const N: usize = 2, const M: usize = 1>: Copy + Send + Sync {
    /// The loss.
    fn value<S: Simd>(self, of: [F32s<S>; N]) -> F32s<S>;
    /// Its derivatives times the reduction's factor.
    fn gradient<S: Simd>(self, of: [F32s<S>; N], factor: F32s<S>) -> [F32s<S>; M];

    /// The loss times a weight: otherwise where the loss itself may be too large or too small for a float.
    #[inline(always)]
    fn weighted_value<S: Simd>(self, of: [F32s<S>; N], weight: F32s<S>) -> F32s<S> {
        self.value(of) * weight
    }

    /// The derivatives times the product of a factor and a weight, which may be large.
    #[inline(always)]
    fn weighted_gradient<S: Simd>(self, of: [F32s<S>; N], factor: F32s<S>) -> [F32s<S>; M] {
        self.gradient(of, factor)
    }
}

/// A loss with its operands, which have been checked: what its verbs are made from.
pub(super) struct Elements<'a, P, const N: usize> {
    pub(super) formula: P,
    /// As long as the first each, or rows of `f32` that repeat along it.
    pub(super) operands: [Slice<'a>; N],
    /// Elements whose sum is one loss; 1 for a loss of elements.
    pub(super) row: usize,
    /// What that sum is divided by.
    pub(super) divisor: f64,
    pub(super) reduction: Reduction,
    /// The number of losses, or the sum of their weights.
    pub(super) weight: f64,
    /// What the input and the target must be. The loss of what is not must be NaN: then a sum needs no
    /// pass of its own to find that all are.
    pub(super) domains: [Option<Domain>; 2],
}

impl<'a, P: Copy + Send + Sync, const N: usize> Elements<'a, P, N> {
    /// A loss of elements.
    pub(super) fn new(formula: P, operands: [Slice<'a>; N], reduction: Reduction) -> Self {
        Self::of_rows(formula, operands, reduction, 1)
    }

    /// A loss of rows, whose lengths have been checked.
    pub(super) fn of_rows(
        formula: P,
        operands: [impl Into<Slice<'a>>; N],
        reduction: Reduction,
        row: usize,
    ) -> Self {
        let operands = operands.map(Into::into);
        let weight = (operands[0].len() / row) as f64;
        Self { formula, operands, row, divisor: 1.0, reduction, weight, domains: [None; 2] }
    }

    /// Does what a verb asks for.
    pub(super) fn run<const M: usize>(self, place: Place, ask: impl Into<AnyAsk<'a, M>>) -> Result<LossSum>
    where
        P: Pointwise<N, M>,
    {
        let (len, ask) = (self.operands[0].len(), ask.into());
        ask.check([len; M], len / self.row)?;
        let level = place.level()?;
        if !matches!(ask, AnyAsk::Total) {
            self.check(level)?;
        }
        let factor = (1.0 / self.reduction.divisor(self.weight)? / self.divisor) as f32;
        let total = match ask {
            AnyAsk::Total => {
                let total = self.total(Value::<P, M>(self.formula), level, place, []);
                // Nothing was written, so that what the sum has read need not be read before it.
                if total.is_nan() {
                    self.check(level)?;
                }
                total
            }
            AnyAsk::Both(gradients) => self.total(Gradient(self.formula, factor), level, place, gradients),
            AnyAsk::Gradient(gradients) => {
                self.map(Gradient(self.formula, factor), level, place, gradients);
                0.0
            }
            AnyAsk::Each(each) => {
                if self.row == 1 {
                    self.map(Value::<P, M>(self.formula), level, place, [each]);
                } else {
                    self.sums(Value::<P, M>(self.formula), level, place, each);
                }
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

    /// The sum of the terms, whose outputs are written.
    fn total<const M: usize>(
        &self,
        terms: impl Terms<N, 1, M>,
        level: Level,
        place: Place,
        mut outs: [SliceMut<'_>; M],
    ) -> f64 {
        if let Some(block) = Part::of_block(self.operands, &mut outs) {
            return Repeated::sum_block(level, terms, block);
        }
        let mut tiles = None;
        let (repeated, inputs) = Repeated::of(self.operands, &mut tiles);
        repeated.total(terms, level, place, inputs, (self.operands[0].len(), outs))
    }

    fn map<const M: usize>(
        &self,
        kernel: impl Kernel<N, M>,
        level: Level,
        place: Place,
        mut outs: [SliceMut<'_>; M],
    ) {
        if let Some(block) = Part::of_block(self.operands, &mut outs) {
            return Repeated::map_block(level, kernel, block);
        }
        let mut tiles = None;
        let (repeated, inputs) = Repeated::of(self.operands, &mut tiles);
        let leaf = |streams: Streams<'_, N, M>| {
            streams.by_parts(level, repeated.piece(), |parts| repeated.map_on(level, kernel, parts));
        };
        let (unit, len) = (repeated.unit(), self.operands[0].len());
        let streams = Streams { first: 0, len, unit, inputs, outs };
        parallel::pieces(streams, SUM_BLOCK.div_ceil(unit), place.parallel, &leaf);
    }

    /// The sum of each row.
    fn sums(&self, terms: impl Terms<N, 1, 0>, level: Level, place: Place, each: SliceMut<'_>) {
        let mut tiles = None;
        let (repeated, inputs) = Repeated::of(self.operands, &mut tiles);
        let (row, divisor) = (self.row, self.divisor);
        let leaf = |(values, each): (Streams<'_, N, 0>, Streams<'_, 0, 1>)| {
            let (rows, [mut each]) = (each.len, each.outs);
            values.by_parts(level, repeated.piece(), |parts| {
                for first in (0..rows).step_by(AT_ONCE) {
                    let mut sums = [0.0; AT_ONCE];
                    let some = first..rows.min(first + AT_ONCE);
                    for (sum, i) in sums.iter_mut().zip(some.clone()) {
                        parts.go_through(i * row..(i + 1) * row);
                        *sum = (repeated.sum_on(level, terms, parts) / divisor) as f32;
                    }
                    narrow(level, &sums[..some.len()], each.slice(some));
                }
            });
        };
        let len = self.operands[0].len();
        let values = Streams { first: 0, len, unit: row, inputs, outs: [] };
        let each = Streams { first: 0, len: len / row, unit: 1, inputs: [], outs: [each] };
        parallel::pieces((values, each), SUM_BLOCK.div_ceil(row), place.parallel, &leaf);
    }
}

/// Losses of rows that are written at once.
const AT_ONCE: usize = 64;

/// `run` of a [`Loss`](super::Loss) whose `run_any` takes halves as they are.
macro_rules! run_as_any {
    () => {
        fn run(
            &self,
            place: $crate::place::Place,
            input: &[f32],
            target: &[f32],
            ask: $crate::loss::Ask<'_>,
        ) -> $crate::Result<$crate::LossSum> {
            self.run_any(place, input.into(), $crate::loss::Given::There(target), ask.into())
        }
    };
}
pub(super) use run_as_any;

/// The same of a [`JointLoss`](super::JointLoss) of two inputs.
macro_rules! run_both_as_any {
    () => {
        fn run(
            &self,
            place: $crate::place::Place,
            inputs: [&[f32]; 2],
            target: &[f32],
            ask: $crate::loss::Ask<'_, 2>,
        ) -> $crate::Result<$crate::LossSum> {
            self.run_any(place, inputs.map(Into::into), $crate::loss::Given::There(target), ask.into())
        }
    };
}
pub(super) use run_both_as_any;

/// The losses of elements, of a formula with `M` gradients.
#[derive(Clone, Copy)]
struct Value<P, const M: usize>(P);

impl<P: Pointwise<N, M>, const N: usize, const M: usize> Kernel<N> for Value<P, M> {
    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; N]) -> [F32s<S>; 1] {
        [self.0.value(of)]
    }
}

impl<P: Pointwise<N, M>, const N: usize, const M: usize> Terms<N, 1, 0> for Value<P, M> {
    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; N]) -> ([F32s<S>; 1], [F32s<S>; 0]) {
        ([self.0.value(of)], [])
    }
}

/// Their derivatives times a factor.
#[derive(Clone, Copy)]
struct Gradient<P>(P, f32);

impl<P: Pointwise<N, M>, const N: usize, const M: usize> Kernel<N, M> for Gradient<P> {
    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; N]) -> [F32s<S>; M] {
        self.0.gradient(of, of[0].of(self.1))
    }
}

impl<P: Pointwise<N, M>, const N: usize, const M: usize> Terms<N, 1, M> for Gradient<P> {
    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; N]) -> ([F32s<S>; 1], [F32s<S>; M]) {
        ([self.0.value(of)], Kernel::eval(self, of))
    }
}
