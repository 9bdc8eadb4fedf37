//! `wide`: portable vectors whose functions are composed here as their users compose them, in the
//! widest type that this build has registers for. The choice is made when `wide` is compiled.

mod elements;

use super::{Loops, Mean};

#[cfg(target_feature = "avx512f")]
type V = wide::f32x16;
#[cfg(not(target_feature = "avx512f"))]
type V = wide::f32x8;

const LANES: usize = size_of::<V>() / size_of::<f32>();

/// Four sums side by side hide an addition's latency.
const SUMS: usize = 4;

pub(crate) const LOOPS: Loops = Loops {
    library: "wide",
    forward: elements::forward,
    biased: elements::biased,
    gated: elements::gated,
    softmax,
    log_softmax,
    loss,
    cross_entropy,
};

fn loss(name: &str) -> Option<Mean> {
    let (half, one, least) = (V::splat(0.5), V::splat(1.0), V::splat(-100.0));
    Some(match name {
        "binary_cross_entropy" => {
            mean(move |p, t| -(t * p.ln().fast_max(least) + (one - t) * (one - p).ln().fast_max(least)))
        }
        "binary_cross_entropy_with_logits" => {
            mean(|x, t| x.fast_max(V::ZERO) - x * t + (-x.abs()).exp().ln_1p())
        }
        "categorical_cross_entropy" => mean(|p, t| -t * p.ln()),
        "hinge" => mean(move |x, t| (one - x * t).fast_max(V::ZERO)),
        "kl_divergence" => mean(|p, t| t * (t / p).ln()),
        "kl_divergence_log" => mean(|log_p, t| t * (t.ln() - log_p)),
        "huber" | "smooth_l1" => mean(move |x, t| {
            let d = (x - t).abs();
            d.simd_le(one).select(half * d * d, d - half)
        }),
        "l1" => mean(|x, t| (x - t).abs()),
        "mse" => mean(|x, t| (x - t) * (x - t)),
        "poisson_nll" => mean(|x, t| x.exp() - t * x),
        "soft_margin" => mean(|x, t| (-x * t).exp().ln_1p()),
        "squared_hinge" => mean(move |x, t| {
            let d = (one - x * t).fast_max(V::ZERO);
            d * d
        }),
        _ => return None,
    })
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

fn mean(f: impl Fn(V, V) -> V + Copy + 'static) -> Mean {
    Box::new(move |x, t| sum(x, t, f) / x.len() as f32)
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
