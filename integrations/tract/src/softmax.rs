//! Softmax and its logarithm as an operator of tract, along any axes that lie together.

use activ8::{Activation, Element, LogSoftmax};
use tract_core::internal::*;
use tract_core::ops::nn::{Softmax as Theirs, SoftmaxKind};
use tract_linalg::multithread::par_chunks_mut;

use crate::accuracy::at_accuracy;
use crate::elementwise::is_supported;

/// What tract's operator says, computed by activ8. Other types, and axes with others between them, are tract's.
#[derive(Clone, Debug, Hash, PartialEq, Eq)]
pub(crate) struct Softmax(pub(crate) Theirs);

impl Op for Softmax {
    fn name(&self) -> StaticName {
        match self.0.kind {
            SoftmaxKind::Softmax => "Activ8Softmax".into(),
            SoftmaxKind::LogSoftmax => "Activ8LogSoftmax".into(),
        }
    }

    fn info(&self) -> TractResult<Vec<String>> {
        self.0.info()
    }

    op_as_typed_op!();
}

impl TypedOp for Softmax {
    fn output_facts(&self, inputs: &[&TypedFact]) -> TractResult<TVec<TypedFact>> {
        self.0.output_facts(inputs)
    }

    fn input_roi(&self, model: &TypedModel, node: &TypedNode) -> TractResult<Option<TVec<Option<TDim>>>> {
        self.0.input_roi(model, node)
    }

    fn axes_mapping(&self, inputs: &[&TypedFact], outputs: &[&TypedFact]) -> TractResult<AxesMapping> {
        self.0.axes_mapping(inputs, outputs)
    }

    fn change_axes(
        &self,
        model: &TypedModel,
        node: &TypedNode,
        io: InOut,
        change: &AxisOp,
    ) -> TractResult<Option<AxisChangeConsequence>> {
        let mut change = self.0.change_axes(model, node, io, change)?;
        if let Some(AxisChangeConsequence { substitute_op: Some(op), .. }) = &mut change
            && let Some(theirs) = op.downcast_ref::<Theirs>()
        {
            *op = Box::new(Self(theirs.clone()));
        }
        Ok(change)
    }

    as_op!();
}

impl EvalOp for Softmax {
    op_out_of_plan!();

    fn eval(&self, context: &EvalContext, inputs: TVec<TValue>) -> TractResult<TVec<TValue>> {
        let dt = inputs[0].datum_type();
        let Some((axis, inner)) = self.extent(&inputs[0]).filter(|_| is_supported(dt)) else {
            return self.0.eval(context, inputs);
        };
        let mut x = args_1!(inputs).into_tensor();
        if x.len() > 0 {
            let mut x = x.try_as_plain_ram_mut()?;
            if dt == DatumType::F32 {
                forward(self.0.kind, axis, inner, x.as_slice_mut::<f32>()?)?;
            } else {
                forward(self.0.kind, axis, inner, x.as_slice_mut::<f16>()?)?;
            }
        }
        Ok(tvec!(x.into_tvalue()))
    }
}

impl Softmax {
    /// How many elements a row has, and how far apart they lie.
    fn extent(&self, x: &Tensor) -> Option<(usize, usize)> {
        let shape = x.shape();
        let (first, last) = (*self.0.axes.iter().min()?, *self.0.axes.iter().max()?);
        let are_together = (first..=last).all(|axis| self.0.axes.contains(&axis));
        let is_plain = x.strides() == &*Tensor::natural_strides(shape);
        (are_together && is_plain && last < shape.len())
            .then(|| (shape[first..=last].iter().product(), shape[last + 1..].iter().product()))
    }
}

/// On tract's threads.
fn forward<T: Element>(kind: SoftmaxKind, axis: usize, inner: usize, x: &mut [T]) -> TractResult<()> {
    let len = x.len();
    par_chunks_mut(x, axis * inner, len, |_, chunk| {
        let done = match (kind, inner) {
            (SoftmaxKind::Softmax, 1) => at_accuracy(activ8::Softmax::rows_of(axis)).forward_in_place(chunk),
            (SoftmaxKind::Softmax, _) => {
                at_accuracy(activ8::Softmax::along(axis, inner)).forward_in_place(chunk)
            }
            (SoftmaxKind::LogSoftmax, 1) => at_accuracy(LogSoftmax::rows_of(axis)).forward_in_place(chunk),
            (SoftmaxKind::LogSoftmax, _) => {
                at_accuracy(LogSoftmax::along(axis, inner)).forward_in_place(chunk)
            }
        };
        Ok(done?)
    })
}
