//! Where candle is not right: what it gives, and what is given here. The list is in the crate's
//! documentation; when candle mends one, its test here says so.

use activ8_candle::{loss, ops};
use candle_core::{DType, Device, Result, Tensor, Var};

fn one(x: f32) -> Result<Tensor> {
    Tensor::new(&[x], &Device::Cpu)
}

fn value(x: Result<Tensor>) -> Result<f32> {
    x?.to_dtype(DType::F32)?.flatten_all()?.get(0)?.to_scalar()
}

#[test]
fn relu_of_nan() -> Result<()> {
    let x = one(f32::NAN)?;
    assert_eq!(value(x.relu())?, 0.0, "candle's");
    assert!(value(ops::relu(&x))?.is_nan(), "NaN stays NaN");
    Ok(())
}

#[test]
fn tail_of_gelu() -> Result<()> {
    let x = one(-8.0)?;
    assert_eq!(value(x.gelu_erf())?, 0.0, "candle's");
    assert!((value(ops::gelu_erf(&x))? / -4.976_768_5e-15 - 1.0).abs() < 3e-7, "−8 · Φ(−8)");
    Ok(())
}

#[test]
fn mish_of_large_values() -> Result<()> {
    let x = one(-20.0)?;
    assert_eq!(value(candle_nn::ops::mish(&x))?, 0.0, "candle's");
    assert!((value(ops::mish(&x))? / -4.122_307e-8 - 1.0).abs() < 3e-7, "−20 · e^−20");
    Ok(())
}

#[test]
fn tail_of_sigmoid_and_silu() -> Result<()> {
    let x = one(-95.0)?;
    assert_eq!([value(candle_nn::ops::sigmoid(&x))?, value(x.silu())?], [0.0; 2], "candle's");
    let sigmoid = value(ops::sigmoid(&x))?;
    assert!((sigmoid / 5.521e-42 - 1.0).abs() < 1e-3, "e^−95, which is subnormal");
    assert!((value(ops::silu(&x))? / (-95.0 * 5.521e-42) - 1.0).abs() < 1e-3, "−95 · e^−95");
    Ok(())
}

#[test]
fn log_softmax_near_0() -> Result<()> {
    let x = Tensor::new(&[[20f32, 0., 0.]], &Device::Cpu)?;
    assert_eq!(value(candle_nn::ops::log_softmax(&x, 1))?, 0.0, "candle's");
    assert!((value(ops::log_softmax(&x, 1))? / -4.122_307_2e-9 - 1.0).abs() < 3e-7, "−ln(1 + 2e^−20)");
    Ok(())
}

#[test]
fn sums_of_f16() -> Result<()> {
    let x = Tensor::zeros((1, 16_384), DType::F16, &Device::Cpu)?;
    let (theirs, ours) = (value(candle_nn::ops::softmax_last_dim(&x))?, value(ops::softmax_last_dim(&x))?);
    assert_eq!(ours, 1.0 / 16_384.0, "each of equal elements");
    assert_ne!(theirs, ours, "candle's");
    Ok(())
}

#[test]
fn cross_entropy_of_large_logits() -> Result<()> {
    let (x, t) = (one(40.0)?, one(1.0)?);
    assert!(value(candle_nn::loss::binary_cross_entropy_with_logit(&x, &t))?.is_nan(), "candle's");
    let ours = value(loss::binary_cross_entropy_with_logit(&x, &t))?;
    assert!((ours / 4.248_354_4e-18 - 1.0).abs() < 3e-7, "ln(1 + e^−40)");
    Ok(())
}

/// A softmax cuts a model in two in candle, without a word: what is before it learns nothing.
#[test]
fn gradients_of_softmax_last_dim() -> Result<()> {
    let gradient = |softmax: fn(&Tensor) -> Result<Tensor>| -> Result<Option<Vec<f32>>> {
        let x = Var::new(&[[1f32, 2., 3.]], &Device::Cpu)?;
        let weights = Tensor::new(&[[1f32, 0., -1.]], &Device::Cpu)?;
        let loss = (softmax(x.as_tensor())? * weights)?.sum_all()?;
        loss.backward()?.get(&x).map(|dx| dx.flatten_all()?.to_vec1()).transpose()
    };
    assert_eq!(gradient(candle_nn::ops::softmax_last_dim)?, None, "candle's");
    let ours = gradient(ops::softmax_last_dim)?.expect("a gradient");
    // p·(w − Σ p·w), with p of (1, 2, 3).
    let p = [0.090_030_57, 0.244_728_47, 0.665_240_96];
    let weighted = p[0] - p[2];
    for (dx, want) in ours.iter().zip([p[0] * (1.0 - weighted), p[1] * -weighted, p[2] * (-1.0 - weighted)]) {
        assert!((f64::from(*dx) - want).abs() < 1e-6, "{dx}, not {want}");
    }
    Ok(())
}
