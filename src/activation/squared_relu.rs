//! The square of the rectified linear unit.

use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The squared rectified linear unit: `y = max(0, x)²`.
///
#[doc = include_str!("plots/squared_relu.svg")]
///
/// * **Gradient**: `dy · 2·max(0, x)`.
/// * **Accuracy**: correctly rounded. The gradient is correctly rounded.
/// * **Special values**: NaN gives NaN, forward and backward; ∞ gives ∞; past 1.8e19 it is ∞.
/// * **Elsewhere**: Hugging Face's `relu2`.
/// * **Source**: D. So et al., *Primer: Searching for Efficient Transformers for Language Modeling*, 2021.
///
/// ```
/// use activ8::{Activation, SquaredRelu};
///
/// let mut y = [-2.0, 3.0];
/// SquaredRelu.forward_in_place(&mut y)?;
/// assert_eq!(y, [0.0, 9.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SquaredRelu;

impl Map for SquaredRelu {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [0.5; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [0.5; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        let y = x.of(0.0).max(x);
        y * y
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let y = x.of(0.0).max(x);
        (dy + dy) * y
    }
}
