//! ONNX's operators along an axis: softmax and its kin, and losses.

use super::{Kind, Make, Of, Port, Row};
use crate::element::Element as Type;
use crate::kernel::Attribute;

const AXIS: &[Attribute] = &[Attribute::Integer(c"axis", -1)];
const LOSS_INPUTS: &[Port] = &[Port::Required, Port::Classes, Port::Optional];

pub(super) static ROWS: &[Row] = &[
    Row::new("Softmax", 13, Make::Rows(Kind::Softmax)).built_in(13, &[Type::F64], AXIS),
    Row::new("LogSoftmax", 13, Make::Rows(Kind::LogSoftmax)).built_in(13, &[Type::F64], AXIS),
    Row::new("Hardmax", 13, Make::Rows(Kind::Hardmax)),
    Row {
        outputs: &[Port::Required, Port::Optional],
        ..Row::new("SoftmaxCrossEntropyLoss", 12, Make::Loss(Of::Logits))
    }
    .inputs(LOSS_INPUTS)
    .with_doubles()
    .by_default(),
    Row::new("NegativeLogLikelihoodLoss", 12, Make::Loss(Of::Logarithms))
        .inputs(LOSS_INPUTS)
        .with_doubles()
        .by_default(),
];
