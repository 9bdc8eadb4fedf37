//! Gated activations of two tensors, and of one that holds gates and values.

use activ8::{ActivationShape, GateLayout, GatedActivation};
use candle_core::{Layout, Result, Shape};

use crate::error::refused;
use crate::float::{Float, written};
use crate::graph::{Gradients, Operation};
use crate::place::placed;
use crate::view::View;

/// Of a gate and a value.
pub(crate) struct Gated<G>(pub(crate) G);

/// Of a tensor one of whose dimensions holds both.
pub(crate) struct Packed<G> {
    pub(crate) gated: G,
    pub(crate) layout: GateLayout,
    pub(crate) dim: usize,
}

/// The dimension that holds gates and values, or an error where the layout is not that of the dimensions.
pub(crate) fn packed_dim(layout: GateLayout, dims: &[usize]) -> Result<usize> {
    let last = dims.len().saturating_sub(1);
    let (axis, inner) = match layout {
        GateLayout::GatesFirst(row) | GateLayout::ValuesFirst(row) => {
            return ActivationShape::Rows(row).fit("x", dims).map_err(refused).map(|()| last);
        }
        GateLayout::GatesFirstAlong { axis, inner } | GateLayout::ValuesFirstAlong { axis, inner } => {
            (axis, inner)
        }
        _ => return Ok(last),
    };
    ActivationShape::Along { axis, inner }.fit("x", dims).map_err(refused)?;
    let is_dim = |&dim: &usize| dims[dim] == axis && dims[dim + 1..].iter().product::<usize>() == inner;
    Ok((0..dims.len()).find(is_dim).unwrap_or(last))
}

impl<G: GatedActivation + 'static> Operation<2> for Gated<G> {
    fn forward<T: Float>(&self, [gate, value]: [View<'_>; 2]) -> Result<Vec<T>> {
        let (gate, value) = (gate.elements::<T>()?, value.elements::<T>()?);
        written(gate.len(), |y| placed(self.0, gate.len()).forward(&gate, &value, y))
    }

    fn backward<T: Float>(&self, [gate, value]: [View<'_>; 2], _: View<'_>, dy: View<'_>) -> Gradients<2> {
        let (operation, mut dvalue) = (placed(self.0, gate.len()), vec![T::default(); gate.len()]);
        let (of_gate, of_value, dy) = (gate.elements::<T>()?, value.elements::<T>()?, dy.elements::<T>()?);
        let dgate =
            gate.gradient::<T>(|dgate| operation.backward(&of_gate, &of_value, &dy, dgate, &mut dvalue))?;
        Ok([Some(dgate), Some(value.like(dvalue)?)])
    }
}

impl<G: GatedActivation + 'static> Operation<1> for Packed<G> {
    fn shape(&self, x: &Layout) -> Result<Shape> {
        let mut dims = x.dims().to_vec();
        match dims.get_mut(self.dim) {
            Some(both) if *both % 2 == 0 => *both /= 2,
            _ => {
                candle_core::bail!("dimension {} of {dims:?} is of gates and values, and not even", self.dim)
            }
        }
        Ok(dims.into())
    }

    fn forward<T: Float>(&self, [x]: [View<'_>; 1]) -> Result<Vec<T>> {
        let x = x.elements::<T>()?;
        written(x.len() / 2, |y| placed(self.gated, x.len()).forward_packed(self.layout, &x, y))
    }

    fn backward<T: Float>(&self, [x]: [View<'_>; 1], _: View<'_>, dy: View<'_>) -> Gradients<1> {
        let (elements, dy, operation) =
            (x.elements::<T>()?, dy.elements::<T>()?, placed(self.gated, x.len()));
        let dx = x.gradient::<T>(|dx| operation.backward_packed(self.layout, &elements, &dy, dx))?;
        Ok([Some(dx)])
    }
}
