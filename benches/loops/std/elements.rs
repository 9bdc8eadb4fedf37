//! Activations by std's functions: those with a formula that one writes down. It has no erf.

use std::f32::consts::{FRAC_2_SQRT_PI, SQRT_2};

use activ8::{AnyActivation, Gelu};

use super::super::{Map, Map2};

pub(super) fn forward(activation: AnyActivation) -> Option<Map> {
    use AnyActivation as A;
    Some(match activation {
        A::Celu(c) => map(move |x| if x > 0.0 { x } else { c.alpha * (x / c.alpha).exp_m1() }),
        A::Elu(e) => map(move |x| if x > 0.0 { x } else { e.alpha * x.exp_m1() }),
        A::Exp(_) => map(f32::exp),
        A::ExpM1(_) => map(f32::exp_m1),
        A::Gelu(Gelu::Tanh) => map(gelu_tanh),
        A::Gelu(Gelu::Quick) => map(gelu_quick),
        A::Hardshrink(h) => map(move |x| if x.abs() <= h.lambda { 0.0 } else { x }),
        A::Hardsigmoid(_) => map(|x| (x + 3.0).clamp(0.0, 6.0) / 6.0),
        A::Hardswish(_) => map(|x| x * (x + 3.0).clamp(0.0, 6.0) / 6.0),
        A::Hardtanh(h) => map(move |x| x.max(h.min).min(h.max)),
        A::Identity(_) => map(|x| x),
        A::LeakyRelu(l) => map(move |x| if x > 0.0 { x } else { l.negative_slope * x }),
        A::LinearHardsigmoid(h) => map(move |x| (h.alpha * x + h.beta).clamp(0.0, 1.0)),
        A::Ln(_) => map(f32::ln),
        A::Ln1p(_) => map(f32::ln_1p),
        A::LogSigmoid(_) => map(|x| x.min(0.0) - (-x.abs()).exp().ln_1p()),
        A::Mish(_) => map(|x| x * softplus(x).tanh()),
        A::RRelu(r) => {
            let slope = 0.5 * (r.lower + r.upper);
            map(move |x| if x > 0.0 { x } else { slope * x })
        }
        A::Relu(_) => map(|x| x.max(0.0)),
        A::Relu6(_) => map(|x| x.clamp(0.0, 6.0)),
        A::ScaledTanh(t) => map(move |x| t.alpha * (t.beta * x).tanh()),
        A::Selu(_) => map(|x| if x > 0.0 { SELU_SCALE * x } else { SELU_SCALE * SELU_ALPHA * x.exp_m1() }),
        A::Shrink(s) => map(move |x| match x {
            x if x < -s.lambda => x + s.bias,
            x if x > s.lambda => x - s.bias,
            _ => 0.0,
        }),
        A::Sigmoid(_) => map(sigmoid),
        A::Silu(_) => map(silu),
        A::SoftCap(s) => map(move |x| s.cap * (x / s.cap).tanh()),
        A::Softplus(s) => map(move |x| softplus(s.beta * x) / s.beta),
        A::Softshrink(s) => map(move |x| match x {
            x if x < -s.lambda => x + s.lambda,
            x if x > s.lambda => x - s.lambda,
            _ => 0.0,
        }),
        A::Softsign(_) => map(|x| x / (1.0 + x.abs())),
        A::SquaredRelu(_) => map(|x| x.max(0.0) * x.max(0.0)),
        A::Squareplus(s) => map(move |x| 0.5 * (x + (x * x + s.b).sqrt())),
        A::Swish(s) => map(move |x| x / (1.0 + (-s.alpha * x).exp())),
        A::Tanh(_) => map(f32::tanh),
        A::Tanhshrink(_) => map(|x| x - x.tanh()),
        A::Threshold(t) => map(move |x| if x > t.threshold { x } else { t.value }),
        A::ThresholdedRelu(t) => map(move |x| if x > t.alpha { x } else { 0.0 }),
        A::XIelu(p) => map(move |x| {
            if x > 0.0 {
                p.alpha_p * x * x + p.beta * x
            } else {
                p.alpha_n * (x.min(p.eps).exp_m1() - x) + p.beta * x
            }
        }),
        _ => return None,
    })
}

pub(super) fn biased(activation: AnyActivation) -> Option<Map2> {
    match activation {
        AnyActivation::Gelu(Gelu::Tanh) => Some(with_column(|x, bias| gelu_tanh(x + bias))),
        AnyActivation::Silu(_) => Some(with_column(|x, bias| silu(x + bias))),
        _ => None,
    }
}

pub(super) fn gated(activation: AnyActivation) -> Option<Map2> {
    use AnyActivation as A;
    Some(match activation {
        A::Gelu(Gelu::Tanh) => with_column(|gate, value| gelu_tanh(gate) * value),
        A::Gelu(Gelu::Quick) => with_column(|gate, value| gelu_quick(gate) * value),
        A::Identity(_) => with_column(|gate, value| gate * value),
        A::Relu(_) => with_column(|gate, value| gate.max(0.0) * value),
        A::Sigmoid(_) => with_column(|gate, value| sigmoid(gate) * value),
        A::Silu(_) => with_column(|gate, value| silu(gate) * value),
        _ => return None,
    })
}

/// PRelu, with a slope for each column or one for all.
pub(crate) fn prelu() -> Map2 {
    with_column(|x, slope| if x > 0.0 { x } else { slope * x })
}

const SELU_ALPHA: f32 = 1.673_263_2;
const SELU_SCALE: f32 = 1.050_701;

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

fn silu(x: f32) -> f32 {
    x / (1.0 + (-x).exp())
}

fn gelu_quick(x: f32) -> f32 {
    x / (1.0 + (-1.702 * x).exp())
}

fn gelu_tanh(x: f32) -> f32 {
    0.5 * x * (1.0 + (FRAC_2_SQRT_PI / SQRT_2 * (x + 0.044_715 * x * x * x)).tanh())
}

fn softplus(x: f32) -> f32 {
    x.max(0.0) + (-x.abs()).exp().ln_1p()
}

/// Generic in the function, so that it is inlined into the loop.
fn map(f: impl Fn(f32) -> f32 + 'static) -> Map {
    Box::new(move |x, y| {
        for (y, &x) in y.iter_mut().zip(x) {
            *y = f(x);
        }
    })
}

/// The same of an element and what its column has.
fn with_column(f: impl Fn(f32, f32) -> f32 + 'static) -> Map2 {
    Box::new(move |x, t, y| {
        if let [one] = t {
            y.iter_mut().zip(x).for_each(|(y, &x)| *y = f(x, *one));
            return;
        }
        for (y, x) in y.chunks_exact_mut(t.len()).zip(x.chunks_exact(t.len())) {
            for ((y, &x), &of_column) in y.iter_mut().zip(x).zip(t) {
                *y = f(x, of_column);
            }
        }
    })
}
