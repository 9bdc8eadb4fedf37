//! Softmin, hardmax and log-sum-exp along any dimension, samples of categories, slopes that are learnt or drawn, and
//! the choice of experts; their gradients.

mod common;

use activ8_candle::activ8::{
    Activation as _, GateLayout, GatedActivation as _, Glu, Hardmax, LogSumExp, RRelu, Router, Scoring,
    Softmin,
};
use activ8_candle::{Module, PReLU, ops};
use candle_core::{DType, Result, Tensor, Var};
use common::{assert_close, bits, layouts, tensor, values};

#[test]
fn any_dimension() -> Result<()> {
    for (layout, x) in layouts()? {
        for dim in 0..x.rank() {
            let (row, inner) = (x.dim(dim)?, x.dims()[dim + 1..].iter().product::<usize>());
            let is_last = dim + 1 == x.rank();
            let elements = values(&x)?;
            let (mut min, mut max) = (elements.clone(), elements.clone());
            let mut sums = vec![0.0; elements.len() / row];
            if is_last {
                Softmin::rows_of(row).forward_in_place(&mut min).expect("whole rows");
                Hardmax::rows_of(row).forward_in_place(&mut max).expect("whole rows");
                LogSumExp::rows_of(row).forward(&elements, &mut sums).expect("whole rows");
            } else {
                Softmin::along(row, inner).forward_in_place(&mut min).expect("whole matrices");
                Hardmax::along(row, inner).forward_in_place(&mut max).expect("whole matrices");
                LogSumExp::along(row, inner).forward(&elements, &mut sums).expect("whole matrices");
            }
            let found = ops::softmin(&x, dim)?;
            assert_eq!(bits(&values(&found)?), bits(&min), "softmin of {layout} along {dim}");
            let found = ops::hardmax(&x, dim)?;
            assert_eq!(bits(&values(&found)?), bits(&max), "hardmax of {layout} along {dim}");
            let (found, expected) = (ops::log_sum_exp(&x, dim)?, x.contiguous()?.log_sum_exp(dim)?);
            assert_eq!(found.dims(), expected.dims(), "log_sum_exp of {layout} along {dim}");
            assert_eq!(bits(&values(&found)?), bits(&sums), "log_sum_exp of {layout} along {dim}");
            assert_close(&values(&found)?, &values(&expected)?, 1e-6);
            if row % 2 == 1 {
                assert!(ops::glu(&x, dim).is_err(), "an odd dimension, {layout} along {dim}");
                continue;
            }
            let mut glu = vec![0.0; elements.len() / 2];
            let both = GateLayout::ValuesFirstAlong { axis: row, inner };
            Glu.forward_packed(both, &elements, &mut glu).expect("whole matrices");
            let found = ops::glu(&x, dim)?;
            assert_eq!(found.dim(dim)?, row / 2, "glu of {layout} along {dim}");
            assert_eq!(bits(&values(&found)?), bits(&glu), "glu of {layout} along {dim}");
        }
    }
    Ok(())
}

fn gradient(y: &Tensor, dy: &Tensor, of: &Var) -> Result<Vec<f32>> {
    values((y * dy)?.sum_all()?.backward()?.get(of).expect("a gradient"))
}

#[test]
fn gradients_along_a_dimension() -> Result<()> {
    let x = Var::from_tensor(&tensor(&[5, 7, 6])?)?;
    let (dy, of_rows) = (tensor(&[5, 7, 6])?, tensor(&[5, 6])?);
    let minus = gradient(&ops::softmax(&x.neg()?, 1)?, &dy, &x)?;
    assert_close(&gradient(&ops::softmin(&x, 1)?, &dy, &x)?, &minus, 2e-6);
    assert_eq!(gradient(&ops::hardmax(&x, 1)?, &dy, &x)?, [0.0; 210], "hardmax's");
    let theirs = gradient(&x.log_sum_exp(1)?, &of_rows, &x)?;
    assert_close(&gradient(&ops::log_sum_exp(&x, 1)?, &of_rows, &x)?, &theirs, 2e-6);
    let (of_half, x) = (tensor(&[5, 3, 6])?, Var::from_tensor(&x.narrow(1, 0, 6)?)?);
    let theirs = (x.narrow(1, 0, 3)? * candle_nn::ops::sigmoid(&x.narrow(1, 3, 3)?)?)?;
    assert_close(&values(&ops::glu(&x, 1)?)?, &values(&theirs)?, 2e-6);
    assert_close(&gradient(&ops::glu(&x, 1)?, &of_half, &x)?, &gradient(&theirs, &of_half, &x)?, 4e-6);
    Ok(())
}

