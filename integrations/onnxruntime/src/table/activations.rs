//! ONNX's activations of single elements.

use std::ffi::c_int;

use activ8::*;

use super::{Make, Port, Row};
use crate::element::Element as Type;
use crate::kernel::Attribute;

const INTEGERS_AND_DOUBLES: &[Type] =
    &[Type::F64, Type::I8, Type::U8, Type::I16, Type::U16, Type::I32, Type::U32, Type::I64, Type::U64];

const NUMBERS_OF_PRELU: &[Type] = &[Type::F64, Type::I32, Type::U32, Type::I64, Type::U64];

/// A first version that ONNX does not have. ONNX Runtime's optimizer makes these operators parts of convolutions and of
/// matrix products by the versions that it knows, and reads their attributes then, the defaults too: those are nowhere,
/// since a library's operator cannot say what they are, and ONNX Runtime ends by a segmentation fault (LeakyRelu) or
/// does not load the model. A version that it does not know it leaves alone.
const UNFUSED: c_int = 7;

pub(super) static ROWS: &[Row] = &[
    Row::elementwise("Celu", 12, |node| Ok(Celu { alpha: node.float(c"alpha", 1.0) }.into())).by_default(),
    // Bounds are attributes before version 11: the optimizer asks a node of such a version for them.
    Row::new("Clip", 11, Make::Clip)
        .inputs(&[Port::Required, Port::Optional, Port::Optional])
        .plain(INTEGERS_AND_DOUBLES),
    Row::elementwise("Elu", UNFUSED, |node| Ok(Elu { alpha: node.float(c"alpha", 1.0) }.into())).by_default(),
    Row::elementwise("Erf", 9, |_| Ok(Erf.into())).by_default(),
    Row::elementwise("Exp", 6, |_| Ok(Exp.into())).built_in(13, &[Type::F64], &[]),
    Row::elementwise("Gelu", 20, |node| {
        Ok(match node.word(c"approximate", &["none", "tanh"])? {
            "tanh" => Gelu::Tanh,
            _ => Gelu::Erf,
        }
        .into())
    })
    .by_default(),
    Row::elementwise("HardSigmoid", UNFUSED, |node| {
        let (alpha, beta) = (node.float(c"alpha", 0.2), node.float(c"beta", 0.5));
        Ok(LinearHardsigmoid { alpha, beta }.into())
    }),
    Row::elementwise("HardSwish", 14, |_| Ok(Hardswish.into())).by_default(),
    Row::elementwise("LeakyRelu", UNFUSED, |node| {
        Ok(LeakyRelu { negative_slope: node.float(c"alpha", 0.01) }.into())
    })
    .with_doubles(),
    Row::elementwise("Log", 6, |_| Ok(Ln.into())).built_in(13, &[Type::F64], &[]).by_default(),
    Row::elementwise("Mish", 18, |_| Ok(Mish.into())).with_doubles().by_default(),
    Row::new("PRelu", 7, Make::PRelu)
        .inputs(&[Port::Required, Port::Required])
        .plain(NUMBERS_OF_PRELU)
        .by_default(),
    Row::elementwise("Relu", 6, |_| Ok(Relu.into())).built_in(14, &[Type::F64, Type::I8, Type::I32], &[]),
    Row::new("Selu", UNFUSED, Make::Selu).by_default(),
    Row::elementwise("Shrink", 9, |node| {
        Ok(Shrink { lambda: node.float(c"lambd", 0.5), bias: node.float(c"bias", 0.0) }.into())
    })
    .built_in(9, INTEGERS_AND_DOUBLES, &[Attribute::Float(c"lambd", 0.5), Attribute::Float(c"bias", 0.0)])
    .by_default(),
    Row::elementwise("Sigmoid", 6, |_| Ok(Sigmoid.into())).built_in(13, &[Type::F64], &[]).by_default(),
    Row::elementwise("Softplus", 1, |_| Ok(Softplus::default().into())).by_default(),
    Row::elementwise("Softsign", 1, |_| Ok(Softsign.into())).by_default(),
    Row::elementwise("Swish", 24, |node| Ok(Swish { alpha: node.float(c"alpha", 1.0) }.into()))
        .with_doubles()
        .by_default(),
    Row::elementwise("Tanh", 6, |_| Ok(Tanh.into())).built_in(13, &[Type::F64], &[]).by_default(),
    // Of version 10 the optimizer would ask for alpha: see above.
    Row::elementwise("ThresholdedRelu", 11, |node| {
        Ok(ThresholdedRelu { alpha: node.float(c"alpha", 1.0) }.into())
    })
    .by_default(),
];
