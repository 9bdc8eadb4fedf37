//! The losses of rows, with random parameters, and what they should give.

use activ8::*;

use crate::common::random::Random;
use crate::common::table::draws::{label, probability};
pub(super) use crate::common::table::losses::wide;
use crate::common::table::losses::{Want, itself};
use crate::losses::draws;
use crate::losses::values::{Bounded, Drawn};

/// Rows of a case.
pub(super) const COUNT: usize = 5;

pub(super) fn row(random: &mut Random) -> usize {
    let longest = [3, 20, 150][random.index(3)];
    1 + random.index(longest)
}

/// A reduction, and what a loss counts in it.
pub(super) fn reduction(random: &mut Random) -> (Reduction, f64) {
    let reduction = draws::reduction(random);
    (reduction, draws::factor(reduction, COUNT as f64))
}

/// Scales an absolute error is stated in: a want with another number's ULP.
pub(super) fn at(want: f64, scale: f64) -> Want {
    (want, scale.abs())
}

/// The target of elements that are ignored.
const IGNORED: f32 = 255.0;

/// Targets of which some are ignored, or none.
fn ignoring(random: &mut Random, mut t: Vec<f32>) -> (Option<f32>, Vec<f32>) {
    if random.index(2) == 0 {
        return (None, t);
    }
    t.iter_mut().filter(|_| random.index(4) == 0).for_each(|t| *t = IGNORED);
    (Some(IGNORED), t)
}

/// `tp / (tp + alpha·fp + beta·fn + epsilon)` from 1, and its gradient.
pub(super) fn overlap(
    p: &[f64],
    t: &[f64],
    [alpha, beta, epsilon]: [f64; 3],
    factor: f64,
) -> (Want, Vec<Want>) {
    let is_kept = |t: f64| t != f64::from(IGNORED);
    let kept = || p.iter().zip(t).filter(|&(_, &t)| is_kept(t));
    let sum = |f: fn(f64, f64) -> f64| kept().map(|(&p, &t)| f(p, t)).sum::<f64>();
    let tp = sum(|p, t| p * t);
    let rest = alpha * sum(|p, t| p * (1.0 - t)) + beta * sum(|p, t| (1.0 - p) * t) + epsilon;
    let d = tp + rest;
    let slope = |&t: &f64| {
        if !is_kept(t) {
            return itself(0.0);
        }
        let [wrong, missed] =
            [alpha * tp * (1.0 - t), (beta * tp + rest) * t].map(|part| part * factor / d / d);
        at(wrong - missed, wrong.max(missed))
    };
    (itself(rest / d), t.iter().map(slope).collect())
}

/// A loss of rows of an input against targets of its length.
pub(super) fn of_rows<L: Loss + 'static>(
    what: String,
    on: impl Fn(Tier) -> Result<On<L>> + 'static,
    [x, t]: [Vec<f32>; 2],
    (row, factor): (usize, f64),
    want: impl Fn(&[f64], &[f64]) -> (Want, Vec<Want>),
) -> Drawn {
    let rows = x.chunks_exact(row).zip(t.chunks_exact(row));
    let (losses, gradients): (Vec<_>, Vec<_>) = rows.map(|(x, t)| want(&wide(x), &wide(t))).unzip();
    Drawn {
        what,
        operands: vec![x.clone(), t.clone()],
        run: Box::new(move |tier, dy, each, gradients| {
            let loss = on(tier)?;
            if let Some(dy) = dy {
                return loss.backward_each(&x, &t, dy, &mut gradients[0]);
            }
            loss.forward_each(&x, &t, each)?;
            loss.backward(&x, &t, &mut gradients[0])
        }),
        losses,
        gradients: vec![gradients.concat()],
        bounds: None,
        factor,
    }
}

pub(super) fn vectors<const N: usize>(random: &mut Random, n: usize) -> [Vec<f32>; N] {
    let size = if random.index(3) == 0 { random.uniform(-40.0, 40.0).exp2() } else { 1.0 };
    [(); N].map(|()| random.fill(n, |random| random.normal(1.0) * size))
}

pub(super) const LOSSES: &[Bounded] = &[
    Bounded {
        name: "dice",
        value: [4.0; 2],
        gradient: [4.0; 2],
        draw: |random, _| {
            let (row, (reduction, factor), of_labels) =
                (row(random), reduction(random), random.index(2) == 0);
            let n = COUNT * row;
            let p = random.fill(n, probability);
            let t = if of_labels { random.fill(n, label) } else { random.fill(n, probability) };
            let epsilon = random.uniform(-30.0, 3.0).exp2();
            let (ignore_class, t) = ignoring(random, t);
            let loss = Dice { row, epsilon, ignore_class, reduction };
            of_rows(
                format!("{loss:?}"),
                move |tier| loss.on(tier),
                [p, t],
                (row, factor),
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
            let t = if of_labels { random.fill(n, label) } else { random.fill(n, probability) };
            let [alpha, beta, epsilon] = [(); 3].map(|()| random.uniform(-10.0, 5.0).exp2());
            let (ignore_class, t) = ignoring(random, t);
            let loss = Tversky { row, alpha, beta, epsilon, ignore_class, reduction };
            of_rows(
                format!("{loss:?}"),
                move |tier| loss.on(tier),
                [p, t],
                (row, factor),
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
                (row, factor),
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
                run: Box::new(move |tier, dy, each, gradients| {
                    let loss = loss.on(tier)?;
                    if let Some(dy) = dy {
                        return loss.backward_each(&x, &classes, dy, &mut gradients[0]);
                    }
                    loss.forward_each(&x, &classes, each)?;
                    loss.backward(&x, &classes, &mut gradients[0])
                }),
                losses,
                gradients: vec![gradients],
                bounds: None,
                factor,
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
                run: Box::new(move |tier, dy, each, gradients| {
                    let loss = loss.on(tier)?;
                    if let Some(dy) = dy {
                        return loss.backward_each(&x, &lists, dy, &mut gradients[0]);
                    }
                    loss.forward_each(&x, &lists, each)?;
                    loss.backward(&x, &lists, &mut gradients[0])
                }),
                losses,
                gradients: vec![gradients],
                bounds: None,
                factor,
            }
        },
    },
];
