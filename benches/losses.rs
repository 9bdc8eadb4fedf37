//! Our losses by operation, tier, accuracy and size, beside plain loops over std's functions and `wide`'s:
//! `cargo bench -p activ8-benches --bench losses`.

mod common;
mod loops;

use activ8::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CategoricalCrossEntropy, CrossEntropy,
    FixedGaussianNll, Hinge, HingeEmbedding, Huber, JensenShannon, JointLoss, KlDivergence, L1,
    LinearCrossEntropy, LogCosh, Loss, Mse, On, PoissonNll, Quantile, Result, SigmoidFocal, SmoothL1,
    SoftMargin, SquaredHinge, Tier,
};
use common::{Contest, accuracies, check, spread, tiers};
use criterion::Criterion;

/// One loss of elements: its value, and with its gradient.
fn bench<L: Copy>(
    c: &mut Criterion,
    name: &str,
    op: L,
    on: fn(L, Tier) -> Result<On<L>>,
    want: impl Fn(f64, f64) -> f64,
    divide: f64,
    target: fn(f32) -> f32,
) where
    On<L>: Loss,
{
    for n in [4_096, 65_536] {
        let (x, mut t) = (spread(n, 0.01, 0.99), spread(n + 1, 0.02, 0.98).split_off(1));
        t.iter_mut().for_each(|t| *t = target(*t));
        let mut gradient = vec![0.0; n];
        let total: f64 = x.iter().zip(&t).map(|(&x, &t)| want(f64::from(x), f64::from(t))).sum();
        let mut contest = Contest::new(c, name, n, n);
        for loops in loops::ALL {
            if let Some(mean) = (loops.loss)(name) {
                contest.time(loops.library, || mean(&x, &t));
            }
        }
        for tier in tiers() {
            let op = on(op, tier).expect("an available tier");
            let loss = op.forward(&x, &t).expect("probabilities of one length");
            check(name, loss, total * divide / n as f64);
            for (name, op) in accuracies(op, tier) {
                contest.time(&name, || op.forward(&x, &t));
            }
            contest.verb("forward_backward", tier.name(), || op.forward_backward(&x, &t, &mut gradient));
        }
    }
}

fn elements(c: &mut Criterion) {
    macro_rules! on {
        ($name:literal, $op:ident, $new:ident($($argument:expr)?), $divide:expr, $want:expr) => {
            on!($name, $op, $new($($argument)?), $divide, $want, |t| t);
        };
        ($name:literal, $op:ident, $new:ident($($argument:expr)?), $divide:expr, $want:expr, $target:expr) => {
            bench(c, $name, $op::$new($($argument)?), $op::on, $want, $divide, $target);
        };
    }
    let sign: fn(f32) -> f32 = |t| (t - 0.5).signum();
    on!("l1", L1, default(), 1.0, |x, t| (x - t).abs());
    on!("huber", Huber, default(), 1.0, |x, t| 0.5 * (x - t) * (x - t));
    on!("smooth_l1", SmoothL1, default(), 1.0, |x, t| 0.5 * (x - t) * (x - t));
    on!("log_cosh", LogCosh, default(), 1.0, |x, t| (x - t).cosh().ln());
    on!("quantile", Quantile, of(0.75), 1.0, |x, t| (0.75 * (t - x)).max(-0.25 * (t - x)));
    on!("poisson_nll", PoissonNll, default(), 1.0, |x, t| x.exp() - t * x);
    on!("fixed_gaussian_nll", FixedGaussianNll, of_variance(1.0), 1.0, |x, t| 0.5 * (x - t) * (x - t));
    on!("hinge", Hinge, default(), 1.0, |x, y| (1.0 - x * y).max(0.0), sign);
    on!("squared_hinge", SquaredHinge, default(), 1.0, |x, y| (1.0 - x * y).powi(2), sign);
    on!("hinge_embedding", HingeEmbedding, default(), 1.0, |x, y| if y > 0.0 { x } else { 1.0 - x }, sign);
    on!("soft_margin", SoftMargin, default(), 1.0, |x, y| (-x * y).exp().ln_1p(), sign);
    let focal = |x: f64, t: f64| {
        let (z, weight) = if t > 0.5 { (x, 0.25) } else { (-x, 0.75) };
        weight / (1.0 + z.exp()).powi(2) * (-z).exp().ln_1p()
    };
    on!("sigmoid_focal", SigmoidFocal, default(), 1.0, focal, f32::round);
    on!("jensen_shannon", JensenShannon, default(), 1.0, |x, y| {
        let mixture = (0.5 * (x.exp() + y.exp())).ln();
        0.5 * (x.exp() * (x - mixture) + y.exp() * (y - mixture))
    });
    on!("mse", Mse, default(), 1.0, |x, t| (x - t) * (x - t));
    on!("binary_cross_entropy", BinaryCrossEntropy, default(), 1.0, |p, t| {
        -(t * p.ln() + (1.0 - t) * (-p).ln_1p())
    });
    on!("binary_cross_entropy_with_logits", BinaryCrossEntropyWithLogits, default(), 1.0, |x, t| {
        x - t * x + (-x).exp().ln_1p()
    });
    on!("kl_divergence", KlDivergence, probabilities(), 1.0, |p, t| t * (t / p).ln());
    on!("kl_divergence_log", KlDivergence, log_probabilities(), 1.0, |x, t| t * (t.ln() - x));
    on!("categorical_cross_entropy", CategoricalCrossEntropy, rows_of(64), 64.0, |p, t| -t * p.ln());
}

