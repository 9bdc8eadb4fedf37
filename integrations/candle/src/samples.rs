//! What draws: samples of categories and slopes, from numbers that the caller has drawn into a tensor.

use activ8::{Activation, GumbelSoftmax, Hardmax, RRelu};
use candle_core::{CpuStorage, CustomOp1, CustomOp2, Layout, Result, Shape, Tensor};

use crate::storage::{Held, View, last, placed, refused, stored};

/// Soft samples of logits and noise.
pub(crate) struct Gumbel {
    pub(crate) temperature: f32,
}

impl Gumbel {
    fn of(&self, layout: &Layout) -> GumbelSoftmax {
        GumbelSoftmax::rows_of(last(layout)).temperature(self.temperature)
    }
}

impl CustomOp2 for Gumbel {
    fn name(&self) -> &'static str {
        "gumbel-softmax"
    }

    fn cpu_fwd(
        &self,
        s1: &CpuStorage,
        l1: &Layout,
        s2: &CpuStorage,
        l2: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (x, noise) = (View::new(s1, l1).floats(self.name())?, View::new(s2, l2).floats(self.name())?);
        let (mut y, mut noise) = (vec![0.0; x.len()], noise.iter().copied());
        if !y.is_empty() {
            let next = || noise.next().unwrap_or_default();
            placed(self.of(l1), x.len()).forward(&x, next, &mut y).map_err(refused)?;
        }
        Ok((stored(y, s1)?, l1.shape().clone()))
    }

    /// The noise is drawn, and has none.
    fn bwd(
        &self,
        x: &Tensor,
        _: &Tensor,
        y: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let (x, y, dy) = (Held::of(x), Held::of(y), Held::of(dy));
        let (of_x, y, dy) = (x.view()?, y.view()?.floats(self.name())?, dy.view()?.floats(self.name())?);
        let mut dx = vec![0.0; y.len()];
        if !dx.is_empty() {
            placed(self.of(of_x.layout), y.len()).backward(&y, &dy, &mut dx).map_err(refused)?;
        }
        Ok((Some(of_x.like(dx)?), None))
    }
}

/// One category for each soft sample, whose gradient is the soft one's.
pub(crate) struct Harden;

impl CustomOp1 for Harden {
    fn name(&self) -> &'static str {
        "harden"
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let mut y = View::new(storage, layout).floats(self.name())?.into_owned();
        if !y.is_empty() {
            placed(Hardmax::rows_of(last(layout)), y.len()).forward_in_place(&mut y).map_err(refused)?;
        }
        Ok((stored(y, storage)?, layout.shape().clone()))
    }

    fn bwd(&self, _: &Tensor, _: &Tensor, dy: &Tensor) -> Result<Option<Tensor>> {
        Ok(Some(dy.clone()))
    }
}

/// An activation whose slopes below 0 are drawn, of elements and numbers from 0 to 1.
pub(crate) struct Drawn(pub(crate) RRelu);

impl Drawn {
    /// The values, and the slopes.
    fn run(&self, x: &[f32], uniform: &[f32]) -> Result<[Vec<f32>; 2]> {
        let (mut y, mut slopes, mut uniform) = (vec![0.0; x.len()], vec![0.0; x.len()], uniform.iter());
        let next = || uniform.next().copied().unwrap_or_default();
        self.0.forward_training(x, &mut y, &mut slopes, next).map_err(refused)?;
        Ok([y, slopes])
    }
}

impl CustomOp2 for Drawn {
    fn name(&self) -> &'static str {
        "rrelu"
    }

    fn cpu_fwd(
        &self,
        s1: &CpuStorage,
        l1: &Layout,
        s2: &CpuStorage,
        l2: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (x, uniform) = (View::new(s1, l1).floats(self.name())?, View::new(s2, l2).floats(self.name())?);
        let [y, _] = self.run(&x, &uniform)?;
        Ok((stored(y, s1)?, l1.shape().clone()))
    }

    fn bwd(
        &self,
        x: &Tensor,
        uniform: &Tensor,
        _: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let (x, uniform, dy) = (Held::of(x), Held::of(uniform), Held::of(dy));
        let (of_x, uniform) = (x.view()?, uniform.view()?.floats(self.name())?);
        let (x, dy) = (of_x.floats(self.name())?, dy.view()?.floats(self.name())?);
        let ([_, slopes], mut dx) = (self.run(&x, &uniform)?, vec![0.0; x.len()]);
        self.0.backward_training(&x, &slopes, &dy, &mut dx).map_err(refused)?;
        Ok((Some(of_x.like(dx)?), None))
    }
}
