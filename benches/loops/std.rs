//! The standard library's functions in a plain loop, as an engine's author writes it first.

mod elements;

pub(crate) use self::elements::prelu;
use super::{Loops, Mean};

pub(crate) const LOOPS: Loops = Loops {
    library: "std",
    forward: elements::forward,
    biased: elements::biased,
    gated: elements::gated,
    softmax,
    log_softmax,
    loss,
    cross_entropy,
};

fn loss(name: &str) -> Option<Mean> {
    Some(match name {
        "binary_cross_entropy" => {
            mean(|p, t| -(t * p.ln().max(-100.0) + (1.0 - t) * (1.0 - p).ln().max(-100.0)))
        }
        "binary_cross_entropy_with_logits" => mean(|x, t| x.max(0.0) - x * t + softplus_of_minus(x.abs())),
        "categorical_cross_entropy" => mean(|p, t| -t * p.ln()),
        "fixed_gaussian_nll" => mean(|x, t| 0.5 * (x - t) * (x - t)),
        "hinge" => mean(|x, t| (1.0 - x * t).max(0.0)),
        "hinge_embedding" => mean(|x, t| if t > 0.0 { x } else { (1.0 - x).max(0.0) }),
        "huber" | "smooth_l1" => mean(|x, t| {
            let d = (x - t).abs();
            if d <= 1.0 { 0.5 * d * d } else { d - 0.5 }
        }),
        "jensen_shannon" => mean(|x, t| {
            let mixture = (0.5 * (x.exp() + t.exp())).ln();
            0.5 * (x.exp() * (x - mixture) + t.exp() * (t - mixture))
        }),
        "kl_divergence" => mean(|p, t| t * (t / p).ln()),
        "kl_divergence_log" => mean(|log_p, t| t * (t.ln() - log_p)),
        "l1" => mean(|x, t| (x - t).abs()),
        "log_cosh" => mean(|x, t| {
            let d = (x - t).abs();
            d + softplus_of_minus(2.0 * d) - std::f32::consts::LN_2
        }),
        "mse" => mean(|x, t| (x - t) * (x - t)),
        "poisson_nll" => mean(|x, t| x.exp() - t * x),
        "quantile" => mean(|x, t| (0.75 * (t - x)).max(-0.25 * (t - x))),
        "sigmoid_focal" => mean(|x, t| {
            let (z, weight) = if t > 0.5 { (x, 0.25) } else { (-x, 0.75) };
            let other = 1.0 / (1.0 + z.exp());
            weight * other * other * (-z).exp().ln_1p()
        }),
        "soft_margin" => mean(|x, t| (-x * t).exp().ln_1p()),
        "squared_hinge" => mean(|x, t| (1.0 - x * t).max(0.0).powi(2)),
        _ => return None,
    })
}

/// ln(1 + e^-x).
fn softplus_of_minus(x: f32) -> f32 {
    (-x).exp().ln_1p()
}

/// Generic in the function, so that it is inlined into the loop.
fn mean(f: impl Fn(f32, f32) -> f32 + 'static) -> Mean {
    Box::new(move |x, t| x.iter().zip(t).map(|(&x, &t)| f(x, t)).sum::<f32>() / x.len() as f32)
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

fn cross_entropy(x: &[f32], cols: usize, classes: &[u32]) -> f32 {
    let losses = x.chunks_exact(cols).zip(classes).map(|(row, &class)| {
        let max = greatest(row);
        let sum: f32 = row.iter().map(|x| (x - max).exp()).sum();
        sum.ln() + max - row[class as usize]
    });
    losses.sum::<f32>() / classes.len() as f32
}

/// [`cross_entropy`](Loops::cross_entropy) with its gradient.
pub(crate) fn cross_entropy_with_gradient(x: &[f32], cols: usize, classes: &[u32], dx: &mut [f32]) -> f32 {
    let scale = 1.0 / classes.len() as f32;
    let rows = x.chunks_exact(cols).zip(dx.chunks_exact_mut(cols)).zip(classes);
    let losses = rows.map(|((row, dx), &class)| {
        softmax(row, dx);
        let loss = -dx[class as usize].ln();
        dx[class as usize] -= 1.0;
        for dx in dx {
            *dx *= scale;
        }
        loss
    });
    losses.sum::<f32>() * scale
}

/// The mean over rows of so many columns of minus the logarithm that the class has.
pub(crate) fn nll(x: &[f32], cols: usize, classes: &[u32]) -> f32 {
    let losses = x.chunks_exact(cols).zip(classes).map(|(row, &class)| -row[class as usize]);
    losses.sum::<f32>() / classes.len() as f32
}
