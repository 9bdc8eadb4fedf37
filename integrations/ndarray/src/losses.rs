//! Losses of arrays and views.

use activ8::{ClassIndex, JointLoss, Loss, Result, Targets};
use ndarray::{Array, Array1, ArrayBase, ArrayView, Data, Dimension, Ix1};

use crate::combined::{needed, same_shape};
use crate::lanes::{order, standard};

/// The losses of the core with an array as the input; those of rows take the last axis as a row.
///
/// # Errors
/// What the core refuses, and [`Error::Shape`](activ8::Error::Shape) for shapes that differ, or that the loss is
/// not for: rows that are not the last axis, or not as many classes as rows.
pub trait Losses<D> {
    /// The loss against a target of the same shape, reduced as it says.
    fn loss(&self, loss: impl Loss, target: &ArrayBase<impl Data<Elem = f32>, D>) -> Result<f32>;

    /// The loss and its gradient for this array.
    fn loss_and_gradient(
        &self,
        loss: impl Loss,
        target: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<(f32, Array<f32, D>)>;

    /// The loss of each element, or of each row, one after the other.
    fn each_loss(&self, loss: impl Loss, target: &ArrayBase<impl Data<Elem = f32>, D>)
    -> Result<Array1<f32>>;

    /// The gradient of each of these for this array, times its element of `dy`.
    fn gradient_of_each(
        &self,
        loss: impl Loss,
        target: &ArrayBase<impl Data<Elem = f32>, D>,
        dy: &ArrayBase<impl Data<Elem = f32>, Ix1>,
    ) -> Result<Array<f32, D>>;

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

    /// The loss of each row against its class, one after the other.
    fn each_class_loss<T: ClassIndex>(
        &self,
        loss: impl Loss<T>,
        classes: &ArrayBase<impl Data<Elem = T>, Ix1>,
    ) -> Result<Array1<f32>>;

    /// The gradient of each of these for this array, times its element of `dy`.
    ///
    /// ```
    /// use activ8_ndarray::{Losses, activ8::CrossEntropy};
    /// use ndarray::array;
    ///
    /// let logits = array![[0.0_f32, 0.0], [1.0, f32::NAN]];
    /// let (classes, dy) = (array![0_u8, 1], array![2.0, 0.0]); // the second token is padding
    /// let gradient = logits.class_gradient_of_each(CrossEntropy::rows_of(2), &classes, &dy)?;
    /// assert_eq!(gradient, array![[-1.0, 1.0], [0.0, 0.0]]);
    /// # Ok::<(), activ8_ndarray::activ8::Error>(())
    /// ```
    fn class_gradient_of_each<T: ClassIndex>(
        &self,
        loss: impl Loss<T>,
        classes: &ArrayBase<impl Data<Elem = T>, Ix1>,
        dy: &ArrayBase<impl Data<Elem = f32>, Ix1>,
    ) -> Result<Array<f32, D>>;
}

/// Refuses an array whose rows the loss is not for, and another number of classes than it needs.
fn fit_classes<T: ClassIndex, D: Dimension>(
    loss: &impl Loss<T>,
    x: &ArrayBase<impl Data<Elem = f32>, D>,
    classes: &ArrayBase<impl Data<Elem = T>, Ix1>,
) -> Result<()> {
    let shape = loss.shape();
    shape.fit(&[x.shape()])?;
    match shape.target(x.shape()) {
        // One after the other, whatever axes there are.
        Some(of) if of.iter().product::<usize>() != classes.len() => needed("target", &of, classes.shape()),
        _ => Ok(()),
    }
}

impl<S: Data<Elem = f32>, D: Dimension> Losses<D> for ArrayBase<S, D> {
    fn loss(&self, loss: impl Loss, target: &ArrayBase<impl Data<Elem = f32>, D>) -> Result<f32> {
        loss.shape().fit(&[self.shape()])?;
        same_shape("target", self, target)?;
        loss.forward(&order(self), &order(target))
    }

