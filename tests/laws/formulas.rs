//! The operations in f64, for inputs of moderate size: what gradients are differences of. Those that no
//! other test has a formula of are by the book.

use activ8::{AnyActivation, Reduction};

use crate::common::ops::row_of;
use crate::support::classes::weights;
use crate::support::table::{Domain, Verb};

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
        "CategoricalFocal" => 0.25 * (1.0 - x).powi(2) * t * -x.ln(),
        "KlDivergence" | "KlDivergenceOfLogs" if t == 0.0 => 0.0,
        "KlDivergence" => t * (t / x).ln(),
        "KlDivergenceOfLogs" => t * (t.ln() - x),
        "KlDivergenceOfTwoLogs" | "JensenShannonForward" => t.exp() * (t - x),
        "KlDivergenceOfLogTarget" => t.exp() * (t - x.ln()),
        "JensenShannonReverse" => x.exp() * (x - t),
        "JensenShannon" => {
            let mixture = (0.25 * t.exp() + 0.75 * x.exp()).ln();
            0.25 * t.exp() * (t - mixture) + 0.75 * x.exp() * (x - mixture)
        }
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

/// The loss of a row and its class.
fn of_class(op: &str, x: &[f64], class: usize) -> f64 {
    let hinge = |margin: f64, p| {
        let others = x.iter().enumerate().filter(|&(i, _)| i != class);
        others.map(|(_, other)| (margin - x[class] + other).max(0.0).powi(p)).sum::<f64>() / x.len() as f64
    };
    match op {
        "Nll" => -x[class],
        "MultiMargin" => hinge(1.0625, 1),
        "MultiMarginSquared" => f64::from(weights(x.len())[class]) * hinge(1.0625, 2),
        "CrossEntropySmoothed" => {
            let log = rowwise("LogSoftmax", x);
            -0.875 * log[class] - 0.125 / x.len() as f64 * log.iter().sum::<f64>()
        }
        _ => panic!("no formula of {op}"),
    }
}

/// The loss of a row and its target.
fn of_row(op: &str, x: &[f64], t: &[f64]) -> f64 {
    let sum = |term: fn(f64, f64) -> f64| x.iter().zip(t).map(|(&x, &t)| term(x, t)).sum::<f64>();
    let both = sum(|p, t| p * t);
    match op {
        "Dice" => 1.0 - 2.0 * both / (sum(|p, t| p + t) + 1e-7),
        "Tversky" => {
            let (wrong, missed) = (sum(|p, t| p * (1.0 - t)), sum(|p, t| (1.0 - p) * t));
            1.0 - both / (both + 0.25 * wrong + 0.75 * missed + 1e-7)
        }
        "CrossEntropyOptions" => {
            let z: Vec<f64> = x.iter().map(|x| 30.0 * (x / 30.0).tanh()).collect();
            let log = rowwise("LogSoftmax", &z);
            let shares = t
                .iter()
                .zip(weights(x.len()))
                .map(|(t, &w)| (0.875 * t + 0.125 / x.len() as f64) * f64::from(w));
            0.0078125 * (z[0] - log[0]).powi(2) - shares.zip(log).map(|(share, log)| share * log).sum::<f64>()
        }
        _ => panic!("no formula of {op}"),
    }
}

/// A number whose gradient for `x` the backward `verb` gives: the reduced loss of a loss, and Σ dy·f(x) of an
/// activation, `second` being the target or dy.
pub(crate) fn objective(
    verb: Verb,
    row: usize,
    reduction: Reduction,
    x: &[f64],
    second: &[f32],
    classes: &[i64],
) -> f64 {
    let second = second.iter().copied().map(f64::from);
    let dot = |values: Vec<f64>| values.iter().zip(second.clone()).map(|(y, dy)| y * dy).sum::<f64>();
    let op = verb.op;
    let total = match op {
        "Softmax" | "LogSoftmax" => return dot(x.chunks(row).flat_map(|x| rowwise(op, x)).collect()),
        _ if verb.names[0] == "x" => {
            let activation = op.parse::<AnyActivation>().expect("the table has its name");
            return dot(x.iter().copied().map(row_of(activation).value_of(activation)).collect());
        }
        "CrossEntropy" => {
            let own = |(x, &class): (&[f64], &i64)| rowwise("LogSoftmax", x)[class as usize];
            -x.chunks(row).zip(classes).map(own).sum::<f64>()
        }
        _ if verb.domains[1] == Domain::Class => {
            x.chunks(row).zip(classes).map(|(x, &class)| of_class(op, x, class as usize)).sum()
        }
        "CrossEntropyOptions" | "Dice" | "Tversky" => {
            let t: Vec<f64> = second.collect();
            x.chunks(row).zip(t.chunks(row)).map(|(x, t)| of_row(op, x, t)).sum()
        }
        _ => x.iter().zip(second.clone()).map(|(&x, t)| loss(op, x, t)).sum(),
    };
    let losses = if verb.rows { x.len() / row } else { x.len() };
    let total = if op == "MultiLabelSoftMargin" { total / row as f64 } else { total };
    match reduction {
        Reduction::Sum => total,
        Reduction::BatchMean(rows) => total / rows as f64,
        _ => total / losses as f64,
    }
}
