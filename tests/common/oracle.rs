//! The right answers, in f64 and without cancellation: far beyond what an `f32` can tell apart.
//!
//! The functions of `core-math` are correctly rounded, so that no answer depends on a system's libm.

pub(crate) mod classes;

use std::f64::consts::FRAC_1_SQRT_2;

use core_math::{exp as e, log, log1p, tanh as tanh_f64};

/// erf x.
pub(crate) fn erf(x: f64) -> f64 {
    core_math::erf(x)
}

/// x·Φ(x), and its limit at −∞.
pub(crate) fn gelu(x: f64) -> f64 {
    if x == f64::NEG_INFINITY { -0.0 } else { x * (0.5 * core_math::erfc(x * -FRAC_1_SQRT_2)) }
}

/// x − tanh x, where that cancels as a series.
pub(crate) fn tanhshrink(x: f64) -> f64 {
    const TERMS: [f64; 9] = [
        1.0 / 3.0,
        -2.0 / 15.0,
        17.0 / 315.0,
        -62.0 / 2835.0,
        1382.0 / 155_925.0,
        -21844.0 / 6_081_075.0,
        929_569.0 / 638_512_875.0,
        -6_404_582.0 / 10_854_718_875.0,
        443_861_162.0 / 1_856_156_927_625.0,
    ];
    let x2 = x * x;
    if x2 < 0.02 {
        TERMS.iter().rev().fold(0.0, |sum, term| sum * x2 + term) * x2 * x
    } else if x.is_infinite() {
        x
    } else {
        x - tanh_f64(x)
    }
}

/// e^x.
pub(crate) fn exp(x: f64) -> f64 {
    e(x)
}

/// e^x − 1.
pub(crate) fn exp_m1(x: f64) -> f64 {
    core_math::expm1(x)
}

/// ln x.
pub(crate) fn ln(x: f64) -> f64 {
    log(x)
}

/// ln(1 + x).
pub(crate) fn ln_1p(x: f64) -> f64 {
    log1p(x)
}

/// tanh x.
pub(crate) fn tanh(x: f64) -> f64 {
    tanh_f64(x)
}

/// 1 / (1 + e^-x), from the exponential that is at most 1.
pub(crate) fn sigmoid(x: f64) -> f64 {
    let small = e(-x.abs());
    if x < 0.0 { small / (1.0 + small) } else { 1.0 / (1.0 + small) }
}

/// max(0, x) with NaN and −0 kept.
pub(crate) fn relu(x: f64) -> f64 {
    if x < 0.0 { 0.0 } else { x }
}

/// The derivatives.
pub(crate) mod slope {
    use super::e;

    /// 2/√π·e^(−x²).
    pub(crate) fn erf(x: f64) -> f64 {
        std::f64::consts::FRAC_2_SQRT_PI * e(-x * x)
    }

    /// Φ(x) + x·Φ'(x), and its limits.
    pub(crate) fn gelu(x: f64) -> f64 {
        let phi = 0.5 * core_math::erfc(x * -std::f64::consts::FRAC_1_SQRT_2);
        let density =
            e(-0.5 * x * x) * (0.5 * std::f64::consts::FRAC_1_SQRT_2 * std::f64::consts::FRAC_2_SQRT_PI);
        if x.is_infinite() { phi } else { phi + x * density }
    }

    /// tanh² x.
    pub(crate) fn tanhshrink(x: f64) -> f64 {
        core_math::tanh(x) * core_math::tanh(x)
    }

    /// e^x: of e^x − 1 too.
    pub(crate) fn exp(x: f64) -> f64 {
        e(x)
    }

    /// 1 / x, taken outside the domain of ln as well, as PyTorch does.
    pub(crate) fn ln(x: f64) -> f64 {
        1.0 / x
    }

    /// 1 / (1 + x).
    pub(crate) fn ln_1p(x: f64) -> f64 {
        1.0 / (1.0 + x)
    }

    /// 4·σ(2x)·σ(−2x), not 1 − tanh².
    pub(crate) fn tanh(x: f64) -> f64 {
        4.0 * sigmoid(x + x)
    }

    /// σ(x)·σ(−x), not σ·(1 − σ).
    pub(crate) fn sigmoid(x: f64) -> f64 {
        let small = e(-x.abs());
        small / ((1.0 + small) * (1.0 + small))
    }

