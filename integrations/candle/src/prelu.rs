//! Rectified linear units whose slopes are learnt.

use activ8::{Activation, PRelu};
use candle_core::{Module, Result, Tensor};

use crate::error::accepted;
use crate::float::{Float, is_ours};
use crate::graph::{Gradients, Operation, apply};
use crate::place::placed;
use crate::view::View;

/// `candle_nn::PReLU` by its methods: `x` where it is positive, else the slope times `x`, both with gradients.
///
/// ```
/// use activ8_candle::{Module, PReLU};
/// use candle_core::{Device, Tensor};
///
/// let slopes = Tensor::new(&[0.5f32, 0.25], &Device::Cpu)?;
/// let x = Tensor::new(&[[-1f32, -4.], [2., -8.]], &Device::Cpu)?;
/// let y = PReLU::new(slopes, false).forward(&x)?;
/// assert_eq!(y.to_vec2::<f32>()?, [[-0.5, -1.], [2., -2.]]);
/// # Ok::<(), candle_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct PReLU {
    weight: Tensor,
    is_scalar: bool,
}

impl PReLU {
    /// With these slopes: one, or one for each channel, which are dimension 1.
    pub fn new(weight: Tensor, is_scalar: bool) -> Self {
        Self { weight, is_scalar }
    }

    /// The slopes.
    pub fn weight(&self) -> &Tensor {
        &self.weight
    }

    /// Whether there is one for all.
    pub fn is_scalar(&self) -> bool {
        self.is_scalar
    }
}

impl Module for PReLU {
    fn forward(&self, xs: &Tensor) -> Result<Tensor> {
        let theirs = || candle_nn::PReLU::new(self.weight.clone(), self.is_scalar).forward(xs);
        if !is_ours(xs) || xs.dtype() != self.weight.dtype() {
            return theirs();
        }
        let slopes = self.weight.elem_count();
        let inner = match *xs.dims() {
            _ if self.is_scalar || xs.shape() == self.weight.shape() => 1,
            [_, channels, ref inner @ ..] if channels == slopes => inner.iter().product(),
            // What candle broadcasts, or refuses.
            _ => return theirs(),
        };
        apply("prelu", [xs, &self.weight], Slopes { inner })
    }
}

/// `candle_nn::prelu`: slopes that begin with 0.25, one for each channel, or one for all.
pub fn prelu(num_channels: Option<usize>, vs: candle_nn::VarBuilder<'_>) -> Result<PReLU> {
    let slopes = candle_nn::prelu(num_channels, vs)?;
    Ok(PReLU::new(slopes.weight().clone(), slopes.is_scalar()))
}

/// [`PRelu`] of elements and slopes.
struct Slopes {
    /// Neighbouring elements of one channel.
    inner: usize,
}

impl Operation<2> for Slopes {
    fn forward<T: Float>(&self, [x, weight]: [View<'_>; 2]) -> Result<Vec<T>> {
        let slopes = weight.floats()?;
        let operation = placed(PRelu { weight: &slopes, inner: self.inner }, x.len());
        x.map(|x, y| operation.forward(x, y), |y| operation.forward_in_place(y))
    }

    fn backward<T: Float>(&self, [x, weight]: [View<'_>; 2], _: View<'_>, dy: View<'_>) -> Gradients<2> {
        let (elements, slopes, dy) = (x.elements::<T>()?, weight.floats()?, dy.elements::<T>()?);
        let operation = placed(PRelu { weight: &slopes, inner: self.inner }, x.len());
        let dx = x.gradient::<T>(|dx| operation.backward(&elements, &dy, dx))?;
        let mut dweight = vec![0.0; slopes.len()];
        accepted(operation.backward_weight(&elements, &dy, &mut dweight))?;
        Ok([Some(dx), Some(weight.like(dweight)?)])
    }
}
