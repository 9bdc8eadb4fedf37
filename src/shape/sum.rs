//! Sums of a fixed shape.
//!
//! Element `i` of a block goes to lane `i mod 32`, on every tier. A lane adds eight `f32` terms and
//! hands their sum to an `f64`, so that long sums lose nothing; the 32 are joined in a fixed tree.
//! Threads share out whole blocks, whose sums are joined in a fixed tree too (`parallel.rs`).

use super::Terms;
use super::memory::{Out, Source, store, store_partial};
use crate::simd::{F32s, Mask, SUM_LANES, Simd};

/// Elements of a block: two streams of it fit a second-level cache several times.
pub(crate) const SUM_BLOCK: usize = 16_384;

/// Terms that a lane adds in `f32`: few, since each addition may be off by half an ULP.
const SHORT: usize = 8;

/// The sums of the terms over one block, whose outputs are written; all slices have one length.
#[inline(always)]
pub(crate) fn sum<S: Simd, const N: usize, const K: usize, const M: usize>(
    s: S,
    terms: impl Terms<N, K, M>,
    inputs: [Source<'_>; N],
    outs: [Out<'_>; M],
) -> [f64; K] {
    let len = inputs[0].len();
    assert!(
        inputs.iter().all(|input| input.len() == len) && outs.iter().all(|out| out.len() == len),
        "verbs check their lengths"
    );
    let zero = F32s::splat(s, 0.0);
    let mut totals = [[0.0; SUM_LANES]; K];
    let mut i = 0;
    while i < len {
        let mut sums = [s.wide(zero.v); K];
        let end = len.min(i + SHORT * SUM_LANES);
        while i + SUM_LANES <= end {
            for v in 0..SUM_LANES / S::LANES {
                // SAFETY: `i + SUM_LANES <= len`, and SUM_LANES / LANES vectors fill that.
                let x = inputs.map(
                    #[inline(always)]
                    |input| unsafe { input.load(s, i) },
                );
                let (term, y) = terms.eval(x);
                for k in 0..K {
                    sums[k].as_mut()[v] = s.add(sums[k].as_ref()[v], term[k].v);
                }
                for m in 0..M {
                    // SAFETY: as above.
                    unsafe { store(outs[m], i, y[m]) };
                }
                i += S::LANES;
            }
        }
        for v in 0..SUM_LANES / S::LANES {
            if i == end {
                break;
            }
            let n = S::LANES.min(end - i);
            let full = n == S::LANES;
            let x = inputs.map(
                #[inline(always)]
                |input| {
                    if full {
                        // SAFETY: `i + LANES <= len`.
                        unsafe { input.load(s, i) }
                    } else {
                        // SAFETY: `i + n <= len`.
                        unsafe { input.load_partial(s, i, n) }
                    }
                },
            );
            let (term, y) = terms.eval(x);
            for k in 0..K {
                let term = Mask::first(s, n).select(term[k], zero);
                sums[k].as_mut()[v] = s.add(sums[k].as_ref()[v], term.v);
            }
            for m in 0..M {
                if full {
                    // SAFETY: `i + LANES <= len`.
                    unsafe { store(outs[m], i, y[m]) };
                } else {
                    // SAFETY: `i + n <= len`.
                    unsafe { store_partial(outs[m], i, n, y[m]) };
                }
            }
            i += n;
        }
        for k in 0..K {
            let mut lanes = [0.0; SUM_LANES];
            for (v, sum) in sums[k].as_ref().iter().enumerate() {
                // SAFETY: `lanes` has room for all vectors, which make up SUM_LANES.
                unsafe { s.store(lanes.as_mut_ptr().add(v * S::LANES), *sum) };
            }
            for lane in 0..SUM_LANES {
                totals[k][lane] += f64::from(lanes[lane]);
            }
        }
    }
    totals.map(
        #[inline(always)]
        |lanes| tree(lanes),
    )
}

/// The sum of the lanes: lane `i` and lane `i + 16`, then 8, 4, 2 and 1.
#[inline(always)]
fn tree(mut lanes: [f64; SUM_LANES]) -> f64 {
    let mut half = SUM_LANES / 2;
    while half > 0 {
        for i in 0..half {
            lanes[i] += lanes[i + half];
        }
        half /= 2;
    }
    lanes[0]
}
