//! Activations as they are composed of `wide`'s functions: the ones that nets have most.

use std::f32::consts::{FRAC_2_SQRT_PI, SQRT_2};

use activ8::{AnyActivation, Gelu};

use super::super::{Map, Map2};
use super::{LANES, V, apply, padded};

pub(super) fn forward(activation: AnyActivation) -> Option<Map> {
    use AnyActivation as A;
    let one = V::splat(1.0);
    Some(match activation {
        A::Elu(e) => map(move |x| x.simd_gt(V::ZERO).select(x, V::splat(e.alpha) * x.exp_m1())),
        A::Exp(_) => map(V::exp),
        A::ExpM1(_) => map(V::exp_m1),
        A::Gelu(Gelu::Tanh) => map(gelu_tanh),
        A::Gelu(Gelu::Quick) => map(gelu_quick),
        A::Hardswish(_) => map(move |x| {
            let six = V::splat(6.0);
            x * (x + V::splat(3.0)).fast_max(V::ZERO).fast_min(six) / six
        }),
        A::LeakyRelu(l) => map(move |x| x.simd_gt(V::ZERO).select(x, x * V::splat(l.negative_slope))),
        A::Ln(_) => map(V::ln),
        A::Ln1p(_) => map(V::ln_1p),
        A::LogSigmoid(_) => map(|x| x.fast_min(V::ZERO) - (-x.abs()).exp().ln_1p()),
        A::Mish(_) => map(|x| x * softplus(x).tanh()),
        A::Relu(_) => map(|x| x.fast_max(V::ZERO)),
        A::Relu6(_) => map(|x| x.fast_max(V::ZERO).fast_min(V::splat(6.0))),
        A::Sigmoid(_) => map(sigmoid),
        A::Silu(_) => map(silu),
        A::Softplus(s) => map(move |x| softplus(x * V::splat(s.beta)) / V::splat(s.beta)),
        A::Softsign(_) => map(move |x| x / (one + x.abs())),
        A::Tanh(_) => map(V::tanh),
        A::Tanhshrink(_) => map(|x| x - x.tanh()),
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
        A::Relu(_) => with_column(|gate, value| gate.fast_max(V::ZERO) * value),
        A::Sigmoid(_) => with_column(|gate, value| sigmoid(gate) * value),
        A::Silu(_) => with_column(|gate, value| silu(gate) * value),
        _ => return None,
    })
}

fn sigmoid(x: V) -> V {
    V::splat(1.0) / (V::splat(1.0) + (-x).exp())
}

fn silu(x: V) -> V {
    x / (V::splat(1.0) + (-x).exp())
}

fn gelu_quick(x: V) -> V {
    x / (V::splat(1.0) + (V::splat(-1.702) * x).exp())
}

fn gelu_tanh(x: V) -> V {
    let argument = V::splat(FRAC_2_SQRT_PI / SQRT_2) * (x + V::splat(0.044_715) * x * x * x);
    V::splat(0.5) * x * (V::splat(1.0) + argument.tanh())
}

fn softplus(x: V) -> V {
    x.fast_max(V::ZERO) + (-x.abs()).exp().ln_1p()
}

fn map(f: impl Fn(V) -> V + Copy + 'static) -> Map {
    Box::new(move |x, y| apply(x, y, f))
}

fn with_column(f: impl Fn(V, V) -> V + Copy + 'static) -> Map2 {
    Box::new(move |x, t, y| {
        for (x, y) in x.chunks_exact(t.len()).zip(y.chunks_exact_mut(t.len())) {
            apply_both(x, t, y, f);
        }
    })
}

/// y = f(x, t).
fn apply_both(x: &[f32], t: &[f32], y: &mut [f32], f: impl Fn(V, V) -> V) {
    let (x, x_tail) = x.as_chunks::<LANES>();
    let (t, t_tail) = t.as_chunks::<LANES>();
    let (y, y_tail) = y.as_chunks_mut::<LANES>();
    for ((y, &x), &t) in y.iter_mut().zip(x).zip(t) {
        *y = f(V::new(x), V::new(t)).to_array();
    }
    let last = f(padded(x_tail, 0.0), padded(t_tail, 0.0)).to_array();
    y_tail.copy_from_slice(&last[..y_tail.len()]);
}
