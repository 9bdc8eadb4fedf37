//! x times the hard sigmoid.

use super::hardsigmoid::{line, sixth};
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// The hard swish: `y = x · min(max(x + 3, 0), 6) / 6`.
///
#[doc = include_str!("plots/hardswish.svg")]
///
/// * **Gradient**: 0 up to −3, `dy · (x/3 + ½)` between, `dy` from 3 on, as in PyTorch.
/// * **Accuracy**: within 1.9 ULP over all 2^32 inputs. The gradient is within 2.7 ULP.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 4 ULP.
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

impl Map for Hardswish {
    const HAS_FAST: bool = true;
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [1.9; 2]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [2.7; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        let x = x.of(-3.0).max(x);
        let part = if S::FAST { x.of(1.0).min(line(x)) } else { sixth(x.of(6.0).min(x + x.of(3.0))) };
        x * part
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
