//! The losses of rows and of vectors, with random parameters, and what they should give.

use activ8::*;

use crate::random::Random;
use crate::values::{Bounded, Drawn, Want, itself};

/// Rows of a case.
const COUNT: usize = 5;

fn row(random: &mut Random) -> usize {
    let longest = [3, 20, 150][random.index(3)];
    1 + random.index(longest)
}

fn reduction(random: &mut Random) -> (Reduction, f64) {
    match random.index(3) {
        0 => (Reduction::Mean, 1.0 / COUNT as f64),
        1 => (Reduction::Sum, 1.0),
        _ => (Reduction::BatchMean(7), 1.0 / 7.0),
    }
}

fn wide(x: &[f32]) -> Vec<f64> {
    x.iter().map(|&x| f64::from(x)).collect()
}

fn vectors<const N: usize>(random: &mut Random, n: usize) -> [Vec<f32>; N] {
    let size = if random.index(3) == 0 { random.uniform(-40.0, 40.0).exp2() } else { 1.0 };
    [(); N].map(|()| random.fill(n, |random| random.normal(1.0) * size))
}

/// Scales an absolute error is stated in: a want with another number's ULP.
fn at(want: f64, scale: f64) -> Want {
    (want, scale.abs())
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

fn labels(random: &mut Random, n: usize) -> Vec<f32> {
    random.fill(n, |random| random.index(2) as f32)
}

fn signs(random: &mut Random, n: usize) -> Vec<f32> {
    random.fill(n, |random| if random.index(2) == 0 { 1.0 } else { -1.0 })
}

/// `tp / (tp + alpha·fp + beta·fn + epsilon)` from 1, and its gradient.
fn overlap(p: &[f64], t: &[f64], [alpha, beta, epsilon]: [f64; 3], factor: f64) -> (Want, Vec<Want>) {
    let sum = |f: fn(f64, f64) -> f64| p.iter().zip(t).map(|(&p, &t)| f(p, t)).sum::<f64>();
    let tp = sum(|p, t| p * t);
    let rest = alpha * sum(|p, t| p * (1.0 - t)) + beta * sum(|p, t| (1.0 - p) * t) + epsilon;
    let d = tp + rest;
    let slope = |&t: &f64| {
        let [wrong, missed] =
            [alpha * tp * (1.0 - t), (beta * tp + rest) * t].map(|part| part * factor / d / d);
        at(wrong - missed, wrong.max(missed))
    };
    (itself(rest / d), t.iter().map(slope).collect())
}

/// A loss of rows of an input against targets of its length.
fn of_rows<L: Loss + 'static>(
    what: String,
    on: impl Fn(Tier) -> Result<On<L>> + 'static,
    [x, t]: [Vec<f32>; 2],
    row: usize,
    want: impl Fn(&[f64], &[f64]) -> (Want, Vec<Want>),
) -> Drawn {
    let rows = x.chunks_exact(row).zip(t.chunks_exact(row));
    let (losses, gradients): (Vec<_>, Vec<_>) = rows.map(|(x, t)| want(&wide(x), &wide(t))).unzip();
    Drawn {
        what,
        operands: vec![x.clone(), t.clone()],
        run: Box::new(move |tier, each, gradients| {
            let loss = on(tier)?;
            loss.forward_each(&x, &t, each)?;
            loss.backward(&x, &t, &mut gradients[0])
        }),
        losses,
        gradients: vec![gradients.concat()],
        bounds: None,
    }
}

fn probability(random: &mut Random) -> f32 {
    match random.index(4) {
        0 => random.index(2) as f32,
        1 => (-40.0 * random.unit()).exp2(),
        2 => 1.0 - (-24.0 * random.unit()).exp2(),
        _ => random.unit(),
    }
}

