//! `wide`: portable vectors whose functions are composed here as their users compose them, in the
//! widest type that this build has registers for. The choice is made when `wide` is compiled.

mod elements;

use crate::contender::{Call, Contender, Fault};
use crate::job::Job;
use crate::op::Op;
use crate::rivals::by_row;

#[cfg(target_feature = "avx512f")]
type V = wide::f32x16;
#[cfg(not(target_feature = "avx512f"))]
type V = wide::f32x8;

const LANES: usize = size_of::<V>() / size_of::<f32>();

/// Four sums side by side hide an addition's latency.
const SUMS: usize = 4;

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let one = V::splat(1.0);
    let least = V::splat(-100.0);
    let call = match job.op.formula() {
        Op::Forward(activation) => return Ok(entrant(elements::forward(job, activation))),
        Op::Biased(activation) => return Ok(entrant(elements::biased(job, activation))),
        Op::Gated(gate) => return Ok(entrant(elements::gated(job, gate))),
        Op::Softmax => by_row(job, softmax),
        Op::LogSoftmax => by_row(job, log_softmax),
        Op::Mse => mean(job, |x, t| (x - t) * (x - t)),
        Op::BinaryCrossEntropy => {
            mean(job, move |p, t| -(t * p.ln().fast_max(least) + (one - t) * (one - p).ln().fast_max(least)))
        }
        Op::BinaryCrossEntropyWithLogits => {
            mean(job, |x, t| x.fast_max(V::ZERO) - x * t + (-x.abs()).exp().ln_1p())
        }
        Op::CrossEntropy => Call::total(|| Ok(cross_entropy(job.x(), job.cols(), job.classes()))),
        Op::CategoricalCrossEntropy => {
            let rows = job.rows() as f32;
            Call::total(move || Ok(sum(job.x(), job.t(), |p, t| -t * p.ln()) / rows))
        }
        Op::KlDivergence => mean(job, |p, t| t * (t / p).ln()),
        Op::KlDivergenceLog => mean(job, |log_p, t| t * (t.ln() - log_p)),
        _ => return Ok(Vec::new()),
    };
    Ok(entrant(Some(call)))
}

fn entrant(call: Option<Call<'_>>) -> Vec<Contender<'_>> {
    call.map(|call| Contender::rival("wide", call)).into_iter().collect()
}

/// A short chunk's lanes, filled up with `rest`.
fn padded(chunk: &[f32], rest: f32) -> V {
    let mut lanes = [rest; LANES];
    lanes[..chunk.len()].copy_from_slice(chunk);
    V::new(lanes)
}

/// y = f(x); the last elements take the same road in a padded vector.
fn apply(x: &[f32], y: &mut [f32], f: impl Fn(V) -> V) {
    let (x, x_tail) = x.as_chunks::<LANES>();
    let (y, y_tail) = y.as_chunks_mut::<LANES>();
    for (y, &x) in y.iter_mut().zip(x) {
        *y = f(V::new(x)).to_array();
    }
    let last = f(padded(x_tail, 0.0)).to_array();
    y_tail.copy_from_slice(&last[..y_tail.len()]);
}

/// Σ f(x, t). A pair of ones is no term of a sum for most formulas, so the tail is masked by
/// multiplying with its lanes' count.
fn sum(x: &[f32], t: &[f32], f: impl Fn(V, V) -> V) -> f32 {
    let (blocks, x_tail) = x.as_chunks::<{ SUMS * LANES }>();
    let (t_blocks, t_tail) = t.as_chunks::<{ SUMS * LANES }>();
    let mut sums = [V::ZERO; SUMS];
    for (x, t) in blocks.iter().zip(t_blocks) {
        let vectors = x.as_chunks::<LANES>().0.iter().zip(t.as_chunks::<LANES>().0);
        for (sum, (&x, &t)) in sums.iter_mut().zip(vectors) {
            *sum += f(V::new(x), V::new(t));
        }
    }
    let tail = x_tail.chunks(LANES).zip(t_tail.chunks(LANES)).map(|(x, t)| {
        let terms = f(padded(x, 0.5), padded(t, 0.5)).to_array();
        terms[..x.len()].iter().sum::<f32>()
    });
    sums.into_iter().fold(V::ZERO, |a, b| a + b).reduce_add() + tail.sum::<f32>()
}

fn mean<'a>(job: &'a Job, f: impl Fn(V, V) -> V + Copy + 'a) -> Call<'a> {
    let len = job.x().len() as f32;
    Call::total(move || Ok(sum(job.x(), job.t(), f) / len))
}

fn greatest(row: &[f32]) -> V {
    let lanes = row.chunks(LANES).map(|chunk| padded(chunk, f32::NEG_INFINITY));
    let max = lanes.fold(V::splat(f32::NEG_INFINITY), V::fast_max);
    V::splat(max.to_array().into_iter().fold(f32::NEG_INFINITY, f32::max))
}

/// Σ exp(x - max): the padding is exp(-inf) = 0.
fn exp_sum(row: &[f32], max: V) -> f32 {
    let terms = row.chunks(LANES).map(|chunk| (padded(chunk, f32::NEG_INFINITY) - max).exp());
    terms.fold(V::ZERO, |a, b| a + b).reduce_add()
}

fn softmax(x: &[f32], y: &mut [f32]) {
    let max = greatest(x);
    apply(x, y, |x| (x - max).exp());
    let sum = y.chunks(LANES).map(|chunk| padded(chunk, 0.0)).fold(V::ZERO, |a, b| a + b).reduce_add();
    let scale = V::splat(1.0 / sum);
    for chunk in y.chunks_mut(LANES) {
        let scaled = (padded(chunk, 0.0) * scale).to_array();
        chunk.copy_from_slice(&scaled[..chunk.len()]);
    }
}

fn log_softmax(x: &[f32], y: &mut [f32]) {
    let max = greatest(x);
    let log = V::splat(exp_sum(x, max).ln());
    apply(x, y, |x| x - max - log);
}

fn cross_entropy(x: &[f32], cols: usize, classes: &[u32]) -> f32 {
    let losses = x.chunks_exact(cols).zip(classes).map(|(row, &class)| {
        let max = greatest(row);
        exp_sum(row, max).ln() + max.to_array()[0] - row[class as usize]
    });
    losses.sum::<f32>() / classes.len() as f32
}
