//! Our losses by operation, tier and size: `cargo bench -p activ8-benches --bench losses`.

mod common;

use activ8::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CategoricalCrossEntropy, CrossEntropy,
    FixedGaussianNll, Hinge, HingeEmbedding, Huber, JensenShannon, JointLoss, KlDivergence, L1,
    LinearCrossEntropy, LogCosh, Loss, Mse, PoissonNll, Quantile, SigmoidFocal, SmoothL1, SoftMargin,
    SquaredHinge,
};
use common::{check, spread, tiers};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// One loss of elements on one tier: its value, and with its gradient.
fn bench(
    c: &mut Criterion,
    name: &str,
    tier: &str,
    op: impl Loss,
    want: impl Fn(f64, f64) -> f64,
    divide: f64,
    target: fn(f32) -> f32,
) {
    for n in [4_096, 65_536] {
        let (x, mut t) = (spread(n, 0.01, 0.99), spread(n + 1, 0.02, 0.98).split_off(1));
        t.iter_mut().for_each(|t| *t = target(*t));
        let mut gradient = vec![0.0; n];
        let total: f64 = x.iter().zip(&t).map(|(&x, &t)| want(f64::from(x), f64::from(t))).sum();
        let loss = op.forward(&x, &t).expect("probabilities of one length");
        check(name, loss, total * divide / n as f64);
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Elements(n as u64)).sample_size(30);
        group.bench_function(BenchmarkId::new(format!("forward/{tier}"), n), |b| {
            b.iter(|| op.forward(&x, &t));
        });
        group.bench_function(BenchmarkId::new(format!("forward_backward/{tier}"), n), |b| {
            b.iter(|| op.forward_backward(&x, &t, &mut gradient));
        });
    }
}

fn elements(c: &mut Criterion) {
    for tier in tiers() {
        macro_rules! on {
            ($name:literal, $op:expr, $divide:expr, $want:expr) => {
                on!($name, $op, $divide, $want, |t| t);
            };
            ($name:literal, $op:expr, $divide:expr, $want:expr, $target:expr) => {
                let on = $op.on(tier).expect("an available tier");
                bench(c, $name, tier.name(), on, $want, $divide, $target);
            };
        }
        let sign: fn(f32) -> f32 = |t| (t - 0.5).signum();
        on!("l1", L1::default(), 1.0, |x, t| (x - t).abs());
        on!("huber", Huber::default(), 1.0, |x, t| 0.5 * (x - t) * (x - t));
        on!("smooth_l1", SmoothL1::default(), 1.0, |x, t| 0.5 * (x - t) * (x - t));
        on!("log_cosh", LogCosh::default(), 1.0, |x, t| (x - t).cosh().ln());
        on!("quantile", Quantile::of(0.75), 1.0, |x, t| (0.75 * (t - x)).max(-0.25 * (t - x)));
        on!("poisson_nll", PoissonNll::default(), 1.0, |x, t| x.exp() - t * x);
        on!("fixed_gaussian_nll", FixedGaussianNll::of_variance(1.0), 1.0, |x, t| 0.5 * (x - t) * (x - t));
        on!("hinge", Hinge::default(), 1.0, |x, y| (1.0 - x * y).max(0.0), sign);
        on!("squared_hinge", SquaredHinge::default(), 1.0, |x, y| (1.0 - x * y).powi(2), sign);
        on!(
            "hinge_embedding",
            HingeEmbedding::default(),
            1.0,
            |x, y| if y > 0.0 { x } else { 1.0 - x },
            sign
        );
        on!("soft_margin", SoftMargin::default(), 1.0, |x, y| (-x * y).exp().ln_1p(), sign);
        let focal = |x: f64, t: f64| {
            let (z, weight) = if t > 0.5 { (x, 0.25) } else { (-x, 0.75) };
            weight / (1.0 + z.exp()).powi(2) * (-z).exp().ln_1p()
        };
        on!("sigmoid_focal", SigmoidFocal::default(), 1.0, focal, f32::round);
        on!("jensen_shannon", JensenShannon::default(), 1.0, |x, y| {
            let mixture = (0.5 * (x.exp() + y.exp())).ln();
            0.5 * (x.exp() * (x - mixture) + y.exp() * (y - mixture))
        });
        on!("mse", Mse::default(), 1.0, |x, t| (x - t) * (x - t));
        on!("binary_cross_entropy", BinaryCrossEntropy::default(), 1.0, |p, t| {
            -(t * p.ln() + (1.0 - t) * (-p).ln_1p())
        });
        on!("binary_cross_entropy_with_logits", BinaryCrossEntropyWithLogits::default(), 1.0, |x, t| {
            x - t * x + (-x).exp().ln_1p()
        });
        on!("kl_divergence", KlDivergence::probabilities(), 1.0, |p, t| t * (t / p).ln());
        on!("kl_divergence_log", KlDivergence::log_probabilities(), 1.0, |x, t| t * (t.ln() - x));
        on!("categorical_cross_entropy", CategoricalCrossEntropy::rows_of(64), 64.0, |p, t| -t * p.ln());
    }
}

