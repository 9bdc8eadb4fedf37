//! The absolute percentage error.

use super::elements::run_pair;
use super::pointwise::Pointwise;
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::Result;
use crate::place::Place;
use crate::simd::{F32s, Simd};

/// The absolute percentage error of each element: `100·|x − t| / max(|t|, eps)`.
///
/// * **Gradient**: the sign of `x − t`, 0 where they are equal, times `100 / max(|t|, eps)`; times 1/n for a mean.
/// * **Accuracy**: each within 2.5 ULP, and their sum within 4 ULP over 16 million elements; the gradient within
///   2.5 ULP.
/// * **Special values**: NaN in either gives NaN, and so does an infinite target; differences past 3.4e36 count as
///   infinite.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where eps is not positive and finite.
/// * **Elsewhere**: Keras' `MeanAbsolutePercentageError`; scikit-learn's and torchmetrics' are a hundredth of it.
///
/// ```
/// use activ8::{Loss, Mape};
///
/// let mut gradient = [0.0; 2];
/// let loss = Mape::default().forward_backward(&[3.0, 4.0], &[2.0, 4.0], &mut gradient)?;
/// assert_eq!((loss, gradient), (25.0, [25.0, 0.0]));
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mape {
    /// The least size that a target counts with; 1e-7 by default.
    pub eps: f32,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

impl Default for Mape {
    fn default() -> Self {
        Self { eps: 1e-7, reduction: Reduction::Mean }
    }
}

super::sum::reduced! { Mape }

#[derive(Clone, Copy)]
struct Formula {
    eps: f32,
}

impl Formula {
    /// What a difference is divided by.
    #[inline(always)]
    fn size<S: Simd>(self, t: F32s<S>) -> F32s<S> {
        t.of(self.eps).max(t.abs())
    }
}

impl Pointwise for Formula {
    #[inline(always)]
    fn value<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> F32s<S> {
        x.of(100.0) * (x - t).abs() / self.size(t)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [x, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let (d, zero) = (x - t, x.of(0.0));
        let slope = x.of(100.0) / self.size(t) * factor;
        let signed = zero.lt(d).select(slope, -slope);
        [d.nan_or(d.eq(zero).select(zero, signed))]
    }
}

impl Loss for Mape {
    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        check::require("eps", self.eps, self.eps > 0.0 && self.eps.is_finite(), "a positive number")?;
        run_pair(&Formula { eps: self.eps }, self.reduction, [None; 2], place, verb)
    }
}
