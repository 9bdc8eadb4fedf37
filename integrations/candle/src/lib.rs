//! activ8's kernels under the names of `candle_nn`: change the `use`, and a model has them.
//!
//! ```
//! use activ8_candle::{Activation, Module, loss, ops};
//! use candle_core::{Device, Tensor};
//!
//! let x = Tensor::new(&[[20f32, 0., 0.], [1., 2., 3.]], &Device::Cpu)?;
//! let hidden = Activation::Gelu.forward(&ops::silu(&x)?)?;
//! let p = ops::softmax_last_dim(&hidden)?;
//! let loss = loss::cross_entropy(&x, &Tensor::new(&[0u32, 2], &Device::Cpu)?)?;
//! # assert_eq!(p.dims(), [2, 3]);
//! # assert!((loss.to_scalar::<f32>()? / 0.20380299 - 1.0).abs() < 1e-6);
//! # Ok::<(), candle_core::Error>(())
//! ```
//!
//! * [`ops`] and [`loss`] are `candle_nn`'s by name and signature, [`Activation`] by its variants, [`PReLU`] by
//!   its methods; what they have no kernel for is candle's own, under the same name.
//! * [`Activate`] gives a tensor every activation of the core, gated ones and those with a bias included;
//!   [`loss::of`] and [`loss::of_classes`] every loss of one input, [`loss::joint`] every one of several, and
//!   [`loss::weighted`] their weights.
//! * Not in candle: [`ops::attention_softmax`] and [`ops::softmax_scaled_masked`], [`ops::softmin`],
//!   [`ops::hardmax`], [`ops::gumbel_softmax`], [`ops::route`], [`ops::swiglu_split`], [`ops::bias_gelu`],
//!   [`ops::rrelu`], [`loss::ctc`], and verbs that end in `_in_place`, which allocate nothing.
//!
//! # Where
//! `f32`, `f16` and `bf16` on the CPU; other devices and types are handed to candle's own. Tensors may be
//! strided: where the last dimension lies together nothing is copied. Softmax goes along any dimension without
//! a transposed copy. Threads are used where candle would use them: `RAYON_NUM_THREADS` counts for both. The
//! bits are those of the core's verbs.
//!
//! Activations allocate their output alone, also of halves; losses of halves go through a copy of `f32`s.
//!
//! # Shapes
//! A row is the last dimension; the targets of classes have the others. What does not fit is an error with both
//! shapes, also where the number of elements would do.
//!
//! # Gradients
//! Every verb but those in place and [`ops::route`] is differentiable, by the core's backward kernels: losses
//! of several inputs in each, [`PReLU`] and attention's sinks in what is learnt. Masks, noise, weights and most
//! targets are data and have none. Where the gradient is a function of the output, which candle keeps, it is computed
//! from that, as in PyTorch: nothing is computed again, and near a limit it has the digits that the output has, of
//! halves as they are rounded.
//!
//! # Where candle is not right, and this is
//! * `softmax_last_dim` has no gradient in candle, and says nothing: what is before it learns nothing.
//!   Here it has.
//! * `relu` of NaN is 0 in candle; here it is NaN.
//! * `gelu_erf` in candle is 0 from about −5.4 downwards in `f32`; here each result keeps its digits to the end.
//! * `mish` is 0 in candle from about −17 downwards, `sigmoid` and `silu` below −88.7.
//! * `log_softmax` of a confident row is 0 in candle, as of (20, 0, 0); here it is −4.122307e-9.
//! * `binary_cross_entropy_with_logit` is NaN or ∞ in candle from logits of about 17; here it is exact.
//! * A softmax of `f16` is summed in `f16` in candle, and stops growing at 2048 equal elements.
//!
//! # What no `use` can change
//! The models of candle-transformers call methods of tensors, such as `xs.gelu()`, which are inherent in candle-core: no
//! other crate can give another. A `[patch]` of candle-nn does not reach them either, and one that is made of this crate
//! is refused by cargo, because it would depend on itself. What is left is to copy the model's file into one's own crate
//! and to change its calls, as the example `minilm` does.

#![forbid(unsafe_code)]

mod activate;
mod activation;
mod blocks;
mod error;
mod float;
mod graph;
pub mod loss;
pub mod ops;
mod place;
mod prelu;
mod view;

pub use activate::Activate;
pub use activation::Activation;
pub use candle_nn::Module;
pub use prelu::{PReLU, prelu};

/// The crate itself, for its operations.
pub use activ8;
