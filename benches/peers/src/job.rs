//! One benchmark's data: the buffers that every library reads and writes.

use activ8::AnyActivation;
use fastrand::Rng;

use crate::exact::random::Random;
use crate::op::{Op, Slopes};
use crate::size::Size;

/// Floats that begin at a cache line, as an engine's buffers do.
pub struct Buffer {
    memory: Vec<f32>,
    start: usize,
    len: usize,
}

impl Buffer {
    /// Floats in a cache line.
    const LINE: usize = 16;

    pub fn zeros(len: usize) -> Self {
        // XNNPACK reads up to a line beyond the end.
        let memory = vec![0.0; len + 2 * Self::LINE];
        // A pointer that cannot be aligned reports an offset beyond the slice; then it is not.
        let start = memory.as_ptr().align_offset(Self::LINE * size_of::<f32>());
        Self { memory, start: if start < Self::LINE { start } else { 0 }, len }
    }

    fn from_fn(len: usize, mut value: impl FnMut() -> f32) -> Self {
        let mut buffer = Self::zeros(len);
        buffer.as_mut_slice().fill_with(&mut value);
        buffer
    }

    fn of(values: &[f32]) -> Self {
        let mut buffer = Self::zeros(values.len());
        buffer.as_mut_slice().copy_from_slice(values);
        buffer
    }

    pub fn as_slice(&self) -> &[f32] {
        &self.memory[self.start..][..self.len]
    }

    pub fn as_mut_slice(&mut self) -> &mut [f32] {
        &mut self.memory[self.start..][..self.len]
    }
}

/// What the libraries are asked to compute.
pub struct Job {
    pub op: Op,
    pub size: Size,
    x: Buffer,
    t: Buffer,
    dy: Buffer,
    classes: Vec<u32>,
}

impl Job {
    /// The same data on every run: the values are typical of a network, neither trivial nor so
    /// extreme that a library's rare paths set its speed. All inputs are the sweep's business.
    pub fn new(op: Op, size: Size) -> Self {
        let mut rng = Rng::with_seed(0x5EED);
        let rng = &mut rng;
        let (len, cols) = (size.len(), size.cols());
        let (mut x, t) = match op.formula() {
            Op::Forward(activation) | Op::Backward(activation) => {
                (inputs(rng, activation, len), Buffer::zeros(0))
            }
            Op::Biased(activation) => (inputs(rng, activation, len), normal(rng, cols, 0.5)),
            Op::Gated(_) | Op::GatedBackward(_) => (normal(rng, len, 2.0), normal(rng, len, 1.0)),
            Op::PRelu(slopes) | Op::PReluBackward(slopes) => {
                let count = if slopes == Slopes::One { 1 } else { cols };
                (normal(rng, len, 2.0), Buffer::from_fn(count, || 0.5 * rng.f32()))
            }
            Op::Nll => {
                let mut log = normal(rng, len, 1.4);
                log.as_mut_slice().iter_mut().for_each(|x| *x = -x.abs());
                (log, Buffer::zeros(0))
            }
            // Within ±8, for which the bounds of the row operations are stated.
            op if op.has_classes() || matches!(op, Op::Softmax | Op::LogSoftmax) => {
                (normal(rng, len, 1.4), Buffer::zeros(0))
            }
            Op::Loss(named) => {
                let [x, t] = named.loss().draw(&mut Random::new(0x5EED), len);
                (Buffer::of(&x), Buffer::of(&t))
            }
            Op::Mse => (normal(rng, len, 1.0), normal(rng, len, 1.0)),
            Op::BinaryCrossEntropy => {
                let p = Buffer::from_fn(len, || (1.0 / (1.0 + (-2.0 * gauss(rng)).exp())) as f32);
                (p, Buffer::from_fn(len, || f32::from(rng.bool())))
            }
            Op::BinaryCrossEntropyWithLogits => {
                (normal(rng, len, 3.0), Buffer::from_fn(len, || f32::from(rng.bool())))
            }
            Op::CategoricalCrossEntropy | Op::KlDivergence => {
                (distributions(rng, len, cols), distributions(rng, len, cols))
            }
            Op::KlDivergenceLog => {
                let mut log = distributions(rng, len, cols);
                log.as_mut_slice().iter_mut().for_each(|p| *p = p.ln());
                (log, distributions(rng, len, cols))
            }
            _ => (normal(rng, len, 2.0), Buffer::zeros(0)),
        };
        if op == Op::SoftmaxMasked {
            let rows = x.as_mut_slice().chunks_exact_mut(cols);
            rows.flat_map(|row| &mut row[cols / 4..]).for_each(|x| *x -= 10_000.0);
        }
        let dy = match op {
            Op::Backward(_) | Op::GatedBackward(_) | Op::PReluBackward(_) => normal(rng, len, 1.0),
            _ => Buffer::zeros(0),
        };
        let classes = match (op, size) {
            (op, Size::Rows { rows, cols }) if op.has_classes() => {
                // A size has at most 2^28 elements, so a column fits.
                (0..rows).map(|_| rng.usize(..cols) as u32).collect()
            }
            _ => Vec::new(),
        };
        Self { op, size, x, t, dy, classes }
    }

