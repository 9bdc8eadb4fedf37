//! A shape that an operation is not for is refused, both shapes being named, also where the number of elements
//! fits.

mod common;

use activ8_candle::activ8::{
    AttentionSoftmax, BinaryCrossEntropyWithLogits, CategoricalCrossEntropy, CosineEmbedding, CrossEntropy,
    Ctc, GateLayout, GaussianNll, InfoNce, LinearCrossEntropy, MarginRanking, Mse, MultiLabelMargin, Nll,
    PRelu, Quantile, Softmax, Softmin, SwiGlu, Tanh, TripletMargin,
};
use activ8_candle::{Activate, loss, ops};
use candle_core::{DType, Device, Result, Tensor};

/// Refused with an error that names both shapes.
#[track_caller]
fn refused<R: std::fmt::Debug>(done: Result<R>, needed: &[usize], found: &[usize]) {
    match done {
        Err(error) => {
            let text = error.to_string();
            let has = |shape: &[usize]| text.contains(&format!("{shape:?}"));
            assert!(has(needed) && has(found), "no {needed:?} or no {found:?} in: {text}");
        }
        done => panic!("{done:?}"),
    }
}

fn tensor(dims: &[usize]) -> Result<Tensor> {
    // In (0, 1), which losses of probabilities take.
    ((common::tensor(dims)?.sin()? * 0.4)? + 0.5)?.to_dtype(DType::F32)
}

fn classes(dims: &[usize]) -> Result<Tensor> {
    Tensor::zeros(dims, DType::U32, &Device::Cpu)
}

#[test]
fn losses_of_numbers() -> Result<()> {
    let (x, turned) = (tensor(&[3, 4])?, tensor(&[4, 3])?);
    refused(loss::of(Mse::default(), &x, &turned), &[3, 4], &[4, 3]);
    refused(loss::each(Mse::default(), &x, &turned), &[3, 4], &[4, 3]);
    refused(loss::of(Quantile::of(0.5), &x, &tensor(&[12])?), &[3, 4], &[12]);
    refused(loss::mse(&x, &turned), &[3, 4], &[4, 3]);
    refused(loss::huber(&x, &turned, 1.0), &[3, 4], &[4, 3]);
    refused(loss::binary_cross_entropy_with_logit(&x, &turned), &[3, 4], &[4, 3]);
    refused(loss::of(CategoricalCrossEntropy::rows_of(3), &x, &x), &[3, 3], &[3, 4]);
    refused(loss::each(CategoricalCrossEntropy::rows_of(6), &x, &x), &[3, 6], &[3, 4]);
    refused(loss::of(CrossEntropy::rows_of(3), &x, &x), &[3, 3], &[3, 4]);
    refused(loss::of(loss::weighted(Mse::default(), [1.0; 3]), &x, &x), &[4], &[3]);
    refused(
        loss::each(loss::weighted(BinaryCrossEntropyWithLogits::default(), [1.0; 6]), &x, &x),
        &[4],
        &[6],
    );
    assert!(loss::of(loss::weighted(Mse::default(), [1.0; 4]), &x, &x).is_ok(), "a weight a column");
    assert!(loss::of(CategoricalCrossEntropy::rows_of(4), &x, &x).is_ok(), "rows of the last dimension");
    Ok(())
}

