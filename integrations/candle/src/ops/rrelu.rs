//! Rectified linear units whose slopes are drawn.

use activ8::RRelu;
use candle_core::{Result, Tensor};

use crate::error::{refused, shape};
use crate::float::Float;
use crate::graph::{Gradients, Operation, apply};
use crate::view::View;

/// [`RRelu`] for training: a slope between `lower` and `upper` is drawn for each element that is not
/// positive, by the next of the numbers from 0 to 1 in `uniform`, which has x's shape.
///
/// ```
/// use activ8_candle::ops;
/// use candle_core::{Device, Tensor};
///
/// let x = Tensor::new(&[-4f32, 2.], &Device::Cpu)?;
/// let y = ops::rrelu(&x, &x.rand_like(0.0, 1.0)?, 0.125, 0.375)?.to_vec1::<f32>()?;
/// assert!((-1.5..=-0.5).contains(&y[0]) && y[1] == 2.0);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn rrelu(xs: &Tensor, uniform: &Tensor, lower: f64, upper: f64) -> Result<Tensor> {
    shape("uniform", xs.dims(), uniform.dims())?;
    apply("rrelu", [xs, uniform], Training(RRelu { lower: lower as f32, upper: upper as f32 }))
}

/// Of elements and numbers from 0 to 1.
struct Training(RRelu);

impl Training {
    /// The values, and the slopes.
    fn run<T: Float>(&self, x: &[T], uniform: View<'_>) -> Result<(Vec<T>, Vec<f32>)> {
        let (mut y, mut slopes, uniform) =
            (vec![T::default(); x.len()], vec![0.0; x.len()], uniform.floats()?);
        let mut uniform = uniform.iter().copied();
        let next = || uniform.next().unwrap_or_default();
        self.0.forward_training(x, &mut y, &mut slopes, next).map_err(refused)?;
        Ok((y, slopes))
    }
}

impl Operation<2> for Training {
    fn forward<T: Float>(&self, [x, uniform]: [View<'_>; 2]) -> Result<Vec<T>> {
        Ok(self.run(&x.elements::<T>()?, uniform)?.0)
    }

    /// What was drawn has no gradient.
    fn backward<T: Float>(&self, [x, uniform]: [View<'_>; 2], _: View<'_>, dy: View<'_>) -> Gradients<2> {
        let (elements, dy) = (x.elements::<T>()?, dy.elements::<T>()?);
        let (_, slopes) = self.run(&elements, uniform)?;
        let dx = x.gradient::<T>(|dx| self.0.backward_training(&elements, &slopes, &dy, dx))?;
        Ok([Some(dx), None])
    }
}
