//! Activations by std's functions: those with a formula that one writes down. It has no erf.

use std::f32::consts::{FRAC_2_SQRT_PI, SQRT_2};

use activ8::{AnyActivation, GeGlu, Gelu};

use crate::contender::Call;
use crate::gate::Gate;
use crate::job::Job;

pub(super) fn forward(job: &Job, activation: AnyActivation) -> Option<Call<'_>> {
    use AnyActivation as A;
    Some(match activation {
        A::Celu(c) => map(job, move |x| if x > 0.0 { x } else { c.alpha * (x / c.alpha).exp_m1() }),
        A::Elu(e) => map(job, move |x| if x > 0.0 { x } else { e.alpha * x.exp_m1() }),
        A::Exp(_) => map(job, f32::exp),
        A::ExpM1(_) => map(job, f32::exp_m1),
        A::Gelu(Gelu::Tanh) => map(job, gelu_tanh),
        A::Gelu(Gelu::Quick) => map(job, gelu_quick),
        A::Hardshrink(h) => map(job, move |x| if x.abs() <= h.lambda { 0.0 } else { x }),
        A::Hardsigmoid(_) => map(job, |x| (x + 3.0).clamp(0.0, 6.0) / 6.0),
        A::Hardswish(_) => map(job, |x| x * (x + 3.0).clamp(0.0, 6.0) / 6.0),
        A::Hardtanh(h) => map(job, move |x| x.max(h.min).min(h.max)),
        A::Identity(_) => map(job, |x| x),
        A::LeakyRelu(l) => map(job, move |x| if x > 0.0 { x } else { l.negative_slope * x }),
        A::LinearHardsigmoid(h) => map(job, move |x| (h.alpha * x + h.beta).clamp(0.0, 1.0)),
        A::Ln(_) => map(job, f32::ln),
        A::Ln1p(_) => map(job, f32::ln_1p),
        A::LogSigmoid(_) => map(job, |x| x.min(0.0) - (-x.abs()).exp().ln_1p()),
        A::Mish(_) => map(job, |x| x * softplus(x).tanh()),
        A::RRelu(r) => {
            let slope = 0.5 * (r.lower + r.upper);
            map(job, move |x| if x > 0.0 { x } else { slope * x })
        }
        A::Relu(_) => map(job, |x| x.max(0.0)),
        A::Relu6(_) => map(job, |x| x.clamp(0.0, 6.0)),
        A::ScaledTanh(t) => map(job, move |x| t.alpha * (t.beta * x).tanh()),
        A::Selu(_) => {
            map(job, |x| if x > 0.0 { SELU_SCALE * x } else { SELU_SCALE * SELU_ALPHA * x.exp_m1() })
        }
        A::Shrink(s) => map(job, move |x| match x {
            x if x < -s.lambda => x + s.bias,
            x if x > s.lambda => x - s.bias,
            _ => 0.0,
        }),
        A::Sigmoid(_) => map(job, sigmoid),
        A::Silu(_) => map(job, silu),
        A::SoftCap(s) => map(job, move |x| s.cap * (x / s.cap).tanh()),
        A::Softplus(s) => map(job, move |x| softplus(s.beta * x) / s.beta),
        A::Softshrink(s) => map(job, move |x| match x {
            x if x < -s.lambda => x + s.lambda,
            x if x > s.lambda => x - s.lambda,
            _ => 0.0,
        }),
        A::Softsign(_) => map(job, |x| x / (1.0 + x.abs())),
        A::SquaredRelu(_) => map(job, |x| x.max(0.0) * x.max(0.0)),
        A::Squareplus(s) => map(job, move |x| 0.5 * (x + (x * x + s.b).sqrt())),
        A::Swish(s) => map(job, move |x| x / (1.0 + (-s.alpha * x).exp())),
        A::Tanh(_) => map(job, f32::tanh),
        A::Tanhshrink(_) => map(job, |x| x - x.tanh()),
        A::Threshold(t) => map(job, move |x| if x > t.threshold { x } else { t.value }),
        A::ThresholdedRelu(t) => map(job, move |x| if x > t.alpha { x } else { 0.0 }),
        A::XIelu(p) => map(job, move |x| {
            if x > 0.0 {
                p.alpha_p * x * x + p.beta * x
            } else {
                p.alpha_n * (x.min(p.eps).exp_m1() - x) + p.beta * x
            }
        }),
        _ => return None,
    })
}

pub(super) fn biased(job: &Job, activation: AnyActivation) -> Option<Call<'_>> {
    match activation {
        AnyActivation::Gelu(Gelu::Tanh) => Some(by_column(job, |x, bias| gelu_tanh(x + bias))),
        AnyActivation::Silu(_) => Some(by_column(job, |x, bias| silu(x + bias))),
        _ => None,
    }
}

pub(super) fn gated(job: &Job, gate: Gate) -> Option<Call<'_>> {
    match gate {
        Gate::Bilinear => Some(product(job, |gate| gate)),
        Gate::GeGlu(GeGlu::Erf) => None,
        Gate::GeGlu(GeGlu::Tanh) => Some(product(job, gelu_tanh)),
        Gate::GeGlu(GeGlu::Quick) => Some(product(job, gelu_quick)),
        Gate::Glu => Some(product(job, sigmoid)),
        Gate::ReGlu => Some(product(job, |gate| gate.max(0.0))),
        Gate::SwiGlu => Some(product(job, silu)),
        Gate::SwiGluOai => None,
    }
}

pub(super) fn prelu(job: &Job) -> Call<'_> {
    by_column(job, |x, slope| if x > 0.0 { x } else { slope * x })
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
fn map<'a>(job: &'a Job, f: impl Fn(f32) -> f32 + 'a) -> Call<'a> {
    Call::write(move |y| {
        for (y, &x) in y.iter_mut().zip(job.x()) {
            *y = f(x);
        }
        Ok(())
    })
}

/// The same of an element and what its column has.
fn by_column<'a>(job: &'a Job, f: impl Fn(f32, f32) -> f32 + 'a) -> Call<'a> {
    Call::write(move |y| {
        if let [one] = job.t() {
            y.iter_mut().zip(job.x()).for_each(|(y, &x)| *y = f(x, *one));
            return Ok(());
        }
        for (y, x) in y.chunks_exact_mut(job.cols()).zip(job.x().chunks_exact(job.cols())) {
            for ((y, &x), &of_column) in y.iter_mut().zip(x).zip(job.t()) {
                *y = f(x, of_column);
            }
        }
        Ok(())
    })
}

fn product<'a>(job: &'a Job, f: impl Fn(f32) -> f32 + 'a) -> Call<'a> {
    Call::write(move |y| {
        for ((y, &gate), &value) in y.iter_mut().zip(job.x()).zip(job.t()) {
            *y = f(gate) * value;
        }
        Ok(())
    })
}
