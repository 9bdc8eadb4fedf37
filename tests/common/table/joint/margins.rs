//! Losses with a margin between two inputs, or two distances.

use activ8::{CosineEmbedding, MarginRanking, TripletMargin};

use super::super::draws::{errors, parameter, vectors};
use super::super::losses::{Want, itself};
use super::{Case, Each, Kinks, PLAIN, Row, Target};

/// The distance between neighbouring floats at 1.
const ULP: f64 = f32::EPSILON as f64;

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Of a vector, with what keeps it above 0.
fn length(x: &[f64]) -> f64 {
    (dot(x, x) + 1e-12).sqrt()
}

fn at(want: f64, scale: f64) -> Want {
    (want, scale.abs())
}

fn margin_ranking(case: &Case, inputs: &[Vec<f64>], factor: f64) -> (Vec<Want>, Vec<Vec<Want>>) {
    let margin = f64::from(case.parameters[0]);
    let of_each = case.target.iter().enumerate().map(|(i, &y)| {
        let (y, difference) = (f64::from(y), inputs[0][i] - inputs[1][i]);
        let (value, scale) = (margin - y * difference, difference.abs().max(margin.abs()));
        let slope = if value > 0.0 { y * factor } else { 0.0 };
        // Nearer to the kink than its own error a loss may be on either side of it.
        let slope = if value.abs() <= 2.0 * scale * ULP { f64::NAN } else { slope };
        (at(value.max(0.0), scale), slope)
    });
    let (losses, slopes): (Vec<Want>, Vec<f64>) = of_each.unzip();
    let gradient = |sign: f64| slopes.iter().map(|slope| itself(sign * slope)).collect();
    (losses, vec![gradient(-1.0), gradient(1.0)])
}

fn cosine_embedding(case: &Case, inputs: &[Vec<f64>], factor: f64) -> (Vec<Want>, Vec<Vec<Want>>) {
    let (mut losses, mut gradients) = (Vec::new(), vec![Vec::new(), Vec::new()]);
    for (i, &y) in case.target.iter().enumerate() {
        let rows = case.rows(inputs, i);
        let (a, b) = (rows[0], rows[1]);
        let (of_a, of_b) = (length(a), length(b));
        let cos = dot(a, b) / of_a / of_b;
        let value = if y > 0.0 { 1.0 - cos } else { cos - f64::from(case.parameters[0]) };
        losses.push(at(if y > 0.0 { value } else { value.max(0.0) }, 1.0));
        // Where the loss is within its error of 0 its slope is that of either side.
        let slope = match y > 0.0 {
            true => -factor,
            false if value.abs() < 1e-6 => f64::NAN,
            false => factor * f64::from(u8::from(value > 0.0)),
        };
        for (of, a, b, of_a, of_b) in [(0, a, b, of_a, of_b), (1, b, a, of_b, of_a)] {
            gradients[of].extend(a.iter().zip(b).map(|(a, b)| {
                let [mine, other] = [a / of_a, b / of_b];
                at(slope * (other - cos * mine) / of_a, slope / of_a * mine.abs().max(other.abs()))
            }));
        }
    }
    (losses, gradients)
}

/// (Σ |e|^p)^(1/p) for e = x − y + eps, and all e.
fn distance(x: &[f64], y: &[f64], p: f64, eps: f64) -> (f64, Vec<f64>) {
    let e: Vec<f64> = x.iter().zip(y).map(|(x, y)| x - y + eps).collect();
    let max = e.iter().fold(0.0, |max: f64, e| max.max(e.abs()));
    if max == 0.0 || p.is_infinite() {
        return (max, e);
    }
    (max * e.iter().map(|e| (e.abs() / max).powf(p)).sum::<f64>().powf(1.0 / p), e)
}

fn slopes(d: f64, e: &[f64], p: f64) -> Vec<f64> {
    let near = |e: &&f64| e.abs() > d * (1.0 - 1e-6);
    let shares = e.iter().filter(near).count() as f64;
    let slope = |e: &f64| match e.abs() / d {
        _ if d == 0.0 || *e == 0.0 => 0.0,
        // Several that are rounded to the greatest share its slope; so nearly are not drawn twice.
        _ if p.is_infinite() && shares > 1.0 => f64::NAN,
        _ if p.is_infinite() => {
            if near(&e) {
                e.signum()
            } else {
                0.0
            }
        }
        ratio => e.signum() * ratio.powf(p - 1.0),
    };
    e.iter().map(slope).collect()
}

