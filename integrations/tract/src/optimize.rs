//! Operators of a model that was read without `onnx`.

use tract_core::internal::*;
use tract_core::ops::element_wise::ElementWiseOp;
use tract_core::ops::nn::Softmax as TheirSoftmax;
use tract_core::ops::nn::gelu_approximate::GeluApproximate;
use tract_core::ops::nn::gelu_exact::GeluExact;

use crate::elementwise::{Elementwise, is_supported};
use crate::softmax::Softmax;

/// Has gelu, softmax and log-softmax of a model computed by activ8, in place of tract's operators.
///
/// It is for a model that was not read by `onnx`, such as one of NNEF, once tract has put together what is a gelu:
/// after `into_decluttered()`, or after `into_optimized()`. How many operators were replaced is returned.
///
/// ```
/// use tract_core::prelude::*;
/// use tract_core::ops::nn::gelu_exact::gelu_exact;
///
/// let mut model = TypedModel::default();
/// let x = model.add_source("x", f32::fact([3]))?;
/// let y = model.wire_node("y", gelu_exact(), &[x])?;
/// model.select_output_outlets(&y)?;
/// assert_eq!(activ8_tract::optimize(&mut model)?, 1);
/// let y = model.into_runnable()?.run(tvec!(tensor1(&[f32::NEG_INFINITY, 0.0, 1.0]).into_tvalue()))?;
/// assert_eq!(y[0].try_as_plain_ram()?.as_slice::<f32>()?[0], 0.0); // tract's is NaN
/// # Ok::<(), TractError>(())
/// ```
pub fn optimize(model: &mut TypedModel) -> TractResult<usize> {
    let mut replaced = 0;
    for id in 0..model.nodes().len() {
        if let Some(op) = replacement(model, id)? {
            model.nodes_mut()[id].op = op;
            replaced += 1;
        }
    }
    Ok(replaced)
}

fn replacement(model: &TypedModel, id: usize) -> TractResult<Option<Box<dyn TypedOp>>> {
    let node = model.node(id);
    if let Some(softmax) = node.op_as::<TheirSoftmax>() {
        return Ok(Some(Box::new(Softmax(softmax.clone()))));
    }
    rule_if_some!(op = node.op_as::<ElementWiseOp>());
    rule_if!(op.1.is_none() && is_supported(model.node_input_facts(id)?[0].datum_type));
    let gelu = if op.0.is::<GeluExact>() {
        activ8::Gelu::Erf
    } else {
        rule_if!(op.0.downcast_ref::<GeluApproximate>().is_some_and(|gelu| !gelu.fast_impl));
        activ8::Gelu::Tanh
    };
    Ok(Some(Box::new(Elementwise::operator(gelu.into()))))
}