#[test]
fn losses_of_classes() -> Result<()> {
    let x = tensor(&[3, 4])?;
    refused(loss::of_classes(CrossEntropy::rows_of(3), &x, &classes(&[4])?), &[3, 3], &[3, 4]);
    refused(loss::of_classes(CrossEntropy::rows_of(4), &x, &classes(&[4])?), &[3], &[4]);
    refused(loss::of_classes(CrossEntropy::rows_of(4), &x, &classes(&[1, 3])?), &[3], &[1, 3]);
    refused(loss::each_of_classes(Nll::rows_of(2), &x, &classes(&[6])?), &[3, 2], &[3, 4]);
    refused(loss::cross_entropy(&x, &classes(&[4])?), &[3, 4], &[4]);
    refused(loss::nll(&x, &classes(&[4])?), &[3, 4], &[4]);
    let lists = MultiLabelMargin::rows_of(4);
    refused(loss::of_classes(lists, &x, &classes(&[12])?), &[3, 4], &[12]);
    assert!(loss::of_classes(lists, &x, &classes(&[3, 4])?.to_dtype(DType::I64)?).is_ok(), "lists");
    let cube = tensor(&[2, 3, 4])?;
    assert!(loss::of_classes(CrossEntropy::rows_of(4), &cube, &classes(&[2, 3])?).is_ok(), "more dimensions");
    refused(loss::of_classes(CrossEntropy::rows_of(4), &cube, &classes(&[3, 2])?), &[2, 3], &[3, 2]);
    assert!(loss::of_classes(CrossEntropy::rows_of(4), &tensor(&[4])?, &classes(&[1])?).is_ok(), "one row");
    // Steps, sequences and classes.
    let steps = (tensor(&[5, 2, 3])?.log())?;
    let ctc = Ctc::new(3, &[5, 5], &[1, 1]);
    let labels = Tensor::new(&[1u32, 2], &Device::Cpu)?;
    assert!(loss::ctc(ctc, &steps, &labels).is_ok(), "shapes that fit");
    refused(loss::ctc(ctc, &steps.reshape((5, 3, 2))?, &labels), &[5, 2, 3], &[5, 3, 2]);
    refused(loss::ctc(ctc, &steps.reshape((5, 6))?, &labels), &[5, 2, 3], &[5, 6]);
    let (padded, rows) = (ctc.padded(3), Tensor::new(&[[1i64, -1, -1], [2, -1, -1]], &Device::Cpu)?);
    assert!(loss::ctc(padded, &steps, &rows).is_ok(), "a row of labels for each sequence");
    refused(loss::ctc(padded, &steps, &rows.reshape(6)?), &[2, 3], &[6]);
    refused(loss::ctc(padded, &steps, &rows.reshape((3, 2))?), &[2, 3], &[3, 2]);
    // Along the second of four dimensions.
    let images = tensor(&[2, 3, 4, 5])?;
    let along = CrossEntropy::along(3, 20);
    assert!(loss::of_classes(along, &images, &classes(&[2, 4, 5])?).is_ok(), "shapes that fit");
    assert!(loss::each(CategoricalCrossEntropy::along(3, 20), &images, &images).is_ok(), "as many targets");
    refused(loss::of_classes(along, &images, &classes(&[2, 20])?), &[2, 4, 5], &[2, 20]);
    refused(
        loss::of_classes(along, &images.reshape((2, 4, 3, 5))?, &classes(&[2, 4, 5])?),
        &[3, 20],
        &[2, 4, 3, 5],
    );
    refused(
        loss::each_of_classes(Nll::along(2, 60), &tensor(&[3, 2, 20])?, &classes(&[60])?),
        &[2, 60],
        &[3, 2, 20],
    );
    refused(loss::of(CategoricalCrossEntropy::along(3, 4), &images, &images), &[3, 4], &[2, 3, 4, 5]);
    Ok(())
}

#[test]
fn joint_losses() -> Result<()> {
    let (a, b) = (tensor(&[2, 3])?, tensor(&[3, 2])?);
    let signs = Tensor::new(&[1f32, -1.], &Device::Cpu)?;
    refused(loss::joint(CosineEmbedding::dim(3), [&a, &b], Some(&signs)), &[2, 3], &[3, 2]);
    refused(loss::joint(CosineEmbedding::dim(2), [&a, &a], Some(&signs)), &[2, 2], &[2, 3]);
    let signs = signs.reshape((2, 1))?;
    refused(loss::joint(CosineEmbedding::dim(3), [&a, &a], Some(&signs)), &[2], &[2, 1]);
    refused(loss::joint(InfoNce::dim(3), [&a, &b], None), &[2, 3], &[3, 2]);
    refused(loss::joint(TripletMargin::dim(3), [&a, &a, &b], None), &[2, 3], &[3, 2]);
    refused(loss::joint(MarginRanking::margin(0.0), [&a, &b], Some(&a)), &[2, 3], &[3, 2]);
    refused(loss::joint(GaussianNll::default(), [&a, &a], Some(&b)), &[2, 3], &[3, 2]);
    let linear = LinearCrossEntropy::<i64>::dim(3, CrossEntropy::rows_of(2));
    refused(loss::joint(linear, [&a, &b], Some(&classes(&[2])?)), &[2, 3], &[3, 2]);
    refused(loss::joint(linear, [&b, &a], Some(&classes(&[2])?)), &[3, 3], &[3, 2]);
    refused(loss::joint(linear, [&a, &a], Some(&classes(&[2, 1])?)), &[2], &[2, 1]);
    refused(loss::joint(linear, [&a, &a, &tensor(&[1, 2])?], Some(&classes(&[2])?)), &[2], &[1, 2]);
    assert!(loss::joint(linear, [&a, &a], Some(&classes(&[2])?)).is_ok(), "shapes that fit");
    Ok(())
}

