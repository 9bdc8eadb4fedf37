//! NumKong: C kernels for similarity measures, of which two are losses but for the mean. They
//! choose their instructions at run time, so the build's flags do not matter to them.

use numkong::{Euclidean, KullbackLeibler};

use crate::contender::{Call, Contender, Fault};
use crate::job::Job;
use crate::op::Op;

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let measure = match job.op {
        // Its divergence is of the first argument from the second, P being our target.
        Op::KlDivergence => |x: &[f32], t: &[f32]| f32::kullbackleibler(t, x),
        Op::Mse => |x: &[f32], t: &[f32]| f32::sqeuclidean(x, t),
        _ => return Ok(Vec::new()),
    };
    let len = job.x().len() as f64;
    let call = Call::total(move || {
        let sum = measure(job.x(), job.t()).ok_or("the lengths differ")?;
        Ok((sum / len) as f32)
    });
    Ok(vec![Contender::rival("NumKong", call)])
}
