//! Losses of a difference.

use activ8::{Huber, L1, LogCosh, Mape, Mse, Quantile, SmoothL1};

use super::super::super::oracle::{loss, tanh};
use super::super::draws::{label, parameter, parameter_or};
use super::{PLAIN, Row, Set, Weights, itself, on_every_tier};

const INF: f32 = f32::INFINITY;
const TINY: f32 = f32::from_bits(1);
const LIMIT: f64 = f64::INFINITY;

/// The sign of a difference, 0 where there is none.
fn sign(d: f64) -> f64 {
    if d == 0.0 { 0.0 } else { d.signum() }
}

pub(super) const ROWS: &[Row] = &[
    Row {
        sets: &[Set {
            name: "mse",
            parameters: &[],
            points: &[
                (3.0, 1.0, 4.0, 4.0),
                (INF, 0.0, LIMIT, LIMIT),
                (INF, INF, f64::NAN, f64::NAN),
                (f32::MAX, f32::MIN, LIMIT, LIMIT),
                (TINY, -TINY, 0.0, 5.605_193_857_299_268e-45),
            ],
        }],
        run: |o, ask| {
            ask.of(Mse {
                weight: o.weights[0],
                weight_of_rows: o.of_rows,
                ..Mse::default().reduction(o.reduction)
            })
        },
        want: |_, x, t| [itself(loss::mse(x, t)), itself(2.0 * (x - t))],
        bounds: |_| on_every_tier([2.5; 2]),
        weights: Weights::Elements(1.0),
        golden: &[("mse", &[], [2.0, 2.0]), ("mse_special", &[], [2.0, 2.0])],
        ..PLAIN
    },
    Row {
        sets: &[Set { name: "l1", parameters: &[], points: &[] }],
        run: |o, ask| {
            ask.of(L1 {
                weight: o.weights[0],
                weight_of_rows: o.of_rows,
                ..L1::default().reduction(o.reduction)
            })
        },
        want: |_, x, t| [itself((x - t).abs()), itself(sign(x - t))],
        bounds: |_| on_every_tier([0.5; 2]),
        weights: Weights::Elements(1.0),
        golden: &[("l1", &[], [0.5, 0.5])],
        kinks_from_target: &[0.0],
        ..PLAIN
    },
    Row {
        sets: &[Set { name: "huber", parameters: &[1.0], points: &[] }],
        run: |o, ask| {
            let huber = Huber::default().reduction(o.reduction);
            ask.of(Huber { delta: o.parameters[0], weight: o.weights[0], weight_of_rows: o.of_rows, ..huber })
        },
        want: |p, x, t| {
            let d = x - t;
            [itself(loss::huber(x, t, p[0])), itself(d.abs().min(p[0]) * sign(d))]
        },
        bounds: |_| on_every_tier([3.5, 2.5]),
        weights: Weights::Elements(1.0),
        draw_parameters: |random| vec![parameter(random)],
        golden: &[("huber", &[1.0], [2.0, 1.75]), ("huber_delta", &[2.5], [2.0, 1.75])],
        kinks_from_target: &[-1.0, 1.0],
        ..PLAIN
    },
    Row {
        sets: &[Set { name: "smooth_l1", parameters: &[1.0], points: &[] }],
        run: |o, ask| ask.of(SmoothL1 { beta: o.parameters[0], reduction: o.reduction }),
        want: |p, x, t| {
            let (d, beta) = (x - t, p[0]);
            if beta == 0.0 {
                return [itself(d.abs()), itself(sign(d))];
            }
            [itself(loss::huber(x, t, beta) / beta), itself(d.abs().min(beta) / beta * sign(d))]
        },
        bounds: |_| on_every_tier([3.5, 3.5]),
        draw_parameters: |random| vec![if random.index(8) == 0 { 0.0 } else { parameter(random) }],
        golden: &[("smooth_l1", &[1.0], [2.0, 1.75]), ("smooth_l1_beta", &[0.3125], [2.5, 2.0])],
        kinks_from_target: &[-1.0, 1.0],
        ..PLAIN
    },
    Row {
        sets: &[Set { name: "quantile", parameters: &[0.8], points: &[] }],
        run: |o, ask| ask.of(Quantile { q: o.parameters[0], reduction: o.reduction }),
        want: |p, x, t| {
            let (d, q) = (t - x, p[0]);
            let slope = match d {
                _ if d > 0.0 => -q,
                _ if d < 0.0 => 1.0 - q,
                _ => 0.0,
            };
            [itself(-d * slope), itself(slope)]
        },
        bounds: |_| on_every_tier([2.5; 2]),
        draw_parameters: |random| {
            vec![match random.index(4) {
                0 => label(random),
                1 => random.uniform(-30.0, 0.0).exp2(),
                _ => random.unit(),
            }]
        },
        golden: &[("quantile", &[0.75], [1.5, 1.5])],
        kinks_from_target: &[0.0],
        ..PLAIN
    },
    Row {
        sets: &[Set { name: "log_cosh", parameters: &[], points: &[] }],
        run: |o, ask| ask.of(LogCosh { reduction: o.reduction }),
        want: |_, x, t| [itself(loss::log_cosh(x, t)), itself(tanh(x - t))],
        bounds: |_| on_every_tier([5.0, 3.0]),
        golden: &[("log_cosh", &[], [4.0, 2.5])],
        ..PLAIN
    },
    Row {
        // Its eps.
        sets: &[Set {
            name: "mape",
            parameters: &[1e-7],
            points: &[(3.0, 2.0, 50.0, 50.0), (-1.0, -1.0, 0.0, 0.0), (0.0, -4.0, 100.0, 25.0)],
        }],
        run: |o, ask| ask.of(Mape { eps: o.parameters[0], reduction: o.reduction }),
        want: |p, x, t| {
            let size = t.abs().max(p[0]);
            [itself(100.0 * (x - t).abs() / size), itself(100.0 * sign(x - t) / size)]
        },
        bounds: |_| on_every_tier([2.5; 2]),
        draw_parameters: |random| vec![parameter_or(1e-7, random)],
        kinks_from_target: &[0.0],
        ..PLAIN
    },
];
