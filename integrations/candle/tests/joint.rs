//! Losses of several inputs, of weights and of lists through candle: halves, layouts, and what is refused.
//! Their values and gradients are in coverage.rs.

mod common;

use activ8_candle::activ8::{
    BinaryCrossEntropyWithLogits, CosineEmbedding, CrossEntropy, InfoNce, Loss, MarginRanking,
    MultiLabelMargin, TripletMargin,
};
use activ8_candle::loss;
use candle_core::{DType, Device, Result, Tensor, Var};
use common::{tensor, values};

#[test]
fn halves_and_layouts() -> Result<()> {
    let (a, b) = (tensor(&[6, 10])?, tensor(&[10, 6])?.t()?);
    let signs = Tensor::new(&[1f32, -1., 1., 1., -1., -1.], &Device::Cpu)?;
    let of = |a: &Tensor, b: &Tensor| loss::joint(CosineEmbedding::dim(10), [a, b], Some(&signs));
    let whole = of(&a, &b)?;
    assert_eq!(values(&of(&a, &b.contiguous()?)?)?, values(&whole)?, "strided");
    for dtype in [DType::F16, DType::BF16] {
        let (a, b) = (a.to_dtype(dtype)?, b.to_dtype(dtype)?);
        let found = of(&a, &b)?;
        assert_eq!(found.dtype(), dtype, "the type of the loss");
        let expected = of(&a.to_dtype(DType::F32)?, &b.to_dtype(DType::F32)?)?.to_dtype(dtype)?;
        assert_eq!(values(&found)?, values(&expected)?, "rounded once");
        let a = Var::from_tensor(&a)?;
        let grads = of(&a, &b)?.backward()?;
        assert_eq!(grads.get(&a).map(Tensor::dtype), Some(dtype), "the type of the gradient");
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
