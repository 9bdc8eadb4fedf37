//! What the softmax of inference costs beside the bare one, and halves beside `f32`:
//! `cargo bench -p activ8-benches --bench inference`.

mod common;

use activ8::{
    Activation, AttentionSoftmax, Element, Exp, Gelu, Identity, On, Relu, Silu, SoftCap, Softmax, bf16, f16,
};
use common::{check, spread, tiers};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// Each option of attention's softmax alone, all of them, and the bare one.
fn options(c: &mut Criterion) {
    const KEYS: usize = 1_024;
    const QUERIES: usize = 128;
    let (x, mask) = (spread(KEYS * QUERIES, -8.0, 8.0), spread(KEYS * QUERIES, -2.0, 0.0));
    let keep: Vec<bool> = mask.iter().map(|&x| x > -1.9).collect();
    let absent: Vec<f32> = keep.iter().map(|&keep| if keep { 0.0 } else { f32::NEG_INFINITY }).collect();
    let mut y = vec![0.0; x.len()];
    let bare = AttentionSoftmax::rows_of(KEYS).queries(QUERIES);
    let all = bare.scale(0.1).mask(&mask).slopes(&[0.01]).sinks(&[1.0]);
    let mut group = c.benchmark_group("options");
    group.throughput(Throughput::Elements(x.len() as u64)).sample_size(30);
    for (name, softmax, row) in [
        ("bare", bare, KEYS),
        ("scale", bare.scale(0.1), KEYS),
        ("mask", bare.mask(&mask), KEYS),
        ("mask of 0 and −∞", bare.mask(&absent), KEYS),
        ("keep", bare.keep(&keep), KEYS),
        ("slopes", bare.slopes(&[0.01]), KEYS),
        ("sinks", bare.sinks(&[1.0]), 0),
        ("cap", bare.soft_cap(30.0), KEYS),
        ("causal", bare.causal((KEYS - QUERIES) as isize), KEYS),
        ("scale, mask, slopes, sinks", all, 0),
    ] {
        softmax.forward(&x, &mut y).expect("whole heads");
        // A sink takes its share.
        if row > 0 {
            check(name, y[..row].iter().sum(), 1.0);
        }
        group.bench_function(name, |b| b.iter(|| softmax.forward(&x, &mut y)));
    }
}

/// Options in one pass, beside passes of their own before a bare softmax: in the second-level cache and in memory.
fn passes(c: &mut Criterion) {
    const KEYS: usize = 1_024;
    let bare = Softmax::rows_of(KEYS);
    let cap = SoftCap { cap: 30.0 };
    for rows in [128, 16_384] {
        let (x, mask) = (spread(KEYS * rows, -8.0, 8.0), spread(KEYS * rows, -2.0, 0.0));
        let keep: Vec<bool> = mask.iter().map(|&x| x > -1.9).collect();
        let (mut y, mut want) = (vec![0.0; x.len()], vec![0.0; x.len()]);
        let softmax = AttentionSoftmax::rows_of(KEYS).queries(rows);
        let mut group = c.benchmark_group("passes");
        group.throughput(Throughput::Elements(x.len() as u64)).sample_size(30);
        let mut both = |name: &str, fused: AttentionSoftmax<'_>, apart: &dyn Fn(&mut [f32])| {
            fused.forward(&x, &mut y).expect("whole heads");
            apart(&mut want);
            check(name, y[KEYS / 3], f64::from(want[KEYS / 3]));
            group.bench_function(BenchmarkId::new(name, rows), |b| b.iter(|| fused.forward(&x, &mut y)));
            let apart_name = format!("{name}, apart");
            group.bench_function(BenchmarkId::new(apart_name, rows), |b| b.iter(|| apart(&mut want)));
        };
        both("scale, mask", softmax.scale(0.1).mask(&mask), &|y| {
            y.iter_mut().zip(&x).for_each(|(y, x)| *y = x * 0.1);
            y.iter_mut().zip(&mask).for_each(|(y, mask)| *y += mask);
            bare.forward_in_place(y).expect("whole rows");
        });
        both("keep", softmax.keep(&keep), &|y| {
            let left_out =
                |(y, (&x, &keep)): (&mut f32, (&f32, &bool))| *y = if keep { x } else { f32::NEG_INFINITY };
            y.iter_mut().zip(x.iter().zip(&keep)).for_each(left_out);
            bare.forward_in_place(y).expect("whole rows");
        });
        both("cap", softmax.soft_cap(cap.cap), &|y| {
            cap.forward(&x, y).expect("slices of one length");
            bare.forward_in_place(y).expect("whole rows");
        });
    }
}

/// An axis in the middle beside the last one.
fn axes(c: &mut Criterion) {
    const SHAPE: [usize; 3] = [64, 128, 64];
    let [outer, axis, inner] = SHAPE;
    let x = spread(outer * axis * inner, -8.0, 8.0);
    let mut y = vec![0.0; x.len()];
    let (last, middle) = (Softmax::rows_of(axis), Softmax::along(axis, inner));
    let mut group = c.benchmark_group("axes");
    group.throughput(Throughput::Elements(x.len() as u64)).sample_size(30);
    last.forward(&x, &mut y).expect("whole rows");
    check("last", y[..axis].iter().sum(), 1.0);
    group.bench_function("last", |b| b.iter(|| last.forward(&x, &mut y)));
    middle.forward(&x, &mut y).expect("whole matrices");
    check("middle", y.iter().step_by(inner).take(axis).sum(), 1.0);
    group.bench_function("middle", |b| b.iter(|| middle.forward(&x, &mut y)));
}

fn widened<T: Element>(x: &[T]) -> Vec<f32> {
    let mut wide = vec![0.0; x.len()];
    Identity.forward(x, &mut wide).expect("slices of one length");
    wide
}

fn of_type<T: Element>(
    c: &mut Criterion,
    name: &str,
    of: fn(f32) -> T,
    activation: impl Activation,
    n: usize,
) {
    let x: Vec<T> = spread(n, -5.0, 5.0).into_iter().map(of).collect();
    let (mut y, mut want) = (x.clone(), vec![0.0; n]);
    activation.forward(&x, &mut y).expect("slices of one length");
    activation.forward(&widened(&x), &mut want).expect("slices of one length");
    let want: Vec<T> = want.into_iter().map(of).collect();
    assert_eq!(widened(&y), widened(&want), "{name} of {n}");
    let mut group = c.benchmark_group("halves");
    group.throughput(Throughput::Elements(n as u64)).sample_size(30);
    group.bench_function(BenchmarkId::new(name, n), |b| b.iter(|| activation.forward(&x, &mut y)));
}

fn of_types<A: Activation>(c: &mut Criterion, name: &str, activation: A)
where
    On<A>: Activation,
{
    for tier in tiers() {
        let on = On::new(activation).on(tier).expect("an available tier");
        // In the first-level cache, and in memory.
        for n in [4_096, 1 << 24] {
            of_type(c, &format!("{name} f32/{tier}"), |x| x, on, n);
            of_type(c, &format!("{name} f16/{tier}"), f16::from_f32, on, n);
            of_type(c, &format!("{name} bf16/{tier}"), bf16::from_f32, on, n);
        }
    }
}

fn halves(c: &mut Criterion) {
    of_types(c, "relu", Relu);
    of_types(c, "exp", Exp);
    of_types(c, "silu", Silu);
    of_types(c, "gelu", Gelu::Erf);
    of_types(c, "softmax", Softmax::rows_of(1_024));
}

criterion_group!(benches, options, passes, axes, halves);
criterion_main!(benches);
