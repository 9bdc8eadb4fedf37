//! Our losses by operation, tier and size: `cargo bench --bench losses`.

mod common;

use activ8::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CategoricalCrossEntropy, CrossEntropy, KlDivergence,
    Loss, Mse,
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
) {
    for n in [4_096, 65_536] {
        let (x, t) = (spread(n, 0.01, 0.99), spread(n + 1, 0.02, 0.98).split_off(1));
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
                bench(c, $name, tier.name(), $op.on(tier).expect("an available tier"), $want, $divide);
            };
        }
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

criterion_group!(benches, elements, rows);
criterion_main!(benches);
