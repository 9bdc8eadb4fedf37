//! Losses of elements, and of rows that are sums over their elements: a formula and its gradient make
//! one.

use super::repeated::Repeated;
use super::{Ask, LossSum, Reduction};
use crate::error::Result;
use crate::parallel::{self, Slices};
use crate::place::Run;
use crate::shape::{Kernel, SUM_BLOCK, Source, Terms, cells, map};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

/// The loss of an element, of `N` operands: `M` inputs that have a gradient, then the target, then what
/// else there is.
pub(crate) trait Pointwise<const N: usize = 2, const M: usize = 1>: Copy + Send + Sync {
    /// The loss.
    fn value<S: Simd>(self, of: [F32s<S>; N]) -> F32s<S>;
    /// Its derivatives times the reduction's factor.
    fn gradient<S: Simd>(self, of: [F32s<S>; N], factor: F32s<S>) -> [F32s<S>; M];
}

/// One of the conditions of [`check`](crate::check) on values.
pub(super) type Domain = fn(Level, &'static str, &[f32]) -> Result<()>;

/// A loss with its operands, which have been checked: what its verbs are made from.
pub(super) struct Elements<'a, P, const N: usize> {
    pub(super) formula: P,
    /// As long as the first each, or rows of one length that repeat along it.
    pub(super) operands: [&'a [f32]; N],
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
    pub(super) fn new(formula: P, operands: [&'a [f32]; N], reduction: Reduction) -> Self {
        Self::of_rows(formula, operands, reduction, 1)
    }

    /// A loss of rows, whose lengths have been checked.
    pub(super) fn of_rows(formula: P, operands: [&'a [f32]; N], reduction: Reduction, row: usize) -> Self {
        let weight = (operands[0].len() / row) as f64;
        Self { formula, operands, row, divisor: 1.0, reduction, weight, domains: [None; 2] }
    }

    /// Does what a verb asks for.
    pub(super) fn run<const M: usize>(self, run: Run, ask: Ask<'_, M>) -> Result<LossSum>
    where
        P: Pointwise<N, M>,
    {
        let len = self.operands[0].len();
        ask.check([len; M], len / self.row)?;
        let level = run.level()?;
        if !matches!(ask, Ask::Total) {
            self.check(level)?;
        }
        let factor = (1.0 / self.reduction.divisor(self.weight)? / self.divisor) as f32;
        let total = match ask {
            Ask::Total => {
                let total = self.total(Value::<P, M>(self.formula), level, run, []);
                // Nothing was written, so that what the sum has read need not be read before it.
                if total.is_nan() {
                    self.check(level)?;
                }
                total
            }
            Ask::Both(gradients) => self.total(Gradient(self.formula, factor), level, run, gradients),
            Ask::Gradient(gradients) => {
                self.map(Gradient(self.formula, factor), level, run, gradients);
                0.0
            }
            Ask::Each(each) => {
                if self.row == 1 {
                    self.map(Value::<P, M>(self.formula), level, run, [each]);
                } else {
                    self.sums(Value::<P, M>(self.formula), level, run, each);
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
            Some(check) => check(level, argument, operand),
            None => Ok(()),
        })
    }

    /// The sum of the terms, whose outputs are written.
    fn total<const M: usize>(
        &self,
        terms: impl Terms<N, 1, M>,
        level: Level,
        run: Run,
        outs: [&mut [f32]; M],
    ) -> f64 {
        let (mut inputs, mut tiles) = (self.operands, None);
        let repeated = Repeated::of(&mut inputs, &mut tiles);
        repeated.total(terms, level, run, inputs, outs)
    }

    fn map<const M: usize>(&self, kernel: impl Kernel<N, M>, level: Level, run: Run, outs: [&mut [f32]; M]) {
        let (mut inputs, mut tiles) = (self.operands, None);
        let repeated = Repeated::of(&mut inputs, &mut tiles);
        let leaf = |job: Slices<'_, N, M>| {
            let (inputs, outs) = (job.inputs.map(Into::into), job.outs.map(cells));
            dispatch!(level, s => s.vectorize(#[inline(always)] move || {
                repeated.each(inputs, outs, #[inline(always)] |inputs, outs| map(s, kernel, inputs, outs));
            }));
        };
        let unit = repeated.unit();
        parallel::pieces(Slices { unit, inputs, outs }, SUM_BLOCK.div_ceil(unit), run.parallel, &leaf);
    }

    /// The sum of each row.
    fn sums(&self, terms: impl Terms<N, 1, 0>, level: Level, run: Run, each: &mut [f32]) {
        let (mut inputs, mut tiles) = (self.operands, None);
        let repeated = Repeated::of(&mut inputs, &mut tiles);
        let (row, divisor) = (self.row, self.divisor);
        let leaf = |(values, each): (Slices<'_, N, 0>, Slices<'_, 0, 1>)| {
            let inputs: [Source<'_>; N] = values.inputs.map(Into::into);
            let [each] = each.outs;
            for (i, each) in each.iter_mut().enumerate() {
                let of_row = inputs.map(|input| input.slice(i * row..(i + 1) * row));
                *each = (repeated.sum_on(level, terms, of_row, []) / divisor) as f32;
            }
        };
        let values = Slices { unit: row, inputs, outs: [] };
        let each = Slices { unit: 1, inputs: [], outs: [each] };
        parallel::pieces((values, each), SUM_BLOCK.div_ceil(row), run.parallel, &leaf);
    }
}

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
