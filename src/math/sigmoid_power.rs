//! Powers of sigmoid, by its logarithm.

use super::exp::{ALL_POWERS, E_R, LN_2, LOG2_E, TO_EIGHTHS};
use crate::simd::{F32s, Simd};

/// sigmoid(−z)^gamma for gamma in [0, 16]: e^(−gamma·(max(z, 0) + minor)), given ln(1 + e^−|z|).
///
/// The exponent may be large, and is never rounded: n is that of the rounded sum of its terms, and is parted so that
/// each term less its part of n·ln 2 is exact. What there is of `high` alone comes first, for `minor` comes late.
#[inline(always)]
pub(crate) fn sigmoid_power<S: Simd>(z: F32s<S>, minor: F32s<S>, gamma: f32) -> F32s<S> {
    let (gamma, bias, log2_e) = (z.of(-gamma), z.of(TO_EIGHTHS), z.of(LOG2_E));
    let ln_2 = LN_2.map(
        #[inline(always)]
        |part| z.of(part),
    );
    // 140 is more than any power that is not 0 needs; a NaN passes.
    let (high, low) = z.of(0.0).max(z.of(140.0).min(z)).product(gamma);
    let of_high = high.mul_add(log2_e, bias) - bias;
    let r = of_high.neg_mul_add(ln_2[0], high) + of_high.neg_mul_add(ln_2[1], low);

    let (minor, lost) = minor.product(gamma);
    let e = minor.mul_add(log2_e, high * log2_e);
    let biased = e + bias;
    let rest = (biased - bias) - of_high;
    let r = rest.neg_mul_add(ln_2[0], minor) + (rest.neg_mul_add(ln_2[1], r) + lost);
    let power = biased.exp2(&ALL_POWERS, bias, 1.0);
    let fraction = power.fraction.zero_below(e, z.of(-150.0));
    power.scale(fraction.mul_add(r.polynomial(E_R), fraction))
}
