//! Losses of a score or a probability and a label.

use std::f64::consts::LN_2;

use activ8::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, Hinge, HingeEmbedding, SigmoidFocal, SoftMargin,
    SquaredHinge,
};

use super::super::super::oracle::{e, ln, loss, sigmoid, softplus};
use super::super::draws::{logit, parameter, probability, scores, targets};
use super::{Domain, PLAIN, Row, Set, Weights, itself, on_every_tier, sum_of};

const INF: f32 = f32::INFINITY;
const TINY: f32 = f32::from_bits(1);
const LIMIT: f64 = f64::INFINITY;

const OF_SCORES: Row = Row { domains: [Domain::Real, Domain::Sign], draw: scores, ..PLAIN };

/// Of a focal loss of labels, and of its gradient.
fn focal_bounds(gamma: f64, by_gamma: f64) -> [f64; 2] {
    [(1.5 + by_gamma * gamma).max(3.4), (2.5 + by_gamma * gamma).max(4.0)]
}

pub(super) const ROWS: &[Row] = &[
    Row {
        sets: &[Set { name: "hinge", parameters: &[], points: &[] }],
        run: |o, ask| ask.of(Hinge { reduction: o.reduction }),
        want: |_, x, y| {
            let lack = loss::hinge(x, y);
            [itself(lack), itself(if lack > 0.0 { -y } else { 0.0 })]
        },
        bounds: |_| on_every_tier([0.5; 2]),
        golden: &[("hinge", &[], [1.0, 0.5])],
        kinks: &[-1.0, 1.0],
        ..OF_SCORES
    },
    Row {
        sets: &[Set { name: "squared_hinge", parameters: &[], points: &[] }],
        run: |o, ask| ask.of(SquaredHinge { reduction: o.reduction }),
        want: |_, x, y| {
            let lack = loss::hinge(x, y);
            [itself(lack * lack), itself(-2.0 * y * lack)]
        },
        bounds: |_| on_every_tier([2.0; 2]),
        golden: &[("squared_hinge", &[], [2.0, 1.5])],
        kinks: &[-1.0, 1.0],
        ..OF_SCORES
    },
    Row {
        sets: &[Set { name: "hinge_embedding", parameters: &[1.0], points: &[] }],
        run: |o, ask| ask.of(HingeEmbedding { margin: o.parameters[0], reduction: o.reduction }),
        want: |p, x, y| {
            if y > 0.0 {
                return [itself(x), itself(1.0)];
            }
            let apart = p[0] - x;
            [itself(apart.max(0.0)), itself(if apart >= 0.0 { -1.0 } else { 0.0 })]
        },
        bounds: |_| on_every_tier([0.5; 2]),
        draw_parameters: |random| {
            vec![match random.index(3) {
                0 => 1.0,
                1 => -parameter(random),
                _ => parameter(random),
            }]
        },
        golden: &[("hinge_embedding", &[1.0], [0.5, 0.5]), ("hinge_embedding_margin", &[0.375], [0.5, 0.5])],
        kinks: &[1.0],
        ..OF_SCORES
    },
    Row {
        sets: &[Set { name: "soft_margin", parameters: &[], points: &[] }],
        run: |o, ask| ask.of(SoftMargin { reduction: o.reduction }),
        want: |_, x, y| [itself(softplus(-x * y)), itself(-y * sigmoid(-x * y))],
        bounds: |_| on_every_tier([2.2, 3.4]),
        golden: &[("soft_margin", &[], [2.2, 3.0])],
        ..OF_SCORES
    },
    Row {
        domains: [Domain::Probability; 2],
        sets: &[Set {
            name: "bce",
            parameters: &[],
            points: &[
                (0.5, 1.0, LN_2, -2.0),
                (0.0, 0.0, 0.0, 0.0),
                (1.0, 1.0, 0.0, 0.0),
                (0.0, 1.0, 100.0, -1e12),
                (1.0, 0.0, 100.0, 1e12),
                (-0.0, 1.0, 100.0, -1e12),
                (-0.0, 0.5, 50.0, -5e11),
                (0.0, 0.5, 50.0, -5e11),
                (-0.0, -0.0, 0.0, 0.0),
                (0.5, -0.0, LN_2, 2.0),
                (1.0, 0.5, 50.0, 5e11),
                (TINY, 1.0, 100.0, -1e12),
            ],
        }],
        run: |o, ask| {
            ask.of(BinaryCrossEntropy {
                weight: o.weights[0],
                weight_of_rows: o.of_rows,
                ..BinaryCrossEntropy::default().reduction(o.reduction)
            })
        },
        want: |_, p, t| {
            let spread = (p * (1.0 - p)).max(f64::from(1e-12f32));
            [itself(loss::bce(p, t)), itself((p - t) / spread)]
        },
        bounds: |_| on_every_tier([4.0, 5.0]),
        usual_bound: Some(2.9),
        weights: Weights::Elements(0.0),
        draw: |random, len| [random.fill(len, probability), targets(random, len)],
        golden: &[("bce", &[], [2.5, 4.0])],
        ..PLAIN
    },
    Row {
        domains: [Domain::Real, Domain::Probability],
        sets: &[Set {
            name: "bce_with_logits",
            parameters: &[],
            points: &[
                (0.0, 1.0, LN_2, -0.5),
                (-0.0, 0.0, LN_2, 0.5),
                (INF, 1.0, 0.0, 0.0),
                (-INF, 0.0, 0.0, 0.0),
                (INF, 0.0, LIMIT, 1.0),
                (-INF, 1.0, LIMIT, -1.0),
                (INF, 0.25, LIMIT, 0.75),
                (-INF, 0.25, LIMIT, -0.25),
                (f32::MAX, 1.0, 0.0, 0.0),
                (f32::MAX, 0.0, f32::MAX as f64, 1.0),
                (f32::MIN, 1.0, f32::MAX as f64, -1.0),
                (100.0, 1.0, 3.720_075_976_020_836e-44, -3.720_075_976_020_836e-44),
                (-100.0, 0.0, 3.720_075_976_020_836e-44, 3.720_075_976_020_836e-44),
            ],
        }],
        run: |o, ask| {
            let [weight, pos_weight] = o.weights;
            let loss = BinaryCrossEntropyWithLogits::default().reduction(o.reduction);
            ask.of(BinaryCrossEntropyWithLogits { weight, weight_of_rows: o.of_rows, pos_weight, ..loss })
        },
        want: |p, x, t| {
            let positive = p.last().map_or(1.0, |weight| weight * t);
            let positive = if p.is_empty() { t } else { positive };
            let term = |share: f64, of: f64| if share == 0.0 { 0.0 } else { share * of };
            let [lost, missed] = [term(1.0 - t, softplus(x)), term(positive, softplus(-x))];
            [itself(lost + missed), sum_of([(1.0 - t) * sigmoid(x), -positive * sigmoid(-x)])]
        },
        bounds: |_| on_every_tier([4.5, 5.0]),
        usual_bound: Some(2.4),
        weights: Weights::Positive,
        draw: |random, len| [random.fill(len, logit), targets(random, len)],
        golden: &[("bce_with_logits", &[], [2.5, 3.0]), ("bce_with_logits_special", &[], [2.5, 3.0])],
        ..PLAIN
    },
    Row {
        domains: [Domain::Real, Domain::Label],
        // Its alpha, of which a negative one stands for none, and gamma.
        sets: &[
            Set { name: "sigmoid_focal", parameters: &[0.25, 2.0], points: &[] },
            Set { name: "sigmoid_focal_gamma_quarter", parameters: &[-1.0, 0.25], points: &[] },
            Set { name: "sigmoid_focal_gamma_13", parameters: &[-1.0, 13.5], points: &[] },
        ],
        run: |o, ask| {
            let alpha = Some(o.parameters[0]).filter(|&alpha| alpha >= 0.0);
            ask.of(SigmoidFocal { alpha, gamma: o.parameters[1], reduction: o.reduction })
        },
        want: |p, x, t| {
            let (alpha, gamma) = (p[0], p[1]);
            let other = f64::from(1.0 - alpha as f32);
            let weight = if alpha < 0.0 { 1.0 } else { alpha * t + other * (1.0 - t) };
            let (right, left) = (sigmoid(x), sigmoid(-x));
            let rest = right * (1.0 - t) + left * t;
            // Of a label by the logit, which has all digits of its logarithm.
            let logarithm = match t {
                0.0 => -softplus(-x),
                1.0 => -softplus(x),
                _ => ln(rest),
            };
            let power = weight * e(gamma * logarithm);
            let term = |share: f64, of: f64| if share == 0.0 { 0.0 } else { share * of };
            let cost = term(1.0 - t, softplus(x)) + term(t, softplus(-x));
            // right·left / rest, where a label makes one of them rest.
            let share = match t {
                0.0 => left,
                1.0 => right,
                _ => right * left / rest,
            };
            let value = term(power, cost);
            let sharpened = term(share, gamma * cost * (1.0 - 2.0 * t));
            let (slope, size) = sum_of([right * (1.0 - t), -left * t, sharpened]);
            // By so much the bounds of what is no label are greater.
            let [more, more_of_slope] = if t * (1.0 - t) == 0.0 {
                [1.0; 2]
            } else {
                let [value, slope] = focal_bounds(gamma, 1.2);
                [(5.0 + 4.0 * gamma) / value, (6.0 + 4.0 * gamma) / slope]
            };
            // Where it is subnormal its factors have lost digits.
            [(value, more * value.max(1e-36)), (power * slope, more_of_slope * power * size)]
        },
        bounds: |p| [1.2, 1.5].map(|by_gamma| focal_bounds(p[1], by_gamma)),
        draw_parameters: |random| {
            let alpha = match random.index(4) {
                0 => -1.0,
                1 => 0.25,
                _ => random.unit(),
            };
            let gamma = match random.index(4) {
                0 => 2.0,
                1 => random.index(17) as f32,
                2 => random.unit(),
                _ => random.uniform(0.0, 16.0),
            };
            vec![alpha, gamma]
        },
        draw: |random, len| [random.fill(len, logit), targets(random, len)],
        golden: &[
            ("focal", &[0.25, 2.0], [6.0, 8.0]),
            ("focal_gamma", &[-1.0, 3.5], [7.5, 9.5]),
            ("focal_soft", &[0.25, 2.0], [6.0, 8.0]),
            ("focal_soft_gamma", &[-1.0, 3.5], [7.5, 9.5]),
        ],
        ..PLAIN
    },
];
