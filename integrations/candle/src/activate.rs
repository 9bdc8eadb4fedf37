//! Every activation of the core as a method of tensors.

mod biased;
mod gated;
mod unary;

use activ8::{Activation, Elementwise, GateLayout, GatedActivation};
use candle_core::{Result, Tensor};

use crate::error::{refused, shape};
use crate::graph::{self, Custom};
use biased::Biased;
use gated::{Gated, Packed};
use unary::Unary;

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
/// assert_eq!(y.activate_packed(GateLayout::GatesFirst(2), SwiGlu::default())?.dims(), [2, 1]);
/// # Ok::<(), candle_core::Error>(())
/// ```
///
/// # Errors
/// A type without a kernel, another device, a shape that does not fit the other's or has other rows than the
/// activation, and what the core refuses.
pub trait Activate {
    /// `f(x)`; of an activation over rows, [`activ8::Softmax`] for one, a row is the last dimension.
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

    /// `act(gate) · value` of a tensor whose last dimension holds both, or the one that the layout is along.
    fn activate_packed(&self, layout: GateLayout, gated: impl GatedActivation + 'static) -> Result<Tensor>;
}

impl Activate for Tensor {
    fn activate(&self, activation: impl Activation + 'static) -> Result<Tensor> {
        activation.shape().fit("x", self.dims()).map_err(refused)?;
        apply("activate", self, activation)
    }

    fn activate_in_place(&self, activation: impl Activation + 'static) -> Result<()> {
        activation.shape().fit("x", self.dims()).map_err(refused)?;
        self.inplace_op1(&Custom::new("activate-in-place", Unary(activation)))
    }

    fn activate_biased(&self, bias: &Tensor, activation: impl Elementwise + 'static) -> Result<Tensor> {
        check_bias(self, bias)?;
        graph::apply("activate-biased", [self, bias], Biased(activation))
    }

    fn activate_biased_in_place(&self, bias: &Tensor, activation: impl Elementwise + 'static) -> Result<()> {
        check_bias(self, bias)?;
        self.inplace_op2(bias, &Custom::new("activate-biased-in-place", Biased(activation)))
    }

    fn activate_gated(&self, value: &Tensor, gated: impl GatedActivation + 'static) -> Result<Tensor> {
        shape("value", self.dims(), value.dims())?;
        graph::apply("gated", [self, value], Gated(gated))
    }

    fn activate_packed(&self, layout: GateLayout, gated: impl GatedActivation + 'static) -> Result<Tensor> {
        let dim = gated::packed_dim(layout, self.dims())?;
        graph::apply("gated", [self], Packed { gated, layout, dim })
    }
}

fn check_bias(x: &Tensor, bias: &Tensor) -> Result<()> {
    match (x.dims().last(), bias.dims()) {
        (Some(last), [len]) if last == len => Ok(()),
        (_, dims) => candle_core::bail!("a bias of shape {dims:?} does not fit rows of {:?}", x.dims()),
    }
}

/// An activation by its name in candle's errors.
pub(crate) fn apply(
    name: &'static str,
    xs: &Tensor,
    activation: impl Activation + 'static,
) -> Result<Tensor> {
    graph::apply(name, [xs], Unary(activation))
}
