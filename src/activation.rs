//! Activations: what their verbs are, and how a formula becomes one.

mod along;
mod any;
mod attention;
mod biased;
mod celu;
mod clipped_gelu;
mod elementwise;
mod elu;
mod erf;
mod exp;
mod from_output;
mod fully_masked;
mod gated;
mod gelu;
mod gumbel_softmax;
mod hardshrink;
mod hardsigmoid;
mod hardswish;
mod hardtanh;
mod identity;
mod laplace;
mod leaky_relu;
mod log_sigmoid;
mod log_softmax;
mod log_sum_exp;
mod mish;
mod prelu;
mod relu;
mod relu6;
#[cfg(feature = "std")]
mod router;
mod rowwise;
mod rrelu;
mod scaled_tanh;
mod selu;
mod shrink;
mod sigmoid;
mod silu;
mod soft_cap;
mod softmax;
mod softmin;
mod softplus;
mod softshrink;
mod softsign;
mod sparse_plus;
mod squared_relu;
mod squareplus;
#[cfg(feature = "std")]
mod streaming;
mod swish;
mod tanh;
mod tanhshrink;
mod threshold;
mod thresholded_relu;
mod xielu;

pub use along::Along;
pub(crate) use along::{ColumnShifts, ColumnSum};
pub use any::AnyActivation;
pub use attention::{AttentionSoftmax, ScoreMask};
pub use biased::Elementwise;
pub use celu::Celu;
pub use clipped_gelu::ClippedGelu;
pub use elu::Elu;
pub use erf::Erf;
pub use exp::{Exp, ExpM1, Ln, Ln1p};
pub use from_output::{BackwardFromOutput, OutputGradient};
pub use fully_masked::FullyMasked;
pub use gated::{Bilinear, GateLayout, GatedActivation, GeGlu, Glu, ReGlu, SwiGlu, SwiGluOai};
pub use gelu::Gelu;
pub use gumbel_softmax::GumbelSoftmax;
pub use hardshrink::Hardshrink;
pub use hardsigmoid::{Hardsigmoid, LinearHardsigmoid};
pub use hardswish::Hardswish;
pub use hardtanh::Hardtanh;
pub use identity::Identity;
pub use laplace::Laplace;
pub use leaky_relu::LeakyRelu;
pub use log_sigmoid::LogSigmoid;
pub use log_softmax::LogSoftmax;
pub use log_sum_exp::LogSumExp;
pub use mish::Mish;
pub use prelu::PRelu;
pub use relu::Relu;
pub use relu6::Relu6;
#[cfg(feature = "std")]
pub use router::{GroupScore, Router, Scoring};
pub use rrelu::RRelu;
pub use scaled_tanh::ScaledTanh;
pub use selu::Selu;
pub use shrink::Shrink;
pub use sigmoid::Sigmoid;
pub use silu::Silu;
pub use soft_cap::SoftCap;
pub use softmax::Softmax;
pub use softmin::{Hardmax, Softmin};
pub use softplus::Softplus;
pub use softshrink::Softshrink;
pub use softsign::Softsign;
pub use sparse_plus::SparsePlus;
pub use squared_relu::SquaredRelu;
pub use squareplus::Squareplus;
#[cfg(feature = "std")]
pub use streaming::SoftmaxState;
pub use swish::Swish;
pub use tanh::Tanh;
pub use tanhshrink::Tanhshrink;
pub use threshold::Threshold;
pub use thresholded_relu::ThresholdedRelu;
pub use xielu::XIelu;

use crate::element::{Element, Output};
use crate::error::Result;
use crate::place::{On, Place};
use crate::shapes::ActivationShape;
use crate::tier::Tier;
use crate::verb::Verb;

