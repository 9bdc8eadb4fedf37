//! Likelihoods and divergences, with random parameters, and what they should give.

#![allow(clippy::needless_update, reason = "a macro makes losses with other fields and without")]

use activ8::*;
use core_math::{exp as e, expm1, log as ln, log1p as ln_1p};

use crate::draws::*;
use crate::values::{Bounded, Drawn, Want, itself, of_two, sum_of};

pub(super) const LOSSES: &[Bounded] = &[
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
