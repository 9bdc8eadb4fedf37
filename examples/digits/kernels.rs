//! What the network asks of a library of kernels, twice: of this crate, and of plain std loops.

use std::time::{Duration, Instant};

use activ8::{BackwardFromOutput, CrossEntropy, Loss, Relu, Result, Tanh};

use crate::data::CLASSES;

/// The activation of the hidden layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Hidden {
    Relu,
    Tanh,
}

/// The kernels that training a classifier needs.
pub(crate) trait Kernels {
    /// `y = f(x)`.
    fn forward(&self, x: &[f32], y: &mut [f32]) -> Result<()>;
    /// `dx = dy · f'(x)`, given `y = f(x)`.
    fn backward(&self, y: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()>;
    /// The mean softmax cross-entropy of rows of logits.
    fn loss(&self, logits: &[f32], classes: &[u8]) -> Result<f32>;
    /// The same, and its gradient.
    fn loss_and_gradient(&self, logits: &[f32], classes: &[u8], gradient: &mut [f32]) -> Result<f32>;
}

/// This crate's.
struct Ours<A, L> {
    activation: A,
    loss: L,
}

/// This crate's kernels, on the calling thread or on rayon's.
pub(crate) fn ours(hidden: Hidden, parallel: bool) -> Box<dyn Kernels> {
    let loss = CrossEntropy::rows_of(CLASSES);
    match (hidden, parallel) {
        (Hidden::Relu, false) => Box::new(Ours { activation: Relu, loss }),
        (Hidden::Tanh, false) => Box::new(Ours { activation: Tanh, loss }),
        (Hidden::Relu, true) => Box::new(Ours { activation: Relu.parallel(), loss: loss.parallel() }),
        (Hidden::Tanh, true) => Box::new(Ours { activation: Tanh.parallel(), loss: loss.parallel() }),
    }
}

impl<A: BackwardFromOutput, L: Loss<u8>> Kernels for Ours<A, L> {
    fn forward(&self, x: &[f32], y: &mut [f32]) -> Result<()> {
        self.activation.forward(x, y)
    }

    fn backward(&self, y: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.activation.backward_from_output(y, dy, dx)
    }

    fn loss(&self, logits: &[f32], classes: &[u8]) -> Result<f32> {
        self.loss.forward(logits, classes)
    }

    fn loss_and_gradient(&self, logits: &[f32], classes: &[u8], gradient: &mut [f32]) -> Result<f32> {
        self.loss.forward_backward(logits, classes, gradient)
    }
}

/// The loops that one writes first.
pub(crate) struct StdLoops(pub(crate) Hidden);

impl Kernels for StdLoops {
    fn forward(&self, x: &[f32], y: &mut [f32]) -> Result<()> {
        let pairs = y.iter_mut().zip(x);
        match self.0 {
            Hidden::Relu => pairs.for_each(|(y, x)| *y = x.max(0.0)),
            Hidden::Tanh => pairs.for_each(|(y, x)| *y = x.tanh()),
        }
        Ok(())
    }

    fn backward(&self, y: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        let triples = dx.iter_mut().zip(y).zip(dy);
        match self.0 {
            Hidden::Relu => triples.for_each(|((dx, y), dy)| *dx = if *y > 0.0 { *dy } else { 0.0 }),
            Hidden::Tanh => triples.for_each(|((dx, y), dy)| *dx = dy * (1.0 - y * y)),
        }
        Ok(())
    }

    fn loss(&self, logits: &[f32], classes: &[u8]) -> Result<f32> {
        let mut total = 0.0;
        for (x, &class) in logits.chunks_exact(CLASSES).zip(classes) {
            let max = x.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let sum: f32 = x.iter().map(|x| (x - max).exp()).sum();
            total += sum.ln() + max - x[usize::from(class)];
        }
        Ok(total / classes.len() as f32)
    }

    fn loss_and_gradient(&self, logits: &[f32], classes: &[u8], gradient: &mut [f32]) -> Result<f32> {
        let mut total = 0.0;
        let share = 1.0 / classes.len() as f32;
        let rows = logits.chunks_exact(CLASSES).zip(gradient.chunks_exact_mut(CLASSES));
        for ((x, gradient), &class) in rows.zip(classes) {
            let max = x.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let mut sum = 0.0;
            for (g, x) in gradient.iter_mut().zip(x) {
                *g = (x - max).exp();
                sum += *g;
            }
            total += sum.ln() + max - x[usize::from(class)];
            gradient.iter_mut().for_each(|g| *g *= share / sum);
            gradient[usize::from(class)] -= share;
        }
        Ok(total * share)
    }
}

/// What the time of a run is spent on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part {
    Forward,
    Backward,
    Loss,
    Products,
}

/// Kernels, and the time that each part of a run took.
pub(crate) struct Timed {
    pub(crate) kernels: Box<dyn Kernels>,
    spent: [Duration; 4],
}

impl Timed {
    pub(crate) fn new(kernels: Box<dyn Kernels>) -> Self {
        Self { kernels, spent: Default::default() }
    }

    /// Does `work` with the kernels, and counts its time for `part`.
    pub(crate) fn time<R>(&mut self, part: Part, work: impl FnOnce(&dyn Kernels) -> R) -> R {
        let start = Instant::now();
        let result = work(&*self.kernels);
        self.spent[part as usize] += start.elapsed();
        result
    }

    pub(crate) fn spent(&self, part: Part) -> Duration {
        self.spent[part as usize]
    }
}
