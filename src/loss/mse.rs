//! The squared error.

use super::pointwise::Pointwise;
use super::weight::{Weights, weighted_mean};
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::error::Result;
use crate::place::Place;
use crate::setters::setters;
use crate::simd::{F32s, Simd};

/// The squared error of each element: `(x − t)²`.
///
/// * **Gradient**: `2·(x − t)`, times 1/n for a mean.
/// * **Accuracy**: each within 2.5 ULP, 3.5 with weights, and their sum within 4 ULP over 16 million elements; the
///   gradient within 2.5 ULP, 3.5 with weights.
/// * **Special values**: NaN in either gives NaN, and so does ∞ − ∞.
/// * **Weights**: a mean is divided by their sum.
/// * **Elsewhere**: `torch.nn.functional.mse_loss`, `candle_nn::loss::mse`. Lengths that differ are
///   an error here, where PyTorch warns and broadcasts.
///
/// ```
/// use activ8::{Loss, Mse, Reduction};
///
/// let (x, t) = ([1.0, 2.0, 4.0], [1.0, 1.0, 1.0]);
/// assert_eq!(Mse::default().forward(&x, &t)?, 10.0 / 3.0);
/// let mut gradient = [0.0; 3];
/// let sum = Mse::default().reduction(Reduction::Sum);
/// assert_eq!(sum.forward_backward(&x, &t, &mut gradient)?, 10.0);
/// assert_eq!(gradient, [0.0, 2.0, 6.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mse<'a> {
    /// What each loss is multiplied with: a weight for each element, or for each of a row, which repeats.
    pub weight: Option<&'a [f32]>,
    /// Whether there is one for each row instead, as many as divide the elements: not by default.
    pub weight_of_rows: bool,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

super::sum::reduced! { Mse<'_> }

impl<'a> Mse<'a> {
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

#[derive(Clone, Copy)]
struct Formula;

impl Pointwise for Formula {
    const IS_SHORT: bool = true;

    #[inline(always)]
    fn value<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> F32s<S> {
        let d = x - t;
        d * d
    }

    // d² alone may be too large or too small.
    #[inline(always)]
    fn weighted_value<S: Simd>(self, [x, t]: [F32s<S>; 2], weight: F32s<S>) -> F32s<S> {
        let d = x - t;
        d * weight * d
    }

    // Doubled with the factor, which is at most 1: d may be as large as f32 goes.
    #[inline(always)]
    fn gradient<S: Simd>(self, [x, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        [(x - t) * (factor + factor)]
    }
}

impl Loss for Mse<'_> {
    fn shape(&self) -> crate::LossShape {
        self.weights().shape(None)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        weighted_mean(Formula, self.weights(), self.reduction, place, verb)
    }
}
