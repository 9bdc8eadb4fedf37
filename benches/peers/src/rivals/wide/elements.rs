//! Activations as they are composed of `wide`'s functions: the ones that nets have most.

use std::f32::consts::{FRAC_2_SQRT_PI, SQRT_2};

use activ8::{AnyActivation, GeGlu, Gelu};

use super::{LANES, V, apply, padded};
use crate::contender::Call;
use crate::gate::Gate;
use crate::job::Job;

pub(super) fn forward(job: &Job, activation: AnyActivation) -> Option<Call<'_>> {
    use AnyActivation as A;
    let one = V::splat(1.0);
    Some(match activation {
        A::Elu(e) => map(job, move |x| x.simd_gt(V::ZERO).select(x, V::splat(e.alpha) * x.exp_m1())),
        A::Exp(_) => map(job, V::exp),
        A::ExpM1(_) => map(job, V::exp_m1),
        A::Gelu(Gelu::Tanh) => map(job, gelu_tanh),
        A::Gelu(Gelu::Quick) => map(job, gelu_quick),
        A::Hardswish(_) => map(job, move |x| {
            let six = V::splat(6.0);
            x * (x + V::splat(3.0)).fast_max(V::ZERO).fast_min(six) / six
        }),
        A::LeakyRelu(l) => map(job, move |x| x.simd_gt(V::ZERO).select(x, x * V::splat(l.negative_slope))),
        A::Ln(_) => map(job, V::ln),
        A::Ln1p(_) => map(job, V::ln_1p),
        A::LogSigmoid(_) => map(job, |x| x.fast_min(V::ZERO) - (-x.abs()).exp().ln_1p()),
        A::Mish(_) => map(job, |x| x * softplus(x).tanh()),
        A::Relu(_) => map(job, |x| x.fast_max(V::ZERO)),
        A::Relu6(_) => map(job, |x| x.fast_max(V::ZERO).fast_min(V::splat(6.0))),
        A::Sigmoid(_) => map(job, sigmoid),
        A::Silu(_) => map(job, silu),
        A::Softplus(s) => map(job, move |x| softplus(x * V::splat(s.beta)) / V::splat(s.beta)),
        A::Softsign(_) => map(job, move |x| x / (one + x.abs())),
        A::Tanh(_) => map(job, V::tanh),
        A::Tanhshrink(_) => map(job, |x| x - x.tanh()),
        _ => return None,
    })
}

pub(super) fn biased(job: &Job, activation: AnyActivation) -> Option<Call<'_>> {
    match activation {
        AnyActivation::Gelu(Gelu::Tanh) => Some(with_bias(job, gelu_tanh)),
        AnyActivation::Silu(_) => Some(with_bias(job, silu)),
        _ => None,
    }
}

pub(super) fn gated(job: &Job, gate: Gate) -> Option<Call<'_>> {
    match gate {
        Gate::Bilinear => Some(product(job, |gate| gate)),
        Gate::GeGlu(GeGlu::Tanh) => Some(product(job, gelu_tanh)),
        Gate::GeGlu(GeGlu::Quick) => Some(product(job, gelu_quick)),
        Gate::Glu => Some(product(job, sigmoid)),
        Gate::ReGlu => Some(product(job, |gate| gate.fast_max(V::ZERO))),
        Gate::SwiGlu => Some(product(job, silu)),
        Gate::GeGlu(GeGlu::Erf) | Gate::SwiGluOai => None,
    }
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

fn map<'a>(job: &'a Job, f: impl Fn(V) -> V + Copy + 'a) -> Call<'a> {
    Call::write(move |y| {
        apply(job.x(), y, f);
        Ok(())
    })
}

fn with_bias<'a>(job: &'a Job, f: impl Fn(V) -> V + Copy + 'a) -> Call<'a> {
    let cols = job.cols();
    Call::write(move |y| {
        for (x, y) in job.x().chunks_exact(cols).zip(y.chunks_exact_mut(cols)) {
            apply_both(x, job.t(), y, |x, bias| f(x + bias));
        }
        Ok(())
    })
}

fn product<'a>(job: &'a Job, f: impl Fn(V) -> V + Copy + 'a) -> Call<'a> {
    Call::write(move |y| {
        apply_both(job.x(), job.t(), y, |gate, value| f(gate) * value);
        Ok(())
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
