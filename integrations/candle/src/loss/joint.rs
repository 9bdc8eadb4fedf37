//! Losses of several inputs, with a gradient for each.

use activ8::JointLoss;
use candle_core::{Layout, Result, Shape, Tensor};

use super::scaled;
use super::target::JointTarget;
use crate::error::refused;
use crate::float::{Float, converted};
use crate::graph::{Gradients, Operation};
use crate::place::placed;
use crate::view::View;

/// A loss of `N` inputs, reduced, and its target.
pub(super) struct Joint<L> {
    pub(super) loss: L,
    pub(super) target: Option<Tensor>,
}

impl<L: JointLoss<N> + 'static, const N: usize> Operation<N> for Joint<L>
where
    L::Target: JointTarget,
{
    fn shape(&self, _: &Layout) -> Result<Shape> {
        Ok(Shape::from(()))
    }

    fn forward<T: Float>(&self, views: [View<'_>; N]) -> Result<Vec<T>> {
        let inputs = views.iter().map(|x| x.floats()).collect::<Result<Vec<_>>>()?;
        let inputs = std::array::from_fn(|i| &*inputs[i]);
        let operation = placed(self.loss, views.iter().map(|x| x.len()).sum());
        let loss = L::Target::with(self.target.as_ref(), |target| {
            operation.forward(inputs, target).map_err(refused)
        })?;
        converted(&[loss])
    }

    fn backward<T: Float>(&self, views: [View<'_>; N], _: View<'_>, dy: View<'_>) -> Gradients<N> {
        let inputs = views.iter().map(|x| x.floats()).collect::<Result<Vec<_>>>()?;
        let inputs = std::array::from_fn(|i| &*inputs[i]);
        let operation = placed(self.loss, views.iter().map(|x| x.len()).sum());
        let mut dx = views.map(|x| vec![0.0; x.len()]);
        L::Target::with(self.target.as_ref(), |target| {
            operation.backward(inputs, target, dx.each_mut().map(|dx| &mut dx[..])).map_err(refused)
        })?;
        let mut gradients = [const { None }; N];
        for ((gradient, view), dx) in gradients.iter_mut().zip(views).zip(dx) {
            *gradient = Some(view.like(scaled(dx, dy)?)?);
        }
        Ok(gradients)
    }
}

/// The losses of each element or row, in order.
pub(super) struct JointEach<L>(pub(super) Joint<L>);

impl<L: JointLoss<N> + 'static, const N: usize> Operation<N> for JointEach<L>
where
    L::Target: JointTarget,
{
    fn shape(&self, x: &Layout) -> Result<Shape> {
        Ok(Shape::from(self.0.loss.shape().losses(x.dims())))
    }

    fn forward<T: Float>(&self, views: [View<'_>; N]) -> Result<Vec<T>> {
        let mut each = vec![0.0; Operation::<N>::shape(self, views[0].layout)?.elem_count()];
        let inputs = views.iter().map(|x| x.floats()).collect::<Result<Vec<_>>>()?;
        let inputs = std::array::from_fn(|i| &*inputs[i]);
        let operation = placed(self.0.loss, views.iter().map(|x| x.len()).sum());
        L::Target::with(self.0.target.as_ref(), |target| {
            operation.forward_each(inputs, target, &mut each).map_err(refused)
        })?;
        converted(&each)
    }

    fn backward<T: Float>(&self, views: [View<'_>; N], _: View<'_>, dy: View<'_>) -> Gradients<N> {
        let (inputs, dy) = (views.iter().map(|x| x.floats()).collect::<Result<Vec<_>>>()?, dy.floats()?);
        let inputs = std::array::from_fn(|i| &*inputs[i]);
        let operation = placed(self.0.loss, views.iter().map(|x| x.len()).sum());
        let mut dx = views.map(|x| vec![0.0; x.len()]);
        L::Target::with(self.0.target.as_ref(), |target| {
            let outs = dx.each_mut().map(|dx| &mut dx[..]);
            operation.backward_each(inputs, target, &dy, outs).map_err(refused)
        })?;
        let mut gradients = [const { None }; N];
        for ((gradient, view), dx) in gradients.iter_mut().zip(views).zip(dx) {
            *gradient = Some(view.like(dx)?);
        }
        Ok(gradients)
    }
}
