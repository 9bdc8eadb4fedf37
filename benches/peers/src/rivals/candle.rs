//! `candle-nn`: tensors, made from the same values off the clock. Each call allocates its result,
//! as every call of that library does, and frees it.

use candle_core::{Device, Tensor};
use candle_nn::{loss, ops};

use crate::contender::{Call, Contender, Fault};
use crate::job::Job;
use crate::op::Op;

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let shape = (job.rows(), job.cols());
    let x = Tensor::from_slice(job.x(), shape, &Device::Cpu)?;
    let target = || Tensor::from_slice(job.t(), shape, &Device::Cpu);
    let call = match job.op.formula() {
        Op::Exp => fresh(x, Tensor::exp),
        Op::Ln => fresh(x, Tensor::log),
        Op::Tanh => fresh(x, Tensor::tanh),
        Op::Sigmoid => fresh(x, ops::sigmoid),
        Op::Relu => fresh(x, Tensor::relu),
        Op::Softmax => fresh(x, ops::softmax_last_dim),
        Op::LogSoftmax => fresh(x, |x| ops::log_softmax(x, 1)),
        Op::Mse => total(x, target()?, loss::mse),
        Op::BinaryCrossEntropyWithLogits => total(x, target()?, loss::binary_cross_entropy_with_logit),
        Op::CrossEntropy => {
            let classes = Tensor::from_slice(job.classes(), job.rows(), &Device::Cpu)?;
            total(x, classes, loss::cross_entropy)
        }
        _ => return Ok(Vec::new()),
    };
    Ok(vec![Contender::rival("candle-nn", call)])
}

fn fresh<'a>(x: Tensor, f: impl Fn(&Tensor) -> candle_core::Result<Tensor> + 'a) -> Call<'a> {
    Call::fresh(move |y| {
        let result = f(&x)?;
        if let Some(y) = y {
            let values = result.flatten_all()?.to_vec1::<f32>()?;
            if values.len() != y.len() {
                return Err(format!("the result has {} elements", values.len()).into());
            }
            y.copy_from_slice(&values);
        }
        Ok(())
    })
}

fn total<'a>(
    x: Tensor,
    target: Tensor,
    f: impl Fn(&Tensor, &Tensor) -> candle_core::Result<Tensor> + 'a,
) -> Call<'a> {
    Call::total(move || Ok(f(&x, &target)?.to_scalar::<f32>()?))
}
