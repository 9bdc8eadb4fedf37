//! The exponentials of a block of columns and their sums, one column in each lane of a vector.

use crate::activation::FullyMasked;
use crate::math::{Shift, UNIT, Unrounded, exp_shifted_by};
use crate::rows::MAX_WITHOUT_OFFSET;
use crate::shape::ColumnBlock;
use crate::simd::{F32s, Mask, Simd};

/// What the logits of columns are.
#[derive(Clone, Copy)]
pub(super) struct Logits {
    /// What inputs are multiplied with: 1, or −1 for softmin.
    pub(super) sign: f32,
    pub(super) fully_masked: FullyMasked,
}

/// A `RowShift` for each column.
#[derive(Clone, Copy)]
pub(crate) struct Shifts<S: Simd> {
    /// The greatest logit.
    pub(crate) max: F32s<S>,
    sign: F32s<S>,
    minus_offset: F32s<S>,
    least: F32s<S>,
    bias: F32s<S>,
}

impl<S: Simd> Shifts<S> {
    /// By the columns' maxima; deep where sums of the least elements count: see [`RowShift::deep`].
    ///
    /// [`RowShift::deep`]: crate::activation::RowShift::deep
    #[inline(always)]
    pub(super) fn of<const N: usize>(block: ColumnBlock<'_, S, N>, logits: Logits, deep: bool) -> Self {
        let mut max = match logits.sign < 0.0 {
            false => block.fold(
                block.splat(f32::NEG_INFINITY),
                #[inline(always)]
                |max, x| x[0].max(max),
            ),
            true => -block.fold(
                block.splat(f32::INFINITY),
                #[inline(always)]
                |min, x| x[0].min(min),
            ),
        };
        if logits.fully_masked == FullyMasked::Zeros {
            max = max.replace_equal(max, max.of(f32::NEG_INFINITY), max.of(0.0));
        }
        Self::of_maxima(max, logits.sign, deep)
    }

    /// By the greatest logits.
    #[inline(always)]
    pub(crate) fn of_maxima(max: F32s<S>, sign: f32, deep: bool) -> Self {
        let offset = max.abs().le(max.of(MAX_WITHOUT_OFFSET)).select(max.of(0.0), max);
        let [least, bias] = Shift::lanes(max - offset, deep);
        Self { max, sign: max.of(sign), minus_offset: -offset, least, bias }
    }

    /// The exponential of an input's logit.
    #[inline(always)]
    pub(crate) fn exp(self, x: F32s<S>) -> Unrounded<S> {
        exp_shifted_by(x.mul_add(self.sign, self.minus_offset), self.least, self.bias)
    }

    /// The exponential of the greatest logit.
    #[inline(always)]
    pub(crate) fn max_exp(self) -> Unrounded<S> {
        exp_shifted_by(self.max + self.minus_offset, self.least, self.bias)
    }

    /// Where an input has the greatest logit.
    #[inline(always)]
    pub(super) fn is_max(self, x: F32s<S>) -> Mask<S> {
        (x * self.sign).eq(self.max)
    }
}

/// A sum of exponentials for each column, with what rounding loses of it.
#[derive(Clone, Copy)]
pub(super) struct ExactSum<S: Simd> {
    sum: F32s<S>,
    /// What the additions have lost.
    lost: F32s<S>,
    /// What the roundings of the exponentials have lost.
    lack: F32s<S>,
}

impl<S: Simd> ExactSum<S> {
    #[inline(always)]
    pub(super) fn zero<const N: usize>(block: ColumnBlock<'_, S, N>) -> Self {
        let zero = block.splat(0.0);
        Self { sum: zero, lost: zero, lack: zero }
    }

    #[inline(always)]
    pub(super) fn plus(self, (term, lack): (F32s<S>, F32s<S>)) -> Self {
        let (sum, lost) = self.sum.two_sum(term);
        Self { sum, lost: self.lost + lost, lack: self.lack + lack }
    }

    /// An exponential that counts as it is rounded.
    #[inline(always)]
    pub(super) fn plus_rounded(self, term: F32s<S>) -> Self {
        let (sum, lost) = self.sum.two_sum(term);
        Self { sum, lost: self.lost + lost, lack: self.lack }
    }

    /// Where nothing is left of a column which then is to be zeros.
    #[inline(always)]
    pub(super) fn is_zeros(self, fully_masked: FullyMasked) -> Mask<S> {
        let never = self.sum.of(f32::NAN);
        self.sum.eq(if fully_masked == FullyMasked::Zeros { self.sum.of(0.0) } else { never })
    }

    /// The same, but of columns that are to be zeros another: their exponentials are 0, and it is so great that none
    /// is near it.
    #[inline(always)]
    pub(super) fn not_zero(self, fully_masked: FullyMasked) -> Self {
        match fully_masked {
            FullyMasked::Nan => self,
            FullyMasked::Zeros => {
                let sum = self.sum.replace_equal(self.sum, self.sum.of(0.0), self.sum.of(2.0 * UNIT));
                Self { sum, ..self }
            }
        }
    }

    /// In two floats.
    #[inline(always)]
    pub(super) fn total(self) -> (F32s<S>, F32s<S>) {
        self.sum.two_sum(self.lost + self.lack)
    }

    /// The inverse of the total in two floats.
    #[inline(always)]
    pub(super) fn inverse(self) -> (F32s<S>, F32s<S>) {
        let (total, low) = self.total();
        let inverse = total.of(1.0) / total;
        let rest = inverse.neg_mul_add(low, inverse.neg_mul_add_exact(total, total.of(1.0)));
        (inverse, rest * inverse)
    }
}

/// A quotient of what is in two floats, in two floats.
#[inline(always)]
pub(super) fn quotient_pair<S: Simd>(
    (a, a_low): (F32s<S>, F32s<S>),
    (b, b_low): (F32s<S>, F32s<S>),
) -> (F32s<S>, F32s<S>) {
    let quotient = a / b;
    let rest = quotient.neg_mul_add(b_low, quotient.neg_mul_add_exact(b, a) + a_low);
    (quotient, rest / b)
}
