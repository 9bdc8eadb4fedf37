//! The Kullback-Leibler divergence.

use super::Reduction;
use super::pointwise::{Pointwise, pointwise};
use crate::check;
use crate::error::Result;
use crate::math::{ln, ln_ratio};
use crate::simd::{F32s, Simd};
use crate::tier::Level;

/// t·ln(t / p): how far the distribution p is from t.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct KlDivergence {
    /// What the input is.
    pub input: KlInput,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

/// What the input of [`KlDivergence`] is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KlInput {
    /// Probabilities.
    Probabilities,
    /// Their logarithms, as PyTorch has it.
    #[default]
    LogProbabilities,
}

impl KlDivergence {
    /// Of an input of probabilities.
    pub const fn probabilities() -> Self {
        Self { input: KlInput::Probabilities, reduction: Reduction::Mean }
    }

    /// Of an input of logarithms of probabilities: PyTorch's `kl_div`.
    pub const fn log_probabilities() -> Self {
        Self { input: KlInput::LogProbabilities, reduction: Reduction::Mean }
    }
}

pointwise! { KlDivergence }

impl Pointwise for KlDivergence {
    #[inline(always)]
    fn value<S: Simd>(self, x: F32s<S>, t: F32s<S>) -> F32s<S> {
        let zero = x.of(0.0);
        let ratio = match self.input {
            KlInput::Probabilities => x.eq(zero).select(x.of(f32::INFINITY), ln_ratio(t, x)),
            KlInput::LogProbabilities => ln(t) - x,
        };
        t.eq(zero).select(zero, t * ratio)
    }

    #[inline(always)]
    fn derivative<S: Simd>(self, x: F32s<S>, t: F32s<S>) -> F32s<S> {
        match self.input {
            KlInput::Probabilities => t.eq(x.of(0.0)).select(x.of(0.0), -t / x),
            KlInput::LogProbabilities => -t,
        }
    }

    fn reduction(self) -> Reduction {
        self.reduction
    }

    fn check(self, level: Level, input: &[f32], target: &[f32]) -> Result<()> {
        if self.input == KlInput::Probabilities {
            check::probabilities(level, "input", input)?;
        }
        check::probabilities(level, "target", target)
    }
}
