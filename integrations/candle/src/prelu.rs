//! Rectified linear units whose slopes are learnt.

use activ8::{Activation, PRelu};
use candle_core::{CpuStorage, CustomOp2, Layout, Module, Result, Shape, Tensor};

use crate::graph;
use crate::storage::{Float, Held, View, in_order, is_ours, of_floats, placed, refused, tensor};

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
        graph::of_two([xs, &self.weight], Sloped { inner })
    }
}

/// `candle_nn::prelu`: slopes that begin with 0.25, one for each channel, or one for all.
pub fn prelu(num_channels: Option<usize>, vs: candle_nn::VarBuilder<'_>) -> Result<PReLU> {
    let slopes = candle_nn::prelu(num_channels, vs)?;
    Ok(PReLU::new(slopes.weight().clone(), slopes.is_scalar()))
}

/// Of elements and slopes.
struct Sloped {
    /// Neighbouring elements of one channel.
    inner: usize,
}

const NAME: &str = "prelu";

impl Sloped {
    fn values<T: Float>(&self, x: &[T], layout: &Layout, weight: &[f32]) -> Result<CpuStorage> {
        let x = in_order(x, layout);
        let mut y = vec![T::default(); x.len()];
        if !y.is_empty() {
            let prelu = PRelu { weight, inner: self.inner };
            placed(prelu, x.len()).forward(&x, &mut y).map_err(refused)?;
        }
        Ok(T::stored(y))
    }

    fn gradient<T: Float>(&self, x: &[T], layout: &Layout, dy: View<'_>, weight: &[f32]) -> Result<Tensor> {
        let (x, dy) = (in_order(x, layout), dy.elements::<T>(NAME)?);
        let mut dx = vec![T::default(); x.len()];
        if !dx.is_empty() {
            let prelu = PRelu { weight, inner: self.inner };
            placed(prelu, x.len()).backward(&x, &dy, &mut dx).map_err(refused)?;
        }
        Ok(tensor(T::stored(dx), layout.shape()))
    }
}

impl CustomOp2 for Sloped {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(
        &self,
        s1: &CpuStorage,
        l1: &Layout,
        s2: &CpuStorage,
        l2: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let weight = View::new(s2, l2).floats(NAME)?;
        Ok((of_floats!(NAME, s1, x => self.values(x, l1, &weight))?, l1.shape().clone()))
    }

    fn bwd(
        &self,
        x: &Tensor,
        weight: &Tensor,
        _: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let (x, weight, dy) = (Held::of(x), Held::of(weight), Held::of(dy));
        let (of_x, of_weight, dy) = (x.view()?, weight.view()?, dy.view()?);
        let weight = of_weight.floats(NAME)?;
        let View { storage, layout } = of_x;
        let dx = of_floats!(NAME, storage, x => self.gradient(x, layout, dy, &weight))?;
        let mut dweight = vec![0.0; weight.len()];
        if of_x.len() > 0 {
            let prelu = PRelu { weight: &weight, inner: self.inner };
            placed(prelu, of_x.len())
                .backward_weight(&of_x.floats(NAME)?, &dy.floats(NAME)?, &mut dweight)
                .map_err(refused)?;
        }
        Ok((Some(dx), Some(of_weight.like(dweight)?)))
    }
}
