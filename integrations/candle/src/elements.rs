//! Activations of one input, with and without a bias, as candle's custom operations.

use std::borrow::Cow;

use activ8::{Activation, Elementwise};
use candle_core::{CpuStorage, CustomOp1, CustomOp2, CustomOp3, InplaceOp1, InplaceOp2, Layout, Result};
use candle_core::{Shape, Tensor};

use crate::storage::{each_chunk, floats, in_blocks, in_place, placed, refused, stored};

/// An activation and what candle's errors call it.
#[derive(Clone, Copy)]
pub(crate) struct Map<A> {
    pub(crate) name: &'static str,
    pub(crate) activation: A,
}

/// The gradient of an activation, of its input and of its output's gradient.
struct Gradient<A>(Map<A>);

/// An activation of the sum with a bias, which has a gradient too.
#[derive(Clone, Copy)]
pub(crate) struct Biased<A>(pub(crate) Map<A>);

/// The gradient of an activation of a sum.
struct BiasedGradient<A>(Map<A>);

impl<A: Activation + 'static> CustomOp1 for Map<A> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let shape = layout.shape().clone();
        let len = shape.elem_count();
        if len == 0 {
            return Ok((stored(Vec::new(), storage), shape));
        }
        if let Some((x, blocks)) = in_blocks(storage, layout) {
            let mut y = vec![0.0; len];
            if blocks.len == len {
                let start = blocks.start(0);
                placed(self.activation, len).forward(&x[start..start + len], &mut y).map_err(refused)?;
            } else {
                let run = |i: usize, y: &mut [f32]| {
                    let start = blocks.start(i);
                    self.activation.forward(&x[start..start + y.len()], y)
                };
                each_chunk(&mut y, blocks.len, run).map_err(refused)?;
            }
            return Ok((CpuStorage::F32(y), shape));
        }
        let mut y = floats(self.name, storage, layout)?.into_owned();
        placed(self.activation, len).forward_in_place(&mut y).map_err(refused)?;
        Ok((stored(y, storage), shape))
    }

    fn bwd(&self, x: &Tensor, _: &Tensor, dy: &Tensor) -> Result<Option<Tensor>> {
        x.apply_op2_no_bwd(dy, &Gradient(*self)).map(Some)
    }
}

impl<A: Activation> InplaceOp1 for Map<A> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn cpu_fwd(&self, storage: &mut CpuStorage, layout: &Layout) -> Result<()> {
        let len = layout.shape().elem_count();
        match len {
            0 => Ok(()),
            _ => in_place(self.name, storage, layout, |x| placed(self.activation, len).forward_in_place(x)),
        }
    }
}

impl<A: Activation> CustomOp2 for Gradient<A> {
    fn name(&self) -> &'static str {
        self.0.name
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        x_layout: &Layout,
        dy: &CpuStorage,
        dy_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let len = x_layout.shape().elem_count();
        let mut dx = vec![0.0; len];
        if len > 0 {
            let (x, dy) = (floats(self.0.name, x, x_layout)?, floats(self.0.name, dy, dy_layout)?);
            placed(self.0.activation, len).backward(&x, &dy, &mut dx).map_err(refused)?;
        }
        Ok((stored(dx, x), x_layout.shape().clone()))
    }
}

impl<A: Elementwise + 'static> CustomOp2 for Biased<A> {
    fn name(&self) -> &'static str {
        self.0.name
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        x_layout: &Layout,
        bias: &CpuStorage,
        bias_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let Map { name, activation } = self.0;
        let len = x_layout.shape().elem_count();
        let bias = floats(name, bias, bias_layout)?;
        let operation = placed(activation, len);
        let y = match floats(name, x, x_layout)? {
            Cow::Borrowed(x) => {
                let mut y = vec![0.0; len];
                operation.forward_biased(x, &bias, &mut y).map_err(refused)?;
                y
            }
            Cow::Owned(mut y) => {
                operation.forward_biased_in_place(&mut y, &bias).map_err(refused)?;
                y
            }
        };
        Ok((stored(y, x), x_layout.shape().clone()))
    }

    fn bwd(
        &self,
        x: &Tensor,
        bias: &Tensor,
        _: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let dx = x.apply_op3_no_bwd(bias, dy, &BiasedGradient(self.0))?;
        let dbias = match x.rank() {
            0 | 1 => dx.clone(),
            rank => dx.flatten_to(rank - 2)?.sum(0)?,
        };
        Ok((Some(dx), Some(dbias)))
    }
}

impl<A: Elementwise> InplaceOp2 for Biased<A> {
    fn name(&self) -> &'static str {
        self.0.name
    }

    fn cpu_fwd(
        &self,
        x: &mut CpuStorage,
        x_layout: &Layout,
        bias: &CpuStorage,
        bias_layout: &Layout,
    ) -> Result<()> {
        let Map { name, activation } = self.0;
        let bias = floats(name, bias, bias_layout)?;
        let len = x_layout.shape().elem_count();
        in_place(name, x, x_layout, |x| placed(activation, len).forward_biased_in_place(x, &bias))
    }
}

impl<A: Elementwise> CustomOp3 for BiasedGradient<A> {
    fn name(&self) -> &'static str {
        self.0.name
    }

    fn cpu_fwd(
        &self,
        x: &CpuStorage,
        x_layout: &Layout,
        bias: &CpuStorage,
        bias_layout: &Layout,
        dy: &CpuStorage,
        dy_layout: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let Map { name, activation } = self.0;
        let len = x_layout.shape().elem_count();
        let mut dx = vec![0.0; len];
        let of = (floats(name, x, x_layout)?, floats(name, bias, bias_layout)?, floats(name, dy, dy_layout)?);
        placed(activation, len).backward_biased(&of.0, &of.1, &of.2, &mut dx).map_err(refused)?;
        Ok((stored(dx, x), x_layout.shape().clone()))
    }
}
