//! Losses of one input against a target: reduced, with a gradient, or one for each element or row.

use std::marker::PhantomData;

use activ8::{Error, Loss};
use candle_core::backend::BackendStorage;
use candle_core::{Layout, Result, Shape, Tensor};

use super::target::TargetElement;
use super::{NAME, OwnedLoss, scaled};
use crate::error::refused;
use crate::float::{Float, converted, stored};
use crate::graph::{Gradients, Operation};
use crate::place::placed;
use crate::view::{Held, View, tensor};

/// A loss against targets of `T`.
pub(super) struct Reduced<L, T> {
    loss: L,
    /// Whether the target is learnt too, of a loss of the difference: its gradient is the input's, negated.
    learns_target: bool,
    target: PhantomData<fn(T)>,
}

impl<L, T> Reduced<L, T> {
    pub(super) fn new(loss: L) -> Self {
        Self { loss, learns_target: false, target: PhantomData }
    }

    /// The same of a loss of the difference of the input and this target.
    pub(super) fn of_difference(self, target: &Tensor) -> Self {
        Self { learns_target: target.track_op(), ..self }
    }
}

impl<L: OwnedLoss<T> + 'static, T: TargetElement> Operation<2> for Reduced<L, T> {
    fn shape(&self, _: &Layout) -> Result<Shape> {
        Ok(Shape::from(()))
    }

    fn forward<F: Float>(&self, [x, target]: [View<'_>; 2]) -> Result<Vec<F>> {
        let (x, target) = (x.elements::<F>()?, T::elements(target)?);
        let loss = placed(self.loss.borrowed(), x.len()).forward(&x, &target).map_err(refused)?;
        converted(&[loss])
    }

    fn backward<F: Float>(&self, [x, target]: [View<'_>; 2], _: View<'_>, dy: View<'_>) -> Gradients<2> {
        let (elements, targets) = (x.elements::<F>()?, T::elements(target)?);
        let mut dx = vec![0.0; x.len()];
        let operation = placed(self.loss.borrowed(), x.len());
        operation.backward(&elements, &targets, &mut dx).map_err(refused)?;
        let dx = scaled(dx, dy)?;
        let dtarget = self.learns_target.then(|| target.like(dx.iter().map(|dx| -dx).collect()));
        Ok([Some(x.like(dx)?), dtarget.transpose()?])
    }
}

/// The loss of each element, or of each row where the loss is one of rows, in order; it has no gradient.
pub(super) fn each<T: TargetElement>(
    loss: impl OwnedLoss<T>,
    inp: &Tensor,
    target: &Tensor,
) -> Result<Tensor> {
    let (inp, target) = (Held::of(inp), Held::of(target));
    let inp = inp.view(NAME)?;
    let (x, target) = (inp.floats()?, T::elements(target.view(NAME)?)?);
    let operation = placed(loss.borrowed(), x.len());
    // How many there are is the loss's to say.
    let mut each = Vec::new();
    let mut done = operation.forward_each(&x, &target, &mut each);
    if let Err(Error::Length { argument: "each", expected, .. }) = done {
        each.resize(expected, 0.0_f32);
        done = operation.forward_each(&x, &target, &mut each);
    }
    done.map_err(refused)?;
    let len = each.len();
    Ok(tensor(stored(each, NAME, inp.storage.dtype())?, len))
}