/// Rows and columns of nothing but −∞.
#[test]
fn what_is_fully_masked() -> Result<()> {
    // Of the columns of the middle dimension every fourth is masked.
    let value = |i: usize| if i.is_multiple_of(4) { f32::NEG_INFINITY } else { i as f32 * 0.25 };
    let x: Vec<f32> = (0..2 * 3 * 8).map(value).collect();
    let x = Var::from_tensor(&Tensor::from_vec(x, (2, 3, 8), &candle_core::Device::Cpu)?)?;
    let (dy, of_sums) = (tensor(&[2, 3, 8])?, tensor(&[2, 8])?);
    for (dim, turn) in [(1, false), (2, true)] {
        let view = if turn { x.transpose(1, 2)? } else { x.as_tensor().clone() };
        let dy = if turn { dy.transpose(1, 2)? } else { dy.clone() };
        let usual = values(&ops::softmax(&view, dim)?)?;
        let [p, log] = [ops::safe_softmax(&view, dim)?, ops::safe_log_softmax(&view, dim)?];
        let is_nothing: Vec<bool> = usual.iter().map(|p| p.is_nan()).collect();
        assert_eq!(is_nothing.iter().filter(|nothing| **nothing).count(), 12, "of 48, along {dim}");
        for ((p, usual), nothing) in values(&p)?.into_iter().zip(&usual).zip(&is_nothing) {
            assert!(if *nothing { p == 0.0 } else { p == *usual }, "{p}, {usual}");
        }
        for (log, nothing) in values(&log)?.into_iter().zip(&is_nothing) {
            assert_eq!(log == f32::NEG_INFINITY, *nothing, "{log}");
        }
        let sums = ops::safe_log_sum_exp(&view, dim)?;
        assert_eq!(bits(&values(&sums)?), bits(&values(&ops::log_sum_exp(&view, dim)?)?), "sums");
        for (y, dy) in [(&p, &dy), (&log, &dy), (&sums, &of_sums)] {
            // Of products with −∞ the sum is no number, but the gradient is.
            let dx = gradient(y, dy, &x)?;
            let of_nothing = dx.iter().enumerate().filter(|(i, _)| i % 4 == 0);
            assert!(dx.iter().all(|dx| dx.is_finite()), "{dx:?}");
            assert!(of_nothing.into_iter().all(|(_, &dx)| dx == 0.0), "{dx:?}");
        }
    }
    Ok(())
}

#[test]
fn samples_of_categories() -> Result<()> {
    let x = Var::from_tensor(&tensor(&[5, 24])?.affine(0.25, 0.0)?)?;
    let (noise, dy) = (tensor(&[24, 5])?.affine(0.125, 1.0)?.t()?, tensor(&[5, 24])?);
    let soft = ops::gumbel_softmax(&x, &noise, 0.5, false)?;
    let hard = ops::gumbel_softmax(&x, &noise, 0.5, true)?;
    let apart = candle_nn::ops::softmax(&((x.as_tensor() + &noise)? / 0.5)?, 1)?;
    assert_close(&values(&soft)?, &values(&apart)?, 2e-6);
    assert_eq!(values(&hard)?, values(&ops::hardmax(&soft, 1)?)?, "one category");
    assert_close(&gradient(&soft, &dy, &x)?, &gradient(&apart, &dy, &x)?, 2e-5);
    assert_eq!(gradient(&soft, &dy, &x)?, gradient(&hard, &dy, &x)?, "straight through");
    assert!(ops::gumbel_softmax(&x, &dy.t()?, 0.5, true).is_err(), "noise of another shape");
    Ok(())
}

#[test]
fn learnt_slopes_are_candle_s() -> Result<()> {
    for (dims, slopes) in [(&[4, 6, 5][..], 6), (&[4, 6], 6), (&[4, 6, 5, 2], 1), (&[6], 6), (&[6], 1)] {
        let (x, weight) = (Var::from_tensor(&tensor(dims)?)?, Var::from_tensor(&tensor(&[slopes])?)?);
        let (is_scalar, dy) = (slopes == 1, tensor(dims)?);
        let ours = PReLU::new(weight.as_tensor().clone(), is_scalar).forward(&x)?;
        let theirs = candle_nn::PReLU::new(weight.as_tensor().clone(), is_scalar).forward(&x)?;
        // Theirs adds 0 where x is not positive.
        assert_eq!(values(&ours)?, values(&theirs)?, "{slopes} slopes of {dims:?}");
        let (of_x, of_weight) = (gradient(&ours, &dy, &x)?, gradient(&ours, &dy, &weight)?);
        assert_close(&of_x, &gradient(&theirs, &dy, &x)?, 1e-6);
        assert_close(&of_weight, &gradient(&theirs, &dy, &weight)?, 1e-5);
        if x.rank() > 1 {
            let turned = x.transpose(0, 1)?.contiguous()?.transpose(0, 1)?;
            let again = PReLU::new(weight.as_tensor().clone(), is_scalar).forward(&turned)?;
            assert_eq!(bits(&values(&again)?), bits(&values(&ours)?), "strided");
        }
    }
    assert!(PReLU::new(tensor(&[5])?, false).forward(&tensor(&[4, 6])?).is_err(), "another number");
    Ok(())
}

