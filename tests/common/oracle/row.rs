//! Softmax and its logarithm.

use super::{Sum, e, log1p};

/// A row against its greatest element.
#[derive(Clone, Copy)]
pub(crate) struct Row {
    max: f64,
    /// Σ e^(x − max) over all elements but one greatest: 1 less than the softmax's denominator.
    rest: f64,
}

impl Row {
    /// What the functions of rows need to know of `row`.
    pub(crate) fn of(row: &[f32]) -> Self {
        let max = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let greatest = row.iter().position(|&x| x == max);
        let others = row.iter().enumerate().filter(|&(i, _)| Some(i) != greatest);
        let mut rest = Sum::default();
        others.for_each(|(_, &x)| rest.add(e(f64::from(x) - f64::from(max))));
        // An infinite maximum leaves no distribution: NaN in the whole row, as in PyTorch.
        let rest = if max.is_infinite() { f64::NAN } else { rest.total() };
        Self { max: f64::from(max), rest }
    }

    /// The probability of `x`.
    pub(crate) fn softmax(self, x: f32) -> f64 {
        e(f64::from(x) - self.max) / (1.0 + self.rest)
    }

    /// Its logarithm.
    pub(crate) fn log_softmax(self, x: f32) -> f64 {
        (f64::from(x) - self.max) - log1p(self.rest)
    }

    /// The gradient p·(dy − Σ p·dy) of softmax, and the greatest number that it is a difference of.
    pub(crate) fn softmax_gradient(self, x: &[f32], dy: &[f32]) -> Vec<(f64, f64)> {
        let terms = || x.iter().zip(dy).map(|(&x, &dy)| (self.softmax(x), f64::from(dy)));
        let [mean, size] = [|dy: f64| dy, f64::abs].map(|f| terms().map(|(p, dy)| p * f(dy)).sum::<f64>());
        terms().map(|(p, dy)| (p * (dy - mean), p * size.max(dy.abs()))).collect()
    }

    /// The gradient dy − p·Σ dy of its logarithm, and the same.
    pub(crate) fn log_softmax_gradient(self, x: &[f32], dy: &[f32]) -> Vec<(f64, f64)> {
        let terms = || x.iter().zip(dy).map(|(&x, &dy)| (self.softmax(x), f64::from(dy)));
        let [total, size] = [|dy: f64| dy, f64::abs].map(|f| terms().map(|(_, dy)| f(dy)).sum::<f64>());
        terms().map(|(p, dy)| (dy - p * total, (p * size).max(dy.abs()))).collect()
    }
}

/// y·(dy − Σ y·dy) from the probabilities of a row, and the greatest number that it is a difference of.
pub(crate) fn softmax_of_output(y: &[f32], dy: &[f32]) -> Vec<(f64, f64)> {
    let terms = || y.iter().zip(dy).map(|(&y, &dy)| (f64::from(y), f64::from(dy)));
    let [mean, size] = [|dy: f64| dy, f64::abs].map(|f| terms().map(|(y, dy)| y * f(dy)).sum::<f64>());
    terms().map(|(y, dy)| (y * (dy - mean), y * size.max(dy.abs()))).collect()
}

/// dy − e^y·Σ dy from the logarithms of the probabilities, and the same.
pub(crate) fn log_softmax_of_output(y: &[f32], dy: &[f32]) -> Vec<(f64, f64)> {
    let terms = || y.iter().zip(dy).map(|(&y, &dy)| (f64::from(y), f64::from(dy)));
    let [total, size] = [|dy: f64| dy, f64::abs].map(|f| terms().map(|(_, dy)| f(dy)).sum::<f64>());
    terms().map(|(y, dy)| (dy - e(y) * total, (e(y) * size).max(dy.abs()))).collect()
}
