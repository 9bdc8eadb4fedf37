//! `candle-nn`: tensors, made from the same values off the clock. Each call allocates its result,
//! as every call of that library does, and frees it.

use activ8::{AnyActivation, Gelu};
use candle_core::{Device, Tensor};
use candle_nn::{Activation, Module, loss, ops};

use crate::contender::{Call, Contender, Fault};
use crate::gate::Gate;
use crate::job::Job;
use crate::op::Op;

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let shape = (job.rows(), job.cols());
    let x = Tensor::from_slice(job.x(), shape, &Device::Cpu)?;
    let target = || Tensor::from_slice(job.t(), shape, &Device::Cpu);
    let call = match job.op.formula() {
        Op::Forward(activation) => match of(activation) {
            Some(f) => fresh(x, f),
            None => return Ok(Vec::new()),
        },
        Op::Biased(activation) => {
            let Some(f) = of(activation) else { return Ok(Vec::new()) };
            let bias = Tensor::from_slice(job.t(), job.cols(), &Device::Cpu)?;
            fresh(x, move |x| f(&x.broadcast_add(&bias)?))
        }
        Op::Gated(gate) if gate != Gate::SwiGluOai => {
            let Some(f) = of(gate.activation()) else { return Ok(Vec::new()) };
            let value = target()?;
            fresh(x, move |x| f(x)? * &value)
        }
        Op::Softmax => fresh(x, ops::softmax_last_dim),
        Op::LogSoftmax => fresh(x, |x| ops::log_softmax(x, 1)),
        Op::Mse => total(x, target()?, loss::mse),
        Op::BinaryCrossEntropyWithLogits => total(x, target()?, loss::binary_cross_entropy_with_logit),
        Op::Loss(named) if named.loss().name() == "huber" => {
            total(x, target()?, |x, t| loss::huber(x, t, 1.0))
        }
        op @ (Op::CrossEntropy | Op::Nll) => {
            let classes = Tensor::from_slice(job.classes(), job.rows(), &Device::Cpu)?;
            total(x, classes, if op == Op::Nll { loss::nll } else { loss::cross_entropy })
        }
        _ => return Ok(Vec::new()),
    };
    Ok(vec![Contender::rival("candle-nn", call)])
}

/// A function of a tensor.
type Of = Box<dyn Fn(&Tensor) -> candle_core::Result<Tensor>>;

fn of(activation: AnyActivation) -> Option<Of> {
    use AnyActivation as A;
    Some(match activation {
        A::Elu(elu) => Box::new(move |x| x.elu(elu.alpha.into())),
        A::Erf(_) => Box::new(Tensor::erf),
        A::Exp(_) => Box::new(Tensor::exp),
        A::Gelu(Gelu::Erf) => Box::new(Tensor::gelu_erf),
        A::Gelu(Gelu::Tanh) => Box::new(Tensor::gelu),
        A::Hardsigmoid(_) => Box::new(|x| Activation::HardSigmoid.forward(x)),
        A::Hardswish(_) => Box::new(|x| Activation::HardSwish.forward(x)),
        A::LeakyRelu(leaky) => Box::new(move |x| ops::leaky_relu(x, leaky.negative_slope.into())),
        A::Ln(_) => Box::new(Tensor::log),
        A::Mish(_) => Box::new(ops::mish),
        A::Relu(_) => Box::new(Tensor::relu),
        A::Relu6(_) => Box::new(|x| Activation::Relu6.forward(x)),
        A::Sigmoid(_) => Box::new(ops::sigmoid),
        A::Silu(_) => Box::new(Tensor::silu),
        A::SquaredRelu(_) => Box::new(|x| Activation::Relu2.forward(x)),
        A::Tanh(_) => Box::new(Tensor::tanh),
        _ => return None,
    })
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
