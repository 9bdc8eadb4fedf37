//! Losses of several inputs.

use super::target::TargetKind;
use super::verb::{LossOutput, LossVerb, slices, slices_mut};
use super::{LossSum, Reduce, Targets};
use crate::element::{Element, Output};
use crate::error::Result;
use crate::place::{On, Place};
use crate::shapes::LossShape;

/// The verbs of every loss of `N` inputs that all may be learnt, with a gradient for each.
///
/// What [`Loss`](crate::Loss) says of elements, of sums, of errors and of allocations holds here too.
///
/// ```
/// use activ8::{JointLoss, MarginRanking, bf16, f16};
///
/// let (better, worse) = ([2.0, 1.0].map(bf16::from_f32), [1.0, 2.0].map(bf16::from_f32));
/// assert_eq!(MarginRanking::default().forward([&better, &worse], &[f16::ONE; 2])?, 0.5);
/// # Ok::<(), activ8::Error>(())
/// ```
pub trait JointLoss<const N: usize>: Reduce + Copy + Send + Sync {
    /// What the inputs are held against; `()` where it is nothing but each other.
    type Target: TargetKind + ?Sized;

    /// The loss of `inputs`, reduced as the operation's [`Reduction`](crate::Reduction) says; over nothing a
    /// mean is NaN and a sum 0.
    fn forward<X: Element, U: Targets<Self::Target> + ?Sized>(
        &self,
        inputs: [&[X]; N],
        target: &U,
    ) -> Result<f32> {
        self.forward_sum(inputs, target)?.reduce(self.reduces_by())
    }

    /// The same before it is reduced: what an [`Accumulator`](crate::Accumulator) adds up.
    fn forward_sum<X: Element, U: Targets<Self::Target> + ?Sized>(
        &self,
        inputs: [&[X]; N],
        target: &U,
    ) -> Result<LossSum> {
        let (inputs, target) = (slices(inputs), target.view());
        self.run(Place::default(), LossVerb { inputs, target, output: LossOutput::Total })
    }

    /// The loss of each element, or of each row where the loss is one of rows: reduction "none".
    fn forward_each<X: Element, U: Targets<Self::Target> + ?Sized, Y: Output>(
        &self,
        inputs: [&[X]; N],
        target: &U,
        each: &mut [Y],
    ) -> Result<()> {
        let (inputs, target) = (slices(inputs), target.view());
        let output = LossOutput::Each(Y::out(each));
        self.run(Place::default(), LossVerb { inputs, target, output }).map(drop)
    }

    /// The gradients of the reduced loss for the inputs.
    fn backward<X: Element, U: Targets<Self::Target> + ?Sized, G: Output>(
        &self,
        inputs: [&[X]; N],
        target: &U,
        gradients: [&mut [G]; N],
    ) -> Result<()> {
        let (inputs, target) = (slices(inputs), target.view());
        let output = LossOutput::Gradient(slices_mut(gradients));
        self.run(Place::default(), LossVerb { inputs, target, output }).map(drop)
    }

    /// The gradients of [`forward_each`](Self::forward_each): of each loss for the inputs, times its element of `dy`,
    /// whatever the reduction.
    ///
    /// ```
    /// use activ8::{JointLoss, MarginRanking};
    ///
    /// let mut gradients = [[0.0; 2]; 2];
    /// let [of_first, of_second] = gradients.each_mut();
    /// MarginRanking::default().backward_each(
    ///     [&[1.0, 1.0], &[3.0, 2.0]],
    ///     &[1.0; 2],
    ///     &[0.5, 2.0],
    ///     [of_first, of_second],
    /// )?;
    /// assert_eq!(gradients, [[-0.5, -2.0], [0.5, 2.0]]);
    /// # Ok::<(), activ8::Error>(())
    /// ```
    fn backward_each<X: Element, U: Targets<Self::Target> + ?Sized, D: Element, G: Output>(
        &self,
        inputs: [&[X]; N],
        target: &U,
        dy: &[D],
        gradients: [&mut [G]; N],
    ) -> Result<()> {
        let (inputs, target) = (slices(inputs), target.view());
        let output = LossOutput::GradientOfEach { dy: D::slice(dy), gradients: slices_mut(gradients) };
        self.run(Place::default(), LossVerb { inputs, target, output }).map(drop)
    }

    /// The loss and its gradients, from one pass over the inputs.
    fn forward_backward<X: Element, U: Targets<Self::Target> + ?Sized, G: Output>(
        &self,
        inputs: [&[X]; N],
        target: &U,
        gradients: [&mut [G]; N],
    ) -> Result<f32> {
        let (inputs, target) = (slices(inputs), target.view());
        let output = LossOutput::Both(slices_mut(gradients));
        self.run(Place::default(), LossVerb { inputs, target, output })?.reduce(self.reduces_by())
    }

    /// The shapes that it is for: as [`Loss::shape`](crate::Loss::shape).
    fn shape(&self) -> LossShape {
        LossShape::ELEMENTS
    }

    /// Does what a verb asks for.
    #[doc(hidden)]
    fn run(&self, place: Place, verb: LossVerb<'_, Self::Target, N>) -> Result<LossSum>;
}

impl<const N: usize, L: JointLoss<N>> JointLoss<N> for On<L> {
    type Target = L::Target;

    fn shape(&self) -> LossShape {
        self.operation.shape()
    }

    fn run(&self, _: Place, verb: LossVerb<'_, L::Target, N>) -> Result<LossSum> {
        self.operation.run(self.place, verb)
    }
}
