//! The fastest, most accurate CPU kernels for neural-network activations and losses: slices in,
//! slices out, no tensor type, no graph, no allocation.
//!
//! Each kernel is its mathematics, written once and compiled for five tiers of instructions
//! ([`Tier`]); the best one that the CPU has is found at run time. Every function states a bound of
//! its error over all 2^32 floats.
//!
//! ```
//! use activ8::{Activation, CrossEntropy, Loss, Sigmoid, Softmax, Tanh};
//!
//! let x = [-1.0, 0.0, 1.0, 2.0];
//! let mut y = [0.0; 4];
//! Sigmoid.forward(&x, &mut y)?;                       // y = sigmoid(x)
//! Tanh.forward_in_place(&mut y)?;                     // y = tanh(y)
//!
//! let mut dx = [0.0; 4];
//! Tanh.backward(&x, &[1.0; 4], &mut dx)?;             // dx = dy · tanh'(x)
//!
//! let mut p = [0.0; 4];
//! Softmax::rows_of(2).forward(&x, &mut p)?;           // two rows of two
//! let classes = [1u8, 0];
//! let loss = CrossEntropy::rows_of(2).forward_backward(&x, &classes, &mut dx)?;
//! # assert!((loss / 0.8132617 - 1.0).abs() < 1e-6);
//! # Ok::<(), activ8::Error>(())
//! ```
//!
//! # Operations
//!
//! Their bounds, in ULP (units in the last place), are constants that the tests check.
//!
#![doc = include_str!("activation/operations.md")]
#![cfg_attr(feature = "losses", doc = include_str!("loss/operations.md"))]
//!
//! # Verbs and places
//!
//! An operation is a small `Copy` value; its fields are its parameters. Activations have the verbs of
//! [`Activation`], gated ones those of [`GatedActivation`], losses those of [`Loss`] and [`JointLoss`]. *Where* they
//! run is a modifier of the operation:
//!
//! ```
//! # #[cfg(feature = "rayon")] {
//! use activ8::{Activation, Relu, Tier};
//!
//! let mut x = vec![-1.0; 1 << 20];
//! Relu.parallel().forward_in_place(&mut x)?;          // on the caller's rayon pool
//! Relu.on(Tier::Portable)?.forward_in_place(&mut x)?; // with the instructions of one tier
//! # }
//! # Ok::<(), activ8::Error>(())
//! ```
//!
//! Outputs of 8,388,608 floats (32 MiB) and more of the piecewise-linear activations are written past the caches;
//! `.streaming()` does so with others that nobody will read soon: see [`On::streaming`].
//!
//! Who keeps the output of an activation and not its input, as autograd engines do, has the gradient from that of
//! [`BackwardFromOutput`].
//!
//! Every verb takes slices of `f32`, `f16` and `bf16`, also mixed, and outputs that are not initialised: see
//! [`Element`] and [`Output`]. Halves are computed in `f32` and rounded once: every activation of elements is
//! within 0.51 ULP of the half.
//!
//! ```
//! use activ8::{Activation, Silu, bf16};
//!
//! let x = [bf16::from_f32(-1.0), bf16::ONE];
//! let mut y = [0.0f32; 2];
//! Silu.forward(&x, &mut y)?;
//! # assert!((y[1] / 0.7310586 - 1.0).abs() < 1e-6);
//! # Ok::<(), activ8::Error>(())
//! ```
//!
//! *How exact* a call is, is a modifier too. Unless told, it is within the bound of its operation; where a model can do
//! with less, [`Accuracy::Fast`] takes down to 0.43 of the time: within 5 ULP, or 2^-23, for tanh, sigmoid, gelu, silu,
//! elu, mish, softplus, exp, ln and their kin, and within 5 ULP of each probability for softmax. Limits, ranges and NaNs
//! are the same.
//!
//! ```
//! use activ8::{Activation, Tanh};
//!
//! let x = [0.5, -20.0];
//! let mut y = [0.0; 2];
//! Tanh.fast().forward(&x, &mut y)?;
//! assert!((y[0] / 0.46211716 - 1.0).abs() < 6e-7 && y[1] == -1.0);
//! # Ok::<(), activ8::Error>(())
//! ```
//!
//! # From a verb to an instruction
//!
//! How `Silu.forward(&x, &mut y)` becomes instructions, in seven steps that never lead back:
//!
//! 1. [`Activation::forward`] makes a verb of the slices, whatever their elements are: `src/activation.rs`.
//! 2. `run` refuses parameters and lengths that do not fit, and asks which tier to use: `src/activation/elementwise.rs`.
//! 3. Slices of `f32` go on as they are. `Slices::run` hands over the others in blocks that are widened, in blocks what
//!    is streamed, and all of them in a piece for each thread where there are several: `src/mixed.rs`.
//! 4. `values` chooses the code of the tier, in which `map` loads vectors, applies the formula and stores, the tail too:
//!    `src/shape/formula.rs` and `src/shape/map.rs`.
//! 5. `eval` is the formula, the same for all tiers: `src/activation/silu.rs`.
//! 6. `times_sigmoid` is mathematics that several formulas share: `src/math/times_sigmoid.rs`.
//! 7. `F32s` gives it operators, each of which is an instruction of the tier: `src/simd/lanes.rs`, and
//!    `src/simd/avx2.rs` for AVX2.
//!
//! A loss takes the same way with a sum in place of the map; what rows are made of is in `src/rows`.
//!
//! # Promises
//!
//! 1. **Accurate everywhere**: the bound in each operation's documentation holds over all inputs,
//!    tails and subnormals included.
//! 2. **The same bits**: whatever the slice's length and alignment, the element's position, in place
//!    or not, on any number of threads; and on all tiers that agree in [`Tier::is_fused`]. Sums too. Of
//!    elementwise and gated activations this holds for a NaN's bits as well, where one input is NaN: where
//!    several are, the result is NaN, but not said of which. On aarch64 it does not hold for a NaN's sign.
//! 3. **Right at the edges**: NaN in, NaN out; an infinite input gives the mathematical limit; −0 is
//!    kept where the function is odd.
//! 4. **Nothing lost on bad input**: a typed [`Error`] that names argument, index and value, and
//!    outputs as they were.
//! 5. **No surprise**: no allocation in any serial verb, and no thread but those of `.parallel()`; but
//!    rows of halves longer than 6,144, 2,048 for gradients, are computed in a copy of a row (of a matrix
//!    along another axis), and losses of halves that are no sums over elements, the gradients of slopes and of
//!    sinks, and pieces of a [`SoftmaxState`] in copies: [`Error::Memory`] where there is no memory for one.
//! 6. **Little stack**: a call takes at most 64 KiB of its thread's, 512 KiB in a build without optimisation.
//!
//! # The floating-point environment
//!
//! It is not changed, and bounds are stated for the one that a program starts with: rounding to nearest, with
//! subnormal numbers. Where a caller has set another (x86-64's MXCSR), elementwise and gated activations keep this:
//! from finite inputs no NaN and nothing out of a function's range; and results that are normal numbers, at least
//! 2^-124 where subnormals are flushed (FTZ, DAZ), at most 4.5 ULP off, 5.5 on tiers that do not fuse multiply-add
//! ([`Softplus`] with a beta that is not 1 is within 6.5 on all).
//! Products with a gate are within two and a half times their bound and half an ULP, gradients within seven and a half
//! times theirs, and values at [`Accuracy::Fast`] within seven times theirs, but those of [`ExpM1`], [`Elu`], [`Selu`] and
//! [`Celu`], which are off by 2^-14 at most, and above 1 by 2^-14 of themselves; and that [`Ln1p`] of the greatest
//! number may be ∞.
//! From rows and losses comes no NaN either, and no probability out of its range; values that are no difference of
//! terms are within 10 ULP of those of the usual mode, those of a focal loss of a great gamma within 40. Sums that make up
//! for their own roundings do so in the usual mode alone: elsewhere a logarithm of softmax that is nearly 0 may be off by 2^-35, and a gradient that is nearly 0 by
//! a last place of its terms.
//!
//! # Features
//!
//! On by default; `default-features = false` with `std` leaves the activations of `f32`:
//!
//! * `std`: see below.
//! * `losses`: the losses, and the crate `matrixmultiply` of one of them. Activations alone compile sooner.
//! * `half`: elements of 16 bits, [`f16`](struct@f16) and [`bf16`].
//! * `rayon`: `.parallel()`.
//!
//! Not on by default:
//!
//! * `serde`: [`LossSum`] and [`Reduction`] serialise; with `losses`.
//!
//! # Without `std`
//!
//! Without the feature `std`, which `losses` and `rayon` imply, the crate needs `core` alone, neither memory nor a system:
//! it is for microcontrollers. There are the activations of elements, gates and rows, of `f32` and
//! with `half` of 16 bits, with the same bits and bounds. What differs:
//!
//! * The best tier is that of the compiler's target (`-C target-feature=+avx2,+fma,+f16c`); another can be named where
//!   the target has it. There are no environment variables.
//! * Rows of halves that would need a copy in memory are an [`Error::Memory`], always.
//! * Blocks of halves, 24 KiB, are on the stack.
//! * There are no `Router`, `SoftmaxState` and `RRelu::forward_training`, no names to parse, and no check of shapes.

