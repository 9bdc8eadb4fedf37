//! Rows that fit into one vector, which stay in registers from the first look at them to the last.
//!
//! A longer row is read several times, with a loop for each. Of ten elements these loops are nothing but their
//! beginnings and ends: what a row of a vector costs here is its own instructions. Rows do not depend on one another, so
//! that a core works at several at once.

use super::memory::{Out, Source, check_lengths, load_each_up_to, store_each_up_to};
use super::sum::{Lanes, split_above};
use super::{Adding, Terms};
use crate::simd::{F32s, Mask, Simd};

/// What an operation does with a row of a vector at most: `M` outputs of `N` inputs.
pub(crate) trait ShortRows<const N: usize, const M: usize> {
    /// The outputs of a row, of which what is beyond its end counts for nothing.
    fn row<S: Simd>(&mut self, row: ShortRow<S>, x: [F32s<S>; N]) -> [F32s<S>; M];
}

/// The lanes that the row has.
#[derive(Clone, Copy)]
pub(crate) struct ShortRow<S: Simd> {
    pub(crate) s: S,
    within: Mask<S>,
}

impl<S: Simd> ShortRow<S> {
    /// The greatest element; any value where an element is NaN.
    #[inline(always)]
    pub(crate) fn max(self, x: F32s<S>) -> f32 {
        self.within.select(x, x.of(f32::NEG_INFINITY)).max_lane()
    }

    /// The sums of the terms, and what these put out: as of [`sum`](super::sum), bit by bit.
    #[inline(always)]
    pub(crate) fn sums<T: Terms<N, K, M>, const N: usize, const K: usize, const M: usize>(
        self,
        terms: T,
        x: [F32s<S>; N],
    ) -> ([f64; K], [F32s<S>; M]) {
        let (terms, y) = terms.eval(x);
        let mut sums = [0.0; K];
        for k in 0..K {
            let term = self.within.select(terms[k], terms[k].of(0.0));
            sums[k] = match T::adding::<S>() {
                Adding::ExactProducts if k == 1 => continue,
                Adding::ExactProducts if k == 0 => {
                    let (c, rest) = split_above(term);
                    let q = self.within.select(terms[1], term.of(0.0));
                    self.total(self.s.add_to(self.add(term.mul_add(q, rest)), 0, c.v))
                }
                _ => self.total(self.add(term)),
            };
        }
        (sums, y)
    }

    #[inline(always)]
    fn add(self, x: F32s<S>) -> S::Totals {
        self.s.add_to(self.s.totals(), 0, x.v)
    }

    #[inline(always)]
    fn total(self, totals: S::Totals) -> f64 {
        Lanes::of(self.s, totals).total(self.s)
    }
}

/// Whether a tier does rows of this length so.
#[inline(always)]
pub(crate) fn is_short<S: Simd>(_: S, row: usize) -> bool {
    !S::COMPACT && row <= S::Short::LANES
}

/// Goes through rows of `len` elements, which [`is_short`].
#[inline(always)]
pub(crate) fn short_rows<S: Simd, const N: usize, const M: usize>(
    s: S,
    rows: &mut impl ShortRows<N, M>,
    len: usize,
    inputs: [Source<'_>; N],
    outs: [Out<'_>; M],
) {
    let (s, all) = (s.short(), inputs[0].len());
    check_lengths(all, &inputs, &outs);
    assert!((1..=S::Short::LANES).contains(&len), "a short row");
    let (within, mut i) = (Mask::first(s, len), 0);
    while i + len <= all {
        // SAFETY: `i + len <= all`, the length of each input.
        let x = unsafe { load_each_up_to(&inputs, s, i, len) };
        let y = rows.row(ShortRow { s, within }, x);
        // SAFETY: `i + len <= all`, the length of each output.
        unsafe { store_each_up_to(&outs, i, len, y) };
        i += len;
    }
}
