//! The weights of experts, and their gradient for the logits.

use super::select::Elementwise;
use super::{Router, Scoring};
use crate::activation::streaming::SoftmaxState;
use crate::rows::NotNan;
use crate::shape::{Out, Source, all};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// Whether no logit is NaN.
pub(super) fn has_numbers(level: Level, logits: Source<'_>) -> bool {
    dispatch!(level, s => s.vectorize(#[inline(always)] || all(s, NotNan, logits)))
}

/// The weights of the experts of a row.
pub(super) fn weigh(level: Level, router: Router<'_>, logits: Source<'_>, indices: &[u32], weights: Out<'_>) {
    if !has_numbers(level, logits) {
        return weights.iter().for_each(|weight| weight.set(f32::NAN));
    }
    let logit = |j: usize| logits.get(indices[j] as usize);
    let state = state(level, router, logits, indices);
    if let Some(scores) = Elementwise::of(router.scoring) {
        weights.iter().enumerate().for_each(|(j, weight)| weight.set(logit(j)));
        scores.scores(level, weights.into(), weights);
    }
    let score = |j: usize| match state {
        None => f64::from(weights[j].get()),
        Some(state) => probability(state, logit(j)),
    };
    let total = if router.renormalize { (0..indices.len()).map(score).sum() } else { 1.0 };
    let factor = factor(router, total);
    for (j, weight) in weights.iter().enumerate() {
        weight.set((score(j) * factor) as f32);
    }
}

/// What scores are multiplied with.
fn factor(router: Router<'_>, total: f64) -> f64 {
    if total == 0.0 { 0.0 } else { f64::from(router.scale) / total }
}

/// Of a softmax, over all logits or over those of the experts; of scores that are one logit's, none.
fn state(level: Level, router: Router<'_>, logits: Source<'_>, indices: &[u32]) -> Option<SoftmaxState> {
    match router.scoring {
        Scoring::Softmax => {
            Some(dispatch!(level, s => s.vectorize(#[inline(always)] || SoftmaxState::of(s, logits))))
        }
        Scoring::TopKSoftmax => {
            let chosen = indices.iter().map(|&i| logits.get(i as usize));
            let max = chosen.clone().fold(f32::NEG_INFINITY, f32::max);
            let sum = chosen.map(|x| (f64::from(x) - f64::from(max)).exp()).sum();
            Some(SoftmaxState { max, sum })
        }
        Scoring::Sigmoid | Scoring::SqrtSoftplus => None,
    }
}

fn probability(state: SoftmaxState, x: f32) -> f64 {
    if state.max.is_infinite() { f64::NAN } else { (f64::from(x) - f64::from(state.max)).exp() / state.sum }
}

/// The gradient of the weights of a row for its logits.
///
/// With scores s, their sum T and a scale c, a weight is c·s / T, whose gradient for s is `(c / T)·(dw − Σ dw·s / T)`;
/// without renormalising T is 1, and there is no such mean.
pub(super) fn backward(
    level: Level,
    router: Router<'_>,
    logits: Source<'_>,
    indices: &[u32],
    dweights: Source<'_>,
    dlogits: Out<'_>,
) {
    if !has_numbers(level, logits) {
        return dlogits.iter().for_each(|dx| dx.set(f32::NAN));
    }
    let (chosen, state) = (0..indices.len(), state(level, router, logits, indices));
    let logit = |j: usize| logits.get(indices[j] as usize);
    let dweight = |j: usize| f64::from(dweights.get(j));
    let score = |j: usize| score_and_slope(router, state, logit(j)).0;
    let (mut total, mut mean) = (1.0, 0.0);
    if router.renormalize {
        total = chosen.clone().map(score).sum();
        // As the weights, which are 0 then.
        total = if state.is_none() && total as f32 == 0.0 { 0.0 } else { total };
        let share = |j: usize| if total == 0.0 { 0.0 } else { score(j) / total };
        mean = chosen.clone().map(|j| dweight(j) * share(j)).sum();
    }
    let factor = factor(router, total);
    let dscore = |j: usize| factor * (dweight(j) - mean);
    // What a probability has of the others: nothing, once they are divided by their sum.
    let shared = match state {
        Some(_) if !router.renormalize => chosen.clone().map(|j| score(j) * dscore(j)).sum(),
        _ => 0.0,
    };
    let (of_chosen, of_all) = if router.scoring == Scoring::Softmax { (0.0, shared) } else { (shared, 0.0) };
    for (i, dx) in dlogits.iter().enumerate() {
        // An expert that is given twice has the gradients of both.
        let mut given = chosen.clone().filter(|&j| indices[j] as usize == i).peekable();
        let counts = given.peek().is_some() || of_all != 0.0;
        let own: f64 = given.map(|j| dscore(j) - of_chosen).sum();
        let slope = || score_and_slope(router, state, logits.get(i)).1;
        dx.set(if counts { (slope() * (own - of_all)) as f32 } else { 0.0 });
    }
}

/// A score and its derivative; of a softmax's, the part that is a multiple of the probability: both are that.
fn score_and_slope(router: Router<'_>, state: Option<SoftmaxState>, x: f32) -> (f64, f64) {
    if let Some(state) = state {
        let p = probability(state, x);
        return (p, p);
    }
    let x = f64::from(x);
    let e = (-x.abs()).exp();
    let minor = e / (1.0 + e);
    if router.scoring == Scoring::Sigmoid {
        return (if x < 0.0 { minor } else { 1.0 - minor }, minor / (1.0 + e));
    }
    // Where ln(1 + e^x) is e^x.
    if x < -40.0 {
        let score = (0.5 * x).exp();
        return (score, 0.5 * score);
    }
    let score = (x.max(0.0) + e.ln_1p()).sqrt();
    (score, 0.5 * if x < 0.0 { minor } else { 1.0 - minor } / score)
}
