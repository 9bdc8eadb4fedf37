//! Clip, whose bounds are inputs.

use std::marker::PhantomData;

use activ8::{AnyActivation, Hardtanh};

use super::{Kernel, elementwise};
use crate::call::Call;
use crate::element::Float;
use crate::fail::Result;

/// y = min(max(x, min), max).
pub(crate) struct Clip<E>(PhantomData<fn(E)>);

impl<E> Clip<E> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<E: Float> Kernel for Clip<E> {
    fn compute(&self, call: Call<'_>) -> Result<()> {
        let min = bound::<E>(call, 1)?.unwrap_or(E::LOWEST);
        let max = bound::<E>(call, 2)?.unwrap_or(-E::LOWEST);
        // Where they are the wrong way round the result is the greater bound, by ONNX's definition.
        let activation = AnyActivation::from(Hardtanh { min: min.min(max), max });
        elementwise::forward::<E>(call, &activation)
    }
}

/// An input of one element, if it is there.
fn bound<E: Float>(call: Call<'_>, index: usize) -> Result<Option<f32>> {
    // SAFETY: the operator declares it as a tensor of its elements.
    let Some(bound) = (unsafe { call.maybe_input::<E>(index) })? else { return Ok(None) };
    // SAFETY: inputs are read alone.
    match unsafe { bound.all() } {
        [bound] => Ok(Some(bound.to_f32())),
        other => Err(format!("input {index} has {} elements, and is to have one", other.len()).into()),
    }
}

/// The same of doubles and integers, which the core has no kernels for.
pub(crate) struct PlainClip<T>(PhantomData<fn(T)>);

impl<T> PlainClip<T> {
    pub(crate) fn new() -> Self {
        Self(PhantomData)
    }
}

impl<T: Copy + PartialOrd + Send + Sync> Kernel for PlainClip<T> {
    fn compute(&self, call: Call<'_>) -> Result<()> {
        // SAFETY: the operator declares them as tensors of these elements.
        let x = unsafe { call.input::<T>(0) }?;
        // SAFETY: as above.
        let (min, max) = (unsafe { call.maybe_input::<T>(1) }?, unsafe { call.maybe_input::<T>(2) }?);
        // SAFETY: as above.
        let y = unsafe { call.output::<T>(0, x.dims) }?;
        // SAFETY: inputs are read alone: no output has their memory, since the operator does not allow it.
        let [min, max] =
            [min, max].map(|bound| bound.and_then(|bound| unsafe { bound.all() }.first().copied()));
        let above = |x: T| min.filter(|min| x < *min).unwrap_or(x);
        let below = |x: T| max.filter(|max| x > *max).unwrap_or(x);
        call.in_pieces(x.len, 1, |range| {
            // SAFETY: as above, and each range is one thread's.
            let (x, y) = (unsafe { x.part(range.clone()) }, unsafe { y.part(range) });
            for (x, y) in x.iter().zip(y) {
                *y = below(above(*x));
            }
            Ok(())
        })
    }
}
