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
//! * In the registry of tract-linalg, whatever the model was read from: erf, exp, gelu (tanh), hardswish, ln, sigmoid,
//!   silu and tanh of `f32`; leaky relu, sigmoid, silu and tanh of `f16`; and softmax of `f32` over the last axes, in
//!   rows of a multiple of 4. All that tract makes of these has them, LSTM and GRU too.
//! * By [`onnx`]: `Celu`, `Elu`, `Erf`, `Gelu`, `BiasGelu`, `FastGelu`, `QuickGelu`, `HardSigmoid`, `HardSwish`,
//!   `LogSoftmax`, `Mish`, `PRelu`, `Selu`, `Shrink`, `Softmax`, `Softplus`, `Softsign`, `Swish` and `ThresholdedRelu`;
//!   and the gelu that exporters write as five operators round an `Erf`.
//! * By [`optimize`], for a model that was read by another: gelu, softmax and log-softmax.
//!
//! Other types than `f32` and `f16` stay tract's, and so do `Relu`, `Clip`, `LeakyRelu` of `f32` and `Hardmax`: tract fuses the
//! first three into products of matrices.
//!
//! # Accuracy
//!
//! Unless told, within 5 ULP or 2^-23, whichever is more, and 1 ULP for exp and ln: see [`accuracy`]. With
//! `ACTIV8_ACCURACY=high` or [`set_accuracy`] within 2 ULP over all inputs. A sigmoid is in [0, 1] and a tanh in [−1, 1]
//! at both.
//!
//! # Where tract is not right, and this is
//!
//! * tanh, sigmoid and silu of a NaN are numbers in tract's kernels of AVX2 and AVX-512, and a tanh is never ±1 there.
//! * silu is −6e-6 for all x below −18 in these, and gelu (tanh) of large negative x is 3e-7·x.
//! * `Softplus` is ∞ from 89 upwards, and with `Mish` 0 from about −17 downwards; `Gelu` is 0 from about −5.5 downwards.
//! * `Gelu` and `Mish` of −∞ and `Softsign` of ±∞ are NaN; `Celu` and `HardSigmoid` of NaN are numbers.
//! * `LogSoftmax` is the logarithm of a softmax, −∞ where that is 0.
//! * `Selu` has parameters of six digits; `Swish` ignores its `alpha`.
//!
//! The first, and that of gelu (tanh), need no more than the registry, the others [`onnx`].
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
#[cfg(feature = "onnx")]
mod prelu;
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
