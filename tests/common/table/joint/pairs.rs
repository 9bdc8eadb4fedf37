//! Losses of pairs: of a mean and a variance, and of rows that belong together beside those that do not.

use std::f64::consts::TAU;

use activ8::{GaussianNll, InfoNce};

use super::super::super::oracle::ln;
use super::super::draws::{errors, label, parameter, parameter_or};
use super::super::losses::{Want, itself, sum_of, times};
use super::{Case, Each, PLAIN, Row, Target};

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn gaussian_nll(case: &Case, inputs: &[Vec<f64>], factor: f64) -> (Vec<Want>, Vec<Vec<Want>>) {
    let (full, eps) = (case.parameters[0] != 0.0, f64::from(case.parameters[1]));
    let more = if full { 0.5 * TAU.ln() } else { 0.0 };
    let of_each = case.target.iter().enumerate().map(|(i, &t)| {
        let (d, v) = (inputs[0][i] - f64::from(t), inputs[1][i].max(eps));
        let of_variance = times(sum_of([0.5 / v, -0.5 * d * d / v / v]), factor);
        (sum_of([0.5 * ln(v), 0.5 * d * d / v, more]), (itself(d / v * factor), of_variance))
    });
    let (losses, slopes): (Vec<_>, Vec<_>) = of_each.unzip();
    let (of_mean, of_variance) = slopes.into_iter().unzip();
    (losses, vec![of_mean, of_variance])
}

/// Its gradients are those of differences.
fn info_nce(case: &Case, inputs: &[Vec<f64>], _: f64) -> (Vec<Want>, Vec<Vec<Want>>) {
    let &[temperature, symmetric, normalize] = &case.parameters[..] else { panic!("three parameters") };
    let (temperature, normalize) = (f64::from(temperature), normalize != 0.0);
    let unit = |x: &[f64]| {
        let length = if normalize { dot(x, x).sqrt().max(1e-12) } else { 1.0 };
        x.iter().map(|x| x / length).collect::<Vec<_>>()
    };
    let [q, k] = [0, 1].map(|i: usize| inputs[i].chunks_exact(case.dim).map(unit).collect::<Vec<_>>());
    let one_way = |q: &[Vec<f64>], k: &[Vec<f64>], i: usize| {
        let logits = k.iter().map(|k| dot(&q[i], k) / temperature).collect::<Vec<_>>();
        let others = logits.iter().enumerate().filter(|&(j, _)| j != i);
        others.map(|(_, logit)| (logit - logits[i]).exp()).sum::<f64>().ln_1p()
    };
    let both = |i| match symmetric != 0.0 {
        true => (one_way(&q, &k, i) + one_way(&k, &q, i)) / 2.0,
        false => one_way(&q, &k, i),
    };
    let greatest = |x: &[Vec<f64>]| x.iter().map(|x| dot(x, x).sqrt()).fold(0.0, f64::max);
    let size = if normalize { 1.0 } else { greatest(&q) * greatest(&k) } / temperature;
    ((0..q.len()).map(both).map(|loss| (loss, size.max(loss.abs()))).collect(), Vec::new())
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "gaussian_nll",
        golden: false,
        each_of: Each::Element,
        target: Target::Numbers,
        parameters: &["full", "eps"],
        sets: &[&[0.0, 1e-6], &[1.0, 1e-6]],
        run: |case, reduction, ask| {
            let (full, eps) = (case.parameters[0] != 0.0, case.parameters[1]);
            ask.of(GaussianNll { full, eps, reduction }, &case.target)
        },
        want: gaussian_nll,
        bounds: |_| [4.0, 6.0],
        draw_parameters: |random| vec![label(random), parameter_or(1e-6, random)],
        draw: |random, len| {
            let [x, _] = errors(random, len);
            let variance =
                random.fill(len, |random| if random.index(20) == 0 { 0.0 } else { parameter(random) });
            vec![x, variance]
        },
        draw_usual: |random, len| {
            let mean = random.fill(len, |random| random.normal(1.0));
            vec![mean, random.fill(len, |random| random.normal(1.0).abs() + 0.1)]
        },
        ..PLAIN
    },
    Row {
        name: "info_nce",
        each_of: Each::RowOfBatch,
        parameters: &["temperature", "symmetric", "normalize"],
        sets: &[&[0.07, 0.0, 1.0], &[0.2, 1.0, 1.0], &[1.0, 1.0, 0.0]],
        run: |case, reduction, ask| {
            let &[temperature, symmetric, normalize] = &case.parameters[..] else { panic!("three") };
            let (dim, symmetric, normalize) = (case.dim, symmetric != 0.0, normalize != 0.0);
            ask.alone(InfoNce { dim, temperature, symmetric, normalize, reduction })
        },
        want: info_nce,
        bounds: |_| [16.0, 8.0],
        gradient_bound: |case, inputs, of, i| {
            let (dim, t) = (case.dim, f64::from(case.parameters[0]));
            let length = |x: &[f64]| (dot(x, x) + 1e-12).sqrt();
            let lengths = |x: &[f64]| x.chunks_exact(dim).map(length).fold(0.0, f64::max);
            let (greatest, size) = if case.parameters[2] != 0.0 {
                (1.0 / t / length(&inputs[of][i / dim * dim..][..dim]), 1.0 / t)
            } else {
                let [mine, others] = [lengths(&inputs[of]), lengths(&inputs[1 - of])];
                (others / t, mine * others / t)
            };
            8.0 * f64::from(f32::EPSILON) * (1.0 + size) * greatest
        },
        draw_parameters: |random| vec![random.uniform(0.05, 2.0), label(random), 1.0],
        draw: |random, len| (0..2).map(|_| random.fill(len, |random| random.normal(1.0))).collect(),
        shapes: &[(1, 1), (3, 2), (16, 8), (17, 31), (33, 64), (70, 65), (101, 130), (150, 3)],
        ..PLAIN
    },
];
