//! Gated activations of two tensors, and of one that holds gates and values, as candle's custom
//! operations.

use activ8::{GateLayout, GatedActivation};
use candle_core::{CpuStorage, CustomOp1, CustomOp2, CustomOp3, Layout, Result, Shape, Tensor};

use crate::storage::{floats, placed, refused, stored};

/// Of a gate and a value.
#[derive(Clone, Copy)]
pub(crate) struct Gated<G>(pub(crate) G);

/// The gradient for the gate, or for the value.
struct Gradient<G> {
    gated: G,
    of_value: bool,
}

/// Of a tensor whose last dimension holds both.
#[derive(Clone, Copy)]
pub(crate) struct Packed<G> {
    pub(crate) gated: G,
    pub(crate) layout: GateLayout,
}

struct PackedGradient<G>(Packed<G>);

const NAME: &str = "gated";

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
        let (gate, value) = (floats(NAME, s1, l1)?, floats(NAME, s2, l2)?);
        let mut y = vec![0.0; gate.len()];
        placed(self.0, gate.len()).forward(&gate, &value, &mut y).map_err(refused)?;
        Ok((stored(y, s1), l1.shape().clone()))
    }

    fn bwd(
        &self,
        gate: &Tensor,
        value: &Tensor,
        _: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let [dgate, dvalue] = [false, true]
            .map(|of_value| gate.apply_op3_no_bwd(value, dy, &Gradient { gated: self.0, of_value }));
        Ok((Some(dgate?), Some(dvalue?)))
    }
}

impl<G: GatedActivation> CustomOp3 for Gradient<G> {
    fn name(&self) -> &'static str {
        NAME
    }

    fn cpu_fwd(
        &self,
        s1: &CpuStorage,
        l1: &Layout,
        s2: &CpuStorage,
        l2: &Layout,
        s3: &CpuStorage,
        l3: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let (gate, value, dy) = (floats(NAME, s1, l1)?, floats(NAME, s2, l2)?, floats(NAME, s3, l3)?);
        let (mut dgate, mut dvalue) = (vec![0.0; gate.len()], vec![0.0; gate.len()]);
        placed(self.gated, gate.len())
            .backward(&gate, &value, &dy, &mut dgate, &mut dvalue)
            .map_err(refused)?;
        Ok((stored(if self.of_value { dvalue } else { dgate }, s1), l1.shape().clone()))
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
        let x = floats(NAME, storage, layout)?;
        let mut y = vec![0.0; x.len() / 2];
        if !y.is_empty() {
            placed(self.gated, x.len()).forward_packed(self.layout, &x, &mut y).map_err(refused)?;
        }
        Ok((stored(y, storage), dims.into()))
    }

    fn bwd(&self, x: &Tensor, _: &Tensor, dy: &Tensor) -> Result<Option<Tensor>> {
        x.apply_op2_no_bwd(dy, &PackedGradient(*self)).map(Some)
    }
}

impl<G: GatedActivation> CustomOp2 for PackedGradient<G> {
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
        let (x, dy) = (floats(NAME, s1, l1)?, floats(NAME, s2, l2)?);
        let mut dx = vec![0.0; x.len()];
        if !dx.is_empty() {
            let Packed { gated, layout } = self.0;
            placed(gated, x.len()).backward_packed(layout, &x, &dy, &mut dx).map_err(refused)?;
        }
        Ok((stored(dx, s1), l1.shape().clone()))
    }
}
