//! tract's reader of ONNX with activ8's operators.

use std::sync::LazyLock;

use activ8::{
    AnyActivation, Celu, Elu, Erf, Gelu, Hardswish, LinearHardsigmoid, Mish, Selu, Shrink, Softplus,
    Softsign, Swish, ThresholdedRelu,
};
use tract_core::ops::math::add;
use tract_core::ops::nn::{Softmax as TheirSoftmax, SoftmaxKind};
use tract_onnx::model::{OnnxOpRegister, ParsingContext};
use tract_onnx::pb::NodeProto;
use tract_onnx::tract_hir::internal::*;
use tract_onnx::tract_hir::ops::expandable::{Expansion, expand};
use tract_onnx::tract_hir::ops::logic::wire_with_rank_broadcast;

use crate::elementwise::{Elementwise, is_supported};
use crate::prelu::PRelu;
use crate::softmax::Softmax;

/// What a node is, of one input; `None` where activ8 has no such parameters.
type Ours = fn(&NodeProto) -> TractResult<Option<AnyActivation>>;

/// The operators that tract makes several of. The gelus of ONNX Runtime may have a bias, which is added first.
const ELEMENTWISE: &[(&str, Ours)] = &[
    ("BiasGelu", |_| Ok(Some(Gelu::Erf.into()))),
    ("Celu", |node| Ok(Some(Celu { alpha: attribute(node, "alpha", 1.0)? }.into()))),
    ("Elu", |node| Ok(Some(Elu { alpha: attribute(node, "alpha", 1.0)? }.into()))),
    ("Erf", |_| Ok(Some(Erf.into()))),
    ("FastGelu", |_| Ok(Some(Gelu::Tanh.into()))),
    ("Gelu", gelu),
    ("HardSigmoid", hard_sigmoid),
    ("HardSwish", |_| Ok(Some(Hardswish.into()))),
    ("Mish", |_| Ok(Some(Mish.into()))),
    ("QuickGelu", |node| Ok(Some(Swish { alpha: attribute(node, "alpha", 1.702)? }.into()))),
    ("Selu", selu),
    ("Shrink", |node| {
        let (lambda, bias) = (attribute(node, "lambd", 0.5)?, attribute(node, "bias", 0.0)?);
        Ok(Some(Shrink { lambda, bias }.into()))
    }),
    ("Softplus", |_| Ok(Some(Softplus::default().into()))),
    ("Softsign", |_| Ok(Some(Softsign.into()))),
    ("Swish", |node| Ok(Some(Swish { alpha: attribute(node, "alpha", 1.0)? }.into()))),
    ("ThresholdedRelu", |node| Ok(Some(ThresholdedRelu { alpha: attribute(node, "alpha", 1.0)? }.into()))),
];

fn attribute(node: &NodeProto, name: &str, default: f32) -> TractResult<f32> {
    Ok(node.get_attr_opt(name)?.unwrap_or(default))
}

fn gelu(node: &NodeProto) -> TractResult<Option<AnyActivation>> {
    let approximate = node.get_attr_opt::<String>("approximate")?.unwrap_or_default();
    Ok(Some(if approximate == "tanh" { Gelu::Tanh } else { Gelu::Erf }.into()))
}

fn hard_sigmoid(node: &NodeProto) -> TractResult<Option<AnyActivation>> {
    let (alpha, beta) = (attribute(node, "alpha", 0.2)?, attribute(node, "beta", 0.5)?);
    Ok(Some(LinearHardsigmoid { alpha, beta }.into()))
}

/// activ8's has the parameters that are ONNX's defaults.
fn selu(node: &NodeProto) -> TractResult<Option<AnyActivation>> {
    const ALPHA: f32 = 1.673_263_2;
    const GAMMA: f32 = 1.050_701;
    let is_default = attribute(node, "alpha", ALPHA)? == ALPHA && attribute(node, "gamma", GAMMA)? == GAMMA;
    Ok(is_default.then(|| Selu.into()))
}