    /// An activation of elements or of rows on these inputs, which only its answers are wanted for.
    pub fn on(op: Op, size: Size, x: &[f32]) -> Self {
        let (t, dy) = (Buffer::zeros(0), Buffer::zeros(0));
        Self { op, size, x: Buffer::of(x), t, dy, classes: Vec::new() }
    }

    /// What an activation reads, or a loss's predictions, or a gate.
    pub fn x(&self) -> &[f32] {
        self.x.as_slice()
    }

    /// What is read beside it: a loss's targets, a gate's values, a row's bias, the slopes of a
    /// PRelu; else empty.
    pub fn t(&self) -> &[f32] {
        self.t.as_slice()
    }

    /// The gradient for the output; empty but for backward verbs.
    pub fn dy(&self) -> &[f32] {
        self.dy.as_slice()
    }

    /// The class of each row; empty but for losses of classes.
    pub fn classes(&self) -> &[u32] {
        &self.classes
    }

    pub fn cols(&self) -> usize {
        self.size.cols()
    }

    pub fn rows(&self) -> usize {
        self.size.len() / self.cols()
    }

    /// A buffer for all streams that the operation writes, one after the other, or for a copy.
    pub fn output(&self) -> Buffer {
        Buffer::zeros(self.op.streams()[1].max(1) * self.size.len())
    }
}

/// Inputs of an activation, in its domain.
fn inputs(rng: &mut Rng, activation: AnyActivation, len: usize) -> Buffer {
    use AnyActivation as A;
    match activation {
        A::Sigmoid(_) => normal(rng, len, 4.0),
        A::ExpM1(_) => normal(rng, len, 3.0),
        A::Relu(_) => normal(rng, len, 1.0),
        A::Exp(_) => Buffer::from_fn(len, || 160.0 * rng.f32() - 80.0),
        A::Ln(_) => Buffer::from_fn(len, || (80.0 * rng.f32() - 40.0).exp2()),
        A::Ln1p(_) => Buffer::from_fn(len, || above_minus_one(rng)),
        _ => normal(rng, len, 2.0),
    }
}

/// Rows whose exponentials span all magnitudes.
pub fn spread_rows(len: usize) -> Vec<f32> {
    normal(&mut Rng::with_seed(0x5EED), len, 16.0).as_slice().to_vec()
}

/// Normally distributed numbers of mean 0.
fn normal(rng: &mut Rng, len: usize, deviation: f64) -> Buffer {
    Buffer::from_fn(len, || (deviation * gauss(rng)) as f32)
}

/// A standard normal variate (Box and Muller).
fn gauss(rng: &mut Rng) -> f64 {
    let radius = (-2.0 * (1.0 - rng.f64()).ln()).sqrt();
    radius * (std::f64::consts::TAU * rng.f64()).cos()
}

/// Either sign, of every magnitude from 2^-20 to 2^10, and above -1: where ln(1 + x) is hard.
fn above_minus_one(rng: &mut Rng) -> f32 {
    let magnitude = (30.0 * rng.f32() - 20.0).exp2();
    if rng.bool() && magnitude < 1.0 { -magnitude } else { magnitude }
}

/// Rows of positive probabilities: softmax of normal logits.
fn distributions(rng: &mut Rng, len: usize, cols: usize) -> Buffer {
    let mut buffer = Buffer::from_fn(len, || gauss(rng).exp() as f32);
    for row in buffer.as_mut_slice().chunks_mut(cols) {
        let sum: f64 = row.iter().map(|&p| f64::from(p)).sum();
        row.iter_mut().for_each(|p| *p = (f64::from(*p) / sum) as f32);
    }
    buffer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buffers_begin_at_a_cache_line() {
        for len in [0, 1, 15, 16, 4096] {
            let mut buffer = Buffer::zeros(len);
            assert_eq!(buffer.as_slice().len(), len);
            assert_eq!(buffer.as_mut_slice().as_ptr().align_offset(64), 0);
        }
    }

    #[test]
    fn distributions_sum_to_one() {
        let job = Job::new(Op::KlDivergence, Size::Flat(4096));
        for row in job.x().chunks(job.cols()).chain(job.t().chunks(job.cols())) {
            let sum: f64 = row.iter().map(|&p| f64::from(p)).sum();
            assert!((sum - 1.0).abs() < 1e-6 && row.iter().all(|&p| p > 0.0), "{sum}");
        }
    }
}
