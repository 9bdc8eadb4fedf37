//! The types of elements.

use std::borrow::Cow;

use ort_sys::ONNXTensorElementDataType as Onnx;

/// What a tensor's elements are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Element {
    F32,
    F16,
    Bf16,
    F64,
    I8,
    U8,
    I16,
    U16,
    I32,
    U32,
    I64,
    U64,
}

impl Element {
    /// Those that the core has kernels for.
    pub(crate) const FLOATS: [Self; 3] = [Self::F32, Self::F16, Self::Bf16];

    pub(crate) fn onnx(self) -> Onnx {
        match self {
            Self::F32 => Onnx::ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT,
            Self::F16 => Onnx::ONNX_TENSOR_ELEMENT_DATA_TYPE_FLOAT16,
            Self::Bf16 => Onnx::ONNX_TENSOR_ELEMENT_DATA_TYPE_BFLOAT16,
            Self::F64 => Onnx::ONNX_TENSOR_ELEMENT_DATA_TYPE_DOUBLE,
            Self::I8 => Onnx::ONNX_TENSOR_ELEMENT_DATA_TYPE_INT8,
            Self::U8 => Onnx::ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT8,
            Self::I16 => Onnx::ONNX_TENSOR_ELEMENT_DATA_TYPE_INT16,
            Self::U16 => Onnx::ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT16,
            Self::I32 => Onnx::ONNX_TENSOR_ELEMENT_DATA_TYPE_INT32,
            Self::U32 => Onnx::ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT32,
            Self::I64 => Onnx::ONNX_TENSOR_ELEMENT_DATA_TYPE_INT64,
            Self::U64 => Onnx::ONNX_TENSOR_ELEMENT_DATA_TYPE_UINT64,
        }
    }
}

/// A type of elements that the core has kernels for.
pub(crate) trait Float: activ8::Element + activ8::Target<f32> {
    /// The least finite one.
    const LOWEST: f32;
    fn to_f32(self) -> f32;
    fn of_f32(x: f32) -> Self;
    /// The same as floats, without a copy where they are.
    fn as_f32s(x: &[Self]) -> Cow<'_, [f32]>;
}

macro_rules! floats {
    ($($type:ty, $lowest:expr, $to:expr, $of:expr, $all:expr;)*) => {$(
        impl Float for $type {
            const LOWEST: f32 = $lowest;
            fn to_f32(self) -> f32 {
                $to(self)
            }
            fn of_f32(x: f32) -> Self {
                $of(x)
            }
            fn as_f32s(x: &[Self]) -> Cow<'_, [f32]> {
                $all(x)
            }
        }
    )*};
}

floats! {
    f32, f32::MIN, std::convert::identity, std::convert::identity, Cow::Borrowed;
    activ8::f16, -65504.0, activ8::f16::to_f32, activ8::f16::from_f32, widened;
    activ8::bf16, f32::from_bits(0xff7f_0000), activ8::bf16::to_f32, activ8::bf16::from_f32, widened;
}

fn widened<E: Float>(x: &[E]) -> Cow<'_, [f32]> {
    x.iter().map(|x| x.to_f32()).collect()
}
