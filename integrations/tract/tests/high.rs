//! The registry's kernels at high accuracy, and tract's own behind them: a program of its own, since both are said for
//! the whole process, in one test.

#[path = "common/oracle.rs"]
mod oracle;

use activ8_tract::activ8::Accuracy;
use oracle::{close, inputs};
use tract_core::prelude::*;
use tract_linalg::Func;

const KERNELS: &[(Func, fn(f64) -> f64)] = &[
    (Func::Erf, core_math::erf),
    (Func::Exp, core_math::exp),
    (Func::Gelu, oracle::gelu_tanh),
    (Func::Ln, core_math::log),
    (Func::Sigmoid, oracle::sigmoid),
    (Func::Silu, oracle::silu),
    (Func::Tanh, core_math::tanh),
];

fn run(func: Func, x: &[f32]) -> TractResult<Vec<f32>> {
    let mut y = x.to_vec();
    func.ew_f32()?.run(&mut y)?;
    Ok(y)
}

#[test]
fn high_and_switched_off() -> TractResult<()> {
    activ8_tract::set_accuracy(Accuracy::High);
    for (func, right) in KERNELS {
        for x in inputs() {
            for (x, y) in x.iter().zip(run(*func, &x)?) {
                close(&format!("{func:?}"), *x, y, right(f64::from(*x)), 2.0);
            }
        }
    }

    let x: Vec<f32> = (0..4096).map(|i| (i as f32 - 2048.0) * 0.004).collect();
    for (func, _) in KERNELS {
        let bits = |y: Vec<f32>| y.into_iter().map(f32::to_bits).collect::<Vec<_>>();
        let ours = bits(run(*func, &x)?);
        activ8_tract::set_enabled(false);
        assert!(!activ8_tract::is_enabled(), "switched off");
        let theirs = bits(run(*func, &x)?);
        activ8_tract::set_enabled(true);
        assert_ne!(ours, theirs, "{func:?}: not tract's");
        assert_eq!(ours, bits(run(*func, &x)?), "{func:?}: not ours again");
    }

    let mut rows = x;
    activ8_tract::set_enabled(false);
    tract_linalg::routines::softmax_rows_f32().expect("a kernel of rows")(&mut rows, 64);
    activ8_tract::set_enabled(true);
    for row in rows.chunks(64) {
        assert!((row.iter().sum::<f32>() - 1.0).abs() < 1e-5, "tract's softmax");
    }
    Ok(())
}
