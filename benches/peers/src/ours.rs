//! activ8 itself: every tier that this CPU has, and the calls that a tier does not tell apart.

use activ8::{
    Activation, BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CategoricalCrossEntropy, CrossEntropy, Exp,
    ExpM1, KlDivergence, Ln, Ln1p, LogSoftmax, Loss, Mse, On, Relu, Sigmoid, Softmax, Tanh, Tier,
};

use crate::contender::{Call, Contender, Fault, Side};
use crate::job::Job;
use crate::op::Op;

/// The name of our rows.
const LIBRARY: &str = "activ8";

/// What every loss promises of its sum, in ULP.
const LOSS_ULP: f64 = 4.0;

/// An operation's `.on`.
type Place<O> = fn(O, Tier) -> activ8::Result<On<O>>;

pub fn enter(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let (t, cols) = (job.t(), job.cols());
    match job.op {
        Op::Copy => Ok(Vec::new()),
        Op::Exp => activation(job, Exp, Exp::on),
        Op::ExpM1 => activation(job, ExpM1, ExpM1::on),
        Op::Ln => activation(job, Ln, Ln::on),
        Op::Ln1p => activation(job, Ln1p, Ln1p::on),
        Op::Tanh => activation(job, Tanh, Tanh::on),
        Op::Sigmoid | Op::Call8 => activation(job, Sigmoid, Sigmoid::on),
        Op::Relu => activation(job, Relu, Relu::on),
        Op::Softmax | Op::Softmax10 => activation(job, Softmax::rows_of(cols), Softmax::on),
        Op::LogSoftmax => activation(job, LogSoftmax::rows_of(cols), LogSoftmax::on),
        Op::Mse => loss(job, Mse::default(), Mse::on, t),
        Op::BinaryCrossEntropy => loss(job, BinaryCrossEntropy::default(), BinaryCrossEntropy::on, t),
        Op::BinaryCrossEntropyWithLogits => {
            loss(job, BinaryCrossEntropyWithLogits::default(), BinaryCrossEntropyWithLogits::on, t)
        }
        Op::CrossEntropy => loss(job, CrossEntropy::rows_of(cols), CrossEntropy::on, job.classes()),
        Op::CategoricalCrossEntropy => {
            loss(job, CategoricalCrossEntropy::rows_of(cols), CategoricalCrossEntropy::on, t)
        }
        Op::KlDivergence => loss(job, KlDivergence::probabilities(), KlDivergence::on, t),
        Op::KlDivergenceLog => loss(job, KlDivergence::log_probabilities(), KlDivergence::on, t),
        Op::TanhParallel => threads(),
    }
}

/// The tiers that a row is shown for. One that the CPU lacks has none.
fn tiers() -> impl Iterator<Item = Tier> {
    Tier::ALL.into_iter().filter(|tier| tier.is_available())
}

/// Out of place on every tier; then, as a user writes it, without naming one; and in place, the
/// like of tract's kernels.
fn activation<'a, A: Activation + 'a>(
    job: &'a Job,
    op: A,
    on: Place<A>,
) -> Result<Vec<Contender<'a>>, Fault> {
    let mut entrants = Vec::new();
    for tier in tiers() {
        let placed = on(op, tier)?;
        let call = Call::write(move |y| Ok(placed.forward(job.x(), y)?));
        entrants.push(Contender::ours(Side::Ours, LIBRARY, tier.name(), op.max_ulp(tier), call));
    }
    let best = Tier::active()?;
    let variant =
        |library, call| Contender::ours(Side::Variant, library, best.name(), op.max_ulp(best), call);
    let unnamed = Call::write(move |y| Ok(op.forward(job.x(), y)?));
    entrants.push(variant("activ8 (no tier named)", unnamed));
    if !job.op.is_latency() {
        let in_place = Call::in_place(move |y| Ok(op.forward_in_place(y)?));
        entrants.push(variant("activ8 (in place)", in_place));
    }
    Ok(entrants)
}

/// A loss with its mean, on every tier.
fn loss<'a, T, L>(job: &'a Job, op: L, on: Place<L>, target: &'a [T]) -> Result<Vec<Contender<'a>>, Fault>
where
    L: Loss<T> + 'a,
{
    let mut entrants = Vec::new();
    for tier in tiers() {
        let placed = on(op, tier)?;
        let call = Call::total(move || Ok(placed.forward(job.x(), target)?));
        entrants.push(Contender::ours(Side::Ours, LIBRARY, tier.name(), LOSS_ULP, call));
    }
    Ok(entrants)
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