fn triplet_margin(case: &Case, inputs: &[Vec<f64>], factor: f64) -> (Vec<Want>, Vec<Vec<Want>>) {
    let &[margin, p, eps, swap] = &case.parameters[..] else { panic!("four parameters") };
    let (margin, p, eps, swap) = (f64::from(margin), f64::from(p), f64::from(eps), swap != 0.0);
    let (mut losses, mut gradients) = (Vec::new(), vec![Vec::new(), Vec::new(), Vec::new()]);
    for i in 0..inputs[0].len() / case.dim {
        let rows = case.rows(inputs, i);
        let [near, far, swapped] = [(0, 1), (0, 2), (1, 2)].map(|(x, y)| distance(rows[x], rows[y], p, eps));
        let by_swap = swap && swapped.0 < far.0;
        let least = if by_swap { swapped.0 } else { far.0 };
        let value = near.0 - least + margin;
        let scale = near.0.max(least).max(margin);
        losses.push(at(value.max(0.0), scale));
        let close = |a: f64, b: f64| (a - b).abs() < 1e-5 * scale;
        let factor = if close(value, 0.0) || swap && close(swapped.0, far.0) {
            f64::NAN
        } else if value > 0.0 {
            factor
        } else {
            0.0
        };
        let [of_near, of_far, of_swapped] = [&near, &far, &swapped].map(|(d, e)| slopes(*d, e, p));
        for j in 0..case.dim {
            let near_part = of_near[j] * factor;
            let [far, swapped] =
                if by_swap { [0.0, of_swapped[j] * factor] } else { [of_far[j] * factor, 0.0] };
            // By eps a difference may cancel, whose part is then smaller than its error.
            let least =
                if p == 2.0 && eps > 0.0 { 2.0 * eps / near.0.min(least) * factor.abs() } else { 0.0 };
            let size = |parts: [f64; 2]| parts[0].abs().max(parts[1].abs()).max(least);
            gradients[0].push(at(near_part - far, size([near_part, far])));
            gradients[1].push(at(-swapped - near_part, size([near_part, swapped])));
            gradients[2].push(at(far + swapped, size([far, swapped])));
        }
    }
    (losses, gradients)
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "margin_ranking",
        each_of: Each::Element,
        target: Target::Signs,
        parameters: &["margin"],
        sets: &[&[0.25]],
        run: |case, reduction, ask| {
            ask.of(MarginRanking { margin: case.parameters[0], reduction }, &case.target)
        },
        want: margin_ranking,
        bounds: |_| [1.5, 0.5],
        gradient_bound: |_, _, _, _| ULP,
        kinks: Kinks::AtZero,
        draw_parameters: |random| vec![[0.0, -1.0, 1.0][random.index(3)] * parameter(random)],
        draw: |random, len| errors(random, len).into(),
        ..PLAIN
    },
    Row {
        name: "cosine_embedding",
        target: Target::Signs,
        parameters: &["margin"],
        sets: &[&[0.1]],
        run: |case, reduction, ask| {
            ask.of(CosineEmbedding { dim: case.dim, margin: case.parameters[0], reduction }, &case.target)
        },
        want: cosine_embedding,
        bounds: |_| [4.0, 8.0],
        gradient_bound: |case, inputs, of, i| {
            let row = i / case.dim * case.dim..i / case.dim * case.dim + case.dim;
            let [mine, other] = [&inputs[of], &inputs[1 - of]].map(|x| (x[i].abs(), length(&x[row.clone()])));
            8.0 * ULP / mine.1 * (mine.0 / mine.1).max(other.0 / other.1)
        },
        kinks: Kinks::AtZero,
        draw_parameters: |random| vec![random.normal(0.3)],
        ..PLAIN
    },
    Row {
        name: "triplet_margin",
        inputs: 3,
        parameters: &["margin", "p", "eps", "swap"],
        sets: &[
            &[1.5, 2.0, 1e-6, 1.0],
            &[1.5, 1.0, 1e-6, 0.0],
            &[1.5, f32::INFINITY, 1e-6, 1.0],
            &[1.5, 2.5, 1e-6, 0.0],
            &[1.5, 1e4, 1e-6, 1.0],
            &[1.5, 1e30, 1e-6, 1.0],
        ],
        run: |case, reduction, ask| {
            let &[margin, p, eps, swap] = &case.parameters[..] else { panic!("four parameters") };
            ask.alone(TripletMargin { dim: case.dim, margin, p, eps, swap: swap != 0.0, reduction })
        },
        want: triplet_margin,
        // Differences in f32 have no exact greatest, of which there may be several in one case only.
        bounds: |p| {
            let exact = p[1] == 1.0 || p[1] == 2.0 || p[1].is_infinite();
            [4.0, if exact { 4.0 } else { 5.0 + f64::from(p[1]) / 8.0 }]
        },
        gradient_bound: |_, _, _, _| 4.0 * ULP,
        kinks: Kinks::Anywhere,
        draw_parameters: |random| {
            let p = match random.index(7) {
                0 => 1.0,
                1 => 2.0,
                2 => f32::INFINITY,
                3 => 50.0,
                4 => random.uniform(1.0, 3.0),
                5 => random.uniform(0.0, 10.0).exp2(),
                _ => 10.0,
            };
            let (swap, eps) = (random.index(2) as f32, [1e-6, 0.0][random.index(2)]);
            vec![random.uniform(-3.0, 3.0).exp2(), p, eps, swap]
        },
        draw: |random, len| vectors::<3>(random, len).into(),
        draw_usual: |random, len| (0..3).map(|_| random.fill(len, |random| random.normal(1.0))).collect(),
        ..PLAIN
    },
];
