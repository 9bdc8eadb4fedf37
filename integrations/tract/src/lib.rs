//! activ8's activations and softmax as the kernels of [tract](https://docs.rs/tract-onnx).
//!
//! ```
//! use activ8_tract as _; // tract's registry now has activ8's kernels, which come before tract's own
//! ```
//!
#![cfg_attr(
    feature = "onnx",
    doc = r#"
A model of ONNX also has operators that tract makes of many others, such as `Mish`. To have these in one pass, too, read
it with [`onnx`]:

```no_run
use tract_onnx::prelude::*;

let model = activ8_tract::onnx() // tract_onnx::onnx()
    .model_for_path("model.onnx")?
    .into_optimized()?
    .into_runnable()?;
# Ok::<(), TractError>(())
```
"#
)]
//! # What is replaced
//!
//! * In the registry of tract-linalg, whatever the model was read from: sigmoid, tanh, silu, gelu (tanh), erf, exp and ln
//!   of `f32`; sigmoid, tanh and silu of `f16`; and softmax over the last axes of `f32`, in rows of a multiple of 4.
//!   All that tract makes of these has them, also LSTM and GRU.
//! * By [`onnx`]: `Celu`, `Elu`, `Erf`, `Gelu`, `FastGelu`, `QuickGelu`, `HardSigmoid`, `LogSoftmax`, `Mish`, `Selu`,
//!   `Softmax`, `Softplus`, `Softsign` and `Swish`, and the gelu that exporters write as five operators round an `Erf`.
//!
//! Other types than `f32` and `f16` stay tract's, and so do `Relu`, `Clip`, `LeakyRelu`, `HardSwish` and what else tract
//! fuses into a product of matrices or has as fast itself.
//!
//! # Accuracy
//!
//! That of the crate's verbs: within 2 ULP over all inputs, or as `ACTIV8_ACCURACY` says. A sigmoid is in [0, 1] and a
//! tanh in [−1, 1].
//!
//! # Where tract is not right, and this is
//!
//! * tanh and sigmoid of a NaN are numbers in tract on AVX2 and AVX-512; here they are NaN.
//! * `Swish` has tract's own meaning, without its `alpha`; here it has ONNX's.
//! * `Selu` has parameters of six digits in tract; here it has ONNX's.
//! * `Softplus` and `Mish` of large values are ∞ and NaN in tract, and 0 of very negative ones; here they keep their
//!   digits.
//!
//! # Another version of tract
//!
//! A program with another minor version of tract compiles both, and the kernels are in the registry of the one that it
//! does not use. `cargo tree -i tract-linalg` then names two; [`onnx`] and [`optimize`] do not compile then, because
//! their types are another tract's.
//!
//! # Without activ8
//!
//! [`set_enabled`] and the environment variable `ACTIV8_TRACT=off` give the registry's places back to tract, to compare.

#![forbid(unsafe_code)]

mod accuracy;
mod elementwise;
#[cfg(feature = "onnx")]
mod onnx;
mod optimize;
mod registry;
mod softmax;
mod switch;

pub use accuracy::{accuracy, set_accuracy};
#[cfg(feature = "onnx")]
pub use onnx::onnx;
pub use optimize::optimize;
pub use switch::{is_enabled, set_enabled};

/// The crate itself, for its operations.
pub use activ8;
