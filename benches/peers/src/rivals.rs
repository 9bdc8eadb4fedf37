//! The rivals and the limits, one adapter each. An adapter enters the operations that its library
//! has, and calls them as the library's own users would.

#[cfg(feature = "candle")]
mod candle;
mod limits;
mod loops;
mod numkong;
mod onnx;
mod rten;
mod shims;
mod tract;

use crate::contender::{Call, Contender, Fault};
use crate::job::Job;
use crate::op::Op;

type Adapter = for<'a> fn(&'a Job) -> Result<Vec<Contender<'a>>, Fault>;

const ADAPTERS: &[(&str, Adapter)] = &[
    ("a plain loop", loops::enter),
    ("rten-vecmath", rten::enter),
    ("tract-linalg", tract::enter),
    #[cfg(feature = "candle")]
    ("candle-nn", candle::enter),
    ("NumKong", numkong::enter),
    ("a library of C or C++", shims::enter),
    ("ONNX Runtime", onnx::enter),
    ("limits", limits::enter),
];

/// Those that this machine has not, each with what installs it.
pub fn absent() -> Vec<(&'static str, &'static str)> {
    let candle = (!cfg!(feature = "candle")).then_some(("candle-nn", "--features candle"));
    let onnx = (!onnx::is_here()).then_some(("ONNX Runtime", onnx::INSTALL));
    shims::ABSENT.iter().copied().chain(candle).chain(onnx).collect()
}

/// Everyone who has the job's operation. A library that fails to start is left out, and said so.
pub fn enter(job: &Job) -> Vec<Contender<'_>> {
    if job.op == Op::TanhParallel {
        // A race of ours against ourselves: threads against one.
        return Vec::new();
    }
    let mut entrants = Vec::new();
    for &(library, adapter) in ADAPTERS {
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
