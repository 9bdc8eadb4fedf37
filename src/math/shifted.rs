//! e^x times a power of two, so that the greatest exponential of a row is about [`UNIT`]: an x − max that
//! would be rounded is never needed.

use super::exp::{ALL_POWERS, COARSE_E_R, E_R, LEAST, LOG2_E, TO_EIGHTHS, reduce_biased};
use crate::simd::{F32s, Simd, exp2_normal};

/// How the exponentials of a row are brought into range: each is e^x·2^-N, where e^max·2^-N is about
/// [`UNIT`].
#[derive(Clone, Copy, Default)]
pub(crate) struct Shift {
    /// The exponentials of all that is less are 0.
    pub(crate) least: f32,
    /// `TO_EIGHTHS − N`, to which x·log2 e is added.
    pub(crate) bias: f32,
}

/// What the greatest exponential of a row is about: so great that each that counts beside it is normal, down to
/// [`LEAST_TERM`].
pub(crate) const UNIT: f32 = (1_u64 << 60) as f32;
const UNIT_LOG2: f32 = 60.0;

/// Exponentials relative to a row's greatest are 0 below: 2^-181.8. One alone is no float from 2^-150 on, where
/// [`LEAST`] is; but the logarithm of a sum is that of what comes beside the greatest, and 2^32 terms of 2^-181.8
/// are one. So are gradients, which multiply with what may be great.
const LEAST_TERM: f32 = -126.0;

/// Added to a number in ±2^22, rounds it to an integer: 1.5 · 2^23.
const TO_INTEGER: f32 = 12_582_912.0;

impl Shift {
    /// For rows with this maximum, up to 256, of which each element counts by itself.
    #[inline(always)]
    pub(crate) fn new(max: f32) -> Self {
        let n = (max * LOG2_E + TO_INTEGER) - TO_INTEGER - UNIT_LOG2;
        Self { least: max + LEAST, bias: TO_EIGHTHS - n }
    }

    /// The same of which sums of the least count, too.
    #[inline(always)]
    pub(crate) fn deep(max: f32) -> Self {
        Self { least: max + LEAST_TERM, ..Self::new(max) }
    }

    /// Both in every lane.
    #[inline(always)]
    pub(crate) fn splat<S: Simd>(self, x: F32s<S>) -> [F32s<S>; 2] {
        [x.of(self.least), x.of(self.bias)]
    }

    /// The `least` and `bias` for a maximum in each lane, as of [`new`](Self::new) or [`deep`](Self::deep).
    #[inline(always)]
    pub(crate) fn lanes<S: Simd>(max: F32s<S>, deep: bool) -> [F32s<S>; 2] {
        let to_integer = max.of(TO_INTEGER);
        let n = (max * max.of(LOG2_E) + to_integer) - to_integer - max.of(UNIT_LOG2);
        [max + max.of(if deep { LEAST_TERM } else { LEAST }), max.of(TO_EIGHTHS) - n]
    }
}

/// An exponential times what weighs it, both of which are of any size: in [`UNIT`]s.
#[inline(always)]
pub(crate) fn weighted<S: Simd>(e: F32s<S>, weight: F32s<S>) -> F32s<S> {
    e * e.of(1.0 / UNIT) * weight
}

/// c·(1 + q), an exponential that is yet to be rounded; |q| ≤ 1/16. It is 0 where x is too small: that is asked once,
/// of what is made of both.
#[derive(Clone, Copy)]
pub(crate) struct Unrounded<S: Simd> {
    c: F32s<S>,
    q: F32s<S>,
    x: F32s<S>,
    least: F32s<S>,
}

impl<S: Simd> Unrounded<S> {
    #[inline(always)]
    pub(crate) fn rounded(self) -> F32s<S> {
        self.c.mul_add(self.q, self.c).zero_below(self.x, self.least)
    }

    /// With a factor.
    #[inline(always)]
    pub(super) fn times(self, factor: f32) -> Self {
        Self { c: self.c * self.c.of(factor), ..self }
    }

    /// c and q.
    #[inline(always)]
    pub(crate) fn parts(self) -> [F32s<S>; 2] {
        // The polynomial need not be a number either where x is too small.
        [self.c.zero_below(self.x, self.least), self.q.zero_below(self.x, self.least)]
    }

    /// Rounded, and what that has lost.
    #[inline(always)]
    pub(crate) fn split(self) -> (F32s<S>, F32s<S>) {
        let [c, q] = self.parts();
        let e = c.mul_add(q, c);
        (e, c.mul_add(q, c - e))
    }

    /// The first lane.
    #[inline(always)]
    pub(crate) fn lane(self) -> f64 {
        let [c, q] = self.parts();
        let c = f64::from(c.lane());
        c + c * f64::from(q.lane())
    }
}

/// e^x·2^-N: no rounding of an x − max, since x is left as it is.
#[inline(always)]
pub(crate) fn exp_shifted<S: Simd>(x: F32s<S>, shift: Shift) -> Unrounded<S> {
    exp_shifted_by(x, x.of(shift.least), x.of(shift.bias))
}

/// The same for losses, rounded: 0.2 ULP less exact. What is 0 is made so last, once.
#[inline(always)]
pub(crate) fn exp_shifted_rounded<S: Simd>(x: F32s<S>, shift: Shift) -> F32s<S> {
    let (biased, r) = reduce_biased(x, None, x.of(shift.bias));
    let c = exp2_normal(&ALL_POWERS, biased);
    c.mul_add(r.polynomial(COARSE_E_R), c).zero_below(x, x.of(shift.least))
}

/// The same by a [`Shift`] for each lane.
#[inline(always)]
pub(crate) fn exp_shifted_by<S: Simd>(x: F32s<S>, least: F32s<S>, bias: F32s<S>) -> Unrounded<S> {
    shifted(x, None, least, bias)
}

#[inline(always)]
fn shifted<S: Simd>(x: F32s<S>, low: Option<F32s<S>>, least: F32s<S>, bias: F32s<S>) -> Unrounded<S> {
    let (biased, r) = reduce_biased(x, low, bias);
    Unrounded { c: exp2_normal(&ALL_POWERS, biased), q: r.polynomial(E_R), x, least }
}

/// e^(x + low)·2^-N, as [`exp_shifted`], for a `low` that is what x has lost, or any below ¼.
#[inline(always)]
pub(crate) fn exp_shifted_sum<S: Simd>(x: F32s<S>, low: F32s<S>, shift: Shift) -> Unrounded<S> {
    shifted(x, Some(low), x.of(shift.least), x.of(shift.bias))
}

/// c and q of e^(x + low)·2^-N, as of [`exp_shifted_sum`], but what would be 0 is that of the least x: by a
/// [`deep`](Shift::deep) shift nothing beside the greatest, nor is a probability of it. A `coarse` one is up to 0.2 ULP
/// further off, and has one operation less.
#[inline(always)]
pub(crate) fn exp_shifted_above<S: Simd>(
    x: F32s<S>,
    low: Option<F32s<S>>,
    [least, bias]: [F32s<S>; 2],
    coarse: bool,
) -> [F32s<S>; 2] {
    // What an x has lost that is this small may be anything.
    #[expect(clippy::manual_map, reason = "an adaptor may not be inlined")]
    let low = if let Some(low) = low { Some(low.zero_below(x, least)) } else { None };
    // The operands stand so that a NaN passes.
    let (biased, r) = reduce_biased(least.max(x), low, bias);
    let q = if coarse { r.polynomial(COARSE_E_R) } else { r.polynomial(E_R) };
    [exp2_normal(&ALL_POWERS, biased), q]
}
