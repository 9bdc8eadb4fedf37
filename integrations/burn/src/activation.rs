//! `burn::tensor::activation` by name and signature, and what burn has no name for.
//!
//! Each is the core's where [`ours`](crate#where) are computed, else burn's own.

mod gates;
mod operation;
mod rows;

use activ8::{Activation, AnyActivation, Error};
use burn::backend::{DType, DispatchTensor};
use burn::tensor::Tensor;
use burn::tensor::activation as theirs;
pub use burn::tensor::activation::*;

use crate::graph::{one, ours, run};
pub(crate) use gates::gated_or;
pub use gates::{activate_gated, activate_packed, glu};
use operation::{Slopes, Unary};
pub use rows::{attention_softmax, log_softmax, quiet_softmax, softmax, softmin};

/// Functions of elements, each a line: what it is in the core. Where that is not for a tensor, or refuses the
/// parameters, it is burn's of the same name.
macro_rules! elementwise {
    ($($(#[$doc:meta])* $name:ident($($parameter:ident),*) = $activation:expr;)*) => {$(
        $(#[$doc])*
        pub fn $name<const D: usize>(tensor: Tensor<D> $(, $parameter: f64)*) -> Tensor<D> {
            const PARAMETERS: &[&str] = &[$(stringify!($parameter)),*];
            let activation = AnyActivation::from({
                $(let $parameter = $parameter as f32;)*
                $activation
            });
            elements(tensor, activation, !PARAMETERS.is_empty())
                .unwrap_or_else(|tensor| theirs::$name(tensor $(, $parameter)*))
        }
    )*};
}

elementwise! {
    /// [`activ8::Relu6`]
    relu6() = activ8::Relu6;
    /// [`activ8::LeakyRelu`]
    leaky_relu(negative_slope) = activ8::LeakyRelu { negative_slope };
    /// [`activ8::Hardtanh`]
    hardtanh(min_val, max_val) = activ8::Hardtanh { min: min_val, max: max_val };
    /// [`activ8::ThresholdedRelu`]
    thresholded_relu(alpha) = activ8::ThresholdedRelu { alpha };
    /// [`activ8::Threshold`]
    threshold(threshold, value) = activ8::Threshold { threshold, value };
    /// [`activ8::Gelu::Erf`], the exact one.
    gelu() = activ8::Gelu::Erf;
    /// [`activ8::Gelu::Tanh`]
    gelu_approximate() = activ8::Gelu::Tanh;
    /// [`activ8::Silu`]
    silu() = activ8::Silu;
    /// [`activ8::Mish`]
    mish() = activ8::Mish;
    /// [`activ8::Sigmoid`]
    sigmoid() = activ8::Sigmoid;
    /// [`activ8::LogSigmoid`]
    log_sigmoid() = activ8::LogSigmoid;
    /// [`activ8::LinearHardsigmoid`]
    hard_sigmoid(alpha, beta) = activ8::LinearHardsigmoid { alpha, beta };
    /// [`activ8::Hardswish`]
    hard_swish() = activ8::Hardswish;
    /// [`activ8::Tanh`]
    tanh() = activ8::Tanh;
    /// [`activ8::Tanhshrink`]
    tanhshrink() = activ8::Tanhshrink;
    /// [`activ8::Softsign`]
    softsign() = activ8::Softsign;
    /// [`activ8::Softplus`]
    softplus_with_threshold(beta, threshold) = activ8::Softplus { beta, threshold };
    /// [`activ8::Elu`]
    elu(alpha) = activ8::Elu { alpha };
    /// [`activ8::Celu`]
    celu(alpha) = activ8::Celu { alpha };
    /// [`activ8::Selu`]
    selu() = activ8::Selu;
    /// [`activ8::Hardshrink`]
    hard_shrink(lambda) = activ8::Hardshrink { lambda };
    /// [`activ8::Softshrink`]
    soft_shrink(lambda) = activ8::Softshrink { lambda };
    /// [`activ8::Shrink`]
    shrink(lambda, bias) = activ8::Shrink { lambda, bias };
}

/// [`activ8::Relu`] of halves; of `f32` burn's own, which has the same bits and is as fast.
pub fn relu<const D: usize>(tensor: Tensor<D>) -> Tensor<D> {
    if tensor.dtype() == DType::F32 {
        return theirs::relu(tensor);
    }
    elements(tensor, activ8::Relu.into(), false).unwrap_or_else(theirs::relu)
}

/// [`activ8::Softplus`], with a threshold of 20.
pub fn softplus<const D: usize>(tensor: Tensor<D>, beta: f64) -> Tensor<D> {
    softplus_with_threshold(tensor, beta, DEFAULT_SOFTPLUS_THRESHOLD)
}

/// Any elementwise activation of the core, also those that burn has no name for.
///
/// ```
/// use activ8_burn::{activ8::SquaredRelu, activation};
/// use burn::tensor::{Device, Tensor};
///
/// let x = Tensor::<1>::from_floats([-1.0, 3.0], &Device::flex());
/// assert_eq!(activation::activate(x, SquaredRelu).into_data(), [0f32, 9.].into());
/// ```
///
/// # Panics
/// Where the tensor is not on Flex, of `f32`, `f16` or `bf16`, and where a parameter is refused.
pub fn activate<const D: usize>(tensor: Tensor<D>, activation: impl Into<AnyActivation>) -> Tensor<D> {
    one(tensor, &Unary(activation.into())).unwrap_or_else(|tensor| not_ours("activate", &tensor))
}

/// The values, or the tensor where they are for burn.
#[inline(always)]
fn elements<const D: usize>(
    tensor: Tensor<D>,
    activation: AnyActivation,
    has_parameters: bool,
) -> Result<Tensor<D>, Tensor<D>> {
    // Of no elements nothing is computed, and parameters are checked.
    if has_parameters && matches!(activation.forward::<f32, f32>(&[], &mut []), Err(Error::Parameter { .. }))
    {
        return Err(tensor);
    }
    one(tensor, &Unary(activation))
}

#[track_caller]
fn not_ours<const D: usize>(name: &str, x: &Tensor<D>) -> ! {
    panic!(
        "{name} is for f32, f16 and bf16 on burn's backend Flex (`Device::flex()`); this tensor is {:?} on {:?}",
        x.dtype(),
        x.device()
    );
}

/// [`activ8::PRelu`]: one slope for all elements, or one for each channel, which are dimension 1.
pub fn prelu<const D: usize>(tensor: Tensor<D>, alpha: Tensor<1>) -> Tensor<D> {
    let (dims, [slopes]) = (tensor.dims(), alpha.dims());
    let inner = match dims[..] {
        _ if slopes == 1 => 1,
        [_, channels, ref inner @ ..] if channels == slopes => inner.iter().product(),
        // What burn refuses.
        _ => return theirs::prelu(tensor, alpha),
    };
    let same_type = tensor.dtype() == alpha.dtype();
    match (ours(tensor), ours(alpha)) {
        (Ok(x), Ok(alpha)) if same_type => Tensor::from_dispatch(run([x, alpha], &Slopes { inner })),
        (x, alpha) => theirs::prelu(handed_back(x), handed_back(alpha)),
    }
}

fn handed_back<const D: usize>(x: Result<DispatchTensor, Tensor<D>>) -> Tensor<D> {
    x.map_or_else(std::convert::identity, Tensor::from_dispatch)
}