fn rows(c: &mut Criterion) {
    for (rows, row) in [(256, 1_000), (64, 32_000)] {
        let n = rows * row;
        let logits = spread(n, -8.0, 8.0);
        let classes: Vec<u32> = (0..rows as u32).collect();
        let mut gradient = vec![0.0; n];
        let want: f64 = logits
            .chunks(row)
            .zip(&classes)
            .map(|(x, &class)| {
                let total: f64 = x.iter().map(|&x| f64::from(x).exp()).sum();
                total.ln() - f64::from(x[class as usize])
            })
            .sum();
        for tier in tiers() {
            let op = CrossEntropy::rows_of(row).on(tier).expect("an available tier");
            let loss = op.forward(&logits, &classes).expect("classes below the row's length");
            check("cross_entropy", loss, want / rows as f64);
            let mut group = c.benchmark_group("cross_entropy");
            group.throughput(Throughput::Elements(n as u64)).sample_size(30);
            group.bench_function(BenchmarkId::new(format!("forward/{tier}"), row), |b| {
                b.iter(|| op.forward(&logits, &classes));
            });
            group.bench_function(BenchmarkId::new(format!("forward_backward/{tier}"), row), |b| {
                b.iter(|| op.forward_backward(&logits, &classes, &mut gradient));
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
    for tier in tiers() {
        let op = CrossEntropy::along(classes, inner).on(tier).expect("an available tier");
        let mut group = c.benchmark_group("cross_entropy_along");
        group.throughput(Throughput::Elements(n as u64)).sample_size(30);
        group.bench_function(BenchmarkId::new(format!("forward/{tier}"), classes), |b| {
            b.iter(|| op.forward(&logits, &target));
        });
        group.bench_function(BenchmarkId::new(format!("forward_backward/{tier}"), classes), |b| {
            b.iter(|| op.forward_backward(&logits, &target, &mut gradient));
        });
    }
}

/// The cross-entropy of a vocabulary's logits, which are a product.
fn linear(c: &mut Criterion) {
    let (rows, dim, classes) = (128, 256, 8_192);
    let (hidden, weight) = (spread(rows * dim, -1.0, 1.0), spread(classes * dim, -0.5, 0.5));
    let target: Vec<u32> = (0..rows as u32).collect();
    let (mut of_hidden, mut of_weight) = (vec![0.0; rows * dim], vec![0.0; classes * dim]);
    let op = LinearCrossEntropy::dim(dim, CrossEntropy::rows_of(classes));
    let mut group = c.benchmark_group("linear_cross_entropy");
    group.throughput(Throughput::Elements((rows * classes) as u64)).sample_size(10);
    group.bench_function("forward", |b| b.iter(|| op.forward([&hidden, &weight], &target)));
    group.bench_function("forward_backward", |b| {
        b.iter(|| op.forward_backward([&hidden, &weight], &target, [&mut of_hidden, &mut of_weight]));
    });
}

criterion_group!(benches, elements, rows, along, linear);
criterion_main!(benches);
