//! Losses of tensors as operations: reduced to a number, or one for each element or row.
//!
//! Where a gradient is asked for, it is computed with the loss, in one pass, and kept; on the way back it is multiplied
//! with what comes. Of halves it is kept in `f32`, so that it does not underflow before it is scaled.

use std::borrow::Cow;
use std::mem::MaybeUninit;

use activ8::{JointLoss, Loss, Result, TargetType};
use burn::backend::flex::{FlexTensor, Layout};
use burn::backend::ops::FloatTensorOps;
use burn::backend::{DType, Flex};
use burn::tensor::Shape;

use crate::graph::{Operation, Pullback};
use crate::tensor::{
    Float, accepted, elements, in_order, match_float, new, numbers, placed, scalar, written,
};

/// The verbs of a loss of `N` tensors, with what these are held against.
pub(crate) trait Verbs<const N: usize> {
    fn total<E: Float>(&self, xs: [&[E]; N]) -> Result<f32>;
    fn total_and_gradients<E: Float>(&self, xs: [&[E]; N], to: [&mut [MaybeUninit<f32>]; N]) -> Result<f32>;
    fn each<E: Float>(&self, xs: [&[E]; N], to: &mut [E::New]) -> Result<()>;
    /// The gradients of each loss, times `dy`.
    fn gradients_of_each<E: Float>(
        &self,
        xs: [&[E]; N],
        dy: &[f32],
        to: [&mut [MaybeUninit<f32>]; N],
    ) -> Result<()>;
}

/// A loss of one tensor against a target that is data.
pub(crate) struct Against<'a, L, T: Clone> {
    pub(crate) loss: L,
    pub(crate) target: Cow<'a, [T]>,
}

impl<L: Loss<T>, T: TargetType> Verbs<1> for Against<'_, L, T> {
    fn total<E: Float>(&self, [x]: [&[E]; 1]) -> Result<f32> {
        placed(self.loss).forward(x, &self.target)
    }

    fn total_and_gradients<E: Float>(
        &self,
        [x]: [&[E]; 1],
        [dx]: [&mut [MaybeUninit<f32>]; 1],
    ) -> Result<f32> {
        placed(self.loss).forward_backward(x, &self.target, dx)
    }

    fn each<E: Float>(&self, [x]: [&[E]; 1], to: &mut [E::New]) -> Result<()> {
        placed(self.loss).forward_each(x, &self.target, to)
    }

    fn gradients_of_each<E: Float>(
        &self,
        [x]: [&[E]; 1],
        dy: &[f32],
        [dx]: [&mut [MaybeUninit<f32>]; 1],
    ) -> Result<()> {
        placed(self.loss).backward_each(x, &self.target, dy, dx)
    }
}

/// A loss of several tensors.
pub(crate) struct Jointly<'a, L: JointLoss<N>, const N: usize> {
    pub(crate) loss: L,
    pub(crate) target: &'a L::Target,
}

impl<L: JointLoss<N>, const N: usize> Verbs<N> for Jointly<'_, L, N> {
    fn total<E: Float>(&self, xs: [&[E]; N]) -> Result<f32> {
        placed(self.loss).forward(xs, self.target)
    }

    fn total_and_gradients<E: Float>(&self, xs: [&[E]; N], to: [&mut [MaybeUninit<f32>]; N]) -> Result<f32> {
        placed(self.loss).forward_backward(xs, self.target, to)
    }

    fn each<E: Float>(&self, xs: [&[E]; N], to: &mut [E::New]) -> Result<()> {
        placed(self.loss).forward_each(xs, self.target, to)
    }

    fn gradients_of_each<E: Float>(
        &self,
        xs: [&[E]; N],
        dy: &[f32],
        to: [&mut [MaybeUninit<f32>]; N],
    ) -> Result<()> {
        placed(self.loss).backward_each(xs, self.target, dy, to)
    }
}

/// A loss that is one number.
pub(crate) struct Reduced<V>(pub(crate) V);

impl<V: Verbs<N>, const N: usize> Operation<N> for Reduced<V> {
    fn forward(&self, inputs: [FlexTensor; N]) -> FlexTensor {
        let inputs = inputs.map(in_order);
        let dtype = inputs[0].dtype();
        match_float!(dtype, E => scalar(accepted(self.0.total(inputs.each_ref().map(elements::<E>))), dtype))
    }

    fn recorded(&self, inputs: [FlexTensor; N]) -> (FlexTensor, Pullback<N>) {
        let inputs = inputs.map(in_order);
        let (dtype, lens) = (inputs[0].dtype(), inputs.each_ref().map(|x| x.layout().num_elements()));
        let (gradients, total) = match_float!(dtype, E => {
            let xs = inputs.each_ref().map(elements::<E>);
            accepted(written(lens, |to| self.0.total_and_gradients(xs, to)))
        });
        (scalar(total, dtype), pullback(gradients, inputs, |_| Shape::new([1])))
    }
}

