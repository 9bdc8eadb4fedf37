//! Losses of several inputs.

use super::any::{self, AnyAsk, Given};
use super::{Ask, LossSum, Reduce, Targets};
use crate::element::{Element, Output, Slice};
use crate::error::Result;
use crate::place::{On, Place};
use crate::shapes::LossShape;

/// The verbs of every loss of `N` inputs that all may be learnt, with a gradient for each.
///
/// What [`Loss`](crate::Loss) says of sums, of errors and of allocations holds here too.
pub trait JointLoss<const N: usize>: Reduce + Copy + Send + Sync {
    /// What the inputs are held against; `()` where it is nothing but each other.
    type Target: ?Sized;

    /// The loss of `inputs`, reduced as the operation's [`Reduction`](crate::Reduction) says; over nothing a
    /// mean is NaN and a sum 0.
    fn forward(&self, inputs: [&[f32]; N], target: &Self::Target) -> Result<f32> {
        self.forward_sum(inputs, target)?.reduce(self.reduces_by())
    }

    /// The same before it is reduced: what an [`Accumulator`](crate::Accumulator) adds up.
    fn forward_sum(&self, inputs: [&[f32]; N], target: &Self::Target) -> Result<LossSum> {
        self.run(Place::default(), inputs, target, Ask::Total)
    }

    /// The loss of each element, or of each row where the loss is one of rows: reduction "none".
    fn forward_each(&self, inputs: [&[f32]; N], target: &Self::Target, each: &mut [f32]) -> Result<()> {
        self.run(Place::default(), inputs, target, Ask::Each(each)).map(drop)
    }

    /// The gradients of the reduced loss for the inputs.
    fn backward(&self, inputs: [&[f32]; N], target: &Self::Target, gradients: [&mut [f32]; N]) -> Result<()> {
        self.run(Place::default(), inputs, target, Ask::Gradient(gradients)).map(drop)
    }

    /// The loss and its gradients, from one pass over the inputs.
    fn forward_backward(
        &self,
        inputs: [&[f32]; N],
        target: &Self::Target,
        gradients: [&mut [f32]; N],
    ) -> Result<f32> {
        self.run(Place::default(), inputs, target, Ask::Both(gradients))?.reduce(self.reduces_by())
    }

    /// [`forward`](Self::forward) of halves, or of other [`Element`]s, against targets of any of them or of
    /// classes: the loss of the widened inputs, to the bit. Where losses of elements need no copies, and others
    /// do, [`Loss::forward_any`](crate::Loss::forward_any) says.
    ///
    /// ```
    /// use activ8::{JointLoss, MarginRanking, bf16, f16};
    ///
    /// let (better, worse) = ([2.0, 1.0].map(bf16::from_f32), [1.0, 2.0].map(bf16::from_f32));
    /// let target = [f16::ONE; 2];
    /// let loss = MarginRanking::default().forward_any([&better, &worse], &target[..])?;
    /// assert_eq!(loss, 0.5);
    /// # Ok::<(), activ8::Error>(())
    /// ```
    fn forward_any<X: Element, U: Targets<Self::Target> + ?Sized>(
        &self,
        inputs: [&[X]; N],
        target: &U,
    ) -> Result<f32> {
        self.forward_sum_any(inputs, target)?.reduce(self.reduces_by())
    }

    /// [`forward_sum`](Self::forward_sum) over elements of any type: see
    /// [`forward_any`](Self::forward_any).
    fn forward_sum_any<X: Element, U: Targets<Self::Target> + ?Sized>(
        &self,
        inputs: [&[X]; N],
        target: &U,
    ) -> Result<LossSum> {
        self.run_any(Place::default(), inputs.map(X::slice), target.given(), AnyAsk::Total)
    }

    /// [`forward_each`](Self::forward_each) over elements of any type: see
    /// [`forward_any`](Self::forward_any).
    fn forward_each_any<X: Element, U: Targets<Self::Target> + ?Sized, Y: Output>(
        &self,
        inputs: [&[X]; N],
        target: &U,
        each: &mut [Y],
    ) -> Result<()> {
        let ask = AnyAsk::Each(Y::out(each));
        self.run_any(Place::default(), inputs.map(X::slice), target.given(), ask).map(drop)
    }

    /// [`backward`](Self::backward) over elements of any type: see [`forward_any`](Self::forward_any).
    fn backward_any<X: Element, U: Targets<Self::Target> + ?Sized, G: Output>(
        &self,
        inputs: [&[X]; N],
        target: &U,
        gradients: [&mut [G]; N],
    ) -> Result<()> {
        let ask = AnyAsk::Gradient(gradients.map(G::out));
        self.run_any(Place::default(), inputs.map(X::slice), target.given(), ask).map(drop)
    }

    /// [`forward_backward`](Self::forward_backward) over elements of any type: see
    /// [`forward_any`](Self::forward_any).
    fn forward_backward_any<X: Element, U: Targets<Self::Target> + ?Sized, G: Output>(
        &self,
        inputs: [&[X]; N],
        target: &U,
        gradients: [&mut [G]; N],
    ) -> Result<f32> {
        let ask = AnyAsk::Both(gradients.map(G::out));
        let sum = self.run_any(Place::default(), inputs.map(X::slice), target.given(), ask)?;
        sum.reduce(self.reduces_by())
    }

    /// The shapes that it is for: as [`Loss::shape`](crate::Loss::shape).
    fn shape(&self) -> LossShape {
        LossShape::ELEMENTS
    }

    #[doc(hidden)]
    fn run(
        &self,
        place: Place,
        inputs: [&[f32]; N],
        target: &Self::Target,
        ask: Ask<'_, N>,
    ) -> Result<LossSum>;

    /// By copies, unless a loss knows better.
    #[doc(hidden)]
    fn run_any(
        &self,
        place: Place,
        inputs: [Slice<'_>; N],
        target: Given<'_, Self::Target>,
        ask: AnyAsk<'_, N>,
    ) -> Result<LossSum> {
        let (inputs, target) = (any::all_floats(place, inputs)?, target.held(place)?);
        let inputs = inputs.each_ref().map(|x| &**x);
        any::into(place.level()?, ask, &mut |ask| self.run(place, inputs, &target, ask))
    }
}

impl<const N: usize, L: JointLoss<N>> JointLoss<N> for On<L> {
    type Target = L::Target;

    fn shape(&self) -> LossShape {
        self.operation.shape()
    }

    fn run(&self, _: Place, inputs: [&[f32]; N], target: &Self::Target, ask: Ask<'_, N>) -> Result<LossSum> {
        self.operation.run(self.place, inputs, target, ask)
    }

    fn run_any(
        &self,
        _: Place,
        inputs: [Slice<'_>; N],
        target: Given<'_, L::Target>,
        ask: AnyAsk<'_, N>,
    ) -> Result<LossSum> {
        self.operation.run_any(self.place, inputs, target, ask)
    }
}