    /// 0 up to 0 and 1 above.
    pub(crate) fn relu(x: f64) -> f64 {
        if x.is_nan() { x } else { f64::from(u8::from(x > 0.0)) }
    }
}

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

    /// Its logarithm, and the greater of the two terms that it is the difference of.
    pub(crate) fn log_softmax(self, x: f32) -> (f64, f64) {
        let (below, log_sum) = (f64::from(x) - self.max, log1p(self.rest));
        (below - log_sum, below.abs().max(log_sum))
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

/// The losses of one element, or of one row: all terms of a sum have one sign wherever they can.
pub(crate) mod loss {
    use super::{Row, e, log, log1p};

    /// (x − t)².
    pub(crate) fn mse(x: f64, t: f64) -> f64 {
        (x - t) * (x - t)
    }

    /// −(t·ln p + (1 − t)·ln(1 − p)), with PyTorch's clamp of the logarithms at −100.
    pub(crate) fn bce(p: f64, t: f64) -> f64 {
        t * -log(p).max(-100.0) + (1.0 - t) * -log1p(-p).max(-100.0)
    }

    /// The same of p = σ(x).
    pub(crate) fn bce_with_logits(x: f64, t: f64) -> f64 {
        let lack = if x > 0.0 { 1.0 - t } else { t };
        x.abs() * lack + log1p(e(-x.abs()))
    }

    /// −t·ln p.
    pub(crate) fn categorical_cross_entropy(p: f64, t: f64) -> f64 {
        if t == 0.0 { 0.0 } else { t * -log(p) }
    }

    /// t·ln(t / p), where the two are close from their difference, which is exact.
    pub(crate) fn kl(p: f64, t: f64) -> f64 {
        match t / p {
            _ if t == 0.0 => 0.0,
            ratio if (0.5..2.0).contains(&ratio) => t * log1p((t - p) / p),
            ratio => t * log(ratio),
        }
    }

    /// t·(ln t − x).
    pub(crate) fn kl_div(x: f64, t: f64) -> f64 {
        if t == 0.0 { 0.0 } else { t * (log(t) - x) }
    }

    /// The generalised Jensen-Shannon divergence of q from p, of their logarithms: none of it cancels.
    pub(crate) fn jensen_shannon(x: f64, y: f64, beta: f64) -> f64 {
        // (1 + v)·ln(1 + v) − v, where it cancels as a series.
        let h = |v: f64| {
            if v <= -1.0 {
                1.0
            } else if v.abs() < 1e-2 {
                v * v * (2..12).map(|n| (-v).powi(n - 2) / f64::from(n * (n - 1))).sum::<f64>()
            } else {
                (1.0 + v) * log1p(v) - v
            }
        };
        let mixture = beta * e(y) + (1.0 - beta) * e(x);
        let difference = if x > y { e(x) * -core_math::expm1(y - x) } else { e(y) * core_math::expm1(x - y) };
        let [of_p, of_q] = [-(1.0 - beta), beta].map(|share| h(share * difference / mixture));
        mixture * (beta * of_p + (1.0 - beta) * of_q)
    }

    /// z² / 2 up to delta, delta·(z − delta / 2) beyond, for z = |x − t|.
    pub(crate) fn huber(x: f64, t: f64, delta: f64) -> f64 {
        let z = (x - t).abs();
        let w = z.min(delta);
        w * (z - w / 2.0)
    }

    /// max(0, 1 − y·x).
    pub(crate) fn hinge(x: f64, y: f64) -> f64 {
        (1.0 - y * x).max(0.0)
    }

    /// ln(1 + e^(−y·x)).
    pub(crate) fn soft_margin(x: f64, y: f64) -> f64 {
        let z = y * x;
        (-z).max(0.0) + log1p(e(-z.abs()))
    }

    /// The same times alpha·(1 − p)^gamma, of a label.
    pub(crate) fn focal(x: f64, label: f64, alpha: f64, gamma: f64) -> f64 {
        let (y, weight) = if label == 1.0 { (1.0, alpha) } else { (-1.0, 1.0 - alpha) };
        weight * e(-gamma * soft_margin(x, -y)) * soft_margin(x, y)
    }

    /// ln cosh(x − t), by its half angle where it is small.
    pub(crate) fn log_cosh(x: f64, t: f64) -> f64 {
        let z = (x - t).abs();
        if z < 1.0 {
            let e = core_math::expm1(-z);
            log1p(e * e / (2.0 + 2.0 * e))
        } else {
            z - std::f64::consts::LN_2 + log1p(e(-2.0 * z))
        }
    }

    /// max(q·(t − x), (q − 1)·(t − x)).
    pub(crate) fn quantile(x: f64, t: f64, q: f64) -> f64 {
        (q * (t - x)).max((q - 1.0) * (t - x))
    }

    /// −ln softmax(row)[class].
    pub(crate) fn cross_entropy(row: &[f32], class: usize) -> f64 {
        -Row::of(row).log_softmax(row[class]).0
    }
}

/// A sum of any length without a loss that could be seen, as Neumaier (1974) has it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Sum {
    high: f64,
    lost: f64,
}

impl Sum {
    /// Adds a term.
    pub(crate) fn add(&mut self, term: f64) {
        let high = self.high + term;
        self.lost +=
            if self.high.abs() >= term.abs() { (self.high - high) + term } else { (term - high) + self.high };
        self.high = high;
    }

    /// The sum of the terms.
    pub(crate) fn total(self) -> f64 {
        if self.high.is_finite() { self.high + self.lost } else { self.high }
    }
}

impl FromIterator<f64> for Sum {
    fn from_iter<I: IntoIterator<Item = f64>>(terms: I) -> Self {
        let mut sum = Self::default();
        terms.into_iter().for_each(|term| sum.add(term));
        sum
    }
}
