//! `burn::nn::activation`: the modules of [`crate::activation`].

mod learnt;
mod wrapper;

use crate::activation;
use crate::module::{configured, module};
use burn::module::Module;
use burn::tensor::{AsIndex, Tensor};
pub use learnt::{PRelu, PReluConfig, RRelu, RReluConfig, SwiGlu, SwiGluConfig};
pub use wrapper::{Activation, ActivationConfig};

module! {
    /// [`activation::relu`]
    Relu => activation::relu
}
module! {
    /// [`activation::relu6`]
    Relu6 => activation::relu6
}
module! {
    /// [`activation::silu`]
    SiLU => activation::silu
}
module! {
    /// [`activation::mish`]
    Mish => activation::mish
}
module! {
    /// [`activation::sigmoid`]
    Sigmoid => activation::sigmoid
}
module! {
    /// [`activation::log_sigmoid`]
    LogSigmoid => activation::log_sigmoid
}
module! {
    /// [`activation::hard_swish`]
    HardSwish => activation::hard_swish
}
module! {
    /// [`activation::tanh`]
    Tanh => activation::tanh
}
module! {
    /// [`activation::tanhshrink`]
    Tanhshrink => activation::tanhshrink
}
module! {
    /// [`activation::softsign`]
    Softsign => activation::softsign
}
module! {
    /// [`activation::selu`]
    Selu => activation::selu
}
configured! {
    /// [`activation::leaky_relu`]
    LeakyRelu, LeakyReluConfig of burn::nn::activation::LeakyReluConfig {
        /// The slope below 0.
        negative_slope: f64 = 0.01
    } => activation::leaky_relu
}
configured! {
    /// [`activation::hardtanh`]
    Hardtanh, HardtanhConfig of burn::nn::activation::HardtanhConfig {
        /// The least value.
        min_val: f64 = "-1.0",
        /// The greatest value.
        max_val: f64 = "1.0"
    } => activation::hardtanh
}
configured! {
    /// [`activation::thresholded_relu`]
    ThresholdedRelu, ThresholdedReluConfig of burn::nn::activation::ThresholdedReluConfig {
        /// Up to where the value is 0.
        alpha: f64 = 1.0
    } => activation::thresholded_relu
}
configured! {
    /// [`activation::threshold`]
    Threshold, ThresholdConfig of burn::nn::activation::ThresholdConfig {
        /// Up to where the value is another one.
        threshold: f64,
        /// That one.
        value: f64
    } => activation::threshold
}
configured! {
    /// [`activation::hard_sigmoid`]
    HardSigmoid, HardSigmoidConfig of burn::nn::activation::HardSigmoidConfig {
        /// The slope.
        alpha: f64 = 0.2,
        /// The value at 0.
        beta: f64 = 0.5
    } => activation::hard_sigmoid
}
configured! {
    /// [`activation::softplus_with_threshold`]
    Softplus, SoftplusConfig of burn::nn::activation::SoftplusConfig {
        /// How sharp it is.
        beta: f64 = 1.0,
        /// The beta·x above which the value is x.
        threshold: f64 = 20.0
    } => activation::softplus_with_threshold
}
configured! {
    /// [`activation::elu`]
    Elu, EluConfig of burn::nn::activation::EluConfig {
        /// Minus the value at −∞.
        alpha: f64 = 1.0
    } => activation::elu
}
configured! {
    /// [`activation::celu`]
    Celu, CeluConfig of burn::nn::activation::CeluConfig {
        /// Minus the value at −∞.
        alpha: f64 = 1.0
    } => activation::celu
}
configured! {
    /// [`activation::hard_shrink`]
    HardShrink, HardShrinkConfig of burn::nn::activation::HardShrinkConfig {
        /// Up to which |x| the value is 0.
        lambda: f64 = 0.5
    } => activation::hard_shrink
}
configured! {
    /// [`activation::soft_shrink`]
    SoftShrink, SoftShrinkConfig of burn::nn::activation::SoftShrinkConfig {
        /// Up to which |x| the value is 0, and by how much others are nearer to it.
        lambda: f64 = 0.5
    } => activation::soft_shrink
}
configured! {
    /// [`activation::shrink`]
    Shrink, ShrinkConfig of burn::nn::activation::ShrinkConfig {
        /// Up to which |x| the value is 0.
        lambda: f64 = 0.5,
        /// By how much others are nearer to 0.
        bias: f64 = 0.5
    } => activation::shrink
}

/// [`activation::gelu`], or [`activation::gelu_approximate`].
#[derive(Module, Debug, Default)]
pub struct Gelu {
    /// Whether it is the form by tanh.
    pub approximate: bool,
}

impl Gelu {
    /// The exact one.
    pub fn new() -> Self {
        Self::default()
    }

    /// The form by tanh.
    pub fn new_approximate() -> Self {
        Self { approximate: true }
    }

    /// Its values.
    pub fn forward<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        if self.approximate { activation::gelu_approximate(input) } else { activation::gelu(input) }
    }
}

/// [`activation::glu`] along a dimension.
#[derive(Module, Debug, Default)]
pub struct GLU {
    dim: isize,
}

impl GLU {
    /// Along this dimension; one below 0 counts from the end.
    pub fn new(dim: impl AsIndex) -> Self {
        Self { dim: dim.as_index() }
    }

    /// Its values.
    pub fn forward<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        activation::glu(input, self.dim)
    }
}
