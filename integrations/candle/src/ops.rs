//! `candle_nn::ops` by name and signature, and what candle has no name for.
//!
//! Functions without a kernel here (`dropout`, `layer_norm`, `rms_norm`, `sdpa`, ...) are candle's own.

mod attention;
mod gumbel_softmax;
mod log_sum_exp;
mod router;
mod rrelu;
mod softmax;

use activ8::{GateLayout, Glu, SwiGlu};
use candle_core::shape::Dim;
use candle_core::{D, Result, Tensor};
pub use candle_nn::ops::{
    Dropout, Identity, dropout, layer_norm, layer_norm_slow, pixel_shuffle, pixel_unshuffle,
    replication_pad2d, rms_norm, rms_norm_slow, sdpa,
};

use crate::activate::{Activate, apply};
use crate::float::is_ours;
pub use attention::{attention_softmax, softmax_scaled_masked, softmax_scaled_masked_in_place};
pub use gumbel_softmax::gumbel_softmax;
pub use log_sum_exp::{log_sum_exp, safe_log_sum_exp};
pub use router::{route, route_given};
pub use rrelu::rrelu;
pub use softmax::{hardmax, log_softmax, safe_log_softmax, safe_softmax, softmax, softmax_last_dim, softmin};

/// Functions of a tensor with one line each: what is computed here, and else candle's own.
macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident($xs:ident $(, $parameter:ident: $of:ty)*) = $activation:expr, else $other:expr;)*) => {$(
        $(#[$doc])*
        pub fn $name($xs: &Tensor $(, $parameter: $of)*) -> Result<Tensor> {
            if is_ours($xs) { apply(stringify!($name), $xs, $activation) } else { $other }
        }
    )*};
}

functions! {
    /// [`activ8::Sigmoid`]
    sigmoid(xs) = activ8::Sigmoid, else candle_nn::ops::sigmoid(xs);
    /// [`activ8::Hardsigmoid`]: `clamp(x / 6 + 1/2, 0, 1)`
    hard_sigmoid(xs) = activ8::Hardsigmoid, else candle_nn::ops::hard_sigmoid(xs);
    /// [`activ8::Hardswish`]
    hard_swish(xs) = activ8::Hardswish, else xs * candle_nn::ops::hard_sigmoid(xs)?;
    /// [`activ8::Mish`]
    mish(xs) = activ8::Mish, else candle_nn::ops::mish(xs);
    /// [`activ8::Silu`]
    silu(xs) = activ8::Silu, else candle_nn::ops::silu(xs);
    /// [`activ8::LeakyRelu`]
    leaky_relu(xs, negative_slope: f64) = activ8::LeakyRelu { negative_slope: negative_slope as f32 },
        else candle_nn::ops::leaky_relu(xs, negative_slope);
    /// [`activ8::Relu`]; NaN stays NaN.
    relu(xs) = activ8::Relu, else xs.relu();
    /// [`activ8::Relu6`]
    relu6(xs) = activ8::Relu6, else xs.clamp(0f32, 6f32);
    /// [`activ8::SquaredRelu`]
    relu2(xs) = activ8::SquaredRelu, else xs.relu()?.sqr();
    /// [`activ8::Elu`]
    elu(xs, alpha: f64) = activ8::Elu { alpha: alpha as f32 }, else xs.elu(alpha);
    /// [`activ8::Gelu::Tanh`], as `Tensor::gelu` is.
    gelu(xs) = activ8::Gelu::Tanh, else xs.gelu();
    /// [`activ8::Gelu::Erf`], the exact one.
    gelu_erf(xs) = activ8::Gelu::Erf, else xs.gelu_erf();
    /// [`activ8::Tanh`]
    tanh(xs) = activ8::Tanh, else xs.tanh();
    /// [`activ8::Erf`]
    erf(xs) = activ8::Erf, else xs.erf();
    /// [`activ8::Exp`]
    exp(xs) = activ8::Exp, else xs.exp();
    /// [`activ8::Ln`]
    log(xs) = activ8::Ln, else xs.log();
}

/// `gamma · (x where x > 0, else alpha · (e^x − 1))`: [`activ8::Selu`] where both are its constants.
pub fn selu(xs: &Tensor, alpha: f32, gamma: f32) -> Result<Tensor> {
    const ALPHA: f32 = 1.673_263_2;
    const GAMMA: f32 = 1.050_701;
    match (alpha, gamma) {
        _ if !is_ours(xs) => candle_nn::ops::selu(xs, alpha, gamma),
        (ALPHA, GAMMA) => apply("selu", xs, activ8::Selu),
        _ => elu(xs, f64::from(alpha))? * f64::from(gamma),
    }
}

/// [`activ8::SwiGlu`] of the halves of the last dimension: `silu(first) · second`.
pub fn swiglu(xs: &Tensor) -> Result<Tensor> {
    if !is_ours(xs) {
        return candle_nn::ops::swiglu(xs);
    }
    let row = xs.dim(D::Minus1)?;
    xs.activate_packed(GateLayout::GatesFirst(row), SwiGlu::default())
}

/// [`activ8::Glu`] of the halves of a dimension, as PyTorch's: `first · sigmoid(second)`.
pub fn glu<D: Dim>(xs: &Tensor, dim: D) -> Result<Tensor> {
    let dim = dim.to_index(xs.shape(), "glu")?;
    let (axis, inner) = (xs.dim(dim)?, xs.dims()[dim + 1..].iter().product());
    xs.activate_packed(GateLayout::ValuesFirstAlong { axis, inner }, Glu)
}

/// [`swiglu`] of a gate and a value of one shape each.
pub fn swiglu_split(gate: &Tensor, value: &Tensor) -> Result<Tensor> {
    if is_ours(gate) && is_ours(value) {
        gate.activate_gated(value, SwiGlu::default())
    } else {
        gate.silu()? * value
    }
}

/// `gelu_erf(x + bias)`, in one pass.
pub fn bias_gelu(xs: &Tensor, bias: &Tensor) -> Result<Tensor> {
    if is_ours(xs) && is_ours(bias) {
        xs.activate_biased(bias, activ8::Gelu::Erf)
    } else {
        xs.broadcast_add(bias)?.gelu_erf()
    }
}

/// The same in place, without an allocation where x is contiguous `f32`s.
pub fn bias_gelu_in_place(xs: &Tensor, bias: &Tensor) -> Result<()> {
    xs.activate_biased_in_place(bias, activ8::Gelu::Erf)
}
