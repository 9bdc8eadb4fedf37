//! Activations that learn something, or draw it.

use activ8::SwiGlu as Gate;
use burn::config::Config;
use burn::module::{Content, DisplaySettings, Flag, Module, ModuleDisplay, Param};
use burn::nn::activation as theirs;
use burn::nn::{Initializer, Linear, LinearLayout};
use burn::tensor::{Device, Tensor};

use crate::activation;
use crate::module::displayed;

/// [`activation::prelu`] with slopes that are learnt.
#[derive(Module, Debug)]
#[module(custom_display)]
pub struct PRelu {
    /// The slopes.
    pub alpha: Param<Tensor<1>>,
    /// What they began with.
    pub alpha_value: f64,
}

/// The configuration of [`PRelu`].
#[derive(Config, Debug)]
pub struct PReluConfig {
    /// The number of slopes: 1, or that of the channels.
    #[config(default = "1")]
    pub num_parameters: usize,
    /// What they begin with.
    #[config(default = "0.25")]
    pub alpha: f64,
}

impl PReluConfig {
    /// The module.
    pub fn init(&self, device: &Device) -> PRelu {
        let Self { num_parameters, alpha } = *self;
        let theirs::PRelu { alpha, alpha_value } = theirs::PReluConfig { num_parameters, alpha }.init(device);
        PRelu { alpha, alpha_value }
    }
}

impl ModuleDisplay for PRelu {
    fn custom_settings(&self) -> Option<DisplaySettings> {
        DisplaySettings::new().with_new_line_after_attribute(false).optional()
    }

    fn custom_content(&self, content: Content) -> Option<Content> {
        let [num_parameters] = self.alpha.shape().dims();
        content.add("num_parameters", &num_parameters).add("alpha_value", &self.alpha_value).optional()
    }
}

impl PRelu {
    /// Its values.
    pub fn forward<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        activation::prelu(input, self.alpha.val())
    }
}

/// Rectified linear units whose slopes are drawn while training, which is burn's own, and else are the mean of the
/// bounds: [`activation::leaky_relu`].
#[derive(Module, Debug)]
#[module(custom_display)]
pub struct RRelu {
    /// The least slope.
    pub lower: f64,
    /// The greatest slope.
    pub upper: f64,
    /// Whether slopes are drawn.
    pub training: Param<Flag>,
}

/// The configuration of [`RRelu`].
#[derive(Config, Debug)]
pub struct RReluConfig {
    /// The least slope.
    #[config(default = "0.125")]
    pub lower: f64,
    /// The greatest slope.
    #[config(default = "1.0 / 3.0")]
    pub upper: f64,
}

impl RReluConfig {
    /// The module.
    ///
    /// # Panics
    /// For bounds that burn refuses.
    pub fn init(&self) -> RRelu {
        let Self { lower, upper } = *self;
        let theirs::RRelu { lower, upper, training } = theirs::RReluConfig { lower, upper }.init();
        RRelu { lower, upper, training }
    }
}

displayed! { RRelu { lower, upper } }

impl RRelu {
    /// Its values.
    pub fn forward<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        if self.training.is_enabled() && input.device().is_autodiff() {
            let Self { lower, upper, training } = self.clone();
            return theirs::RRelu { lower, upper, training }.forward(input);
        }
        activation::leaky_relu(input, f64::midpoint(self.lower, self.upper))
    }
}

/// `silu(inner(x)) · outer(x)`: two products and [`activ8::SwiGlu`], which is one pass.
#[derive(Module, Debug)]
#[module(custom_display)]
pub struct SwiGlu {
    /// The product that goes through silu.
    pub linear_inner: Linear,
    /// The other.
    pub linear_outer: Linear,
}

/// The configuration of [`SwiGlu`].
#[derive(Config, Debug)]
pub struct SwiGluConfig {
    /// The features of the input.
    pub d_input: usize,
    /// The features of the output.
    pub d_output: usize,
    /// Whether products have a bias.
    #[config(default = false)]
    pub bias: bool,
    /// What weights begin with.
    #[config(default = "Initializer::KaimingUniform { gain: 1.0 / 3f64.sqrt(), fan_out_only: false }")]
    pub initializer: Initializer,
    /// How weights lie in memory.
    #[config(default = "LinearLayout::Row")]
    pub layout: LinearLayout,
}

impl SwiGluConfig {
    /// The module.
    pub fn init(&self, device: &Device) -> SwiGlu {
        let theirs::SwiGlu { linear_inner, linear_outer } = theirs::SwiGluConfig {
            d_input: self.d_input,
            d_output: self.d_output,
            bias: self.bias,
            initializer: self.initializer.clone(),
            layout: self.layout,
        }
        .init(device);
        SwiGlu { linear_inner, linear_outer }
    }
}

impl ModuleDisplay for SwiGlu {
    fn custom_settings(&self) -> Option<DisplaySettings> {
        DisplaySettings::new().with_new_line_after_attribute(false).optional()
    }

    fn custom_content(&self, content: Content) -> Option<Content> {
        let [d_input, d_output] = self.linear_inner.weight.shape().dims();
        let bias = self.linear_inner.bias.is_some();
        content.add("d_input", &d_input).add("d_output", &d_output).add("bias", &bias).optional()
    }
}

impl SwiGlu {
    /// Its values.
    pub fn forward<const D: usize>(&self, input: Tensor<D>) -> Tensor<D> {
        let gates = self.linear_inner.forward(input.clone());
        activation::gated_or(gates, self.linear_outer.forward(input), Gate::default(), |gates, values| {
            burn::tensor::activation::silu(gates).mul(values)
        })
    }
}
