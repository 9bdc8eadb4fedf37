//! The generalised Jensen-Shannon divergence.

use super::exp_times::exp_times;
use super::kl::LogTarget;
use super::pointwise::Pointwise;
use super::weight::{Weights, weighted_mean};
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check::require;
use crate::error::Result;
use crate::math::{exp, jensen_shannon};
use crate::place::Place;
use crate::setters::setters;
use crate::simd::{F32s, Simd};

/// How far two distributions q and p are from each other, element by element:
/// `β·p·ln(p / m) + (1 − β)·q·ln(q / m)` with the mixture `m = β·p + (1 − β)·q`. The input is ln q, the target
/// ln p: a student's logarithms of probabilities and its teacher's.
///
/// As in Liger-Kernel β = 0 stands for the forward divergence `p·ln(p / q)` and β = 1 for the reverse one
/// `q·ln(q / p)`, the limits of the formula over β and over 1 − β. [`Reduction::Mean`] divides by the number
/// of elements; the divergence of distributions in rows is [`Reduction::BatchMean`].
///
/// * **Weights**: a mean is divided by their sum. Rows whose class is ignored have weights of 0, and others of 1: they
///   contribute nothing, whatever they hold, and do not count in a mean; for [`Reduction::BatchMean`] the caller counts
///   the others.
/// * **Gradient**: `(1 − β)·q·ln(q / m)`; for β = 0 `−p`, and for β = 1 `q·(1 + ln(q / p))`; times the
///   reduction's factor. That for the target is this one of exchanged slices and 1 − β.
/// * **Accuracy**: each loss within 6 ULP for β = ½, and within 11 for other 0 < β < 1; none is negative, and this
///   holds also where p and q are near each other. The gradient is within 6 ULP for β = ½, and within 14 for others.
///   For β = 0 and 1 each is within 4 ULP, and the gradient for 1 within 5, of what the difference of the logarithms is multiplied with times the
///   greater of them: it cancels, as it must.
///   Weights cost 1 ULP more, and |weight|·2^-149 where a loss or a derivative is no normal number.
/// * **Special values**: a probability of 0, whose logarithm is −∞, costs what the other's share comes to:
///   `β·p·ln(1 / β)`, or `(1 − β)·q·ln(1 / (1 − β))`; with β = 0 it costs ∞ for q and 0 for p, with β = 1 the
///   reverse. NaN gives NaN. What adds up to more than 1 is compared all the same.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) for a β outside [0, 1].
/// * **Elsewhere**: Liger-Kernel's `LigerJSD`, whose mean is [`Reduction::BatchMean`] over the rows whose label is not
///   its `ignore_index`;
///   [`KlDivergence::log_target`](crate::KlDivergence::log_target) is β = 0.
///
/// ```
/// use activ8::{JensenShannon, Loss, Reduction};
///
/// // Distributions that have nothing in common are ln 2 apart.
/// let (q, p) = ([0.0, f32::NEG_INFINITY], [f32::NEG_INFINITY, 0.0]);
/// let divergence = JensenShannon::default().reduction(Reduction::BatchMean(1)).forward(&q, &p)?;
/// assert_eq!(divergence, std::f32::consts::LN_2);
///
/// // The second row's class is ignored.
/// let kept = [3, -100].map(|class| if class == -100 { 0.0 } else { 1.0 });
/// let loss = JensenShannon::default().row_weight(&kept).reduction(Reduction::BatchMean(1));
/// assert_eq!(loss.forward(&[q, [f32::NAN; 2]].concat(), &[p, p].concat())?, divergence);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct JensenShannon<'a> {
    /// The target's weight in the mixture, in [0, 1]: ½ by default.
    pub beta: f32,
    /// What each loss is multiplied with: a weight for each element, or for each of a row, which repeats.
    pub weight: Option<&'a [f32]>,
    /// Whether there is one for each row instead, as many as divide the elements: not by default.
    pub weight_of_rows: bool,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

impl Default for JensenShannon<'_> {
    fn default() -> Self {
        Self::beta(0.5)
    }
}

impl<'a> JensenShannon<'a> {
    /// With this weight of the target.
    pub const fn beta(beta: f32) -> Self {
        Self { beta, weight: None, weight_of_rows: false, reduction: Reduction::Mean }
    }

    setters! {
        /// The same with a weight for each element; or for each of a row, which repeats.
        fn weight(weight: &'a [f32]) { weight = Some(weight) }
        /// The same with a weight for each row: of 0 for those that are ignored.
        fn row_weight(weight: &'a [f32]) { weight = Some(weight), weight_of_rows = true }
    }

    fn weights(&self) -> Weights<'_> {
        Weights { weight: self.weight, of_rows: self.weight_of_rows }
    }
}

super::sum::reduced! { JensenShannon<'_> }

/// By β, which is neither 0 nor 1.
#[derive(Clone, Copy)]
struct Mixed(f32);

impl Pointwise for Mixed {
    #[inline(always)]
    fn value<S: Simd>(self, [x, y]: [F32s<S>; 2]) -> F32s<S> {
        jensen_shannon(x, y, self.0).0
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [x, y]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let (zero, q) = (x.of(0.0), exp(x));
        let slope = jensen_shannon(x, y, self.0).1 * x.of(1.0 - self.0);
        // What is impossible stays so.
        let slope = x.eq(x.of(f32::NEG_INFINITY)).select(y.nan_or(zero), slope);
        [exp_times(x, slope, q * slope) * factor]
    }
}

/// The divergence of the target from the input.
#[derive(Clone, Copy)]
struct Reverse;

impl Reverse {
    /// q, and ln(q / p); 0 where q is and that is infinite.
    #[inline(always)]
    fn parts<S: Simd>([x, y]: [F32s<S>; 2]) -> (F32s<S>, F32s<S>) {
        let (zero, q) = (x.of(0.0), exp(x));
        let ratio = x.eq(y).select(zero, x - y);
        (q, (q.eq(zero) & ratio.abs().eq(x.of(f32::INFINITY))).select(zero, ratio))
    }
}

impl Pointwise for Reverse {
    #[inline(always)]
    fn value<S: Simd>(self, of: [F32s<S>; 2]) -> F32s<S> {
        let (q, ratio) = Self::parts(of);
        exp_times(of[0], ratio, q * ratio)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, of: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let (q, ratio) = Self::parts(of);
        let slope = ratio + q.of(1.0);
        [exp_times(of[0], slope, q * slope) * factor]
    }
}

impl Loss for JensenShannon<'_> {
    fn shape(&self) -> crate::LossShape {
        self.weights().shape(None)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        let Self { beta, reduction, .. } = *self;
        require("beta", beta, (0.0..=1.0).contains(&beta), "a number in [0, 1]")?;
        if beta == 0.0 {
            weighted_mean(LogTarget, self.weights(), reduction, place, verb)
        } else if beta == 1.0 {
            weighted_mean(Reverse, self.weights(), reduction, place, verb)
        } else {
            weighted_mean(Mixed(beta), self.weights(), reduction, place, verb)
        }
    }
}
