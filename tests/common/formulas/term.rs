//! The greatest term of the slopes that are sums of terms of two signs.

use super::{GELU, PDF, e, expm1, gelu_argument, mish_parts, phi, sigmoid};

fn of_sigmoid(v: f64, x_v: f64) -> f64 {
    let (one, other) = (sigmoid(v), sigmoid(-v));
    one.max(if one == 0.0 || other == 0.0 { 0.0 } else { (x_v * one * other).abs() })
}

pub(crate) fn gelu(_: &[f64], x: f64) -> f64 {
    let density = PDF * e(-0.5 * x * x);
    phi(x).max(if density == 0.0 { 0.0 } else { (x * density).abs() })
}
pub(crate) fn gelu_tanh(_: &[f64], x: f64) -> f64 {
    of_sigmoid(gelu_argument(x), GELU * (x + 3.0 * 0.044_715 * x * x * x))
}
pub(crate) fn gelu_quick(_: &[f64], x: f64) -> f64 {
    of_sigmoid(1.702 * x, 1.702 * x)
}
pub(crate) fn mish(_: &[f64], x: f64) -> f64 {
    let (t, rest) = mish_parts(x);
    if (-800.0..=40.0).contains(&x) { t.max((x * sigmoid(x) * rest).abs()) } else { t }
}
pub(crate) fn silu(_: &[f64], x: f64) -> f64 {
    of_sigmoid(x, x)
}
pub(crate) fn swish(p: &[f64], x: f64) -> f64 {
    of_sigmoid(p[0] * x, p[0] * x)
}
pub(crate) fn xielu(p: &[f64], x: f64) -> f64 {
    let other = match x {
        _ if x > 0.0 => 2.0 * p[0] * x,
        _ if x <= p[3] => p[1] * expm1(x),
        _ => p[1],
    };
    p[2].abs().max(other.abs())
}
