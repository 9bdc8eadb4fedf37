//! Losses: what their verbs are, and how a formula becomes one.

mod any;
mod bce;
mod by_row;
mod categorical;
mod categorical_focal;
mod classes;
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
mod length;
mod log_cosh;
mod margin_ranking;
mod mse;
mod multi_label_margin;
mod multi_margin;
mod nll;
mod overlap;
mod parts;
mod poisson;
mod quantile;
mod reduction;
mod repeated;
mod soft_margin;
mod sum;
mod triplet_margin;
mod tversky;
mod vectors;
mod weight;

pub use any::{Target, Targets};
pub use bce::{BinaryCrossEntropy, BinaryCrossEntropyWithLogits};
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
pub use triplet_margin::TripletMargin;
pub use tversky::Tversky;

use any::{AnyAsk, Given};

use crate::element::{Element, Output, Slice};
use crate::error::Result;
use crate::place::{On, Place};
use crate::shapes::LossShape;

/// The verbs of every loss of one input, for targets of type `T`.
///
/// Sums are of a fixed shape: a loss has the same bits whatever the number of threads, and on all
/// tiers that agree in [`Tier::is_fused`](crate::Tier::is_fused); over 16 million elements it is good
/// to 4 ULP of the exact sum. Nothing is allocated, but where a loss says so, and for halves where
/// [`forward_any`](Self::forward_any) does. [`Accumulator`] is for data that comes in batches.
///
/// # Errors
/// [`Error::Length`](crate::Error::Length) and [`Error::Rows`](crate::Error::Rows) for lengths that
/// do not fit, [`Error::Class`](crate::Error::Class), [`Error::Probability`](crate::Error::Probability)
/// and [`Error::Value`](crate::Error::Value) for values outside the loss's domain,
/// [`Error::Parameter`](crate::Error::Parameter) for parameters without a meaning, and the
/// errors of a wrong `ACTIV8_TIER`. Outputs are then as they were.
pub trait Loss<T = f32>: Reduce + Copy + Send + Sync {
    /// The loss of `input` against `target`, reduced as the operation's
    /// [`Reduction`] says; over nothing a mean is NaN and a sum 0.
    fn forward(&self, input: &[f32], target: &[T]) -> Result<f32> {
        self.forward_sum(input, target)?.reduce(self.reduces_by())
    }

    /// The same before it is reduced: what an [`Accumulator`] adds up.
    fn forward_sum(&self, input: &[f32], target: &[T]) -> Result<LossSum> {
        self.run(Place::default(), input, target, Ask::Total)
    }

    /// The loss of each element, or of each row where the loss is one of rows: reduction "none".
    fn forward_each(&self, input: &[f32], target: &[T], each: &mut [f32]) -> Result<()> {
        self.run(Place::default(), input, target, Ask::Each(each)).map(drop)
    }

    /// The gradient of the reduced loss for `input`.
    fn backward(&self, input: &[f32], target: &[T], gradient: &mut [f32]) -> Result<()> {
        self.run(Place::default(), input, target, Ask::Gradient([gradient])).map(drop)
    }

    /// The loss and its gradient, from one pass over the inputs.
    fn forward_backward(&self, input: &[f32], target: &[T], gradient: &mut [f32]) -> Result<f32> {
        self.run(Place::default(), input, target, Ask::Both([gradient]))?.reduce(self.reduces_by())
    }

    /// [`forward`](Self::forward) of halves, or of other [`Element`]s, against targets of any of them or of
    /// classes: the loss of the widened inputs, to the bit.
    ///
    /// Losses of elements, and of rows that are sums over their elements, widen halves a block at a time, on the
    /// stack. The others have a copy in `f32` of each slice of halves, and one of what they write to halves:
    /// [`Error::Memory`](crate::Error::Memory) where there is no memory for it.
    ///
    /// ```
    /// use activ8::{Loss, Mse, bf16};
    ///
    /// let (x, t) = ([1.0, 2.0].map(bf16::from_f32), [1.0f32, 1.0]);
    /// let mut gradient = [bf16::ZERO; 2];
    /// assert_eq!(Mse::default().forward_backward_any(&x, &t, &mut gradient)?, 0.5);
    /// assert_eq!(gradient, [0.0, 1.0].map(bf16::from_f32));
    /// # Ok::<(), activ8::Error>(())
    /// ```
    fn forward_any<X: Element, U: Target<T>>(&self, input: &[X], target: &[U]) -> Result<f32> {
        self.forward_sum_any(input, target)?.reduce(self.reduces_by())
    }

    /// [`forward_sum`](Self::forward_sum) over elements of any type: see
    /// [`forward_any`](Self::forward_any).
    fn forward_sum_any<X: Element, U: Target<T>>(&self, input: &[X], target: &[U]) -> Result<LossSum> {
        self.run_any(Place::default(), X::slice(input), U::given(target), AnyAsk::Total)
    }