#![cfg_attr(not(feature = "std"), no_std)]
#![cfg_attr(
    any(
        not(all(feature = "half", feature = "losses")),
        not(any(target_arch = "x86_64", target_arch = "aarch64"))
    ),
    allow(
        dead_code,
        unused_imports,
        reason = "what only losses, halves, or the tiers of a CPU's own instructions use"
    )
)]
#![cfg_attr(
    not(any(target_arch = "x86_64", target_arch = "aarch64")),
    allow(unused_macros, unused_variables, reason = "as above: dispatch_wide!")
)]
#![deny(unsafe_code)]
#![warn(clippy::multiple_unsafe_ops_per_block)]

mod accuracy;
mod activation;
mod check;
mod element;
mod error;
#[cfg(feature = "losses")]
mod loss;
mod math;
mod mixed;
mod parallel;
mod place;
mod reduce;
mod rows;
mod setters;
#[expect(unsafe_code, reason = "loads and stores")]
mod shape;
mod shapes;
#[expect(unsafe_code, reason = "instructions that only some CPUs have")]
mod simd;
mod tier;
mod verb;

pub use accuracy::Accuracy;
pub use activation::*;
pub use element::{Element, Output};
pub use error::{Error, Result};
#[cfg(feature = "half")]
pub use half::{bf16, f16};
#[cfg(feature = "losses")]
pub use loss::*;
#[cfg(feature = "rayon")]
#[doc(hidden)]
pub use parallel::has_threads;
pub use place::On;
pub use shapes::ActivationShape;
#[cfg(feature = "losses")]
pub use shapes::LossShape;
pub use tier::Tier;

/// The target, compiler and flags that this build was made with, for reports.
pub const BUILD: &str =
    concat!(env!("ACTIV8_TARGET"), ", ", env!("ACTIV8_COMPILER"), ", flags: ", env!("ACTIV8_FLAGS"),);
