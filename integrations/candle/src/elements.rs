//! Activations of one input, with and without a bias, as candle's custom operations.

use std::borrow::Cow;

use activ8::{Activation, Elementwise};
use candle_core::{CpuStorage, CustomOp1, CustomOp2, InplaceOp1, InplaceOp2, Layout, Result, Shape, Tensor};

use crate::blocks::Blocks;
use crate::storage::{Float, Held, View, each_chunk, in_order, in_place, of_floats, placed, refused, tensor};

/// Bytes up to which a copy is made sooner than zeros: allocators have so few at hand, but not zeroed.
const SHORT: usize = 1024;

/// An activation and what candle's errors call it.
#[derive(Clone, Copy)]
pub(crate) struct Map<A> {
    pub(crate) name: &'static str,
    pub(crate) activation: A,
}

/// An activation of the sum with a bias, which has a gradient too.
#[derive(Clone, Copy)]
pub(crate) struct Biased<A>(pub(crate) Map<A>);

impl<A: Activation> Map<A> {
    fn values<T: Float>(&self, x: &[T], layout: &Layout) -> Result<CpuStorage> {
        let Some((start, end)) = layout.contiguous_offsets() else {
            return self.of_blocks(x, layout).map(T::stored).map_err(refused);
        };
        let x = &x[start..end];
        if x.is_empty() {
            return Ok(T::stored(Vec::new()));
        }
        let operation = placed(self.activation, x.len());
        let y = if size_of_val(x) <= SHORT {
            let mut y = x.to_vec();
            operation.forward_in_place(&mut y).map(|()| y)
        } else {
            let mut y = vec![T::default(); x.len()];
            operation.forward(x, &mut y).map(|()| y)
        };
        y.map(T::stored).map_err(refused)
    }

    #[cold]
    fn of_blocks<T: Float>(&self, x: &[T], layout: &Layout) -> activ8::Result<Vec<T>> {
        let (blocks, len) = (Blocks::new(layout), layout.shape().elem_count());
        if len == 0 {
            return Ok(Vec::new());
        }
        if blocks.are_worth_it() {
            let mut y = vec![T::default(); len];
            let run = |i: usize, y: &mut [T]| self.activation.forward(&x[blocks.block(i)][..y.len()], y);
            // A row may be longer than a block, which is then refused.
            if each_chunk(&mut y, blocks.len, run).is_ok() {
                return Ok(y);
            }
        }
        let mut y = blocks.gather(x);
        placed(self.activation, len).forward_in_place(&mut y)?;
        Ok(y)
    }

    fn gradient<T: Float>(&self, x: &[T], layout: &Layout, dy: View<'_>) -> Result<Tensor> {
        let (x, dy) = (in_order(x, layout), dy.elements::<T>(self.name)?);
        let mut dx = vec![T::default(); x.len()];
        if !dx.is_empty() {
            placed(self.activation, x.len()).backward(&x, &dy, &mut dx).map_err(refused)?;
        }
        Ok(tensor(T::stored(dx), layout.shape()))
    }
}

impl<A: Activation + 'static> CustomOp1 for Map<A> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn cpu_fwd(&self, storage: &CpuStorage, layout: &Layout) -> Result<(CpuStorage, Shape)> {
        let y = of_floats!(self.name, storage, x => self.values(x, layout))?;
        Ok((y, layout.shape().clone()))
    }

    fn bwd(&self, x: &Tensor, _: &Tensor, dy: &Tensor) -> Result<Option<Tensor>> {
        let (x, dy) = (Held::of(x), Held::of(dy));
        let (View { storage, layout }, dy) = (x.view()?, dy.view()?);
        of_floats!(self.name, storage, x => self.gradient(x, layout, dy)).map(Some)
    }
}

impl<A: Activation> InplaceOp1 for Map<A> {
    fn name(&self) -> &'static str {
        self.name
    }

    fn cpu_fwd(&self, storage: &mut CpuStorage, layout: &Layout) -> Result<()> {
        let operation = placed(self.activation, layout.shape().elem_count());
        of_floats!(self.name, storage, x => in_place(x, layout, |x| operation.forward_in_place(x)))
    }
}

impl<A: Elementwise> Biased<A> {
    fn values<T: Float>(&self, x: &[T], layout: &Layout, bias: View<'_>) -> Result<CpuStorage> {
        let Map { name, activation } = self.0;
        let (bias, operation) = (bias.elements::<T>(name)?, placed(activation, layout.shape().elem_count()));
        let y = match in_order(x, layout) {
            Cow::Borrowed(x) => {
                let mut y = vec![T::default(); x.len()];
                operation.forward_biased(x, &bias, &mut y).map(|()| y)
            }
            Cow::Owned(mut y) => operation.forward_biased_in_place(&mut y, &bias).map(|()| y),
        };
        y.map(T::stored).map_err(refused)
    }

    fn gradient<T: Float>(&self, x: &[T], layout: &Layout, bias: View<'_>, dy: View<'_>) -> Result<Tensor> {
        let Map { name, activation } = self.0;
        let (x, bias, dy) = (in_order(x, layout), bias.elements::<T>(name)?, dy.elements::<T>(name)?);
        let mut dx = vec![T::default(); x.len()];
        placed(activation, x.len()).backward_biased(&x, &bias, &dy, &mut dx).map_err(refused)?;
        Ok(tensor(T::stored(dx), layout.shape()))
    }

    fn run_in_place<T: Float>(&self, x: &mut [T], layout: &Layout, bias: View<'_>) -> Result<()> {
        let Map { name, activation } = self.0;
        let (bias, operation) = (bias.elements::<T>(name)?, placed(activation, layout.shape().elem_count()));
        in_place(x, layout, |x| operation.forward_biased_in_place(x, &bias))
    }
}

impl<A: Elementwise + 'static> CustomOp2 for Biased<A> {
    fn name(&self) -> &'static str {
        self.0.name
    }

    fn cpu_fwd(
        &self,
        storage: &CpuStorage,
        layout: &Layout,
        s2: &CpuStorage,
        l2: &Layout,
    ) -> Result<(CpuStorage, Shape)> {
        let y = of_floats!(self.0.name, storage, x => self.values(x, layout, View::new(s2, l2)))?;
        Ok((y, layout.shape().clone()))
    }

    fn bwd(
        &self,
        x: &Tensor,
        bias: &Tensor,
        _: &Tensor,
        dy: &Tensor,
    ) -> Result<(Option<Tensor>, Option<Tensor>)> {
        let rank = x.rank();
        let (x, bias, dy) = (Held::of(x), Held::of(bias), Held::of(dy));
        let (View { storage, layout }, bias, dy) = (x.view()?, bias.view()?, dy.view()?);
        let dx = of_floats!(self.0.name, storage, x => self.gradient(x, layout, bias, dy))?;
        let dbias = match rank {
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

    fn cpu_fwd(&self, s1: &mut CpuStorage, l1: &Layout, s2: &CpuStorage, l2: &Layout) -> Result<()> {
        of_floats!(self.0.name, s1, x => self.run_in_place(x, l1, View::new(s2, l2)))
    }
}
