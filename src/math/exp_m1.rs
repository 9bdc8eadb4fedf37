//! e^x − 1.
//!
//! e^x − 1 cancels near 0. Either a polynomial is taken there, and elsewhere 1 is subtracted from the two parts of
//! e^x: then both are computed. Or it is one formula, of a table in which 2^0 is 1: with x = n·ln 2 + r as for e^x it
//! is (c − 1) + c·q for c = 2^n and q = e^r − 1, and where n is 0 that is q. What the table's entries have
//! lost is added to q.

use core::f64::consts;

use super::exp::{ALL_POWERS, E_R, HALF_POWERS, LN_2, LOG2_E, TO_EIGHTHS, reduce};
use super::fast;
use crate::simd::{F32s, Simd, Table, exp2_normal};

/// The greatest error of [`exp_m1`].
pub(crate) const EXP_M1_BOUND: f64 = 0.96;

/// Approximation: (e^x − 1 − x) / x² on ±0.25, relative error 3e-9 of e^x − 1.
/// Source: `sollya/exp_m1.sollya`, degree 4.
/// Bound: [`EXP_M1_BOUND`], found where the other branch begins to cancel.
/// Worst seen: e^0.37710294 − 1 is given 0.93 ULP too much.
const E_X_M1: [f32; 5] = [
    0.5,
    f32::from_bits(0x3e2a_aa9a),
    f32::from_bits(0x3d2a_aa9c),
    f32::from_bits(0x3c08_ca1a),
    f32::from_bits(0x3ab6_5c1f),
];

/// 2^(j/8), rounded.
const POWERS_OF_2: Table = [
    1.0,
    f32::from_bits(0x3f8b_95c2),
    f32::from_bits(0x3f98_37f0),
    f32::from_bits(0x3fa5_fed7),
    f32::from_bits(0x3fb5_04f3),
    f32::from_bits(0x3fc5_672a),
    f32::from_bits(0x3fd7_44fd),
    f32::from_bits(0x3fea_c0c7),
];
/// What each has lost, as a part of it.
const LOST: Table = [
    0.0,
    f32::from_bits(0xb24e_0611),
    f32::from_bits(0x3309_2801),
    f32::from_bits(0xb305_1aa8),
    f32::from_bits(0x3293_02ae),
    f32::from_bits(0x31b3_d0e5),
    f32::from_bits(0xb27c_e182),
    f32::from_bits(0xb1d2_90be),
];

/// Approximation: (e^r − 1 − r) / r² on [−0.104, 0.027], relative error of e^r − 1 4.0e-10; 2.0e-8 on [−0.147, 0.027],
/// which is for a caller who rounds up.
/// Source: `sollya/exp_m1_r.sollya`, degree 3.
/// Bound: that of elu.
const E_R_M1: [f32; 4] =
    [0.5, f32::from_bits(0x3e2a_aab6), f32::from_bits(0x3d2a_a6ad), f32::from_bits(0x3c05_66e8)];

/// Down to minus this n is 0, however the caller rounds: there e^x − 1 is q, and must not be what cancelling leaves.
const UNREDUCED: f32 = 0.06;

/// x·log2 e in eighths, of x ≤ 0: of x + [`UNREDUCED`], so that r is in [−0.104, −0.016] where n is not 0. Then q and
/// c − 1 are of one sign.
#[inline(always)]
fn eighths<S: Simd>(x: F32s<S>) -> (F32s<S>, F32s<S>) {
    let bias = x.of(TO_EIGHTHS);
    let biased = (x + x.of(UNREDUCED)).min(x.of(0.0)).mul_add(x.of(LOG2_E), bias);
    (biased, biased - bias)
}

/// r²·P(r), and what c = 2^n has lost, as a part of it.
#[inline(always)]
fn rest<S: Simd>(biased: F32s<S>, r: F32s<S>) -> F32s<S> {
    (r * r).mul_add(r.polynomial(E_R_M1), biased.bits().lookup(&LOST))
}

