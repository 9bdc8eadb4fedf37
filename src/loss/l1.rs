//! The absolute error.

use super::pointwise::Pointwise;
use super::weight::{Weights, weighted_mean};
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::error::Result;
use crate::place::Place;
use crate::setters::setters;
use crate::simd::{F32s, Simd};

/// The absolute error of each element: `|x − t|`.
///
/// * **Gradient**: the sign of `x − t`, 0 where they are equal, times 1/n for a mean.
/// * **Accuracy**: each within 0.5 ULP, 1.5 with weights, and their sum within 4 ULP over 16 million elements; the
///   gradient within 0.5 ULP, 1.5 with weights.
/// * **Special values**: NaN in either gives NaN, and so does ∞ − ∞.
/// * **Weights**: a mean is divided by their sum.
/// * **Elsewhere**: `torch.nn.functional.l1_loss`, Keras' `MeanAbsoluteError`. Lengths that differ are an
///   error here, where PyTorch warns and broadcasts.
///
/// ```
/// use activ8::{L1, Loss};
///
/// let mut gradient = [0.0; 2];
/// let loss = L1::default().forward_backward(&[1.0, 2.0], &[4.0, 1.0], &mut gradient)?;
/// assert_eq!((loss, gradient), (2.0, [-0.5, 0.5]));
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct L1<'a> {
    /// What each loss is multiplied with: a weight for each element, or for each of a row, which repeats.
    pub weight: Option<&'a [f32]>,
    /// Whether there is one for each row instead, as many as divide the elements: not by default.
    pub weight_of_rows: bool,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

super::sum::reduced! { L1<'_> }

impl<'a> L1<'a> {
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
pub(super) struct Formula;

impl Pointwise for Formula {
    const IS_SHORT: bool = true;

    #[inline(always)]
    fn value<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> F32s<S> {
        (x - t).abs()
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [x, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let (d, zero) = (x - t, x.of(0.0));
        let up = zero.lt(d).select(factor, -factor);
        [d.nan_or(d.eq(zero).select(zero, up))]
    }
}

impl Loss for L1<'_> {
    fn shape(&self) -> crate::LossShape {
        self.weights().shape(None)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        weighted_mean(Formula, self.weights(), self.reduction, place, verb)
    }
}
