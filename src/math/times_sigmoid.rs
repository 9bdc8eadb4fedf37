//! x·sigmoid(v(x)) for an odd v. Its derivative is in `sigmoids`.
//!
//! With a = |x| it is max(x, 0) − a·sigmoid(−v(a)), where sigmoid(−v) is 1 / (1 + e^v): a quotient whose
//! numerator is exact, so that only the denominator and the quotient are rounded.

use super::Scaled;
use super::exp::{HALF_POWERS, SCALE_BACK, reduce_pair, times};
use crate::simd::{F32s, Simd, Table, exp2_normal};

/// K·2^(j/8)·2^-64 for the K of `HALF_POWERS` times 2^(1/8): of powers that do not overflow where
/// sigmoid is not 0.
const POWERS: Table = {
    let [a, b, c, d, e, f, g, h] = HALF_POWERS;
    times(2.0 * SCALE_BACK, [b, c, d, e, f, g, h, 2.0 * a])
};

/// Approximation: e^r / K − 1 for the K of [`POWERS`], on ±(ln 2 / 16 + 2^-20), absolute error 2.7e-9.
/// It is negative, so that its product with a power, added to 1, loses half of what it would above 1.
/// Source: `sollya/sigmoid.sollya`, degree 4.
/// Bound: 1.88 ULP of silu, swish and the gelus by tanh and sigmoid.
/// Worst seen: silu(-1.9420179e-3) is given 1.82 ULP off without fused instructions, and
/// swish(-9.729727e-4) for an alpha of 1.7 1.80 with them.
const E_R: [f32; 5] = [
    f32::from_bits(0xbda5_2758),
    f32::from_bits(0x3f6b_5b15),
    f32::from_bits(0x3eeb_5a58),
    f32::from_bits(0x3e1c_ea3e),
    f32::from_bits(0x3d26_bcef),
];

/// The product, given a = |x| and 0 ≤ v(a) ≤ 124 with what its rounding has lost, any numbers where x is NaN: it
/// passes on one way. What is subtracted is scaled last, for it may be subnormal.
#[inline(always)]
pub(crate) fn times_sigmoid<S: Simd>(x: F32s<S>, a: F32s<S>, v: F32s<S>, low: Option<F32s<S>>) -> Scaled<S> {
    let (biased, r) = reduce_pair(v, low);
    let (c, back) = (exp2_normal(&POWERS, biased), x.of(SCALE_BACK));
    // The greatest term last: what the sum of the others loses is little beside it.
    let denominator = c + c.mul_add(r.polynomial(E_R), back);
    let minor = a / denominator;
    Scaled { value: minor.neg_mul_add(back, x.of(-0.0).max(x)), scaled: -minor }
}
