//! Softmax and its kin along a dimension, and the softmax of attention.

use std::sync::Arc;

use activ8::{AttentionSoftmax, LogSoftmax, Softmax, Softmin};
use burn::tensor::activation as theirs;
use burn::tensor::{AsIndex, Bool, Tensor};

use super::not_ours;
use super::operation::{Masked, Unary};
use crate::graph::{Operation, data, one};
use crate::tensor::truths;

/// Functions along a dimension, with the activation for rows and that along another dimension.
macro_rules! along {
    ($($(#[$doc:meta])* $name:ident = $activation:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name<const D: usize>(tensor: Tensor<D>, dim: impl AsIndex) -> Tensor<D> {
            let Some((dim, row, inner)) = axis(&tensor, &dim) else {
                return theirs::$name(tensor, dim);
            };
            let y = if inner == 1 {
                one(tensor, &Unary($activation::rows_of(row)))
            } else {
                one(tensor, &Unary($activation::along(row, inner)))
            };
            y.unwrap_or_else(|tensor| theirs::$name(tensor, dim))
        }
    )*};
}

along! {
    /// [`Softmax`] along a dimension.
    softmax = Softmax;
    /// [`LogSoftmax`] along a dimension.
    log_softmax = LogSoftmax;
    /// [`Softmin`] along a dimension: the softmax of −x.
    softmin = Softmin;
}

/// The number of a dimension, its length, and the product of those after it; none where burn refuses the dimension, and
/// where there is no element.
pub(super) fn axis<const D: usize>(tensor: &Tensor<D>, dim: &impl AsIndex) -> Option<(usize, usize, usize)> {
    let (dims, dim) = (tensor.dims(), dim.try_dim_index(D).ok()?);
    let is_empty = dims.contains(&0);
    (!is_empty).then(|| (dim, dims[dim], dims[dim + 1..].iter().product()))
}

/// `e^x / (1 + Σ e^x)` along a dimension: [`AttentionSoftmax::plus_one`].
pub fn quiet_softmax<const D: usize>(tensor: Tensor<D>, dim: impl AsIndex) -> Tensor<D> {
    let Some((dim, row, inner)) = axis(&tensor, &dim) else {
        return theirs::quiet_softmax(tensor, dim);
    };
    let of_rows = |x: Tensor<D>| one(x, &Unary(AttentionSoftmax::rows_of(row).plus_one()));
    if inner == 1 {
        return of_rows(tensor).unwrap_or_else(|tensor| theirs::quiet_softmax(tensor, dim));
    }
    match of_rows(tensor.swap_dims(dim, D - 1)) {
        Ok(y) => y.swap_dims(dim, D - 1),
        Err(tensor) => theirs::quiet_softmax(tensor.swap_dims(dim, D - 1), dim),
    }
}

/// The softmax of attention's scores, whose last two dimensions are queries and keys: scaled, capped, masked, causal
/// or within a window, as [`AttentionSoftmax`] has it, in the passes of a bare one.
///
/// `mask` has the scores' shape or broadcasts to it, and is true where a score does *not* count, as burn's masks of
/// attention are. The keys and queries of `options` are the scores'.
///
/// ```
/// use activ8_burn::{activ8::AttentionSoftmax, activation};
/// use burn::tensor::{Device, Tensor};
///
/// let scores = Tensor::<2>::from_floats([[2.0, 9.0], [4.0, 4.0]], &Device::flex());
/// let causal = AttentionSoftmax::rows_of(2).scale(0.5).causal(0);
/// let p = activation::attention_softmax(scores, causal, None);
/// assert_eq!(p.into_data(), [[1f32, 0.], [0.5, 0.5]].into());
/// ```
///
/// # Panics
/// Where the scores or the mask are not on Flex, and where an option is refused.
pub fn attention_softmax<const D: usize>(
    scores: Tensor<D>,
    options: AttentionSoftmax<'static>,
    mask: Option<Tensor<D, Bool>>,
) -> Tensor<D> {
    let dims = scores.dims();
    let options = AttentionSoftmax {
        keys: dims[D - 1],
        queries: dims[..D - 1].last().copied().unwrap_or(1),
        ..options
    };
    let operation: &dyn Operation<1> = match mask {
        None => &Unary(options),
        Some(mask) => {
            let counts = data(mask.bool_not().expand(dims).into_dispatch());
            let counts = counts.expect("the mask is where the scores are, on Flex");
            &Masked { options, keep: Arc::from(truths(counts)) }
        }
    };
    one(scores, operation).unwrap_or_else(|scores| not_ours("attention_softmax", &scores))
}
