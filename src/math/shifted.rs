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

/// c·(1 + q), an exponential that is yet to be rounded; |q| ≤ 1/16.
#[derive(Clone, Copy)]
pub(crate) struct Unrounded<S: Simd> {
    pub(crate) c: F32s<S>,
    pub(crate) q: F32s<S>,
}

impl<S: Simd> Unrounded<S> {
    #[inline(always)]
    pub(crate) fn rounded(self) -> F32s<S> {
        self.c.mul_add(self.q, self.c)
    }

    /// Rounded, and what that has lost.
    #[inline(always)]
    pub(crate) fn split(self) -> (F32s<S>, F32s<S>) {
        let e = self.rounded();
        (e, self.c.mul_add(self.q, self.c - e))
    }

    /// The first lane.
    #[inline(always)]
    pub(crate) fn lane(self) -> f64 {
        let c = f64::from(self.c.lane());
        c + c * f64::from(self.q.lane())
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
    let c = exp2_normal(&ALL_POWERS, biased).zero_below(x, least);
    // The polynomial need not be a number either.
    Unrounded { c, q: r.polynomial(E_R).zero_below(x, least) }
}

/// e^(x + low)·2^-N, as [`exp_shifted`], for a `low` that is what x has lost, or any below ¼.
#[inline(always)]
pub(crate) fn exp_shifted_sum<S: Simd>(x: F32s<S>, low: F32s<S>, shift: Shift) -> Unrounded<S> {
    shifted(x, Some(low), x.of(shift.least), x.of(shift.bias))
}
