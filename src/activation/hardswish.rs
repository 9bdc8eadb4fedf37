//! x times the hard sigmoid.

use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The hard swish: `y = x · min(max(x + 3, 0), 6) / 6`.
///
#[doc = include_str!("plots/hardswish.svg")]
///
/// * **Gradient**: 0 up to −3, `dy · (x/3 + ½)` between, `dy` from 3 on, as in PyTorch.
/// * **Accuracy**: within 0.51 ULP over all 2^32 inputs. The gradient is within 2.7 ULP.
/// * **Special values**: −∞ gives −0, the limit, where PyTorch gives NaN; ∞ gives ∞; NaN gives NaN.
/// * **Elsewhere**: `torch.nn.functional.hardswish`, ONNX `HardSwish`, Keras' `hard_silu`.
/// * **Source**: A. Howard et al., *Searching for MobileNetV3*, 2019.
///
/// ```
/// use activ8::{Activation, Hardswish};
///
/// let mut y = [-4.0, 1.5, 4.0];
/// Hardswish.forward_in_place(&mut y)?;
/// assert_eq!(y, [0.0, 1.125, 4.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hardswish;

/// (x + 3) / 6 for |x| ≤ 3 in two parts, the rounding of whose sum is that of the quotient, ties
/// included: the second is a sixth of the quotient's remainder, exact where it is half an ULP.
#[inline(always)]
pub(super) fn sixth<S: Simd>(x: F32s<S>) -> (F32s<S>, F32s<S>) {
    let (sum, lost) = x.of(3.0).fast_two_sum(x);
    let sixth = x.of(1.0 / 6.0);
    let quotient = sum * sixth;
    let remainder = (-quotient).mul_add_exact(x.of(6.0), sum) + lost;
    (quotient, remainder * sixth)
}

impl Map for Hardswish {
    fn max_ulp(self) -> [f64; 2] {
        [0.51; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [2.7; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        // Of a NaN any number does.
        let (quotient, lost) = sixth(x.max(x.of(-3.0)).min(x.of(3.0)));
        // Below −3 any number does, but ∞ · 0.
        let y = x.of(-4.0).max(x).mul_pair(quotient, lost);
        x.of(3.0).le(x).select(x, y)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let (zero, three) = (x.of(0.0), x.of(3.0));
        // Of a difference that is exact about the zero.
        let slope = (x + x.of(1.5)) * x.of(1.0 / 3.0);
        let product = three.le(x).select(dy, slope * dy);
        x.le(x.of(-3.0)).select(zero, product)
    }
}
