//! Gated activations: of the halves of a dimension, and of two tensors.

use activ8::{GateLayout, GatedActivation, Glu};
use burn::tensor::activation as theirs;
use burn::tensor::{AsIndex, Tensor};

use super::not_ours;
use super::operation::{Gated, Packed};
use super::rows::axis;
use crate::graph::{all_ours, one, run};

/// [`Glu`] of the halves of a dimension: `first · sigmoid(second)`.
pub fn glu<const D: usize>(tensor: Tensor<D>, dim: impl AsIndex) -> Tensor<D> {
    match packed(Glu, tensor, &dim, |axis, inner| GateLayout::ValuesFirstAlong { axis, inner }) {
        Ok(y) => y,
        Err(tensor) => theirs::glu(tensor, dim),
    }
}

/// Any gated activation of the core of the halves of a dimension, of which the first are the gates, as models with a
/// joint product of both have it. [`activ8::SwiGlu`] is `silu(first) · second`.
///
/// # Panics
/// Where the tensor is not on Flex, or the dimension cannot be halved.
pub fn activate_packed<const D: usize>(
    tensor: Tensor<D>,
    dim: impl AsIndex,
    activation: impl GatedActivation + 'static,
) -> Tensor<D> {
    packed(activation, tensor, &dim, |axis, inner| GateLayout::GatesFirstAlong { axis, inner })
        .unwrap_or_else(|tensor| {
            assert!(
                axis(&tensor, &dim).is_some_and(|(_, row, _)| row.is_multiple_of(2)),
                "activate_packed is along a dimension of even length, which {:?} has not there",
                tensor.dims()
            );
            not_ours("activate_packed", &tensor)
        })
}

fn packed<const D: usize>(
    gate: impl GatedActivation + 'static,
    tensor: Tensor<D>,
    dim: &impl AsIndex,
    layout: impl FnOnce(usize, usize) -> GateLayout,
) -> Result<Tensor<D>, Tensor<D>> {
    let Some((dim, axis, inner)) = axis(&tensor, dim).filter(|(_, axis, _)| axis.is_multiple_of(2)) else {
        return Err(tensor);
    };
    let mut shape = tensor.shape();
    shape[dim] = axis / 2;
    one(tensor, &Packed { gate, layout: layout(axis, inner), shape })
}

/// Any gated activation of the core of gates and values of one shape: [`activ8::SwiGlu`] is `silu(gates) · values`.
///
/// # Panics
/// Where shapes or types differ, or the tensors are not on Flex.
pub fn activate_gated<const D: usize>(
    gates: Tensor<D>,
    values: Tensor<D>,
    activation: impl GatedActivation + 'static,
) -> Tensor<D> {
    assert_eq!(gates.dims(), values.dims(), "gates and values have one shape");
    gated_or(gates, values, activation, |gates, _| not_ours("activate_gated", &gates))
}

/// The same, with what is to be done where a tensor is not for the core.
pub(crate) fn gated_or<const D: usize>(
    gates: Tensor<D>,
    values: Tensor<D>,
    activation: impl GatedActivation + 'static,
    other: impl FnOnce(Tensor<D>, Tensor<D>) -> Tensor<D>,
) -> Tensor<D> {
    match all_ours([gates, values]) {
        Ok(inputs) => Tensor::from_dispatch(run(inputs, &Gated(activation))),
        Err([gates, values]) => other(gates, values),
    }
}
