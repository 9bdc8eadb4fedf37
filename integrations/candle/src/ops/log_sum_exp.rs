//! The logarithm of the sum of exponentials.

use activ8::{Along, FullyMasked, LogSumExp};
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
    apply("log-sum-exp", [xs], AlongDim { dim, fully_masked: FullyMasked::Nan })
}

/// The same with gradients of 0 where all is −∞, with [`FullyMasked::Zeros`].
pub fn safe_log_sum_exp<D: Dim>(xs: &Tensor, dim: D) -> Result<Tensor> {
    let dim = dim.to_index(xs.shape(), "safe-log-sum-exp")?;
    apply("safe-log-sum-exp", [xs], AlongDim { dim, fully_masked: FullyMasked::Zeros })
}

/// Along a dimension that the tensor has.
struct AlongDim {
    dim: usize,
    fully_masked: FullyMasked,
}

/// Over rows where the dimension is the last, whose sums have other bits.
enum Made {
    Rows(LogSumExp),
    Columns(Along<LogSumExp>),
}

impl AlongDim {
    fn made(&self, x: &Layout) -> Made {
        let (axis, behind) = (x.dims()[self.dim], &x.dims()[self.dim + 1..]);
        match behind {
            [] => Made::Rows(LogSumExp::rows_of(axis).fully_masked(self.fully_masked)),
            inner => {
                let along = LogSumExp::along(axis, inner.iter().product());
                Made::Columns(along.fully_masked(self.fully_masked))
            }
        }
    }
}

impl Operation<1> for AlongDim {
    fn shape(&self, x: &Layout) -> Result<Shape> {
        let mut dims = x.dims().to_vec();
        dims.remove(self.dim);
        Ok(dims.into())
    }

    fn forward<T: Float>(&self, [x]: [View<'_>; 1]) -> Result<Vec<T>> {
        // What a row of no elements has.
        let mut y = vec![T::from_f64(f64::NEG_INFINITY); self.shape(x.layout)?.elem_count()];
        let elements = x.elements::<T>()?;
        match self.made(x.layout) {
            Made::Rows(rows) => accepted(placed(rows, x.len()).forward(&elements, &mut y))?,
            Made::Columns(columns) => accepted(placed(columns, x.len()).forward(&elements, &mut y))?,
        }
        Ok(y)
    }

    fn backward<T: Float>(&self, [x]: [View<'_>; 1], _: View<'_>, dy: View<'_>) -> Gradients<1> {
        let (elements, dy) = (x.elements::<T>()?, dy.elements::<T>()?);
        let dx = match self.made(x.layout) {
            Made::Rows(rows) => x.gradient::<T>(|dx| placed(rows, x.len()).backward(&elements, &dy, dx))?,
            Made::Columns(columns) => {
                x.gradient::<T>(|dx| placed(columns, x.len()).backward(&elements, &dy, dx))?
            }
        };
        Ok([Some(dx)])
    }
}