/// A loss for each element or row, of this shape. `beside` is a shape of as many elements that broadcasts to the
/// inputs'.
pub(crate) struct Each<V> {
    pub(crate) verbs: V,
    pub(crate) shape: Shape,
    pub(crate) beside: Shape,
}

impl<V: Verbs<N>, const N: usize> Operation<N> for Each<V> {
    fn forward(&self, inputs: [FlexTensor; N]) -> FlexTensor {
        let inputs = inputs.map(in_order);
        match_float!(inputs[0].dtype(), E => {
            let xs = inputs.each_ref().map(elements::<E>);
            new::<E>(self.shape.clone(), |to| self.verbs.each(xs, to))
        })
    }

    fn recorded(&self, inputs: [FlexTensor; N]) -> (FlexTensor, Pullback<N>) {
        let inputs = inputs.map(in_order);
        let lens = inputs.each_ref().map(|x| x.layout().num_elements());
        let ones = vec![1.0; self.shape.num_elements()];
        let (gradients, ()) = match_float!(inputs[0].dtype(), E => {
            let xs = inputs.each_ref().map(elements::<E>);
            accepted(written(lens, |to| self.verbs.gradients_of_each(xs, &ones, to)))
        });
        let beside = self.beside.clone();
        (self.forward(inputs.clone()), pullback(gradients, inputs, move |_| beside.clone()))
    }
}

/// Gradients that have been computed, times what comes, which is given the shape that broadcasts to them.
fn pullback<const N: usize>(
    gradients: [Vec<f32>; N],
    inputs: [FlexTensor; N],
    beside: impl Fn(&FlexTensor) -> Shape + Send + Sync + 'static,
) -> Pullback<N> {
    let dtype = inputs[0].dtype();
    let mut shapes = inputs.into_iter().map(|x| x.layout().shape().clone());
    let gradients = gradients.map(|gradient| {
        let shape = shapes.next().expect("there is a gradient for each input");
        f32::tensor(gradient, Layout::contiguous(shape))
    });
    Pullback::new(move |dy, wanted| {
        let dy = dy.reshape(beside(&dy));
        std::array::from_fn(|i| wanted[i].then(|| scaled(gradients[i].clone(), &dy, dtype)))
    })
}

/// A gradient times what comes, as the inputs' type.
fn scaled(gradient: FlexTensor, dy: &FlexTensor, dtype: DType) -> FlexTensor {
    let product = match &numbers(dy)[..] {
        [1.0] => gradient,
        &[dy] => Flex::float_mul_scalar(gradient, dy.into()),
        _ => Flex::float_mul(gradient, Flex::float_cast(dy.clone(), burn::backend::FloatDType::F32)),
    };
    if dtype == DType::F32 { product } else { Flex::float_cast(product, dtype.into()) }
}

/// A loss of the difference of two tensors, both of which may be learnt: the gradient of the one is minus that of the
/// other. With the loss of each element, or reduced.
pub(crate) struct Difference<L> {
    pub(crate) loss: L,
    pub(crate) each: bool,
}

impl<L: Loss<f32>> Operation<2> for Difference<L> {
    fn forward(&self, inputs: [FlexTensor; 2]) -> FlexTensor {
        let [x, t] = inputs.map(in_order);
        let (dtype, loss) = (x.dtype(), placed(self.loss));
        match_float!(dtype, E => {
            let (elements_of_x, t) = (elements::<E>(&x), elements::<E>(&t));
            if self.each {
                new::<E>(x.layout().shape().clone(), |to| loss.forward_each(elements_of_x, t, to))
            } else {
                scalar(accepted(loss.forward(elements_of_x, t)), dtype)
            }
        })
    }

    fn recorded(&self, inputs: [FlexTensor; 2]) -> (FlexTensor, Pullback<2>) {
        let [x, t] = inputs.map(in_order);
        let shape = x.layout().shape().clone();
        let target = numbers(&t);
        let verbs = Against { loss: self.loss, target };
        let (y, of_x) = if self.each {
            Each { verbs, shape: shape.clone(), beside: shape }.recorded([x])
        } else {
            Reduced(verbs).recorded([x])
        };
        let pullback = Pullback::new(move |dy, wanted| {
            let [dx] = of_x.run(dy, [true]);
            let dx = dx.expect("it is wanted");
            [wanted[0].then(|| dx.clone()), wanted[1].then(|| Flex::float_neg(dx.clone()))]
        });
        (y, pullback)
    }
}
