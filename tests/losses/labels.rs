//! The losses of labels, with random parameters, and what they should give.

#![allow(clippy::needless_update, reason = "a macro makes losses with other fields and without")]

use activ8::*;
use core_math::{exp as e, log as ln, log1p as ln_1p};

use crate::draws::*;
use crate::values::{Bounded, Drawn, Want, itself, of_two, sum_of};

pub(super) const LOSSES: &[Bounded] = &[
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
];
