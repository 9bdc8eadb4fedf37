//! Operators of ONNX, read by `onnx()`.
#![cfg(feature = "onnx")]

#[path = "common/node.rs"]
mod node;
#[path = "common/oracle.rs"]
mod oracle;

use node::{Node, Value, plain};
use oracle::close;
use tract_onnx::prelude::*;

/// A node, activ8's name of it, and its right answers.
struct Row {
    node: Node,
    name: &'static str,
    right: fn(f64) -> f64,
}

const fn row(node: Node, name: &'static str, right: fn(f64) -> f64) -> Row {
    Row { node, name, right }
}

const ROWS: &[Row] =
    &[
        row(plain("Celu"), "celu(alpha=1)", |x| oracle::elu(1.0, x)),
        row(
            Node { operator: "Celu", attributes: &[("alpha", Value::Float(2.0))], opset: 12 },
            "celu(alpha=2)",
            |x| if x > 0.0 { x } else { 2.0 * core_math::expm1(x / 2.0) },
        ),
        row(plain("Elu"), "elu(alpha=1)", |x| oracle::elu(1.0, x)),
        row(
            Node { operator: "Elu", attributes: &[("alpha", Value::Float(0.5))], opset: 6 },
            "elu(alpha=0.5)",
            |x| oracle::elu(0.5, x),
        ),
        row(plain("Erf"), "erf", core_math::erf),
        row(plain("Gelu"), "gelu", oracle::gelu),
        row(
            Node { operator: "Gelu", attributes: &[("approximate", Value::Text("tanh"))], opset: 20 },
            "gelu_tanh",
            oracle::gelu_tanh,
        ),
        row(plain("FastGelu"), "gelu_tanh", oracle::gelu_tanh),
        row(plain("QuickGelu"), "swish(alpha=1.702)", |x| oracle::swish(f64::from(1.702f32), x)),
        row(plain("HardSigmoid"), "linear_hardsigmoid(alpha=0.2, beta=0.5)", |x| {
            (f64::from(0.2f32) * x + 0.5).clamp(0.0, 1.0)
        }),
        row(plain("HardSwish"), "hardswish", |x| {
            if x.is_infinite() { x.max(0.0) } else { x * (x + 3.0).clamp(0.0, 6.0) / 6.0 }
        }),
        row(plain("Mish"), "mish", oracle::mish),
        row(plain("Selu"), "selu", |x| 1.050_700_987_355_480_5 * oracle::elu(1.673_263_242_354_377_2, x)),
        row(
            Node {
                operator: "Shrink",
                attributes: &[("lambd", Value::Float(1.5)), ("bias", Value::Float(0.5))],
                opset: 9,
            },
            "shrink(lambda=1.5, bias=0.5)",
            |x| {
                if x > 1.5 {
                    x - 0.5
                } else if x < -1.5 {
                    x + 0.5
                } else {
                    x * 0.0
                }
            },
        ),
        row(plain("Softplus"), "softplus(beta=1, threshold=20)", oracle::softplus),
        row(plain("Softsign"), "softsign", oracle::softsign),
        row(plain("Swish"), "swish(alpha=1)", oracle::silu),
        row(
            Node { operator: "Swish", attributes: &[("alpha", Value::Float(0.5))], opset: 24 },
            "swish(alpha=0.5)",
            |x| oracle::swish(0.5, x),
        ),
        row(plain("ThresholdedRelu"), "thresholded_relu(alpha=1)", |x| {
            if x > 1.0 || x.is_nan() { x } else { 0.0 }
        }),
    ];

/// All tests of this program are at high accuracy.
fn ours() -> tract_onnx::Onnx {
    activ8_tract::set_accuracy(activ8_tract::activ8::Accuracy::High);
    activ8_tract::onnx()
}

fn operators(model: &TypedRunnableModel) -> Vec<String> {
    model.model().nodes().iter().map(|node| node.op.name().into_owned()).collect()
}

fn run(model: &Arc<TypedRunnableModel>, x: &[f32], shape: &[usize]) -> TractResult<Vec<f32>> {
    let dt = model.model().input_fact(0)?.datum_type;
    let x = tensor1(x).into_shape(shape)?.cast_to_dt(dt)?.into_owned();
    let y = model.run(tvec!(x.into_tvalue()))?;
    Ok(y[0].cast_to::<f32>()?.try_as_plain_ram()?.as_slice::<f32>()?.to_vec())
}

