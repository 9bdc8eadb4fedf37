//! The sparse plus.

use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The sparse plus: `y = 0` up to −1, `(x + 1)² / 4` up to 1, `x` from there on. It is a softplus with ends.
///
#[doc = include_str!("plots/sparse_plus.svg")]
///
/// * **Gradient**: `dy` times 0 up to −1, `(x + 1) / 2` up to 1, 1 from there on.
/// * **Accuracy**: within 1.92 ULP. The gradient within 1.5 ULP.
/// * **Special values**: NaN gives NaN, forward and backward; ∞ gives ∞, −∞ gives 0.
/// * **Elsewhere**: `jax.nn.sparse_plus`, Keras' `sparse_plus`.
/// * **Source**: A. Martins and R. Astudillo, *From Softmax to Sparsemax*, 2016: the link whose slope is their
///   sparse sigmoid.
///
/// ```
/// use activ8::{Activation, SparsePlus};
///
/// let mut y = [-2.0, 0.0, 3.0];
/// SparsePlus.forward_in_place(&mut y)?;
/// assert_eq!(y, [0.0, 0.25, 3.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SparsePlus;

impl Map for SparsePlus {
    fn max_ulp(self) -> [f64; 2] {
        [1.92; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [1.5; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        let one = x.of(1.0);
        let above = x.of(0.0).max(x + one);
        x.lt(one).select(above * above * x.of(0.25), x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        (x + x.of(1.0)).clamp(0.0, 2.0) * x.of(0.5) * dy
    }
}
