//! Our activations by operation, tier, accuracy and size, beside plain loops over std's functions and `wide`'s:
//! `cargo bench -p activ8-benches --bench activations`.

mod common;
mod loops;
#[path = "../tests/common/mod.rs"]
mod reference;

use activ8::{
    Activation, BackwardFromOutput, Elementwise, GateLayout, GatedActivation, Gelu, LogSoftmax, Silu,
    Softmax, SwiGlu, Tier,
};
use common::{Contest, accuracies, check, spread, tiers};
use criterion::Criterion;
use reference::subject;
use reference::table::elementwise::{self, Row};

/// In the first-level cache, where all tiers are shown; in the second; and in memory.
const SIZES: [usize; 3] = [4_096, 65_536, 1 << 24];

/// Those that are measured in memory: of the cheapest and of the dearest.
const IN_MEMORY: [&str; 4] = ["relu", "exp", "tanh", "gelu_tanh"];

/// Every elementwise activation with its parameters' defaults.
fn elements(c: &mut Criterion) {
    for row in elementwise::rows() {
        for n in SIZES.into_iter().filter(|&n| n <= SIZES[1] || IN_MEMORY.contains(&row.name)) {
            element(c, row, n);
        }
    }
}

fn element(c: &mut Criterion, row: &Row, n: usize) {
    let activation = row.activation();
    let range = if row.name.starts_with("ln") { 0.1..10.0 } else { -10.0..10.0 };
    let x = spread(n, range.start, range.end);
    let (mut y, dy, mut dx) = (vec![0.0; n], vec![1.0; n], vec![0.0; n]);
    let mut contest = Contest::new(c, row.name, n, n);
    for loops in loops::ALL {
        if let Some(map) = (loops.forward)(activation) {
            contest.time(loops.library, || map(&x, &mut y));
        }
    }
    let best = Tier::active().expect("an available tier");
    for tier in tiers().filter(|&tier| n == SIZES[0] || tier == best) {
        let op = activation.on(tier).expect("an available tier");
        for (name, op) in accuracies(op, tier).take(if activation.is_faster() { 2 } else { 1 }) {
            contest.time(&name, || op.forward(&x, &mut y));
        }
        op.forward(&x, &mut y).expect("slices of one length");
        check(row.name, y[n / 3], row.value_of(activation)(f64::from(x[n / 3])));
        if n > SIZES[1] {
            continue;
        }
        contest.verb("backward", tier.name(), || op.backward(&x, &dy, &mut dx));
        if let Some(gradient) = op.output_gradient() {
            let verb = "backward_from_output";
            contest.verb(verb, tier.name(), || gradient.backward(&y, &dy, &mut dx));
        }
    }
}

/// A gate from two slices, in memory also past the caches, and from one.
fn gate(c: &mut Criterion) {
    gate_of(c, 65_536, false);
    gate_of(c, SIZES[2], true);
}

fn gate_of(c: &mut Criterion, n: usize, streams: bool) {
    let (gate, value) = (spread(n, -10.0, 10.0), spread(n, -3.0, 3.0));
    let (packed, mut y) = (spread(2 * n, -10.0, 10.0), vec![0.0; n]);
    let mut contest = Contest::new(c, "swiglu", n, n);
    for loops in loops::ALL {
        let map = (loops.gated)(Silu.into()).expect("both have it");
        contest.time(loops.library, || map(&gate, &value, &mut y));
    }
    for tier in tiers() {
        let op = SwiGlu::default().on(tier).expect("an available tier");
        for (name, op) in accuracies(op, tier) {
            contest.time(&name, || op.forward(&gate, &value, &mut y));
        }
        op.forward(&gate, &value, &mut y).expect("slices of one length");
        if streams {
            contest.time(&format!("{tier} streaming"), || op.streaming().forward(&gate, &value, &mut y));
        }
        let (g, v) = (f64::from(gate[n / 3]), f64::from(value[n / 3]));
        check("swiglu", y[n / 3], g / (1.0 + (-g).exp()) * v);
    }
    for layout in [GateLayout::GatesFirst(2_048), GateLayout::Interleaved] {
        contest.time(&format!("{layout:?}"), || SwiGlu::default().forward_packed(layout, &packed, &mut y));
    }
}

fn biased(c: &mut Criterion) {
    let n = 65_536;
    let (x, bias, mut y) = (spread(n, -10.0, 10.0), spread(4_096, -1.0, 1.0), vec![0.0; n]);
    let mut contest = Contest::new(c, "gelu_tanh with a bias", n, n);
    for loops in loops::ALL {
        let map = (loops.biased)(Gelu::Tanh.into()).expect("both have it");
        contest.time(loops.library, || map(&x, &bias, &mut y));
    }
    for tier in tiers() {
        let op = Gelu::Tanh.on(tier).expect("an available tier");
        for (name, op) in accuracies(op, tier) {
            contest.time(&name, || op.forward_biased(&x, &bias, &mut y));
        }
    }
}

fn rows(c: &mut Criterion) {
    for row in [64, 1_000, 4_096, 32_000] {
        let n = row * (1_000_000 / row);
        let x = spread(n, -8.0, 8.0);
        let (mut y, mut dx, dy) = (vec![0.0; n], vec![0.0; n], spread(n, -1.0, 1.0));
        let total: f64 = x[..row].iter().map(|&x| f64::from(x).exp()).sum();

        let mut contest = Contest::new(c, "softmax", row, n);
        for loops in loops::ALL {
            contest.time(loops.library, || by_row(row, &x, &mut y, loops.softmax));
        }
        for tier in tiers() {
            let op = Softmax::rows_of(row).on(tier).expect("an available tier");
            for (name, op) in accuracies(op, tier) {
                contest.time(&name, || op.forward(&x, &mut y));
            }
            op.forward(&x, &mut y).expect("whole rows");
            check("softmax", y[1], f64::from(x[1]).exp() / total);
            contest.verb("backward", tier.name(), || op.backward(&x, &dy, &mut dx));
            let verb = "backward_from_output";
            contest.verb(verb, tier.name(), || op.backward_from_output(&y, &dy, &mut dx));
        }
        drop(contest);

        let mut contest = Contest::new(c, "log_softmax", row, n);
        for loops in loops::ALL {
            contest.time(loops.library, || by_row(row, &x, &mut y, loops.log_softmax));
        }
        for tier in tiers() {
            let op = LogSoftmax::rows_of(row).on(tier).expect("an available tier");
            for (name, op) in accuracies(op, tier) {
                contest.time(&name, || op.forward(&x, &mut y));
            }
            op.forward(&x, &mut y).expect("whole rows");
            check("log_softmax", y[0], f64::from(x[0]) - total.ln());
        }
    }
}

fn by_row(row: usize, x: &[f32], y: &mut [f32], f: fn(&[f32], &mut [f32])) {
    x.chunks_exact(row).zip(y.chunks_exact_mut(row)).for_each(|(x, y)| f(x, y));
}

common::main!(elements, gate, biased, rows);