    /// [`forward_each`](Self::forward_each) over elements of any type: see
    /// [`forward_any`](Self::forward_any).
    fn forward_each_any<X: Element, U: Target<T>, Y: Output>(
        &self,
        input: &[X],
        target: &[U],
        each: &mut [Y],
    ) -> Result<()> {
        let ask = AnyAsk::Each(Y::out(each));
        self.run_any(Place::default(), X::slice(input), U::given(target), ask).map(drop)
    }

    /// [`backward`](Self::backward) over elements of any type: see [`forward_any`](Self::forward_any).
    fn backward_any<X: Element, U: Target<T>, G: Output>(
        &self,
        input: &[X],
        target: &[U],
        gradient: &mut [G],
    ) -> Result<()> {
        let ask = AnyAsk::Gradient([G::out(gradient)]);
        self.run_any(Place::default(), X::slice(input), U::given(target), ask).map(drop)
    }

    /// [`forward_backward`](Self::forward_backward) over elements of any type: see
    /// [`forward_any`](Self::forward_any).
    fn forward_backward_any<X: Element, U: Target<T>, G: Output>(
        &self,
        input: &[X],
        target: &[U],
        gradient: &mut [G],
    ) -> Result<f32> {
        let ask = AnyAsk::Both([G::out(gradient)]);
        self.run_any(Place::default(), X::slice(input), U::given(target), ask)?.reduce(self.reduces_by())
    }

    /// The shapes that it is for, which slices do not have: adapters of arrays and tensors check theirs by it.
    fn shape(&self) -> LossShape {
        LossShape::ELEMENTS
    }

    #[doc(hidden)]
    fn run(&self, place: Place, input: &[f32], target: &[T], ask: Ask<'_>) -> Result<LossSum>;

    /// By copies, unless a loss knows better.
    #[doc(hidden)]
    fn run_any(
        &self,
        place: Place,
        input: Slice<'_>,
        target: Given<'_, [T]>,
        ask: AnyAsk<'_>,
    ) -> Result<LossSum> {
        let (input, target) = (any::floats(place, "input", input)?, target.held(place)?);
        any::into(place.level()?, ask, &mut |ask| self.run(place, &input, &target, ask))
    }
}

/// What a verb asks for, with its slices.
#[derive(Debug)]
pub enum Ask<'a, const N: usize = 1> {
    /// The sum of the losses.
    Total,
    /// Each loss.
    Each(&'a mut [f32]),
    /// The gradient for each input.
    Gradient([&'a mut [f32]; N]),
    /// The sum and the gradients.
    Both([&'a mut [f32]; N]),
}

impl<const N: usize> Ask<'_, N> {
    /// The part of the first `losses`, whose inputs have `at` elements, and the rest.
    pub(crate) fn cut(self, losses: usize, at: usize) -> (Self, Self) {
        match self {
            Self::Total => (Self::Total, Self::Total),
            Self::Each(each) => {
                let (left, right) = each.split_at_mut(losses);
                (Self::Each(left), Self::Each(right))
            }
            Self::Gradient(gradients) => {
                let (left, right) = crate::parallel::halves(gradients.map(|out| out.split_at_mut(at)));
                (Self::Gradient(left), Self::Gradient(right))
            }
            Self::Both(gradients) => {
                let (left, right) = crate::parallel::halves(gradients.map(|out| out.split_at_mut(at)));
                (Self::Both(left), Self::Both(right))
            }
        }
    }

    /// Refuses outputs of another length than the inputs', or the number of losses.
    pub(crate) fn check(&self, inputs: [usize; N], losses: usize) -> Result<()> {
        match self {
            Self::Total => Ok(()),
            Self::Each(each) => crate::check::length("each", each.len(), losses),
            Self::Gradient(gradients) | Self::Both(gradients) => gradients
                .iter()
                .zip(inputs)
                .try_for_each(|(gradient, len)| crate::check::length("gradient", gradient.len(), len)),
        }
    }
}

impl<T, L: Loss<T>> Loss<T> for On<L> {
    fn shape(&self) -> LossShape {
        self.operation.shape()
    }

    fn run(&self, _: Place, input: &[f32], target: &[T], ask: Ask<'_>) -> Result<LossSum> {
        self.operation.run(self.place, input, target, ask)
    }

    fn run_any(
        &self,
        _: Place,
        input: Slice<'_>,
        target: Given<'_, [T]>,
        ask: AnyAsk<'_>,
    ) -> Result<LossSum> {
        self.operation.run_any(self.place, input, target, ask)
    }
}

crate::place::placed! {
    BinaryCrossEntropy<'_> BinaryCrossEntropyWithLogits<'_> CategoricalCrossEntropy CategoricalFocal
    CosineEmbedding CrossEntropy<'_> Ctc<'_> Dice FixedGaussianNll GaussianNll Hinge HingeEmbedding
    Huber<'_> InfoNce JensenShannon KlDivergence L1<'_> LogCosh MarginRanking Mse<'_> MultiLabelMargin
    MultiLabelSoftMargin<'_> MultiMargin<'_> Nll<'_> PoissonNll Quantile SigmoidFocal SmoothL1
    SoftMargin SquaredHinge TripletMargin Tversky
}