#[test]
fn drawn_slopes() -> Result<()> {
    let (x, dy) = (Var::from_tensor(&tensor(&[5, 24])?)?, tensor(&[5, 24])?);
    let uniform = tensor(&[5, 24])?.affine(1.0 / 20.0, 0.5)?;
    let (of_x, mut drawn) = (values(&x)?, values(&uniform)?.into_iter());
    let (mut expected, mut slopes, mut dx) = (vec![0.0; 120], vec![0.0; 120], vec![0.0; 120]);
    let (rrelu, next) = (RRelu { lower: 0.1, upper: 0.3 }, || drawn.next().unwrap_or(0.0));
    rrelu.forward_training(&of_x, &mut expected, &mut slopes, next).expect("equal lengths");
    rrelu.backward_training(&of_x, &slopes, &values(&dy)?, &mut dx).expect("equal lengths");
    let y = ops::rrelu(&x, &uniform, 0.1, 0.3)?;
    assert_eq!(bits(&values(&y)?), bits(&expected), "the values");
    assert_eq!(gradient(&y, &dy, &x)?, dx, "the gradient");
    Ok(())
}

#[test]
fn experts() -> Result<()> {
    let x = tensor(&[2, 3, 8])?;
    let (experts, weights) = ops::route(Router::top(2), &x.to_dtype(DType::BF16)?)?;
    assert_eq!((experts.dims(), weights.dims()), (&[2, 3, 2][..], &[2, 3, 2][..]), "the shapes");
    assert_eq!((experts.dtype(), weights.dtype()), (DType::U32, DType::BF16), "the types");
    let turned = x.transpose(0, 1)?.contiguous()?.transpose(0, 1)?;
    let (again, _) = ops::route(Router::top(2), &turned)?;
    let (whole, _) = ops::route(Router::top(2), &x)?;
    assert_eq!(values(&again)?, values(&whole)?, "strided");
    assert!(ops::route(Router::top(9), &x).is_err(), "more than there are");
    Ok(())
}

#[test]
fn weights_of_experts_are_learnt() -> Result<()> {
    let (x, dy) = (Var::from_tensor(&tensor(&[2, 3, 8])?)?, tensor(&[2, 3, 2])?);
    for scoring in [Scoring::Softmax, Scoring::TopKSoftmax, Scoring::Sigmoid, Scoring::SqrtSoftplus] {
        let router = Router::top(2).scoring(scoring).renormalize(true).scale(1.5);
        let (experts, weights) = ops::route(router, &x)?;
        let (same, untracked) = ops::route(router, &x.as_detached_tensor())?;
        assert_eq!(values(&weights)?, values(&untracked)?, "{scoring:?}");
        let indices = experts.flatten_all()?.to_vec1::<u32>()?;
        assert_eq!(indices, same.flatten_all()?.to_vec1::<u32>()?, "{scoring:?}");
        let mut expected = vec![7.0; 48];
        let core = router.of(8).backward(&values(&x)?, &indices, &values(&dy)?, &mut expected);
        core.expect("whole rows");
        assert_eq!(gradient(&weights, &dy, &x)?, expected, "{scoring:?}");
        let given = ops::route_given(router, &x, &experts.to_dtype(DType::I64)?)?;
        assert_eq!(values(&given)?, values(&weights)?, "{scoring:?}, given");
        assert_eq!(gradient(&given, &dy, &x)?, expected, "{scoring:?}, given");
    }
    let none = (Tensor::ones((2, 3, 2), DType::I64, x.device())? * -1.0)?;
    assert!(ops::route_given(Router::top(2), &x, &none).is_err(), "no such expert");
    let other = Tensor::zeros((2, 3, 1), DType::U32, x.device())?;
    assert!(ops::route_given(Router::top(2), &x, &other).is_err(), "another number");
    Ok(())
}
