//! Losses through candle: candle's values where it is right, what is learnt, weights, lists, and what is refused.
//! The core's values and gradients are in coverage.rs.

mod common;

use activ8_candle::activ8::{
    self, BinaryCrossEntropyWithLogits, CrossEntropy, InfoNce, KlDivergence, Loss, MarginRanking,
    MultiLabelMargin, TripletMargin,
};
use activ8_candle::loss;
use candle_core::{DType, Device, Result, Tensor, Var};
use candle_nn::loss as theirs;
use common::{assert_close, tensor, values};

fn gradient(loss: &Tensor, of: &Var) -> Result<Vec<f32>> {
    values(loss.backward()?.get(of).expect("a gradient"))
}

#[test]
fn losses_of_classes() -> Result<()> {
    let x = Var::from_tensor(&tensor(&[6, 10])?)?;
    let t = Tensor::new(&[0u32, 9, 3, 3, 1, 7], &Device::Cpu)?;
    let ours = [loss::cross_entropy(&x, &t)?, loss::nll(&x, &t)?];
    let theirs = [theirs::cross_entropy(&x, &t)?, theirs::nll(&x, &t)?];
    let core = CrossEntropy::rows_of(10).forward(&values(&x)?, &t.to_vec1::<u32>()?);
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
    let smooth = CrossEntropy::rows_of(10).label_smoothing(0.1);
    let core = smooth.forward(&values(&x)?, &t.to_vec1::<i64>()?);
    assert_eq!(Ok(loss::of_classes(smooth, &x, &t)?.to_scalar::<f32>()?), core, "an option");
    Ok(())
}

#[test]
fn losses_of_numbers() -> Result<()> {
    let x = Var::from_tensor(&tensor(&[6, 10])?)?;
    let t = Var::from_tensor(&tensor(&[10, 6])?.t()?)?;
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
    assert!(loss::mse(&x, &tensor(&[60])?).is_err(), "another shape");
    assert!(loss::binary_cross_entropy_with_logit(&x, &t).is_err(), "targets that are no probabilities");
    Ok(())
}

