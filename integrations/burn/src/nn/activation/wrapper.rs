//! Any of the activations as one module, for models that choose.

use burn::config::Config;
use burn::module::Module;
use burn::nn::Identity;
use burn::tensor::{Device, Tensor};

use super::{
    Celu, CeluConfig, Elu, EluConfig, Gelu, HardShrink, HardShrinkConfig, HardSigmoid, HardSigmoidConfig,
    HardSwish, LeakyRelu, LeakyReluConfig, PRelu, PReluConfig, Relu, Selu, Shrink, ShrinkConfig, Sigmoid,
    SoftShrink, SoftShrinkConfig, Softplus, SoftplusConfig, Softsign, SwiGlu, SwiGluConfig, Tanh,
    ThresholdedRelu, ThresholdedReluConfig,
};

/// The configurations of activations without parameters, with parameters, and with what lies on a device.
macro_rules! configs {
    (
        plain { $($plain:ident = $module:expr;)* }
        with_parameters { $($given:ident($given_config:ident);)* }
        learnt { $($learnt:ident($learnt_config:ident);)* }
    ) => {
        /// The configuration of an [`Activation`]: burn's, variant for variant.
        #[derive(Config, Debug)]
        #[non_exhaustive]
        #[allow(missing_docs, reason = "the names of the modules")]
        pub enum ActivationConfig {
            $($plain,)*
            $($given($given_config),)*
            $($learnt($learnt_config),)*
        }

        impl ActivationConfig {
            /// The module.
            pub fn init(&self, device: &Device) -> Activation {
                match self {
                    $(Self::$plain => $module.into(),)*
                    $(Self::$given(config) => config.init().into(),)*
                    $(Self::$learnt(config) => config.init(device).into(),)*
                }
            }
        }

        $(impl From<$given_config> for ActivationConfig {
            fn from(config: $given_config) -> Self {
                Self::$given(config)
            }
        })*
        $(impl From<$learnt_config> for ActivationConfig {
            fn from(config: $learnt_config) -> Self {
                Self::$learnt(config)
            }
        })*
    };
}

configs! {
    plain {
        Identity = Identity::new();
        Gelu = Gelu::new();
        GeluApproximate = Gelu::new_approximate();
        Relu = Relu;
        Selu = Selu;
        Sigmoid = Sigmoid;
        Tanh = Tanh;
        HardSwish = HardSwish;
        Softsign = Softsign;
    }
    with_parameters {
        LeakyRelu(LeakyReluConfig);
        HardSigmoid(HardSigmoidConfig);
        Softplus(SoftplusConfig);
        Elu(EluConfig);
        Celu(CeluConfig);
        ThresholdedRelu(ThresholdedReluConfig);
        HardShrink(HardShrinkConfig);
        SoftShrink(SoftShrinkConfig);
        Shrink(ShrinkConfig);
    }
    learnt {
        PRelu(PReluConfig);
        SwiGlu(SwiGluConfig);
    }
}

/// The variants of [`Activation`].
macro_rules! modules {
    ($($module:ident)*) => {
        /// Any activation: burn's `Activation`, variant for variant.
        #[derive(Module, Debug)]
        #[non_exhaustive]
        #[allow(clippy::large_enum_variant, reason = "as burn's is")]
        pub enum Activation {
            $(#[doc = concat!("[`", stringify!($module), "`]")] $module($module),)*
        }

        $(impl From<$module> for Activation {
            fn from(module: $module) -> Self {
                Self::$module(module)
            }
        })*

        impl Activation {
            /// Its values.
            pub fn forward<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
                match self {
                    $(Self::$module(module) => module.forward(input),)*
                }
            }
        }
    };
}

modules! {
    Identity Gelu PRelu Relu LeakyRelu SwiGlu Selu Sigmoid Tanh HardSigmoid HardSwish Softplus Softsign Elu Celu
    ThresholdedRelu HardShrink SoftShrink Shrink
}
