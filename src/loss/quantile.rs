//! The quantile loss.

use super::elements::run_pair;
use super::pointwise::Pointwise;
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::Result;
use crate::place::Place;
use crate::simd::{F32s, Simd};

/// The quantile loss of each element, for `z = t − x`: `max(q·z, (q − 1)·z)`. Its least mean is that of the
/// q-quantile of the targets.
///
/// * **Gradient**: `−q` below the target, `1 − q` above it, 0 on it; times 1/n for a mean.
/// * **Accuracy**: each within 2.5 ULP, and their sum within 4 ULP; the gradient within 2.5 ULP.
/// * **Special values**: NaN gives NaN, and so does ∞ − ∞.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where q is not between 0 and 1.
/// * **Elsewhere**: the pinball loss of scikit-learn and of forecasting libraries.
/// * **Source**: R. Koenker and G. Bassett, *Regression Quantiles*, 1978.
///
/// ```
/// use activ8::{Loss, Quantile};
///
/// let mut each = [0.0; 2];
/// Quantile::of(0.75).forward_each(&[0.0, 2.0], &[1.0, 1.0], &mut each)?;
/// assert_eq!(each, [0.75, 0.25]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantile {
    /// The quantile, between 0 and 1.
    pub q: f32,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

impl Quantile {
    /// Of the q-quantile.
    pub const fn of(q: f32) -> Self {
        Self { q, reduction: Reduction::Mean }
    }
}

super::sum::reduced! { Quantile }

/// The slopes below and above the target.
#[derive(Clone, Copy)]
struct Formula {
    below: f32,
    above: f32,
}

impl Pointwise for Formula {
    const IS_SHORT: bool = true;

    #[inline(always)]
    fn value<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> F32s<S> {
        let d = x - t;
        d.abs() * x.of(0.0).lt(d).select(x.of(self.above), x.of(self.below))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [x, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let (d, zero) = (x - t, x.of(0.0));
        let slope = zero.lt(d).select(x.of(self.above), x.of(-self.below));
        [d.nan_or(d.eq(zero).select(zero, slope * factor))]
    }
}

impl Loss for Quantile {
    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        check::require("q", self.q, (0.0..=1.0).contains(&self.q), "a number in [0, 1]")?;
        let formula = Formula { below: self.q, above: 1.0 - self.q };
        run_pair(&formula, self.reduction, [None; 2], place, verb)
    }
}
