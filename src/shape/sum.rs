//! Sums of a fixed shape.
//!
//! A float sum depends on the order of its additions. Here the order depends on the number of elements alone, so that a
//! sum has the same bits on every tier, on any number of threads, and for halves that are widened a part at a time. The
//! order is chosen so that vectors of 4, 8 and 16 lanes can all keep it.
//!
//! **A round** takes 64 elements. Element `i` is added to element `i + 32`, and that sum to lane `i` of 32 running
//! lanes: two registers of AVX-512, four of AVX2, eight of NEON, 32 variables of the scalar tier. So many also keep a
//! core busy, since an addition takes it several cycles and each lane waits for its own one only. What is missing in the
//! last round counts as 0.
//!
//! **Lanes hand over.** Each addition in `f32` may be off by half an ULP, and a long sum would add up millions of these
//! errors. After eight rounds ([`ROUNDS`]) each lane is added to an `f64` of its own, and begins anew. In a lane 16
//! numbers are added in `f32`, everything else in `f64`, so that the sum of 16 million losses is good to 4 ULP.
//!
//! **The end.** The 32 `f64`s are joined in a fixed tree: those 8 apart first ([`Lanes`], which also lets the sums of
//! several rows wait for one another as little as possible), then the eight that are left.
//!
//! **Blocks.** Sums over more than [`SUM_BLOCK`] elements are sums of blocks, joined in a fixed tree. Threads share out
//! whole blocks (`parallel.rs`), so that their number changes nothing.
//!
//! **Few in a lane.** A sum of exponentials may be nearly one of them, which then is in each partial sum of its lane,
//! and is rounded with each. Two rounds before lanes are handed over are two such roundings ([`Adding::Few`]).
//!
//! **Exact sums.** Where a sum's own error would show, as in a softmax within 2 ULP, the additions in `f32` are made
//! exact. Exponentials are not negative and have a common bound, so a lane begins with a power of two above all that it
//! can come to ([`ABOVE`]). A term is then never the greater summand: what the addition has lost of it is the term less
//! what the lane has grown by, two subtractions, and is kept in a second lane.
//!
//! **Infinities.** A lane of finite terms can overflow, and two that do with unlike signs would make a NaN of a finite
//! sum. A sum that is not finite is made once more of terms that are scaled down: see [`finite_sum`].

mod lanes;

use super::memory::{Out, Source, check_lengths, load_each, load_each_up_to, store, store_up_to};
use super::{Adding, Terms};
use crate::simd::{F32s, SUM_LANES, Simd};
pub(crate) use lanes::Lanes;
pub(super) use lanes::split_above;
use lanes::{ABOVE, above_to, add, add_all_to, add_exactly, join};

/// Elements of a block: two streams of it fit a second-level cache several times.
pub(crate) const SUM_BLOCK: usize = 16_384;

/// Rounds whose sums a lane adds in `f32`: few, since each addition may be off by half an ULP.
const ROUNDS: usize = 8;

/// Elements of these.
pub(crate) const ROUNDS_LEN: usize = ROUNDS * 2 * SUM_LANES;

/// Elements of two rounds, after which the lanes of [`Adding::Few`] are handed over.
const FEW_ROUNDS_LEN: usize = 4 * SUM_LANES;

/// What terms are multiplied with that are finite but whose sum in a lane is not.
const SMALL: f32 = 1.0 / (4 * ROUNDS) as f32;

/// A sum of terms times a scale, over that: once more with a small one where lanes of it overflow.
#[inline(always)]
pub(crate) fn finite_sum(mut sum: impl FnMut(f32) -> f64) -> f64 {
    let total = sum(1.0);
    // Lanes that are ∞ and −∞ make NaN.
    if total.is_finite() { total } else { sum(SMALL) / f64::from(SMALL) }
}

