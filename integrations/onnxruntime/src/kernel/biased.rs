//! An activation of a sum with a bias along the last axis.

use std::marker::PhantomData;

use activ8::{AnyActivation, Elementwise as _, On};

use super::{Kernel, elementwise};
use crate::call::Call;
use crate::element::Float;
use crate::fail::Result;

/// y = f(x + bias), where there is a bias.
pub(crate) struct Biased<E> {
    activation: On<AnyActivation>,
    element: PhantomData<fn(E)>,
}

impl<E> Biased<E> {
    pub(crate) fn new(activation: On<AnyActivation>) -> Self {
        Self { activation, element: PhantomData }
    }
}

impl<E: Float> Kernel for Biased<E> {
    fn compute(&self, call: Call<'_>) -> Result<()> {
        // SAFETY: the operator declares it as a tensor of its elements.
        let Some(bias) = (unsafe { call.maybe_input::<E>(1) })? else {
            return elementwise::forward::<E>(call, &self.activation);
        };
        // SAFETY: as above.
        let x = unsafe { call.input::<E>(0) }?;
        let row = x.dims.last().copied().unwrap_or(1) as usize;
        if bias.len != row {
            return Err(format!("the bias has {} elements, and x a last axis of {row}", bias.len).into());
        }
        // SAFETY: as above.
        let y = unsafe { call.output::<E>(0, x.dims) }?;
        if row == 0 {
            return Ok(());
        }
        // SAFETY: inputs are read alone: no output has their memory, since the operator does not allow it.
        let bias = unsafe { bias.all() };
        call.in_pieces(x.len / row, row, |rows| {
            let range = rows.start * row..rows.end * row;
            // SAFETY: as above, and each range is one thread's.
            let (x, y) = (unsafe { x.part(range.clone()) }, unsafe { y.part(range) });
            self.activation.forward_biased(x, bias, y)
        })
    }
}
