//! ln x, ln(1 + x) and t·ln(t / p).
//!
//! With x = 2^k·m, m in [25/32, 25/16) falls into one of eight bins; the bin that holds 1 reaches
//! from 31/32 to 17/16, so that ln has no cancellation there. With c near the inverse of the bin's
//! middle, ln x = k·ln 2 − ln c + ln(1 + r), r = m·c − 1 being exact but for one rounding.
//!
//! Each c is chosen so that −ln c lies within 2^-32 of a multiple of 2^-16 (`sollya/log_table.py`);
//! the upper part of ln 2 is one of 2^-15: k·ln 2 − ln c is exact, and only r and the last sum are
//! rounded.

use crate::simd::{F32s, I32s, Simd, Table};

/// The greatest error of [`ln`] in ULP, over all of f32.
pub(crate) const LN_BOUND: f64 = 0.80;
/// The greatest error of [`ln_1p`].
pub(crate) const LN_1P_BOUND: f64 = 0.85;

/// The bits of 25/32, where the first bin begins; each has 2^20 floats.
const FIRST_BIN: i32 = 0x3f48_0000;

/// A c for each bin.
const INVERSES: Table = [
    f32::from_bits(0x3f9e_1c0c),
    f32::from_bits(0x3f92_36cc),
    f32::from_bits(0x3f88_340d),
    1.0,
    f32::from_bits(0x3f6a_f8fb),
    f32::from_bits(0x3f4c_de5a),
    f32::from_bits(0x3f39_fdfa),
    f32::from_bits(0x3f2a_a260),
];

/// Its −ln c.
const LOGARITHMS: Table = {
    let mut table = [-13845.0, -8719.0, -4071.0, 0.0, 5617.0, 14602.0, 20937.0, 26585.0];
    let mut bin = 0;
    while bin < table.len() {
        table[bin] /= 65536.0;
        bin += 1;
    }
    table
};

/// ln 2 in two parts, the first a multiple of 2^-15.
const LN_2: [f32; 2] = [f32::from_bits(0x3f31_7200), f32::from_bits(0x35bf_be8e)];

/// Approximation: (ln(1 + r) − r) / r² on [−0.051, 0.0902], relative error of ln(1 + r) 1.7e-9.
/// Source: `sollya/log.sollya`, degree 4.
/// Bound: [`LN_BOUND`] and [`LN_1P_BOUND`].
/// Worst seen: ln 0.9660008 is given 0.77 ULP less, ln(1 − 0.03166337) 0.79 ULP less.
const P: [f32; 5] = [
    -0.5,
    f32::from_bits(0x3eaa_aaa0),
    f32::from_bits(0xbe80_03d1),
    f32::from_bits(0x3e4d_33b3),
    f32::from_bits(0xbe1f_1069),
];

/// x as 2^k·m, with the bin of m.
struct Split<S: Simd> {
    k: F32s<S>,
    m: F32s<S>,
    bin: I32s<S>,
    /// 2^(1−k), for k up to 127; 0 for 128.
    twice_inverse: F32s<S>,
}

/// For a positive normal x.
#[inline(always)]
fn split<S: Simd>(x: F32s<S>) -> Split<S> {
    let above = x.bits() - x.of_bits(FIRST_BIN);
    let k = above.sar::<23>();
    let exponent = k.shl::<23>();
    Split {
        k: k.to_values(),
        m: (x.bits() - exponent).to_floats(),
        bin: above.sar::<20>(),
        twice_inverse: (x.of(2.0).bits() - exponent).to_floats(),
    }
}

/// [`split`] for any positive x, subnormals included.
#[inline(always)]
fn split_all<S: Simd>(x: F32s<S>) -> Split<S> {
    let subnormal = x.lt(x.of(f32::MIN_POSITIVE));
    let split = split(subnormal.select(x * x.of(8_388_608.0), x));
    Split { k: split.k - subnormal.select(x.of(23.0), x.of(0.0)), ..split }
}

/// k·ln 2 + ln(m + lost·2^-k).
#[inline(always)]
fn join<S: Simd>(x: Split<S>, lost: Option<F32s<S>>) -> F32s<S> {
    let c = x.bin.lookup(&INVERSES);
    let r = x.m.mul_add_exact(c, c.of(-1.0));
    let high = x.k.mul_add(c.of(LN_2[0]), x.bin.lookup(&LOGARITHMS));
    let sum = high + r;
    let low = x.k.mul_add(c.of(LN_2[1]), r - (sum - high));
    // What was lost of m enters the sum's low part, and the polynomial's argument, but not `sum`.
    let lost = lost.map(
        #[inline(always)]
        |lost| lost * x.twice_inverse * (c * c.of(0.5)),
    );
    let (r, low) = lost.map_or(
        (r, low),
        #[inline(always)]
        |lost| (r + lost, low + lost),
    );
    // P in two halves: Horner's rule would be longer to wait for.
    let [p0, p1, p2, p3, p4] = P.map(
        #[inline(always)]
        |p| c.of(p),
    );
    let r2 = r * r;
    let p = r2.mul_add(r2.mul_add(p4, r.mul_add(p3, p2)), r.mul_add(p1, p0));
    sum + r2.mul_add(p, low)
}

/// `y` for 0 < x < ∞, else the limit of ln at x, or NaN.
#[inline(always)]
fn with_limits<S: Simd>(x: F32s<S>, y: F32s<S>) -> F32s<S> {
    let zero = x.of(0.0);
    let positive = zero.lt(x);
    let limit = x.eq(zero).select(x.of(f32::NEG_INFINITY), positive.select(x, x.of(f32::NAN)));
    (positive & x.lt(x.of(f32::INFINITY))).select(y, limit)
}

/// ln x.
#[inline(always)]
pub(crate) fn ln<S: Simd>(x: F32s<S>) -> F32s<S> {
    with_limits(x, join(split_all(x), None))
}

/// ln(1 + x): ln of the rounded sum, with what the sum has lost.
#[inline(always)]
pub(crate) fn ln_1p<S: Simd>(x: F32s<S>) -> F32s<S> {
    let one = x.of(1.0);
    let u = one + x;
    let lost = x.abs().lt(one).select(x - (u - one), one - (u - x));
    // The sign is that of x, −0 included.
    with_limits(u, join(split(u), Some(lost))).or_sign(x)
}

/// ln(1 + x) for 0 ≤ x ≤ 1, or NaN.
#[inline(always)]
pub(crate) fn ln_1p_unit<S: Simd>(x: F32s<S>) -> F32s<S> {
    let one = x.of(1.0);
    let u = one + x;
    join(split(u), Some(x - (u - one)))
}

/// ln(t / p) for positive, finite t and p, as exact where they are close as elsewhere: the quotient of
/// the significands is rounded, and its remainder is what `join` takes as lost.
#[inline(always)]
pub(crate) fn ln_ratio<S: Simd>(t: F32s<S>, p: F32s<S>) -> F32s<S> {
    let (t, p) = (split_all(t), split_all(p));
    let inverse = p.m.of(1.0) / p.m;
    let quotient = t.m * inverse;
    let lost = (-quotient).mul_add_exact(p.m, t.m) * inverse;
    let quotient = split(quotient);
    let k = quotient.k + (t.k - p.k);
    join(Split { k, ..quotient }, Some(lost))
}
