//! `rten-vecmath`: the kernels of the inference engine rten, dispatched by themselves.

use std::mem::MaybeUninit;

use rten_simd::{SimdOp, SimdUnaryOp};
use rten_vecmath::{Exp, LeakyRelu, LogSoftmax, Sigmoid, Softmax, Tanh};

use crate::contender::{Call, Contender, Fault};
use crate::job::Job;
use crate::op::Op;
use crate::rivals::by_row;

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let call = match job.op.formula() {
        Op::Exp => map(job, Exp {}),
        Op::Sigmoid => map(job, Sigmoid {}),
        Op::Tanh => map(job, Tanh {}),
        // The crate leaves the plain relu to the compiler; this is its nearest.
        Op::Relu => map(job, LeakyRelu { alpha: 0.0 }),
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
