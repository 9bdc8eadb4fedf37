//! activ8 itself: every tier that this CPU has, and the calls that a tier does not tell apart.

mod beside;
mod gated;
mod slopes;

use activ8::{
    Activation, AnyActivation, BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CategoricalCrossEntropy,
    CrossEntropy, Elementwise, KlDivergence, LogSoftmax, Loss, Mse, Nll, On, Softmax, Tanh, Target,
    TargetType, Tier,
};

use crate::contender::{Call, Contender, Fault, Side};
use crate::exact::slopes::Gradient;
use crate::job::Job;
use crate::op::{Named, Op};

/// The name of our rows.
const LIBRARY: &str = "activ8";

/// What every loss promises of its sum, in ULP.
const LOSS_ULP: f64 = crate::exact::table::totals::MAX_ULP;

/// An operation's `.on`.
type Place<O> = fn(O, Tier) -> activ8::Result<On<O>>;

/// Ours, and what it is set beside of our own.
pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let (t, cols) = (job.t(), job.cols());
    let mut entrants = match job.op {
        Op::Copy => Vec::new(),
        Op::TanhParallel => threads()?,
        Op::Backward(op) => backward(job, op)?,
        Op::Biased(op) => biased(job, op)?,
        Op::Gated(gate) => gated::forward(job, gate)?,
        Op::GatedBackward(gate) => gated::backward(job, gate)?,
        Op::PRelu(_) | Op::PReluBackward(_) => slopes::prelu(job)?,
        Op::RReluTraining => slopes::rrelu_training(job)?,
        Op::Softmax | Op::SoftmaxMasked | Op::Softmax10 => {
            let softmax = Softmax::rows_of(cols);
            let mut entrants = activation(job, softmax, Softmax::on)?;
            entrants.extend(fast(softmax, Softmax::on, |placed| forward(job, placed))?);
            entrants
        }
        Op::LogSoftmax => {
            let log_softmax = LogSoftmax::rows_of(cols);
            let mut entrants = activation(job, log_softmax, LogSoftmax::on)?;
            entrants.extend(fast(log_softmax, LogSoftmax::on, |placed| forward(job, placed))?);
            entrants
        }
        Op::Mse => loss(job, Mse::default(), Mse::on, t)?,
        Op::BinaryCrossEntropy => loss(job, BinaryCrossEntropy::default(), BinaryCrossEntropy::on, t)?,
        Op::BinaryCrossEntropyWithLogits => {
            loss(job, BinaryCrossEntropyWithLogits::default(), BinaryCrossEntropyWithLogits::on, t)?
        }
        Op::Loss(named) => named_loss(job, named),
        Op::CrossEntropyGradient => on_tiers(
            CrossEntropy::rows_of(cols),
            CrossEntropy::on,
            |_| LOSS_ULP,
            |placed| {
                Call::write(move |dx| Ok(placed.forward_backward(job.x(), job.classes(), dx).map(drop)?))
            },
        )?,
        Op::CrossEntropy => loss(job, CrossEntropy::rows_of(cols), CrossEntropy::on, job.classes())?,
        Op::Nll => loss(job, Nll::rows_of(cols), Nll::on, job.classes())?,
        Op::CategoricalCrossEntropy => {
            loss(job, CategoricalCrossEntropy::rows_of(cols), CategoricalCrossEntropy::on, t)?
        }
        Op::KlDivergence => loss(job, KlDivergence::probabilities(), KlDivergence::on, t)?,
        Op::KlDivergenceLog => loss(job, KlDivergence::log_probabilities(), KlDivergence::on, t)?,
        Op::Forward(_) | Op::Call8 => match job.op.formula() {
            Op::Forward(op) => {
                let mut entrants = activation(job, op, AnyActivation::on)?;
                if op.is_faster() {
                    entrants.extend(fast(op, AnyActivation::on, |placed| forward(job, placed))?);
                }
                entrants
            }
            _ => Vec::new(),
        },
    };
    entrants.extend(beside::enter(job)?);
    Ok(entrants)
}

/// The tiers that a row is shown for. One that the CPU lacks has none.
fn tiers() -> impl Iterator<Item = Tier> {
    Tier::ALL.into_iter().filter(|tier| tier.is_available())
}

/// A row for each tier: `call` of the operation there, whose error is at most `bound`.
fn on_tiers<'a, O: Copy>(
    op: O,
    on: Place<O>,
    bound: impl Fn(Tier) -> f64,
    call: impl Fn(On<O>) -> Call<'a>,
) -> Result<Vec<Contender<'a>>, Fault> {
    let entrant = |tier: Tier| {
        let call = call(on(op, tier)?);
        Ok(Contender::ours(Side::Ours, LIBRARY, tier.name(), bound(tier), call))
    };
    tiers().map(entrant).collect()
}

