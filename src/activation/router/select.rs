//! The choice of a row.

use super::weigh::has_numbers;
use super::{GroupScore, MOST_EXPERTS, MOST_GROUPS, Router, Scoring};
use crate::activation::{Softmax, rowwise};
use crate::math::{sigmoid, sqrt_softplus};
use crate::shape::{Kernel, Out, Source, cells, map_on};
use crate::simd::{F32s, Simd};
use crate::tier::Level;

/// The experts of one row. Their keys are kept where their weights will be.
pub(super) fn choose(
    level: Level,
    router: Router<'_>,
    logits: Source<'_>,
    indices: &mut [u32],
    keys: Out<'_>,
) {
    if !has_numbers(level, logits) {
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
        top(biased.map(|i| (i as u32, scores[i] + bias(router, i))), indices, keys);
    } else {
        top((0..logits.len()).map(|i| (i as u32, logits.get(i))), indices, keys);
    }
}

fn bias(router: Router<'_>, i: usize) -> f32 {
    router.bias.map_or(0.0, |bias| bias[i])
}

/// The scores without bias: logits, where softmax is over those taken.
fn score(level: Level, router: Router<'_>, logits: Source<'_>, scores: Out<'_>) {
    match (router.scoring, Elementwise::of(router.scoring)) {
        (_, Some(elementwise)) => elementwise.scores(level, logits, scores),
        (Scoring::Softmax, _) => rowwise::forward(level, Softmax::rows_of(logits.len()), logits, scores),
        _ => scores.iter().enumerate().for_each(|(i, score)| score.set(logits.get(i))),
    }
}

/// Scores that are of one logit each.
#[derive(Clone, Copy)]
pub(super) enum Elementwise {
    Sigmoid,
    SqrtSoftplus,
}

impl Elementwise {
    pub(super) fn of(scoring: Scoring) -> Option<Self> {
        match scoring {
            Scoring::Sigmoid => Some(Self::Sigmoid),
            Scoring::SqrtSoftplus => Some(Self::SqrtSoftplus),
            Scoring::Softmax | Scoring::TopKSoftmax => None,
        }
    }

    pub(super) fn scores(self, level: Level, logits: Source<'_>, scores: Out<'_>) {
        match self {
            Self::Sigmoid => map_on(level, Sigmoids, [logits], [scores]),
            Self::SqrtSoftplus => map_on(level, SqrtSoftpluses, [logits], [scores]),
        }
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

#[derive(Clone, Copy)]
struct SqrtSoftpluses;

impl Kernel<1> for SqrtSoftpluses {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [sqrt_softplus(x)]
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
        let is_one = size == 1 || router.group_score == GroupScore::Greatest;
        if is_one { first } else { first + second }
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
