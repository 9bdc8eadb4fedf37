//! ln(t / p) of probabilities, by one division.
//!
//! The difference of the bits of t and p is log₂(t / p) within 0.09, which is enough to know a k and a j
//! of t / p = 2^k·2^(j/8)·(1 − r) where r is small. With c near 2^(−j/8), r = (p − t·c·2^-k) / p, whose
//! numerator is rounded once; within an eighth of 1, c is 1 and the numerator exact, so that what is
//! near 0 keeps its digits, and where t = p it is 0.
//!
//! As in `log.rs`, each −ln c is close to a multiple of 2^-16 (`sollya/log_ratio_table.py`). ln 2 is a float: what
//! k·ln 2 loses is little beside a result that is not near 0.

use core::f32::consts::LN_2;

use crate::simd::{F32s, Simd, Table};

/// A c for each eighth, from the one below 1 on.
const INVERSES: Table = [
    1.0,
    1.0,
    f32::from_bits(0x3f5c_4154),
    f32::from_bits(0x3f4a_9afb),
    f32::from_bits(0x3f3b_4781),
    f32::from_bits(0x3f2d_3fff),
    f32::from_bits(0x3f1f_c564),
    f32::from_bits(0x3f13_b6e8),
];

/// Its −ln c.
const LOGARITHMS: Table = {
    let mut table = [0.0, 0.0, 9856.0, 15330.0, 20485.0, 25588.0, 30896.0, 36038.0];
    let mut j = 0;
    while j < table.len() {
        table[j] /= 65536.0;
        j += 1;
    }
    table
};

/// Approximation: (−ln(1 − r) − r) / r² on [−0.1251, 0.1118], relative error of ln(1 − r) 2.6e-8.
/// Source: `sollya/log_ratio.sollya`, degree 4.
const P: [f32; 5] = [
    f32::from_bits(0x3eff_ffff),
    f32::from_bits(0x3eaa_a98b),
    f32::from_bits(0x3e80_03a5),
    f32::from_bits(0x3e4f_53bb),
    f32::from_bits(0x3e29_0e40),
];

/// k comes times 2^23, as its bits stand in a float's.
const UNIT: f32 = 8_388_608.0;

/// Probabilities at least so large make no number on the way too small or too large: 2^-70, or without fused
/// instructions 2^-40.
const LEAST: [f32; 2] = [1.0 / (1_u128 << 70) as f32, 1.0 / (1_u64 << 40) as f32];

/// ln(t / p) for t and p in [0, 1]: 0 where t = 0, else ∞ where p = 0; NaN where one is no probability.
#[inline(always)]
pub(crate) fn ln_ratio<S: Simd>(t: F32s<S>, p: F32s<S>) -> F32s<S> {
    let least = t.of(if S::FUSED { LEAST[0] } else { LEAST[1] });
    // Of a NaN p the quotient is NaN.
    let plain = least.le(p.min(t)) & p.max(t).le(t.of(1.0));
    if plain.all() {
        return of_normal(t, p, None);
    }
    let (t, p, more) = significands(t, p);
    of_normal(t, p, Some(more))
}

/// ln(t / p), to which so many ln 2 are added, times [`UNIT`].
#[inline(always)]
fn of_normal<S: Simd>(t: F32s<S>, p: F32s<S>, more: Option<F32s<S>>) -> F32s<S> {
    // 2^20 is an eighth.
    let n = (t.bits() + t.of_bits(1 << 20)) - p.bits();
    let (j, k) = (n.sar::<20>(), n & t.of_bits(-1 << 23));
    let c = (j.lookup(&INVERSES).bits() - k).to_floats();
    let r = t.neg_mul_add_exact(c, p) / p;
    let k = match more {
        Some(more) => k.to_values() + more,
        None => k.to_values(),
    };
    let high = k.mul_add(t.of(LN_2 / UNIT), j.lookup(&LOGARITHMS));
    let [p0, p1, p2, p3, p4] = [t.of(P[0]), t.of(P[1]), t.of(P[2]), t.of(P[3]), t.of(P[4])];
    let r2 = r * r;
    let p = r2.mul_add(r2.mul_add(p4, r.mul_add(p3, p2)), r.mul_add(p1, p0));
    high - r2.mul_add(p, r)
}

/// The significands of t and p, and the difference of their exponents times [`UNIT`]; ∞ or NaN where the
/// logarithm is. A t of 0 is taken for p, whose loss is 0 too.
#[inline(always)]
fn significands<S: Simd>(t: F32s<S>, p: F32s<S>) -> (F32s<S>, F32s<S>, F32s<S>) {
    let (zero, one) = (t.of(0.0), t.of(1.0));
    let t = t.eq(zero).select(p, t);
    let ((t_exponent, t_significand, _), (p_exponent, p_significand, _)) =
        (t.split_exponent(), p.split_exponent());
    let finite = (t_exponent - p_exponent) * t.of(UNIT);
    let exponent = t.eq(p).select(zero, p.eq(zero).select(t.of(f32::INFINITY), finite));
    let valid = zero.le(t) & t.le(one) & zero.le(p) & p.le(one);
    (t_significand, p_significand, valid.select(exponent, t.of(f32::NAN)))
}
