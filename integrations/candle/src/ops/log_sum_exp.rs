//! The logarithm of the sum of exponentials.

use activ8::LogSumExp;
use candle_core::shape::Dim;
use candle_core::{Layout, Result, Shape, Tensor};

use crate::error::accepted;
use crate::float::{Float, is_ours};
use crate::graph::{Gradients, Operation, apply};
use crate::place::placed;
use crate::view::View;

/// [`LogSumExp`] along a dimension, which the result is without, as with `Tensor::log_sum_exp`.
pub fn log_sum_exp<D: Dim>(xs: &Tensor, dim: D) -> Result<Tensor> {
    let dim = dim.to_index(xs.shape(), "log-sum-exp")?;
    if !is_ours(xs) {
        return xs.log_sum_exp(dim);
    }
    // The last dimension is that one, and the order of the others stays.
    let mut order: Vec<usize> = (0..xs.rank()).filter(|&other| other != dim).collect();
    order.push(dim);
    apply("log-sum-exp", [&xs.permute(order)?], LastLogSumExp)
}

/// Of rows, which are the last dimension.
struct LastLogSumExp;

impl Operation<1> for LastLogSumExp {
    fn shape(&self, x: &Layout) -> Result<Shape> {
        match x.dims() {
            [rows @ .., _] => Ok(rows.into()),
            [] => candle_core::bail!("log-sum-exp of a tensor without dimensions"),
        }
    }

    fn forward<T: Float>(&self, [x]: [View<'_>; 1]) -> Result<Vec<T>> {
        // What a row of no elements has.
        let mut y = vec![T::from_f64(f64::NEG_INFINITY); self.shape(x.layout)?.elem_count()];
        let operation = placed(LogSumExp::rows_of(x.row()), x.len());
        accepted(operation.forward(&x.elements::<T>()?, &mut y)).map(|()| y)
    }

    fn backward<T: Float>(&self, [x]: [View<'_>; 1], _: View<'_>, dy: View<'_>) -> Gradients<1> {
        let (elements, dy) = (x.elements::<T>()?, dy.elements::<T>()?);
        let operation = placed(LogSumExp::rows_of(x.row()), x.len());
        Ok([Some(x.gradient::<T>(|dx| operation.backward(&elements, &dy, dx))?)])
    }
}
