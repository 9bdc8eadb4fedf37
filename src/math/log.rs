//! ln x and ln(1 + x).
//!
//! With x = 2^k·m, m in [¾, 3/2) falls into one of eight bins, the two beside 1 being one in effect,
//! so that ln has no cancellation there. With c near the inverse of the bin's middle,
//! ln x = k·ln 2 − ln c + ln(1 + r), where r = m·c − 1 is exact but for one rounding.
//!
//! Each c is chosen so that −ln c lies within 2^-32 of a multiple of 2^-16 (`sollya/log_table.py`);
//! the upper part of ln 2 is one of 2^-15: k·ln 2 − ln c is exact, and only r and the last sum are
//! rounded.

use super::fast;
use crate::simd::{F32s, Mask, Simd, Table};

/// The greatest error of [`ln`] in ULP, over all of f32.
pub(crate) const LN_BOUND: f64 = 0.80;
/// The greatest error of [`ln_1p`].
pub(crate) const LN_1P_BOUND: f64 = 0.82;

/// A c for each bin of [¾, 3/2), 2^20 floats wide; bin 6 comes first.
const INVERSES: Table = [
    1.0,
    f32::from_bits(0x3f5c_4154),
    f32::from_bits(0x3f41_7209),
    f32::from_bits(0x3f31_a1cd),
    f32::from_bits(0x3fa4_dc30),
    f32::from_bits(0x3f98_1bb1),
    f32::from_bits(0x3f8e_9a4b),
    1.0,
];

/// Its −ln c.
const LOGARITHMS: Table = {
    let mut table = [0.0, 9856.0, 18362.0, 23951.0, -16585.0, -11309.0, -7080.0, 0.0];
    let mut bin = 0;
    while bin < table.len() {
        table[bin] /= 65536.0;
        bin += 1;
    }
    table
};

/// ln 2 in two parts, the first a multiple of 2^-15.
pub(super) const LN_2: [f32; 2] = [f32::from_bits(0x3f31_7200), f32::from_bits(0x35bf_be8e)];

/// ln 2 for a k whose bits stand in a float's: times 2^-23.
const LN_2_OF_BITS: f32 = core::f32::consts::LN_2 / 8_388_608.0;

/// Approximation: (ln(1 + r) − r) / r² on [−0.063, 0.1251], relative error of ln(1 + r) 7.3e-9.
/// Source: `sollya/log.sollya`, degree 4.
/// Bound: [`LN_BOUND`] and [`LN_1P_BOUND`].
/// Worst seen: ln 0.9364652 and ln(1 − 0.06609465) are given 0.76 and 0.77 ULP off.
const P: [f32; 5] = [
    f32::from_bits(0xbeff_fffe),
    f32::from_bits(0x3eaa_aaaf),
    f32::from_bits(0xbe80_0c0c),
    f32::from_bits(0x3e4d_1f71),
    f32::from_bits(0xbe17_494d),
];

/// x as 2^k·m, with m in [¾, 3/2).
pub(super) struct Split<S: Simd> {
    pub(super) k: F32s<S>,
    pub(super) m: F32s<S>,
    /// Whether every x is normal: see [`Simd::split_exponent`].
    pub(super) normal: bool,
}

/// For a positive x.
#[inline(always)]
pub(super) fn split<S: Simd>(x: F32s<S>) -> Split<S> {
    let (k, m, normal) = x.split_exponent();
    Split { k, m, normal }
}

/// k·ln 2 + ln(m + lost).
#[inline(always)]
fn join<S: Simd>(x: &Split<S>, lost: Option<F32s<S>>) -> F32s<S> {
    let (sum, rest) = join_pair(x, lost);
    sum + rest
}

/// The same before its last rounding: the sum of both, of which the second is less than 1/64 of the first.
#[inline(always)]
fn join_pair<S: Simd>(x: &Split<S>, lost: Option<F32s<S>>) -> (F32s<S>, F32s<S>) {
    let bin = x.m.bits().sar::<20>();
    let c = bin.lookup(&INVERSES);
    let r = x.m.mul_add_exact(c, c.of(-1.0));
    let high = x.k.mul_add(c.of(LN_2[0]), bin.lookup(&LOGARITHMS));
    let sum = high + r;
    let low = x.k.mul_add(c.of(LN_2[1]), r - (sum - high));
    // What was lost of m enters the sum's low part, and the polynomial's argument, but not `sum`.
    let (r, low) = match lost {
        None => (r, low),
        Some(lost) => (r + lost * c, low + lost * c),
    };
    let r2 = r * r;
    (sum, r2.mul_add(rest(r, r2), low))
}

