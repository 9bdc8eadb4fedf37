//! Our activations by operation, tier and size: `cargo bench -p activ8-benches --bench activations`.

mod common;
#[path = "../tests/common/mod.rs"]
mod reference;

use activ8::{
    Activation, BackwardFromOutput, Elementwise, GateLayout, GatedActivation, Gelu, LogSoftmax, On, Softmax,
    SwiGlu,
};
use common::{check, spread, tiers};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use reference::subject;
use reference::table::elementwise;

/// In the first-level cache, in the second, and in memory.
const SIZES: [usize; 3] = [4_096, 65_536, 1 << 24];

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
        if let Some(gradient) = op.output_gradient() {
            group.bench_function(BenchmarkId::new(format!("backward_from_output/{tier}"), n), |b| {
                b.iter(|| gradient.backward(&y, &dy, &mut dx));
            });
        }
    }
}

/// Every elementwise activation with its parameters' defaults.
fn elements(c: &mut Criterion) {
    for row in elementwise::rows() {
        let range = if row.name.starts_with("ln") { 0.1..10.0 } else { -10.0..10.0 };
        for tier in tiers() {
            let op = row.activation().on(tier).expect("an available tier");
            bench(c, row.name, tier.name(), op, &SIZES, range.clone(), row.value_of(row.activation()));
        }
    }
}

/// A gate from two slices and from one, and a bias.
fn fused(c: &mut Criterion) {
    let n = 65_536;
    let (gate, value, bias) = (spread(n, -10.0, 10.0), spread(n, -3.0, 3.0), spread(4_096, -1.0, 1.0));
    let (packed, mut y) = (spread(2 * n, -10.0, 10.0), vec![0.0; n]);
    SwiGlu::default().forward(&gate, &value, &mut y).expect("slices of one length");
    let (g, v) = (f64::from(gate[n / 3]), f64::from(value[n / 3]));
    check("swiglu", y[n / 3], g / (1.0 + (-g).exp()) * v);
    let mut group = c.benchmark_group("fused");
    group.throughput(Throughput::Elements(n as u64)).sample_size(30);
    group.bench_function("swiglu", |b| b.iter(|| SwiGlu::default().forward(&gate, &value, &mut y)));
    for layout in [GateLayout::GatesFirst(2_048), GateLayout::Interleaved] {
        group.bench_function(format!("swiglu {layout:?}"), |b| {
            b.iter(|| SwiGlu::default().forward_packed(layout, &packed, &mut y));
        });
    }
    group.bench_function("gelu with a bias", |b| b.iter(|| Gelu::Erf.forward_biased(&gate, &bias, &mut y)));
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
            softmax.forward(&x, &mut y).expect("whole rows");
            group.bench_function(id("softmax backward_from_output"), |b| {
                b.iter(|| softmax.backward_from_output(&y, &dy, &mut dx));
            });
        }
    }
}

criterion_group!(benches, elements, fused, rows);
criterion_main!(benches);
