//! Other work of ours that an operation is set beside.

use activ8::{Activation, AnyActivation, CrossEntropy, Elementwise, Exp, Identity, Ln, Loss, PRelu, Tier};

use crate::contender::{Call, Contender, Fault, Side};
use crate::gate::Gate;
use crate::job::Job;
use crate::op::Op;
use crate::report::IN_MEMORY;
use crate::rivals::{BIAS_PASSES, GATE_PASSES, multiply};

/// What a gradient takes at most, beside the values.
const BACKWARD_BAR: f64 = 1.6;

/// What a loss with its gradient takes at most, beside the loss.
const LOSS_GRADIENT_BAR: f64 = 1.7;

/// What an activation of an exponential and a logarithm or a division takes at most, beside an
/// exponential.
const EXP_BAR: f64 = 2.5;

/// What a SwiGLU takes at most, beside its silu.
const GATE_BAR: f64 = 1.25;

pub(super) fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    use AnyActivation as A;
    let x = job.x();
    // In memory more streams take longer whatever is computed: there the bytes are what is promised.
    let in_cache = |bar| Some(bar).filter(|_| job.size.len() < IN_MEMORY);
    Ok(match job.op {
        Op::Forward(A::Exp(_)) => Vec::new(),
        op @ Op::Forward(activation) if !op.is_cheap() => {
            let barred = matches!(activation, A::Elu(_) | A::Softplus(_) | A::Mish(_));
            vec![forward("activ8 exp", Exp, x).bar(barred.then_some(EXP_BAR))]
        }
        Op::Backward(activation) => {
            vec![forward("activ8 forward", activation, x).bar(in_cache(BACKWARD_BAR))]
        }
        Op::PReluBackward(_) => {
            let prelu = PRelu { weight: job.t(), inner: 1 };
            vec![forward("activ8 forward", prelu, x).bar(in_cache(BACKWARD_BAR))]
        }
        Op::CrossEntropyGradient => {
            let forward = CrossEntropy::rows_of(job.cols());
            let call = Call::total(move || Ok(forward.forward(x, job.classes())?));
            vec![Contender::yardstick("activ8 forward", call).bar(Some(LOSS_GRADIENT_BAR))]
        }
        Op::BinaryCrossEntropy => vec![forward("activ8 ln", Ln, x).bar(Some(EXP_BAR))],
        Op::BinaryCrossEntropyWithLogits => vec![forward("activ8 exp", Exp, x).bar(Some(EXP_BAR))],
        Op::Biased(activation) => {
            vec![two_passes(activation, Tier::active()?, BIAS_PASSES, move |y| {
                Identity.forward_biased(x, job.t(), y)?;
                Ok(activation.forward_in_place(y)?)
            })]
        }
        Op::Gated(gate) => {
            let (activation, bar) = (gate.activation(), in_cache(GATE_BAR).filter(|_| gate == Gate::SwiGlu));
            let alone = forward("activ8 (its activation alone)", activation, x).bar(bar);
            if gate == Gate::SwiGluOai {
                return Ok(vec![alone]);
            }
            let tier = Tier::active()?;
            let passes = two_passes(activation, tier, GATE_PASSES, move |y| {
                activation.forward(x, y)?;
                multiply(y, job.t());
                Ok(())
            });
            vec![passes, alone]
        }
        _ => Vec::new(),
    })
}

/// A forward verb on the best tier, into the beginning of the output.
fn forward<'a>(library: &'static str, op: impl Activation + 'a, x: &'a [f32]) -> Contender<'a> {
    let call = Call::write(move |y| Ok(op.forward(x, &mut y[..x.len()])?));
    Contender::yardstick(library, call).moving(12)
}

/// The operation without its fused verb, which rounds twice.
fn two_passes<'a>(
    activation: AnyActivation,
    tier: Tier,
    bytes: usize,
    f: impl FnMut(&mut [f32]) -> Result<(), Fault> + 'a,
) -> Contender<'a> {
    let bound = 2.0 * activation.max_ulp(tier) + 0.5;
    Contender::ours(Side::Variant, "activ8 (two passes)", tier.name(), bound, Call::write(f)).moving(bytes)
}
