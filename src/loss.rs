//! Losses: what their verbs are, and how a formula becomes one.
//!
//! A verb makes one [`LossVerb`] of its slices, whatever their elements are, and calls [`Loss::run`] of the loss,
//! which checks what it was given and hands on its formula:
//!
//! * `elements`: losses of elements, and of rows that are sums over their elements. `operands` says what the formula
//!   is taken of, `parts` goes over it in `f32`, and `pointwise` has the loops that are compiled for each formula;
//!   `running_sum` adds up what comes of them.
//! * `by_row`: losses that are computed one row at a time. `vectors`: those of a row of each of several inputs.
//! * `cross_entropy`, `ctc`, `info_nce`: those that have loops of their own.
//!
//! All but the first take `f32` only: [`LossVerb::in_f32`] makes copies of halves for them.

mod bce;
mod bce_with_logits;
mod by_row;
mod categorical;
mod categorical_focal;
mod classes;
mod copies;
mod cosine_embedding;
mod cross_entropy;
mod ctc;
mod dice;
mod distance;
mod elements;
mod exp_times;
mod focal;
mod gaussian;
mod hinge;
mod hinges;
mod huber;
mod info_nce;
mod jensen_shannon;
mod joint;
mod kl;
mod l1;
mod log_cosh;
mod mape;
mod margin_ranking;
mod matrices;
mod memory;
mod mse;
mod multi_label_margin;
mod multi_margin;
mod nll;
mod norm;
mod operands;
mod overlap;
mod parts;
mod pointwise;
mod poisson;
mod quantile;
mod reduction;
mod running_sum;
mod soft_margin;
mod sum;
mod target;
mod triplet_margin;
mod tversky;
mod vectors;
mod verb;
mod weight;

pub use bce::BinaryCrossEntropy;
pub use bce_with_logits::BinaryCrossEntropyWithLogits;
pub use categorical::CategoricalCrossEntropy;
pub use categorical_focal::CategoricalFocal;
pub use classes::ClassIndex;
pub use cosine_embedding::CosineEmbedding;
pub use cross_entropy::{CrossEntropy, LinearCrossEntropy};
pub use ctc::Ctc;
pub use dice::Dice;
pub use focal::SigmoidFocal;
pub use gaussian::{FixedGaussianNll, GaussianNll};
pub use hinge::{Hinge, HingeEmbedding, SquaredHinge};
pub use huber::{Huber, SmoothL1};
pub use info_nce::InfoNce;
pub use jensen_shannon::JensenShannon;
pub use joint::JointLoss;
pub use kl::{KlDivergence, KlInput};
pub use l1::L1;
pub use log_cosh::LogCosh;
pub use mape::Mape;
pub use margin_ranking::MarginRanking;
pub use mse::Mse;
pub use multi_label_margin::MultiLabelMargin;
pub use multi_margin::MultiMargin;
pub use nll::Nll;
pub use poisson::PoissonNll;
pub use quantile::Quantile;
pub use reduction::Reduction;
pub use soft_margin::{MultiLabelSoftMargin, SoftMargin};
pub use sum::{Accumulator, LossSum, Reduce};
pub use target::{Target, TargetKind, TargetType, Targets};
pub use triplet_margin::TripletMargin;
pub use tversky::Tversky;

use verb::{LossOutput, LossVerb};

use crate::element::{Element, Output};
use crate::error::Result;
use crate::place::{On, Place};
use crate::shapes::LossShape;

/// The verbs of every loss of one input, for targets of type `T`.
///
/// Inputs and outputs are of any [`Element`], and targets of any that stands for a `T`: halves are widened, and the
/// loss is that of the widened inputs, to the bit.
///
/// Sums are of a fixed shape: a loss has the same bits whatever the number of threads, and on all
/// tiers that agree in [`Tier::is_fused`](crate::Tier::is_fused); over 16 million elements it is good
/// to 4 ULP of the exact sum. [`Accumulator`] is for data that comes in batches.
///
/// What counts for nothing contributes nothing, whatever its value: a loss and its gradient are 0 where a weight of an
/// element or a class is 0, a target is a probability of 0 or a class that is ignored, or, in
/// [`backward_each`](Self::backward_each), its `dy` is 0; also where they would be infinite or NaN otherwise. Bad input
/// is refused whatever its weight is.
///
/// A `dy` costs the gradient's accuracy 1 ULP; where a derivative is no normal number, the bound is in the ULP of the
/// least one times `dy`. A weight times a `dy` is a float, which may overflow.
///
/// At [`Accuracy::Fast`](crate::Accuracy::Fast) the values of
/// [`BinaryCrossEntropyWithLogits`] without weights, [`MultiLabelSoftMargin`] without weights, [`SoftMargin`] and
/// [`SigmoidFocal`] of labels with a gamma of 2 have formulas of their own: each is within 5 ULP or 2^-23. Gradients, and a loss
/// that comes with its gradient, are as at `High`.
///
/// Nothing is allocated, but where a loss says so, and for halves: losses of elements, and of rows that are sums
/// over their elements, widen them a block at a time, on the stack; the others have a copy in `f32` of each slice
/// of halves, and one of what they write to halves.
///
/// ```
/// use activ8::{Loss, Mse, bf16};
///
/// let (x, t) = ([1.0, 2.0].map(bf16::from_f32), [1.0f32, 1.0]);
/// let mut gradient = [bf16::ZERO; 2];
/// assert_eq!(Mse::default().forward_backward(&x, &t, &mut gradient)?, 0.5);
/// assert_eq!(gradient, [0.0, 1.0].map(bf16::from_f32));
/// # Ok::<(), activ8::Error>(())
/// ```
///
/// # Errors
/// [`Error::Length`](crate::Error::Length) and [`Error::Rows`](crate::Error::Rows) for lengths that
/// do not fit, [`Error::Class`](crate::Error::Class), [`Error::Probability`](crate::Error::Probability)
/// and [`Error::Value`](crate::Error::Value) for values outside the loss's domain,
/// [`Error::Parameter`](crate::Error::Parameter) for parameters without a meaning,
/// [`Error::Memory`](crate::Error::Memory) where there is no memory for a copy, and the
/// errors of a wrong `ACTIV8_TIER`. Outputs are then as they were.
pub trait Loss<T: TargetType = f32>: Reduce + Copy + Send + Sync {
    /// The loss of `input` against `target`, reduced as the operation's
    /// [`Reduction`] says; over nothing a mean is NaN and a sum 0.
    fn forward<X: Element, U: Target<T>>(&self, input: &[X], target: &[U]) -> Result<f32> {
        self.forward_sum(input, target)?.reduce(self.reduces_by())
    }

