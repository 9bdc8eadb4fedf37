//! Cross-entropy of probabilities.

use super::elements::Elements;
use super::pointwise::Pointwise;
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check::{self, probable};
use crate::error::Result;
use crate::math::ln;
use crate::place::Place;
use crate::simd::{F32s, Simd};

/// The cross-entropy of each row of probabilities p and its target t, one-hot or soft:
/// `−Σ t[i]·ln p[i]`.
///
/// * **Shapes**: input and target hold whole rows of [`row`](Self::row) classes; a loss is that of a
///   row, and a mean one over rows. With [`along`](Self::along) rows lie along any axis of a tensor.
/// * **Gradient**: `−t / p`, times the reduction's factor.
/// * **Accuracy**: within 4 ULP.
/// * **Special values**: t = 0 costs 0, whatever p is; p = 0 below a positive t costs ∞ (Keras clips p
///   at 1e-7 instead).
/// * **Errors**: [`Error::Probability`](crate::Error::Probability) where a value is NaN or outside
///   [0, 1]; [`Error::Rows`](crate::Error::Rows).
/// * **Elsewhere**: Keras' `CategoricalCrossentropy`, its `axis` included.
///
/// ```
/// use activ8::{CategoricalCrossEntropy, Loss};
///
/// let loss = CategoricalCrossEntropy::rows_of(3).forward(&[0.25, 0.25, 0.5], &[0.0, 0.0, 1.0])?;
/// assert_eq!(loss, std::f32::consts::LN_2);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CategoricalCrossEntropy {
    /// The number of classes.
    pub row: usize,
    /// The number of elements from one class to the next: 1 for rows.
    pub inner: usize,
    /// How the losses of the rows become one.
    pub reduction: Reduction,
}

super::sum::reduced! { CategoricalCrossEntropy }

impl CategoricalCrossEntropy {
    /// Over rows of `row` classes.
    pub const fn rows_of(row: usize) -> Self {
        Self::along(row, 1)
    }

    /// Along an axis of `classes` that lie `inner` apart.
    pub const fn along(classes: usize, inner: usize) -> Self {
        Self { row: classes, inner, reduction: Reduction::Mean }
    }
}

#[derive(Clone, Copy)]
struct Formula;

impl Pointwise for Formula {
    #[inline(always)]
    fn value<S: Simd>(self, [p, t]: [F32s<S>; 2]) -> F32s<S> {
        let zero = p.of(0.0);
        let value = t.eq(zero).select(zero, t * -ln(p));
        (probable(p) & probable(t)).select(value, p.of(f32::NAN))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [p, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        [t.eq(p.of(0.0)).select(p.of(0.0), -t / p.abs()) * factor]
    }
}

impl Loss for CategoricalCrossEntropy {
    fn shape(&self) -> crate::LossShape {
        crate::LossShape::rows(self.row, self.inner)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        let LossVerb { inputs: [input], target, output } = verb;
        check::length("target", target.len(), input.len())?;
        let shape = [self.row, self.inner];
        check::rows_along("input", input.len(), self.row, self.inner)?;
        Elements::of_rows_along(&Formula, [input, target], self.reduction, shape)
            .domains([Some(check::probabilities); 2])
            .run(place, output)
    }
}