pub(crate) const ROWS: &[Bounded] = &[
    Bounded {
        name: "dice",
        value: [4.0; 2],
        gradient: [4.0; 2],
        draw: |random, _| {
            let (row, (reduction, factor), of_labels) =
                (row(random), reduction(random), random.index(2) == 0);
            let n = COUNT * row;
            let p = random.fill(n, probability);
            let t = if of_labels { labels(random, n) } else { random.fill(n, probability) };
            let epsilon = random.uniform(-30.0, 3.0).exp2();
            let loss = Dice { row, epsilon, reduction };
            of_rows(
                format!("{loss:?}"),
                move |tier| loss.on(tier),
                [p, t],
                row,
                |p, t| overlap(p, t, [0.5, 0.5, 0.5 * f64::from(epsilon)], factor),
            )
        },
    },
    Bounded {
        name: "tversky",
        value: [4.0; 2],
        gradient: [4.0; 2],
        draw: |random, _| {
            let (row, (reduction, factor), of_labels) =
                (row(random), reduction(random), random.index(2) == 0);
            let n = COUNT * row;
            let p = random.fill(n, probability);
            let t = if of_labels { labels(random, n) } else { random.fill(n, probability) };
            let [alpha, beta, epsilon] = [(); 3].map(|()| random.uniform(-10.0, 5.0).exp2());
            let loss = Tversky { row, alpha, beta, epsilon, reduction };
            of_rows(
                format!("{loss:?}"),
                move |tier| loss.on(tier),
                [p, t],
                row,
                |p, t| overlap(p, t, [alpha, beta, epsilon].map(f64::from), factor),
            )
        },
    },
    Bounded {
        name: "multi_label_soft_margin",
        value: [4.0; 2],
        gradient: [5.0; 2],
        draw: |random, _| {
            let (row, (reduction, factor)) = (row(random), reduction(random));
            let n = COUNT * row;
            let (x, t) = (random.fill(n, |random| random.normal(30.0)), random.fill(n, probability));
            let weight =
                (random.index(2) == 0).then(|| random.fill(row, |random| random.uniform(-15.0, 15.0).exp2()));
            let kept: Option<&'static [f32]> = weight.clone().map(|weight| &*weight.leak());
            let loss = MultiLabelSoftMargin { row, weight: kept, reduction };
            of_rows(
                format!("weights {}, {reduction:?}", weight.is_some()),
                move |tier| loss.on(tier),
                [x, t],
                row,
                |x, t| {
                    let by = row as f64;
                    let parts = x.iter().zip(t).enumerate().map(|(i, (&x, &t))| {
                        let w = weight.as_ref().map_or(1.0, |weight| f64::from(weight[i]));
                        let small = core_math::exp(-x.abs());
                        let sigmoid =
                            |z: f64| if z < 0.0 { small / (1.0 + small) } else { 1.0 / (1.0 + small) };
                        let [right, wrong] = [x, -x].map(|z: f64| z.max(0.0) + core_math::log1p(small));
                        let [up, down] =
                            [(1.0 - t) * sigmoid(x), t * sigmoid(-x)].map(|part| part * w * factor / by);
                        (w * ((1.0 - t) * right + t * wrong) / by, at(up - down, up.max(down)))
                    });
                    let (losses, slopes): (Vec<f64>, Vec<Want>) = parts.unzip();
                    (itself(losses.iter().sum()), slopes)
                },
            )
        },
    },
    Bounded {
        name: "multi_margin",
        value: [4.0; 2],
        gradient: [4.0; 2],
        draw: |random, _| {
            let (row, (reduction, factor)) = (row(random), reduction(random));
            let [x] = vectors(random, COUNT * row);
            let classes: Vec<u32> = (0..COUNT).map(|_| random.index(row) as u32).collect();
            let weight =
                (random.index(2) == 0).then(|| random.fill(row, |random| random.uniform(-15.0, 15.0).exp2()));
            let kept: Option<&'static [f32]> = weight.clone().map(|weight| &*weight.leak());
            let (p, margin) = (1 + random.index(2) as u8, random.normal(2.0));
            let loss = MultiMargin { row, p, margin, weight: kept, reduction };
            let (mut losses, mut gradients) = (Vec::new(), Vec::new());
            for (x, &class) in x.chunks_exact(row).zip(&classes) {
                let (x, class) = (wide(x), class as usize);
                let w = weight.as_ref().map_or(1.0, |weight| f64::from(weight[class])) / row as f64;
                let hinge =
                    |i: usize| if i == class { 0.0 } else { (f64::from(margin) - x[class] + x[i]).max(0.0) };
                let power = |h: f64| if p == 1 { h } else { h * h };
                let slope = |h: f64| match p {
                    1 => f64::from(u8::from(h > 0.0)),
                    _ => 2.0 * h,
                };
                losses.push(itself(w * (0..row).map(hinge).map(power).sum::<f64>()));
                let mut slopes: Vec<f64> =
                    (0..row).map(hinge).map(slope).map(|slope| slope * w * factor).collect();
                slopes[class] = -slopes.iter().sum::<f64>();
                gradients.extend(slopes.into_iter().map(itself));
            }
            Drawn {
                what: format!("margin {margin}, p {p}, weights {}, {reduction:?}", weight.is_some()),
                operands: vec![x.clone()],
                run: Box::new(move |tier, each, gradients| {
                    let loss = loss.on(tier)?;
                    loss.forward_each(&x, &classes, each)?;
                    loss.backward(&x, &classes, &mut gradients[0])
                }),
                losses,
                gradients: vec![gradients],
                bounds: None,
            }
        },
    },
    Bounded {
        name: "multi_label_margin",
        value: [4.0; 2],
        gradient: [1.0; 2],
        draw: |random, _| {
            let (row, (reduction, factor)) = (row(random), reduction(random));
            let [x] = vectors(random, COUNT * row);
            let lists: Vec<i64> = (0..COUNT * row).map(|_| random.index(row + 1) as i64 - 1).collect();
            let loss = MultiLabelMargin { row, reduction };
            let (mut losses, mut gradients) = (Vec::new(), Vec::new());
            for (x, list) in x.chunks_exact(row).zip(lists.chunks_exact(row)) {
                let x = wide(x);
                let classes: Vec<usize> =
                    list.iter().take_while(|&&class| class >= 0).map(|&class| class as usize).collect();
                let (mut loss, mut slopes) = (0.0, vec![0.0; row]);
                for &class in &classes {
                    for i in (0..row).filter(|i| !classes.contains(i)) {
                        let hinge = 1.0 - x[class] + x[i];
                        if hinge > 0.0 {
                            loss += hinge;
                            slopes[i] += 1.0;
                            slopes[class] -= 1.0;
                        }
                    }
                }
                losses.push(itself(loss / row as f64));
                gradients.extend(slopes.into_iter().map(|slope| itself(slope * factor / row as f64)));
            }
            Drawn {
                what: format!("{reduction:?}"),
                operands: vec![x.clone()],
                run: Box::new(move |tier, each, gradients| {
                    let loss = loss.on(tier)?;
                    loss.forward_each(&x, &lists, each)?;
                    loss.backward(&x, &lists, &mut gradients[0])
                }),
                losses,
                gradients: vec![gradients],
                bounds: None,
            }
        },
    },
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
                run: Box::new(move |tier, each, gradients| {
                    let loss = loss.on(tier)?;
                    loss.forward_each([&a, &b], &target, each)?;
                    let [of_a, of_b] = gradients else { unreachable!("two inputs") };
                    loss.backward([&a, &b], &target, [of_a, of_b])
                }),
                losses,
                gradients: gradients.into(),
                bounds: None,
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
                run: Box::new(move |tier, each, gradients| {
                    let loss = loss.on(tier)?;
                    let x = x.each_ref().map(|x| &x[..]);
                    loss.forward_each(x, &(), each)?;
                    let [a, b, c] = gradients else { unreachable!("three inputs") };
                    loss.backward(x, &(), [a, b, c])
                }),
                losses,
                gradients: gradients.into(),
                bounds: None,
            }
            .within(4.0, bound)
        },
    },
];
