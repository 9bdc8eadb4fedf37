//! What the losses of elements are drawn from, and what several of their formulas need.

use activ8::*;
use core_math::{exp as e, log1p as ln_1p};

use crate::random::Random;
use crate::values::Want;

/// A number of any size: mostly near 1.
pub(super) fn number(random: &mut Random) -> f32 {
    let sign = if random.index(2) == 0 { 1.0 } else { -1.0 };
    match random.index(8) {
        0 => sign * random.uniform(-60.0, 60.0).exp2(),
        1 | 2 => sign * random.uniform(-30.0, 30.0).exp2(),
        3 => (random.index(9) as f32) - 4.0,
        _ => random.normal(3.0),
    }
}

/// Predictions and targets, many of these near.
pub(super) fn errors(random: &mut Random, len: usize) -> [Vec<f32>; 2] {
    let x = random.fill(len, number);
    let t = x.iter().map(|&x| match random.index(3) {
        0 => x * (1.0 + random.normal(1.0) * (-24.0 * random.unit()).exp2()),
        1 => x + random.normal(1.0),
        _ => number(random),
    });
    let t = t.collect();
    [x, t]
}

/// A positive number of a moderate size.
pub(super) fn parameter(random: &mut Random) -> f32 {
    match random.index(4) {
        0 => 1.0,
        1 => random.uniform(-20.0, 20.0).exp2(),
        _ => random.uniform(-3.0, 3.0).exp2(),
    }
}

/// Weights of elements, or of a row, or none.
pub(super) fn weights(random: &mut Random, len: usize) -> Option<Vec<f32>> {
    let row = [1, 5, 50, len][random.index(4)];
    let wide = random.index(2) == 0;
    let weight = |random: &mut Random| {
        random.uniform(-3.0, 3.0).exp2() * if wide { random.uniform(-15.0, 15.0).exp2() } else { 1.0 }
    };
    (random.index(3) > 0).then(|| random.fill(row, weight))
}

pub(super) fn weight_at(weight: &Option<Vec<f32>>, i: usize) -> f64 {
    weight.as_ref().map_or(1.0, |weight| f64::from(weight[i % weight.len()]))
}

pub(super) fn sum_of_weights(weight: &Option<Vec<f32>>, len: usize) -> f64 {
    (0..len).map(|i| weight_at(weight, i)).sum()
}

pub(super) fn reduction(random: &mut Random) -> Reduction {
    [Reduction::Mean, Reduction::Sum, Reduction::BatchMean(7)][random.index(3)]
}

pub(super) fn factor(reduction: Reduction, weight: f64) -> f64 {
    1.0 / match reduction {
        Reduction::Mean => weight,
        Reduction::BatchMean(rows) => rows as f64,
        _ => 1.0,
    }
}

pub(super) fn times((want, scale): Want, factor: f64) -> Want {
    (want * factor, (scale * factor).abs())
}

/// The sign of a difference, 0 where there is none.
pub(super) fn sign(d: f64) -> f64 {
    if d == 0.0 { 0.0 } else { d.signum() }
}

pub(super) fn probability(random: &mut Random) -> f32 {
    match random.index(8) {
        0 => (-100.0 * random.unit()).exp2(),
        1 => 1.0 - (-24.0 * random.unit()).exp2(),
        2 => random.index(2) as f32,
        3 => 1.0 / (1.0 + random.normal(20.0).exp()),
        _ => random.unit(),
    }
}

pub(super) fn label(random: &mut Random) -> f32 {
    random.index(2) as f32
}

pub(super) fn logit(random: &mut Random) -> f32 {
    match random.index(8) {
        0 => number(random).clamp(-1e12, 1e12),
        1 => random.uniform(-110.0, 110.0),
        2 => random.normal(40.0),
        _ => random.normal(4.0),
    }
}

pub(super) fn logarithm(random: &mut Random) -> f32 {
    match random.index(6) {
        0 => 0.0,
        1 => random.uniform(-104.0, 0.0),
        2 => -random.uniform(-30.0, 6.0).exp2(),
        _ => random.unit().max(1e-7).ln() * 3.0,
    }
}

/// Logarithms of probabilities, every other one near the other.
pub(super) fn logarithms(random: &mut Random, len: usize) -> [Vec<f32>; 2] {
    let x = random.fill(len, logarithm);
    let y = x.iter().map(|&x| match random.index(2) {
        0 => x * (1.0 + random.normal(1.0) * (-20.0 * random.unit()).exp2()),
        _ => logarithm(random),
    });
    let y = y.map(|y| y.min(0.0)).collect();
    [x, y]
}

pub(super) fn at(x: &[f32], i: usize) -> f64 {
    f64::from(x[i])
}

pub(super) fn softplus(z: f64) -> f64 {
    z.max(0.0) + ln_1p(e(-z.abs()))
}

/// σ(z).
pub(super) fn sigmoid(z: f64) -> f64 {
    let small = e(-z.abs());
    if z < 0.0 { small / (1.0 + small) } else { 1.0 / (1.0 + small) }
}

/// Scores and their signs.
pub(super) fn scores(random: &mut Random, len: usize) -> [Vec<f32>; 2] {
    [random.fill(len, logit), random.fill(len, |random| 2.0 * label(random) - 1.0)]
}

/// A loss with a field `reduction`, weights and perhaps others, on a tier.
macro_rules! on {
    ($loss:ident { $($field:ident: $value:expr),* } $(, $weight:ident)*) => {{
        $(let $weight: Option<&'static [f32]> = $weight.clone().map(|weight| &*weight.leak());)*
        move |tier| $loss { $($field: $value,)* $($weight,)* ..Default::default() }.on(tier)
    }};
}
pub(super) use on;
