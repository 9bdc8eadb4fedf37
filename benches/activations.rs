//! Our activations by operation, tier and size: `cargo bench --bench activations`.

mod common;

use activ8::{Activation, Exp, ExpM1, Ln, Ln1p, LogSoftmax, On, Relu, Sigmoid, Softmax, Tanh};
use common::{check, spread, tiers};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// In the first-level cache, in the second, and in memory.
const SIZES: [usize; 3] = [4_096, 65_536, 1 << 24];

/// One elementwise activation, forward and backward, on every tier.
macro_rules! elementwise {
    ($c:ident, $($name:literal $op:ident $low:literal..$high:literal $want:expr;)*) => {$(
        for tier in tiers() {
            bench($c, $name, tier.name(), $op.on(tier).expect("an available tier"), &SIZES, $low..$high, $want);
        }
    )*};
}

fn bench<A: Activation>(
    c: &mut Criterion,
    name: &str,
    tier: &str,
    op: On<A>,
    sizes: &[usize],
    range: std::ops::Range<f32>,
    want: impl Fn(f64) -> f64,
) where
    On<A>: Activation,
{
    for &n in sizes {
        let x = spread(n, range.start, range.end);
        let (mut y, dy, mut dx) = (vec![0.0; n], vec![1.0; n], vec![0.0; n]);
        op.forward(&x, &mut y).expect("slices of one length");
        check(name, y[n / 3], want(f64::from(x[n / 3])));
        let mut group = c.benchmark_group(name);
        group.throughput(Throughput::Elements(n as u64)).sample_size(30);
        group.bench_function(BenchmarkId::new(format!("forward/{tier}"), n), |b| {
            b.iter(|| op.forward(&x, &mut y));
        });
        if n < 1 << 20 {
            group.bench_function(BenchmarkId::new(format!("backward/{tier}"), n), |b| {
                b.iter(|| op.backward(&x, &dy, &mut dx));
            });
        }
    }
}

fn elements(c: &mut Criterion) {
    elementwise! { c,
        "exp" Exp -10.0..10.0 f64::exp;
        "exp_m1" ExpM1 -10.0..10.0 f64::exp_m1;
        "ln" Ln 0.1..10.0 f64::ln;
        "ln_1p" Ln1p -0.9..10.0 f64::ln_1p;
        "relu" Relu -10.0..10.0 |x| x.max(0.0);
        "sigmoid" Sigmoid -10.0..10.0 |x| 1.0 / (1.0 + (-x).exp());
        "tanh" Tanh -10.0..10.0 f64::tanh;
    }
}

fn rows(c: &mut Criterion) {
    for row in [64, 1_000, 4_096, 32_000] {
        let n = row * (1_000_000 / row);
        let x = spread(n, -8.0, 8.0);
        let (mut y, mut dx, dy) = (vec![0.0; n], vec![0.0; n], spread(n, -1.0, 1.0));
        let total: f64 = x[..row].iter().map(|&x| f64::from(x).exp()).sum();
        for tier in tiers() {
            let softmax = Softmax::rows_of(row).on(tier).expect("an available tier");
            softmax.forward(&x, &mut y).expect("whole rows");
            check("softmax", y[1], f64::from(x[1]).exp() / total);
            let log_softmax = LogSoftmax::rows_of(row).on(tier).expect("an available tier");
            log_softmax.forward(&x, &mut y).expect("whole rows");
            check("log_softmax", y[0], f64::from(x[0]) - total.ln());

            let mut group = c.benchmark_group("rows");
            group.throughput(Throughput::Elements(n as u64)).sample_size(30);
            let id = |name: &str| BenchmarkId::new(format!("{name}/{tier}"), row);
            group.bench_function(id("softmax"), |b| b.iter(|| softmax.forward(&x, &mut y)));
            group.bench_function(id("softmax backward"), |b| b.iter(|| softmax.backward(&x, &dy, &mut dx)));
            group.bench_function(id("log_softmax"), |b| b.iter(|| log_softmax.forward(&x, &mut y)));
        }
    }
}

criterion_group!(benches, elements, rows);
criterion_main!(benches);
