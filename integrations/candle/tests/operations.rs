//! What holds of every operation, whatever it computes, a row each: halves have the bits of the rounded result of
//! `f32`, strides change no bit, a gradient has its input's shape and type, and of nothing there is nothing.

mod common;

use activ8_candle::activ8::{
    AttentionSoftmax, CosineEmbedding, CrossEntropy, GateLayout, Gelu, InfoNce, LogCosh, Mse, SwiGlu, Tanh,
};
use activ8_candle::{Activate, Module, PReLU, loss, ops};
use candle_core::{DType, Device, Result, Tensor, Var};
use common::{bits, tensor, values};

/// A name, and an operation on x, which is of 6 × 40 elements, or 0 × 40.
type Row = (&'static str, fn(&Tensor) -> Result<Tensor>);

const ROWS: [Row; 23] = [
    ("activate", |x| x.activate(Gelu::Erf)),
    ("activate_biased", |x| x.activate_biased(&like(x, &[40])?, Gelu::Erf)),
    ("activate_gated", |x| x.activate_gated(&like(x, x.dims())?, SwiGlu::default())),
    ("activate_packed", |x| x.activate_packed(GateLayout::GatesFirst(40), SwiGlu::default())),
    ("softmax", |x| ops::softmax(x, 1)),
    ("softmax of the first dimension", |x| ops::softmax(x, 0)),
    ("softmin", |x| ops::softmin(x, 0)),
    ("hardmax", |x| ops::hardmax(x, 1)),
    ("log_sum_exp", |x| ops::log_sum_exp(x, 1)),
    ("safe_softmax", |x| ops::safe_softmax(x, 1)),
    ("safe_log_softmax of the first dimension", |x| ops::safe_log_softmax(x, 0)),
    ("glu", |x| ops::glu(x, 1)),
    ("gumbel_softmax", |x| ops::gumbel_softmax(x, &like(x, x.dims())?, 0.5, false)),
    ("gumbel_softmax, hard", |x| ops::gumbel_softmax(x, &like(x, x.dims())?, 0.5, true)),
    ("rrelu", |x| ops::rrelu(x, &like(x, x.dims())?, 0.125, 0.375)),
    ("PReLU", |x| PReLU::new(like(x, &[40])?, false).forward(x)),
    ("attention_softmax", |x| {
        let options = AttentionSoftmax::rows_of(40).scale(0.5).soft_cap(5.0).causal(34);
        ops::attention_softmax(x, options, Some(&like(x, &[40])?), Some(&like(x, &[1])?))
    }),
    ("softmax_scaled_masked", |x| ops::softmax_scaled_masked(x, 0.5, Some(&like(x, &[x.dim(0)?, 1])?))),
    ("loss::of", |x| loss::of(LogCosh::default(), x, &like(x, x.dims())?)),
    ("loss::mse", |x| loss::mse(x, &like(x, x.dims())?)),
    ("loss::of_classes", |x| {
        let classes = Tensor::zeros(x.dim(0)?, DType::U32, &Device::Cpu)?;
        loss::of_classes(CrossEntropy::rows_of(40).label_smoothing(0.1), x, &classes)
    }),
    ("loss::joint", |x| loss::joint(InfoNce::dim(40), [x, &like(x, x.dims())?], None)),
    ("loss::joint of signs", |x| {
        let signs = Tensor::ones(x.dim(0)?, DType::F32, &Device::Cpu)?;
        loss::joint(CosineEmbedding::dim(40), [x, &like(x, x.dims())?], Some(&signs))
    }),
];

/// Another operand, whose values every type has.
fn like(x: &Tensor, dims: &[usize]) -> Result<Tensor> {
    tensor(dims)?.to_dtype(DType::BF16)?.to_dtype(x.dtype())
}

/// The same elements with other strides.
fn strided(x: &Tensor) -> Result<Tensor> {
    x.t()?.contiguous()?.t()
}

#[test]
fn halves_are_rounded_once() -> Result<()> {
    for (name, call) in ROWS {
        for dtype in [DType::F16, DType::BF16] {
            let x = tensor(&[6, 40])?.to_dtype(dtype)?;
            let (y, wide) = (call(&x)?, call(&x.to_dtype(DType::F32)?)?);
            assert_eq!((y.dtype(), wide.dtype()), (dtype, DType::F32), "{name}: the type of the output");
            assert_eq!(bits(&values(&y)?), bits(&values(&wide.to_dtype(dtype)?)?), "{name} of {dtype:?}");
        }
    }
    Ok(())
}

#[test]
fn strides_change_no_bit() -> Result<()> {
    for (name, call) in ROWS {
        for dtype in [DType::F32, DType::F16, DType::BF16] {
            let x = tensor(&[6, 40])?.to_dtype(dtype)?;
            let (y, expected) = (call(&strided(&x)?)?, call(&x)?);
            assert_eq!(bits(&values(&y)?), bits(&values(&expected)?), "{name} of {dtype:?}");
        }
    }
    Ok(())
}

#[test]
fn gradients_are_of_the_input_s_shape_and_type() -> Result<()> {
    for (name, call) in ROWS {
        for dtype in [DType::F32, DType::F16, DType::BF16] {
            let x = Var::from_tensor(&tensor(&[6, 40])?.to_dtype(dtype)?)?;
            let gradient = |x: &Tensor| -> Result<Tensor> {
                let y = call(x)?;
                let grads = (&y * like(&y, y.dims())?)?.sum_all()?.backward()?;
                Ok(grads.get(x).expect("a gradient").clone())
            };
            let turned = Var::from_tensor(&strided(&x)?)?;
            let (dx, other) = (gradient(&x)?, gradient(&turned)?);
            assert_eq!((dx.dims(), dx.dtype()), (x.dims(), dtype), "{name}: the gradient");
            assert_eq!(bits(&values(&dx)?), bits(&values(&other)?), "{name} of {dtype:?}: of other strides");
        }
    }
    Ok(())
}

#[test]
fn of_nothing_there_is_nothing() -> Result<()> {
    for (name, call) in ROWS {
        let x = Tensor::zeros((0, 40), DType::F32, &Device::Cpu)?;
        let (y, of_six) = (call(&x)?, call(&tensor(&[6, 40])?)?);
        assert_eq!(y.rank(), of_six.rank(), "{name}: the shape");
        assert_eq!(y.elem_count(), usize::from(y.rank() == 0), "{name}: the number of elements");
    }
    let none = Tensor::zeros((3, 0), DType::F32, &Device::Cpu)?;
    assert_eq!(ops::softmax(&none, 1)?.dims(), [3, 0], "rows of nothing");
    assert_eq!(ops::log_sum_exp(&none, 1)?.to_vec1::<f32>()?, [f32::NEG_INFINITY; 3], "sums of nothing");
    assert!(loss::mse(&none, &none)?.to_scalar::<f32>()?.is_nan(), "the mean of nothing");
    Ok(())
}

#[test]
fn other_types_are_refused_by_name() -> Result<()> {
    let x = tensor(&[6, 40])?;
    let refused = |done: Result<Tensor>, words: [&str; 2]| match done {
        Ok(y) => panic!("{y}"),
        Err(error) => {
            let text = error.to_string().to_lowercase();
            assert!(words.iter().all(|word| text.contains(word)), "no {words:?} in: {text}");
        }
    };
    let (doubles, halves) = (x.to_dtype(DType::F64)?, x.to_dtype(DType::BF16)?);
    refused(doubles.activate(Tanh), ["f64", "activate"]);
    refused(x.activate_gated(&halves, SwiGlu::default()), ["bf16", "gated"]);
    refused(x.activate_biased(&halves.get(0)?, Tanh), ["bf16", "activate-biased"]);
    refused(loss::of(Mse::default(), &doubles, &doubles), ["f64", "loss"]);
    refused(loss::of_classes(CrossEntropy::rows_of(40), &x, &doubles.get_on_dim(1, 0)?), ["f64", "loss"]);
    Ok(())
}