/// The verbs of every activation.
///
/// Each is done on the best tier that the CPU has and on the calling thread, without an allocation;
/// `.on(tier)` and `.parallel()` name another place. An element's bits depend on the element alone:
/// not on its position, nor on the slice's length or alignment, in place or not, nor on the number
/// of threads; they are the same on all tiers that agree in [`Tier::is_fused`].
///
/// An empty slice is no error and nothing is done.
///
/// # Errors
/// [`Error::Length`](crate::Error::Length) where two slices differ in length,
/// [`Error::Rows`](crate::Error::Rows) where one is no whole number of rows,
/// [`Error::Parameter`](crate::Error::Parameter) where a parameter has no meaning, and
/// [`Error::UnknownTier`](crate::Error::UnknownTier) or
/// [`Error::UnavailableTier`](crate::Error::UnavailableTier) where the environment variable
/// `ACTIV8_TIER` is wrong. Outputs are then as they were.
pub trait Activation: Copy + Send + Sync {
    /// `y = f(x)`.
    ///
    /// The elements may be of any type, not always the same, and outputs need not be initialised: see [`Element`]
    /// and [`Output`]. A result in halves is that in `f32`, rounded once more.
    ///
    /// ```
    /// use activ8::{Activation, Tanh, bf16};
    ///
    /// let x = [bf16::from_f32(1.0)];
    /// let (mut y, mut wide) = ([bf16::ZERO], [0.0f32]);
    /// Tanh.forward(&x, &mut y)?;
    /// Tanh.forward(&x, &mut wide)?;
    /// assert_eq!(y[0], bf16::from_f32(wide[0]));
    /// # Ok::<(), activ8::Error>(())
    /// ```
    #[inline]
    fn forward<X: Element, Y: Output>(&self, x: &[X], y: &mut [Y]) -> Result<()> {
        self.run(Place::default(), Verb::Forward { x: Some(X::slice(x)), y: Y::out(y) })
    }

    /// `x = f(x)`.
    #[inline]
    fn forward_in_place<X: Element>(&self, x: &mut [X]) -> Result<()> {
        self.run(Place::default(), Verb::Forward { x: None, y: X::out(x) })
    }

    /// `dx = dy · f'(x)`: the gradient for the input `x`, given the one for the output.
    #[inline]
    fn backward<X: Element, G: Element, D: Output>(&self, x: &[X], dy: &[G], dx: &mut [D]) -> Result<()> {
        self.run(Place::default(), Verb::Backward { x: X::slice(x), dy: G::slice(dy), dx: D::out(dx) })
    }

    /// The greatest error of `forward` on `tier` in ULP of the exact value: over all 2^32 inputs for
    /// an elementwise activation, and as its documentation says for one over rows.
    fn max_ulp(&self, tier: Tier) -> f64;

    /// The shapes that it is for, which slices do not have: adapters of arrays and tensors check theirs by it.
    fn shape(&self) -> ActivationShape {
        ActivationShape::Elements
    }

    /// Its gradient as a function of the output, where it is one, with these parameters: of the types that have
    /// [`BackwardFromOutput`], and of [`AnyActivation`] that is one of them.
    fn output_gradient(&self) -> Option<OutputGradient<'_>> {
        None
    }

    #[doc(hidden)]
    fn run(&self, place: Place, verb: Verb<'_>) -> Result<()>;
}

impl<A: Activation> Activation for On<A> {
    fn max_ulp(&self, tier: Tier) -> f64 {
        self.operation.max_ulp(tier)
    }

    fn shape(&self) -> ActivationShape {
        self.operation.shape()
    }

    fn output_gradient(&self) -> Option<OutputGradient<'_>> {
        Some(self.operation.output_gradient()?.at(self.place))
    }

    #[inline(always)]
    fn run(&self, _: Place, verb: Verb<'_>) -> Result<()> {
        self.operation.run(self.place, verb)
    }
}

/// [`Activation`] for types that are formulas over rows. Like those of single elements (any.rs) the
/// verbs are compiled in this crate, so that a program which calls one compiles no kernel. One that has
/// a gradient from the output is marked with `from_output`, the module.
macro_rules! over_rows {
    ($($activation:ident $(: $from_output:ident)?),*) => {$(
        impl Activation for $activation {
            fn max_ulp(&self, tier: Tier) -> f64 {
                rowwise::max_ulp(*self, tier)
            }

            fn shape(&self) -> ActivationShape {
                ActivationShape::Rows(self.row)
            }

            $(fn output_gradient(&self) -> Option<OutputGradient<'_>> {
                $from_output::of(self)
            })?

            fn run(&self, place: Place, verb: Verb<'_>) -> Result<()> {
                rowwise::run(*self, place, verb)
            }
        }
    )*};
}

over_rows! { Softmax: from_output, LogSoftmax: from_output }
crate::place::placed! { Softmax LogSoftmax }
