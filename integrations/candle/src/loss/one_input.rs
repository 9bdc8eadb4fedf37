//! Losses of one input against a target: reduced, or one for each element or row, with a gradient.

use std::marker::PhantomData;

use activ8::Loss;
use candle_core::{Layout, Result, Shape, Tensor};

use super::target::TargetElement;
use super::{OwnedLoss, scaled};
use crate::error::refused;
use crate::float::{Float, converted};
use crate::graph::{Gradients, Operation};
use crate::place::placed;
use crate::view::View;

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

/// The loss of each element, or of each row where the loss is one of rows, in order.
pub(super) struct Each<L, T> {
    loss: L,
    target: PhantomData<fn(T)>,
}

impl<L, T> Each<L, T> {
    pub(super) fn new(loss: L) -> Self {
        Self { loss, target: PhantomData }
    }
}

impl<L: OwnedLoss<T> + 'static, T: TargetElement> Operation<2> for Each<L, T> {
    fn shape(&self, x: &Layout) -> Result<Shape> {
        Ok(Shape::from(self.loss.borrowed().shape().losses(x.dims())))
    }

    fn forward<F: Float>(&self, [x, target]: [View<'_>; 2]) -> Result<Vec<F>> {
        let mut each = vec![0.0; self.shape(x.layout)?.elem_count()];
        let (x, target) = (x.elements::<F>()?, T::elements(target)?);
        let operation = placed(self.loss.borrowed(), x.len());
        operation.forward_each(&x, &target, &mut each).map_err(refused)?;
        converted(&each)
    }

    fn backward<F: Float>(&self, [x, target]: [View<'_>; 2], _: View<'_>, dy: View<'_>) -> Gradients<2> {
        let (elements, targets, dy) = (x.elements::<F>()?, T::elements(target)?, dy.floats()?);
        let mut dx = vec![0.0; x.len()];
        let operation = placed(self.loss.borrowed(), x.len());
        operation.backward_each(&elements, &targets, &dy, &mut dx).map_err(refused)?;
        Ok([Some(x.like(dx)?), None])
    }
}
