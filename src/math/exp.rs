//! e^x.
//!
//! With x = n·ln 2 + r, where n is x·log2 e rounded to eighths and |r| ≤ ln 2 / 16, e^x is
//! 2^⌊n⌋ · 2^(j/8) · e^r, j being the odd eighths. The eight powers come from a table that one
//! register holds.
//!
//! A table of the 2^(j/8) themselves would cost up to half an ULP for their rounding. The table is of
//! K·2^(j/8) instead, and the polynomial is of e^r / K: among all K near 1, this one lies where all
//! eight products happen to fall within 0.032 ULP of a float (`sollya/exp_table.py` finds it). It
//! costs nothing, and exp loses its largest error.

use super::{Scaled, TINY, fast};
use crate::simd::{F32s, Simd, Table, exp2_normal};

/// The greatest error of [`exp`] and of the other exponentials built on it, in ULP, over all of f32.
pub(crate) const EXP_BOUND: f64 = 0.80;

/// Added to a number in ±2^18, rounds it to eighths, which are then the low bits: 1.5 · 2^20.
pub(crate) const TO_EIGHTHS: f32 = 1_572_864.0;
pub(crate) const LOG2_E: f32 = core::f32::consts::LOG2_E;
/// ln 2 in two parts, the first of 13 bits, so that its product with any n is exact.
pub(crate) const LN_2: [f32; 2] = [f32::from_bits(0x3f31_7000), f32::from_bits(0x3805_fdf4)];

/// K·2^(j/8) / 2 for K = 0.99743896910067364: halves, so that e^x just below 2^128 does not overflow
/// on the way.
pub(crate) const HALF_POWERS: Table = [
    f32::from_bits(0x3eff_5829),
    f32::from_bits(0x3f0b_3a3e),
    f32::from_bits(0x3f17_d424),
    f32::from_bits(0x3f25_9202),
    f32::from_bits(0x3f34_8e45),
    f32::from_bits(0x3f44_e5be),
    f32::from_bits(0x3f56_b7da),
    f32::from_bits(0x3f6a_26de),
];

/// K·2^(j/8), for powers far below 2^128.
pub(crate) const ALL_POWERS: Table = times(2.0, HALF_POWERS);
/// K·2^(j/8)·2^64: of powers that are normal where e^x is not.
pub(crate) const SCALED_POWERS: Table = times(SCALE, ALL_POWERS);
/// The table of [`Gaussian`].
const GAUSSIAN_POWERS: Table = times((1_u64 << 40) as f32, HALF_POWERS);

/// `table` times a power of two.
pub(super) const fn times(factor: f32, mut table: Table) -> Table {
    let mut j = 0;
    while j < table.len() {
        table[j] *= factor;
        j += 1;
    }
    table
}

/// The table for quotients c / (c + e^-r): K is multiplied by 2^(−4/8), which halves the rounding of
/// the denominator where the quotient's significand is large. `POWERS` is for 2^n itself.
pub(crate) const POWERS: Table = {
    let [a, b, c, d, e, f, g, h] = HALF_POWERS;
    [e, f, g, h, 2.0 * a, 2.0 * b, 2.0 * c, 2.0 * d]
};
/// The K of `POWERS`, rounded to a float (by 0.04 ULP, which goes into the table's error).
pub(crate) const POWERS_UNIT: f32 = f32::from_bits(0x3f34_8e45);

/// Approximation: e^r / K − 1 on ±(ln 2 / 16 + 2^-20), absolute error 7.9e-10.
/// Source: `sollya/exp.sollya`, degree 4.
/// Bound: [`EXP_BOUND`] for e^x.
/// Worst seen: e^-87.382614 = 1.1225685e-38 is given 0.79 ULP less.
pub(super) const E_R: [f32; 5] = [
    f32::from_bits(0x3b28_454a),
    f32::from_bits(0x3f80_5423),
    f32::from_bits(0x3f00_5426),
    f32::from_bits(0x3e2b_175c),
    f32::from_bits(0x3d2a_c94e),
];

/// Approximation: the same, absolute error 2.0e-8: 0.16 ULP of e^x.
/// Source: `sollya/exp.sollya`, degree 3.
pub(super) const COARSE_E_R: [f32; 4] = [
    f32::from_bits(0x3b28_44fb),
    f32::from_bits(0x3f80_5423),
    f32::from_bits(0x3f00_5947),
    f32::from_bits(0x3e2b_1776),
];

/// e^x is 0 for every x below: less than 2^-150.
///
/// Results that are 0 are made so before they are scaled, here and wherever an exponential is: Intel's CPUs
/// take two hundred cycles over each vector with a product between 2^-158 and 2^-126, or scaled to less.
pub(super) const LEAST: f32 = -104.0;

/// x·log2 e in eighths, biased by [`TO_EIGHTHS`], and r.
#[inline(always)]
pub(crate) fn reduce<S: Simd>(x: F32s<S>) -> (F32s<S>, F32s<S>) {
    reduce_pair(x, None)
}

/// The same of `x + low`, for an x that is rounded: `low` goes into r alone.
#[inline(always)]
pub(crate) fn reduce_pair<S: Simd>(x: F32s<S>, low: Option<F32s<S>>) -> (F32s<S>, F32s<S>) {
    reduce_biased(x, low, x.of(TO_EIGHTHS))
}

