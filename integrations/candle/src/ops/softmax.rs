//! Softmax, its logarithm, and what takes the least or the greatest: along any dimension.

use activ8::{Hardmax, LogSoftmax, Softmax, Softmin};
use candle_core::shape::Dim;
use candle_core::{D, Result, Tensor};

use crate::activate::apply;
use crate::float::is_ours;

/// [`Softmax`] along a dimension.
pub fn softmax<D: Dim>(xs: &Tensor, dim: D) -> Result<Tensor> {
    let dim = dim.to_index(xs.shape(), "softmax")?;
    match &xs.dims()[dim + 1..] {
        _ if !is_ours(xs) => candle_nn::ops::softmax(xs, dim),
        [] => apply("softmax", xs, Softmax::rows_of(xs.dim(dim)?)),
        inner => apply("softmax", xs, Softmax::along(xs.dim(dim)?, inner.iter().product())),
    }
}

/// [`Softmax`] along the last dimension.
pub fn softmax_last_dim(xs: &Tensor) -> Result<Tensor> {
    if is_ours(xs) { softmax(xs, D::Minus1) } else { candle_nn::ops::softmax_last_dim(xs) }
}

/// [`LogSoftmax`] along a dimension.
pub fn log_softmax<D: Dim>(xs: &Tensor, d: D) -> Result<Tensor> {
    let dim = d.to_index(xs.shape(), "log-softmax")?;
    match &xs.dims()[dim + 1..] {
        _ if !is_ours(xs) => candle_nn::ops::log_softmax(xs, dim),
        [] => apply("log-softmax", xs, LogSoftmax::rows_of(xs.dim(dim)?)),
        inner => apply("log-softmax", xs, LogSoftmax::along(xs.dim(dim)?, inner.iter().product())),
    }
}

/// Rows along any dimension are rows along the last one of a view.
fn along(xs: &Tensor, dim: usize, run: impl Fn(&Tensor, usize) -> Result<Tensor>) -> Result<Tensor> {
    let (last, row) = (xs.rank() - 1, xs.dim(dim)?);
    if dim == last {
        run(xs, row)
    } else {
        run(&xs.transpose(dim, last)?, row)?.transpose(dim, last)?.contiguous()
    }
}

/// [`Softmin`] along a dimension: the softmax of −x.
pub fn softmin<D: Dim>(xs: &Tensor, dim: D) -> Result<Tensor> {
    let dim = dim.to_index(xs.shape(), "softmin")?;
    if !is_ours(xs) {
        return candle_nn::ops::softmax(&xs.neg()?, dim);
    }
    along(xs, dim, |xs, row| apply("softmin", xs, Softmin::rows_of(row)))
}

/// [`Hardmax`] along a dimension: 1 for the greatest element, and 0 for the others. Its gradient is 0.
pub fn hardmax<D: Dim>(xs: &Tensor, dim: D) -> Result<Tensor> {
    let dim = dim.to_index(xs.shape(), "hardmax")?;
    along(xs, dim, |xs, row| apply("hardmax", xs, Hardmax::rows_of(row)))
}
