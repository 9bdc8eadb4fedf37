//! activ8's kernels under the names of burn: change the `use`, and a model has them.
//!
//! ```
//! use activ8_burn::{activation, nn}; // burn::tensor::activation and burn::nn
//! use burn::tensor::{Device, Int, Tensor};
//!
//! let device = Device::flex();
//! let x = Tensor::<2>::from_floats([[20.0, 0.0, 0.0], [1.0, 2.0, 3.0]], &device);
//! let hidden = nn::Gelu::new().forward(activation::silu(x.clone()));
//! let p = activation::softmax(hidden, 1);
//! let classes = Tensor::<1, Int>::from_data([0, 2], &device);
//! let loss = nn::loss::CrossEntropyLossConfig::new().init(&device).forward(x, classes);
//! # assert_eq!(p.dims(), [2, 3]);
//! # assert!((loss.into_scalar::<f32>() / 0.20380299 - 1.0).abs() < 1e-6);
//! ```
//!
//! * [`activation`] is `burn::tensor::activation` by name and signature; [`nn`] is `burn::nn`, and [`loss`] is
//!   `burn::nn::loss`, by type, field and method. What they have no kernel for is burn's own, under the same name.
//! * Not in burn: [`activation::activate`] for every elementwise activation of the core,
//!   [`activation::activate_gated`] and [`activation::activate_packed`] for its gates, and
//!   [`activation::attention_softmax`].
//!
//! # Where
//!
//! burn finds the backend when a program runs. Tensors on Flex, its CPU backend, of `f32`, `f16` and `bf16`, with and
//! without autodiff, are computed here; those of other backends and types are handed to burn's own functions, and so are
//! parameters and shapes that the core refuses and burn does not. What burn has no name for panics there, and says what
//! it is for. The bits are those of the core's verbs.
//!
//! A tensor that nobody else has is written over; else the output alone is allocated. Tensors that are sliced or
//! transposed are copied first, but for elementwise activations of a transposed one. With the feature `rayon` large
//! tensors are computed on several threads.
//!
//! # Gradients
//!
//! All are differentiable, by the core's backward kernels, under both strategies of checkpointing. Where a gradient is a
//! function of the output, that is kept and not the input, as in PyTorch. A loss computes its gradient in the pass that
//! computes the loss. Weights and masks are data and have no gradient. A gradient is computed once: there are no second
//! derivatives, as burn has none.
//!
//! # Where burn is not right, and this is
//!
//! * `gelu` in burn is 0 from about −5.5 downwards in `f32`; here each result keeps its digits to the end.
//! * `mish` and `softplus` below −16, `tanhshrink` and `elu` near 0 lose their digits in burn, up to all of them.
//! * `log_softmax` of a confident row is 0 in burn, as of (20, 0, 0); here it is −4.122307e-9.
#![deny(unsafe_code)]

pub mod activation;
mod graph;
pub mod loss;
mod module;
pub mod nn;
mod tensor;

/// The crate itself, for its operations.
pub use activ8;
