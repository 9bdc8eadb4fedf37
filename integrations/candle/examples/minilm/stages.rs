//! The stages of the model, and how long each took.

use std::time::{Duration, Instant};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Stage {
    Embeddings,
    Dense,
    Attention,
    Softmax,
    Gelu,
    LayerNorm,
    Pooling,
}

pub(crate) const STAGES: [Stage; 7] = [
    Stage::Embeddings,
    Stage::Dense,
    Stage::Attention,
    Stage::Softmax,
    Stage::Gelu,
    Stage::LayerNorm,
    Stage::Pooling,
];

impl Stage {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Embeddings => "embeddings",
            Self::Dense => "dense layers",
            Self::Attention => "attention products",
            Self::Softmax => "scale, mask, softmax",
            Self::Gelu => "bias, gelu",
            Self::LayerNorm => "sum, layer norm",
            Self::Pooling => "pooling",
        }
    }
}

/// The time that each stage took so far.
#[derive(Clone, Copy, Default)]
pub(crate) struct Clock(pub(crate) [Duration; STAGES.len()]);

impl Clock {
    pub(crate) fn time<R>(&mut self, stage: Stage, run: impl FnOnce() -> R) -> R {
        let start = Instant::now();
        let result = run();
        self.0[stage as usize] += start.elapsed();
        result
    }
}
