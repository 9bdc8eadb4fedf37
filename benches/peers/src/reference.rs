//! The right answers, in f64 and without cancellation, and how far a library is from them.

use crate::job::Job;
use crate::op::Op;
use crate::ulp;

/// What a library must produce.
pub enum Wanted {
    /// A value for each element.
    Each(Vec<f64>),
    /// One value: a loss, with the mean that its operation defines.
    Total(f64),
}

impl Wanted {
    pub fn of(job: &Job) -> Self {
        let (x, t, cols) = (job.x(), job.t(), job.cols());
        let each = |f: fn(f64) -> f64| Self::Each(x.iter().map(|&x| f(f64::from(x))).collect());
        let mean = |f: fn(f64, f64) -> f64| Self::Total(sum(x, t, f) / x.len() as f64);
        match job.op {
            Op::Copy => each(|x| x),
            Op::Exp => each(f64::exp),
            Op::ExpM1 => each(f64::exp_m1),
            Op::Ln => each(f64::ln),
            Op::Ln1p => each(f64::ln_1p),
            Op::Tanh | Op::TanhParallel => each(f64::tanh),
            // In f64 the exponential of a float's negative does not overflow before the result
            // is below f32's smallest number, so one form serves both signs.
            Op::Sigmoid | Op::Call8 => each(|x| 1.0 / (1.0 + (-x).exp())),
            Op::Relu => each(|x| if x < 0.0 { 0.0 } else { x }),
            Op::Softmax | Op::Softmax10 => {
                Self::Each(rows(x, cols, |x, max, rest| (x - max).exp() / (1.0 + rest)))
            }
            Op::LogSoftmax => Self::Each(rows(x, cols, |x, max, rest| (x - max) - rest.ln_1p())),
            Op::Mse => mean(|x, t| (x - t) * (x - t)),
            // PyTorch's clamp: a logarithm counts as no less than -100.
            Op::BinaryCrossEntropy => {
                mean(|p, t| -(t * p.ln().max(-100.0) + (1.0 - t) * (-p).ln_1p().max(-100.0)))
            }
            Op::BinaryCrossEntropyWithLogits => mean(|x, t| x.max(0.0) - x * t + (-x.abs()).exp().ln_1p()),
            Op::CrossEntropy => {
                let losses = x.chunks(cols).zip(job.classes()).map(|(row, &class)| {
                    let (max, rest) = scale(row);
                    (max - f64::from(row[class as usize])) + rest.ln_1p()
                });
                Self::Total(losses.sum::<f64>() / job.rows() as f64)
            }
            // A mean over the rows, each of which is one prediction.
            Op::CategoricalCrossEntropy => Self::Total(sum(x, t, |p, t| -t * p.ln()) / job.rows() as f64),
            Op::KlDivergence => mean(|p, t| t * (t / p).ln()),
            Op::KlDivergenceLog => mean(|log_p, t| t * (t.ln() - log_p)),
        }
    }

    /// The greatest error of `each`, in ULP.
    pub fn error_of_each(&self, got: &[f32]) -> f64 {
        match self {
            Self::Each(want) if want.len() == got.len() => {
                want.iter().zip(got).map(|(&want, &got)| ulp::distance(got, want)).fold(0.0, f64::max)
            }
            _ => f64::INFINITY,
        }
    }

    /// The error of a loss, in ULP.
    pub fn error_of_total(&self, got: f32) -> f64 {
        match self {
            Self::Total(want) => ulp::distance(got, *want),
            Self::Each(_) => f64::INFINITY,
        }
    }
}

/// Σ f(x, t), in blocks, so that the sum of 16 million terms loses nothing that f32 could see.
fn sum(x: &[f32], t: &[f32], f: fn(f64, f64) -> f64) -> f64 {
    let blocks = x.chunks(4096).zip(t.chunks(4096));
    blocks.map(|(x, t)| x.iter().zip(t).map(|(&x, &t)| f(f64::from(x), f64::from(t))).sum::<f64>()).sum()
}

/// A row's greatest value, and the sum of exp(x - max) over all its other elements: 1 + that sum
/// is the softmax's denominator, whose logarithm `ln_1p` then takes without cancellation.
fn scale(row: &[f32]) -> (f64, f64) {
    let (at, max) = row.iter().enumerate().fold((0, f64::NEG_INFINITY), |best, (i, &x)| {
        if f64::from(x) > best.1 { (i, f64::from(x)) } else { best }
    });
    let others = row.iter().enumerate().filter(|&(i, _)| i != at);
    (max, others.map(|(_, &x)| (f64::from(x) - max).exp()).sum())
}

/// `f(x, max, rest)` for each element, with the [`scale`] of its row.
fn rows(x: &[f32], cols: usize, f: fn(f64, f64, f64) -> f64) -> Vec<f64> {
    let mut out = Vec::with_capacity(x.len());
    for row in x.chunks(cols) {
        let (max, rest) = scale(row);
        out.extend(row.iter().map(|&x| f(f64::from(x), max, rest)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_confident_row_keeps_its_digits() {
        let (max, rest) = scale(&[20.0, 0.0, 0.0]);
        assert_eq!(max, 20.0);
        assert!((rest.ln_1p() - 4.122_307_236_38e-9).abs() < 1e-19, "{}", rest.ln_1p());
        let log = rows(&[20.0, 0.0, 0.0], 3, |x, max, rest| (x - max) - rest.ln_1p());
        assert!((log[1] + 20.0).abs() < 1e-7 && log[0] < 0.0, "{log:?}");
    }

    #[test]
    fn lengths_and_kinds_that_do_not_fit_are_wrong() {
        assert_eq!(Wanted::Each(vec![1.0]).error_of_each(&[]), f64::INFINITY);
        assert_eq!(Wanted::Each(vec![1.0, 2.0]).error_of_each(&[1.0, f32::NAN]), f64::INFINITY);
        assert_eq!(Wanted::Total(1.0).error_of_each(&[1.0]), f64::INFINITY);
        assert_eq!(Wanted::Total(1.0).error_of_total(1.0), 0.0);
    }
}
