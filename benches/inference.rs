//! What the softmax of inference costs beside the bare one, and halves beside `f32`, all beside plain loops over std's
//! functions and `wide`'s:
//! `cargo bench -p activ8-benches --bench inference`.

mod common;
mod loops;

use activ8::{
    Activation, AttentionSoftmax, Element, Exp, Gelu, Identity, On, Relu, Result, Silu, SoftCap, Softmax,
    Tier, bf16, f16,
};
use common::{Contest, accuracies, check, spread, tiers};
use criterion::Criterion;

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
    let mut contest = Contest::new(c, "options", KEYS, x.len());
    plain(&mut contest, KEYS, &x, &mut y);
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
        contest.time(name, || softmax.forward(&x, &mut y));
        let fast = softmax.fast();
        contest.time(&format!("{name}, fast"), || fast.forward(&x, &mut y));
    }
}

/// The bare softmax by plain loops.
fn plain(contest: &mut Contest<'_>, row: usize, x: &[f32], y: &mut [f32]) {
    for loops in loops::ALL {
        contest.time(loops.library, || {
            x.chunks_exact(row).zip(y.chunks_exact_mut(row)).for_each(|(x, y)| (loops.softmax)(x, y));
        });
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
        let mut contest = Contest::new(c, "passes", rows, x.len());
        plain(&mut contest, KEYS, &x, &mut y);
        let mut both = |name: &str, fused: AttentionSoftmax<'_>, apart: &dyn Fn(&mut [f32])| {
            fused.forward(&x, &mut y).expect("whole heads");
            apart(&mut want);
            check(name, y[KEYS / 3], f64::from(want[KEYS / 3]));
            contest.time(name, || fused.forward(&x, &mut y));
            contest.time(&format!("{name}, apart"), || apart(&mut want));
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
    let mut contest = Contest::new(c, "axes", axis, x.len());
    plain(&mut contest, axis, &x, &mut y);
    last.forward(&x, &mut y).expect("whole rows");
    check("last", y[..axis].iter().sum(), 1.0);
    contest.time("last", || last.forward(&x, &mut y));
    middle.forward(&x, &mut y).expect("whole matrices");
    check("middle", y.iter().step_by(inner).take(axis).sum(), 1.0);
    contest.time("middle", || middle.forward(&x, &mut y));
}

fn widened<T: Element>(x: &[T]) -> Vec<f32> {
    let mut wide = vec![0.0; x.len()];
    Identity.forward(x, &mut wide).expect("slices of one length");
    wide
}

/// A type of floats, and its conversions in a plain loop.
#[derive(Clone, Copy)]
struct Type<T> {
    name: &'static str,
    narrow: fn(f32) -> T,
    widen: fn(T) -> f32,
}

/// The plain loop is over values that are widened before it and narrowed after it.
fn of_type<T: Element, A: Activation + Copy>(
    c: &mut Criterion,
    name: &str,
    of: Type<T>,
    activation: A,
    on: fn(A, Tier) -> Result<On<A>>,
    plain: Option<&loops::Map>,
    n: usize,
) where
    On<A>: Activation + Copy,
{
    let x: Vec<T> = spread(n, -5.0, 5.0).into_iter().map(of.narrow).collect();
    let (mut y, mut want) = (x.clone(), vec![0.0; n]);
    let mut contest = Contest::new(c, &format!("{name} of {}", of.name), n, n);
    if let Some(plain) = plain {
        let (mut wide, mut result) = (vec![0.0; n], vec![0.0; n]);
        contest.time("std", || {
            wide.iter_mut().zip(&x).for_each(|(wide, &x)| *wide = (of.widen)(x));
            plain(&wide, &mut result);
            y.iter_mut().zip(&result).for_each(|(y, &result)| *y = (of.narrow)(result));
        });
    }
    for tier in tiers() {
        let op = on(activation, tier).expect("an available tier");
        op.forward(&x, &mut y).expect("slices of one length");
        op.forward(&widened(&x), &mut want).expect("slices of one length");
        let want: Vec<T> = want.iter().copied().map(of.narrow).collect();
        assert_eq!(widened(&y), widened(&want), "{name} of {n} {}s on {tier}", of.name);
        for (name, op) in accuracies(op, tier) {
            contest.time(&name, || op.forward(&x, &mut y));
        }
    }
}

fn of_types<A: Activation + Copy>(
    c: &mut Criterion,
    name: &str,
    activation: A,
    on: fn(A, Tier) -> Result<On<A>>,
    plain: Option<loops::Map>,
) where
    On<A>: Activation + Copy,
{
    // In the first-level cache, and in memory.
    for n in [4_096, 1 << 24] {
        let (f32s, plain) = (Type { name: "f32", narrow: |x| x, widen: |x| x }, plain.as_ref());
        of_type(c, name, f32s, activation, on, plain, n);
        of_type(
            c,
            name,
            Type { name: "f16", narrow: f16::from_f32, widen: f16::to_f32 },
            activation,
            on,
            plain,
            n,
        );
        of_type(
            c,
            name,
            Type { name: "bf16", narrow: bf16::from_f32, widen: bf16::to_f32 },
            activation,
            on,
            plain,
            n,
        );
    }
}

/// A gradient of each type of floats. The plain loop widens before it and narrows after it.
fn gradient_of_type<T: Element>(c: &mut Criterion, of: Type<T>) {
    let n = 4_096;
    let x: Vec<T> = spread(n, -5.0, 5.0).into_iter().map(of.narrow).collect();
    let dy: Vec<T> = spread(n, -2.0, 3.0).into_iter().map(of.narrow).collect();
    let mut dx = x.clone();
    let verb = "backward";
    let mut contest = Contest::new(c, &format!("silu of {}", of.name), n, n);
    contest.verb(verb, "std", || {
        for (dx, (&x, &dy)) in dx.iter_mut().zip(x.iter().zip(&dy)) {
            let (x, dy) = ((of.widen)(x), (of.widen)(dy));
            let s = 1.0 / (1.0 + (-x).exp());
            *dx = (of.narrow)(dy * s * (1.0 + x * (1.0 - s)));
        }
    });
    for tier in tiers() {
        let op = Silu.on(tier).expect("an available tier");
        op.backward(&x, &dy, &mut dx).expect("slices of one length");
        let mut want = vec![0.0; n];
        op.backward(&widened(&x), &widened(&dy), &mut want).expect("slices of one length");
        let want: Vec<T> = want.into_iter().map(of.narrow).collect();
        assert_eq!(widened(&dx), widened(&want), "gradients of {n} {}s on {tier}", of.name);
        contest.verb(verb, tier.name(), || op.backward(&x, &dy, &mut dx));
    }
}

fn gradients_of_types(c: &mut Criterion) {
    gradient_of_type(c, Type { name: "f32", narrow: |x| x, widen: |x| x });
    gradient_of_type(c, Type { name: "f16", narrow: f16::from_f32, widen: f16::to_f32 });
    gradient_of_type(c, Type { name: "bf16", narrow: bf16::from_f32, widen: bf16::to_f32 });
}

fn halves(c: &mut Criterion) {
    const ROW: usize = 1_024;
    let plain = loops::std::LOOPS.forward;
    of_types(c, "relu", Relu, Relu::on, plain(Relu.into()));
    of_types(c, "exp", Exp, Exp::on, plain(Exp.into()));
    of_types(c, "silu", Silu, Silu::on, plain(Silu.into()));
    of_types(c, "gelu_tanh", Gelu::Tanh, Gelu::on, plain(Gelu::Tanh.into()));
    of_types(
        c,
        "softmax",
        Softmax::rows_of(ROW),
        Softmax::on,
        Some(Box::new(|x, y| {
            let rows = x.chunks_exact(ROW).zip(y.chunks_exact_mut(ROW));
            rows.for_each(|(x, y)| (loops::std::LOOPS.softmax)(x, y));
        })),
    );
}

common::main!(options, passes, axes, halves, gradients_of_types);