/// Out of place on every tier; then, as a user writes it, without naming one; and in place, the
/// like of tract's kernels.
fn activation<'a, A: Activation + 'a>(
    job: &'a Job,
    op: A,
    on: Place<A>,
) -> Result<Vec<Contender<'a>>, Fault> {
    let mut entrants = on_tiers(op, on, |tier| op.max_ulp(tier), |placed| forward(job, placed))?;
    let best = Tier::active()?;
    let variant =
        |library, call| Contender::ours(Side::Variant, library, best.name(), op.max_ulp(best), call);
    let unnamed = Call::write(move |y| Ok(op.forward(job.x(), y)?));
    entrants.push(variant("activ8 (no tier named)", unnamed));
    if !job.op.is_short(job.size) {
        let in_place = Call::in_place(move |y| Ok(op.forward_in_place(y)?));
        entrants.push(variant("activ8 (in place)", in_place));
    }
    Ok(entrants)
}

/// At the accuracy `Fast`, on the tiers that may have formulas for it. Its error is not stated in ULP alone.
fn fast<'a, O: Copy>(
    op: O,
    on: Place<O>,
    call: impl Fn(On<O>) -> Call<'a>,
) -> Result<Vec<Contender<'a>>, Fault> {
    let entrant = |tier: Tier| {
        let call = call(on(op, tier)?.fast());
        Ok(Contender::ours(Side::Fast, LIBRARY, tier.name(), f64::INFINITY, call))
    };
    tiers().filter(|tier| tier.has_fast()).map(entrant).collect()
}

/// Out of place.
fn forward<'a>(job: &'a Job, placed: impl Activation + 'a) -> Call<'a> {
    Call::write(move |y| Ok(placed.forward(job.x(), y)?))
}

/// The gradient, on every tier.
fn backward(job: &Job, op: AnyActivation) -> Result<Vec<Contender<'_>>, Fault> {
    let gradient = Gradient::of(op);
    on_tiers(
        op,
        AnyActivation::on,
        |tier| gradient.bound(tier),
        |placed| Call::write(move |dx| Ok(placed.backward(job.x(), job.dy(), dx)?)),
    )
}

/// A bias and the activation in one pass, on every tier, and in place.
fn biased(job: &Job, op: AnyActivation) -> Result<Vec<Contender<'_>>, Fault> {
    let bound = move |tier| op.max_ulp(tier);
    let mut entrants = on_tiers(op, AnyActivation::on, bound, |placed| {
        Call::write(move |y| Ok(placed.forward_biased(job.x(), job.t(), y)?))
    })?;
    let best = Tier::active()?;
    let in_place = Call::in_place(move |y| Ok(op.forward_biased_in_place(y, job.t())?));
    let library = "activ8 (in place)";
    entrants.push(Contender::ours(Side::Variant, library, best.name(), bound(best), in_place));
    Ok(entrants)
}

/// A loss with its mean, on every tier and at both accuracies.
fn loss<'a, T, L>(job: &'a Job, op: L, on: Place<L>, target: &'a [T]) -> Result<Vec<Contender<'a>>, Fault>
where
    T: TargetType + Target<T>,
    L: Loss<T> + Copy + 'a,
    On<L>: Loss<T>,
{
    let call = |placed: On<L>| Call::total(move || Ok(placed.forward(job.x(), target)?));
    let mut entrants = on_tiers(op, on, |_| LOSS_ULP, call)?;
    entrants.extend(fast(op, on, call)?);
    Ok(entrants)
}

/// A loss of the tests' list.
fn named_loss(job: &Job, named: Named) -> Vec<Contender<'_>> {
    let loss = named.loss();
    let entrant = |tier: Tier| {
        let call = Call::total(move || Ok(loss.forward(tier, job.x(), job.t())?));
        Contender::ours(Side::Ours, LIBRARY, tier.name(), LOSS_ULP, call)
    };
    tiers().map(entrant).collect()
}

/// tanh in place on the best tier: serial, and on pools of one thread and of two.
fn threads<'a>() -> Result<Vec<Contender<'a>>, Fault> {
    let best = Tier::active()?;
    let entrant = |side, library, call| Contender::ours(side, library, best.name(), Tanh.max_ulp(best), call);
    let serial = Call::in_place(|y| Ok(Tanh.forward_in_place(y)?));
    let mut entrants = vec![entrant(Side::Ours, "activ8 (serial)", serial)];
    for (library, threads) in [("activ8 (1 thread)", 1), ("activ8 (2 threads)", 2)] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build()?;
        let call = Call::in_place(move |y| Ok(pool.install(|| Tanh.parallel().forward_in_place(y))?));
        entrants.push(entrant(Side::Variant, library, call));
    }
    Ok(entrants)
}