fn values(n: usize) -> Vec<f32> {
    let edges =
        [0.0, -0.0, f32::INFINITY, f32::NEG_INFINITY, f32::NAN, -95.0, 95.0, -20.0, 20.0, 1e-30, -1e-30];
    (0..n).map(|i| edges.get(i).copied().unwrap_or(((i * i) as f32).sin() * 12.0)).collect()
}

#[test]
fn are_ours_and_right() -> TractResult<()> {
    for Row { node, name, right } in ROWS {
        for shape in [[1usize, 1], [3, 7], [5, 1001]] {
            let model = node.runnable(&ours(), DatumType::F32, &[&shape])?;
            let name = format!("Activ8{name}");
            assert!(operators(&model).contains(&name), "{node:?} is {:?}, not {name}", operators(&model));
            let x = values(shape[0] * shape[1]);
            for (x, y) in x.iter().zip(run(&model, &x, &shape)?) {
                close(&name, *x, y, right(f64::from(*x)), 2.0);
            }
        }
    }
    Ok(())
}

#[test]
fn of_halves() -> TractResult<()> {
    for Row { node, name, right } in ROWS {
        let model = node.runnable(&ours(), DatumType::F16, &[&[41, 3]])?;
        assert!(operators(&model).contains(&format!("Activ8{name}")), "{node:?} is {:?}", operators(&model));
        let x: Vec<f32> = values(123).iter().map(|x| f16::from_f32(*x).to_f32()).collect();
        for (x, y) in x.iter().zip(run(&model, &x, &[41, 3])?) {
            let want = f16::from_f64(right(f64::from(*x))).to_f32();
            let is_right =
                want.is_nan() && y.is_nan() || want == y || (y - want).abs() <= 1.0e-3 * want.abs() + 6e-8;
            assert!(is_right, "{name}({x}) = {y}, not {want}");
        }
    }
    Ok(())
}

/// Types that activ8 has not, and parameters, are tract's.
#[test]
fn others_are_as_they_were() -> TractResult<()> {
    let mish = plain("Mish").runnable(&ours(), DatumType::F64, &[&[3, 1]])?;
    let y = run(&mish, &[-1.0, 0.0, 2.0], &[3, 1])?;
    assert!((y[2] - 1.943_959).abs() < 1e-6, "mish of f64: {y:?}");
    let attributes = &[("alpha", Value::Float(1.0)), ("gamma", Value::Float(3.0))];
    let selu = Node { operator: "Selu", attributes, opset: 6 };
    let y = run(&selu.runnable(&ours(), DatumType::F32, &[&[2, 1]])?, &[-1.0, 2.0], &[2, 1])?;
    assert!((y[0] + 1.896_361).abs() < 1e-5 && y[1] == 6.0, "selu with parameters: {y:?}");
    Ok(())
}

#[test]
fn with_a_bias() -> TractResult<()> {
    for (operator, right) in [("BiasGelu", oracle::gelu as fn(f64) -> f64), ("FastGelu", oracle::gelu_tanh)] {
        let model = plain(operator).runnable(&ours(), DatumType::F32, &[&[2, 3], &[3]])?;
        let x = tensor2(&[[-1f32, 0.5, 2.0], [3.0, -4.0, 0.25]]);
        let y = model.run(tvec!(x.into_tvalue(), tensor1(&[0.5f32, -0.5, 1.0]).into_tvalue()))?;
        let want = [-0.5, 0.0, 3.0, 3.5, -4.5, 1.25];
        for (x, y) in want.into_iter().zip(y[0].try_as_plain_ram()?.as_slice::<f32>()?) {
            close(operator, x, *y, right(f64::from(x)), 2.0);
        }
    }
    Ok(())
}

/// A slope for all, for each channel, and for each element, which stays tract's.
#[test]
fn slopes() -> TractResult<()> {
    for dt in [DatumType::F32, DatumType::F16] {
        for (shape, name) in [
            (&[1][..], "Activ8prelu"),
            (&[3, 1, 1], "Activ8prelu"),
            (&[5], "Activ8prelu"),
            (&[2, 3, 4, 5], "Iff"),
        ] {
            let model = plain("PRelu").runnable(&ours(), dt, &[&[2, 3, 4, 5], shape])?;
            assert!(operators(&model).iter().any(|of| of == name), "{shape:?}: {:?}", operators(&model));
            let n: usize = shape.iter().product();
            let x: Vec<f32> = (0..120).map(|i| (i as f32 - 60.0) / 4.0).collect();
            let slopes: Vec<f32> = (0..n).map(|i| i as f32 / 8.0 + 0.125).collect();
            let tensor = |values: &[f32], shape: &[usize]| -> TractResult<TValue> {
                Ok(tensor1(values).into_shape(shape)?.cast_to_dt(dt)?.into_owned().into_tvalue())
            };
            let y = model.run(tvec!(tensor(&x, &[2, 3, 4, 5])?, tensor(&slopes, shape)?))?;
            let y = y[0].cast_to::<f32>()?;
            for (i, (x, y)) in x.iter().zip(y.try_as_plain_ram()?.as_slice::<f32>()?).enumerate() {
                let slope = slopes[match shape {
                    [3, 1, 1] => i / 20 % 3,
                    _ => i % n,
                }];
                let want = if *x > 0.0 { *x } else { slope * x };
                assert!((y - want).abs() <= 1e-3 * want.abs(), "{dt:?} {shape:?} at {i}: {y}, not {want}");
            }
        }
    }
    Ok(())
}

