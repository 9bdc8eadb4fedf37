//! The standard library's functions in a plain loop, as an engine's author writes it first.

mod elements;

use crate::contender::{Call, Contender, Fault};
use crate::job::Job;
use crate::op::Op;
use crate::rivals::by_row;

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let call = match job.op.formula() {
        Op::Forward(activation) => return Ok(entrant(elements::forward(job, activation))),
        Op::Biased(activation) => return Ok(entrant(elements::biased(job, activation))),
        Op::Gated(gate) => return Ok(entrant(elements::gated(job, gate))),
        Op::PRelu(_) => elements::prelu(job),
        Op::Softmax => by_row(job, softmax),
        Op::LogSoftmax => by_row(job, log_softmax),
        Op::Mse => mean(job, |x, t| (x - t) * (x - t)),
        Op::BinaryCrossEntropy => {
            mean(job, |p, t| -(t * p.ln().max(-100.0) + (1.0 - t) * (1.0 - p).ln().max(-100.0)))
        }
        Op::BinaryCrossEntropyWithLogits => mean(job, |x, t| x.max(0.0) - x * t + (-x.abs()).exp().ln_1p()),
        Op::CrossEntropy => Call::total(|| Ok(cross_entropy(job.x(), job.cols(), job.classes()))),
        Op::Nll => Call::total(|| Ok(nll(job.x(), job.cols(), job.classes()))),
        Op::CategoricalCrossEntropy => {
            let rows = job.rows() as f32;
            Call::total(move || Ok(sum(job, |p, t| -t * p.ln()) / rows))
        }
        Op::Loss(named) => match named.loss().name() {
            "l1" => mean(job, |x, t| (x - t).abs()),
            "huber" => mean(job, |x, t| {
                let d = (x - t).abs();
                if d <= 1.0 { 0.5 * d * d } else { d - 0.5 }
            }),
            "hinge" => mean(job, |x, t| (1.0 - x * t).max(0.0)),
            "squared_hinge" => mean(job, |x, t| (1.0 - x * t).max(0.0).powi(2)),
            "soft_margin" => mean(job, |x, t| (-x * t).exp().ln_1p()),
            _ => return Ok(Vec::new()),
        },
        Op::KlDivergence => mean(job, |p, t| t * (t / p).ln()),
        Op::KlDivergenceLog => mean(job, |log_p, t| t * (t.ln() - log_p)),
        _ => return Ok(Vec::new()),
    };
    Ok(entrant(Some(call)))
}

fn entrant(call: Option<Call<'_>>) -> Vec<Contender<'_>> {
    call.map(|call| Contender::rival("std", call)).into_iter().collect()
}

fn sum(job: &Job, f: impl Fn(f32, f32) -> f32) -> f32 {
    job.x().iter().zip(job.t()).map(|(&x, &t)| f(x, t)).sum()
}

fn mean<'a>(job: &'a Job, f: impl Fn(f32, f32) -> f32 + 'a) -> Call<'a> {
    let len = job.x().len() as f32;
    Call::total(move || Ok(sum(job, &f) / len))
}

fn greatest(row: &[f32]) -> f32 {
    row.iter().copied().fold(f32::NEG_INFINITY, f32::max)
}

fn softmax(x: &[f32], y: &mut [f32]) {
    let max = greatest(x);
    let mut sum = 0.0;
    for (y, &x) in y.iter_mut().zip(x) {
        *y = (x - max).exp();
        sum += *y;
    }
    for y in y {
        *y /= sum;
    }
}

fn log_softmax(x: &[f32], y: &mut [f32]) {
    let max = greatest(x);
    let sum: f32 = x.iter().map(|x| (x - max).exp()).sum();
    let log = sum.ln();
    for (y, &x) in y.iter_mut().zip(x) {
        *y = x - max - log;
    }
}

fn nll(x: &[f32], cols: usize, classes: &[u32]) -> f32 {
    let losses = x.chunks_exact(cols).zip(classes).map(|(row, &class)| -row[class as usize]);
    losses.sum::<f32>() / classes.len() as f32
}

fn cross_entropy(x: &[f32], cols: usize, classes: &[u32]) -> f32 {
    let losses = x.chunks_exact(cols).zip(classes).map(|(row, &class)| {
        let max = greatest(row);
        let sum: f32 = row.iter().map(|x| (x - max).exp()).sum();
        sum.ln() + max - row[class as usize]
    });
    losses.sum::<f32>() / classes.len() as f32
}
