//! The logarithm of the sum of exponentials, as candle's custom operation.

use activ8::LogSumExp;
use candle_core::{CpuStorage, CustomOp1, Layout, Result, Shape, Tensor};

use crate::storage::{Held, View, last, placed, refused, stored};

/// The logarithm of the sum of a row's exponentials, a row being the last dimension, which the result is
/// without.
pub(crate) struct RowLogSumExp;

impl CustomOp1 for RowLogSumExp {
    fn name(&self) -> &'static str {
        "log-sum-exp"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let [dims @ .., row] = layout.dims() else {
            candle_core::bail!("log-sum-exp of a tensor without dimensions");
        };
        let x = View::new(storage, layout).floats(self.name())?;
        let mut y = vec![0.0; dims.iter().product()];
        if !x.is_empty() {
            placed(LogSumExp::rows_of(*row), x.len()).forward(&x, &mut y).map_err(refused)?;
        } else {
            y.fill(f32::NEG_INFINITY);
        }
        Ok((stored(y, storage)?, Shape::from(dims)))
    }

    fn bwd(&self, x: &Tensor, _: &Tensor, dy: &Tensor) -> Result<Option<Tensor>> {
        let (x, dy) = (Held::of(x), Held::of(dy));
        let (of_x, dy) = (x.view()?, dy.view()?.floats(self.name())?);
        let (x, row) = (of_x.floats(self.name())?, last(of_x.layout));
        let mut dx = vec![0.0; x.len()];
        if !dx.is_empty() {
            placed(LogSumExp::rows_of(row), x.len()).backward(&x, &dy, &mut dx).map_err(refused)?;
        }
        of_x.like(dx).map(Some)
    }
}