/// The same with the bias of a [`Shift`](super::Shift).
#[inline(always)]
pub(super) fn reduce_biased<S: Simd>(x: F32s<S>, low: Option<F32s<S>>, bias: F32s<S>) -> (F32s<S>, F32s<S>) {
    let biased = x.mul_add(x.of(LOG2_E), bias);
    let n = biased - bias;
    let (r, rest) = (n.neg_mul_add(x.of(LN_2[0]), x), x.of(LN_2[1]));
    let r = match low {
        // The two small ones first, for it is r that the core has to wait for.
        Some(low) => r + n.neg_mul_add(rest, low),
        None => n.neg_mul_add(rest, r),
    };
    (biased, r)
}

/// e^x. The operands of `min` stand so that a NaN passes.
#[inline(always)]
pub(crate) fn exp<S: Simd>(x: F32s<S>) -> F32s<S> {
    if S::FAST {
        return fast::exp(x);
    }
    let (biased, r) = reduce(x.of(89.0).min(x));
    let power = biased.exp2(&HALF_POWERS, x.of(TO_EIGHTHS), 2.0);
    let fraction = power.fraction.mul_add(r.polynomial(E_R), power.fraction);
    power.scale(fraction.zero_below(x, x.of(LEAST)))
}

/// e^x times a factor.
#[inline(always)]
pub(crate) fn exp_times<S: Simd>(x: F32s<S>, factor: F32s<S>) -> F32s<S> {
    exp_scaled(x).times(x, TINY, factor)
}

/// e^x for its products.
#[inline(always)]
pub(crate) fn exp_scaled<S: Simd>(x: F32s<S>) -> Scaled<S> {
    let (biased, r) = reduce(x.of(89.0).min(x));
    let power = biased.exp2(&HALF_POWERS, x.of(TO_EIGHTHS), 2.0);
    let q = r.polynomial(E_R);
    let fraction = power.fraction.mul_add(q, power.fraction);
    let c = exp2_normal(&SCALED_POWERS, biased);
    let value = power.scale(fraction.zero_below(x, x.of(LEAST)));
    Scaled { value, scaled: c.mul_add(q, c) }
}

/// e^(x + low) for an x that is no more than 0 where the result is, and a `low` that is what x has lost.
#[inline(always)]
pub(crate) fn exp_of_sum<S: Simd>(x: F32s<S>, low: F32s<S>) -> F32s<S> {
    exp_of_sum_scaled(x, low).value
}

/// The same for its products.
#[inline(always)]
pub(crate) fn exp_of_sum_scaled<S: Simd>(x: F32s<S>, low: F32s<S>) -> Scaled<S> {
    let (biased, r) = reduce_pair(x, Some(low));
    let power = biased.exp2(&ALL_POWERS, x.of(TO_EIGHTHS), 1.0);
    let q = r.polynomial(E_R);
    let fraction = power.fraction.mul_add(q, power.fraction);
    let c = exp2_normal(&SCALED_POWERS, biased);
    let value = power.scale(fraction.zero_below(x, x.of(LEAST)));
    Scaled { value, scaled: c.mul_add(q, c) }
}

/// c·e^r for a c of the table and the r of [`reduce`]: rounded, and what the rounding has lost.
#[inline(always)]
pub(crate) fn exp_r<S: Simd>(c: F32s<S>, r: F32s<S>) -> (F32s<S>, F32s<S>) {
    let q = r.polynomial(E_R);
    let e = c.mul_add(q, c);
    (e, c.mul_add(q, c - e))
}

/// 2^64: what is computed times it is normal wherever the result is not 0, and is rounded to a subnormal
/// only when, last, it is multiplied with [`SCALE_BACK`]. A [`Gaussian`] is so with a factor 2^24 too large.
pub(crate) const SCALE: f32 = (1_u128 << 64) as f32;
/// 2^-64.
pub(super) const SCALE_BACK: f32 = 1.0 / SCALE;

/// ½·e^(x·a)·2^40 as c·(1 + q), for −107 ≤ x·a ≤ 0, whose rounding it makes up for.
pub(super) struct Gaussian<S: Simd> {
    c: F32s<S>,
    q: F32s<S>,
}

impl<S: Simd> Gaussian<S> {
    #[inline(always)]
    pub(super) fn new(x: F32s<S>, a: F32s<S>) -> Self {
        let (high, low) = x.product(a);
        Self::of_sum(high, low)
    }

    /// The same of `high + low` for x·a.
    #[inline(always)]
    pub(super) fn of_sum(high: F32s<S>, low: F32s<S>) -> Self {
        let (biased, r) = reduce_pair(high, Some(low));
        let c = exp2_normal(&GAUSSIAN_POWERS, biased);
        Self { c, q: r.polynomial(E_R) }
    }

    /// With a factor.
    #[inline(always)]
    pub(super) fn times(self, factor: F32s<S>) -> F32s<S> {
        let product = self.c * factor;
        product.mul_add(self.q, product)
    }

    /// With `high + low`; rounded once where multiply-add is.
    #[inline(always)]
    pub(super) fn times_pair(self, high: F32s<S>, low: F32s<S>) -> F32s<S> {
        let small = high.mul_add(self.q, low);
        if S::FUSED { self.c.mul_add(high, self.c * small) } else { self.c * (high + small) }
    }
}
