//! Where tract is not right, and this is: one test, since whose kernels run is said for the whole process. The list is in
//! the crate's documentation; when tract mends one, this says so.
#![cfg(feature = "onnx")]

#[path = "common/node.rs"]
#[allow(dead_code, reason = "what other tests use")]
mod node;

use node::{Node, Value, plain};
use tract_core::prelude::tract_linalg::Func;
use tract_onnx::prelude::*;

fn kernel(func: Func, x: f32) -> TractResult<f32> {
    let mut y = [x; 16];
    func.ew_f32()?.run(&mut y)?;
    Ok(y[0])
}

fn model(node: &Node, onnx: &tract_onnx::Onnx, x: &[f32]) -> TractResult<Vec<f32>> {
    let model = node.runnable(onnx, DatumType::F32, &[&[1, x.len()]])?;
    let y = model.run(tvec!(tensor1(x).into_shape(&[1, x.len()])?.into_tvalue()))?;
    Ok(y[0].try_as_plain_ram()?.as_slice::<f32>()?.to_vec())
}

fn first(node: &Node, onnx: &tract_onnx::Onnx, x: &[f32]) -> TractResult<f32> {
    Ok(model(node, onnx, x)?[0])
}

fn both<T>(mut run: impl FnMut() -> TractResult<T>) -> TractResult<[T; 2]> {
    activ8_tract::set_enabled(false);
    let theirs = run();
    activ8_tract::set_enabled(true);
    Ok([theirs?, run()?])
}

#[test]
fn of_tract() -> TractResult<()> {
    for func in
        [Func::Tanh, Func::Sigmoid, Func::Silu, Func::Erf, Func::Gelu, Func::Exp, Func::Ln, Func::Hardswish]
    {
        for x in [f32::NAN, -95.0, -20.0, 0.0, f32::INFINITY, f32::NEG_INFINITY, 1e-8, 1e-40] {
            println!("{func:?}({x:e}): {:e?}", both(|| kernel(func, x))?);
        }
    }
    let (theirs, ours) = (tract_onnx::onnx(), activ8_tract::onnx());
    for operator in [
        "Softplus",
        "Mish",
        "Gelu",
        "LogSoftmax",
        "Softmax",
        "Celu",
        "Elu",
        "Selu",
        "Softsign",
        "HardSigmoid",
        "Swish",
        "QuickGelu",
        "FastGelu",
    ] {
        for x in [
            [f32::NAN, 0.0],
            [-95.0, 30.0],
            [-20.0, 0.0],
            [100.0, 0.0],
            [f32::INFINITY, 0.0],
            [f32::NEG_INFINITY, 0.0],
        ] {
            activ8_tract::set_enabled(false);
            let t = model(&plain(operator), &theirs, &x)?;
            activ8_tract::set_enabled(true);
            println!("{operator}({x:?}): {t:e?} {:e?}", model(&plain(operator), &ours, &x)?);
        }
    }
    let alpha = Node { operator: "Swish", attributes: &[("alpha", Value::Float(0.5))], opset: 24 };
    println!("{:?} {:?}", first(&alpha, &theirs, &[1.0])?, first(&alpha, &ours, &[1.0])?);
    let mut worst = [(0f32, 0f32); 2];
    for i in 0..1 << 22 {
        let x = (i as f32 - 2097152.0) * 1e-5;
        let [t, _] = both(|| kernel(Func::Tanh, x))?;
        if t.abs() > worst[0].1 {
            worst[0] = (x, t.abs())
        }
        let [t, _] = both(|| kernel(Func::Sigmoid, x))?;
        if t > worst[1].1 {
            worst[1] = (x, t)
        }
        if t < 0.0 {
            println!("sigmoid {x} {t}")
        }
    }
    println!("{worst:?}");
    Ok(())
}
