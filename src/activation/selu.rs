//! The scaled exponential linear unit.

use super::elu::OfOutput;
use crate::math::{Factor, Scaled, TINY, elu, exp_scaled};
use crate::shape::{FromOutput, Kernel, Map};
use crate::simd::{F32s, Simd};

/// The scaled exponential linear unit: `y = λ·x` where x > 0, else `λ·α·(e^x − 1)`, with
/// α = 1.6732632423543772 and λ = 1.0507009873554805, which keep mean 0 and variance 1.
///
#[doc = include_str!("plots/selu.svg")]
///
/// * **Gradient**: `dy · λ` where x > 0, else `dy · λ · α · e^x`.
/// * **Accuracy**: within 1.7 ULP over all 2^32 inputs, 1.85 on tiers that do not fuse multiply-add. The
///   gradient is within 2.4 ULP.
/// * **Fast**: at [`Accuracy::Fast`](crate::Accuracy::Fast) within 2^-23, or 5 ULP where that is more.
/// * **Special values**: −∞ gives −λ·α, −0 gives −0, NaN gives NaN.
/// * **Elsewhere**: `torch.nn.functional.selu`, Keras' `selu`; ONNX `Selu` rounds both constants to `f32`,
///   which differs by less than an ULP.
/// * **Source**: G. Klambauer et al., *Self-Normalizing Neural Networks*, 2017.
///
/// ```
/// use activ8::{Activation, Selu};
///
/// let mut y = [-0.0, 1.0];
/// Selu.forward_in_place(&mut y)?;
/// assert!(y[0] == 0.0 && (y[1] - 1.050701).abs() < 1e-6);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Selu;

const ALPHA: f64 = 1.673_263_242_354_377_2;
const SCALE: f64 = 1.050_700_987_355_480_5;

impl Map for Selu {
    const HAS_FAST: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [1.7, 1.85]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [2.4; 2]
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        // A zero keeps its sign, and a NaN its own. By more digits of the scale than a float has: what it is rounded by
        // makes an infinity of the greatest x of which scale·x is none.
        x.lt(x.of(0.0)).select(elu(x, (SCALE * ALPHA) as f32), const { Factor::of(SCALE) }.times(x))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let (below, above) = const { (Factor::of(SCALE * ALPHA), Factor::of(SCALE)) };
        let Scaled { value, scaled } = exp_scaled(x);
        let below = Scaled { value: below.times(value), scaled: below.times(scaled) };
        x.of(0.0).lt(x).select(above.times(dy), below.times(x, TINY, dy))
    }
}

impl FromOutput for Selu {
    fn max_ulp_from_output(self) -> [f64; 2] {
        [1.5; 2]
    }

    // scale·alpha·e^x is y + scale·alpha. That as the float that y is at −∞, so that the gradient is 0 there.
    fn output_kernel(self) -> impl Kernel<2> {
        OfOutput { above: SCALE as f32, added: (SCALE * ALPHA) as f32, factor: 1.0 }
    }
}
