//! The verbs of losses of several inputs behind a pointer.

use activ8::{Accumulator, Ctc, Element, JointLoss, Loss, On, Output, Result, Targets, bf16, f16};

/// Those of inputs of `X` and outputs of `G`.
pub(crate) trait VerbsOf<X, G> {
    fn forward(&self, inputs: &[&[X]]) -> Result<f32>;
    /// The same of an accumulator that has seen no more.
    fn accumulated(&self, inputs: &[&[X]]) -> Result<f32>;
    fn forward_each(&self, inputs: &[&[X]], each: &mut [G]) -> Result<()>;
    fn backward(&self, inputs: &[&[X]], gradients: Vec<&mut [G]>) -> Result<()>;
    /// The gradients of each loss times a number of its own.
    fn backward_each(&self, inputs: &[&[X]], dy: &[X], gradients: Vec<&mut [G]>) -> Result<()>;
    fn forward_backward(&self, inputs: &[&[X]], gradients: Vec<&mut [G]>) -> Result<f32>;
}

/// A loss of `N` inputs and its target.
pub(crate) struct Against<'a, L, U: ?Sized, const N: usize> {
    pub(crate) loss: On<L>,
    pub(crate) target: &'a U,
}

/// All of a list, which has as many.
fn array<T, const N: usize>(list: impl IntoIterator<Item = T>) -> [T; N] {
    let mut list = list.into_iter();
    std::array::from_fn(|_| list.next().expect("an input of each"))
}

impl<X, G, L, U, const N: usize> VerbsOf<X, G> for Against<'_, L, U, N>
where
    X: Element,
    G: Output,
    L: JointLoss<N>,
    U: Targets<L::Target> + ?Sized,
{
    fn forward(&self, inputs: &[&[X]]) -> Result<f32> {
        self.loss.forward(array(inputs.iter().copied()), self.target)
    }

    fn accumulated(&self, inputs: &[&[X]]) -> Result<f32> {
        let mut sum = Accumulator::of(self.loss);
        sum.update_joint(array(inputs.iter().copied()), self.target)?;
        sum.value()
    }

    fn forward_each(&self, inputs: &[&[X]], each: &mut [G]) -> Result<()> {
        self.loss.forward_each(array(inputs.iter().copied()), self.target, each)
    }

    fn backward(&self, inputs: &[&[X]], gradients: Vec<&mut [G]>) -> Result<()> {
        self.loss.backward(array(inputs.iter().copied()), self.target, array(gradients))
    }

    fn backward_each(&self, inputs: &[&[X]], dy: &[X], gradients: Vec<&mut [G]>) -> Result<()> {
        self.loss.backward_each(array(inputs.iter().copied()), self.target, dy, array(gradients))
    }

    fn forward_backward(&self, inputs: &[&[X]], gradients: Vec<&mut [G]>) -> Result<f32> {
        self.loss.forward_backward(array(inputs.iter().copied()), self.target, array(gradients))
    }
}

/// CTC and its labels.
pub(crate) struct AgainstLabels<'a> {
    pub(crate) loss: On<Ctc<'a>>,
    pub(crate) labels: &'a [i64],
}

impl<X: Element, G: Output> VerbsOf<X, G> for AgainstLabels<'_> {
    fn forward(&self, inputs: &[&[X]]) -> Result<f32> {
        self.loss.forward(inputs[0], self.labels)
    }

    fn accumulated(&self, inputs: &[&[X]]) -> Result<f32> {
        let mut sum = Accumulator::of(self.loss);
        sum.update(inputs[0], self.labels)?;
        sum.value()
    }

    fn forward_each(&self, inputs: &[&[X]], each: &mut [G]) -> Result<()> {
        self.loss.forward_each(inputs[0], self.labels, each)
    }

    fn backward(&self, inputs: &[&[X]], gradients: Vec<&mut [G]>) -> Result<()> {
        let [gradient] = array(gradients);
        self.loss.backward(inputs[0], self.labels, gradient)
    }

    fn backward_each(&self, inputs: &[&[X]], dy: &[X], gradients: Vec<&mut [G]>) -> Result<()> {
        let [gradient] = array(gradients);
        self.loss.backward_each(inputs[0], self.labels, dy, gradient)
    }

    fn forward_backward(&self, inputs: &[&[X]], gradients: Vec<&mut [G]>) -> Result<f32> {
        let [gradient] = array(gradients);
        self.loss.forward_backward(inputs[0], self.labels, gradient)
    }
}

/// Those of floats, and those of the mixtures that are tested.
pub(crate) trait Verbs:
    VerbsOf<f32, f32> + VerbsOf<bf16, bf16> + VerbsOf<f16, f32> + VerbsOf<f32, f16>
{
}

impl<V: VerbsOf<f32, f32> + VerbsOf<bf16, bf16> + VerbsOf<f16, f32> + VerbsOf<f32, f16>> Verbs for V {}

/// A loss that has been made with its target, whatever it is.
pub(crate) type AnyJoint<'a> = dyn Verbs + 'a;