    fn loss_and_gradient(
        &self,
        loss: impl Loss,
        target: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<(f32, Array<f32, D>)> {
        loss.shape().fit(&[self.shape()])?;
        same_shape("target", self, target)?;
        let mut gradient = vec![0.0; self.len()];
        let value = loss.forward_backward(&order(self), &order(target), &mut gradient)?;
        Ok((value, standard(self.raw_dim(), gradient)))
    }

    fn each_loss(
        &self,
        loss: impl Loss,
        target: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<Array1<f32>> {
        loss.shape().fit(&[self.shape()])?;
        same_shape("target", self, target)?;
        let mut each = vec![0.0; loss.shape().losses(self.shape())];
        loss.forward_each(&order(self), &order(target), &mut each)?;
        Ok(each.into())
    }

    fn gradient_of_each(
        &self,
        loss: impl Loss,
        target: &ArrayBase<impl Data<Elem = f32>, D>,
        dy: &ArrayBase<impl Data<Elem = f32>, Ix1>,
    ) -> Result<Array<f32, D>> {
        loss.shape().fit(&[self.shape()])?;
        same_shape("target", self, target)?;
        let mut gradient = vec![0.0; self.len()];
        loss.backward_each(&order(self), &order(target), &order(dy), &mut gradient)?;
        Ok(standard(self.raw_dim(), gradient))
    }

    fn class_loss<T: ClassIndex>(
        &self,
        loss: impl Loss<T>,
        classes: &ArrayBase<impl Data<Elem = T>, Ix1>,
    ) -> Result<f32> {
        fit_classes(&loss, self, classes)?;
        loss.forward(&order(self), &order(classes))
    }

    fn class_loss_and_gradient<T: ClassIndex>(
        &self,
        loss: impl Loss<T>,
        classes: &ArrayBase<impl Data<Elem = T>, Ix1>,
    ) -> Result<(f32, Array<f32, D>)> {
        fit_classes(&loss, self, classes)?;
        let mut gradient = vec![0.0; self.len()];
        let value = loss.forward_backward(&order(self), &order(classes), &mut gradient)?;
        Ok((value, standard(self.raw_dim(), gradient)))
    }

    fn each_class_loss<T: ClassIndex>(
        &self,
        loss: impl Loss<T>,
        classes: &ArrayBase<impl Data<Elem = T>, Ix1>,
    ) -> Result<Array1<f32>> {
        fit_classes(&loss, self, classes)?;
        let mut each = vec![0.0; loss.shape().losses(self.shape())];
        loss.forward_each(&order(self), &order(classes), &mut each)?;
        Ok(each.into())
    }

    fn class_gradient_of_each<T: ClassIndex>(
        &self,
        loss: impl Loss<T>,
        classes: &ArrayBase<impl Data<Elem = T>, Ix1>,
        dy: &ArrayBase<impl Data<Elem = f32>, Ix1>,
    ) -> Result<Array<f32, D>> {
        fit_classes(&loss, self, classes)?;
        let mut gradient = vec![0.0; self.len()];
        loss.backward_each(&order(self), &order(classes), &order(dy), &mut gradient)?;
        Ok(standard(self.raw_dim(), gradient))
    }
}

/// A loss of several arrays, each of which may be learnt, against the core's target: numbers, classes or `()`.
///
/// ```
/// use activ8_ndarray::{activ8::InfoNce, joint_loss, joint_loss_and_gradients};
/// use ndarray::array;
///
/// let (images, texts) = (array![[1.0_f32, 0.0], [0.0, 2.0]], array![[3.0_f32, 0.0], [0.0, 1.0]]);
/// let (loss, gradients) = joint_loss_and_gradients(InfoNce::dim(2), [images.view(), texts.view()], &())?;
/// assert_eq!(loss, joint_loss(InfoNce::dim(2), [images.view(), texts.view()], &())?);
/// assert_eq!(gradients[1].dim(), (2, 2));
/// # Ok::<(), activ8_ndarray::activ8::Error>(())
/// ```
///
/// # Errors
/// What the core refuses, and [`Error::Shape`](activ8::Error::Shape) for shapes that differ, or whose rows are not
/// the loss's.
pub fn joint_loss<L: JointLoss<N>, D: Dimension, const N: usize>(
    loss: L,
    inputs: [ArrayView<'_, f32, D>; N],
    target: &L::Target,
) -> Result<f32>
where
    L::Target: Targets<L::Target>,
{
    loss.shape().fit(&inputs.each_ref().map(ArrayView::shape))?;
    let inputs = inputs.each_ref().map(order);
    loss.forward(inputs.each_ref().map(|input| &**input), target)
}

/// The same and its gradient for each array.
///
/// # Errors
/// As of [`joint_loss`].
pub fn joint_loss_and_gradients<L: JointLoss<N>, D: Dimension, const N: usize>(
    loss: L,
    inputs: [ArrayView<'_, f32, D>; N],
    target: &L::Target,
) -> Result<(f32, [Array<f32, D>; N])>
where
    L::Target: Targets<L::Target>,
{
    loss.shape().fit(&inputs.each_ref().map(ArrayView::shape))?;
    let slices = inputs.each_ref().map(order);
    let mut gradients = slices.each_ref().map(|x| vec![0.0; x.len()]);
    let outs = gradients.each_mut().map(|gradient| &mut gradient[..]);
    let value = loss.forward_backward(slices.each_ref().map(|x| &**x), target, outs)?;
    let mut dims = inputs.iter().map(|input| input.raw_dim());
    Ok((value, gradients.map(|gradient| standard(dims.next().expect("one for each"), gradient))))
}

/// The gradient of each loss, of an element or a row, for each array, times its element of `dy`.
///
/// # Errors
/// As of [`joint_loss`].
pub fn joint_gradients_of_each<L: JointLoss<N>, D: Dimension, const N: usize>(
    loss: L,
    inputs: [ArrayView<'_, f32, D>; N],
    target: &L::Target,
    dy: &ArrayBase<impl Data<Elem = f32>, Ix1>,
) -> Result<[Array<f32, D>; N]>
where
    L::Target: Targets<L::Target>,
{
    loss.shape().fit(&inputs.each_ref().map(ArrayView::shape))?;
    let slices = inputs.each_ref().map(order);
    let mut gradients = slices.each_ref().map(|x| vec![0.0; x.len()]);
    let outs = gradients.each_mut().map(|gradient| &mut gradient[..]);
    loss.backward_each(slices.each_ref().map(|x| &**x), target, &order(dy), outs)?;
    let mut dims = inputs.iter().map(|input| input.raw_dim());
    Ok(gradients.map(|gradient| standard(dims.next().expect("one for each"), gradient)))
}
