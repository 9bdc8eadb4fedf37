//! The lanes of a sum: what a round adds to them, and what becomes of them at its end.

use core::ops::Range;

use super::ROUNDS;
use crate::math::UNIT;
use crate::simd::{F32s, SUM_LANES, Simd};

/// What lanes begin with that add terms in [0, 3/2 · UNIT] exactly: a power of two above all sums of a lane,
/// so that a term is never the greater summand, and what is lost of it is found by two subtractions.
pub(super) const ABOVE: f32 = (4 * ROUNDS) as f32 * UNIT;

/// A sum whose last lanes are yet to be joined: of several rows, one after the other, so that the core need not
/// wait for each.
#[derive(Clone, Copy)]
pub(crate) struct Lanes([f64; 8]);

impl Default for Lanes {
    #[inline(always)]
    fn default() -> Self {
        Self([0.0; 8])
    }
}

impl Lanes {
    /// What [`sum_onto`](super::sum_onto) has come to.
    #[inline(always)]
    pub(crate) fn of<S: Simd>(s: S, totals: S::Totals) -> Self {
        Self(s.fold(totals))
    }

    /// The sum.
    #[inline(always)]
    pub(crate) fn total<S: Simd>(self, s: S) -> f64 {
        s.join(self.0)
    }

    /// The sum of both.
    #[inline(always)]
    pub(crate) fn plus(self, other: Self) -> Self {
        let mut sum = self;
        for i in 0..sum.0.len() {
            sum.0[i] += other.0[i];
        }
        sum
    }
}

/// Adds the lanes. Compact tiers have a function for this, of as many instructions as lanes, and not a copy in each sum.
#[inline(always)]
pub(super) fn add_all_to<S: Simd>(s: S, totals: S::Totals, wide: &S::Wide) -> S::Totals {
    #[inline(never)]
    fn apart<S: Simd>(s: S, totals: S::Totals, wide: &S::Wide) -> S::Totals {
        lanes_to(s, totals, wide)
    }
    if S::COMPACT { apart(s, totals, wide) } else { lanes_to(s, totals, wide) }
}

#[inline(always)]
fn lanes_to<S: Simd>(s: S, mut totals: S::Totals, wide: &S::Wide) -> S::Totals {
    for (i, v) in wide.as_ref().iter().enumerate() {
        totals = s.add_to(totals, i, *v);
    }
    totals
}

/// Adds the lanes, two at a time, less [`ABOVE`]: multiples of the last bit of that, of which two together still
/// are a float.
#[inline(always)]
pub(super) fn above_to<S: Simd>(s: S, totals: S::Totals, wide: &S::Wide) -> S::Totals {
    #[inline(never)]
    fn apart<S: Simd>(s: S, totals: S::Totals, wide: &S::Wide) -> S::Totals {
        lanes_above_to(s, totals, wide)
    }
    if S::COMPACT { apart(s, totals, wide) } else { lanes_above_to(s, totals, wide) }
}

#[inline(always)]
fn lanes_above_to<S: Simd>(s: S, mut totals: S::Totals, wide: &S::Wide) -> S::Totals {
    let (wide, above) = (wide.as_ref(), s.splat(ABOVE));
    for i in 0..wide.len() / 2 {
        let both = s.add(s.sub(wide[i], above), s.sub(wide[i + wide.len() / 2], above));
        totals = s.add_to(totals, i, both);
    }
    totals
}

/// Adds the c of vector `v` of a round to its lanes, which began with [`ABOVE`], and what that loses, and c·q, to
/// others.
#[inline(always)]
pub(super) fn add_exactly<S: Simd>(
    s: S,
    [lanes, lost]: [&mut S::Wide; 2],
    v: usize,
    (c, q): (S::F32, Option<S::F32>),
) {
    const { assert!(SUM_LANES.is_multiple_of(S::LANES), "vectors fill the lanes of a sum") };
    let v = v % (SUM_LANES / S::LANES);
    let (lanes, lost) = (&mut lanes.as_mut()[v], &mut lost.as_mut()[v]);
    let sum = s.add(*lanes, c);
    let rest = s.sub(c, s.sub(sum, *lanes));
    *lost = s.add(*lost, if let Some(q) = q { s.mul_add(c, q, rest) } else { rest });
    *lanes = sum;
}

/// What [`add_exactly`] adds of the first term to a lane, and the rest.
#[inline(always)]
pub(in crate::shape) fn split_above<S: Simd>(c: F32s<S>) -> (F32s<S>, F32s<S>) {
    let above = c.of(ABOVE);
    let added = (above + c) - above;
    (added, c - added)
}

/// Adds `scale` times vector `v` of a round to its lanes, of which those of the first half are the first there.
#[inline(always)]
pub(super) fn add<S: Simd>(s: S, lanes: &mut S::Wide, v: usize, term: S::F32, scale: S::F32) {
    const { assert!(SUM_LANES.is_multiple_of(S::LANES), "vectors fill the lanes of a sum") };
    let half = SUM_LANES / S::LANES;
    let lanes = &mut lanes.as_mut()[v % half];
    *lanes = if v < half { s.mul(term, scale) } else { s.mul_add(term, scale, *lanes) };
}

/// Adds a round to the lanes.
#[inline(always)]
pub(super) fn join<S: Simd, const K: usize>(
    s: S,
    sums: &mut [S::Wide; K],
    pairs: &[S::Wide; K],
    ordinary: Range<usize>,
) {
    #[inline(never)]
    fn apart<S: Simd>(s: S, sums: &mut S::Wide, pairs: &S::Wide) {
        join_lanes(s, sums, pairs);
    }
    for k in ordinary {
        if S::COMPACT {
            apart(s, &mut sums[k], &pairs[k]);
        } else {
            join_lanes(s, &mut sums[k], &pairs[k]);
        }
    }
}

#[inline(always)]
fn join_lanes<S: Simd>(s: S, sums: &mut S::Wide, pairs: &S::Wide) {
    for v in 0..SUM_LANES / S::LANES {
        let lanes = &mut sums.as_mut()[v];
        *lanes = s.add(*lanes, pairs.as_ref()[v]);
    }
}
