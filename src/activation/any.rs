//! The list of all elementwise activations, and any of them as one type.

#[cfg(feature = "std")]
#[path = "any/arguments.rs"]
mod arguments;
#[cfg(feature = "std")]
#[path = "any/names.rs"]
mod names;

#[cfg(feature = "std")]
use core::fmt;
#[cfg(feature = "std")]
use core::str::FromStr;

use super::elementwise::elementwise;
use super::gelu::{ByErf, ByQuick, ByTanh};
use super::softplus::Unit;
use super::*;
use crate::element::Slice;
#[cfg(feature = "std")]
use crate::error::Error;
use crate::shape::Map;

/// Every elementwise activation is a row here: its type, its name, and its parameters.
macro_rules! any {
    (
        formulas { $($formula:ident $name:literal $({ $($parameter:ident),* })? $($from_output:ident)? $(=> { $($pattern:pat => $map:expr),* })?;)* }
        choices { $($choice:ident { $($variant:ident $variant_name:literal => $choice_map:expr),* };)* }
    ) => {
        $(elementwise! { $formula $($from_output)? $(=> { $($pattern => $map),* })? })*
        $(elementwise! { $choice => { $($choice::$variant => $choice_map),* } })*

        crate::place::placed! { $($formula)* $($choice)* AnyActivation }

        /// Any elementwise activation: what an engine makes of a model's configuration.
        ///
        /// It parses the names of PyTorch's classes and functions, of ONNX's operators and of Hugging
        /// Face's and Keras' configurations, in any case, with or without `_` and `-`. Arguments may follow in
        /// parentheses, by name or in their place, as PyTorch prints its modules: `ReLU(inplace=True)`,
        /// `GELU(approximate='tanh')`, `Softshrink(0.5)`; `nn.` and `torch.nn.` may stand before. An argument that
        /// it does not have is an [`Error::Argument`], and a name of an operation over rows or of gates an
        /// [`Error::NotElementwise`]. It displays as a name that it parses.
        ///
        /// Where one name means different things, the exact spelling decides: `HardSigmoid` is ONNX's
        /// (0.2·x + 0.5), `hardsigmoid` and `Hardsigmoid` are PyTorch's. `gelu` is the exact one, as in
        /// PyTorch, ONNX and Hugging Face (ggml and candle's `Tensor::gelu` mean `gelu_tanh`).
        ///
        /// ```
        /// use activ8::{Activation, AnyActivation, Gelu, LeakyRelu};
        ///
        /// assert_eq!("gelu_new".parse(), Ok(AnyActivation::from(Gelu::Tanh)));
        /// let leaky: AnyActivation = "LeakyReLU(negative_slope=0.5)".parse()?;
        /// assert_eq!(leaky, LeakyRelu { negative_slope: 0.5 }.into());
        /// assert_eq!(leaky.to_string(), "leaky_relu(negative_slope=0.5)");
        /// let mut x = [-2.0, 2.0];
        /// leaky.forward_in_place(&mut x)?;
        /// assert_eq!(x, [-1.0, 2.0]);
        /// let error = "gleu".parse::<AnyActivation>().unwrap_err();
        /// assert!(error.to_string().contains("\"gelu\""));
        /// # Ok::<(), activ8::Error>(())
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum AnyActivation {
            $(#[doc = concat!("[`", stringify!($formula), "`](crate::", stringify!($formula), ")")]
            $formula($formula),)*
            $(#[doc = concat!("[`", stringify!($choice), "`](crate::", stringify!($choice), ")")]
            $choice($choice),)*
        }

        impl AnyActivation {
            /// Every elementwise activation, with its parameters' defaults.
            #[cfg(feature = "std")]
            pub fn all() -> Vec<Self> {
                vec![$(Self::$formula($formula::default()),)* $($(Self::$choice($choice::$variant),)*)*]
            }

            /// Its name, without parameters.
            pub fn name(&self) -> &'static str {
                match self {
                    $(Self::$formula(_) => $name,)*
                    $($(Self::$choice($choice::$variant) => $variant_name,)*)*
                }
            }

            /// Its parameters' names and values.
            #[cfg(feature = "std")]
            pub fn parameters(&self) -> Vec<(&'static str, f32)> {
                match self {
                    $(Self::$formula(_formula) => {
                        vec![$($((stringify!($parameter), _formula.$parameter)),*)?]
                    })*
                    $(Self::$choice(_) => Vec::new(),)*
                }
            }

            #[cfg(feature = "std")]
            fn parameter_mut(&mut self, name: &str) -> Option<&mut f32> {
                match self {
                    $(Self::$formula(_formula) => match name {
                        $($(stringify!($parameter) => Some(&mut _formula.$parameter),)*)?
                        _ => None,
                    })*
                    $(Self::$choice(_) => None,)*
                }
            }
        }

        impl Activation for AnyActivation {
            fn max_ulp(&self, tier: Tier) -> f64 {
                match self {
                    $(Self::$formula(activation) => activation.max_ulp(tier),)*
                    $(Self::$choice(activation) => activation.max_ulp(tier),)*
                }
            }

            fn output_gradient(&self) -> Option<OutputGradient<'_>> {
                match self {
                    $(Self::$formula(activation) => activation.output_gradient(),)*
                    $(Self::$choice(activation) => activation.output_gradient(),)*
                }
            }

            fn run(&self, place: Place, verb: Verb<'_>) -> Result<()> {
                match self {
                    $(Self::$formula(activation) => activation.run(place, verb),)*
                    $(Self::$choice(activation) => activation.run(place, verb),)*
                }
            }

        }

        impl Elementwise for AnyActivation {
            fn max_ulp_gradient(&self, tier: Tier) -> f64 {
                match self {
                    $(Self::$formula(activation) => activation.max_ulp_gradient(tier),)*
                    $(Self::$choice(activation) => activation.max_ulp_gradient(tier),)*
                }
            }

            fn is_faster(&self) -> bool {
                match self {
                    $(Self::$formula(activation) => activation.is_faster(),)*
                    $(Self::$choice(activation) => activation.is_faster(),)*
                }
            }

            fn run_biased(&self, place: Place, bias: Slice<'_>, verb: Verb<'_>) -> Result<()> {
                match self {
                    $(Self::$formula(activation) => activation.run_biased(place, bias, verb),)*
                    $(Self::$choice(activation) => activation.run_biased(place, bias, verb),)*
                }
            }
        }

        $(impl From<$formula> for AnyActivation {
            fn from(activation: $formula) -> Self {
                Self::$formula(activation)
            }
        })*
        $(impl From<$choice> for AnyActivation {
            fn from(activation: $choice) -> Self {
                Self::$choice(activation)
            }
        })*
    };
}

