//! The losses of class indices: cross-entropy of logits, and of their logarithms.

use std::marker::PhantomData;

use activ8::{Accuracy, ClassIndex, CrossEntropy, Nll, Reduction};

use super::Kernel;
use super::rows::{Matrices, log_softmax};
use crate::call::{Call, Tensor};
use crate::element::Float;
use crate::fail::Result;
use crate::node::{Node, at_accuracy};

/// What the classes' inputs are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Of {
    Logits,
    Logarithms,
}

/// The attributes of a loss.
#[derive(Clone, Copy)]
pub(super) struct Attributes {
    pub(super) ignore_index: i64,
    /// Nothing where each is asked for.
    pub(super) reduction: Option<Reduction>,
}

impl Attributes {
    pub(super) fn of(node: &Node<'_>) -> Result<Self> {
        let reduction = match node.word(c"reduction", &["mean", "sum", "none"])? {
            "mean" => Some(Reduction::Mean),
            "sum" => Some(Reduction::Sum),
            _ => None,
        };
        // Without one no class is ignored: none is so low.
        Ok(Self { ignore_index: node.integer(c"ignore_index", i64::MIN), reduction })
    }
}

/// A loss of N×C×d1×d2 inputs and N×d1×d2 classes of the type `C`.
pub(crate) struct Loss<E, C> {
    of: Of,
    attributes: Attributes,
    accuracy: Option<Accuracy>,
    types: PhantomData<fn(E, C)>,
}

impl<E, C> Loss<E, C> {
    pub(crate) fn new(node: &Node<'_>, of: Of) -> Result<Self> {
        Ok(Self { of, attributes: Attributes::of(node)?, accuracy: node.accuracy, types: PhantomData })
    }
}

impl<E: Float, C: ClassIndex> Loss<E, C> {
    /// The loss of each, of the classes' dimensions, or their one.
    fn run(
        &self,
        call: Call<'_>,
        loss: impl activ8::Loss<C>,
        x: &[E],
        classes: &Tensor<'_, C>,
    ) -> Result<()> {
        // SAFETY: inputs are read alone.
        let targets = unsafe { classes.all() };
        let dims = if self.attributes.reduction.is_none() { classes.dims } else { &[] };
        // SAFETY: the operator declares it as a tensor of its elements.
        let mut out = unsafe { call.output::<E>(0, dims) }?;
        let out = out.all();
        match (self.attributes.reduction, out) {
            (None, each) => loss.forward_each(x, targets, each)?,
            (Some(_), [one]) => *one = E::of_f32(loss.forward(x, targets)?),
            (Some(_), _) => return Err("a loss is one number".to_owned().into()),
        }
        Ok(())
    }
}

impl<E: Float, C: ClassIndex> Kernel for Loss<E, C> {
    fn compute(&self, call: Call<'_>) -> Result<()> {
        // SAFETY: the operator declares them as tensors of these elements.
        let x = unsafe { call.input::<E>(0) }?;
        // SAFETY: as above.
        let classes = unsafe { call.input::<C>(1) }?;
        // SAFETY: as above.
        let weight = unsafe { call.maybe_input::<E>(2) }?;
        let matrices = Matrices::of(x.dims, 1)?;
        if self.of == Of::Logits && call.outputs()? > 1 {
            log_softmax::<E>(call, matrices, 1, self.accuracy)?;
        }
        // SAFETY: inputs are read alone.
        let weight = weight.map(|weight| E::as_f32s(unsafe { weight.all() }));
        let (weight, reduction) = (weight.as_deref(), self.attributes.reduction.unwrap_or_default());
        let Matrices { axis: row, inner, .. } = matrices;
        // SAFETY: as above.
        let x = unsafe { x.all() };
        match self.of {
            Of::Logits => {
                let of = CrossEntropy {
                    weight,
                    ignore_index: self.attributes.ignore_index,
                    reduction,
                    ..CrossEntropy::along(row, inner)
                };
                self.run(call, at_accuracy(self.accuracy, of), x, &classes)
            }
            Of::Logarithms => {
                let of = Nll {
                    weight,
                    ignore_index: self.attributes.ignore_index,
                    reduction,
                    ..Nll::along(row, inner)
                };
                self.run(call, at_accuracy(self.accuracy, of), x, &classes)
            }
        }
    }
}