    /// The same before it is reduced: what an [`Accumulator`] adds up.
    fn forward_sum<X: Element, U: Target<T>>(&self, input: &[X], target: &[U]) -> Result<LossSum> {
        let (inputs, target) = ([X::slice(input)], U::view(target));
        self.run(Place::default(), LossVerb { inputs, target, output: LossOutput::Total })
    }

    /// The loss of each element, or of each row where the loss is one of rows: reduction "none".
    fn forward_each<X: Element, U: Target<T>, Y: Output>(
        &self,
        input: &[X],
        target: &[U],
        each: &mut [Y],
    ) -> Result<()> {
        let (inputs, target) = ([X::slice(input)], U::view(target));
        let output = LossOutput::Each(Y::out(each));
        self.run(Place::default(), LossVerb { inputs, target, output }).map(drop)
    }

    /// The gradient of the reduced loss for `input`.
    fn backward<X: Element, U: Target<T>, G: Output>(
        &self,
        input: &[X],
        target: &[U],
        gradient: &mut [G],
    ) -> Result<()> {
        let (inputs, target) = ([X::slice(input)], U::view(target));
        let output = LossOutput::Gradient([G::out(gradient)]);
        self.run(Place::default(), LossVerb { inputs, target, output }).map(drop)
    }

    /// The gradient of [`forward_each`](Self::forward_each): of each loss for `input`, times its element of `dy`,
    /// whatever the reduction. This is what automatic differentiation asks for. It is also the gradient of a sum with a
    /// weight for each row or token: the weights are `dy`.
    ///
    /// ```
    /// use activ8::{CrossEntropy, Loss};
    ///
    /// let loss = CrossEntropy::rows_of(2);
    /// let (logits, classes) = ([0.0, 0.0, 3.0, f32::NAN], [1u8, 0]);
    /// let mut gradient = [0.0; 4];
    /// loss.backward_each(&logits, &classes, &[2.0, 0.0], &mut gradient)?; // the second token is padding
    /// assert_eq!(gradient, [1.0, -1.0, 0.0, 0.0]);
    /// # Ok::<(), activ8::Error>(())
    /// ```
    fn backward_each<X: Element, U: Target<T>, D: Element, G: Output>(
        &self,
        input: &[X],
        target: &[U],
        dy: &[D],
        gradient: &mut [G],
    ) -> Result<()> {
        let (inputs, target) = ([X::slice(input)], U::view(target));
        let output = LossOutput::GradientOfEach { dy: D::slice(dy), gradients: [G::out(gradient)] };
        self.run(Place::default(), LossVerb { inputs, target, output }).map(drop)
    }

    /// The loss and its gradient, from one pass over the inputs.
    fn forward_backward<X: Element, U: Target<T>, G: Output>(
        &self,
        input: &[X],
        target: &[U],
        gradient: &mut [G],
    ) -> Result<f32> {
        let (inputs, target) = ([X::slice(input)], U::view(target));
        let output = LossOutput::Both([G::out(gradient)]);
        self.run(Place::default(), LossVerb { inputs, target, output })?.reduce(self.reduces_by())
    }

    /// The shapes that it is for, which slices do not have: adapters of arrays and tensors check theirs by it.
    fn shape(&self) -> LossShape {
        LossShape::ELEMENTS
    }

    /// Does what a verb asks for.
    #[doc(hidden)]
    fn run(&self, place: Place, verb: LossVerb<'_, [T]>) -> Result<LossSum>;
}

impl<T: TargetType, L: Loss<T>> Loss<T> for On<L> {
    fn shape(&self) -> LossShape {
        self.operation.shape()
    }

    fn run(&self, _: Place, verb: LossVerb<'_, [T]>) -> Result<LossSum> {
        self.operation.run(self.place, verb)
    }
}

crate::place::placed! {
    BinaryCrossEntropy<'_> BinaryCrossEntropyWithLogits<'_> CategoricalCrossEntropy CategoricalFocal
    CosineEmbedding CrossEntropy<'_> Ctc<'_> Dice FixedGaussianNll GaussianNll Hinge HingeEmbedding
    Huber<'_> InfoNce JensenShannon<'_> KlDivergence L1<'_> LogCosh Mape MarginRanking Mse<'_> MultiLabelMargin
    MultiLabelSoftMargin<'_> MultiMargin<'_> Nll<'_> PoissonNll Quantile SigmoidFocal SmoothL1
    SoftMargin SquaredHinge TripletMargin Tversky
}