#[test]
fn gradients_are_finite_differences() -> Result<()> {
    let t = tensor(&[12])?;
    let x = Var::from_tensor(&tensor(&[2, 6])?.flatten_all()?)?;
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
fn what_does_not_fit_is_refused() -> Result<()> {
    let (a, b, t) = (tensor(&[6, 10])?, tensor(&[6, 10])?, tensor(&[6, 10])?.sign()?);
    assert!(loss::joint(MarginRanking::margin(0.0), [&a, &b], None).is_err(), "no target");
    assert!(loss::joint(InfoNce::dim(10), [&a, &b], Some(&t)).is_err(), "a target too many");
    assert!(loss::joint(MarginRanking::margin(0.0), [&a, &b], Some(&a)).is_err(), "no signs");
    let short = tensor(&[5, 10])?;
    assert!(loss::joint(TripletMargin::dim(10), [&a, &b, &short], None).is_err(), "another length");
    Ok(())
}

#[test]
fn weights() -> Result<()> {
    let x = Var::from_tensor(&tensor(&[6, 10])?)?;
    let t = Tensor::new(&[0u32, 9, 3, 3, 1, 7], &Device::Cpu)?;
    let weight: Vec<f32> = (1..=10).map(|i| i as f32 / 4.0).collect();
    let mut dx = [0.0; 60];
    let core = CrossEntropy::rows_of(10).weight(&weight);
    let expected = core.forward_backward(&values(&x)?, &t.to_vec1::<u32>()?, &mut dx).expect("classes");
    let found = loss::of_classes(loss::weighted(CrossEntropy::rows_of(10), &weight[..]), &x, &t)?;
    assert_eq!(found.to_scalar::<f32>()?, expected, "of classes");
    assert_eq!(values(found.backward()?.get(&x).expect("a gradient"))?, dx, "the gradient");

    let p = candle_nn::ops::sigmoid(&tensor(&[6, 10])?)?;
    let core = BinaryCrossEntropyWithLogits::default().weight(&weight);
    let expected = core.forward(&values(&x)?, &values(&p)?).expect("probabilities");
    let weighted = loss::weighted(BinaryCrossEntropyWithLogits::default(), weight.clone());
    assert_eq!(loss::of(weighted, &x, &p)?.to_scalar::<f32>()?, expected, "of a row's elements");
    Ok(())
}

#[test]
fn losses_that_are_not_reduced() -> Result<()> {
    let (x, p) = (tensor(&[6, 10])?, candle_nn::ops::softmax(&tensor(&[6, 10])?, 1)?);
    let t = Tensor::new(&[0u32, 9, 3, 3, 1, 7], &Device::Cpu)?;
    let (of_x, of_p, mut rows, mut elements) = (values(&x)?, values(&p)?, [0.0; 6], [0.0; 60]);
    let (of_rows, of_elements) = (CrossEntropy::rows_of(10), BinaryCrossEntropyWithLogits::default());
    of_rows.forward_each(&of_x, &t.to_vec1::<u32>()?, &mut rows).expect("classes");
    assert_eq!(values(&loss::each_of_classes(of_rows, &x, &t)?)?, rows, "of classes");
    of_rows.forward_each(&of_x, &of_p, &mut rows).expect("probabilities");
    assert_eq!(values(&loss::each(of_rows, &x, &p)?)?, rows, "of rows");
    of_elements.forward_each(&of_x, &of_p, &mut elements).expect("probabilities");
    assert_eq!(values(&loss::each(of_elements, &x, &p)?)?, elements, "of elements");
    assert!(loss::each(of_elements, &x, &x).is_err(), "no probabilities");
    // What is made of them has a gradient: that of the core for the factors.
    let x = Var::from_tensor(&x)?;
    let dy: Vec<f32> = (0..rows.len()).map(|i| i as f32 - 1.0).collect();
    let mut gradient = vec![0.0; of_x.len()];
    of_rows.backward_each(&of_x, &t.to_vec1::<u32>()?, &dy, &mut gradient).expect("classes");
    let weighted =
        (loss::each_of_classes(of_rows, &x, &t)? * Tensor::new(&dy[..], &Device::Cpu)?)?.sum_all()?;
    let found = weighted.backward()?;
    let found = found.get(&x).expect("a gradient");
    assert_eq!((found.dims(), values(found)?), (x.dims(), gradient), "the gradient of each");
    Ok(())
}

#[test]
fn integers_of_any_type() -> Result<()> {
    let x = tensor(&[2, 4])?;
    let lists = Tensor::new(&[[3i64, 0, -1, 1], [2, -1, -1, -1]], &Device::Cpu)?;
    let whole = loss::of_classes(MultiLabelMargin::rows_of(4), &x, &lists)?;
    for dtype in [DType::I16, DType::I32] {
        let found = loss::of_classes(MultiLabelMargin::rows_of(4), &x, &lists.to_dtype(dtype)?)?;
        assert_eq!(values(&found)?, values(&whole)?, "{dtype:?}");
    }
    let turned = lists.t()?.contiguous()?.t()?;
    let found = loss::of_classes(MultiLabelMargin::rows_of(4), &x, &turned)?;
    assert_eq!(values(&found)?, values(&whole)?, "strided");
    Ok(())
}

#[test]
fn targets_of_divergences_are_learnt() -> Result<()> {
    let x = Var::from_tensor(&candle_nn::ops::log_softmax(&tensor(&[6, 10])?, 1)?)?;
    let t = Var::from_tensor(&candle_nn::ops::softmax(&tensor(&[10, 6])?.t()?, 1)?)?;
    let kl = KlDivergence::log_probabilities();
    let (loss, core) = (loss::kl_divergence(kl, &x, &t)?, kl.forward(&values(&x)?, &values(&t)?));
    assert_eq!(Ok(loss.to_scalar::<f32>()?), core, "the core's value");
    let (mut dx, mut dt) = (vec![7.0; 60], vec![7.0; 60]);
    kl.backward(&values(&x)?, &values(&t)?, &mut dx).expect("good input");
    kl.backward_target(&values(&x)?, &values(&t)?, &mut dt).expect("good input");
    assert_eq!((gradient(&loss, &x)?, gradient(&loss, &t)?), (dx, dt), "both gradients");
    Ok(())
}

#[test]
fn weights_of_rows() -> Result<()> {
    let (x, t) = (tensor(&[6, 10])?, candle_nn::ops::sigmoid(&tensor(&[6, 10])?)?);
    let weight = [1.0, 0.0, 2.0, 0.5, 3.0, 1.0];
    let bce = BinaryCrossEntropyWithLogits { weight_of_rows: true, ..Default::default() };
    let ours = loss::of(loss::weighted(bce, weight), &x, &t)?.to_scalar::<f32>()?;
    let core =
        BinaryCrossEntropyWithLogits::default().row_weight(&weight).forward(&values(&x)?, &values(&t)?);
    assert_eq!(Ok(ours), core, "the core's value");
    assert!(loss::of(loss::weighted(bce, [1.0; 10]), &x, &t).is_err(), "weights of columns");
    Ok(())
}
