//! `candle_nn::ops` by name and signature, and what candle has no name for.
//!
//! Functions without a kernel here (`dropout`, `layer_norm`, `rms_norm`, `sdpa`, ...) are candle's own.

use activ8::{Activation, Elementwise, GateLayout, GatedActivation, SwiGlu};
use candle_core::shape::Dim;
use candle_core::{D, DType, Result, Tensor};
pub use candle_nn::ops::{
    Dropout, Identity, dropout, layer_norm, layer_norm_slow, pixel_shuffle, pixel_unshuffle,
    replication_pad2d, rms_norm, rms_norm_slow, sdpa,
};

use crate::elements::{Biased, Map};
use crate::fused::ScaledSoftmax;
use crate::gated::{Gated, Packed};
use crate::storage::is_ours;

/// Every activation of the core for a tensor of `f32`, `f16` or `bf16` on the CPU.
///
/// ```
/// use activ8_candle::Activate;
/// use activ8_candle::activ8::{AnyActivation, Gelu, GateLayout, Softplus, SwiGlu};
/// use candle_core::{Device, Tensor};
///
/// let x = Tensor::new(&[[1f32, -1.0], [0.0, 2.0]], &Device::Cpu)?;
/// let y = x.activate(Softplus::default())?;
/// let any: AnyActivation = "gelu_new".parse().map_err(candle_core::Error::wrap)?;
/// let y = y.activate(any)?;
/// let bias = Tensor::new(&[0.5f32, 0.25], &Device::Cpu)?;
/// let y = y.activate_biased(&bias, Gelu::Erf)?;
/// assert_eq!(y.activate_packed(GateLayout::Halves(2), SwiGlu::default())?.dims(), [2, 1]);
/// # Ok::<(), candle_core::Error>(())
/// ```
///
/// # Errors
/// A type without a kernel, another device, and what the core refuses.
pub trait Activate {
    /// `f(x)`; of an activation over rows, [`activ8::Softmax`] for one, rows lie in the tensor's order.
    fn activate(&self, activation: impl Activation + 'static) -> Result<Tensor>;

    /// `x = f(x)`, without an allocation where x is contiguous `f32`s. It has no gradient, and every tensor
    /// that shares x's storage sees it.
    fn activate_in_place(&self, activation: impl Activation + 'static) -> Result<()>;

    /// `f(x + bias)`, the bias being as long as the last dimension.
    fn activate_biased(&self, bias: &Tensor, activation: impl Elementwise + 'static) -> Result<Tensor>;

    /// `x = f(x + bias)`, like [`activate_in_place`](Self::activate_in_place).
    fn activate_biased_in_place(&self, bias: &Tensor, activation: impl Elementwise + 'static) -> Result<()>;

    /// `act(x) · value`, x being the gate and of the value's shape.
    fn activate_gated(&self, value: &Tensor, gated: impl GatedActivation + 'static) -> Result<Tensor>;

    /// `act(gate) · value` of a tensor whose last dimension holds both.
    fn activate_packed(&self, layout: GateLayout, gated: impl GatedActivation + 'static) -> Result<Tensor>;
}

impl Activate for Tensor {
    fn activate(&self, activation: impl Activation + 'static) -> Result<Tensor> {
        apply(self, "activate", activation)
    }

    fn activate_in_place(&self, activation: impl Activation + 'static) -> Result<()> {
        self.inplace_op1(&Map { name: "activate-in-place", activation })
    }

    fn activate_biased(&self, bias: &Tensor, activation: impl Elementwise + 'static) -> Result<Tensor> {
        check_bias(self, bias)?;
        self.apply_op2(bias, Biased(Map { name: "activate-biased", activation }))
    }

    fn activate_biased_in_place(&self, bias: &Tensor, activation: impl Elementwise + 'static) -> Result<()> {
        check_bias(self, bias)?;
        self.inplace_op2(bias, &Biased(Map { name: "activate-biased-in-place", activation }))
    }

    fn activate_gated(&self, value: &Tensor, gated: impl GatedActivation + 'static) -> Result<Tensor> {
        if self.shape() != value.shape() {
            candle_core::bail!("gate and value differ in shape: {:?} and {:?}", self.dims(), value.dims());
        }
        self.apply_op2(value, Gated(gated))
    }

    fn activate_packed(&self, layout: GateLayout, gated: impl GatedActivation + 'static) -> Result<Tensor> {
        self.apply_op1(Packed { gated, layout })
    }
}

fn check_bias(x: &Tensor, bias: &Tensor) -> Result<()> {
    match (x.dims().last(), bias.dims()) {
        (Some(last), [len]) if last == len => Ok(()),
        (_, dims) => candle_core::bail!("a bias of shape {dims:?} does not fit rows of {:?}", x.dims()),
    }
}

/// Without its gradient's boxes where nothing asks for them.
fn apply(xs: &Tensor, name: &'static str, activation: impl Activation + 'static) -> Result<Tensor> {
    let map = Map { name, activation };
    if xs.track_op() { xs.apply_op1(map) } else { xs.apply_op1_no_bwd(&map) }
}

/// Functions of a tensor with one line each: what is computed here, and else candle's own.
macro_rules! functions {
    ($($(#[$doc:meta])* $name:ident($xs:ident $(, $parameter:ident: $of:ty)*) = $activation:expr, else $other:expr;)*) => {$(
        $(#[$doc])*
        pub fn $name($xs: &Tensor $(, $parameter: $of)*) -> Result<Tensor> {
            if is_ours($xs) { apply($xs, stringify!($name), $activation) } else { $other }
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
        (ALPHA, GAMMA) => apply(xs, "selu", activ8::Selu),
        _ => elu(xs, f64::from(alpha))? * f64::from(gamma),
    }
}

/// [`activ8::SwiGlu`] of the halves of the last dimension: `silu(first) · second`.
pub fn swiglu(xs: &Tensor) -> Result<Tensor> {
    if !is_ours(xs) {
        return candle_nn::ops::swiglu(xs);
    }
    let row = xs.dim(D::Minus1)?;
    xs.activate_packed(GateLayout::Halves(row), SwiGlu::default())
}

/// The same of a gate and a value of one shape each.
pub fn swiglu_split(gate: &Tensor, value: &Tensor) -> Result<Tensor> {
    if is_ours(gate) && is_ours(value) {
        gate.activate_gated(value, SwiGlu::default())
    } else {
        gate.silu()? * value
    }
}

/// [`activ8::Softmax`] along a dimension.
pub fn softmax<D: Dim>(xs: &Tensor, dim: D) -> Result<Tensor> {
    let dim = dim.to_index(xs.shape(), "softmax")?;
    if !is_ours(xs) {
        return candle_nn::ops::softmax(xs, dim);
    }
    along(xs, dim, |xs, row| apply(xs, "softmax", activ8::Softmax::rows_of(row)))
}

/// [`activ8::Softmax`] along the last dimension.
pub fn softmax_last_dim(xs: &Tensor) -> Result<Tensor> {
    if is_ours(xs) { softmax(xs, D::Minus1) } else { candle_nn::ops::softmax_last_dim(xs) }
}

/// [`activ8::LogSoftmax`] along a dimension.
pub fn log_softmax<D: Dim>(xs: &Tensor, d: D) -> Result<Tensor> {
    let dim = d.to_index(xs.shape(), "log-softmax")?;
    if !is_ours(xs) {
        return candle_nn::ops::log_softmax(xs, dim);
    }
    along(xs, dim, |xs, row| apply(xs, "log-softmax", activ8::LogSoftmax::rows_of(row)))
}

/// Rows along any dimension are rows along the last one of a view.
fn along(xs: &Tensor, dim: usize, run: impl Fn(&Tensor, usize) -> Result<Tensor>) -> Result<Tensor> {
    let (last, row) = (xs.rank() - 1, xs.dim(dim)?);
    if dim == last {
        run(xs, row)
    } else {
        run(&xs.transpose(dim, last)?, row)?.transpose(dim, last)?.contiguous()
    }
}

/// `softmax(scale · x + mask)` along the last dimension, in one pass over memory; the mask has x's shape or
/// broadcasts to it, −∞ where x does not count. It has no gradient.
///
/// ```
/// use activ8_candle::ops;
/// use candle_core::{Device, Tensor};
///
/// let scores = Tensor::new(&[[8f32, 8., 1.], [2., 8., 8.]], &Device::Cpu)?;
/// let mask = Tensor::new(&[0f32, 0., f32::NEG_INFINITY], &Device::Cpu)?;
/// let p = ops::softmax_scaled_masked(&scores, 0.125, Some(&mask))?;
/// assert_eq!(p.to_vec2::<f32>()?[0], [0.5, 0.5, 0.0]);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn softmax_scaled_masked(xs: &Tensor, scale: f64, mask: Option<&Tensor>) -> Result<Tensor> {
    if !is_ours(xs) {
        let xs = (xs * scale)?;
        let xs = mask.map_or(Ok(xs.clone()), |mask| xs.broadcast_add(mask))?;
        return candle_nn::ops::softmax(&xs, D::Minus1);
    }
    let operation = ScaledSoftmax(scale as f32);
    match mask {
        Some(mask) => xs.apply_op2(&mask_like(mask, xs)?, operation),
        None => xs.apply_op1(operation),
    }
}

/// The same in place, without an allocation where x is contiguous `f32`s.
pub fn softmax_scaled_masked_in_place(xs: &Tensor, scale: f64, mask: Option<&Tensor>) -> Result<()> {
    let operation = ScaledSoftmax(scale as f32);
    match mask {
        Some(mask) => xs.inplace_op2(&mask_like(mask, xs)?, &operation),
        None => xs.inplace_op1(&operation),
    }
}

/// The mask as a view of x's shape whose rows lie together.
fn mask_like(mask: &Tensor, xs: &Tensor) -> Result<Tensor> {
    let mask = mask.to_dtype(DType::F32)?;
    let row = xs.dim(D::Minus1)?;
    let dims = mask.dims();
    let mask = match dims.last() {
        Some(&last) if last == row => {
            if row == 1 || mask.stride().last() == Some(&1) {
                mask
            } else {
                mask.contiguous()?
            }
        }
        // One value for a row: as many values.
        Some(_) => mask.broadcast_as([&dims[..dims.len() - 1], &[row]].concat())?.contiguous()?,
        None => mask.broadcast_as(row)?.contiguous()?,
    };
    mask.broadcast_as(xs.shape())
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
