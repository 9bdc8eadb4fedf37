//! An activation as one of tract's element-wise operators.

use activ8::{Activation, AnyActivation};
use tract_core::internal::*;
use tract_core::ops::element_wise::ElementWiseOp;
use tract_core::ops::nn::gelu_exact::{GeluExact, detect_gelu_exact};
use tract_linalg::multithread::par_chunks_mut;

use crate::accuracy::activation_at_accuracy;

/// Of tensors of `f32` and `f16`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Elementwise(pub(crate) AnyActivation);

/// A parameter that is NaN is no activation: its check refuses it.
impl Eq for Elementwise {}

impl Elementwise {
    pub(crate) fn operator(activation: AnyActivation) -> ElementWiseOp {
        ElementWiseOp(Box::new(Self(activation)), None)
    }
}

pub(crate) fn is_supported(dt: DatumType) -> bool {
    matches!(dt, DatumType::F32 | DatumType::F16)
}

impl ElementWiseMiniOp for Elementwise {
    fn name(&self) -> String {
        format!("Activ8{}", self.0)
    }

    fn eval_in_place(&self, x: &mut Tensor, to: Option<DatumType>) -> TractResult<()> {
        let dt = x.datum_type();
        ensure!(
            is_supported(dt) && to.is_none_or(|to| to == dt),
            "activ8's {} is of f32 and f16, not of {dt:?}: cast its input, or read the model by tract_onnx::onnx()",
            self.0
        );
        let mut x = x.try_as_plain_ram_mut()?;
        if dt == DatumType::F32 {
            forward(self.0, x.as_slice_mut::<f32>()?)
        } else {
            forward(self.0, x.as_slice_mut::<f16>()?)
        }
    }

    fn cost_per_element(&self, dt: DatumType) -> TVec<(Cost, usize)> {
        tvec!((Cost::FMA(dt), 12))
    }

    /// Of an erf that stands in a gelu, that.
    fn declutter(&self, model: &TypedModel, node: &TypedNode) -> TractResult<Option<TypedModelPatch>> {
        rule_if!(matches!(self.0, AnyActivation::Erf(_)));
        rule_if_some!(mut patch = detect_gelu_exact(model, node)?);
        for node in patch.model.nodes_mut() {
            if node.op_as::<ElementWiseOp>().is_some_and(|op| op.0.is::<GeluExact>()) {
                node.op = Box::new(Self::operator(activ8::Gelu::Erf.into()));
            }
        }
        Ok(Some(patch))
    }
}

/// On tract's threads.
fn forward<T: activ8::Element>(activation: AnyActivation, x: &mut [T]) -> TractResult<()> {
    let len = x.len();
    par_chunks_mut(x, 1, len, |_, chunk| Ok(activation_at_accuracy(activation).forward_in_place(chunk)?))
}
