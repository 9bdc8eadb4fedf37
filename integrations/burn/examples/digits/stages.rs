//! Where the time goes.

use std::cell::Cell;
use std::time::{Duration, Instant};

/// A part of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Softmax,
    Gelu,
    Loss,
    /// All of the way from images to logits, the first two too.
    Forward,
    Backward,
    Optimizer,
}

impl Stage {
    pub(crate) const ALL: [Self; 6] =
        [Self::Softmax, Self::Gelu, Self::Loss, Self::Forward, Self::Backward, Self::Optimizer];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Softmax => "softmax",
            Self::Gelu => "gelu",
            Self::Loss => "loss",
            Self::Forward => "forward, with both",
            Self::Backward => "backward",
            Self::Optimizer => "Adam",
        }
    }
}

/// The time of each stage.
pub(crate) type Times = [Duration; Stage::ALL.len()];

thread_local! {
    static TIMES: Cell<Times> = const { Cell::new([Duration::ZERO; Stage::ALL.len()]) };
}

/// Does something, whose time counts for a stage.
pub(crate) fn timed<R>(stage: Stage, work: impl FnOnce() -> R) -> R {
    let start = Instant::now();
    let result = work();
    let mut times = TIMES.get();
    times[stage as usize] += start.elapsed();
    TIMES.set(times);
    result
}

/// The times since the last call.
pub(crate) fn take() -> Times {
    TIMES.take()
}