/// A reader of ONNX files as `tract_onnx::onnx()` is, whose operators are activ8's where the [crate] says so.
///
/// ```
/// let onnx: tract_onnx::Onnx = activ8_tract::onnx();
/// assert!(onnx.op_register.0.contains_key("Mish"));
/// ```
pub fn onnx() -> tract_onnx::Onnx {
    let mut onnx = tract_onnx::onnx();
    for name in ELEMENTWISE.iter().map(|(name, _)| *name).chain(["Softmax", "LogSoftmax", "PRelu"]) {
        onnx.op_register.insert(name, replaced);
    }
    onnx
}

/// How tract itself reads each operator.
static THEIRS: LazyLock<OnnxOpRegister> = LazyLock::new(|| tract_onnx::onnx().op_register);

fn replaced(context: &ParsingContext, node: &NodeProto) -> TractResult<(Box<dyn InferenceOp>, Vec<String>)> {
    let build = THEIRS.0.get(&node.op_type).with_context(|| format!("tract has no {}", node.op_type))?;
    let (theirs, closures) = build(context, node)?;
    let row = ELEMENTWISE.iter().find(|(name, _)| *name == node.op_type);
    let activation = row.map_or(Ok(None), |(_, ours)| ours(node))?;
    let Some(expansion) = theirs.as_op().downcast_ref::<Box<dyn Expansion>>() else {
        return Ok((theirs, closures));
    };
    Ok((expand(Replaced { theirs: expansion.clone(), activation }), closures))
}

/// An operator of tract as activ8 has it, or as tract does, of a type that activ8 has not.
#[derive(Clone, Debug)]
struct Replaced {
    theirs: Box<dyn Expansion>,
    activation: Option<AnyActivation>,
}

impl Replaced {
    /// Whether tract calls it so.
    fn is(&self, name: &str) -> bool {
        self.theirs.as_ref().name() == name
    }

    /// The softmax that tract would wire, and of a logarithm that as one operator.
    fn softmax(&self, model: &TypedModel, inputs: &[OutletId]) -> TractResult<Option<Softmax>> {
        rule_if!(inputs.len() == 1);
        let fact = model.outlet_fact(inputs[0])?;
        rule_if!(is_supported(fact.datum_type));
        let mut alone = TypedModel::default();
        let x = alone.add_source("x", fact.clone())?;
        self.theirs.as_ref().wire("y", &mut alone, &[x])?;
        rule_if_some!(softmax = alone.nodes().iter().find_map(|node| node.op_as::<TheirSoftmax>()));
        let kind = if self.is("LayerLogSoftmax") { SoftmaxKind::LogSoftmax } else { SoftmaxKind::Softmax };
        Ok(Some(Softmax(TheirSoftmax { kind, ..softmax.clone() })))
    }
}

impl Expansion for Replaced {
    fn name(&self) -> StaticName {
        self.theirs.as_ref().name()
    }

    fn info(&self) -> TractResult<Vec<String>> {
        self.theirs.as_ref().info()
    }

    fn nboutputs(&self) -> TractResult<usize> {
        self.theirs.as_ref().nboutputs()
    }

    fn rules<'r, 'p: 'r, 's: 'r>(
        &'s self,
        solver: &mut Solver<'r>,
        inputs: &'p [TensorProxy],
        outputs: &'p [TensorProxy],
    ) -> InferenceResult {
        self.theirs.as_ref().rules(solver, inputs, outputs)
    }

    fn wire(&self, name: &str, model: &mut TypedModel, inputs: &[OutletId]) -> TractResult<TVec<OutletId>> {
        match (self.activation, inputs) {
            (Some(activation), [x, bias @ ..]) if is_supported(model.outlet_fact(*x)?.datum_type) => {
                let x = match bias {
                    [] => tvec!(*x),
                    _ => wire_with_rank_broadcast(format!("{name}.bias"), model, add(), inputs)?,
                };
                model.wire_node(name, Elementwise::operator(activation), &x)
            }
            (None, [x, slopes]) if self.is("Prelu") => {
                match PRelu::of(model.outlet_fact(*x)?, model.outlet_fact(*slopes)?) {
                    Some(prelu) => model.wire_node(name, prelu, inputs),
                    None => self.theirs.as_ref().wire(name, model, inputs),
                }
            }
            _ => match self.softmax(model, inputs)? {
                Some(softmax) => model.wire_node(name, softmax, inputs),
                None => self.theirs.as_ref().wire(name, model, inputs),
            },
        }
    }
}
