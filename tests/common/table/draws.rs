//! What the inputs and parameters of losses are drawn from.

use std::sync::LazyLock;

use super::super::random::Random;
use super::Domain;

/// An input and a target as models have them, every other pair near where a loss is least.
pub(crate) fn usual(random: &mut Random, domains: [Domain; 2]) -> [f32; 2] {
    let near = random.index(2) == 0;
    match domains {
        [Domain::Probability, Domain::Logarithm] => {
            let [x, y] = usual(random, [Domain::Logarithm; 2]);
            [x.exp(), y]
        }
        [Domain::Probability, _] => {
            let (p, other) = (random.unit().max(1e-30), random.unit());
            let close = p * (1.0 + 1e-3 * random.normal(1.0));
            match random.index(3) {
                0 => [1.0 / (1.0 + random.normal(20.0).exp()), other],
                1 if close != p => [p, close.min(1.0)],
                _ => [p, other],
            }
        }
        [Domain::Logarithm, Domain::Probability] => [random.unit().ln(), random.unit()],
        [Domain::Logarithm, _] => {
            let x = random.unit().ln() * 8.0;
            let close = x * (1.0 + random.normal(1.0) * (-20.0 * random.unit()).exp2());
            [x, if near { close.min(0.0) } else { random.unit().ln() * 8.0 }]
        }
        [Domain::Count, _] => [random.normal(1.0).exp(), random.index(20) as f32],
        [_, Domain::Count] => [random.normal(4.0), random.index(20) as f32],
        [_, Domain::Sign] => [random.normal(20.0), 2.0 * label(random) - 1.0],
        [_, Domain::Label] => [random.normal(20.0), label(random)],
        [_, Domain::Probability] => [random.normal(40.0), random.unit()],
        _ => {
            let x = random.normal(3.0);
            [x, if near { x + random.normal(0.01) } else { random.normal(3.0) }]
        }
    }
}

/// A number of any size: mostly near 1.
pub(crate) fn number(random: &mut Random) -> f32 {
    let sign = if random.index(2) == 0 { 1.0 } else { -1.0 };
    match random.index(8) {
        0 => sign * random.uniform(-60.0, 60.0).exp2(),
        1 | 2 => sign * random.uniform(-30.0, 30.0).exp2(),
        3 => (random.index(9) as f32) - 4.0,
        _ => random.normal(3.0),
    }
}

/// Predictions and targets, many of these near.
pub(crate) fn errors(random: &mut Random, len: usize) -> [Vec<f32>; 2] {
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
pub(crate) fn parameter(random: &mut Random) -> f32 {
    match random.index(4) {
        0 => 1.0,
        1 => random.uniform(-20.0, 20.0).exp2(),
        _ => random.uniform(-3.0, 3.0).exp2(),
    }
}

/// `default`, or any positive number.
pub(crate) fn parameter_or(default: f32, random: &mut Random) -> f32 {
    if random.index(2) == 0 { default } else { parameter(random) }
}

pub(crate) fn probability(random: &mut Random) -> f32 {
    match random.index(8) {
        0 => (-100.0 * random.unit()).exp2(),
        1 => 1.0 - (-24.0 * random.unit()).exp2(),
        2 => label(random),
        3 => 1.0 / (1.0 + random.normal(20.0).exp()),
        _ => random.unit(),
    }
}

/// 0 or 1.
pub(crate) fn label(random: &mut Random) -> f32 {
    random.index(2) as f32
}

/// Labels, or probabilities.
pub(crate) fn targets(random: &mut Random, len: usize) -> Vec<f32> {
    let target = if random.index(2) == 0 { label } else { probability };
    random.fill(len, target)
}

pub(crate) fn logit(random: &mut Random) -> f32 {
    match random.index(8) {
        0 => number(random).clamp(-1e12, 1e12),
        1 => random.uniform(-110.0, 110.0),
        2 => random.normal(40.0),
        _ => random.normal(4.0),
    }
}

/// Scores and their signs.
pub(crate) fn scores(random: &mut Random, len: usize) -> [Vec<f32>; 2] {
    [random.fill(len, logit), random.fill(len, |random| 2.0 * label(random) - 1.0)]
}

pub(crate) fn logarithm(random: &mut Random) -> f32 {
    match random.index(6) {
        0 => 0.0,
        1 => random.uniform(-104.0, 0.0),
        2 => -random.uniform(-30.0, 6.0).exp2(),
        _ => random.unit().max(1e-7).ln() * 3.0,
    }
}

/// Logarithms of probabilities, every other one near the other.
pub(crate) fn logarithms(random: &mut Random, len: usize) -> [Vec<f32>; 2] {
    let x = random.fill(len, logarithm);
    let y = x.iter().map(|&x| match random.index(2) {
        0 => x * (1.0 + random.normal(1.0) * (-20.0 * random.unit()).exp2()),
        _ => logarithm(random),
    });
    let y = y.map(|y| y.min(0.0)).collect();
    [x, y]
}

/// Weights of elements, or of a row, or none. They live as long as the tests: a loss of a row keeps them for itself.
pub(crate) fn weights(random: &mut Random, len: usize) -> Option<&'static [f32]> {
    const COUNT: usize = 1 << 16;
    static ALL: LazyLock<[Vec<f32>; 2]> = LazyLock::new(|| {
        let mut random = Random::new(29);
        let near = random.fill(COUNT, |random| random.uniform(-3.0, 3.0).exp2());
        let wide = near.iter().map(|weight| weight * random.uniform(-15.0, 15.0).exp2()).collect();
        [near, wide]
    });
    let row = [1, 5, 50, len][random.index(4)];
    let all = &ALL[random.index(2)];
    let start = random.index(COUNT - row);
    (random.index(3) > 0).then(|| &all[start..start + row])
}