#[test]
fn activations() -> Result<()> {
    let x = tensor(&[3, 4])?;
    refused(x.activate(Softmax::rows_of(3)), &[3, 3], &[3, 4]);
    refused(x.activate(Softmin::rows_of(1)), &[3, 1], &[3, 4]);
    refused(x.copy()?.activate_in_place(Softmax::rows_of(6)), &[3, 6], &[3, 4]);
    refused(x.activate(Softmax::along(2, 6)), &[2, 6], &[3, 4]);
    assert!(x.activate(Softmax::along(3, 4)).is_ok(), "the first dimension");
    refused(x.activate(PRelu { weight: &[0.5; 6], inner: 1 }), &[6, 1], &[3, 4]);
    refused(x.activate_biased(&tensor(&[3])?, Tanh), &[3, 4], &[3]);
    refused(x.copy()?.activate_biased_in_place(&tensor(&[12])?, Tanh), &[3, 4], &[12]);
    refused(x.activate_gated(&tensor(&[4, 3])?, SwiGlu::default()), &[3, 4], &[4, 3]);
    refused(ops::swiglu_split(&x, &tensor(&[4, 3])?), &[3, 4], &[4, 3]);
    refused(x.activate_packed(GateLayout::GatesFirst(2), SwiGlu::default()), &[3, 2], &[3, 4]);
    refused(x.activate_packed(GateLayout::ValuesFirst(12), SwiGlu::default()), &[3, 12], &[3, 4]);
    let along = |axis, inner| GateLayout::GatesFirstAlong { axis, inner };
    refused(x.activate_packed(along(2, 6), SwiGlu::default()), &[2, 6], &[3, 4]);
    refused(x.activate_packed(along(4, 3), SwiGlu::default()), &[4, 3], &[3, 4]);
    assert!(x.activate_packed(along(3, 4), SwiGlu::default()).is_err(), "an odd dimension");
    assert_eq!(x.activate_packed(along(4, 1), SwiGlu::default())?.dims(), [3, 2], "the last dimension");
    assert_eq!(x.t()?.activate_packed(along(4, 3), SwiGlu::default())?.dims(), [2, 3], "the first dimension");
    refused(ops::rrelu(&x, &tensor(&[4, 3])?, 0.1, 0.3), &[3, 4], &[4, 3]);
    refused(ops::gumbel_softmax(&x, &tensor(&[4, 3])?, 1.0, false), &[3, 4], &[4, 3]);
    Ok(())
}

#[test]
fn attention() -> Result<()> {
    let (x, all) = (tensor(&[2, 4, 3, 5])?, AttentionSoftmax::rows_of(5));
    let of = |options: AttentionSoftmax<'_>| ops::attention_softmax(&x, options, None, None);
    refused(of(AttentionSoftmax::rows_of(15)), &[2, 4, 3, 15], &[2, 4, 3, 5]);
    refused(of(all.queries(4)), &[4, 5], &[2, 4, 3, 5]);
    refused(of(all.slopes(&[0.5; 2])), &[4], &[2]);
    refused(of(all.sinks(&[0.5; 3])), &[4], &[3]);
    refused(ops::attention_softmax(&x, all, None, Some(&tensor(&[2])?)), &[4], &[2]);
    refused(ops::attention_softmax(&x, all, Some(&tensor(&[4, 5])?), None), &[4, 5], &[2, 4, 3, 5]);
    refused(ops::softmax_scaled_masked(&x, 0.5, Some(&tensor(&[2, 5])?)), &[2, 5], &[2, 4, 3, 5]);
    assert!(of(all.queries(3).slopes(&[0.5; 4])).is_ok(), "a slope a head");
    assert!(ops::attention_softmax(&x, all, None, Some(&tensor(&[8])?)).is_ok(), "a sink for all of a batch");
    Ok(())
}
