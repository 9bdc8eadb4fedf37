//! `burn::nn` with the core's activations and losses: what is not replaced is burn's own, under the same name.

pub mod activation;
pub use crate::loss;

// Each by its name, which hides burn's.
pub use activation::{
    Activation, ActivationConfig, Celu, CeluConfig, Elu, EluConfig, GLU, Gelu, HardShrink, HardShrinkConfig,
    HardSigmoid, HardSigmoidConfig, HardSwish, Hardtanh, HardtanhConfig, LeakyRelu, LeakyReluConfig,
    LogSigmoid, Mish, PRelu, PReluConfig, RRelu, RReluConfig, Relu, Relu6, Selu, Shrink, ShrinkConfig, SiLU,
    Sigmoid, SoftShrink, SoftShrinkConfig, Softplus, SoftplusConfig, Softsign, SwiGlu, SwiGluConfig, Tanh,
    Tanhshrink, Threshold, ThresholdConfig, ThresholdedRelu, ThresholdedReluConfig,
};
pub use burn::nn::*;
