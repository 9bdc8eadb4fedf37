//! 1 / (1 + e^-x), and the smaller of it and what it lacks to 1.

use super::exp::{POWERS, POWERS_UNIT, TO_EIGHTHS, reduce_pair};
use crate::simd::{F32s, Power, Simd};

/// The greatest error of [`sigmoid`] in ULP, over all of f32.
pub(crate) const SIGMOID_BOUND: f64 = 1.36;

/// Approximation: K·(e^-r − 1) / r for the K of `POWERS_UNIT`, on ±(ln 2 / 16 + 2^-20), absolute
/// error of K·(e^-r − 1) 1.2e-10.
/// Source: `sollya/sigmoid.sollya`, degree 3.
/// Bound: [`SIGMOID_BOUND`].
/// Worst seen: sigmoid(-7.674241) = 4.6442726434e-4 is given 1.29 ULP less.
pub(super) const E_R: [f32; 4] = [
    f32::from_bits(0xbf34_8e45),
    f32::from_bits(0x3eb4_8e45),
    f32::from_bits(0xbdf0_c2c1),
    f32::from_bits(0x3cf0_c130),
];

/// 1 / (1 + e^-x).
#[inline(always)]
pub(crate) fn sigmoid<S: Simd>(x: F32s<S>) -> F32s<S> {
    let minor = sigmoid_minor(x);
    x.of(0.0).le(x).select(x.of(1.0) - minor, minor)
}

/// sigmoid(−|x|): at most ½, and as exact for x = −90, where e^x is subnormal, as anywhere.
#[inline(always)]
pub(crate) fn sigmoid_minor<S: Simd>(x: F32s<S>) -> F32s<S> {
    let (power, denominator) = minor(x.of(-104.0).max(x.neg_abs()), None);
    power.scale(power.fraction / denominator)
}

/// sigmoid(x + low) for −124 ≤ x ≤ 0, `low` being what x has lost.
#[inline(always)]
pub(crate) fn sigmoid_of_sum<S: Simd>(x: F32s<S>, low: F32s<S>) -> F32s<S> {
    let (power, denominator) = minor(x, Some(low));
    power.scale(power.fraction / denominator)
}

/// x·sigmoid(v(x)) for an odd v, given n = −|x| and −124 ≤ v(n) ≤ 0 with what its rounding has lost:
/// max(x, 0) + n·sigmoid(v(n)), of which the second is scaled last, for it may be subnormal.
#[inline(always)]
pub(crate) fn times_sigmoid<S: Simd>(x: F32s<S>, n: F32s<S>, v: F32s<S>, low: Option<F32s<S>>) -> F32s<S> {
    let (power, denominator) = minor(v, low);
    let quotient = power.fraction / denominator;
    let remainder = quotient.neg_mul_add_exact(denominator, power.fraction);
    // The remainder's share of n, within a tenth: the denominator lies between 0.7 and 1.45.
    let lost = (n * (x.of(2.04) - denominator)) * remainder;
    x.of(-0.0).max(x) + power.scale(n.mul_add_low(quotient, lost))
}

/// The derivative of the same, given |x·v'(x)| too.
#[inline(always)]
pub(crate) fn times_sigmoid_slope<S: Simd>(
    x: F32s<S>,
    v: F32s<S>,
    low: Option<F32s<S>>,
    x_v: F32s<S>,
) -> F32s<S> {
    let (one, (power, denominator)) = (x.of(1.0), minor(v, low));
    let quotient = power.fraction / denominator;
    // σ(v) + x·v'·σ(v)·σ(−v) = σ(v)·(1 + x·v'·σ(−v)) for v < 0, and 1 less its mirror image above.
    let major = one - power.scale(quotient);
    let slope = power.scale(quotient * x_v.neg_mul_add(major, one));
    x.of(0.0).lt(x).select(one - slope, slope)
}

/// sigmoid(x + low) for −124 ≤ x ≤ 0 as a quotient: of the fraction of a power, which is to scale it, and
/// of a denominator.
///
/// With e^x = c·e^r and c a power from the table, it is c / (c + e^-r): the numerator is exact, so
/// that only the denominator and the quotient are rounded.
#[inline(always)]
fn minor<S: Simd>(x: F32s<S>, low: Option<F32s<S>>) -> (Power<S>, F32s<S>) {
    let (biased, r) = reduce_pair(x, low);
    let power = biased.exp2(&POWERS, x.of(TO_EIGHTHS), 1.0);
    let (sum, lost) = x.of(POWERS_UNIT).fast_two_sum(power.value);
    (power, sum + r.polynomial(E_R).mul_add(r, lost))
}
