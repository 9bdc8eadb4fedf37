//! Samples of categories.

use activ8::{Activation, GumbelSoftmax, Hardmax};
use candle_core::{Result, Tensor};

use crate::error::{accepted, shape};
use crate::float::{Float, written};
use crate::graph::{Gradients, Operation, apply};
use crate::place::placed;
use crate::view::View;

/// [`GumbelSoftmax`] along the last dimension: a sample for each row, soft or one category, in either
/// case with the soft one's gradient. The noise is the caller's, of x's shape and Gumbel's distribution.
///
/// ```
/// use activ8_candle::ops;
/// use candle_core::{Device, Tensor};
///
/// let x = Tensor::new(&[[1f32, 0., 3.]], &Device::Cpu)?;
/// let noise = x.rand_like(1e-9, 1.0)?.log()?.neg()?.log()?.neg()?;
/// let one = ops::gumbel_softmax(&x, &noise, 0.5, true)?;
/// assert_eq!(one.sum_all()?.to_scalar::<f32>()?, 1.0);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn gumbel_softmax(xs: &Tensor, noise: &Tensor, temperature: f64, hard: bool) -> Result<Tensor> {
    shape("noise", xs.dims(), noise.dims())?;
    apply("gumbel-softmax", [xs, noise], Samples { temperature: temperature as f32, hard })
}

/// Of logits and noise.
struct Samples {
    temperature: f32,
    hard: bool,
}

impl Samples {
    fn of_rows(&self, row: usize) -> GumbelSoftmax {
        GumbelSoftmax::rows_of(row).temperature(self.temperature)
    }

    fn soft<T: Float>(&self, [x, noise]: [View<'_>; 2]) -> Result<Vec<T>> {
        let (elements, noise) = (x.elements::<T>()?, noise.floats()?);
        let mut noise = noise.iter().copied();
        let next = || noise.next().unwrap_or_default();
        written(x.len(), |y| placed(self.of_rows(x.row()), x.len()).forward(&elements, next, y))
    }
}

impl Operation<2> for Samples {
    fn forward<T: Float>(&self, [x, noise]: [View<'_>; 2]) -> Result<Vec<T>> {
        let mut y = self.soft([x, noise])?;
        if self.hard {
            accepted(placed(Hardmax::rows_of(x.row()), x.len()).forward_in_place::<T>(&mut y))?;
        }
        Ok(y)
    }

    /// From the soft samples. The noise is drawn, and has no gradient.
    fn backward<T: Float>(&self, [x, noise]: [View<'_>; 2], y: View<'_>, dy: View<'_>) -> Gradients<2> {
        let soft = if self.hard { self.soft([x, noise])?.into() } else { y.elements::<T>()? };
        let (operation, dy) = (placed(self.of_rows(x.row()), x.len()), dy.elements::<T>()?);
        Ok([Some(x.gradient::<T>(|dx| operation.backward(&soft, &dy, dx))?), None])
    }
}
