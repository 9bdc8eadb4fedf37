//! The right answers, in f64 and without cancellation: far beyond what an `f32` can tell apart.
//!
//! The functions of `core-math` are correctly rounded, so that no answer depends on a system's libm.

pub(crate) mod classes;
pub(crate) mod loss;
mod row;
mod sum;

use std::f64::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI};

pub(crate) use core_math::{erf, exp as e, expm1, log as ln, log1p, tanh};
pub(crate) use row::{Row, log_softmax_of_output, softmax_of_output};
pub(crate) use sum::Sum;

/// 1 / √(2π), the density of the normal distribution at 0.
pub(crate) const DENSITY: f64 = 0.5 * FRAC_1_SQRT_2 * FRAC_2_SQRT_PI;
/// 2·√(2/π), what tanh-GELU's sigmoid takes.
const GELU_TANH: f64 = 2.0 * FRAC_2_SQRT_PI * FRAC_1_SQRT_2;

/// `x` where it is NaN, else `y`: some formulas do not compute with x.
pub(crate) fn nan_or(x: f64, y: f64) -> f64 {
    if x.is_nan() { x } else { y }
}

/// x·factor, 0 where the factor is 0 even if x is infinite.
pub(crate) fn times(x: f64, factor: f64) -> f64 {
    if factor == 0.0 { 0.0f64.copysign(x) } else { x * factor }
}

/// `x` between two ends, NaN and −0 kept.
pub(crate) fn clamp(x: f64, low: f64, high: f64) -> f64 {
    match x {
        _ if x < low => low,
        _ if x > high => high,
        _ => x,
    }
}

/// 1 within a range and 0 outside of it.
pub(crate) fn within(x: f64, range: bool) -> f64 {
    nan_or(x, f64::from(u8::from(range)))
}

/// max(0, x) with NaN and −0 kept.
pub(crate) fn relu(x: f64) -> f64 {
    if x < 0.0 { 0.0 } else { x }
}

/// 1 / (1 + e^-x), from the exponential that is at most 1.
pub(crate) fn sigmoid(x: f64) -> f64 {
    let small = e(-x.abs());
    if x < 0.0 { small / (1.0 + small) } else { 1.0 / (1.0 + small) }
}

/// σ(x)·σ(−x), not σ·(1 − σ).
pub(crate) fn sigmoid_slope(x: f64) -> f64 {
    let small = e(-x.abs());
    small / ((1.0 + small) * (1.0 + small))
}

/// 4·σ(2x)·σ(−2x), not 1 − tanh².
pub(crate) fn tanh_slope(x: f64) -> f64 {
    4.0 * sigmoid_slope(x + x)
}

/// ln(1 + e^x).
pub(crate) fn softplus(x: f64) -> f64 {
    x.max(0.0) + log1p(e(-x.abs()))
}

/// The probability that a normally distributed number is at most `x`.
pub(crate) fn phi(x: f64) -> f64 {
    0.5 * core_math::erfc(x * -FRAC_1_SQRT_2)
}

/// x·Φ(x).
pub(crate) fn gelu(x: f64) -> f64 {
    times(x, phi(x))
}

/// Φ(x) + x·Φ'(x), and its limits.
pub(crate) fn gelu_slope(x: f64) -> f64 {
    if x.is_infinite() { phi(x) } else { phi(x) + x * DENSITY * e(-0.5 * x * x) }
}

/// The greater of its two terms.
pub(crate) fn gelu_term(x: f64) -> f64 {
    phi(x).max(times(x, DENSITY * e(-0.5 * x * x)).abs())
}

/// The v of tanh-GELU, which is x·σ(v), and x·v'.
pub(crate) fn gelu_tanh_argument(x: f64) -> [f64; 2] {
    let cube = 0.044_715 * x * x * x;
    [GELU_TANH * (x + cube), GELU_TANH * (x + 3.0 * cube)]
}

/// The slope of x·σ(v), given v and x·v'.
pub(crate) fn gate_slope([v, x_v]: [f64; 2]) -> f64 {
    let minor = sigmoid(-v.abs());
    let slope = if minor == 0.0 { 0.0 } else { minor * (1.0 - x_v.abs() * (1.0 - minor)) };
    nan_or(v, if v > 0.0 { 1.0 - slope } else { slope })
}

/// The greater of its terms σ(v) and x·v'·σ(v)·σ(−v).
pub(crate) fn gate_term([v, x_v]: [f64; 2]) -> f64 {
    let (one, other) = (sigmoid(v), sigmoid(-v));
    one.max(if one == 0.0 || other == 0.0 { 0.0 } else { (x_v * one * other).abs() })
}

/// t = tanh(softplus x), and 1 − t².
pub(crate) fn mish_parts(x: f64) -> (f64, f64) {
    if x > 40.0 {
        return (1.0, 0.0);
    }
    let w = e(x);
    let n = w * (w + 2.0);
    (n / (n + 2.0), 4.0 * (n + 1.0) / ((n + 2.0) * (n + 2.0)))
}

/// x − tanh x, below 0.4 by its series.
pub(crate) fn tanhshrink(x: f64) -> f64 {
    const SERIES: [f64; 14] = [
        1.0 / 3.0,
        -2.0 / 15.0,
        17.0 / 315.0,
        -62.0 / 2_835.0,
        1_382.0 / 155_925.0,
        -21_844.0 / 6_081_075.0,
        929_569.0 / 638_512_875.0,
        -6_404_582.0 / 10_854_718_875.0,
        443_861_162.0 / 1_856_156_927_625.0,
        -18_888_466_084.0 / 194_896_477_400_625.0,
        113_927_491_862.0 / 2_900_518_163_668_125.0,
        -58_870_668_456_604.0 / 3_698_160_658_676_859_375.0,
        8_374_643_517_010_684.0 / 1_298_054_391_195_577_640_625.0,
        -689_005_380_505_609_448.0 / 263_505_041_412_702_261_046_875.0,
    ];
    if x.abs() > 0.4 {
        return x - tanh(x);
    }
    x * x * x * SERIES.iter().rev().fold(0.0, |sum, c| sum * (x * x) + c)
}
