//! Hardmax down a block of columns, one column in each lane of a vector.

use crate::shape::{ColumnBlock, ColumnPasses};
use crate::simd::Simd;

/// 1 for the first of the greatest elements of a column, and 0 for the others.
#[derive(Clone, Copy)]
pub(super) struct HardmaxValues;

impl ColumnPasses<1> for HardmaxValues {
    #[inline(always)]
    fn run<S: Simd>(self, block: ColumnBlock<'_, S, 1>) {
        let (zero, nothing) = (block.splat(0.0), block.splat(f32::NEG_INFINITY));
        let (max, nan) = block.fold(
            (nothing, zero),
            #[inline(always)]
            |(max, nan), [x]| (x.max(max), x.nan_or(nan)),
        );
        let nan = nan.replace_equal(max, nothing, nothing.of(f32::NAN));
        // What is left of the 1 for those that come.
        block.fold_to(
            block.splat(1.0),
            #[inline(always)]
            |left, [x]| {
                let y = x.eq(max).select(left, zero);
                (left - y, y + nan)
            },
        );
    }
}

/// Its gradient: 0.
#[derive(Clone, Copy)]
pub(super) struct HardmaxGradient;

impl ColumnPasses<2> for HardmaxGradient {
    #[inline(always)]
    fn run<S: Simd>(self, block: ColumnBlock<'_, S, 2>) {
        let zero = block.splat(0.0);
        block.fold_to(
            (),
            #[inline(always)]
            |(), _| ((), zero),
        );
    }
}
