//! ln(1 + e^x) and its mirror image, from ln(1 + e^−|x|).

use super::exp::{HALF_POWERS, TO_EIGHTHS, exp_r, reduce_pair};
use crate::simd::{F32s, Simd};

/// The greatest error of [`softplus`] and of ln(sigmoid(x)) in ULP, over all of f32.
pub(crate) const SOFTPLUS_BOUND: f64 = 1.00;

/// Approximation: (ln(1 + w) / w − 1) / w on [0, 1], relative error of ln(1 + w) 5.5e-9.
/// Source: `sollya/softplus.sollya`, degree 9.
/// Bound: [`SOFTPLUS_BOUND`].
const Q: [f32; 10] = [
    -0.5,
    f32::from_bits(0x3eaa_aa98),
    f32::from_bits(0xbe7f_f9ce),
    f32::from_bits(0x3e4c_708e),
    f32::from_bits(0xbe27_fa9c),
    f32::from_bits(0x3e06_90d6),
    f32::from_bits(0xbdbe_ccea),
    f32::from_bits(0x3d50_f6c0),
    f32::from_bits(0xbc94_146d),
    f32::from_bits(0x3b44_6230),
];

/// max(x, 0) + ln(1 + e^−|x|), which is ln(1 + e^x): two positive terms, the second as w + w²·Q(w) for
/// w = e^−|x|, with what the rounding of w has lost. `low` is what the rounding of x has lost.
#[inline(always)]
pub(crate) fn softplus<S: Simd>(x: F32s<S>, low: Option<F32s<S>>) -> F32s<S> {
    let n = x.of(-104.0).max(x.neg_abs());
    let low = low.map(
        #[inline(always)]
        |low| -low.with_sign_of(x),
    );
    let (biased, r) = reduce_pair(n, low);
    let power = biased.exp2(&HALF_POWERS, x.of(TO_EIGHTHS), 2.0);
    let (w, lost) = exp_r(power.fraction, r);
    let (w, lost) = (power.scale(w), power.scale(lost));
    let z = w * w.polynomial_in_halves(Q);
    let (sum, error) = x.of(0.0).max(x).two_sum(w);
    sum + (error + w.mul_add(z, lost))
}