/// alpha·(c − 1): c − 1 is exact where c is at least ½.
#[inline(always)]
fn less_1<S: Simd>(c: F32s<S>, alpha: F32s<S>) -> F32s<S> {
    // Of a c of 1 it is no 0 that takes the sign of what is added.
    if S::FUSED { c.mul_add(alpha, -alpha) } else { (c.of(1.0) - c) * -alpha }
}

/// alpha·(e^x − 1) for x < 0.
#[inline(always)]
pub(crate) fn elu<S: Simd>(x: F32s<S>, alpha: f32) -> F32s<S> {
    if S::FAST {
        return fast::elu(x, alpha);
    }
    let x = x.of(-25.0).max(x);
    let (biased, n) = eighths(x);
    // A fused step is enough: ln 2 is nearly a float, and what r loses counts little where n is not 0.
    let r = if S::FUSED {
        n.neg_mul_add(x.of(core::f32::consts::LN_2), x)
    } else {
        n.neg_mul_add(x.of(LN_2[1]), n.neg_mul_add(x.of(LN_2[0]), x))
    };
    let (c, alpha) = (exp2_normal(&POWERS_OF_2, biased), x.of(alpha));
    // r last, so that the sum of what is small beside it loses little.
    (c * alpha).mul_add(r + rest(biased, r), less_1(c, alpha))
}

/// alpha·(e^(x / alpha) − 1) for x < 0. It is alpha·r that is reduced, which is x itself where that is small.
#[inline(always)]
pub(crate) fn celu<S: Simd>(x: F32s<S>, alpha: f32) -> F32s<S> {
    if S::FAST {
        return fast::celu(x, alpha);
    }
    let (inverse, ln_2) = (x.of((1.0 / f64::from(alpha)) as f32), consts::LN_2 * f64::from(alpha));
    let x = x.of(-25.0 * alpha).max(x);
    let (biased, n) = eighths(x * inverse);
    let alpha_r = if S::FUSED {
        n.neg_mul_add(x.of(ln_2 as f32), x)
    } else {
        // Twelve bits, whose product with n is exact.
        let high = f32::from_bits((ln_2 as f32).to_bits() & !0xfff);
        n.neg_mul_add(x.of((ln_2 - f64::from(high)) as f32), n.neg_mul_add(x.of(high), x))
    };
    let (c, alpha) = (exp2_normal(&POWERS_OF_2, biased), x.of(alpha));
    let alpha_q = rest(biased, alpha_r * inverse).mul_add(alpha, alpha_r);
    c.mul_add(alpha_q, less_1(c, alpha))
}

/// e^x − 1 for x ≤ 0, in two parts whose sum is to be rounded; the sign of 0 is in the first.
#[inline(always)]
pub(crate) fn exp_m1_negative<S: Simd>(x: F32s<S>) -> (F32s<S>, F32s<S>) {
    // A NaN is near, where it stays the same.
    let is_far = x.le(x.of(-0.25));
    let of_near = (x * x) * x.polynomial(E_X_M1);

    let (biased, r) = reduce(x.of(-25.0).max(x));
    let c = exp2_normal(&ALL_POWERS, biased);
    let (far, lost) = x.of(-1.0).fast_two_sum(c);
    let of_far = c.mul_add(r.polynomial(E_R), lost);
    (is_far.select(far, x), is_far.select(of_far, of_near))
}

/// e^x − 1.
#[inline(always)]
pub(crate) fn exp_m1<S: Simd>(x: F32s<S>) -> F32s<S> {
    if S::FAST {
        return fast::exp_m1(x);
    }
    let near = (x * x).mul_add(x.polynomial(E_X_M1), x);

    // (e^x − 1) / 2 = c + c·q − ½, the error of c − ½ caught as by Knuth's TwoSum.
    let (biased, r) = reduce(x.of(-25.0).max(x.of(89.0).min(x)));
    let c = exp2_normal(&HALF_POWERS, biased);
    let half = x.of(0.5);
    let high = c - half;
    let back = high - c;
    let lost = (c - (high - back)) - (half + back);
    let far = high + c.mul_add(r.polynomial(E_R), lost);

    // The sign is that of x, −0 included.
    x.of(0.25).le(x.abs()).select(far + far, near).or_sign(x)
}