any! {
    formulas {
        Celu "celu" { alpha } from_output => { Celu { alpha: 1.0 } => Elu { alpha: 1.0 }, celu => celu };
        ClippedGelu "clipped_gelu" { min, max };
        Elu "elu" { alpha } from_output;
        Erf "erf";
        Exp "exp" from_output;
        ExpM1 "exp_m1";
        Hardshrink "hardshrink" { lambda };
        Hardsigmoid "hardsigmoid";
        Hardswish "hardswish";
        Hardtanh "hardtanh" { min, max } from_output;
        Identity "identity";
        Laplace "laplace" { mu, sigma };
        LeakyRelu "leaky_relu" { negative_slope } from_output;
        LinearHardsigmoid "linear_hardsigmoid" { alpha, beta };
        Ln "ln";
        Ln1p "ln_1p";
        LogSigmoid "log_sigmoid" from_output;
        Mish "mish";
        RRelu "rrelu" { lower, upper };
        Relu "relu" from_output;
        Relu6 "relu6" from_output;
        ScaledTanh "scaled_tanh" { alpha, beta } => {
            ScaledTanh { alpha: 1.0, beta: 1.0 } => Tanh,
            scaled_tanh => scaled_tanh
        };
        Selu "selu" from_output;
        Shrink "shrink" { lambda, bias };
        Sigmoid "sigmoid" from_output;
        Silu "silu";
        SoftCap "soft_cap" { cap };
        Softplus "softplus" { beta, threshold } from_output => {
            Softplus { beta: 1.0, threshold } => Unit { threshold },
            softplus => softplus
        };
        Softshrink "softshrink" { lambda };
        Softsign "softsign";
        SparsePlus "sparse_plus";
        SquaredRelu "squared_relu";
        Squareplus "squareplus" { b };
        Swish "swish" { alpha } => { Swish { alpha: 1.0 } => Silu, swish => swish };
        Tanh "tanh" from_output;
        Tanhshrink "tanhshrink";
        Threshold "threshold" { threshold, value } from_output;
        ThresholdedRelu "thresholded_relu" { alpha };
        XIelu "xielu" { alpha_p, alpha_n, beta, eps };
    }
    choices {
        Gelu { Erf "gelu" => ByErf, Tanh "gelu_tanh" => ByTanh, Quick "gelu_quick" => ByQuick };
    }
}

#[cfg(feature = "std")]
impl fmt::Display for AnyActivation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parameters = self.parameters().into_iter().map(|(name, value)| format!("{name}={value}"));
        let parameters = parameters.collect::<Vec<_>>().join(", ");
        match parameters.as_str() {
            "" => f.pad(self.name()),
            _ => f.pad(&format!("{}({parameters})", self.name())),
        }
    }
}

#[cfg(feature = "std")]
impl FromStr for AnyActivation {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let unknown = || Error::UnknownActivation { value: text.to_owned(), near: names::near(text) };
        let (name, given) = match text.trim().split_once('(') {
            Some((name, rest)) => (name, rest.strip_suffix(')').ok_or_else(unknown)?),
            None => (text, ""),
        };
        let name = names::of_torch(name.trim());
        if let Some(operation) = names::other(name) {
            return Err(Error::NotElementwise { value: text.to_owned(), operation });
        }
        arguments::given(names::find(name).ok_or_else(unknown)?, given)
    }
}
