//! ln(1 + e^x) and its mirror image, from ln(1 + e^−|x|).

use super::exp::{HALF_POWERS, TO_EIGHTHS, exp_r, reduce_pair};
use super::{Factor, mirrored};
use crate::simd::{F32s, Simd};

/// The greatest error of [`softplus`] and of ln(sigmoid(x)) in ULP, over all of f32.
pub(crate) const SOFTPLUS_BOUND: f64 = 1.00;

/// Approximation: (ln(1 + w) / w − 1) / w = Q + d·R(d) for d = w − [`MIDDLE`] and w in [0, 1], relative
/// error of ln(1 + w) 5.7e-9.
/// Source: `sollya/softplus.sollya`, degree 9.
/// Bound: [`SOFTPLUS_BOUND`].
const R: [f32; 9] = [
    f32::from_bits(0x3e31_b599),
    f32::from_bits(0xbdb5_76dd),
    f32::from_bits(0x3d43_0cfa),
    f32::from_bits(0xbcd8_d857),
    f32::from_bits(0x3c77_a05f),
    f32::from_bits(0xbc0c_4bdc),
    f32::from_bits(0x3b98_57f5),
    f32::from_bits(0xbb74_2437),
    f32::from_bits(0x3b43_4033),
];
const Q: f32 = f32::from_bits(0xbebe_c923);
const MIDDLE: f32 = 17.0 / 32.0;

/// ln(1 + e^x), times `factor` if there is one: max(x, 0) + ln(1 + e^−|x|), two positive terms, the
/// second from w = e^−|x| and what the rounding of w has lost. `low` is what the rounding of x has lost.
#[inline(always)]
pub(crate) fn softplus<S: Simd>(x: F32s<S>, low: Option<F32s<S>>, factor: Option<Factor>) -> F32s<S> {
    let n = x.of(-124.0).max(x.neg_abs());
    let (biased, r) = reduce_pair(n, mirrored(x, low));
    let power = biased.exp2(&HALF_POWERS, x.of(TO_EIGHTHS), 2.0);
    let (fraction, fraction_lost) = exp_r(power.fraction, r);
    let (w, lost) = (power.scale(fraction), power.scale(fraction_lost));

    // w·¾ exactly, and w·(¼ + w·Q), which is smaller: ln(1 + w) / w lies between 1 and 0.69.
    let d = w - x.of(MIDDLE);
    let quarter = (w * d).mul_add(d.polynomial_in_halves(R), w.mul_add(x.of(Q), x.of(0.25)));
    let (product, error) = w.product(x.of(0.75));
    let rest = w.mul_add(quarter, lost.mul_add(quarter + x.of(0.75), error));
    let positive = x.of(0.0).max(x);
    let (sum, error) = positive.two_sum(product);
    let near = sum + (error + rest);

    // Far out it is w, which may be subnormal: rounded once.
    let far = n.lt(x.of(-20.0));
    match factor {
        None => far.select(positive + w, near),
        Some(factor) => {
            let w = power.scale(factor.times_pair(fraction, fraction_lost));
            far.select(factor.times(positive) + w, factor.times(near))
        }
    }
}
