//! Divergences of one distribution from another, of probabilities or of their logarithms.

use std::f64::consts::LN_2;

use activ8::{JensenShannon, KlDivergence};

use super::super::super::oracle::{e, expm1, ln, log1p, loss};
use super::super::draws::{logarithm, logarithms, probability};
use super::{Domain, PLAIN, Row, Set, Want, Weights, itself, on_every_tier, sum_of, times};

const INF: f32 = f32::INFINITY;
const TINY: f32 = f32::from_bits(1);
const LIMIT: f64 = f64::INFINITY;

/// e^weight·(y − x), which is 0 where nothing is expected.
fn expected(weight: f64, y: f64, x: f64) -> Want {
    if weight == f64::NEG_INFINITY { (0.0, 0.0) } else { times(sum_of([y, -x]), e(weight)) }
}

/// The derivative (1 − β)·p·ln(p / mixture) of the generalised divergence.
fn jensen_shannon_slope(x: f64, y: f64, beta: f64) -> f64 {
    let mixture = beta * e(y) + (1.0 - beta) * e(x);
    let difference = if x > y { e(x) * -expm1(y - x) } else { e(y) * expm1(x - y) };
    let share = beta * difference / mixture;
    let log = if share < -0.5 { x - ln(mixture) } else { log1p(share) };
    (1.0 - beta) * e(x) * log
}