fn rows(c: &mut Criterion) {
    for (rows, row) in [(32, 10), (256, 1_000), (64, 32_000)] {
        let n = rows * row;
        let logits = spread(n, -8.0, 8.0);
        let classes: Vec<u32> = (0..rows).map(|i| (i % row) as u32).collect();
        let mut gradient = vec![0.0; n];
        let want: f64 = logits
            .chunks(row)
            .zip(&classes)
            .map(|(x, &class)| {
                let total: f64 = x.iter().map(|&x| f64::from(x).exp()).sum();
                total.ln() - f64::from(x[class as usize])
            })
            .sum();
        let mut contest = Contest::new(c, "cross_entropy", row, n);
        for loops in loops::ALL {
            contest.time(loops.library, || (loops.cross_entropy)(&logits, row, &classes));
        }
        contest.verb("forward_backward", loops::std::LOOPS.library, || {
            loops::std::cross_entropy_with_gradient(&logits, row, &classes, &mut gradient)
        });
        for tier in tiers() {
            let op = CrossEntropy::rows_of(row).on(tier).expect("an available tier");
            let loss = op.forward(&logits, &classes).expect("classes below the row's length");
            check("cross_entropy", loss, want / rows as f64);
            for (name, op) in accuracies(op, tier) {
                contest.time(&name, || op.forward(&logits, &classes));
            }
            contest.verb("forward_backward", tier.name(), || {
                op.forward_backward(&logits, &classes, &mut gradient)
            });
        }
    }
}

/// Cross-entropy along the second of three axes.
fn along(c: &mut Criterion) {
    let (outer, classes, inner) = (4, 64, 1024);
    let n = outer * classes * inner;
    let logits = spread(n, -8.0, 8.0);
    let target: Vec<u32> = (0..outer * inner).map(|i| (i % classes) as u32).collect();
    let mut gradient = vec![0.0; n];
    let mut contest = Contest::new(c, "cross_entropy_along", classes, n);
    contest.time("std", || {
        let losses = target.iter().enumerate().map(|(i, &class)| {
            let first = i / inner * classes * inner + i % inner;
            let column = || logits[first..].iter().step_by(inner).take(classes);
            let max = column().copied().fold(f32::NEG_INFINITY, f32::max);
            column().map(|x| (x - max).exp()).sum::<f32>().ln() + max - logits[first + class as usize * inner]
        });
        losses.sum::<f32>() / target.len() as f32
    });
    for tier in tiers() {
        let op = CrossEntropy::along(classes, inner).on(tier).expect("an available tier");
        for (name, op) in accuracies(op, tier) {
            contest.time(&name, || op.forward(&logits, &target));
        }
        contest
            .verb("forward_backward", tier.name(), || op.forward_backward(&logits, &target, &mut gradient));
    }
}

/// The cross-entropy of a vocabulary's logits, which are a product.
fn linear(c: &mut Criterion) {
    let (rows, dim, classes) = (128, 256, 8_192);
    let (hidden, weight) = (spread(rows * dim, -1.0, 1.0), spread(classes * dim, -0.5, 0.5));
    let target: Vec<u32> = (0..rows as u32).collect();
    let (mut of_hidden, mut of_weight) = (vec![0.0; rows * dim], vec![0.0; classes * dim]);
    let op = LinearCrossEntropy::dim(dim, CrossEntropy::rows_of(classes));
    let mut contest = Contest::new(c, "linear_cross_entropy", classes, rows * classes);
    contest.time("std", || {
        let product = |x: &[f32], w: &[f32]| x.iter().zip(w).map(|(x, w)| x * w).sum::<f32>();
        let logits = hidden.chunks(dim).flat_map(|x| weight.chunks(dim).map(move |w| product(x, w)));
        (loops::std::LOOPS.cross_entropy)(&logits.collect::<Vec<_>>(), classes, &target)
    });
    for tier in tiers() {
        let op = op.on(tier).expect("an available tier");
        for (name, op) in accuracies(op, tier) {
            contest.time(&name, || op.forward([&hidden, &weight], &target));
        }
        let verb = "forward_backward";
        contest.verb(verb, tier.name(), || {
            op.forward_backward([&hidden, &weight], &target, [&mut of_hidden, &mut of_weight])
        });
    }
}

common::main!(elements, rows, along, linear);
