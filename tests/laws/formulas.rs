//! The operations in f64, for inputs of moderate size: what gradients are differences of. Those that no
//! other test has a formula of are by the book.

use activ8::{AnyActivation, Reduction};

use crate::common::ops::row_of;

/// Softmax, or its logarithm, of one row.
pub(crate) fn rowwise(op: &str, x: &[f64]) -> Vec<f64> {
    let max = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let log_total = x.iter().map(|x| (x - max).exp()).sum::<f64>().ln();
    let log = x.iter().map(|x| x - max - log_total);
    match op {
        "Softmax" => log.map(f64::exp).collect(),
        "LogSoftmax" => log.collect(),
        _ => panic!("no formula of {op}"),
    }
}

/// The loss of one element.
pub(crate) fn loss(op: &str, x: f64, t: f64) -> f64 {
    match op {
        "Mse" => (x - t).powi(2),
        "BinaryCrossEntropy" => -(t * x.ln() + (1.0 - t) * (-x).ln_1p()),
        "BinaryCrossEntropyWithLogits" => (1.0 - t) * x + (-x).exp().ln_1p(),
        "CategoricalCrossEntropy" => -t * x.ln(),
        "KlDivergence" => t * (t / x).ln(),
        "KlDivergenceOfLogs" => t * (t.ln() - x),
        "L1" => (x - t).abs(),
        "SmoothL1" | "Huber" if (x - t).abs() < 1.0 => (x - t).powi(2) / 2.0,
        "SmoothL1" | "Huber" => (x - t).abs() - 0.5,
        "HingeEmbedding" if t > 0.0 => x,
        "HingeEmbedding" => (1.0 - x).max(0.0),
        "Hinge" => (1.0 - t * x).max(0.0),
        "SquaredHinge" => (1.0 - t * x).max(0.0).powi(2),
        "SoftMargin" => (-t * x).exp().ln_1p(),
        "MultiLabelSoftMargin" => (1.0 - t) * x + (-x).exp().ln_1p(),
        "PoissonNll" => x.exp() - t * x,
        "PoissonNllOfCounts" => x - t * (x + 1e-8).ln(),
        "FixedGaussianNll" => 0.5 * (2.5f64.ln() + (x - t).powi(2) / 2.5),
        "SigmoidFocal" => {
            let (z, weight) = if t == 1.0 { (x, 0.25) } else { (-x, 0.75) };
            weight / (1.0 + z.exp()).powi(2) * (-z).exp().ln_1p()
        }
        "LogCosh" => (x - t).cosh().ln(),
        "Quantile" => (0.8 * (t - x)).max(-0.2 * (t - x)),
        _ => panic!("no formula of {op}"),
    }
}

/// A number whose gradient for `x` a `backward` gives: the reduced loss of a loss, and Σ dy·f(x) of an
/// activation, `second` being the target or dy.
pub(crate) fn objective(
    op: &str,
    row: usize,
    reduction: Reduction,
    x: &[f64],
    second: &[f32],
    classes: &[i64],
) -> f64 {
    let second = second.iter().copied().map(f64::from);
    let dot = |values: Vec<f64>| values.iter().zip(second.clone()).map(|(y, dy)| y * dy).sum::<f64>();
    if let Ok(activation) = op.parse::<AnyActivation>() {
        return dot(x.iter().copied().map(row_of(activation).value_of(activation)).collect());
    }
    let total = match op {
        "Softmax" | "LogSoftmax" => return dot(x.chunks(row).flat_map(|x| rowwise(op, x)).collect()),
        "CrossEntropy" => {
            let own = |(x, &class): (&[f64], &i64)| rowwise("LogSoftmax", x)[class as usize];
            -x.chunks(row).zip(classes).map(own).sum::<f64>()
        }
        _ => x.iter().zip(second.clone()).map(|(&x, t)| loss(op, x, t)).sum(),
    };
    let by_rows = matches!(op, "CrossEntropy" | "CategoricalCrossEntropy" | "MultiLabelSoftMargin");
    let losses = if by_rows { x.len() / row } else { x.len() };
    let total = if op == "MultiLabelSoftMargin" { total / row as f64 } else { total };
    match reduction {
        Reduction::Sum => total,
        Reduction::BatchMean(rows) => total / rows as f64,
        _ => total / losses as f64,
    }
}
