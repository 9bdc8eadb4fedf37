//! The gradients from the output down a block of columns.

use super::gradients::{Dominated, Exponentials, Sum};
use crate::activation::log_softmax;
use crate::math::UNIT;
use crate::rows::softmax_gradient::DOMINANT;
use crate::shape::{ColumnBlock, ColumnPasses};
use crate::simd::Simd;

/// The gradient of softmax from its output.
#[derive(Clone, Copy)]
pub(super) struct SoftmaxFromOutput;

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
            max,
            dominated: Dominated { is, max_exp, total: unit },
        }
        .gradients(block);
    }
}

/// The gradient of the logarithm of softmax from its output.
#[derive(Clone, Copy)]
pub(super) struct LogSoftmaxFromOutput;

impl ColumnPasses<2> for LogSoftmaxFromOutput {
    #[inline(always)]
    fn run<S: Simd>(self, block: ColumnBlock<'_, S, 2>) {
        let zero = block.splat(0.0);
        let (others, own) = block.fold(
            (Sum::zero(block), zero),
            #[inline(always)]
            |(others, own), [y, dy]| {
                let dominates = log_softmax::dominates(y);
                (others.plus(dominates.select(zero, dy)), dominates.select(dy, own))
            },
        );
        let (all, others) = (others.plus(own).total(), others.total());
        block.fold_to(
            (),
            #[inline(always)]
            |(), [y, dy]| ((), log_softmax::gradient_from_output(y, dy, [all, others])),
        );
    }
}
