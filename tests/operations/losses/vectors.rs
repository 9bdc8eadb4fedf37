//! The losses of vectors, with random parameters, and what they should give.

use activ8::*;

use crate::common::random::Random;
use crate::losses::rows::*;
use crate::losses::values::{Bounded, Drawn};

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

fn signs(random: &mut Random, n: usize) -> Vec<f32> {
    random.fill(n, |random| if random.index(2) == 0 { 1.0 } else { -1.0 })
}

pub(super) const LOSSES: &[Bounded] = &[
    Bounded {
        name: "cosine_embedding",
        value: [4.0; 2],
        gradient: [8.0; 2],
        draw: |random, _| {
            let (dim, (reduction, factor)) = (row(random), reduction(random));
            let [a, b] = vectors(random, COUNT * dim);
            let target = signs(random, COUNT);
            let margin = random.normal(0.3);
            let loss = CosineEmbedding { dim, margin, reduction };
            let (mut losses, mut gradients) = (Vec::new(), [Vec::new(), Vec::new()]);
            for (i, &y) in target.iter().enumerate() {
                let [a, b] = [&a, &b].map(|x| wide(&x[i * dim..(i + 1) * dim]));
                let dot = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>();
                let [of_a, of_b] = [dot(&a, &a) + 1e-12, dot(&b, &b) + 1e-12].map(f64::sqrt);
                let cos = dot(&a, &b) / of_a / of_b;
                let value = if y > 0.0 { 1.0 - cos } else { cos - f64::from(margin) };
                losses.push(at(if y > 0.0 { value } else { value.max(0.0) }, 1.0));
                let slope = if y > 0.0 {
                    -factor
                } else if value > 0.0 {
                    factor
                } else {
                    0.0
                };
                // Where the loss is within its error of 0 its slope is that of either side.
                let slope = if y < 0.0 && value.abs() < 1e-6 { f64::NAN } else { slope };
                for (of, a, b, of_a, of_b) in [(0, &a, &b, of_a, of_b), (1, &b, &a, of_b, of_a)] {
                    gradients[of].extend(a.iter().zip(b).map(|(a, b)| {
                        let [mine, other] = [a / of_a, b / of_b];
                        at(slope * (other - cos * mine) / of_a, slope / of_a * mine.abs().max(other.abs()))
                    }));
                }
            }
            Drawn {
                what: format!("margin {margin}, {reduction:?}, dim {dim}"),
                operands: vec![a.clone(), b.clone()],
                run: Box::new(move |tier, dy, each, gradients| {
                    let loss = loss.on(tier)?;
                    let [of_a, of_b] = gradients else { unreachable!("two inputs") };
                    if let Some(dy) = dy {
                        return loss.backward_each([&a, &b], &target, dy, [of_a, of_b]);
                    }
                    loss.forward_each([&a, &b], &target, each)?;
                    loss.backward([&a, &b], &target, [of_a, of_b])
                }),
                losses,
                gradients: gradients.into(),
                bounds: None,
                factor,
            }
        },
    },
    Bounded {
        name: "triplet_margin",
        value: [4.0; 2],
        gradient: [4.0; 2],
        draw: |random, _| {
            let (dim, (reduction, factor)) = (row(random), reduction(random));
            let x: [Vec<f32>; 3] = vectors(random, COUNT * dim);
            let p = match random.index(7) {
                0 => 1.0,
                1 => 2.0,
                2 => f32::INFINITY,
                3 => 50.0,
                4 => random.uniform(1.0, 3.0),
                5 => random.uniform(0.0, 10.0).exp2(),
                _ => 10.0,
            };
            let (swap, eps) = (random.index(2) == 0, if random.index(2) == 0 { 1e-6 } else { 0.0 });
            let margin = random.uniform(-3.0, 3.0).exp2();
            let loss = TripletMargin { dim, margin, p, eps, swap, reduction };
            let (mut losses, mut gradients) = (Vec::new(), [Vec::new(), Vec::new(), Vec::new()]);
            for i in 0..COUNT {
                let [a, b, c] = x.each_ref().map(|x| wide(&x[i * dim..(i + 1) * dim]));
                let (p, eps) = (f64::from(p), f64::from(eps));
                let [near, far, swapped] =
                    [(&a, &b), (&a, &c), (&b, &c)].map(|(x, y)| distance(x, y, p, eps));
                let by_swap = swap && swapped.0 < far.0;
                let least = if by_swap { swapped.0 } else { far.0 };
                let value = near.0 - least + f64::from(margin);
                let scale = near.0.max(least).max(f64::from(margin));
                let near_d = near.0;
                losses.push(at(value.max(0.0), scale.max(value)));
                let close = |a: f64, b: f64| (a - b).abs() < 1e-5 * scale;
                let factor = if close(value, 0.0) || swap && close(swapped.0, far.0) {
                    f64::NAN
                } else if value > 0.0 {
                    factor
                } else {
                    0.0
                };
                let [of_near, of_far, of_swapped] = [&near, &far, &swapped].map(|(d, e)| slopes(*d, e, p));
                for j in 0..dim {
                    let near = of_near[j] * factor;
                    let [far, swapped] =
                        if by_swap { [0.0, of_swapped[j] * factor] } else { [of_far[j] * factor, 0.0] };
                    // By eps a difference may cancel, whose part is then smaller than its error.
                    let least = if p == 2.0 && eps > 0.0 {
                        2.0 * eps / near_d.min(least) * factor.abs()
                    } else {
                        0.0
                    };
                    let size = |parts: [f64; 2]| parts[0].abs().max(parts[1].abs()).max(least);
                    gradients[0].push(at(near - far, size([near, far])));
                    gradients[1].push(at(-swapped - near, size([near, swapped])));
                    gradients[2].push(at(far + swapped, size([far, swapped])));
                }
            }
            // Differences in f32 have no exact greatest, of which there may be several in one case only.
            let p_of = f64::from(p);
            let bound = if p == 1.0 || p == 2.0 || p.is_infinite() { 4.0 } else { 5.0 + p_of / 8.0 };
            Drawn {
                what: format!("p {p}, margin {margin}, swap {swap}, eps {eps:e}, {reduction:?}, dim {dim}"),
                operands: vec![],
                run: Box::new(move |tier, dy, each, gradients| {
                    let loss = loss.on(tier)?;
                    let x = x.each_ref().map(|x| &x[..]);
                    let [a, b, c] = gradients else { unreachable!("three inputs") };
                    if let Some(dy) = dy {
                        return loss.backward_each(x, &(), dy, [a, b, c]);
                    }
                    loss.forward_each(x, &(), each)?;
                    loss.backward(x, &(), [a, b, c])
                }),
                losses,
                gradients: gradients.into(),
                bounds: None,
                factor,
            }
            .within(4.0, bound)
        },
    },
];
