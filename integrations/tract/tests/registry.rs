//! tract's registry, in a program that says no more than `use activ8_tract as _`, at the accuracy that this gives.

use activ8_tract as _;

#[path = "common/oracle.rs"]
mod oracle;

use oracle::{close, inputs, within_fast};
use tract_core::prelude::*;
use tract_linalg::Func;
use tract_linalg::isa::native;
use tract_linalg::routines::best_for;

type Right = fn(f64) -> f64;

/// The kernels of one input, with their right answers, and the range that no answer may leave.
const KERNELS: &[(Func, Right, [f32; 2])] = &[
    (Func::Erf, core_math::erf, [-1.0, 1.0]),
    (Func::Exp, core_math::exp, [0.0, f32::INFINITY]),
    (Func::Gelu, oracle::gelu_tanh, [-0.171, f32::INFINITY]),
    (Func::Ln, core_math::log, [f32::NEG_INFINITY, 89.0]),
    (Func::Sigmoid, oracle::sigmoid, [0.0, 1.0]),
    (Func::Silu, oracle::silu, [-0.279, f32::INFINITY]),
    (Func::Tanh, core_math::tanh, [-1.0, 1.0]),
];

const HALVES: [Func; 3] = [Func::Sigmoid, Func::Silu, Func::Tanh];

#[test]
fn holds_our_kernels() {
    let chosen = |func, dt| best_for(func, dt, &native()).map_or("none", |routine| routine.name());
    for (func, ..) in KERNELS {
        let name = chosen(*func, DatumType::F32);
        assert!(name.starts_with("activ8_"), "{func:?}: {name}");
    }
    for func in HALVES {
        let name = chosen(func, DatumType::F16);
        assert!(name.starts_with("activ8_"), "{func:?} of f16: {name}");
    }
    assert_eq!(chosen(Func::SoftmaxRows, DatumType::F32), "activ8_softmax_rows_f32", "rows");
}

/// Over every 9,973rd float; all of them with `ACTIV8_TRACT_STRIDE=1`.
#[test]
fn within_the_bound_and_in_range() -> TractResult<()> {
    for (func, right, [least, greatest]) in KERNELS {
        let kernel = func.ew_f32()?;
        for x in inputs() {
            let mut y = x.clone();
            kernel.run(&mut y)?;
            for (x, y) in x.iter().zip(&y) {
                within_fast(&format!("{func:?}"), *x, *y, right(f64::from(*x)));
                assert!(
                    y.is_nan() || (*least..=*greatest).contains(y),
                    "{func:?}({x:e}) = {y:e} is out of range"
                );
            }
        }
    }
    Ok(())
}

/// A sigmoid in [0, 1], a tanh in [−1, 1], and a NaN of a NaN alone.
#[test]
#[ignore = "all 2^32 floats: a quarter of a minute"]
fn in_range_over_all() -> TractResult<()> {
    for (func, least) in [(Func::Sigmoid, 0.0), (Func::Tanh, -1.0)] {
        let kernel = func.ew_f32()?;
        for high in 0..=u16::MAX {
            let x: Vec<f32> =
                (0..=u16::MAX).map(|low| f32::from_bits(u32::from(high) << 16 | u32::from(low))).collect();
            let mut y = x.clone();
            kernel.run(&mut y)?;
            let outside =
                |(x, y): (&f32, &f32)| usize::from(!(x.is_nan() && y.is_nan() || (least..=1.0).contains(y)));
            let outside: usize = x.iter().zip(&y).map(outside).sum();
            assert_eq!(outside, 0, "{func:?} from {:e}", x[0]);
        }
    }
    Ok(())
}

#[test]
fn halves_are_rounded_once() -> TractResult<()> {
    for (func, right, _) in KERNELS.iter().filter(|(func, ..)| HALVES.contains(func)) {
        let x: Vec<f16> = (0..=u16::MAX).map(f16::from_bits).collect();
        let mut y = x.clone();
        func.ew_f16()?.run(&mut y)?;
        for (x, y) in x.iter().zip(&y) {
            let want = right(f64::from(*x));
            let next =
                [y.to_bits().wrapping_sub(1), y.to_bits(), y.to_bits().wrapping_add(1)].map(f16::from_bits);
            let nearest = next.iter().map(|y| (f64::from(*y) - want).abs()).fold(f64::INFINITY, f64::min);
            let error = (f64::from(*y) - want).abs();
            assert!(
                want.is_nan() && y.is_nan() || f64::from(*y) == want || error <= 1.05 * nearest,
                "{func:?}({x}) = {y}"
            );
        }
    }
    Ok(())
}

/// The same bits whatever the length and where the slice begins.
#[test]
fn odd_lengths() -> TractResult<()> {
    let x: Vec<f32> = (0..200).map(|i| (i as f32 - 100.0) * 0.13).collect();
    for (func, ..) in KERNELS {
        let kernel = func.ew_f32()?;
        let mut whole = x.clone();
        kernel.run(&mut whole)?;
        for start in 0..4 {
            for len in 0..=67 {
                let mut part = x.clone();
                kernel.run(&mut part[start..start + len])?;
                for i in 0..x.len() {
                    let want = if (start..start + len).contains(&i) { whole[i] } else { x[i] };
                    assert_eq!(part[i].to_bits(), want.to_bits(), "{func:?} of {len} from {start}, at {i}");
                }
            }
        }
    }
    Ok(())
}

#[test]
fn rows() -> TractResult<()> {
    let softmax = tract_linalg::routines::softmax_rows_f32().expect("a kernel of rows");
    for row in [4, 8, 60, 64, 1000, 4096] {
        let x: Vec<f32> = (0..3 * row).map(|i| ((i * i) as f32).sin() * 9.0).collect();
        let mut y = x.clone();
        softmax(&mut y, row);
        for (x, y) in x.chunks(row).zip(y.chunks(row)) {
            oracle::softmax(x, |i, want| close("softmax", x[i], y[i], want, 5.0));
        }
    }
    Ok(())
}
