//! The choice of a row.

use super::{MOST_EXPERTS, MOST_GROUPS, Router, Scoring};
use crate::activation::streaming::SoftmaxState;
use crate::activation::{Softmax, rowwise};
use crate::math::sigmoid;
use crate::rows::NotNan;
use crate::shape::{Kernel, Out, Source, all, cells, map_on};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

/// Routes one row.
pub(super) fn route(
    level: Level,
    router: Router<'_>,
    logits: Source<'_>,
    indices: &mut [u32],
    weights: Out<'_>,
) {
    if !dispatch!(level, s => s.vectorize(#[inline(always)] || all(s, NotNan, logits))) {
        weights.iter().for_each(|weight| weight.set(f32::NAN));
        indices.iter_mut().zip(0..).for_each(|(index, i)| *index = i);
        return;
    }
    let mut scores = [0.0; MOST_EXPERTS];
    let scores = &mut scores[..if router.needs_scores() { logits.len() } else { 0 }];
    if router.needs_scores() {
        score(level, router, logits, cells(scores));
        let kept = kept_groups(router, scores);
        let size = logits.len() / router.groups;
        let biased = (0..logits.len()).filter(|i| kept & 1 << (i / size) != 0);
        top(biased.map(|i| (i as u32, scores[i] + bias(router, i))), indices, weights);
    } else {
        top((0..logits.len()).map(|i| (i as u32, logits.get(i))), indices, weights);
    }
    weigh(level, router, logits, scores, indices, weights);
}

fn bias(router: Router<'_>, i: usize) -> f32 {
    router.bias.map_or(0.0, |bias| bias[i])
}

/// The scores without bias: logits, where softmax is over those taken.
fn score(level: Level, router: Router<'_>, logits: Source<'_>, scores: Out<'_>) {
    match router.scoring {
        Scoring::Softmax => rowwise::forward(level, Softmax::rows_of(logits.len()), logits, scores),
        Scoring::Sigmoid => map_on(level, Sigmoids, [logits], [scores]),
        Scoring::TopKSoftmax => scores.iter().enumerate().for_each(|(i, score)| score.set(logits.get(i))),
    }
}

#[derive(Clone, Copy)]
struct Sigmoids;

impl Kernel<1> for Sigmoids {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [sigmoid(x)]
    }
}

/// A bit for each group that is kept.
fn kept_groups(router: Router<'_>, scores: &[f32]) -> u64 {
    if router.kept_groups == router.groups {
        return u64::MAX;
    }
    let size = scores.len() / router.groups;
    let of_group = |group: usize| {
        let (mut first, mut second) = (f32::NEG_INFINITY, f32::NEG_INFINITY);
        for i in group * size..(group + 1) * size {
            let score = scores[i] + bias(router, i);
            (first, second) = if score > first { (score, first) } else { (first, second.max(score)) };
        }
        if size == 1 { first } else { first + second }
    };
    let (mut indices, mut best) = ([0; MOST_GROUPS], [0.0; MOST_GROUPS]);
    let (indices, best) = (&mut indices[..router.kept_groups], cells(&mut best[..router.kept_groups]));
    top((0..router.groups as u32).map(|group| (group, of_group(group as usize))), indices, best);
    indices.iter().fold(0, |kept, group| kept | 1 << group)
}

/// The greatest, in order, of equal ones the first; a NaN is less than all. There are enough of them.
fn top(candidates: impl Iterator<Item = (u32, f32)>, indices: &mut [u32], keys: Out<'_>) {
    let mut count = 0;
    for (index, key) in candidates {
        let key = if key.is_nan() { f32::NEG_INFINITY } else { key };
        if count == keys.len() {
            if key <= keys[count - 1].get() {
                continue;
            }
        } else {
            count += 1;
        }
        let mut at = count - 1;
        while at > 0 && key > keys[at - 1].get() {
            keys[at].set(keys[at - 1].get());
            indices[at] = indices[at - 1];
            at -= 1;
        }
        keys[at].set(key);
        indices[at] = index;
    }
}

/// The weights of the experts chosen.
fn weigh(
    level: Level,
    router: Router<'_>,
    logits: Source<'_>,
    scores: &[f32],
    indices: &[u32],
    weights: Out<'_>,
) {
    let logit = |index: u32| f64::from(logits.get(index as usize));
    let state = match router.scoring {
        Scoring::Softmax => {
            dispatch!(level, s => s.vectorize(#[inline(always)] || SoftmaxState::of(s, logits)))
        }
        Scoring::TopKSoftmax => {
            let max = indices.iter().map(|&i| logits.get(i as usize)).fold(f32::NEG_INFINITY, f32::max);
            let sum = indices.iter().map(|&i| (logit(i) - f64::from(max)).exp()).sum();
            SoftmaxState { max, sum }
        }
        Scoring::Sigmoid => SoftmaxState::default(),
    };
    let weight = |index: u32| match router.scoring {
        Scoring::Sigmoid => f64::from(scores[index as usize]),
        _ if state.max.is_infinite() => f64::NAN,
        _ => (logit(index) - f64::from(state.max)).exp() / state.sum,
    };
    let total: f64 = if router.renormalize { indices.iter().map(|&index| weight(index)).sum() } else { 1.0 };
    let factor = if total == 0.0 { 0.0 } else { f64::from(router.scale) / total };
    for (&index, out) in indices.iter().zip(weights) {
        out.set((weight(index) * factor) as f32);
    }
}