#[test]
fn rows_along_any_axis() -> TractResult<()> {
    let shape = [3usize, 5, 7];
    let x: Vec<f32> = (0..105).map(|i| ((i * i) as f32).sin() * 6.0).collect();
    for operator in ["Softmax", "LogSoftmax"] {
        for axis in 0..3 {
            for dt in [DatumType::F32, DatumType::F16] {
                let attributes: &[_] = match axis {
                    0 => &[("axis", Value::Int(0))],
                    1 => &[("axis", Value::Int(1))],
                    _ => &[],
                };
                let model = Node { operator, attributes, opset: 13 }.runnable(&ours(), dt, &[&shape])?;
                assert!(operators(&model).contains(&format!("Activ8{operator}")), "{:?}", operators(&model));
                let x: Vec<f32> = x
                    .iter()
                    .map(|x| if dt == DatumType::F16 { f16::from_f32(*x).to_f32() } else { *x })
                    .collect();
                let y = run(&model, &x, &shape)?;
                let inner: usize = shape[axis + 1..].iter().product();
                for row in 0..105 / shape[axis] {
                    let at = |i: usize| row / inner * inner * shape[axis] + i * inner + row % inner;
                    let of_row: Vec<f32> = (0..shape[axis]).map(|i| x[at(i)]).collect();
                    oracle::softmax(&of_row, |i, p| {
                        let want = if operator == "Softmax" { p } else { core_math::log(p) };
                        let bound =
                            if dt == DatumType::F16 { 6e-4 * want.abs() + 6e-8 } else { 6e-7 * want.abs() };
                        let y = f64::from(y[at(i)]);
                        assert!(
                            (y - want).abs() <= bound,
                            "{operator} of {dt:?} along {axis}: {y}, not {want}"
                        );
                    });
                }
            }
        }
    }
    Ok(())
}

/// Before operator set 13, softmax is over all that follows its axis.
#[test]
fn rows_of_old_models() -> TractResult<()> {
    let softmax = Node { operator: "Softmax", attributes: &[], opset: 11 };
    let model = softmax.runnable(&ours(), DatumType::F32, &[&[2, 3, 5]])?;
    let x = values(41)[11..].to_vec();
    let y = run(&model, &x, &[2, 3, 5])?;
    for (x, y) in x.chunks(15).zip(y.chunks(15)) {
        oracle::softmax(x, |i, want| close("softmax", x[i], y[i], want, 5.0));
    }
    Ok(())
}

/// A gelu as exporters write it, with the half last or first.
#[test]
fn gelu_of_five_operators() -> TractResult<()> {
    for is_half_last in [false, true] {
        let model = node::gelu_chain(is_half_last, &ours(), &[2, 33])?;
        assert!(operators(&model).contains(&"Activ8gelu".to_owned()), "{:?}", operators(&model));
        let x = values(66);
        for (x, y) in x.iter().zip(run(&model, &x, &[2, 33])?) {
            close("gelu", *x, y, oracle::gelu(f64::from(*x)), 2.0);
        }
    }
    Ok(())
}

#[test]
fn of_a_model_that_is_read_without() -> TractResult<()> {
    for (node, count) in [(plain("Gelu"), 1), (plain("LogSoftmax"), 1), (plain("Relu"), 0)] {
        let read = node.runnable(&tract_onnx::onnx(), DatumType::F32, &[&[3, 7]])?;
        let mut model = read.model().clone();
        assert_eq!(activ8_tract::optimize(&mut model)?, count, "{node:?}");
        assert_eq!(activ8_tract::optimize(&mut model)?, 0, "{node:?} again");
    }
    Ok(())
}
