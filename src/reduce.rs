//! Sums over elements that are shared out to threads.

use crate::parallel::{self, F32Slices};
use crate::place::Place;
use crate::shape::{SUM_BLOCK, Source, Terms, finite_sum, sum};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// The sum of the terms of slices of one length, over blocks that are shared out to threads.
pub(crate) fn total<const N: usize>(
    terms: impl Terms<N, 1, 0>,
    level: Level,
    place: Place,
    inputs: [&[f32]; N],
) -> f64 {
    let leaf = |F32Slices { inputs, .. }: F32Slices<'_, N, 0>| {
        let inputs = inputs.map(Source::from);
        finite_sum(|scale| {
            let [total] =
                dispatch!(level, s => s.vectorize(#[inline(always)] || sum(s, terms, inputs, [], scale)));
            total
        })
    };
    let parallel = place.parallel && inputs[0].len() >= 8 * SUM_BLOCK;
    parallel::cut(F32Slices { unit: 1, inputs, outs: [] }, SUM_BLOCK, parallel, &leaf, &|a, b| a + b)
}
