//! Losses: what their verbs are, and how a formula becomes one.

mod bce;
mod categorical;
mod classes;
mod cross_entropy;
mod kl;
mod mse;
mod pointwise;
mod reduction;

pub use bce::{BinaryCrossEntropy, BinaryCrossEntropyWithLogits};
pub use categorical::CategoricalCrossEntropy;
pub use classes::ClassIndex;
pub use cross_entropy::CrossEntropy;
pub use kl::{KlDivergence, KlInput};
pub use mse::Mse;
pub use reduction::Reduction;

pub(crate) use pointwise::total;

use crate::error::Result;
use crate::place::{On, Run};

/// The verbs of every loss, for targets of type `T`.
///
/// Sums are of a fixed shape: a loss has the same bits whatever the number of threads, and on all
/// tiers that agree in [`Tier::is_fused`](crate::Tier::is_fused); over 16 million elements it is good
/// to 4 ULP of the exact sum. Nothing is allocated.
///
/// # Errors
/// [`Error::Length`](crate::Error::Length) and [`Error::Rows`](crate::Error::Rows) for lengths that
/// do not fit, [`Error::Class`](crate::Error::Class) and
/// [`Error::Probability`](crate::Error::Probability) for values outside the loss's domain, and the
/// errors of a wrong `ACTIV8_TIER`. Outputs are then as they were.
pub trait Loss<T = f32>: Copy + Send + Sync {
    /// The loss of `input` against `target`, reduced as the operation's
    /// [`Reduction`] says; over nothing a mean is NaN and a sum 0.
    fn forward(&self, input: &[f32], target: &[T]) -> Result<f32> {
        self.run_forward(Run::default(), input, target)
    }

    /// The loss of each element, or of each row where the loss is one of rows: reduction "none".
    fn forward_each(&self, input: &[f32], target: &[T], each: &mut [f32]) -> Result<()> {
        self.run_forward_each(Run::default(), input, target, each)
    }

    /// The gradient of the reduced loss for `input`.
    fn backward(&self, input: &[f32], target: &[T], gradient: &mut [f32]) -> Result<()> {
        self.run_backward(Run::default(), input, target, gradient)
    }

    /// The loss and its gradient, from one pass over the inputs.
    fn forward_backward(&self, input: &[f32], target: &[T], gradient: &mut [f32]) -> Result<f32> {
        self.run_forward_backward(Run::default(), input, target, gradient)
    }

    #[doc(hidden)]
    fn run_forward(&self, run: Run, input: &[f32], target: &[T]) -> Result<f32>;
    #[doc(hidden)]
    fn run_forward_each(&self, run: Run, input: &[f32], target: &[T], each: &mut [f32]) -> Result<()>;
    #[doc(hidden)]
    fn run_forward_backward(
        &self,
        run: Run,
        input: &[f32],
        target: &[T],
        gradient: &mut [f32],
    ) -> Result<f32>;
    #[doc(hidden)]
    fn run_backward(&self, run: Run, input: &[f32], target: &[T], gradient: &mut [f32]) -> Result<()>;
}

impl<T, L: Loss<T>> Loss<T> for On<L> {
    fn forward(&self, input: &[f32], target: &[T]) -> Result<f32> {
        self.operation.run_forward(self.run, input, target)
    }

    fn forward_each(&self, input: &[f32], target: &[T], each: &mut [f32]) -> Result<()> {
        self.operation.run_forward_each(self.run, input, target, each)
    }

    fn backward(&self, input: &[f32], target: &[T], gradient: &mut [f32]) -> Result<()> {
        self.operation.run_backward(self.run, input, target, gradient)
    }

    fn forward_backward(&self, input: &[f32], target: &[T], gradient: &mut [f32]) -> Result<f32> {
        self.operation.run_forward_backward(self.run, input, target, gradient)
    }

    fn run_forward(&self, _: Run, input: &[f32], target: &[T]) -> Result<f32> {
        self.forward(input, target)
    }

    fn run_forward_each(&self, _: Run, input: &[f32], target: &[T], each: &mut [f32]) -> Result<()> {
        self.forward_each(input, target, each)
    }

    fn run_forward_backward(&self, _: Run, input: &[f32], target: &[T], gradient: &mut [f32]) -> Result<f32> {
        self.forward_backward(input, target, gradient)
    }

    fn run_backward(&self, _: Run, input: &[f32], target: &[T], gradient: &mut [f32]) -> Result<()> {
        self.backward(input, target, gradient)
    }
}

crate::place::placed! {
    BinaryCrossEntropy BinaryCrossEntropyWithLogits CategoricalCrossEntropy CrossEntropy KlDivergence Mse
}
