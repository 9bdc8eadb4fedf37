//! `tract-linalg`: the kernels of the inference engine tract, the best that it finds for this CPU.
//!
//! They work in place, which is less memory traffic than the out-of-place job of the others. So
//! there are two rows: the kernel by itself, which is its best light, and with the copy that makes
//! it the same job. A call in place is timed by itself, which a call of nanoseconds is too short
//! for: the latency benchmarks have the second row only.

use tract_linalg::Func;
use tract_linalg::element_wise::ElementWise;

use crate::contender::{Call, Contender, Fault, Outcome};
use crate::job::Job;
use crate::op::Op;

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    match job.op.formula() {
        Op::Exp => elementwise(job, Func::Exp),
        Op::Ln => elementwise(job, Func::Ln),
        Op::Tanh => elementwise(job, Func::Tanh),
        Op::Sigmoid => elementwise(job, Func::Sigmoid),
        Op::Relu => {
            // There is no plain relu among the kernels; this is its nearest.
            let kernel = Func::LeakyRelu.ew_f32_param().map_err(fault)?;
            Ok(both(job, move |y| kernel.run_with_params(y, 0.0).map_err(fault)))
        }
        Op::Softmax => softmax(job),
        _ => Ok(Vec::new()),
    }
}

fn fault(error: impl Into<Fault>) -> Fault {
    error.into()
}

fn elementwise(job: &Job, func: Func) -> Result<Vec<Contender<'_>>, Fault> {
    let kernel: Box<dyn ElementWise<f32>> = func.ew_f32().map_err(fault)?;
    Ok(both(job, move |y| kernel.run(y).map_err(fault)))
}

/// The three kernels of a row, as tract's own softmax calls them.
fn softmax(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let max = Func::ReduceMax.reduce_f32().map_err(fault)?;
    let exp_sum = Func::Softmax2.map_reduce_f32().map_err(fault)?;
    let scale = Func::MulByScalar.ew_f32_param().map_err(fault)?;
    let cols = job.cols();
    Ok(both(job, move |y| {
        for row in y.chunks_exact_mut(cols) {
            let max = max.run(row).map_err(fault)?;
            let sum = exp_sum.run_with_params(row, max).map_err(fault)?;
            scale.run_with_params(row, sum.recip()).map_err(fault)?;
        }
        Ok(())
    }))
}

fn both<'a>(job: &'a Job, kernel: impl Fn(&mut [f32]) -> Outcome + Clone + 'a) -> Vec<Contender<'a>> {
    let alone = kernel.clone();
    let copied = Call::write(move |y| {
        y.copy_from_slice(job.x());
        kernel(y)
    });
    let mut entrants = vec![Contender::rival("tract-linalg (copied)", copied)];
    if !job.op.is_latency() {
        entrants.insert(0, Contender::rival("tract-linalg", Call::in_place(alone)));
    }
    entrants
}
