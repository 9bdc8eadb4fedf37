//! The plain loops over std's functions and over `wide`'s vectors.

use crate::contender::{Call, Contender, Fault};
use crate::job::Job;
use crate::loops::{self, Loops, Map2, Mean};
use crate::op::{Op, Slopes};
use crate::rivals::by_row;

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let entrant = |loops: &&'static Loops| Some(Contender::rival(loops.library, call(job, loops)?));
    Ok(loops::ALL.iter().filter_map(entrant).chain(of_std(job)).collect())
}

/// Those that only std has.
fn of_std(job: &Job) -> Option<Contender<'_>> {
    let call = match job.op {
        Op::PRelu(slopes) => with(job, loops::std::prelu(), slopes == Slopes::One),
        Op::Nll => Call::total(|| Ok(loops::std::nll(job.x(), job.cols(), job.classes()))),
        _ => return None,
    };
    Some(Contender::rival(loops::std::LOOPS.library, call))
}

fn call<'a>(job: &'a Job, loops: &'static Loops) -> Option<Call<'a>> {
    Some(match job.op.formula() {
        Op::Forward(activation) => {
            let map = (loops.forward)(activation)?;
            Call::write(move |y| {
                map(job.x(), y);
                Ok(())
            })
        }
        Op::Biased(activation) => with(job, (loops.biased)(activation)?, false),
        Op::Gated(gate) => with(job, (loops.gated)(gate.activation())?, false),
        Op::Softmax => by_row(job, loops.softmax),
        Op::LogSoftmax => by_row(job, loops.log_softmax),
        Op::CrossEntropy => Call::total(|| Ok((loops.cross_entropy)(job.x(), job.cols(), job.classes()))),
        // A mean over the rows, each of which is one prediction.
        Op::CategoricalCrossEntropy => mean(job, (loops.loss)("categorical_cross_entropy")?, job.cols()),
        op if op.is_loss() => mean(job, (loops.loss)(&op.to_string())?, 1),
        _ => return None,
    })
}

/// With what each column has, or with the `one` of all.
fn with(job: &Job, map: Map2, one: bool) -> Call<'_> {
    let t = if one { &job.t()[..1] } else { job.t() };
    Call::write(move |y| {
        map(job.x(), t, y);
        Ok(())
    })
}

fn mean(job: &Job, mean: Mean, times: usize) -> Call<'_> {
    Call::total(move || Ok(mean(job.x(), job.t()) * times as f32))
}
