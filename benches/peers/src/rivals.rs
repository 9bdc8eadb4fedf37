//! The rivals and the limits, one adapter each. An adapter enters the operations that its library
//! has, and calls them as the library's own users would.

mod candle;
mod limits;
mod numkong;
mod rten;
mod std;
mod tract;
mod wide;

use crate::contender::{Call, Contender, Fault};
use crate::job::Job;
use crate::op::Op;

type Adapter = for<'a> fn(&'a Job) -> Result<Vec<Contender<'a>>, Fault>;

const ADAPTERS: [(&str, Adapter); 7] = [
    ("std", std::enter),
    ("wide", wide::enter),
    ("rten-vecmath", rten::enter),
    ("tract-linalg", tract::enter),
    ("candle-nn", candle::enter),
    ("NumKong", numkong::enter),
    ("limits", limits::enter),
];

/// Everyone who has the job's operation. A library that fails to start is left out, and said so.
pub fn enter(job: &Job) -> Vec<Contender<'_>> {
    if job.op == Op::TanhParallel {
        // A race of ours against ourselves: threads against one.
        return Vec::new();
    }
    let mut entrants = Vec::new();
    for (library, adapter) in ADAPTERS {
        match adapter(job) {
            Ok(entered) => entrants.extend(entered),
            Err(fault) => eprintln!("{} {}: {library} is left out: {fault}", job.op, job.size),
        }
    }
    entrants
}

/// A library that takes one row at a time. Generic in its function, so that this is inlined.
fn by_row<'a>(job: &'a Job, f: impl Fn(&[f32], &mut [f32]) + 'a) -> Call<'a> {
    let cols = job.cols();
    Call::write(move |y| {
        for (x, y) in job.x().chunks_exact(cols).zip(y.chunks_exact_mut(cols)) {
            f(x, y);
        }
        Ok(())
    })
}

/// Bytes an element that two passes move: the first reads and writes, and the second finds the lines
/// that it writes; the product reads its factor too.
pub const BIAS_PASSES: usize = 12 + 8;
pub const GATE_PASSES: usize = 12 + 12;

/// y = x + bias, for a library that has no such pass.
fn add_bias(job: &Job, y: &mut [f32]) {
    let cols = job.cols();
    for (x, y) in job.x().chunks_exact(cols).zip(y.chunks_exact_mut(cols)) {
        for ((y, x), bias) in y.iter_mut().zip(x).zip(job.t()) {
            *y = x + bias;
        }
    }
}

/// y = y · t, for a library that has no such pass; and ours, which has no product in place.
pub fn multiply(y: &mut [f32], t: &[f32]) {
    y.iter_mut().zip(t).for_each(|(y, t)| *y *= t);
}