pub(super) const ROWS: &[Row] = &[
    Row {
        domains: [Domain::Probability; 2],
        sets: &[Set {
            name: "kl",
            parameters: &[],
            points: &[
                (0.0, 0.0, 0.0, 0.0),
                (0.5, 0.0, 0.0, 0.0),
                (0.0, 0.5, LIMIT, -LIMIT),
                (-0.0, 0.5, LIMIT, -LIMIT),
                (-0.0, -0.0, 0.0, 0.0),
                (0.0, TINY, LIMIT, -LIMIT),
                (0.5, 0.5, 0.0, -1.0),
                (1.0, 1.0, 0.0, -1.0),
                (1.0, 0.5, -0.5 * LN_2, -0.5),
                (0.5, 1.0, LN_2, -2.0),
                (TINY, 1.0, 149.0 * LN_2, -LIMIT),
                (TINY, TINY, 0.0, -1.0),
            ],
        }],
        run: |o, ask| ask.of(KlDivergence::probabilities().reduction(o.reduction)),
        want: |_, p, t| [itself(loss::kl(p, t)), itself(if t == 0.0 { 0.0 } else { -t / p })],
        bounds: |_| on_every_tier([4.0, 2.5]),
        usual_bound: Some(2.8),
        draw: |random, len| {
            let p = random.fill(len, |random| probability(random).max(1e-30));
            let t = p.iter().map(|&p| match random.index(2) {
                0 => (p * (1.0 + random.normal(1.0) * (-24.0 * random.unit()).exp2())).clamp(0.0, 1.0),
                _ => probability(random),
            });
            let t = t.collect();
            [p, t]
        },
        golden: &[("kl", &[], [2.0, 2.0]), ("kl_special", &[], [2.0, 2.0])],
        ..PLAIN
    },
    Row {
        domains: [Domain::Logarithm, Domain::Probability],
        sets: &[Set {
            name: "kl_div",
            parameters: &[],
            points: &[
                (-INF, 0.0, 0.0, 0.0),
                (-INF, 0.5, LIMIT, -0.5),
                (0.0, 0.0, 0.0, 0.0),
                (-3.0, 1.0, 3.0, -1.0),
                (0.0, 0.5, -0.5 * LN_2, -0.5),
            ],
        }],
        run: |o, ask| ask.of(KlDivergence::log_probabilities().reduction(o.reduction)),
        want: |_, x, t| [if t == 0.0 { itself(0.0) } else { times(sum_of([ln(t), -x]), t) }, itself(-t)],
        bounds: |_| on_every_tier([4.0, 1.5]),
        usual_bound: Some(2.4),
        draw: |random, len| [random.fill(len, logarithm), random.fill(len, probability)],
        golden: &[("kl_div", &[], [2.5, 2.0]), ("kl_div_special", &[], [2.5, 2.0])],
        ..PLAIN
    },
    Row {
        domains: [Domain::Logarithm; 2],
        sets: &[Set {
            name: "kl_log_target",
            parameters: &[],
            points: &[
                (-INF, -INF, 0.0, 0.0),
                (0.0, -INF, 0.0, 0.0),
                (-INF, 0.0, LIMIT, -1.0),
                (-2.0, 0.0, 2.0, -1.0),
                (f32::MIN, f32::MIN, 0.0, 0.0),
            ],
        }],
        run: |o, ask| ask.of(KlDivergence::log_probabilities().log_target(true).reduction(o.reduction)),
        want: |_, x, t| [expected(t, t, x), itself(-e(t))],
        bounds: |_| on_every_tier([4.0, 2.5]),
        draw: logarithms,
        golden: &[("kl_log_target", &[], [3.0, 2.0])],
        ..PLAIN
    },
    Row {
        domains: [Domain::Probability, Domain::Logarithm],
        sets: &[Set {
            name: "kl_of_log_target",
            parameters: &[],
            points: &[
                (0.0, -INF, 0.0, 0.0),
                (0.0, 0.0, LIMIT, -LIMIT),
                (0.5, 0.0, LN_2, -2.0),
                (1.0, 0.0, 0.0, -1.0),
            ],
        }],
        run: |o, ask| ask.of(KlDivergence::probabilities().log_target(true).reduction(o.reduction)),
        want: |_, p, t| [expected(t, t, ln(p)), itself(if e(t) == 0.0 { 0.0 } else { -e(t) / p })],
        bounds: |_| on_every_tier([4.0, 4.0]),
        draw: |random, len| {
            let [x, y] = logarithms(random, len);
            // What e^t loses as a subnormal number, its quotient with a small p has not.
            [x.iter().map(|x| x.exp().max(1e-30)).collect(), y.iter().map(|y| y.max(-80.0)).collect()]
        },
        ..PLAIN
    },
    Row {
        domains: [Domain::Logarithm; 2],
        // The share of the target in the mixture.
        sets: &[
            Set {
                name: "jensen_shannon",
                parameters: &[0.25],
                points: &[
                    (-INF, -INF, 0.0, 0.0),
                    (f32::MIN, f32::MIN, 0.0, 0.0),
                    (-INF, f32::MIN, 0.0, 0.0),
                    (-INF, 0.0, 0.5 * LN_2, 0.0),
                    (f32::MIN, 0.0, 0.5 * LN_2, 0.0),
                    (0.0, -INF, 0.215_761_554_338_836_3, 0.215_761_554_338_836_3),
                    (0.0, f32::MIN, 0.215_761_554_338_836_3, 0.215_761_554_338_836_3),
                    (-1.0, -1.0, 0.0, 0.0),
                ],
            },
            Set { name: "jensen_shannon_forward", parameters: &[0.0], points: &[] },
            Set {
                name: "jensen_shannon_reverse",
                parameters: &[1.0],
                points: &[
                    (-INF, -INF, 0.0, 0.0),
                    (-INF, 0.0, 0.0, 0.0),
                    (0.0, -INF, LIMIT, LIMIT),
                    (0.0, -3.0, 3.0, 4.0),
                ],
            },
        ],
        run: |o, ask| {
            let weight = o.weights[0];
            let loss = JensenShannon::beta(o.parameters[0]).reduction(o.reduction);
            ask.of(JensenShannon { weight, weight_of_rows: o.of_rows, ..loss })
        },
        want: |p, x, y| {
            let wants = match p[0] {
                0.0 => [expected(y, y, x), itself(-e(y))],
                1.0 => [expected(x, x, y), times(sum_of([1.0, x, -y]), e(x))],
                beta => [itself(loss::jensen_shannon(x, y, beta)), itself(jensen_shannon_slope(x, y, beta))],
            };
            // What is subnormal has lost digits, which a weight does not bring back.
            wants.map(|(want, size)| (want, size.abs().max(f64::from(f32::MIN_POSITIVE))))
        },
        bounds: |p| {
            on_every_tier(match p[0] {
                0.0 => [4.0, 2.5],
                0.5 => [6.0, 6.0],
                1.0 => [4.0, 5.0],
                _ => [11.0, 14.0],
            })
        },
        usual_bound: Some(9.0),
        weights: Weights::Elements(1.0),
        draw_parameters: |random| {
            vec![match random.index(4) {
                0 => 0.5,
                1 => random.uniform(-20.0, 0.0).exp2(),
                2 => [0.0, 1.0, 0.9375, 1.0 / 4096.0][random.index(4)],
                _ => random.unit(),
            }]
        },
        draw: logarithms,
        golden: &[
            ("jensen_shannon", &[0.5], [6.0, 5.0]),
            ("jensen_shannon_beta", &[0.125], [6.0, 5.0]),
            ("jensen_shannon_forward", &[0.0], [3.0, 2.0]),
            ("jensen_shannon_reverse", &[1.0], [3.0, 3.0]),
        ],
        ..PLAIN
    },
];
