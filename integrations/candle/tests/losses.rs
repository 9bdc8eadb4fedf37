//! Losses through candle: the core's values, gradients, and candle's where it is right.

mod common;

use activ8_candle::activ8::{self, Loss};
use activ8_candle::loss;
use candle_core::{DType, Device, Result, Tensor, Var};
use candle_nn::loss as theirs;
use common::{assert_close, values};

fn gradient(loss: &Tensor, of: &Var) -> Result<Vec<f32>> {
    values(loss.backward()?.get(of).expect("a gradient"))
}

#[test]
fn losses_of_classes() -> Result<()> {
    let x = Var::from_tensor(&common::tensor(&[6, 10])?)?;
    let t = Tensor::new(&[0u32, 9, 3, 3, 1, 7], &Device::Cpu)?;
    let ours = [loss::cross_entropy(&x, &t)?, loss::nll(&x, &t)?];
    let theirs = [theirs::cross_entropy(&x, &t)?, theirs::nll(&x, &t)?];
    let core = activ8::CrossEntropy::rows_of(10).forward(&values(&x)?, &t.to_vec1::<u32>()?);
    assert_eq!(Ok(ours[0].to_scalar::<f32>()?), core, "the core's value");
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert_close(&values(ours)?, &values(theirs)?, 1e-6);
        assert_close(&gradient(&(ours * 3.0)?, &x)?, &gradient(&(theirs * 3.0)?, &x)?, 2e-6);
    }
    let t = t.to_dtype(DType::I64)?;
    assert_eq!(values(&loss::cross_entropy(&x, &t)?)?, values(&ours[0])?, "i64");
    assert_eq!(values(&loss::cross_entropy(&x, &t.to_dtype(DType::U8)?)?)?, values(&ours[0])?, "u8");
    assert!(loss::cross_entropy(&x, &Tensor::new(&[10u32; 6], &Device::Cpu)?).is_err(), "no such class");
    assert!(loss::cross_entropy(&x, &Tensor::new(&[0u32; 5], &Device::Cpu)?).is_err(), "another batch");
    assert!(loss::cross_entropy(&x, &x).is_err(), "no classes");
    let smooth = activ8::CrossEntropy::rows_of(10).label_smoothing(0.1);
    let core = smooth.forward(&values(&x)?, &t.to_vec1::<i64>()?);
    assert_eq!(Ok(loss::of_classes(smooth, &x, &t)?.to_scalar::<f32>()?), core, "an option");
    Ok(())
}

#[test]
fn losses_of_numbers() -> Result<()> {
    let x = Var::from_tensor(&common::tensor(&[6, 10])?)?;
    let t = Var::from_tensor(&common::tensor(&[10, 6])?.t()?)?;
    let core = activ8::Mse::default().forward(&values(&x)?, &values(&t)?);
    assert_eq!(Ok(loss::mse(&x, &t)?.to_scalar::<f32>()?), core, "the core's value");
    for (ours, theirs) in
        [(loss::mse(&x, &t)?, theirs::mse(&x, &t)?), (loss::huber(&x, &t, 1.5)?, theirs::huber(&x, &t, 1.5)?)]
    {
        assert_close(&values(&ours)?, &values(&theirs)?, 1e-6);
        for of in [&x, &t] {
            assert_close(&gradient(&(&ours * 0.5)?, of)?, &gradient(&(&theirs * 0.5)?, of)?, 1e-6);
        }
    }
    let p = candle_nn::ops::sigmoid(&t)?.detach();
    let (ours, theirs) =
        (loss::binary_cross_entropy_with_logit(&x, &p)?, theirs::binary_cross_entropy_with_logit(&x, &p)?);
    assert_close(&values(&ours)?, &values(&theirs)?, 1e-5);
    assert_close(&gradient(&ours, &x)?, &gradient(&theirs, &x)?, 1e-5);
    assert!(loss::mse(&x, &common::tensor(&[60])?).is_err(), "another shape");
    assert!(loss::binary_cross_entropy_with_logit(&x, &t).is_err(), "targets that are no probabilities");
    Ok(())
}

#[test]
fn gradients_are_finite_differences() -> Result<()> {
    let t = common::tensor(&[12])?;
    let x = Var::from_tensor(&common::tensor(&[2, 6])?.flatten_all()?)?;
    let of = |x: &Tensor| loss::of(activ8::LogCosh::default(), &activ8_candle::ops::silu(x)?, &t);
    let dx = gradient(&of(&x)?, &x)?;
    for (i, dx) in dx.iter().enumerate() {
        let moved = |by: f32| -> Result<f64> {
            let mut x = values(&x)?;
            x[i] += by;
            Ok(f64::from(of(&Tensor::new(x, &Device::Cpu)?)?.to_scalar::<f32>()?))
        };
        let difference = (moved(0.01)? - moved(-0.01)?) / 0.02;
        assert!((difference - f64::from(*dx)).abs() < 2e-4, "derivative {i} is {dx}, not {difference}");
    }
    Ok(())
}

#[test]
fn halves() -> Result<()> {
    for dtype in [DType::F16, DType::BF16] {
        let (x, t) = (common::tensor(&[6, 10])?.to_dtype(dtype)?, common::tensor(&[6, 10])?.to_dtype(dtype)?);
        let loss = loss::mse(&x, &t)?;
        assert_eq!(loss.dtype(), dtype, "the type of the loss");
        let (x, t) = (x.to_dtype(DType::F32)?, t.to_dtype(DType::F32)?);
        assert_eq!(values(&loss)?, values(&loss::mse(&x, &t)?.to_dtype(dtype)?)?, "rounded once");
    }
    Ok(())
}
