//! Errors that are squared where they are small and absolute where they are large.

use super::elements::run_pair;
use super::pointwise::Pointwise;
use super::weight::{Weights, weighted_mean};
use super::{Loss, LossSum, LossVerb, Reduction, l1};
use crate::check;
use crate::error::Result;
use crate::place::Place;
use crate::setters::setters;
use crate::simd::{F32s, Simd};

/// The Huber loss of each element, for `z = |x − t|`: `z² / 2` up to delta, `delta·(z − delta / 2)` beyond.
///
/// * **Gradient**: `x − t` between −delta and delta, times 1/n for a mean.
/// * **Accuracy**: each within 3.5 ULP, 4.5 with weights, and their sum within 4 ULP over 16 million elements; the
///   gradient within 2.5 ULP, 3.5 with weights.
/// * **Special values**: NaN in either gives NaN, and so does ∞ − ∞.
/// * **Weights**: a mean is divided by their sum, PyTorch's by the number of elements.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where delta is not above 0.
/// * **Elsewhere**: `torch.nn.functional.huber_loss`, Keras' `Huber`.
/// * **Source**: P. Huber, *Robust Estimation of a Location Parameter*, 1964.
///
/// ```
/// use activ8::{Huber, Loss};
///
/// let mut each = [0.0; 2];
/// Huber::default().forward_each(&[0.5, 3.0], &[0.0, 0.0], &mut each)?;
/// assert_eq!(each, [0.125, 2.5]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Huber<'a> {
    /// Where the square ends; 1 by default.
    pub delta: f32,
    /// What each loss is multiplied with: a weight for each element, or for each of a row, which repeats.
    pub weight: Option<&'a [f32]>,
    /// Whether there is one for each row instead, as many as divide the elements: not by default.
    pub weight_of_rows: bool,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

impl Default for Huber<'_> {
    fn default() -> Self {
        Self { delta: 1.0, weight: None, weight_of_rows: false, reduction: Reduction::Mean }
    }
}

/// The smooth absolute error, for `z = |x − t|`: `z² / (2·beta)` below beta, `z − beta / 2` from there on.
///
/// It is the [`Huber`] loss divided by its delta.
///
/// * **Gradient**: `(x − t) / beta` between −1 and 1, times 1/n for a mean.
/// * **Accuracy**: each within 3.5 ULP, and their sum within 4 ULP over 16 million elements; the gradient within
///   3.5 ULP.
/// * **Special values**: NaN in either gives NaN, and so does ∞ − ∞; beta = 0 is the absolute error.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where beta is below 0.
/// * **Elsewhere**: `torch.nn.functional.smooth_l1_loss`.
/// * **Source**: R. Girshick, *Fast R-CNN*, 2015.
///
/// ```
/// use activ8::{Loss, SmoothL1};
///
/// let mut each = [0.0; 2];
/// SmoothL1 { beta: 2.0, ..Default::default() }.forward_each(&[1.0, 3.0], &[0.0, 0.0], &mut each)?;
/// assert_eq!(each, [0.25, 2.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SmoothL1 {
    /// Where the square ends; 1 by default.
    pub beta: f32,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

impl Default for SmoothL1 {
    fn default() -> Self {
        Self { beta: 1.0, reduction: Reduction::Mean }
    }
}

super::sum::reduced! { Huber<'_> SmoothL1 }

impl<'a> Huber<'a> {
    setters! {
        /// The same with a weight for each element; or for each of a row, which repeats.
        fn weight(weight: &'a [f32]) { weight = Some(weight) }
        /// The same with a weight for each row of elements, as of a batch: PyTorch's of a shape (N, 1).
        fn row_weight(weight: &'a [f32]) { weight = Some(weight), weight_of_rows = true }
    }

    fn weights(&self) -> Weights<'_> {
        Weights { weight: self.weight, of_rows: self.weight_of_rows }
    }
}

/// The Huber loss over a divisor, 1 or delta: times two factors, since the inverse of a delta may be too large for a
/// float.
#[derive(Clone, Copy)]
struct Formula {
    delta: f32,
    factors: Option<[f32; 2]>,
}

impl Formula {
    /// Over delta.
    fn divided(delta: f32) -> Self {
        let unit = if delta < 1.0 { (1_u64 << 32) as f32 } else { 1.0 };
        Self { delta, factors: Some([unit, 1.0 / (unit * delta)]) }
    }

    /// w over the divisor.
    #[inline(always)]
    fn quotient<S: Simd>(self, w: F32s<S>) -> F32s<S> {
        match self.factors {
            Some([unit, inverse]) => w * w.of(unit) * w.of(inverse),
            None => w,
        }
    }

    /// With w the less of z and delta both branches are w·(z − w / 2).
    #[inline(always)]
    fn least<S: Simd>(self, z: F32s<S>) -> F32s<S> {
        z.of(self.delta).min(z)
    }
}

impl Pointwise for Formula {
    const IS_SHORT: bool = true;

    #[inline(always)]
    fn value<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> F32s<S> {
        let z = (x - t).abs();
        let w = self.least(z);
        let rest = w.neg_mul_add(x.of(0.5), z);
        self.quotient(w) * rest
    }

    // A square alone may be too large or too small.
    #[inline(always)]
    fn weighted_value<S: Simd>(self, [x, t]: [F32s<S>; 2], weight: F32s<S>) -> F32s<S> {
        let z = (x - t).abs();
        let w = self.least(z);
        let rest = w.neg_mul_add(x.of(0.5), z);
        w * weight * rest
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [x, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let d = x - t;
        let w = self.least(d.abs()).or_sign(d);
        [self.quotient(w) * factor]
    }
}

impl Loss for Huber<'_> {
    fn shape(&self) -> crate::LossShape {
        self.weights().shape(None)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        let valid = self.delta > 0.0 && self.delta.is_finite();
        check::require("delta", self.delta, valid, "a finite number above 0")?;
        let formula = Formula { delta: self.delta, factors: None };
        weighted_mean(formula, self.weights(), self.reduction, place, verb)
    }
}

impl Loss for SmoothL1 {
    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        let valid = self.beta >= 0.0 && self.beta.is_finite();
        check::require("beta", self.beta, valid, "a finite number of at least 0")?;
        if self.beta == 0.0 {
            return run_pair(&l1::Formula, self.reduction, [None; 2], place, verb);
        }
        run_pair(&Formula::divided(self.beta), self.reduction, [None; 2], place, verb)
    }
}
