//! Models of one operator of ONNX, which tract and activ8 read.

#![allow(dead_code, reason = "each program uses a part")]

use prost::Message as _;
use tract_onnx::Onnx;
use tract_onnx::pb::{AttributeProto, GraphProto, ModelProto, NodeProto, OperatorSetIdProto, ValueInfoProto};
use tract_onnx::pb::{TensorShapeProto, TypeProto, attribute_proto, tensor_shape_proto, type_proto};
use tract_onnx::prelude::*;

/// A number of an operator's attributes.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Value {
    Float(f32),
    Int(i64),
    Text(&'static str),
}

/// An operator and its attributes.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    pub(crate) operator: &'static str,
    pub(crate) attributes: &'static [(&'static str, Value)],
    pub(crate) opset: i64,
}

/// One without attributes, of today's operators.
pub(crate) const fn plain(operator: &'static str) -> Node {
    Node { operator, attributes: &[], opset: 24 }
}

impl Node {
    /// The operator ready to run, with inputs of these types and shapes.
    pub(crate) fn runnable(
        &self,
        onnx: &Onnx,
        dt: DatumType,
        shapes: &[&[usize]],
    ) -> TractResult<Arc<TypedRunnableModel>> {
        let mut model = onnx.model_for_proto_model(&self.proto(dt, shapes))?;
        for (i, shape) in shapes.iter().enumerate() {
            model.set_input_fact(i, dt.fact(*shape).into())?;
        }
        model.into_optimized()?.into_runnable()
    }

    /// The operator as a file.
    pub(crate) fn write(&self, path: &std::path::Path, shape: &[usize]) -> TractResult<()> {
        Ok(std::fs::write(path, self.proto(DatumType::F32, &[shape]).encode_to_vec())?)
    }

    fn proto(&self, dt: DatumType, shapes: &[&[usize]]) -> ModelProto {
        let inputs: Vec<String> = (0..shapes.len()).map(|i| format!("x{i}")).collect();
        let attribute = |&(name, value): &(&str, Value)| {
            let mut attribute = AttributeProto { name: name.into(), ..Default::default() };
            match value {
                Value::Float(f) => {
                    attribute.f = f;
                    attribute.set_type(attribute_proto::AttributeType::Float);
                }
                Value::Int(i) => {
                    attribute.i = i;
                    attribute.set_type(attribute_proto::AttributeType::Int);
                }
                Value::Text(s) => {
                    attribute.s = s.into();
                    attribute.set_type(attribute_proto::AttributeType::String);
                }
            }
            attribute
        };
        let node = NodeProto {
            name: "node".into(),
            op_type: self.operator.into(),
            input: inputs.clone(),
            output: vec!["y".into()],
            attribute: self.attributes.iter().map(attribute).collect(),
            ..Default::default()
        };
        let graph = GraphProto {
            node: vec![node],
            input: inputs.iter().zip(shapes).map(|(name, shape)| value(name, dt, shape)).collect(),
            output: vec![value("y", dt, shapes[0])],
            ..Default::default()
        };
        ModelProto {
            ir_version: 10,
            opset_import: vec![OperatorSetIdProto { version: self.opset, ..Default::default() }],
            graph: Some(graph),
            ..Default::default()
        }
    }
}

fn value(name: &str, dt: DatumType, shape: &[usize]) -> ValueInfoProto {
    let dim = |&n: &usize| tensor_shape_proto::Dimension {
        value: Some(tensor_shape_proto::dimension::Value::DimValue(n as i64)),
        ..Default::default()
    };
    let shape = TensorShapeProto { dim: shape.iter().map(dim).collect() };
    let tensor =
        type_proto::Tensor { elem_type: if dt == DatumType::F16 { 10 } else { 1 }, shape: Some(shape) };
    let r#type = TypeProto { value: Some(type_proto::Value::TensorType(tensor)), ..Default::default() };
    ValueInfoProto { name: name.into(), r#type: Some(r#type), ..Default::default() }
}

/// 0.5·x·(1 + erf(x / √2)) as a graph.
pub(crate) fn gelu_chain(
    is_half_last: bool,
    onnx: &Onnx,
    shape: &[usize],
) -> TractResult<Arc<TypedRunnableModel>> {
    let node = |operator: &str, inputs: &[&str], output: &str| NodeProto {
        name: output.into(),
        op_type: operator.into(),
        input: inputs.iter().map(|input| (*input).into()).collect(),
        output: vec![output.into()],
        ..Default::default()
    };
    let constant = |name: &str, f: f32| {
        let mut value = AttributeProto { name: "value_float".into(), f, ..Default::default() };
        value.set_type(attribute_proto::AttributeType::Float);
        NodeProto { attribute: vec![value], ..node("Constant", &[], name) }
    };
    let [middle, last] = if is_half_last {
        [node("Mul", &["x", "s"], "p"), node("Mul", &["p", "half"], "y")]
    } else {
        [node("Mul", &["x", "half"], "h"), node("Mul", &["h", "s"], "y")]
    };
    let graph = GraphProto {
        node: vec![
            constant("root", 2f32.sqrt()),
            constant("one", 1.0),
            constant("half", 0.5),
            node("Div", &["x", "root"], "d"),
            node("Erf", &["d"], "e"),
            node("Add", &["e", "one"], "s"),
            middle,
            last,
        ],
        input: vec![value("x", DatumType::F32, shape)],
        output: vec![value("y", DatumType::F32, shape)],
        ..Default::default()
    };
    let model = ModelProto {
        ir_version: 10,
        opset_import: vec![OperatorSetIdProto { version: 20, ..Default::default() }],
        graph: Some(graph),
        ..Default::default()
    };
    onnx.model_for_proto_model(&model)?.into_optimized()?.into_runnable()
}
