//! The gradients from the output along an axis, down a block of columns.

use super::gradients::{Dominated, Exponentials, Sum};
use super::shifts::Greatest;
use super::{Along, Matrices, over_columns};
use crate::activation::from_output::{RunFromOutput, backward_from_output, check_lengths};
use crate::activation::{BackwardFromOutput, FullyMasked, LogSoftmax, Softmax, log_softmax};
use crate::check;
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::math::UNIT;
use crate::mixed::Slices;
use crate::place::Place;
use crate::rows::softmax_gradient::DOMINANT;
use crate::shape::{ColumnBlock, ColumnPasses, Source};
use crate::simd::Simd;
use crate::tier::Tier;

fn run(
    matrices: Matrices,
    passes: impl ColumnPasses<2>,
    place: Place,
    [y, dy]: [Slice<'_>; 2],
    dx: SliceMut<'_>,
) -> Result<()> {
    check::rows("y", y.len(), matrices.len())?;
    check_lengths(y, dy, &dx)?;
    let level = place.level()?;
    let job = Slices::rows(matrices.len(), [Some(y), Some(dy)], [dx]);
    job.run(place, level, &|_, inputs, [dx]| {
        over_columns(level, passes, matrices, inputs, Source::NONE, dx);
    })
}

/// Operations with their passes; the bound is that over rows.
macro_rules! along {
    ($($operation:ident $along:ident: $passes:expr;)*) => {$(
        impl RunFromOutput for Along<$operation> {
            fn check(&self) -> Result<()> {
                Ok(())
            }

            fn max_ulp(&self, tier: Tier) -> f64 {
                self.operation.max_ulp_from_output(tier)
            }

            fn run(&self, place: Place, y: Slice<'_>, dy: Slice<'_>, dx: SliceMut<'_>) -> Result<()> {
                let matrices = Matrices { axis: self.operation.row, inner: self.inner };
                let $along = self;
                run(matrices, $passes, place, [y, dy], dx)
            }
        }
    )*};
}

along! {
    Softmax _along: SoftmaxFromOutput;
    LogSoftmax along: LogSoftmaxFromOutput(along.operation.fully_masked);
}
backward_from_output! { Along<Softmax> Along<LogSoftmax> }

/// The gradient of softmax from its output.
#[derive(Clone, Copy)]
struct SoftmaxFromOutput;

impl ColumnPasses<2> for SoftmaxFromOutput {
    #[inline(always)]
    fn run<S: Simd>(self, block: ColumnBlock<'_, S, 2>) {
        let (zero, unit) = (block.splat(0.0), block.splat(UNIT));
        // Probabilities are exponentials whose sum is a unit.
        let (of_dy, max) = block.fold_to(
            (Sum::zero(block), zero),
            #[inline(always)]
            |(of_dy, max), [y, dy]| ((of_dy.plus(y * dy), max.max(y)), y * unit),
        );
        let max_exp = max * unit;
        let is = (unit * unit.of(DOMINANT as f32)).le(max_exp);
        Exponentials {
            share: (unit.of(1.0 / UNIT), zero),
            mean: of_dy.total(),
            greatest: Greatest { max, sign: max.of(1.0) },
            dominated: Dominated { is, max_exp, total: unit },
        }
        .gradients(block);
    }
}

/// The gradient of the logarithm of softmax from its output.
#[derive(Clone, Copy)]
struct LogSoftmaxFromOutput(FullyMasked);

impl ColumnPasses<2> for LogSoftmaxFromOutput {
    #[inline(always)]
    fn run<S: Simd>(self, block: ColumnBlock<'_, S, 2>) {
        let zero = block.splat(0.0);
        // What is left of a column whose elements are to be zeros where it is nothing but −∞.
        let left = block.splat(if self.0 == FullyMasked::Zeros { 0.0 } else { 1.0 });
        let (others, own, left) = block.fold(
            (Sum::zero(block), zero, left),
            #[inline(always)]
            |(others, own, left), [y, dy]| {
                let dominates = log_softmax::dominates(y);
                let left = y.eq(y.of(f32::NEG_INFINITY)).select(left, y.of(1.0));
                (others.plus(dominates.select(zero, dy)), dominates.select(dy, own), left)
            },
        );
        let nothing = left.eq(zero);
        let (all, others) = (others.plus(own).total(), others.total());
        block.fold_to(
            (),
            #[inline(always)]
            |(), [y, dy]| {
                let value = log_softmax::gradient_from_output(y, dy, [all, others]);
                ((), nothing.select(zero, value))
            },
        );
    }
}
