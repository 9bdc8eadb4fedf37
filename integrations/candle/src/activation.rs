//! `candle_nn::Activation` by variant.

use candle_core::{Module, Result, Tensor};

use crate::ops;

/// An activation as models' configurations name it: `candle_nn::Activation`, variant for variant, and the
/// same text in a configuration.
#[derive(Debug, Clone, Copy, PartialEq, serde::Deserialize, serde::Serialize, Default)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names of candle")]
pub enum Activation {
    #[default]
    #[serde(alias = "gelu")]
    Gelu,
    #[serde(alias = "gelu_new")]
    NewGelu,
    Relu,
    Relu2,
    Relu6,
    Silu,
    Sigmoid,
    HardSigmoid,
    Swiglu,
    Swish,
    Mish,
    HardSwish,
    Elu(f64),
    LeakyRelu(f64),
    #[serde(alias = "gelu_pytorch_tanh")]
    GeluPytorchTanh,
}

impl Module for Activation {
    fn forward(&self, xs: &Tensor) -> Result<Tensor> {
        match *self {
            Self::Gelu => ops::gelu_erf(xs),
            Self::NewGelu | Self::GeluPytorchTanh => ops::gelu(xs),
            Self::Relu => ops::relu(xs),
            Self::Relu2 => ops::relu2(xs),
            Self::Relu6 => ops::relu6(xs),
            Self::Silu | Self::Swish => ops::silu(xs),
            Self::Sigmoid => ops::sigmoid(xs),
            Self::HardSigmoid => ops::hard_sigmoid(xs),
            Self::Swiglu => ops::swiglu(xs),
            Self::Mish => ops::mish(xs),
            Self::HardSwish => ops::hard_swish(xs),
            Self::Elu(alpha) => ops::elu(xs, alpha),
            Self::LeakyRelu(negative_slope) => ops::leaky_relu(xs, negative_slope),
        }
    }
}

/// The same from candle's, variant by variant: one that candle adds does not compile until it is here too.
impl From<candle_nn::Activation> for Activation {
    fn from(activation: candle_nn::Activation) -> Self {
        use candle_nn::Activation as Other;
        match activation {
            Other::Gelu => Self::Gelu,
            Other::NewGelu => Self::NewGelu,
            Other::Relu => Self::Relu,
            Other::Relu2 => Self::Relu2,
            Other::Relu6 => Self::Relu6,
            Other::Silu => Self::Silu,
            Other::Sigmoid => Self::Sigmoid,
            Other::HardSigmoid => Self::HardSigmoid,
            Other::Swiglu => Self::Swiglu,
            Other::Swish => Self::Swish,
            Other::Mish => Self::Mish,
            Other::HardSwish => Self::HardSwish,
            Other::Elu(alpha) => Self::Elu(alpha),
            Other::LeakyRelu(negative_slope) => Self::LeakyRelu(negative_slope),
            Other::GeluPytorchTanh => Self::GeluPytorchTanh,
        }
    }
}
