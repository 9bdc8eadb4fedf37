//! The losses over rows of classes, with their options.

use super::{Row, Sum, e, ln, log1p};

/// −Σ t·ln softmax(x).
pub(crate) fn soft_cross_entropy(x: &[f32], t: &[f32]) -> f64 {
    let row = Row::of(x);
    let terms = x.iter().zip(t).map(|(&x, &t)| f64::from(t) * -row.log_softmax(x));
    terms.collect::<Sum>().total()
}

/// The same of a class, of which `smoothing` is spread over all.
pub(crate) fn smoothed_cross_entropy(x: &[f32], class: usize, smoothing: f64) -> f64 {
    let row = Row::of(x);
    let all = x.iter().map(|&x| -row.log_softmax(x)).collect::<Sum>().total();
    (1.0 - smoothing) * -row.log_softmax(x[class]) + smoothing / x.len() as f64 * all
}

/// Σ max(0, margin − x[class] + x[i])^p / row, over all i but the class.
pub(crate) fn multi_margin(x: &[f32], class: usize, margin: f64, p: i32) -> f64 {
    let own = f64::from(x[class]);
    let others = x.iter().enumerate().filter(|&(i, _)| i != class);
    let hinges = others.map(|(_, &x)| (margin - own + f64::from(x)).max(0.0).powi(p));
    hinges.collect::<Sum>().total() / x.len() as f64
}

/// alpha·(1 − p)^gamma·t·(−ln p).
pub(crate) fn focal(p: f64, t: f64, alpha: f64, gamma: f64) -> f64 {
    if t == 0.0 || p == 1.0 { 0.0 } else { alpha * e(gamma * log1p(-p)) * t * -ln(p) }
}

/// 1 − tp / (tp + alpha·fp + beta·fn + epsilon), as a quotient of positive sums.
pub(crate) fn tversky(p: &[f32], t: &[f32], [alpha, beta, epsilon]: [f64; 3]) -> f64 {
    let sum = |term: fn(f64, f64) -> f64| {
        let terms = p.iter().zip(t).map(|(&p, &t)| term(f64::from(p), f64::from(t)));
        terms.collect::<Sum>().total()
    };
    let [both, wrong, missed] = [|p, t| p * t, |p, t| p * (1.0 - t), |p, t| (1.0 - p) * t].map(sum);
    let rest = alpha * wrong + beta * missed + epsilon;
    rest / (both + rest)
}
