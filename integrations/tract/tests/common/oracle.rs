//! Right answers in `f64`, and how far a float may be from one.

#![allow(dead_code, reason = "each test program uses a part")]

/// Every 9,973rd float, or every one by `ACTIV8_TRACT_STRIDE`, in pieces.
pub(crate) fn inputs() -> impl Iterator<Item = Vec<f32>> {
    let stride =
        std::env::var("ACTIV8_TRACT_STRIDE").map_or(9973, |stride| stride.parse().expect("a stride"));
    let mut bits = (0..=u32::MAX).step_by(stride);
    std::iter::from_fn(move || {
        let piece: Vec<f32> = bits.by_ref().take(1 << 16).map(f32::from_bits).collect();
        (!piece.is_empty()).then_some(piece)
    })
}

/// Whether `y` is within the bound of [`activ8::Accuracy::Fast`]: 5 ULP or 2^-23, or as much of x where the function is a
/// part of it.
pub(crate) fn within_fast(name: &str, x: f32, y: f32, want: f64) {
    let slack = 2f64.powi(-23) * f64::from(x).abs().max(1.0);
    if (f64::from(y) - want).abs() > slack {
        close(name, x, y, want, 5.0);
    }
}

/// Whether `y` is within `bound` units in the last place of what is right.
pub(crate) fn close(name: &str, x: f32, y: f32, want: f64, bound: f64) {
    let nearest = want as f32;
    if nearest.is_nan() || y.is_nan() || nearest.is_infinite() {
        assert_eq!(y.is_nan(), nearest.is_nan(), "{name}({x:e}) = {y:e}, not {want:e}");
        // The last float before ∞ is a place away from it.
        assert!(y.is_nan() || y == nearest || y.abs() == f32::MAX, "{name}({x:e}) = {y:e}, not {want:e}");
        return;
    }
    let exponent = (want.abs().max(f64::from(f32::MIN_POSITIVE)).log2().floor() as i32).max(-126);
    let ulp = 2f64.powi(exponent - 23);
    let y = if y.is_infinite() { f64::from(f32::MAX).copysign(f64::from(y)) } else { f64::from(y) };
    let error = (y - want).abs() / ulp;
    assert!(error <= bound, "{name}({x:e}) = {y:e}, not {want:e}: {error:.2} ULP");
}

pub(crate) fn sigmoid(x: f64) -> f64 {
    1.0 / (1.0 + core_math::exp(-x))
}

pub(crate) fn swish(alpha: f64, x: f64) -> f64 {
    if x == f64::NEG_INFINITY { 0.0 } else { x / (1.0 + core_math::exp(-alpha * x)) }
}

pub(crate) fn silu(x: f64) -> f64 {
    swish(1.0, x)
}

pub(crate) fn gelu(x: f64) -> f64 {
    if x == f64::NEG_INFINITY { 0.0 } else { 0.5 * x * core_math::erfc(-x / 2f64.sqrt()) }
}

pub(crate) fn gelu_tanh(x: f64) -> f64 {
    if x.is_infinite() {
        return x.max(0.0);
    }
    let u = (2.0 / std::f64::consts::PI).sqrt() * (x + 0.044_715 * x * x * x);
    if x < -40.0 { 0.0 } else { x / (1.0 + core_math::exp(-2.0 * u)) }
}

pub(crate) fn softplus(x: f64) -> f64 {
    if x > 700.0 { x } else { core_math::log1p(core_math::exp(x)) }
}

pub(crate) fn mish(x: f64) -> f64 {
    if x == f64::NEG_INFINITY { 0.0 } else { x * core_math::tanh(softplus(x)) }
}

pub(crate) fn elu(alpha: f64, x: f64) -> f64 {
    if x > 0.0 { x } else { alpha * core_math::expm1(x) }
}

pub(crate) fn softsign(x: f64) -> f64 {
    if x.is_infinite() { x.signum() } else { x / (1.0 + x.abs()) }
}

/// Gives the probability at each place of a row.
pub(crate) fn softmax(x: &[f32], mut give: impl FnMut(usize, f64)) {
    let greatest = x.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let exp = |x: f32| core_math::exp(f64::from(x) - f64::from(greatest));
    let sum: f64 = x.iter().map(|x| exp(*x)).sum();
    (0..x.len()).for_each(|i| give(i, exp(x[i]) / sum));
}