/// Rows of logits, and their classes as floats.
pub(crate) fn logits_and_classes(random: &mut Random, rows: usize, row: usize) -> [Vec<f32>; 2] {
    let classes = random.fill(rows, |random| random.index(row) as f32);
    [random.fill(rows * row, |random| random.uniform(-8.0, 8.0)), classes]
}

/// Rows of logits, and of probabilities.
pub(crate) fn logits_and_distributions(random: &mut Random, rows: usize, row: usize) -> [Vec<f32>; 2] {
    let [p, _] = distributions(random, rows, row);
    [random.fill(rows * row, |random| random.uniform(-8.0, 8.0)), p]
}

/// Two rows of numbers each that add up to 1, up to rounding.
pub(crate) fn distributions(random: &mut Random, rows: usize, row: usize) -> [Vec<f32>; 2] {
    [(); 2].map(|()| {
        let mut p = random.fill(rows * row, |random| 1.0 - random.unit());
        for row in p.chunks_exact_mut(row) {
            let total: f32 = row.iter().sum();
            row.iter_mut().for_each(|p| *p /= total);
        }
        p
    })
}

/// Labels of 0 and 1, and probabilities that are nearly right, so that little is lost.
pub(crate) fn near_labels(random: &mut Random, rows: usize, row: usize) -> [Vec<f32>; 2] {
    let t = random.fill(rows * row, label);
    let off = random.fill(t.len(), |random| random.unit() / 1024.0);
    [t.iter().zip(off).map(|(t, off)| (t - off).abs()).collect(), t]
}

/// Any float, one of any moderate size, one about 0, or one about where exponentials end.
pub(crate) fn any_float(random: &mut Random) -> f32 {
    match random.index(4) {
        0 => f32::from_bits(((random.index(1 << 16) as u32) << 16) | random.index(1 << 16) as u32),
        1 => random.uniform(-33.0, 7.0).exp2().copysign(random.uniform(-1.0, 1.0)),
        2 => random.uniform(-10.0, 10.0),
        _ => random.uniform(-110.0, 110.0),
    }
}

/// A size from 2^-100 to 2^100, of either sign.
pub(crate) fn any_size(random: &mut Random) -> f32 {
    random.uniform(-100.0, 100.0).exp2().copysign(random.uniform(-1.0, 1.0))
}

/// Vectors of normally distributed numbers, all of one size.
pub(crate) fn vectors<const N: usize>(random: &mut Random, n: usize) -> [Vec<f32>; N] {
    let size = if random.index(3) == 0 { random.uniform(-40.0, 40.0).exp2() } else { 1.0 };
    [(); N].map(|()| random.fill(n, |random| random.normal(1.0) * size))
}