/// The sums of the terms over one block, times `scale`, a power of two; the outputs are written. All slices
/// have one length.
#[inline(always)]
pub(crate) fn sum<S: Simd, T: Terms<N, K, M>, const N: usize, const K: usize, const M: usize>(
    s: S,
    terms: T,
    inputs: [Source<'_>; N],
    outs: [Out<'_>; M],
    scale: f32,
) -> [f64; K] {
    let lanes = sum_lanes(s, terms, inputs, outs, scale);
    let mut sums = [0.0; K];
    for k in 0..K {
        if k != 1 || T::adding::<S>() != Adding::ExactProducts {
            sums[k] = lanes[k].total(s);
        }
    }
    sums
}

/// [`sum`], not joined.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
pub(crate) fn sum_lanes<S: Simd, T: Terms<N, K, M>, const N: usize, const K: usize, const M: usize>(
    s: S,
    terms: T,
    inputs: [Source<'_>; N],
    outs: [Out<'_>; M],
    scale: f32,
) -> [Lanes; K] {
    let totals = sum_onto(s, terms, inputs, outs, scale, [s.totals(); K]);
    // Not `map`, which need not be inlined.
    let mut lanes = [Lanes::default(); K];
    for k in 0..K {
        lanes[k] = Lanes::of(s, totals[k]);
    }
    lanes
}

/// [`sum_lanes`] with the totals of what came before, and not folded: one after the other, parts of whole
/// [`ROUNDS_LEN`] elements, but the last, add up as all of them at once do, bit by bit.
#[inline(always)]
pub(crate) fn sum_onto<S: Simd, T: Terms<N, K, M>, const N: usize, const K: usize, const M: usize>(
    s: S,
    terms: T,
    inputs: [Source<'_>; N],
    outs: [Out<'_>; M],
    scale: f32,
    mut totals: [S::Totals; K],
) -> [S::Totals; K] {
    let len = inputs[0].len();
    check_lengths(len, &inputs, &outs);
    let (zero, scale) = (s.splat(0.0), s.splat(scale));
    let exact = exact_terms(T::adding::<S>());
    let ordinary = exact..(if T::COUNTS { K - 1 } else { K });
    let handed_over = if T::adding::<S>() == Adding::Few { FEW_ROUNDS_LEN } else { ROUNDS_LEN };
    let mut i = 0;
    while i < len {
        let (mut sums, mut lost) = ([s.wide(zero); K], s.wide(zero));
        if exact > 0 {
            sums[0] = s.wide(s.splat(ABOVE));
        }
        let mut count = zero;
        let end = len.min(i + handed_over);
        while T::IN_BLOCKS && S::Block::LANES > S::LANES && i + 2 * SUM_LANES <= end {
            let mut pairs = [s.wide(zero); K];
            let blocks = 2 * SUM_LANES / S::Block::LANES;
            for j in 0..blocks {
                // Those of the same lanes one after the other, so that few pairs wait in registers.
                let b = if blocks > 1 { j / 2 + j % 2 * (blocks / 2) } else { j };
                let (block, at) = (s.block(), i + b * S::Block::LANES);
                // SAFETY: `i + 2 * SUM_LANES <= len`, and so many blocks fill it.
                let x = unsafe { load_each(&inputs, block, at) };
                let (terms, y) = eval(terms, x);
                if exact > 0 {
                    let (c, q) = (s.registers(terms[0].v), s.registers(terms[exact - 1].v));
                    for v in 0..S::Block::LANES / S::LANES {
                        let at = b * S::Block::LANES / S::LANES + v;
                        let q = if exact == 2 { Some(q.as_ref()[v]) } else { None };
                        add_exactly(s, [&mut sums[0], &mut lost], at, (c.as_ref()[v], q));
                    }
                }
                for k in ordinary.clone() {
                    for (v, term) in s.registers(terms[k].v).as_ref().iter().enumerate() {
                        add(s, &mut pairs[k], b * S::Block::LANES / S::LANES + v, *term, scale);
                    }
                }
                if T::COUNTS {
                    for term in s.registers(terms[K - 1].v).as_ref() {
                        count = s.add(count, *term);
                    }
                }
                for m in 0..M {
                    // SAFETY: as above.
                    unsafe { store(outs[m], at, y[m]) };
                }
            }
            join(s, &mut sums, &pairs, ordinary.clone());
            i += 2 * SUM_LANES;
        }
        // The rest of a round, by single vectors: see `map`.
        while i < end {
            let stop = end.min(i + 2 * SUM_LANES);
            let mut pairs = [s.wide(zero); K];
            let mut v = 0;
            while i < stop {
                let n = S::LANES.min(stop - i);
                // SAFETY: `i + n <= stop`, which is at most `len`.
                let x = unsafe { load_each_up_to(&inputs, s, i, n) };
                let (terms, y) = eval(terms, x);
                let mut terms = terms;
                if n < S::LANES {
                    for term in &mut terms {
                        term.v = s.select(s.first(n), term.v, zero);
                    }
                }
                if exact > 0 {
                    let q = if exact == 2 { Some(terms[1].v) } else { None };
                    add_exactly(s, [&mut sums[0], &mut lost], v, (terms[0].v, q));
                }
                for k in ordinary.clone() {
                    add(s, &mut pairs[k], v, terms[k].v, scale);
                }
                if T::COUNTS {
                    count = s.add(count, terms[K - 1].v);
                }
                for m in 0..M {
                    // SAFETY: `i + n <= stop`, which is at most `len`.
                    unsafe { store_up_to(outs[m], i, n, y[m]) };
                }
                v += 1;
                i += n;
            }
            join(s, &mut sums, &pairs, ordinary.clone());
        }
        if exact > 0 {
            // What was lost may be all there is, where the greatest terms are left out.
            totals[0] = above_to(s, add_all_to(s, totals[0], &lost), &sums[0]);
        }
        for k in ordinary.clone() {
            totals[k] = add_all_to(s, totals[k], &sums[k]);
        }
        if T::COUNTS {
            totals[K - 1] = s.add_to(totals[K - 1], 0, count);
        }
    }
    totals
}

/// The terms, in a frame of their own where the build is not optimised.
#[cfg_attr(not(activ8_unoptimised), inline(always))]
fn eval<S: Simd, T: Terms<N, K, M>, const N: usize, const K: usize, const M: usize>(
    terms: T,
    x: [F32s<S>; N],
) -> ([F32s<S>; K], [F32s<S>; M]) {
    terms.eval(x)
}

/// The number of terms whose sum is exact.
#[inline(always)]
const fn exact_terms(adding: Adding) -> usize {
    match adding {
        Adding::Plain | Adding::Few => 0,
        Adding::Exact => 1,
        Adding::ExactProducts => 2,
    }
}
