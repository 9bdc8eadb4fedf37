//! The losses of one element, or of one row: all terms of a sum have one sign wherever they can.

use super::{Row, e, expm1, ln, log1p};

/// (x − t)².
pub(crate) fn mse(x: f64, t: f64) -> f64 {
    (x - t) * (x - t)
}

/// −(t·ln p + (1 − t)·ln(1 − p)), with PyTorch's clamp of the logarithms at −100.
pub(crate) fn bce(p: f64, t: f64) -> f64 {
    t * -ln(p).max(-100.0) + (1.0 - t) * -log1p(-p).max(-100.0)
}

/// The same of p = σ(x).
pub(crate) fn bce_with_logits(x: f64, t: f64) -> f64 {
    let lack = if x > 0.0 { 1.0 - t } else { t };
    x.abs() * lack + log1p(e(-x.abs()))
}

/// −t·ln p.
pub(crate) fn categorical_cross_entropy(p: f64, t: f64) -> f64 {
    if t == 0.0 { 0.0 } else { t * -ln(p) }
}

/// t·ln(t / p), where the two are close from their difference, which is exact.
pub(crate) fn kl(p: f64, t: f64) -> f64 {
    match t / p {
        _ if t == 0.0 => 0.0,
        ratio if (0.5..2.0).contains(&ratio) => t * log1p((t - p) / p),
        ratio => t * ln(ratio),
    }
}

/// t·(ln t − x).
pub(crate) fn kl_div(x: f64, t: f64) -> f64 {
    if t == 0.0 { 0.0 } else { t * (ln(t) - x) }
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
    let difference = if x > y { e(x) * -expm1(y - x) } else { e(y) * expm1(x - y) };
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
        let e = expm1(-z);
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
    -Row::of(row).log_softmax(row[class])
}
