//! The logarithm of the hyperbolic cosine of an error.

use super::elements::run_pair;
use super::pointwise::Pointwise;
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::error::Result;
use crate::math::{ln_cosh, tanh};
use crate::place::Place;
use crate::simd::{F32s, Simd};

/// The logarithm of the hyperbolic cosine of each error: `ln cosh(x − t)`, about half its square where it is
/// small and its size less ln 2 where it is large.
///
/// * **Gradient**: `tanh(x − t)`, times 1/n for a mean.
/// * **Accuracy**: each within 5 ULP, near 0 too, where the terms of Keras' formula cancel; the gradient within
///   3 ULP.
/// * **Special values**: NaN gives NaN; nothing overflows.
/// * **Elsewhere**: Keras' `LogCosh`.
///
/// ```
/// use activ8::{LogCosh, Loss};
///
/// let mut each = [0.0; 2];
/// LogCosh::default().forward_each(&[1e-4, 1000.0], &[0.0, 0.0], &mut each)?;
/// assert!((each[0] / 5e-9 - 1.0).abs() < 1e-6);
/// assert_eq!(each[1], 1000.0 - std::f32::consts::LN_2);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct LogCosh {
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

super::sum::reduced! { LogCosh }

#[derive(Clone, Copy)]
struct Formula;

impl Pointwise for Formula {
    #[inline(always)]
    fn value<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> F32s<S> {
        ln_cosh(x - t)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [x, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        [tanh(x - t) * factor]
    }
}

impl Loss for LogCosh {
    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        run_pair(&Formula, self.reduction, [None; 2], place, verb)
    }
}
