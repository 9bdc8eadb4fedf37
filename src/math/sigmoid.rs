//! 1 / (1 + e^-x), and the smaller of it and what it lacks to 1.

use super::exp::{POWERS, POWERS_UNIT, TO_EIGHTHS, reduce_pair};
use super::quotient;
use crate::simd::{F32s, Power, Simd};

/// The greatest error of [`sigmoid`] in ULP, over all of f32.
pub(crate) const SIGMOID_BOUND: f64 = 1.36;

/// Approximation: K·(e^-r − 1) / r for the K of `POWERS_UNIT`, on ±(ln 2 / 16 + 2^-20), absolute
/// error of K·(e^-r − 1) 1.2e-10.
/// Source: `sollya/sigmoid.sollya`, degree 3.
/// Bound: [`SIGMOID_BOUND`].
/// Worst seen: sigmoid(-7.674241) = 4.6442726434e-4 is given 1.29 ULP less.
const E_R: [f32; 4] = [
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
    let Minor { power, denominator, .. } = minor(x.of(-104.0).max(x.neg_abs()), None);
    power.scale(power.fraction / denominator)
}

/// x·sigmoid(v + low) where |v| ≤ 124, so that the product of a small sigmoid is rounded once too;
/// `clamped` is x, or where that is infinite a number that v belongs to.
#[inline(always)]
pub(crate) fn times_sigmoid<S: Simd>(
    x: F32s<S>,
    clamped: F32s<S>,
    v: F32s<S>,
    low: Option<F32s<S>>,
) -> F32s<S> {
    let Minor { power, denominator, lost } = minor(v.neg_abs(), mirrored(v, low));
    let (product, error) = clamped.product(power.fraction);
    let (high, low) = quotient(product, error, denominator, lost);
    let minor = power.scale(high + low);
    v.of(0.0).lt(v).select(x - minor, minor)
}

/// The derivative of x·sigmoid(v(x)) where |v| ≤ 124, given x·v'(x), which has the sign of v.
#[inline(always)]
pub(crate) fn times_sigmoid_slope<S: Simd>(v: F32s<S>, low: Option<F32s<S>>, x_v: F32s<S>) -> F32s<S> {
    let one = v.of(1.0);
    let Minor { power, denominator, .. } = minor(v.neg_abs(), mirrored(v, low));
    let quotient = power.fraction / denominator;
    // σ(v) + x·v'·σ(v)·σ(−v) = σ(v)·(1 + x·v'·σ(−v)) for v < 0, and 1 less its mirror image above.
    let major = one - power.scale(quotient);
    let slope = power.scale(quotient * x_v.abs().neg_mul_add(major, one));
    v.of(0.0).lt(v).select(one - slope, slope)
}

/// What −|v| has lost, where v has lost `low`.
#[inline(always)]
pub(crate) fn mirrored<S: Simd>(v: F32s<S>, low: Option<F32s<S>>) -> Option<F32s<S>> {
    low.map(
        #[inline(always)]
        |low| -low.with_sign_of(v),
    )
}

/// sigmoid(x) for x ≤ 0 as a quotient: of the fraction of a power that is to scale it, and of a
/// denominator, which has lost something.
struct Minor<S: Simd> {
    power: Power<S>,
    denominator: F32s<S>,
    lost: F32s<S>,
}

/// sigmoid(x + low) for −124 ≤ x ≤ 0.
///
/// With e^x = c·e^r and c a power from the table, it is c / (c + e^-r): the numerator is exact, so
/// that only the denominator and the quotient are rounded.
#[inline(always)]
fn minor<S: Simd>(x: F32s<S>, low: Option<F32s<S>>) -> Minor<S> {
    let (biased, r) = reduce_pair(x, low);
    let power = biased.exp2(&POWERS, x.of(TO_EIGHTHS), 1.0);
    let (sum, lost) = x.of(POWERS_UNIT).fast_two_sum(power.value);
    let (denominator, lost) = sum.fast_two_sum(r.polynomial(E_R).mul_add(r, lost));
    Minor { power, denominator, lost }
}
