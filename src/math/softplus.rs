//! ln(1 + e^x) and its mirror image, from ln(1 + e^−|x|).

use super::exp::{HALF_POWERS, TO_EIGHTHS, exp_r, reduce_pair};
use super::{Factor, mirrored};
use crate::simd::{F32s, Simd};

/// The greatest error of [`softplus`] and of ln(sigmoid(x)) in ULP, over all of f32.
pub(crate) const SOFTPLUS_BOUND: f64 = 1.00;

/// Approximation: ln(1 + w) / w = G + d·R(d) for d = w − [`MIDDLE`] and w in [0, 1], relative error 6.0e-9.
/// Source: `sollya/softplus.sollya`, degree 9.
/// Bound: [`SOFTPLUS_BOUND`].
const R: [f32; 9] = [
    f32::from_bits(0xbe86_408d),
    f32::from_bits(0x3de7_a01b),
    f32::from_bits(0xbd5d_6ef4),
    f32::from_bits(0x3cdf_fa4e),
    f32::from_bits(0xbc6c_636f),
    f32::from_bits(0x3c00_eeca),
    f32::from_bits(0xbb6b_e7f0),
    f32::from_bits(0x3b07_acd9),
    f32::from_bits(0xbb56_7860),
];
/// The value in the middle, so far from 0 that what is added to it has bits to spare.
const G: f32 = f32::from_bits(0x3f48_08fb);
/// About the middle of [0, 1]; of its neighbours the one where G is a float but for 2^-40.
const MIDDLE: f32 = 311.0 / 512.0;

/// ln(1 + e^x), times `factor` if there is one: max(x, 0) + ln(1 + e^−|x|), two positive terms, the
/// second from w = e^−|x| and what the rounding of w has lost. `low` is what the rounding of x has lost.
#[inline(always)]
pub(crate) fn softplus<S: Simd>(x: F32s<S>, low: Option<F32s<S>>, factor: Option<Factor>) -> F32s<S> {
    let n = x.of(-124.0).max(x.neg_abs());
    let (biased, r) = reduce_pair(n, mirrored(x, low));
    let power = biased.exp2(&HALF_POWERS, x.of(TO_EIGHTHS), 2.0);
    let (fraction, fraction_lost) = exp_r(power.fraction, r);
    let (w, lost) = (power.scale(fraction), power.scale(fraction_lost));

    let (g, d) = (x.of(G), w - x.of(MIDDLE));
    let (product, error) = w.product(g);
    let rest = (w * d).mul_add(d.polynomial_in_halves(R), lost.mul_add(g, error));
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
