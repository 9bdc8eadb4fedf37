//! Gated activations of two tensors, and of one that holds gates and values, as candle's custom
//! operations.

use activ8::{GateLayout, GatedActivation};
use candle_core::{CpuStorage, CustomOp1, CustomOp2, Layout, Result, Shape, Tensor};

use crate::storage::{Float, Held, View, in_order, of_floats, placed, refused, tensor};

/// Of a gate and a value.
#[derive(Clone, Copy)]
pub(crate) struct Gated<G>(pub(crate) G);

/// Of a tensor whose last dimension holds both.
#[derive(Clone, Copy)]
pub(crate) struct Packed<G> {
    pub(crate) gated: G,
    pub(crate) layout: GateLayout,
}

const NAME: &str = "gated";

impl<G: GatedActivation> Gated<G> {
    fn values<T: Float>(&self, gate: &[T], layout: &Layout, value: View<'_>) -> Result<CpuStorage> {
        let (gate, value) = (in_order(gate, layout), value.elements::<T>(NAME)?);
        let mut y = vec![T::default(); gate.len()];
        placed(self.0, gate.len()).forward(&gate, &value, &mut y).map_err(refused)?;
        Ok(T::stored(y))
    }

    fn gradients<T: Float>(
        &self,
        gate: &[T],
        layout: &Layout,
        [value, dy]: [View<'_>; 2],
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let (gate, value, dy) = (in_order(gate, layout), value.elements::<T>(NAME)?, dy.elements::<T>(NAME)?);
        let (mut dgate, mut dvalue) = (vec![T::default(); gate.len()], vec![T::default(); gate.len()]);
        placed(self.0, gate.len()).backward(&gate, &value, &dy, &mut dgate, &mut dvalue).map_err(refused)?;
        let of = |gradient| Some(tensor(T::stored(gradient), layout.shape()));
        Ok((of(dgate), of(dvalue)))
    }
}

impl<G: GatedActivation + 'static> CustomOp2 for Gated<G> {
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
        let y = of_floats!(NAME, s1, gate => self.values(gate, l1, View::new(s2, l2)))?;
        Ok((y, l1.shape().clone()))
    }

    fn bwd(
        &self,
        gate: &Tensor,
        value: &Tensor,
        _: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let (gate, value, dy) = (Held::of(gate), Held::of(value), Held::of(dy));
        let (View { storage, layout }, others) = (gate.view()?, [value.view()?, dy.view()?]);
        of_floats!(NAME, storage, gate => self.gradients(gate, layout, others))
    }
}

impl<G: GatedActivation> Packed<G> {
    fn values<T: Float>(&self, x: &[T], layout: &Layout) -> Result<CpuStorage> {
        let x = in_order(x, layout);
        let mut y = vec![T::default(); x.len() / 2];
        if !y.is_empty() {
            placed(self.gated, x.len()).forward_packed(self.layout, &x, &mut y).map_err(refused)?;
        }
        Ok(T::stored(y))
    }

    fn gradient<T: Float>(&self, x: &[T], layout: &Layout, dy: View<'_>) -> Result<Tensor> {
        let (x, dy) = (in_order(x, layout), dy.elements::<T>(NAME)?);
        let mut dx = vec![T::default(); x.len()];
        if !dx.is_empty() {
            placed(self.gated, x.len()).backward_packed(self.layout, &x, &dy, &mut dx).map_err(refused)?;
        }
        Ok(tensor(T::stored(dx), layout.shape()))
    }
}

impl<G: GatedActivation + 'static> CustomOp1 for Packed<G> {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let mut dims = layout.dims().to_vec();
        match dims.last_mut() {
            Some(last) if *last % 2 == 0 => *last /= 2,
            _ => candle_core::bail!("a last dimension of gates and values is even, not as in {dims:?}"),
        }
        Ok((of_floats!(NAME, storage, x => self.values(x, layout))?, dims.into()))
    }

    fn bwd(&self, x: &Tensor, _: &Tensor, dy: &Tensor) -> Result<Option<Tensor>> {
        let (x, dy) = (Held::of(x), Held::of(dy));
        let (View { storage, layout }, dy) = (x.view()?, dy.view()?);
        of_floats!(NAME, storage, x => self.gradient(x, layout, dy)).map(Some)
    }
}
