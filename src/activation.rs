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
mod squared_relu;
mod squareplus;
mod streaming;
mod swish;
mod tanh;
mod tanhshrink;
mod threshold;
mod thresholded_relu;
mod xielu;

pub use along::Along;
pub use any::AnyActivation;
pub use attention::{AttentionSoftmax, FullyMasked, ScoreMask};
pub use biased::Elementwise;
pub use celu::Celu;
pub use clipped_gelu::ClippedGelu;
pub use elu::Elu;
pub use erf::Erf;
pub use exp::{Exp, ExpM1, Ln, Ln1p};
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
pub use router::{Router, Scoring};
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
pub use squared_relu::SquaredRelu;
pub use squareplus::Squareplus;
pub use streaming::SoftmaxState;
pub use swish::Swish;
pub use tanh::Tanh;
pub use tanhshrink::Tanhshrink;
pub use threshold::Threshold;
pub use thresholded_relu::ThresholdedRelu;
pub use xielu::XIelu;

pub(crate) use elementwise::{Map, PIECE};

use crate::element::{Element, Output, Slice, SliceMut};
use crate::error::Result;
use crate::mixed::{self, Cut};
use crate::place::{On, Place};
use crate::shapes::ActivationShape;
use crate::tier::Tier;

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
    fn forward(&self, x: &[f32], y: &mut [f32]) -> Result<()> {
        self.run(Place::default(), Verb::Forward { x, y })
    }

    /// `x = f(x)`.
    fn forward_in_place(&self, x: &mut [f32]) -> Result<()> {
        self.run(Place::default(), Verb::InPlace { x })
    }

    /// `dx = dy · f'(x)`: the gradient for the input `x`, given the one for the output.
    fn backward(&self, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.run(Place::default(), Verb::Backward { x, dy, dx })
    }

    /// `y = f(x)` over elements of any type, not always the same, and outputs that need not be initialised:
    /// see [`Element`] and [`Output`]. Each result is [`forward`](Self::forward)'s, rounded once more where
    /// `Y` is a half.
    ///
    /// ```
    /// use activ8::{Activation, Tanh, bf16};
    ///
    /// let x = [bf16::from_f32(1.0)];
    /// let (mut y, mut wide) = ([bf16::ZERO], [0.0f32]);
    /// Tanh.forward_any(&x, &mut y)?;
    /// Tanh.forward_any(&x, &mut wide)?;
    /// assert_eq!(y[0], bf16::from_f32(wide[0]));
    /// # Ok::<(), activ8::Error>(())
    /// ```
    fn forward_any<X: Element, Y: Output>(&self, x: &[X], y: &mut [Y]) -> Result<()> {
        self.run_any(Place::default(), AnyVerb::Forward { x: X::slice(x), y: Y::out(y) })
    }

    /// `x = f(x)` over elements of any type.
    fn forward_any_in_place<X: Element>(&self, x: &mut [X]) -> Result<()> {
        self.run_any(Place::default(), AnyVerb::InPlace { x: X::slice_mut(x) })
    }

    /// `dx = dy · f'(x)` over elements of any type: see [`forward_any`](Self::forward_any).
    fn backward_any<X: Element, G: Element, D: Output>(&self, x: &[X], dy: &[G], dx: &mut [D]) -> Result<()> {
        let verb = AnyVerb::Backward { x: X::slice(x), dy: G::slice(dy), dx: D::out(dx) };
        self.run_any(Place::default(), verb)
    }

    /// The greatest error of `forward` on `tier` in ULP of the exact value: over all 2^32 inputs for
    /// an elementwise activation, and as its documentation says for one over rows.
    fn max_ulp(&self, tier: Tier) -> f64;

    /// The shapes that it is for, which slices do not have: adapters of arrays and tensors check theirs by it.
    fn shape(&self) -> ActivationShape {
        ActivationShape::Elements
    }

    #[doc(hidden)]
    fn run(&self, place: Place, verb: Verb<'_>) -> Result<()>;

    #[doc(hidden)]
    fn run_any(&self, place: Place, verb: AnyVerb<'_>) -> Result<()>;
}

/// A verb with its slices.
#[derive(Debug)]
pub enum Verb<'a> {
    /// `y = f(x)`
    Forward {
        /// The inputs.
        x: &'a [f32],
        /// The outputs.
        y: &'a mut [f32],
    },
    /// `x = f(x)`
    InPlace {
        /// The inputs, then the outputs.
        x: &'a mut [f32],
    },
    /// `dx = dy · f'(x)`
    Backward {
        /// The inputs.
        x: &'a [f32],
        /// The gradient for the outputs.
        dy: &'a [f32],
        /// The gradient for the inputs.
        dx: &'a mut [f32],
    },
}

impl Verb<'_> {
    /// The number of inputs.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Forward { x, .. } | Self::Backward { x, .. } => x.len(),
            Self::InPlace { x } => x.len(),
        }
    }
}

/// A [`Verb`] with slices of any element.
#[derive(Debug)]
#[allow(missing_docs, reason = "as there")]
pub enum AnyVerb<'a> {
    Forward { x: Slice<'a>, y: SliceMut<'a> },
    InPlace { x: SliceMut<'a> },
    Backward { x: Slice<'a>, dy: Slice<'a>, dx: SliceMut<'a> },
}

impl AnyVerb<'_> {
    /// The number of inputs.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Forward { x, .. } | Self::Backward { x, .. } => x.len(),
            Self::InPlace { x } => x.len(),
        }
    }
}

impl<A: Activation> Activation for On<A> {
    fn max_ulp(&self, tier: Tier) -> f64 {
        self.operation.max_ulp(tier)
    }

    fn shape(&self) -> ActivationShape {
        self.operation.shape()
    }

    fn run(&self, _: Place, verb: Verb<'_>) -> Result<()> {
        self.operation.run(self.place, verb)
    }

    fn run_any(&self, _: Place, verb: AnyVerb<'_>) -> Result<()> {
        self.operation.run_any(self.place, verb)
    }
}

/// [`Activation`] for types that are formulas over rows. Like those of single elements (any.rs) the
/// verbs are compiled in this crate, so that a program which calls one compiles no kernel.
macro_rules! over_rows {
    ($($activation:ident)*) => {$(
        impl Activation for $activation {
            fn max_ulp(&self, tier: Tier) -> f64 {
                rowwise::max_ulp(*self, tier)
            }

            fn shape(&self) -> ActivationShape {
                ActivationShape::Rows(self.row)
            }

            fn run(&self, place: Place, verb: Verb<'_>) -> Result<()> {
                rowwise::run(*self, place, verb)
            }

            fn run_any(&self, place: Place, verb: AnyVerb<'_>) -> Result<()> {
                let cut = Cut::rows(self.row);
                mixed::activation(place, cut, true, verb, &|place, _, verb| self.run(place, verb))
            }
        }
    )*};
}

over_rows! { Softmax LogSoftmax }
crate::place::placed! { Softmax LogSoftmax }
