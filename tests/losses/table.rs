//! The losses of elements, with random parameters, and what they should give.

#![allow(clippy::needless_update, reason = "a macro makes losses with other fields and without")]

use activ8::*;
use core_math::{exp as e, expm1, log as ln, log1p as ln_1p};

use crate::random::Random;
use crate::values::{Bounded, Drawn, Want, itself, of_two, sum_of};

/// A number of any size: mostly near 1.
fn number(random: &mut Random) -> f32 {
    let sign = if random.index(2) == 0 { 1.0 } else { -1.0 };
    match random.index(8) {
        0 => sign * random.uniform(-60.0, 60.0).exp2(),
        1 | 2 => sign * random.uniform(-30.0, 30.0).exp2(),
        3 => (random.index(9) as f32) - 4.0,
        _ => random.normal(3.0),
    }
}

/// Predictions and targets, many of these near.
fn errors(random: &mut Random, len: usize) -> [Vec<f32>; 2] {
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
fn parameter(random: &mut Random) -> f32 {
    match random.index(4) {
        0 => 1.0,
        1 => random.uniform(-20.0, 20.0).exp2(),
        _ => random.uniform(-3.0, 3.0).exp2(),
    }
}

/// Weights of elements, or of a row, or none.
fn weights(random: &mut Random, len: usize) -> Option<Vec<f32>> {
    let row = [1, 5, 50, len][random.index(4)];
    let wide = random.index(2) == 0;
    let weight = |random: &mut Random| {
        random.uniform(-3.0, 3.0).exp2() * if wide { random.uniform(-15.0, 15.0).exp2() } else { 1.0 }
    };
    (random.index(3) > 0).then(|| random.fill(row, weight))
}

fn weight_at(weight: &Option<Vec<f32>>, i: usize) -> f64 {
    weight.as_ref().map_or(1.0, |weight| f64::from(weight[i % weight.len()]))
}

fn sum_of_weights(weight: &Option<Vec<f32>>, len: usize) -> f64 {
    (0..len).map(|i| weight_at(weight, i)).sum()
}

fn reduction(random: &mut Random) -> Reduction {
    [Reduction::Mean, Reduction::Sum, Reduction::BatchMean(7)][random.index(3)]
}

fn factor(reduction: Reduction, weight: f64) -> f64 {
    1.0 / match reduction {
        Reduction::Mean => weight,
        Reduction::BatchMean(rows) => rows as f64,
        _ => 1.0,
    }
}

fn times((want, scale): Want, factor: f64) -> Want {
    (want * factor, (scale * factor).abs())
}

/// The sign of a difference, 0 where there is none.
fn sign(d: f64) -> f64 {
    if d == 0.0 { 0.0 } else { d.signum() }
}

fn probability(random: &mut Random) -> f32 {
    match random.index(8) {
        0 => (-100.0 * random.unit()).exp2(),
        1 => 1.0 - (-24.0 * random.unit()).exp2(),
        2 => random.index(2) as f32,
        3 => 1.0 / (1.0 + random.normal(20.0).exp()),
        _ => random.unit(),
    }
}

fn label(random: &mut Random) -> f32 {
    random.index(2) as f32
}

fn logit(random: &mut Random) -> f32 {
    match random.index(8) {
        0 => number(random).clamp(-1e12, 1e12),
        1 => random.uniform(-110.0, 110.0),
        2 => random.normal(40.0),
        _ => random.normal(4.0),
    }
}

fn logarithm(random: &mut Random) -> f32 {
    match random.index(6) {
        0 => 0.0,
        1 => random.uniform(-104.0, 0.0),
        2 => -random.uniform(-30.0, 6.0).exp2(),
        _ => random.unit().max(1e-7).ln() * 3.0,
    }
}

/// Logarithms of probabilities, every other one near the other.
fn logarithms(random: &mut Random, len: usize) -> [Vec<f32>; 2] {
    let x = random.fill(len, logarithm);
    let y = x.iter().map(|&x| match random.index(2) {
        0 => x * (1.0 + random.normal(1.0) * (-20.0 * random.unit()).exp2()),
        _ => logarithm(random),
    });
    let y = y.map(|y| y.min(0.0)).collect();
    [x, y]
}

fn at(x: &[f32], i: usize) -> f64 {
    f64::from(x[i])
}

fn softplus(z: f64) -> f64 {
    z.max(0.0) + ln_1p(e(-z.abs()))
}

/// σ(z).
fn sigmoid(z: f64) -> f64 {
    let small = e(-z.abs());
    if z < 0.0 { small / (1.0 + small) } else { 1.0 / (1.0 + small) }
}

/// A loss with a field `reduction`, weights and perhaps others, on a tier.
macro_rules! on {
    ($loss:ident { $($field:ident: $value:expr),* } $(, $weight:ident)*) => {{
        $(let $weight: Option<&'static [f32]> = $weight.clone().map(|weight| &*weight.leak());)*
        move |tier| $loss { $($field: $value,)* $($weight,)* ..Default::default() }.on(tier)
    }};
}

pub(crate) const LOSSES: &[Bounded] = &[
    Bounded {
        name: "mse",
        value: [3.5; 2],
        gradient: [3.5; 2],
        draw: |random, len| {
            let ([x, t], weight, reduction) = (errors(random, len), weights(random, len), reduction(random));
            let factor = factor(reduction, sum_of_weights(&weight, len));
            let more = if weight.is_some() { 1.0 } else { 0.0 };
            of_two(
                format!("{reduction:?}, weights {}", weight.is_some()),
                on!(Mse { reduction: reduction }, weight),
                [x.clone(), t.clone()],
                move |i| {
                    let (d, w) = (at(&x, i) - at(&t, i), weight_at(&weight, i));
                    [itself(d * d * w), itself(2.0 * d * w * factor)]
                },
            )
            .within(2.5 + more, 2.5 + more)
        },
    },
    Bounded {
        name: "l1",
        value: [1.5; 2],
        gradient: [1.5; 2],
        draw: |random, len| {
            let ([x, t], weight, reduction) = (errors(random, len), weights(random, len), reduction(random));
            let factor = factor(reduction, sum_of_weights(&weight, len));
            let more = if weight.is_some() { 1.0 } else { 0.0 };
            of_two(
                format!("{reduction:?}, weights {}", weight.is_some()),
                on!(L1 { reduction: reduction }, weight),
                [x.clone(), t.clone()],
                move |i| {
                    let (d, w) = (at(&x, i) - at(&t, i), weight_at(&weight, i));
                    [itself(d.abs() * w), itself(sign(d) * w * factor)]
                },
            )
            .within(0.5 + more, 0.5 + more)
        },
    },
    Bounded {
        name: "huber",
        value: [4.5; 2],
        gradient: [3.5; 2],
        draw: |random, len| {
            let ([x, t], weight, reduction) = (errors(random, len), weights(random, len), reduction(random));
            let delta = parameter(random);
            let factor = factor(reduction, sum_of_weights(&weight, len));
            let more = if weight.is_some() { 1.0 } else { 0.0 };
            of_two(
                format!("delta {delta}, {reduction:?}, weights {}", weight.is_some()),
                on!(Huber { delta: delta, reduction: reduction }, weight),
                [x.clone(), t.clone()],
                move |i| {
                    let (d, w) = (at(&x, i) - at(&t, i), weight_at(&weight, i));
                    let z = d.abs().min(f64::from(delta));
                    [itself(z * (d.abs() - z / 2.0) * w), itself(z * sign(d) * w * factor)]
                },
            )
            .within(3.5 + more, 2.5 + more)
        },
    },
    Bounded {
        name: "smooth_l1",
        value: [3.5; 2],
        gradient: [3.5; 2],
        draw: |random, len| {
            let ([x, t], reduction) = (errors(random, len), reduction(random));
            let beta = if random.index(8) == 0 { 0.0 } else { parameter(random) };
            let factor = factor(reduction, len as f64);
            of_two(
                format!("beta {beta}, {reduction:?}"),
                on!(SmoothL1 { beta: beta, reduction: reduction }),
                [x.clone(), t.clone()],
                move |i| {
                    let (d, beta) = (at(&x, i) - at(&t, i), f64::from(beta));
                    if beta == 0.0 {
                        return [itself(d.abs()), itself(sign(d) * factor)];
                    }
                    let z = d.abs().min(beta);
                    [itself(z / beta * (d.abs() - z / 2.0)), itself(z / beta * sign(d) * factor)]
                },
            )
        },
    },
    Bounded {
        name: "quantile",
        value: [2.5; 2],
        gradient: [2.5; 2],
        draw: |random, len| {
            let ([x, t], reduction) = (errors(random, len), reduction(random));
            let q = match random.index(4) {
                0 => label(random),
                1 => random.uniform(-30.0, 0.0).exp2(),
                _ => random.unit(),
            };
            let factor = factor(reduction, len as f64);
            of_two(
                format!("q {q}, {reduction:?}"),
                move |tier| Quantile { q, reduction }.on(tier),
                [x.clone(), t.clone()],
                move |i| {
                    let (d, q) = (at(&t, i) - at(&x, i), f64::from(q));
                    let slope = if d > 0.0 {
                        -q
                    } else if d < 0.0 {
                        1.0 - q
                    } else {
                        0.0
                    };
                    [itself(-d * slope), itself(slope * factor)]
                },
            )
        },
    },
    Bounded {
        name: "log_cosh",
        value: [5.0; 2],
        gradient: [3.0; 2],
        draw: |random, len| {
            let ([x, t], reduction) = (errors(random, len), reduction(random));
            let factor = factor(reduction, len as f64);
            of_two(
                format!("{reduction:?}"),
                on!(LogCosh { reduction: reduction }),
                [x.clone(), t.clone()],
                move |i| {
                    let d = at(&x, i) - at(&t, i);
                    let z = d.abs();
                    let value = if z < 1.0 {
                        let e = expm1(-z);
                        ln_1p(e * e / (2.0 + 2.0 * e))
                    } else {
                        z - std::f64::consts::LN_2 + ln_1p(e(-2.0 * z))
                    };
                    [itself(value), itself(core_math::tanh(d) * factor)]
                },
            )
        },
    },
    Bounded {
        name: "poisson_nll",
        value: [3.5; 2],
        gradient: [3.5; 2],
        draw: |random, len| {
            let (reduction, log_input, full) =
                (reduction(random), random.index(2) == 0, random.index(2) == 0);
            let eps = if random.index(2) == 0 { 1e-8 } else { random.uniform(-40.0, 1.0).exp2() };
            let x = random.fill(len, |random| match random.index(4) {
                _ if log_input => random.normal(8.0),
                0 => random.uniform(-60.0, 30.0).exp2(),
                1 => random.index(50) as f32,
                2 => random.uniform(-12.0, 1.0).exp2(),
                _ => 1.0 + random.normal(1.0).abs() * random.uniform(-24.0, 1.0).exp2(),
            });
            let t = random.fill(len, |random| match random.index(4) {
                0 => 0.0,
                1 => random.index(1000) as f32,
                2 => random.uniform(-10.0, 30.0).exp2(),
                _ => random.index(20) as f32,
            });
            let factor = factor(reduction, len as f64);
            of_two(
                format!("log_input {log_input}, full {full}, eps {eps:e}, {reduction:?}"),
                on!(PoissonNll { log_input: log_input, full: full, eps: eps, reduction: reduction }),
                [x.clone(), t.clone()],
                move |i| {
                    let (x, t, eps) = (at(&x, i), at(&t, i), f64::from(eps));
                    let (expected, log, slope) = if log_input {
                        (e(x), x, sum_of([e(x), -t]))
                    } else {
                        let log =
                            if (x + eps - 1.0).abs() < 0.5 { ln_1p((x - 1.0) + eps) } else { ln(x + eps) };
                        (x, log, sum_of([1.0, -t / (x + eps)]))
                    };
                    let likely = if t == 0.0 { 0.0 } else { -t * log };
                    let more = if full && t > 1.0 {
                        [t * ln(t), -t, 0.5 * ln(t * std::f64::consts::TAU)]
                    } else {
                        [0.0; 3]
                    };
                    [sum_of([expected, likely, more[0], more[1], more[2]]), times(slope, factor)]
                },
            )
        },
    },
    Bounded {
        name: "fixed_gaussian_nll",
        value: [4.0; 2],
        gradient: [4.0; 2],
        draw: |random, len| {
            let ([x, t], reduction, full) = (errors(random, len), reduction(random), random.index(2) == 0);
            let variance = parameter(random);
            let eps = if random.index(2) == 0 { 1e-6 } else { parameter(random) };
            let factor = factor(reduction, len as f64);
            of_two(
                format!("variance {variance}, eps {eps}, full {full}, {reduction:?}"),
                move |tier| FixedGaussianNll { variance, full, eps, reduction }.on(tier),
                [x.clone(), t.clone()],
                move |i| {
                    let (d, v) = (at(&x, i) - at(&t, i), f64::from(variance.max(eps)));
                    let more = if full { 0.5 * std::f64::consts::TAU.ln() } else { 0.0 };
                    [sum_of([0.5 * ln(v), 0.5 * d * d / v, more]), itself(d / v * factor)]
                },
            )
        },
    },
    Bounded {
        name: "gaussian_nll",
        value: [4.0; 2],
        gradient: [6.0; 2],
        draw: |random, len| {
            let ([x, t], reduction, full) = (errors(random, len), reduction(random), random.index(2) == 0);
            let eps = if random.index(2) == 0 { 1e-6 } else { parameter(random) };
            let v = random.fill(len, |random| if random.index(20) == 0 { 0.0 } else { parameter(random) });
            let factor = factor(reduction, len as f64);
            let loss = GaussianNll { full, eps, reduction };
            let wants: Vec<[Want; 3]> = (0..len)
                .map(|i| {
                    let (d, v) = (at(&x, i) - at(&t, i), f64::from(v[i].max(eps)));
                    let more = if full { 0.5 * std::f64::consts::TAU.ln() } else { 0.0 };
                    [
                        sum_of([0.5 * ln(v), 0.5 * d * d / v, more]),
                        itself(d / v * factor),
                        times(sum_of([0.5 / v, -0.5 * d * d / v / v]), factor),
                    ]
                })
                .collect();
            Drawn {
                what: format!("eps {eps}, full {full}, {reduction:?}"),
                operands: vec![x.clone(), v.clone(), t.clone()],
                run: Box::new(move |tier, each, gradients| {
                    let loss = loss.on(tier)?;
                    loss.forward_each([&x, &v], &t, each)?;
                    let [of_mean, of_variance] = gradients else { unreachable!("two inputs") };
                    loss.backward([&x, &v], &t, [of_mean, of_variance])
                }),
                bounds: None,
                losses: wants.iter().map(|want| want[0]).collect(),
                gradients: vec![
                    wants.iter().map(|want| want[1]).collect(),
                    wants.iter().map(|want| want[2]).collect(),
                ],
            }
        },
    },
    Bounded {
        name: "margin_ranking",
        value: [1.5; 2],
        gradient: [0.5; 2],
        draw: |random, len| {
            let ([x, other], reduction) = (errors(random, len), reduction(random));
            let y = random.fill(len, |random| 2.0 * label(random) - 1.0);
            let margin = match random.index(3) {
                0 => 0.0,
                1 => -parameter(random),
                _ => parameter(random),
            };
            let factor = factor(reduction, len as f64);
            let loss = MarginRanking { margin, reduction };
            let wants: Vec<[Want; 2]> = (0..len)
                .map(|i| {
                    let (value, scale) =
                        sum_of([f64::from(margin), -at(&y, i) * (at(&x, i) - at(&other, i))]);
                    let slope = if value > 0.0 { at(&y, i) * factor } else { 0.0 };
                    // Nearer to the kink than its own error a loss may be on either side of it.
                    let slope =
                        if value.abs() <= 2.0 * scale * f64::from(f32::EPSILON) { f64::NAN } else { slope };
                    [(value.max(0.0), scale), itself(slope)]
                })
                .collect();
            Drawn {
                what: format!("margin {margin}, {reduction:?}"),
                operands: vec![x.clone(), other.clone(), y.clone()],
                run: Box::new(move |tier, each, gradients| {
                    let loss = loss.on(tier)?;
                    loss.forward_each([&x, &other], &y, each)?;
                    let [of_first, of_second] = gradients else { unreachable!("two inputs") };
                    loss.backward([&x, &other], &y, [of_first, of_second])
                }),
                bounds: None,
                losses: wants.iter().map(|want| want[0]).collect(),
                gradients: vec![
                    wants.iter().map(|want| times(want[1], -1.0)).collect(),
                    wants.iter().map(|want| want[1]).collect(),
                ],
            }
        },
    },
    Bounded {
        name: "hinge",
        value: [0.5; 2],
        gradient: [0.5; 2],
        draw: |random, len| {
            let ([x, y], reduction) = (scores(random, len), reduction(random));
            let factor = factor(reduction, len as f64);
            of_two(
                format!("{reduction:?}"),
                on!(Hinge { reduction: reduction }),
                [x.clone(), y.clone()],
                move |i| {
                    let lack = (1.0 - at(&x, i) * at(&y, i)).max(0.0);
                    [itself(lack), itself(if lack > 0.0 { -at(&y, i) * factor } else { 0.0 })]
                },
            )
        },
    },
    Bounded {
        name: "squared_hinge",
        value: [2.0; 2],
        gradient: [2.0; 2],
        draw: |random, len| {
            let ([x, y], reduction) = (scores(random, len), reduction(random));
            let factor = factor(reduction, len as f64);
            of_two(
                format!("{reduction:?}"),
                on!(SquaredHinge { reduction: reduction }),
                [x.clone(), y.clone()],
                move |i| {
                    let lack = (1.0 - at(&x, i) * at(&y, i)).max(0.0);
                    [itself(lack * lack), itself(-2.0 * at(&y, i) * lack * factor)]
                },
            )
        },
    },
    Bounded {
        name: "hinge_embedding",
        value: [0.5; 2],
        gradient: [0.5; 2],
        draw: |random, len| {
            let ([x, y], reduction) = (scores(random, len), reduction(random));
            let margin = match random.index(3) {
                0 => 1.0,
                1 => -parameter(random),
                _ => parameter(random),
            };
            let factor = factor(reduction, len as f64);
            of_two(
                format!("margin {margin}, {reduction:?}"),
                on!(HingeEmbedding { margin: margin, reduction: reduction }),
                [x.clone(), y.clone()],
                move |i| {
                    let x = at(&x, i);
                    if at(&y, i) > 0.0 {
                        return [itself(x), itself(factor)];
                    }
                    let apart = f64::from(margin) - x;
                    [itself(apart.max(0.0)), itself(if apart >= 0.0 { -factor } else { 0.0 })]
                },
            )
        },
    },
    Bounded {
        name: "soft_margin",
        value: [1.85, 2.1],
        gradient: [3.0; 2],
        draw: |random, len| {
            let ([x, y], reduction) = (scores(random, len), reduction(random));
            let factor = factor(reduction, len as f64);
            of_two(
                format!("{reduction:?}"),
                on!(SoftMargin { reduction: reduction }),
                [x.clone(), y.clone()],
                move |i| {
                    let z = at(&x, i) * at(&y, i);
                    [itself(softplus(-z)), itself(-at(&y, i) * sigmoid(-z) * factor)]
                },
            )
        },
    },
    Bounded {
        name: "bce",
        value: [4.0; 2],
        gradient: [5.0; 2],
        draw: |random, len| {
            let (weight, reduction, labels) = (weights(random, len), reduction(random), random.index(2) == 0);
            let p = random.fill(len, probability);
            let t = random.fill(len, if labels { label } else { probability });
            let factor = factor(reduction, len as f64);
            of_two(
                format!("{reduction:?}, weights {}, labels {labels}", weight.is_some()),
                on!(BinaryCrossEntropy { reduction: reduction }, weight),
                [p.clone(), t.clone()],
                move |i| {
                    let (p, t, w) = (at(&p, i), at(&t, i), weight_at(&weight, i));
                    let value = t * -ln(p).max(-100.0) + (1.0 - t) * -ln_1p(-p).max(-100.0);
                    [
                        itself(value * w),
                        times(
                            sum_of([
                                p / (p * (1.0 - p)).max(f64::from(1e-12f32)),
                                -t / (p * (1.0 - p)).max(f64::from(1e-12f32)),
                            ]),
                            factor * w,
                        ),
                    ]
                },
            )
        },
    },
    Bounded {
        name: "bce_with_logits",
        value: [4.5; 2],
        gradient: [5.0; 2],
        draw: |random, len| {
            let (weight, pos_weight, reduction, labels) =
                (weights(random, len), weights(random, len), reduction(random), random.index(2) == 0);
            let x = random.fill(len, logit);
            let t = random.fill(len, if labels { label } else { probability });
            let factor = factor(reduction, len as f64);
            of_two(
                format!(
                    "{reduction:?}, weights {}, of 1 {}, labels {labels}",
                    weight.is_some(),
                    pos_weight.is_some()
                ),
                on!(BinaryCrossEntropyWithLogits { reduction: reduction }, weight, pos_weight),
                [x.clone(), t.clone()],
                move |i| {
                    let (x, t, w, p) =
                        (at(&x, i), at(&t, i), weight_at(&weight, i), weight_at(&pos_weight, i));
                    let value = (1.0 - t) * softplus(x) + p * t * softplus(-x);
                    [
                        itself(value * w),
                        times(sum_of([(1.0 - t) * sigmoid(x), -p * t * sigmoid(-x)]), factor * w),
                    ]
                },
            )
        },
    },
    Bounded {
        name: "sigmoid_focal",
        value: [3.8; 2],
        gradient: [5.0; 2],
        draw: |random, len| {
            let reduction = reduction(random);
            let alpha = match random.index(4) {
                0 => None,
                1 => Some(0.25),
                _ => Some(random.unit()),
            };
            let gamma = match random.index(4) {
                0 => 2.0,
                1 => random.index(17) as f32,
                2 => random.unit(),
                _ => random.uniform(0.0, 16.0),
            };
            let (x, t) = (random.fill(len, logit), random.fill(len, label));
            let factor = factor(reduction, len as f64);
            of_two(
                format!("alpha {alpha:?}, gamma {gamma}, {reduction:?}"),
                on!(SigmoidFocal { alpha: alpha, gamma: gamma, reduction: reduction }),
                [x.clone(), t.clone()],
                move |i| {
                    let label = at(&t, i) == 1.0;
                    let z = if label { at(&x, i) } else { -at(&x, i) };
                    let weight = alpha
                        .map_or(1.0, |alpha| if label { f64::from(alpha) } else { f64::from(1.0 - alpha) });
                    let g = f64::from(gamma);
                    let power = weight * e(-g * softplus(z));
                    let slope = -power * (sigmoid(-z) + g * sigmoid(z) * softplus(-z));
                    [itself(power * softplus(-z)), itself(if label { slope } else { -slope } * factor)]
                },
            )
            .within(2.4 + 0.7 * f64::from(gamma), 3.4 + 0.7 * f64::from(gamma))
        },
    },
    Bounded {
        name: "kl",
        value: [4.0; 2],
        gradient: [2.5; 2],
        draw: |random, len| {
            let reduction = reduction(random);
            let p = random.fill(len, |random| probability(random).max(1e-30));
            let t = p
                .iter()
                .map(|&p| {
                    if random.index(2) == 0 {
                        (p * (1.0 + random.normal(1.0) * (-24.0 * random.unit()).exp2())).clamp(0.0, 1.0)
                    } else {
                        probability(random)
                    }
                })
                .collect::<Vec<_>>();
            let factor = factor(reduction, len as f64);
            of_two(
                format!("{reduction:?}"),
                move |tier| KlDivergence::probabilities().reduction(reduction).on(tier),
                [p.clone(), t.clone()],
                move |i| {
                    let (p, t) = (at(&p, i), at(&t, i));
                    let ratio = t / p;
                    let log = if (0.5..2.0).contains(&ratio) { ln_1p((t - p) / p) } else { ln(ratio) };
                    [itself(if t == 0.0 { 0.0 } else { t * log }), itself(-t / p * factor)]
                },
            )
        },
    },
    Bounded {
        name: "kl_div",
        value: [4.0; 2],
        gradient: [1.5; 2],
        draw: |random, len| {
            let reduction = reduction(random);
            let (x, t) = (random.fill(len, logarithm), random.fill(len, probability));
            let factor = factor(reduction, len as f64);
            of_two(
                format!("{reduction:?}"),
                on!(KlDivergence { reduction: reduction }),
                [x.clone(), t.clone()],
                move |i| {
                    let (x, t) = (at(&x, i), at(&t, i));
                    [if t == 0.0 { itself(0.0) } else { times(sum_of([ln(t), -x]), t) }, itself(-t * factor)]
                },
            )
        },
    },
    Bounded {
        name: "kl_log_target",
        value: [4.0; 2],
        gradient: [2.5; 2],
        draw: |random, len| {
            let ([x, t], reduction) = (logarithms(random, len), reduction(random));
            let factor = factor(reduction, len as f64);
            of_two(
                format!("{reduction:?}"),
                on!(KlDivergence { log_target: true, reduction: reduction }),
                [x.clone(), t.clone()],
                move |i| {
                    let (x, t) = (at(&x, i), at(&t, i));
                    [times(sum_of([t, -x]), e(t)), itself(-e(t) * factor)]
                },
            )
        },
    },
    Bounded {
        name: "jensen_shannon(1)",
        value: [4.0; 2],
        gradient: [5.0; 2],
        draw: |random, len| {
            let ([x, t], reduction) = (logarithms(random, len), reduction(random));
            let factor = factor(reduction, len as f64);
            let operands = [x.clone(), t.clone()];
            of_two(
                format!("{reduction:?}"),
                on!(JensenShannon { beta: 1.0, reduction: reduction }),
                operands,
                move |i| {
                    let (x, t) = (at(&x, i), at(&t, i));
                    [times(sum_of([x, -t]), e(x)), times(sum_of([1.0, x, -t]), e(x) * factor)]
                },
            )
        },
    },
    Bounded {
        name: "jensen_shannon",
        value: [9.0; 2],
        gradient: [6.0; 2],
        draw: |random, len| {
            let ([x, y], reduction) = (logarithms(random, len), reduction(random));
            let beta = match random.index(3) {
                0 => 0.5,
                1 => random.uniform(-20.0, 0.0).exp2(),
                _ => random.unit(),
            };
            let factor = factor(reduction, len as f64);
            of_two(
                format!("beta {beta}, {reduction:?}"),
                on!(JensenShannon { beta: beta, reduction: reduction }),
                [x.clone(), y.clone()],
                move |i| {
                    let (x, y, beta) = (at(&x, i), at(&y, i), f64::from(beta));
                    let h = |v: f64| {
                        if v <= -1.0 {
                            1.0
                        } else if v.abs() < 1e-2 {
                            v * v * (2..12).map(|n| (-v).powi(n - 2) / f64::from(n * (n - 1))).sum::<f64>()
                        } else {
                            (1.0 + v) * ln_1p(v) - v
                        }
                    };
                    let mixture = beta * e(y) + (1.0 - beta) * e(x);
                    let difference = if x > y { e(x) * -expm1(y - x) } else { e(y) * expm1(x - y) };
                    let [of_p, of_q] = [-(1.0 - beta), beta].map(|share| h(share * difference / mixture));
                    let share = beta * difference / mixture;
                    let log = if share < -0.5 { x - ln(mixture) } else { ln_1p(share) };
                    [
                        itself(mixture * (beta * of_p + (1.0 - beta) * of_q)),
                        itself((1.0 - beta) * e(x) * log * factor),
                    ]
                },
            )
            .within(if beta == 0.5 { 6.0 } else { 11.0 }, if beta == 0.5 { 6.0 } else { 14.0 })
        },
    },
];

/// Scores and their signs.
fn scores(random: &mut Random, len: usize) -> [Vec<f32>; 2] {
    [random.fill(len, logit), random.fill(len, |random| 2.0 * label(random) - 1.0)]
}
