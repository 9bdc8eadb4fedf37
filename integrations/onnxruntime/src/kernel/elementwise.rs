//! An activation of single elements.

use std::marker::PhantomData;

use activ8::{Activation, AnyActivation, On};

use super::Kernel;
use crate::call::Call;
use crate::element::Float;
use crate::fail::Result;

/// y = f(x).
pub(crate) struct Elementwise<E> {
    activation: On<AnyActivation>,
    element: PhantomData<fn(E)>,
}

impl<E> Elementwise<E> {
    pub(crate) fn new(activation: On<AnyActivation>) -> Self {
        Self { activation, element: PhantomData }
    }
}

impl<E: Float> Kernel for Elementwise<E> {
    fn compute(&self, call: Call<'_>) -> Result<()> {
        forward::<E>(call, &self.activation)
    }
}

/// The first output is f of the first input.
#[inline(always)]
pub(super) fn forward<E: Float>(call: Call<'_>, activation: &impl Activation) -> Result<()> {
    // SAFETY: the operator declares them as tensors of its elements.
    let x = unsafe { call.input::<E>(0) }?;
    // SAFETY: as above.
    let y = unsafe { call.output::<E>(0, x.dims) }?;
    let in_place = x.is(&y);
    call.in_pieces(x.len, 1, |range| {
        // SAFETY: each range is one thread's.
        let to = unsafe { y.part(range.clone()) };
        if in_place {
            return activation.forward_in_place(to);
        }
        // SAFETY: the input is another tensor.
        activation.forward(unsafe { x.part(range) }, to)
    })
}

/// scale·x above 0, scale·alpha·(e^x − 1) below: a Selu by other numbers than its own.
pub(crate) struct ScaledElu<E> {
    pub(crate) elu: On<AnyActivation>,
    pub(crate) scale: f32,
    pub(crate) element: PhantomData<fn(E)>,
}

impl<E: Float> Kernel for ScaledElu<E> {
    fn compute(&self, call: Call<'_>) -> Result<()> {
        forward::<E>(call, &self.elu)?;
        // SAFETY: as in `forward`, which has written all of them.
        let x = unsafe { call.input::<E>(0) }?;
        // SAFETY: as above.
        let mut y = unsafe { call.output::<E>(0, x.dims) }?;
        for y in y.all() {
            *y = E::of_f32(y.to_f32() * self.scale);
        }
        Ok(())
    }
}
