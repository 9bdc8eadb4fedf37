//! The Kullback-Leibler divergence.

mod target;

use super::elements::run_pair;
use super::exp_times::exp_times;
use super::pointwise::{PartLoops, Pointwise};
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check::{self, Domain, probable};
use crate::error::Result;
use crate::math::{exp, ln, ln_ratio, ln_unit};
use crate::place::Place;
use crate::setters::setters;
use crate::simd::{F32s, Simd};

/// The Kullback-Leibler divergence of the input from the target, element by element: `t·ln(t / p)`.
///
/// The input is p with [`probabilities`](Self::probabilities), or ln p with
/// [`log_probabilities`](Self::log_probabilities), which is PyTorch's `kl_div` and the default. The target is
/// t, or ln t with [`log_target`](Self::log_target).
/// [`Reduction::Mean`] divides by the number of elements, as PyTorch's does; the divergence of
/// distributions in rows is [`Reduction::BatchMean`].
///
/// * **Gradient**: `−t / p`, or `−t` for an input of logarithms, times the reduction's factor;
///   [`backward_target`](Self::backward_target) is that for the target.
/// * **Accuracy**: each loss within 4 ULP, also where t / p is near 1, and 0 where it is 1. With
///   an input of logarithms ln t − x cancels, as it must: within 4 ULP of t times the greater of them. The gradient
///   is within 2.5 ULP.
/// * **Special values**: t = 0 costs 0, whatever p is, NaN too (PyTorch: NaN for p = 0, and for ln t = −∞); p = 0
///   below a positive t costs ∞.
/// * **Errors**: [`Error::Probability`](crate::Error::Probability) where a target, or an input of
///   probabilities, is NaN or outside [0, 1] (PyTorch takes them). Logarithms are not checked.
/// * **Elsewhere**: `torch.nn.functional.kl_div`.
///
/// ```
/// use activ8::{KlDivergence, Loss, Reduction};
///
/// let kl = KlDivergence::probabilities().reduction(Reduction::BatchMean(1));
/// let divergence = kl.forward(&[0.25, 0.25, 0.5], &[0.5, 0.5, 0.0])?;
/// assert_eq!(divergence, std::f32::consts::LN_2);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct KlDivergence {
    /// What the input is.
    pub input: KlInput,
    /// Whether the target holds logarithms too: not by default.
    pub log_target: bool,
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
        Self { input: KlInput::Probabilities, log_target: false, reduction: Reduction::Mean }
    }

    /// Of an input of logarithms of probabilities: PyTorch's `kl_div`.
    pub const fn log_probabilities() -> Self {
        Self { input: KlInput::LogProbabilities, log_target: false, reduction: Reduction::Mean }
    }

    setters! {
        /// The same of a target of logarithms of probabilities, or of probabilities.
        fn log_target(log_target: bool) { log_target = log_target }
    }
}

super::sum::reduced! { KlDivergence }

/// Of an input of probabilities.
#[derive(Clone, Copy)]
struct Probabilities;

impl Pointwise for Probabilities {
    #[inline(always)]
    fn value<S: Simd>(self, [p, t]: [F32s<S>; 2]) -> F32s<S> {
        t * ln_ratio(t, p)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [p, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        [t.eq(p.of(0.0)).select(p.of(0.0), -t / p.abs()) * factor]
    }
}

/// Of an input of logarithms.
#[derive(Clone, Copy)]
struct Logarithms;

impl Pointwise for Logarithms {
    #[inline(always)]
    fn value<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> F32s<S> {
        let zero = x.of(0.0);
        if (x.of(f32::MIN_POSITIVE).le(t) & t.le(x.of(1.0))).all() {
            return t * (ln_unit(t, None, true) - x);
        }
        let value = t.eq(zero).select(zero, t * (ln_unit(t, None, false) - x));
        probable(t).select(value, x.of(f32::NAN))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [_, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        [-t * factor]
    }
}

/// Of two logarithms.
#[derive(Clone, Copy)]
pub(super) struct LogTarget;

impl Pointwise for LogTarget {
    #[inline(always)]
    fn value<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> F32s<S> {
        let (zero, p) = (x.of(0.0), exp(t));
        let ratio = x.eq(t).select(zero, t - x);
        // Even an x of −∞ where p is 0 in f32 alone, and any x where it is 0.
        let ratio = (p.eq(zero) & ratio.abs().eq(x.of(f32::INFINITY))).select(zero, ratio);
        let ratio = t.eq(x.of(f32::NEG_INFINITY)).select(zero, ratio);
        exp_times(t, ratio, p * ratio)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [_, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        [-exp(t) * factor]
    }
}

/// Of an input of probabilities and a target of logarithms.
#[derive(Clone, Copy)]
struct LogTargetOfProbabilities;

impl Pointwise for LogTargetOfProbabilities {
    #[inline(always)]
    fn value<S: Simd>(self, [p, t]: [F32s<S>; 2]) -> F32s<S> {
        probable(p).select(LogTarget.value([ln(p), t]), p.of(f32::NAN))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [p, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let (zero, t) = (p.of(0.0), exp(t));
        [t.eq(zero).select(zero, -t / p.abs()) * factor]
    }
}

impl Loss for KlDivergence {
    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        let probabilities = Some(check::probabilities as Domain);
        let (formula, domains): (&dyn PartLoops<2, 1>, _) = match (self.input, self.log_target) {
            (KlInput::Probabilities, false) => (&Probabilities, [probabilities; 2]),
            (KlInput::Probabilities, true) => (&LogTargetOfProbabilities, [probabilities, None]),
            (KlInput::LogProbabilities, false) => (&Logarithms, [None, probabilities]),
            (KlInput::LogProbabilities, true) => (&LogTarget, [None; 2]),
        };
        run_pair(formula, self.reduction, domains, place, verb)
    }
}
