//! The squared error.

use super::Reduction;
use super::pointwise::{Pointwise, pointwise};
use crate::simd::{F32s, Simd};

/// The squared error of each element: `(x − t)²`.
///
/// * **Gradient**: `2·(x − t)`, times 1/n for a mean.
/// * **Accuracy**: the loss within 4 ULP of the exact one over 16 million elements.
/// * **Special values**: NaN in either gives NaN, and so does ∞ − ∞.
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
pub struct Mse {
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

pointwise! { Mse }

impl Pointwise for Mse {
    #[inline(always)]
    fn value<S: Simd>(self, x: F32s<S>, t: F32s<S>) -> F32s<S> {
        let d = x - t;
        d * d
    }

    #[inline(always)]
    fn derivative<S: Simd>(self, x: F32s<S>, t: F32s<S>) -> F32s<S> {
        let d = x - t;
        d + d
    }

    // Doubled with the factor, which is at most 1: d may be as large as f32 goes.
    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, t: F32s<S>, factor: F32s<S>) -> F32s<S> {
        (x - t) * (factor + factor)
    }

    fn reduction(self) -> Reduction {
        self.reduction
    }
}
