//! Losses of arrays and views.

use activ8::{ClassIndex, Error, Loss, Result};
use ndarray::{Array, ArrayBase, Data, Dimension, Ix1};

use crate::lanes::{order, standard};

/// The losses of the core with an array as the input; those of rows take the last axis as a row.
///
/// # Errors
/// What the core refuses, and [`Error::Length`] for shapes that differ.
pub trait Losses<D> {
    /// The loss against a target of the same shape, reduced as it says.
    fn loss(&self, loss: impl Loss, target: &ArrayBase<impl Data<Elem = f32>, D>) -> Result<f32>;

    /// The loss and its gradient for this array.
    fn loss_and_gradient(
        &self,
        loss: impl Loss,
        target: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<(f32, Array<f32, D>)>;

    /// The loss against a class for each row.
    fn class_loss<T: ClassIndex>(
        &self,
        loss: impl Loss<T>,
        classes: &ArrayBase<impl Data<Elem = T>, Ix1>,
    ) -> Result<f32>;

    /// The same and its gradient for this array.
    fn class_loss_and_gradient<T: ClassIndex>(
        &self,
        loss: impl Loss<T>,
        classes: &ArrayBase<impl Data<Elem = T>, Ix1>,
    ) -> Result<(f32, Array<f32, D>)>;
}

/// The classes in order.
fn in_order<T: Copy>(classes: &ArrayBase<impl Data<Elem = T>, Ix1>) -> std::borrow::Cow<'_, [T]> {
    match classes.as_slice() {
        Some(classes) => classes.into(),
        None => classes.iter().copied().collect::<Vec<_>>().into(),
    }
}

impl<S: Data<Elem = f32>, D: Dimension> Losses<D> for ArrayBase<S, D> {
    fn loss(&self, loss: impl Loss, target: &ArrayBase<impl Data<Elem = f32>, D>) -> Result<f32> {
        same_shape(self, target)?;
        loss.forward(&order(self), &order(target))
    }

    fn loss_and_gradient(
        &self,
        loss: impl Loss,
        target: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<(f32, Array<f32, D>)> {
        same_shape(self, target)?;
        let mut gradient = vec![0.0; self.len()];
        let value = loss.forward_backward(&order(self), &order(target), &mut gradient)?;
        Ok((value, standard(self.raw_dim(), gradient)))
    }

    fn class_loss<T: ClassIndex>(
        &self,
        loss: impl Loss<T>,
        classes: &ArrayBase<impl Data<Elem = T>, Ix1>,
    ) -> Result<f32> {
        loss.forward(&order(self), &in_order(classes))
    }

    fn class_loss_and_gradient<T: ClassIndex>(
        &self,
        loss: impl Loss<T>,
        classes: &ArrayBase<impl Data<Elem = T>, Ix1>,
    ) -> Result<(f32, Array<f32, D>)> {
        let mut gradient = vec![0.0; self.len()];
        let value = loss.forward_backward(&order(self), &in_order(classes), &mut gradient)?;
        Ok((value, standard(self.raw_dim(), gradient)))
    }
}

fn same_shape<D: Dimension>(
    x: &ArrayBase<impl Data<Elem = f32>, D>,
    target: &ArrayBase<impl Data<Elem = f32>, D>,
) -> Result<()> {
    if x.raw_dim() == target.raw_dim() {
        return Ok(());
    }
    Err(Error::Length { argument: "target", expected: x.len(), found: target.len() })
}