/// ln(x + lost) for a normal x, with neither the rest of k·ln 2 nor that of the sum.
#[inline(always)]
fn ln_normal<S: Simd>(x: F32s<S>, lost: Option<F32s<S>>) -> F32s<S> {
    let one = x.of(1.0);
    let k = (x.bits() - x.of(0.75).bits()) & x.of_bits(-1 << 23);
    let bin = x.bits().sar::<20>();
    let c = bin.lookup(&INVERSES);
    // c·2^-k, so that m need not be known.
    let scaled = (c.bits() - k).to_floats();
    let r =
        if S::FUSED { x.mul_add(scaled, -one) } else { (x.bits() - k).to_floats().mul_add_exact(c, -one) };
    let r = match lost {
        Some(lost) => lost.mul_add(scaled, r),
        None => r,
    };
    let high = k.to_values().mul_add(x.of(LN_2_OF_BITS), bin.lookup(&LOGARITHMS));
    let r2 = r * r;
    high + r2.mul_add(rest(r, r2), r)
}

/// ln(x + lost) for x in [0, 1], within 2 ULP: `lost` is what 1 − p has lost where x is that, below half an ULP. Of 0 it
/// is less than −100, and of another x any number.
///
/// `normal` says whether no x is subnormal, 0 or negative.
#[inline(always)]
pub(crate) fn ln_unit<S: Simd>(x: F32s<S>, lost: Option<F32s<S>>, normal: bool) -> F32s<S> {
    if normal {
        return ln_normal(x, lost);
    }
    let (x, zero) = (x.abs(), x.of(0.0));
    let small = x.lt(x.of(f32::MIN_POSITIVE));
    let y = ln_normal(small.select(x * x.of(16_777_216.0), x), lost);
    y - small.select(x.of(24.0 * core::f32::consts::LN_2), zero)
}

/// P in two halves: Horner's rule would be longer to wait for.
#[inline(always)]
fn rest<S: Simd>(r: F32s<S>, r2: F32s<S>) -> F32s<S> {
    let [p0, p1, p2, p3, p4] = [r.of(P[0]), r.of(P[1]), r.of(P[2]), r.of(P[3]), r.of(P[4])];
    r2.mul_add(r2.mul_add(p4, r.mul_add(p3, p2)), r.mul_add(p1, p0))
}

/// ln x for positive, finite x, or NaN; for 0, at most −100 or NaN.
#[inline(always)]
pub(crate) fn ln_positive<S: Simd>(x: F32s<S>) -> F32s<S> {
    join(&split(x), None)
}

/// ln x.
#[inline(always)]
pub(crate) fn ln<S: Simd>(x: F32s<S>) -> F32s<S> {
    if S::FAST {
        return fast::ln(x);
    }
    let split = split(x);
    join(&split, None).log_limits(x, split.normal)
}

/// ln(1 + x): ln of the rounded sum, with what the sum has lost.
#[inline(always)]
pub(crate) fn ln_1p<S: Simd>(x: F32s<S>) -> F32s<S> {
    if S::FAST {
        return fast::ln_1p(x);
    }
    let one = x.of(1.0);
    // Of the greatest x the sum may be ∞, if the caller lets it be rounded up.
    let u = (one + x.of(67_108_864.0).min(x)).max(x);
    // u − 1 is exact up to 2^24, and beyond what is lost is nothing beside the logarithm.
    let lost = x - (u - one);
    let split = split(u);
    let lost = lost.unscale(u, split.m);
    is_tiny(x).select(x, join(&split, Some(lost)).log_limits(u, split.normal))
}

/// Where ln(1 + x) is x, though 1 + x need not round to 1: the caller may have set another rounding.
#[inline(always)]
fn is_tiny<S: Simd>(x: F32s<S>) -> Mask<S> {
    x.abs().lt(x.of(1.0 / 67_108_864.0))
}

/// ln(1 + x) for an x of at least 0, as a sum of two: the second is what the first has lost, or 0 where that
/// is not finite.
#[inline(always)]
pub(crate) fn ln_1p_pair<S: Simd>(x: F32s<S>) -> (F32s<S>, F32s<S>) {
    let (one, zero) = (x.of(1.0), x.of(0.0));
    let u = one + x;
    let lost = x.lt(one).select(x - (u - one), one - (u - x));
    let split = split(u);
    let (sum, rest) = join_pair(&split, Some(lost.unscale(u, split.m)));
    let has_rest = u.lt(x.of(f32::INFINITY)) & x.of(1.0 / 67_108_864.0).le(x);
    (is_tiny(x).select(x, sum.log_limits(u, split.normal)), has_rest.select(rest, zero))
}

/// ln(u + lost) for 0 < u ≤ 2, `lost` being below half an ULP of u, before its last rounding, as a sum of two; for 0,
/// at most −100 or NaN.
#[inline(always)]
pub(crate) fn ln_with_lost_pair<S: Simd>(u: F32s<S>, lost: F32s<S>) -> (F32s<S>, F32s<S>) {
    let x = split(u);
    let lost = lost * scaled(1.0, u, x.m);
    join_pair(&x, Some(lost))
}

/// `unit·m / x`, for normal x = 2^k·m, of which it is `unit·2^-k`.
#[inline(always)]
fn scaled<S: Simd>(unit: f32, x: F32s<S>, m: F32s<S>) -> F32s<S> {
    (x.of(unit).bits() - (x.bits() - m.bits())).to_floats()
}
