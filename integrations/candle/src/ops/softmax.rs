//! Softmax, its logarithm, and what takes the least or the greatest: along any dimension.

use activ8::{FullyMasked, Hardmax, LogSoftmax, Softmax, Softmin};
use candle_core::shape::Dim;
use candle_core::{D, Result, Tensor};

use crate::activate::apply;
use crate::float::is_ours;

/// Functions along a dimension: over rows where it is the last, and else along it, without a copy; each with a change
/// of the operation. What is not computed here is candle's own where it has it.
macro_rules! along {
    ($($(#[$doc:meta])* $name:ident, $text:literal = $activation:ident $(.$option:ident($value:expr))? $(, else |$xs:ident, $dim:ident| $other:expr)?;)*) => {$(
        $(#[$doc])*
        pub fn $name<D: Dim>(xs: &Tensor, dim: D) -> Result<Tensor> {
            let dim = dim.to_index(xs.shape(), $text)?;
            $(if !is_ours(xs) {
                let ($xs, $dim) = (xs, dim);
                return $other;
            })?
            let row = xs.dim(dim)?;
            match &xs.dims()[dim + 1..] {
                [] => apply($text, xs, $activation::rows_of(row)$(.$option($value))?),
                inner => apply($text, xs, $activation::along(row, inner.iter().product())$(.$option($value))?),
            }
        }
    )*};
}

along! {
    /// [`Softmax`] along a dimension.
    softmax, "softmax" = Softmax, else |xs, dim| candle_nn::ops::softmax(xs, dim);
    /// [`LogSoftmax`] along a dimension.
    log_softmax, "log-softmax" = LogSoftmax, else |xs, dim| candle_nn::ops::log_softmax(xs, dim);
    /// [`Softmin`] along a dimension: the softmax of −x.
    softmin, "softmin" = Softmin, else |xs, dim| candle_nn::ops::softmax(&xs.neg()?, dim);
    /// [`Hardmax`] along a dimension: 1 for the greatest element, and 0 for the others. Its gradient is 0.
    hardmax, "hardmax" = Hardmax;
    /// [`softmax`] with zeros where all is −∞, with [`FullyMasked::Zeros`].
    safe_softmax, "safe-softmax" = Softmax.fully_masked(FullyMasked::Zeros);
    /// [`log_softmax`] with −∞ and gradients of 0 where all is −∞, with [`FullyMasked::Zeros`].
    safe_log_softmax, "safe-log-softmax" = LogSoftmax.fully_masked(FullyMasked::Zeros);
}

/// [`Softmax`] along the last dimension.
pub fn softmax_last_dim(xs: &Tensor) -> Result<Tensor> {
    if is_ours(xs) { softmax(xs, D::Minus1) } else { candle_nn::ops::softmax_last_dim(xs) }
}
