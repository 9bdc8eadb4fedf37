//! The losses of a difference, with random parameters, and what they should give.

#![allow(clippy::needless_update, reason = "a macro makes losses with other fields and without")]

use activ8::*;
use core_math::{exp as e, expm1, log1p as ln_1p};

use crate::draws::*;
use crate::values::{Bounded, itself, of_two};

pub(super) const LOSSES: &[Bounded] = &[
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
];
