//! Where tract is not right, and this is: one test, since whose kernels run is said for the whole process. The list is in
//! the crate's documentation; when tract mends one, this says so.
#![cfg(feature = "onnx")]

#[path = "common/node.rs"]
mod node;

use activ8_tract::activ8::Accuracy;
use node::{Node, Value, plain};
use tract_core::prelude::tract_linalg::Func;
use tract_onnx::prelude::*;

/// tract's answer and ours.
fn kernel(func: Func, x: f32) -> TractResult<[f32; 2]> {
    let run = |is_ours| -> TractResult<f32> {
        activ8_tract::set_enabled(is_ours);
        let mut y = [x; 16];
        func.ew_f32()?.run(&mut y)?;
        Ok(y[0])
    };
    Ok([run(false)?, run(true)?])
}

/// The same of the first of a row.
fn operator(node: Node, x: &[f32]) -> TractResult<[f32; 2]> {
    let run = |is_ours, onnx: tract_onnx::Onnx| -> TractResult<f32> {
        activ8_tract::set_enabled(is_ours);
        let model = node.runnable(&onnx, DatumType::F32, &[&[1, x.len()]])?;
        let y = model.run(tvec!(tensor1(x).into_shape(&[1, x.len()])?.into_tvalue()))?;
        Ok(y[0].try_as_plain_ram()?.as_slice::<f32>()?[0])
    };
    Ok([run(false, tract_onnx::onnx())?, run(true, activ8_tract::onnx())?])
}

/// Whether tract runs its kernels of this CPU's own instructions.
fn has_kernels() -> bool {
    #[cfg(target_arch = "x86_64")]
    return std::arch::is_x86_feature_detected!("avx2") && std::arch::is_x86_feature_detected!("fma");
    #[cfg(not(target_arch = "x86_64"))]
    false
}

#[test]
fn of_tract() -> TractResult<()> {
    activ8_tract::set_accuracy(Accuracy::High);
    if has_kernels() {
        for func in [Func::Tanh, Func::Sigmoid, Func::Silu] {
            let [theirs, ours] = kernel(func, f32::NAN)?;
            assert!(!theirs.is_nan() && ours.is_nan(), "{func:?}(NaN): {theirs}, {ours}");
        }
        let [theirs, ours] = kernel(Func::Tanh, f32::INFINITY)?;
        assert!(theirs < 1.0 && ours == 1.0, "tanh(∞): {theirs}, {ours}");
        let [theirs, ours] = kernel(Func::Silu, -95.0)?;
        assert!(theirs < -1e-6 && ours > -1e-37, "silu(−95): {theirs:e}, {ours:e}");
    }
    for x in [-20.0, f32::NEG_INFINITY] {
        let [theirs, ours] = kernel(Func::Gelu, x)?;
        assert!(theirs < -1e-6 && ours.abs() < 1e-30, "gelu(tanh)({x}): {theirs:e}, {ours:e}");
    }

    let [theirs, ours] = operator(plain("Softplus"), &[100.0])?;
    assert!(theirs == f32::INFINITY && ours == 100.0, "softplus(100): {theirs}, {ours}");
    let [theirs, ours] = operator(plain("Softplus"), &[-20.0])?;
    assert!(
        theirs == 0.0 && (ours / 2.061_153_6e-9 - 1.0).abs() < 1e-6,
        "softplus(−20): {theirs:e}, {ours:e}"
    );
    let [theirs, ours] = operator(plain("Mish"), &[-20.0])?;
    assert!(theirs == 0.0 && (ours / -4.122_307e-8 - 1.0).abs() < 1e-6, "mish(−20): {theirs:e}, {ours:e}");
    let [theirs, ours] = operator(plain("LogSoftmax"), &[-95.0, 30.0])?;
    assert!(theirs == f32::NEG_INFINITY && ours == -125.0, "log-softmax: {theirs}, {ours}");
    let [theirs, ours] = operator(plain("Selu"), &[100.0])?;
    assert!(theirs < 105.07 && (ours / 105.070_1 - 1.0).abs() < 1e-6, "selu(100): {theirs}, {ours}");
    let [theirs, ours] = operator(plain("Gelu"), &[-8.0])?;
    assert!(theirs == 0.0 && (ours / -4.976_768_5e-15 - 1.0).abs() < 1e-6, "gelu(−8): {theirs:e}, {ours:e}");
    for name in ["Gelu", "Mish"] {
        let [theirs, ours] = operator(plain(name), &[f32::NEG_INFINITY])?;
        assert!(theirs.is_nan() && ours == 0.0, "{name}(−∞): {theirs}, {ours}");
    }
    for name in ["Celu", "HardSigmoid"] {
        let [theirs, ours] = operator(plain(name), &[f32::NAN])?;
        assert!(!theirs.is_nan() && ours.is_nan(), "{name}(NaN): {theirs}, {ours}");
    }
    let [theirs, ours] = operator(plain("Softsign"), &[f32::INFINITY])?;
    assert!(theirs.is_nan() && ours == 1.0, "softsign(∞): {theirs}, {ours}");
    let half = Node { operator: "Swish", attributes: &[("alpha", Value::Float(0.5))], opset: 24 };
    let [theirs, ours] = operator(half, &[1.0])?;
    assert!(
        (theirs - 0.731_06).abs() < 1e-4 && (ours - 0.622_459).abs() < 1e-6,
        "swish of alpha: {theirs}, {ours}"
    );
    Ok(())
}
