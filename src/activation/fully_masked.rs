//! What becomes of a row that nothing is left of.

use crate::rows::{Greatest, Probabilities};
use crate::simd::Simd;

/// What a row is that nothing is left of: all of it is masked, or −∞.
///
/// | | values with `Nan` | with `Zeros` | gradients with `Zeros` |
/// |---|---|---|---|
/// | [`Softmax`](crate::Softmax), [`AttentionSoftmax`](crate::AttentionSoftmax) | NaN | 0 | 0 |
/// | [`LogSoftmax`](crate::LogSoftmax) | NaN | −∞, the logarithm of 0 | 0 |
/// | [`LogSumExp`](crate::LogSumExp) | −∞ | −∞ | 0 |
///
/// ```
/// use activ8::{Activation, FullyMasked, Softmax};
///
/// let mut x = [f32::NEG_INFINITY, f32::NEG_INFINITY, 1.0, 1.0];
/// Softmax::rows_of(2).fully_masked(FullyMasked::Zeros).forward_in_place(&mut x)?;
/// assert_eq!(x, [0.0, 0.0, 0.5, 0.5]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum FullyMasked {
    /// NaN, as PyTorch's `softmax` has it.
    #[default]
    Nan,
    /// Zeros, as PyTorch's `scaled_dot_product_attention` and most engines have it.
    Zeros,
}

impl FullyMasked {
    /// The maximum by which the exponentials of a row are brought into range. One of nothing but −∞ has exponentials
    /// 0 where it is to be zeros, and else is NaN throughout.
    #[inline(always)]
    pub(super) fn max(self, max: f32) -> f32 {
        if max == f32::NEG_INFINITY && self == Self::Zeros { 0.0 } else { max }
    }

    /// Whether nothing is left of a row with this sum, which then is to be zeros: any other has at least nearly a
    /// [`UNIT`](crate::math::UNIT).
    #[inline(always)]
    pub(super) fn is_zeros(self, total: f64) -> bool {
        total < 1.0 && self == Self::Zeros
    }

    /// The probabilities of a row with this [`SumForShares`](crate::rows::SumForShares); 0 where nothing is left and it
    /// is to be zeros.
    #[inline(always)]
    pub(super) fn probabilities<S: Simd>(self, s: S, sum: f64, greatest: Greatest) -> Probabilities {
        if self.is_zeros(sum) { Probabilities::default() } else { Probabilities::of(s, sum, greatest) }
    }
}
