//! The losses of elements of two inputs, with random parameters, and what they should give.

use activ8::{GaussianNll, JointLoss, MarginRanking};
use core_math::log as ln;

use crate::common::table::draws::{errors, label, parameter};
use crate::common::table::losses::{Want, itself, sum_of, times};
use crate::losses::draws::{factor, reduction};
use crate::losses::values::{Bounded, Drawn};

fn at(x: &[f32], i: usize) -> f64 {
    f64::from(x[i])
}

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
                run: Box::new(move |tier, dy, each, gradients| {
                    let loss = loss.on(tier)?;
                    let [of_first, of_second] = gradients else { unreachable!("two inputs") };
                    if let Some(dy) = dy {
                        return loss.backward_each([&x, &other], &y, dy, [of_first, of_second]);
                    }
                    loss.forward_each([&x, &other], &y, each)?;
                    loss.backward([&x, &other], &y, [of_first, of_second])
                }),
                bounds: None,
                factor,
                losses: wants.iter().map(|want| want[0]).collect(),
                gradients: vec![
                    wants.iter().map(|want| times(want[1], -1.0)).collect(),
                    wants.iter().map(|want| want[1]).collect(),
                ],
            }
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
                run: Box::new(move |tier, dy, each, gradients| {
                    let loss = loss.on(tier)?;
                    let [of_mean, of_variance] = gradients else { unreachable!("two inputs") };
                    if let Some(dy) = dy {
                        return loss.backward_each([&x, &v], &t, dy, [of_mean, of_variance]);
                    }
                    loss.forward_each([&x, &v], &t, each)?;
                    loss.backward([&x, &v], &t, [of_mean, of_variance])
                }),
                bounds: None,
                factor,
                losses: wants.iter().map(|want| want[0]).collect(),
                gradients: vec![
                    wants.iter().map(|want| want[1]).collect(),
                    wants.iter().map(|want| want[2]).collect(),
                ],
            }
        },
    },
];
