//! `tract-linalg`: the kernels of the inference engine tract, the best that it finds for this CPU.
//!
//! They work in place, which is less memory traffic than the out-of-place job of the others. So
//! there are two rows: the kernel by itself, which is its best light, and with the copy that makes
//! it the same job. A call in place is timed by itself, which a call of nanoseconds is too short
//! for: short slices have the second row only.

use activ8::{AnyActivation, Gelu};
use tract_linalg::Func;
use tract_linalg::element_wise::ElementWise;

use crate::contender::{Call, Contender, Fault, Outcome};
use crate::gate::Gate;
use crate::job::Job;
use crate::op::Op;
use crate::rivals::{BIAS_PASSES, GATE_PASSES, add_bias, multiply};

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    use AnyActivation as A;
    match job.op.formula() {
        // There is no plain relu among the kernels; this is its nearest.
        Op::Forward(A::Relu(_)) => leaky(job, 0.0),
        Op::Forward(A::LeakyRelu(leaky_relu)) => leaky(job, leaky_relu.negative_slope),
        Op::Forward(activation) => {
            of(activation).map_or_else(|| Ok(Vec::new()), |func| elementwise(job, func))
        }
        Op::Biased(activation) => in_place_of(job, of(activation), BIAS_PASSES, add_bias, |_, _| ()),
        Op::Gated(gate) if gate != Gate::SwiGluOai => {
            let copy = |job: &Job, y: &mut [f32]| y.copy_from_slice(job.x());
            in_place_of(job, of(gate.activation()), COPIED + GATE_PASSES, copy, |job, y| multiply(y, job.t()))
        }
        Op::Softmax => softmax(job),
        _ => Ok(Vec::new()),
    }
}

/// The bytes of a pass in place, which a copy before it adds.
const COPIED: usize = 8;

/// The kernel of an activation. Its gelu is the one by tanh.
fn of(activation: AnyActivation) -> Option<Func> {
    use AnyActivation as A;
    match activation {
        A::Erf(_) => Some(Func::Erf),
        A::Exp(_) => Some(Func::Exp),
        A::Gelu(Gelu::Tanh) => Some(Func::Gelu),
        A::Hardswish(_) => Some(Func::Hardswish),
        A::Ln(_) => Some(Func::Ln),
        A::Sigmoid(_) => Some(Func::Sigmoid),
        A::Silu(_) => Some(Func::Silu),
        A::Tanh(_) => Some(Func::Tanh),
        _ => None,
    }
}

fn leaky(job: &Job, slope: f32) -> Result<Vec<Contender<'_>>, Fault> {
    let kernel = Func::LeakyRelu.ew_f32_param().map_err(fault)?;
    Ok(both(job, move |y| kernel.run_with_params(y, slope).map_err(fault)))
}

/// A kernel between a pass before it, which fills the output, and one after it.
fn in_place_of<'a>(
    job: &'a Job,
    func: Option<Func>,
    bytes: usize,
    before: impl Fn(&Job, &mut [f32]) + 'a,
    after: impl Fn(&Job, &mut [f32]) + 'a,
) -> Result<Vec<Contender<'a>>, Fault> {
    let Some(func) = func else { return Ok(Vec::new()) };
    let kernel = func.ew_f32().map_err(fault)?;
    let call = Call::write(move |y| {
        before(job, y);
        kernel.run(y).map_err(fault)?;
        after(job, y);
        Ok(())
    });
    Ok(vec![Contender::rival("tract-linalg (passes)", call).moving(bytes)])
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
    let mut entrants = vec![Contender::rival("tract-linalg", copied).moving(12 + COPIED)];
    if !job.op.is_short(job.size) {
        entrants.insert(0, Contender::rival("tract-linalg (in place)", Call::in_place(alone)));
    }
    entrants
}
