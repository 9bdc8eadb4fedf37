//! `burn::tensor::activation` by name and signature, and what burn has no name for.
//!
//! Each is the core's where [`ours`](crate#where) are computed, else burn's own.

mod operation;

use std::sync::Arc;

use activ8::{
    Activation, AnyActivation, AttentionSoftmax, Error, GateLayout, GatedActivation, Glu, LogSoftmax,
    Softmax, Softmin,
};
use burn::backend::{DType, DispatchTensor};
use burn::tensor::activation as theirs;
pub use burn::tensor::activation::*;
use burn::tensor::{AsIndex, Bool, Tensor};

use crate::graph::{Operation, all_ours, data, ours, run};
use crate::tensor::truths;
use operation::{Gated, Masked, Packed, Slopes, Unary};

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
    match ours(tensor) {
        Ok(x) => Tensor::from_dispatch(run([x], &Unary(activation.into()))),
        Err(x) => not_ours("activate", &x),
    }
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
    ours(tensor).map(|x| Tensor::from_dispatch(run([x], &Unary(activation))))
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

/// Functions along a dimension, with the activation for rows and that along another dimension.
macro_rules! along {
    ($($(#[$doc:meta])* $name:ident = $activation:ident;)*) => {$(
        $(#[$doc])*
        pub fn $name<const D: usize>(tensor: Tensor<D>, dim: impl AsIndex) -> Tensor<D> {
            let Some((dim, row, inner)) = axis(&tensor, &dim) else {
                return theirs::$name(tensor, dim);
            };
            match ours(tensor) {
                Ok(x) if inner == 1 => Tensor::from_dispatch(run([x], &Unary($activation::rows_of(row)))),
                Ok(x) => Tensor::from_dispatch(run([x], &Unary($activation::along(row, inner)))),
                Err(tensor) => theirs::$name(tensor, dim),
            }
        }
    )*};
}

along! {
    /// [`Softmax`] along a dimension.
    softmax = Softmax;
    /// [`LogSoftmax`] along a dimension.
    log_softmax = LogSoftmax;
    /// [`Softmin`] along a dimension: the softmax of −x.
    softmin = Softmin;
}

/// The number of a dimension, its length, and the product of those after it; none where burn refuses the dimension.
fn axis<const D: usize>(tensor: &Tensor<D>, dim: &impl AsIndex) -> Option<(usize, usize, usize)> {
    let (dims, dim) = (tensor.dims(), dim.try_dim_index(D).ok()?);
    Some((dim, dims[dim], dims[dim + 1..].iter().product()))
}

/// `e^x / (1 + Σ e^x)` along a dimension: [`AttentionSoftmax::plus_one`].
pub fn quiet_softmax<const D: usize>(tensor: Tensor<D>, dim: impl AsIndex) -> Tensor<D> {
    let Some((dim, row, inner)) = axis(&tensor, &dim) else {
        return theirs::quiet_softmax(tensor, dim);
    };
    let run_rows = |x: Tensor<D>| {
        ours(x)
            .map(|x| Tensor::<D>::from_dispatch(run([x], &Unary(AttentionSoftmax::rows_of(row).plus_one()))))
    };
    if inner == 1 {
        return run_rows(tensor).unwrap_or_else(|tensor| theirs::quiet_softmax(tensor, dim));
    }
    match run_rows(tensor.swap_dims(dim, D - 1)) {
        Ok(y) => y.swap_dims(dim, D - 1),
        Err(tensor) => theirs::quiet_softmax(tensor.swap_dims(dim, D - 1), dim),
    }
}

/// The softmax of attention's scores, whose last two dimensions are queries and keys: scaled, capped, masked, causal
/// or within a window, as [`AttentionSoftmax`] has it, in the passes of a bare one.
///
/// `mask` has the scores' shape or broadcasts to it, and is true where a score does *not* count, as burn's masks of
/// attention are. The keys and queries of `options` are the scores'.
///
/// ```
/// use activ8_burn::{activ8::AttentionSoftmax, activation};
/// use burn::tensor::{Device, Tensor};
///
/// let scores = Tensor::<2>::from_floats([[2.0, 9.0], [4.0, 4.0]], &Device::flex());
/// let causal = AttentionSoftmax::rows_of(2).scale(0.5).causal(0);
/// let p = activation::attention_softmax(scores, causal, None);
/// assert_eq!(p.into_data(), [[1f32, 0.], [0.5, 0.5]].into());
/// ```
///
/// # Panics
/// Where the scores or the mask are not on Flex, and where an option is refused.
pub fn attention_softmax<const D: usize>(
    scores: Tensor<D>,
    options: AttentionSoftmax<'static>,
    mask: Option<Tensor<D, Bool>>,
) -> Tensor<D> {
    let dims = scores.dims();
    let options = AttentionSoftmax {
        keys: dims[D - 1],
        queries: dims[..D - 1].last().copied().unwrap_or(1),
        ..options
    };
    let scores = ours(scores).unwrap_or_else(|scores| not_ours("attention_softmax", &scores));
    let operation: &dyn Operation<1> = match mask {
        None => &Unary(options),
        Some(mask) => {
            let counts = data(mask.bool_not().expand(dims).into_dispatch());
            let counts = counts.expect("the mask is where the scores are, on Flex");
            &Masked { options, keep: Arc::from(truths(counts)) }
        }
    };
    Tensor::from_dispatch(run([scores], operation))
}

/// [`Glu`] of the halves of a dimension: `first · sigmoid(second)`.
pub fn glu<const D: usize>(tensor: Tensor<D>, dim: impl AsIndex) -> Tensor<D> {
    match packed(Glu, tensor, &dim, |axis, inner| GateLayout::ValuesFirstAlong { axis, inner }) {
        Ok(y) => y,
        Err(tensor) => theirs::glu(tensor, dim),
    }
}

/// Any gated activation of the core of the halves of a dimension, of which the first are the gates, as models with a
/// joint product of both have it. [`activ8::SwiGlu`] is `silu(first) · second`.
///
/// # Panics
/// Where the tensor is not on Flex, or the dimension cannot be halved.
pub fn activate_packed<const D: usize>(
    tensor: Tensor<D>,
    dim: impl AsIndex,
    activation: impl GatedActivation + 'static,
) -> Tensor<D> {
    packed(activation, tensor, &dim, |axis, inner| GateLayout::GatesFirstAlong { axis, inner })
        .unwrap_or_else(|tensor| {
            assert!(
                axis(&tensor, &dim).is_some_and(|(_, row, _)| row.is_multiple_of(2)),
                "activate_packed is along a dimension of even length, which {:?} has not there",
                tensor.dims()
            );
            not_ours("activate_packed", &tensor)
        })
}

fn packed<const D: usize>(
    gate: impl GatedActivation + 'static,
    tensor: Tensor<D>,
    dim: &impl AsIndex,
    layout: impl FnOnce(usize, usize) -> GateLayout,
) -> Result<Tensor<D>, Tensor<D>> {
    let Some((dim, axis, inner)) = axis(&tensor, dim).filter(|(_, axis, _)| axis.is_multiple_of(2)) else {
        return Err(tensor);
    };
    let mut shape = tensor.shape();
    shape[dim] = axis / 2;
    ours(tensor)
        .map(|x| Tensor::from_dispatch(run([x], &Packed { gate, layout: layout(axis, inner), shape })))
}

/// Any gated activation of the core of gates and values of one shape: [`activ8::SwiGlu`] is `silu(gates) · values`.
///
/// # Panics
/// Where shapes or types differ, or the tensors are not on Flex.
pub fn activate_gated<const D: usize>(
    gates: Tensor<D>,
    values: Tensor<D>,
    activation: impl GatedActivation + 'static,
) -> Tensor<D> {
    assert_eq!(gates.dims(), values.dims(), "gates and values have one shape");
    gated_or(gates, values, activation, |gates, _| not_ours("activate_gated", &gates))
}

/// The same, with what is to be done where a tensor is not for the core.
pub(crate) fn gated_or<const D: usize>(
    gates: Tensor<D>,
    values: Tensor<D>,
    activation: impl GatedActivation + 'static,
    other: impl FnOnce(Tensor<D>, Tensor<D>) -> Tensor<D>,
) -> Tensor<D> {
    match all_ours([gates, values]) {
        Ok(inputs) => Tensor::from_dispatch(run(inputs, &Gated(activation))),
        Err([gates, values]) => other(gates, values),
    }
}
