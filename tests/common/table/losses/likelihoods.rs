//! Negative logarithms of likelihoods.

use std::f64::consts::TAU;

use activ8::{FixedGaussianNll, PoissonNll};

use super::super::super::oracle::{e, ln, log1p};
use super::super::super::random::Random;
use super::super::draws::{errors, label, parameter, parameter_or};
use super::{Domain, PLAIN, Row, Set, Want, itself, on_every_tier, sum_of};

/// The sum of a Poisson loss's terms, of which Stirling's are for `full`.
fn poisson(expected: f64, log: f64, t: f64, full: f64) -> Want {
    let likely = if t == 0.0 { 0.0 } else { -t * log };
    let more = if full != 0.0 && t > 1.0 { [t * ln(t), -t, 0.5 * ln(t * TAU)] } else { [0.0; 3] };
    sum_of([expected, likely, more[0], more[1], more[2]])
}

fn counts(random: &mut Random, len: usize) -> Vec<f32> {
    random.fill(len, |random| match random.index(4) {
        0 => 0.0,
        1 => random.index(1000) as f32,
        2 => random.uniform(-10.0, 30.0).exp2(),
        _ => random.index(20) as f32,
    })
}

pub(super) const ROWS: &[Row] = &[
    Row {
        domains: [Domain::Real, Domain::Count],
        // Whether it is full.
        sets: &[Set { name: "poisson_nll", parameters: &[0.0], points: &[] }],
        run: |o, ask| {
            let (full, reduction) = (o.parameters[0] != 0.0, o.reduction);
            ask.of(PoissonNll { full, reduction, ..PoissonNll::default() })
        },
        want: |p, x, t| [poisson(e(x), x, t, p[0]), sum_of([e(x), -t])],
        bounds: |_| on_every_tier([3.5; 2]),
        draw_parameters: |random| vec![label(random)],
        draw: |random, len| [random.fill(len, |random| random.normal(8.0)), counts(random, len)],
        golden: &[("poisson_nll", &[0.0], [2.5, 2.0]), ("poisson_nll_full", &[1.0], [4.0, 2.0])],
        ..PLAIN
    },
    Row {
        domains: [Domain::Count; 2],
        // Whether it is full, and eps.
        sets: &[Set { name: "poisson_nll_of_counts", parameters: &[0.0, 1e-8], points: &[] }],
        run: |o, ask| {
            let (full, eps) = (o.parameters[0] != 0.0, o.parameters[1]);
            ask.of(PoissonNll { log_input: false, full, eps, reduction: o.reduction })
        },
        want: |p, x, t| {
            let eps = p[1];
            let log = if (x + eps - 1.0).abs() < 0.5 { log1p((x - 1.0) + eps) } else { ln(x + eps) };
            [poisson(x, log, t, p[0]), sum_of([1.0, -t / (x + eps)])]
        },
        bounds: |_| on_every_tier([3.5; 2]),
        draw_parameters: |random| {
            let eps = if random.index(2) == 0 { 1e-8 } else { random.uniform(-40.0, 1.0).exp2() };
            vec![label(random), eps]
        },
        draw: |random, len| {
            let x = random.fill(len, |random| match random.index(4) {
                0 => random.uniform(-60.0, 30.0).exp2(),
                1 => random.index(50) as f32,
                2 => random.uniform(-12.0, 1.0).exp2(),
                _ => 1.0 + random.normal(1.0).abs() * random.uniform(-24.0, 1.0).exp2(),
            });
            [x, counts(random, len)]
        },
        golden: &[("poisson_nll_counts", &[0.0, 1e-8], [2.5, 2.5])],
        ..PLAIN
    },
    Row {
        // The variance, eps, and whether it is full.
        sets: &[Set { name: "fixed_gaussian_nll", parameters: &[2.5, 1e-6, 0.0], points: &[] }],
        run: |o, ask| {
            let &[variance, eps, full] = o.parameters else { panic!("three parameters") };
            ask.of(FixedGaussianNll { variance, full: full != 0.0, eps, reduction: o.reduction })
        },
        want: |p, x, t| {
            let (d, v) = (x - t, p[0].max(p[1]));
            let more = if p[2] != 0.0 { 0.5 * TAU.ln() } else { 0.0 };
            [sum_of([0.5 * ln(v), 0.5 * d * d / v, more]), itself(d / v)]
        },
        bounds: |_| on_every_tier([4.0; 2]),
        draw_parameters: |random| vec![parameter(random), parameter_or(1e-6, random), label(random)],
        draw: errors,
        ..PLAIN
    },
];
