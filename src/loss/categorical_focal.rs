//! Cross-entropy of probabilities that looks away from what is right already.

use super::elements::Elements;
use super::pointwise::Pointwise;
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::check::require;
use crate::error::Result;
use crate::math::{ln, power_of_rest};
use crate::place::Place;
use crate::setters::setters;
use crate::simd::{F32s, Simd};

/// The focal cross-entropy of each row of probabilities p and its target t, one-hot or soft:
/// `−alpha·Σ (1 − p[i])^gamma · t[i]·ln p[i]`.
///
/// * **Shapes**: input and target hold whole rows of [`row`](Self::row) classes; a loss is that of a
///   row, and a mean one over rows. With [`along`](Self::along) rows lie along any axis of a tensor.
/// * **Gradient**: `−alpha·t·(1 − p)^gamma · (1 / p − gamma·ln p / (1 − p))`, whose terms have one sign,
///   times the reduction's factor.
/// * **Accuracy**: within 4 ULP, the gradient within 6.
/// * **Special values**: t = 0 costs 0, whatever p is; p = 0 below a positive t costs ∞.
/// * **Errors**: [`Error::Probability`](crate::Error::Probability) where a value is NaN or outside
///   [0, 1]; [`Error::Rows`](crate::Error::Rows); [`Error::Parameter`](crate::Error::Parameter) where alpha
///   is not in [0, ∞) or gamma not in [0, 1000].
/// * **Elsewhere**: Keras' `CategoricalFocalCrossentropy`, which divides p by the sum of its row and clips
///   it to [1e-7, 1 − 1e-7]; a gradient then is one through the quotient, too.
/// * **Source**: Lin et al., *Focal Loss for Dense Object Detection*, 2017.
///
/// ```
/// use activ8::{CategoricalFocal, Loss};
///
/// let loss = CategoricalFocal::rows_of(3).forward(&[0.25, 0.25, 0.5], &[0.0, 0.0, 1.0])?;
/// assert_eq!(loss, std::f32::consts::LN_2 / 16.0);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CategoricalFocal {
    /// The number of classes.
    pub row: usize,
    /// The number of elements from one class to the next: 1 for rows.
    pub inner: usize,
    /// The factor; 0.25 by default.
    pub alpha: f32,
    /// How far to look away; 2 by default.
    pub gamma: f32,
    /// How the losses of the rows become one.
    pub reduction: Reduction,
}

super::sum::reduced! { CategoricalFocal }

impl CategoricalFocal {
    /// Over rows of `row` classes.
    pub const fn rows_of(row: usize) -> Self {
        Self::along(row, 1)
    }

    /// Along an axis of `classes` that lie `inner` apart.
    pub const fn along(classes: usize, inner: usize) -> Self {
        Self { row: classes, inner, alpha: 0.25, gamma: 2.0, reduction: Reduction::Mean }
    }

    setters! {
        /// The same with another factor.
        fn alpha(alpha: f32) { alpha = alpha }
        /// The same with another exponent.
        fn gamma(gamma: f32) { gamma = gamma }
    }
}

#[derive(Clone, Copy)]
struct Formula {
    alpha: f32,
    gamma: f32,
}

impl Pointwise for Formula {
    #[inline(always)]
    fn value<S: Simd>(self, [p, t]: [F32s<S>; 2]) -> F32s<S> {
        let zero = p.of(0.0);
        let power = power_of_rest(p, self.gamma) * p.of(self.alpha);
        // No 0·∞ where t or alpha is 0; p = 1 has a logarithm of 0 with either sign.
        let weight = t * power;
        weight.eq(zero).select(zero, weight * -ln(p))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [p, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let (zero, one) = (p.of(0.0), p.of(1.0));
        let p = p.abs();
        let rest = one - p;
        // −ln p / (1 − p), which is 1 at 1.
        let ratio = rest.eq(zero).select(one, -ln(p) / rest);
        let slope = if self.gamma == 0.0 { one / p } else { ratio.mul_add(p.of(self.gamma), one / p) };
        let weight = t * power_of_rest(p, self.gamma) * p.of(self.alpha);
        [weight.eq(zero).select(zero, -(weight * slope)) * factor]
    }
}

impl Loss for CategoricalFocal {
    fn shape(&self) -> crate::LossShape {
        crate::LossShape::rows(self.row, self.inner)
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        let LossVerb { inputs: [input], target, output } = verb;
        let Self { row, inner, alpha, gamma, reduction } = *self;
        check::length("target", target.len(), input.len())?;
        check::rows_along("input", input.len(), row, inner)?;
        require("alpha", alpha, (0.0..=f32::MAX).contains(&alpha), "a finite number of at least 0")?;
        require("gamma", gamma, (0.0..=1000.0).contains(&gamma), "a number in [0, 1000]")?;
        let level = place.level()?;
        check::any(level, "input", input, check::probabilities)?;
        check::any(level, "target", target, check::probabilities)?;
        Elements::of_rows_along(&Formula { alpha, gamma }, [input, target], reduction, [row, inner])
            .run(place, output)
    }
}
