//! `rten-vecmath`: the kernels of the inference engine rten, dispatched by themselves.

use std::mem::MaybeUninit;

use activ8::{AnyActivation, GeGlu, Gelu};
use rten_simd::{SimdOp, SimdUnaryOp};
use rten_vecmath as rten;
use rten_vecmath::{LeakyRelu, LogSoftmax, Softmax};

use crate::contender::{Call, Contender, Fault};
use crate::gate::Gate;
use crate::job::Job;
use crate::op::Op;
use crate::rivals::{BIAS_PASSES, GATE_PASSES, add_bias, by_row, multiply};

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let two_passes = |call, bytes| vec![Contender::rival("rten-vecmath (two passes)", call).moving(bytes)];
    let call = match job.op.formula() {
        Op::Forward(activation) => match forward(job, activation) {
            Some(call) => call,
            None => return Ok(Vec::new()),
        },
        Op::Biased(activation) => {
            let call = match activation {
                AnyActivation::Gelu(Gelu::Erf) => biased(job, rten::Gelu {}),
                AnyActivation::Gelu(Gelu::Tanh) => biased(job, rten::ApproxGelu {}),
                AnyActivation::Silu(_) => biased(job, rten::Silu {}),
                _ => return Ok(Vec::new()),
            };
            return Ok(two_passes(call, BIAS_PASSES));
        }
        Op::Gated(gate) => {
            let call = match gate {
                Gate::GeGlu(GeGlu::Erf) => gated(job, rten::Gelu {}),
                Gate::GeGlu(GeGlu::Tanh) => gated(job, rten::ApproxGelu {}),
                Gate::GeGlu(GeGlu::Quick) => gated(job, rten::Swish { alpha: 1.702 }),
                Gate::Glu => gated(job, rten::Sigmoid {}),
                Gate::SwiGlu => gated(job, rten::Silu {}),
                Gate::Bilinear | Gate::ReGlu | Gate::SwiGluOai => return Ok(Vec::new()),
            };
            return Ok(two_passes(call, GATE_PASSES));
        }
        Op::Softmax => by_row(job, |x, y| {
            Softmax::new(x, uninit(y)).dispatch();
        }),
        Op::LogSoftmax => by_row(job, |x, y| {
            LogSoftmax::new(x, uninit(y)).dispatch();
        }),
        _ => return Ok(Vec::new()),
    };
    Ok(vec![Contender::rival("rten-vecmath", call)])
}

fn forward(job: &Job, activation: AnyActivation) -> Option<Call<'_>> {
    use AnyActivation as A;
    Some(match activation {
        A::Elu(elu) => map(job, rten::Elu { alpha: elu.alpha }),
        A::Erf(_) => map(job, rten::Erf {}),
        A::Exp(_) => map(job, rten::Exp {}),
        A::Gelu(Gelu::Erf) => map(job, rten::Gelu {}),
        A::Gelu(Gelu::Tanh) => map(job, rten::ApproxGelu {}),
        A::Gelu(Gelu::Quick) => map(job, rten::Swish { alpha: 1.702 }),
        A::LeakyRelu(leaky) => map(job, LeakyRelu { alpha: leaky.negative_slope }),
        // The crate leaves the plain relu to the compiler; this is its nearest.
        A::Relu(_) => map(job, LeakyRelu { alpha: 0.0 }),
        A::Sigmoid(_) => map(job, rten::Sigmoid {}),
        A::Silu(_) => map(job, rten::Silu {}),
        A::Swish(swish) => map(job, rten::Swish { alpha: swish.alpha }),
        A::Tanh(_) => map(job, rten::Tanh {}),
        _ => return None,
    })
}

fn biased<'a>(job: &'a Job, op: impl SimdUnaryOp<f32> + 'a) -> Call<'a> {
    Call::write(move |y| {
        add_bias(job, y);
        op.map_mut(y);
        Ok(())
    })
}

fn gated<'a>(job: &'a Job, op: impl SimdUnaryOp<f32> + 'a) -> Call<'a> {
    Call::write(move |y| {
        op.map(job.x(), uninit(y));
        multiply(y, job.t());
        Ok(())
    })
}

fn map<'a>(job: &'a Job, op: impl SimdUnaryOp<f32> + 'a) -> Call<'a> {
    Call::write(move |y| {
        op.map(job.x(), uninit(y));
        Ok(())
    })
}

/// The output as the crate takes it.
fn uninit(y: &mut [f32]) -> &mut [MaybeUninit<f32>] {
    // SAFETY: the types have one layout, and the crate only ever writes floats through it.
    unsafe { &mut *(std::ptr::from_mut(y) as *mut [MaybeUninit<f32>]) }
}
