//! Each operator by tract and by activ8, in turns within one run, on one thread.
//!
//! ```sh
//! cargo run --release --example operators
//! ```
//!
//! A name of the registry is a kernel called as tract calls it; one of ONNX is a model of that operator, with what
//! tract needs to run one. Inputs are normally distributed, and read again at each call from a copy.

#[path = "../tests/common/node.rs"]
mod node;

use std::hint::black_box;
use std::time::Instant;

use node::{Node, Value, plain};
use tract_core::prelude::tract_linalg::Func;
use tract_onnx::prelude::*;

const LENGTHS: [usize; 4] = [64, 1024, 65_536, 1 << 20];

const KERNELS: &[(&str, Func)] = &[
    ("erf", Func::Erf),
    ("exp", Func::Exp),
    ("gelu, tanh", Func::Gelu),
    ("hardswish", Func::Hardswish),
    ("ln", Func::Ln),
    ("sigmoid", Func::Sigmoid),
    ("silu", Func::Silu),
    ("tanh", Func::Tanh),
];

const NODES: &[Node] = &[
    plain("Celu"),
    plain("Elu"),
    plain("Gelu"),
    Node { operator: "Gelu", attributes: &[("approximate", Value::Text("tanh"))], opset: 20 },
    plain("FastGelu"),
    plain("QuickGelu"),
    plain("HardSigmoid"),
    plain("Mish"),
    plain("Selu"),
    plain("Softplus"),
    plain("Softsign"),
    plain("Swish"),
    plain("Softmax"),
    plain("LogSoftmax"),
    Node { operator: "Softmax", attributes: &[("axis", Value::Int(0))], opset: 13 },
    plain("Erf"),
    plain("Relu"),
    plain("HardSwish"),
    plain("LeakyRelu"),
    plain("ThresholdedRelu"),
    plain("Shrink"),
    plain("PRelu"),
    plain("Tanh"),
    plain("Sigmoid"),
];

fn main() -> TractResult<()> {
    let only = std::env::args().nth(1);
    println!(
        "{:30} {:>6} {:>12} {:>10} {:>10} {:>7}",
        "", "type", "elements", "tract, ns", "activ8, ns", "ratio"
    );
    for (name, func) in KERNELS {
        for n in LENGTHS {
            if only.as_deref().is_none_or(|only| name.contains(only)) {
                kernel(name, *func, n)?;
            }
        }
    }
    for node in NODES {
        for dt in [DatumType::F32, DatumType::F16] {
            for n in LENGTHS {
                if only.as_deref().is_none_or(|only| node.operator.contains(only)) {
                    model(node, dt, n)?;
                }
            }
        }
    }
    Ok(())
}

fn kernel(name: &str, func: Func, n: usize) -> TractResult<()> {
    let x = normal(n);
    let mut y = x.clone();
    let [theirs, ours] = race(n, |ours| {
        activ8_tract::set_enabled(ours);
        y.copy_from_slice(&x);
        func.ew_f32()?.run(black_box(&mut y))
    })?;
    print(name, DatumType::F32, n, theirs, ours);
    if func.ew_f16().is_ok() {
        let x: Vec<_> = x.iter().map(|x| f16::from_f32(*x)).collect();
        let mut y = x.clone();
        let [theirs, ours] = race(n, |ours| {
            activ8_tract::set_enabled(ours);
            y.copy_from_slice(&x);
            func.ew_f16()?.run(black_box(&mut y))
        })?;
        print(name, DatumType::F16, n, theirs, ours);
    }
    Ok(())
}

fn model(node: &Node, dt: DatumType, n: usize) -> TractResult<()> {
    let shape = [n / 64, 64];
    let x = tensor1(&normal(n)).into_shape(&shape)?.cast_to_dt(dt)?.into_owned();
    let slopes =
        (node.operator == "PRelu").then(|| tensor1(&[0.25f32; 64]).cast_to_dt(dt).map(|of| of.into_owned()));
    let slopes = slopes.transpose()?;
    let shapes: &[&[usize]] = if slopes.is_some() { &[&shape, &[64]] } else { &[&shape] };
    let read = |onnx: tract_onnx::Onnx| node.runnable(&onnx, dt, shapes);
    let (theirs, ours) = (read(tract_onnx::onnx()), read(activ8_tract::onnx()));
    let (theirs, ours) = match (theirs, ours) {
        (Ok(theirs), Ok(ours)) => (theirs, ours),
        (theirs, ours) => {
            let error = |model: TractResult<_>| model.err().map(|error| error.root_cause().to_string());
            println!(
                "{:30} {dt:?}: {:?} {:?}",
                node.operator,
                error(theirs.map(drop)),
                error(ours.map(drop))
            );
            return Ok(());
        }
    };
    let [theirs, ours] = race(n, |is_ours| {
        activ8_tract::set_enabled(is_ours);
        let model = if is_ours { &ours } else { &theirs };
        let inputs = [Some(x.clone()), slopes.clone()].into_iter().flatten();
        black_box(model.run(inputs.map(IntoTValue::into_tvalue).collect())?);
        Ok(())
    })?;
    let name = node
        .attributes
        .iter()
        .fold(node.operator.to_owned(), |name, (key, value)| format!("{name}, {key} {value:?}"));
    print(&name, dt, n, theirs, ours);
    Ok(())
}

fn print(name: &str, dt: DatumType, n: usize, theirs: f64, ours: f64) {
    let mark = if theirs < 0.97 * ours { "  <" } else { "" };
    println!("{name:30} {dt:>6?} {n:>12} {theirs:>10.4} {ours:>10.4} {:>7.2}{mark}", theirs / ours);
}

/// The least time of an element, of tract and of activ8.
fn race(n: usize, mut run: impl FnMut(bool) -> TractResult<()>) -> TractResult<[f64; 2]> {
    let (repeats, rounds) = ((20_000 / n).max(1), 40);
    let mut best = [f64::MAX; 2];
    for round in 0..rounds {
        for turn in 0..2 {
            let which = (turn + round) % 2;
            let start = Instant::now();
            for _ in 0..repeats {
                run(which == 1)?;
            }
            best[which] = best[which].min(start.elapsed().as_nanos() as f64 / (repeats * n) as f64);
        }
    }
    activ8_tract::set_enabled(true);
    Ok(best)
}

/// Sums of twelve numbers in [0, 1) less 6, twice as wide.
fn normal(n: usize) -> Vec<f32> {
    let mut state = 1u64;
    let mut unit = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 40) as f32 / (1 << 24) as f32
    };
    (0..n).map(|_| 2.0 * ((0..12).map(|_| unit()).sum::<f32>() - 6.0)).collect()
}
