//! e^x − 1.
//!
//! e^x − 1 cancels near 0. Either a polynomial is taken there, and elsewhere 1 is subtracted from the two parts of
//! e^x: then both are computed. Or it is one formula, of a table in which 2^0 is 1: with x = n·ln 2 + r as for e^x it
//! is (c − 1) + c·q for c = 2^n and q = e^r − 1, and where n is 0 that is q. What the table's entries have
//! lost is added to q.

use super::Factor;
use super::exp::{ALL_POWERS, E_R, HALF_POWERS, LN_2, LOG2_E, TO_EIGHTHS, reduce};
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

/// e^(x + low) − 1 for x ≤ 0.
///
/// n is that of x + [`UNREDUCED`], so that r is in [−0.104, −0.016] where n is not 0: then q and c − 1 are of one sign.
#[inline(always)]
pub(crate) fn exp_m1_of_negative<S: Simd>(x: F32s<S>, low: Option<F32s<S>>) -> ExpM1<S> {
    let (x, bias) = (x.of(-25.0).max(x), x.of(TO_EIGHTHS));
    let biased = (x + x.of(UNREDUCED)).min(x.of(0.0)).mul_add(x.of(LOG2_E), bias);
    let n = biased - bias;
    // A fused step is enough: ln 2 is nearly a float, and what r loses counts little where n is not 0.
    let r = if S::FUSED {
        n.neg_mul_add(x.of(std::f32::consts::LN_2), x)
    } else {
        n.neg_mul_add(x.of(LN_2[1]), n.neg_mul_add(x.of(LN_2[0]), x))
    };
    // r last, so that the sum of what is small beside it loses little.
    let rest = (r * r).mul_add(r.polynomial(E_R_M1), biased.bits().lookup(&LOST));
    let rest = low.map_or(
        rest,
        #[inline(always)]
        |low| rest + low,
    );
    let c = exp2_normal(&POWERS_OF_2, biased);
    let (less_1, q) = (c - x.of(1.0), r + rest);
    if S::FUSED {
        let high = c.mul_add(q, less_1);
        return ExpM1 { high, low: c.mul_add(q, less_1 - high) };
    }
    let (high, low) = less_1.fast_two_sum(c * q);
    ExpM1 { high, low }
}

/// e^x − 1 and what its rounding has lost, to be multiplied.
#[derive(Clone, Copy)]
pub(crate) struct ExpM1<S: Simd> {
    high: F32s<S>,
    low: F32s<S>,
}

impl<S: Simd> ExpM1<S> {
    /// Times a float. Where multiply-add is fused, what is lost is left out: it costs half an ULP, and time to have.
    #[inline(always)]
    pub(crate) fn times(self, factor: F32s<S>) -> F32s<S> {
        if S::FUSED { factor * self.high } else { factor.mul_pair(self.high, self.low) }
    }

    /// Times a factor.
    #[inline(always)]
    pub(crate) fn times_factor(self, factor: Factor) -> F32s<S> {
        factor.times_pair(self.high, self.low)
    }
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
