//! The gated family.

use activ8::{Bilinear, GateLayout, GatedActivation, GeGlu, Glu, ReGlu, SwiGlu, SwiGluOai, Tier};

use super::{Place, fast, on_tiers};
use crate::contender::{Call, Contender, Fault, Side};
use crate::exact::table::gates;
use crate::gate::Gate;
use crate::job::Job;

/// `$call` with the type of the gate.
macro_rules! of_type {
    ($gate:expr, $call:ident($job:expr)) => {
        match $gate {
            Gate::Bilinear => $call($job, $gate, Bilinear, Bilinear::on),
            Gate::GeGlu(of) => $call($job, $gate, of, GeGlu::on),
            Gate::Glu => $call($job, $gate, Glu, Glu::on),
            Gate::ReGlu => $call($job, $gate, ReGlu, ReGlu::on),
            Gate::SwiGlu => $call($job, $gate, SwiGlu::default(), SwiGlu::on),
            Gate::SwiGluOai => $call($job, $gate, SwiGluOai::default(), SwiGluOai::on),
        }
    };
}

pub(super) fn forward(job: &Job, gate: Gate) -> Result<Vec<Contender<'_>>, Fault> {
    of_type!(gate, values(job))
}

pub(super) fn backward(job: &Job, gate: Gate) -> Result<Vec<Contender<'_>>, Fault> {
    of_type!(gate, gradients(job))
}

/// From two slices, on every tier; and from one that holds both.
fn values<'a, G: GatedActivation + 'a>(
    job: &'a Job,
    gate: Gate,
    op: G,
    on: Place<G>,
) -> Result<Vec<Contender<'a>>, Fault> {
    let [bound, _] = gates::bounds(gate.name());
    let mut entrants =
        on_tiers(op, on, |_| bound, |placed| Call::write(move |y| Ok(placed.forward(job.x(), job.t(), y)?)))?;
    entrants.extend(fast(op, on, |placed| Call::write(move |y| Ok(placed.forward(job.x(), job.t(), y)?)))?);
    let best = Tier::active()?.name();
    let cols = job.cols();
    let rows = || job.x().chunks_exact(cols).zip(job.t().chunks_exact(cols));
    let halves: Vec<f32> = rows().flat_map(|(gates, values)| [gates, values].concat()).collect();
    let pairs: Vec<f32> = job.x().iter().zip(job.t()).flat_map(|(&gate, &value)| [gate, value]).collect();
    for (library, layout, packed) in [
        ("activ8 (halves of rows)", GateLayout::GatesFirst(2 * cols), halves),
        ("activ8 (interleaved)", GateLayout::Interleaved, pairs),
    ] {
        let call = Call::write(move |y| Ok(op.forward_packed(layout, &packed, y)?));
        entrants.push(Contender::ours(Side::Variant, library, best, bound, call));
    }
    Ok(entrants)
}

/// Both gradients, on every tier.
fn gradients<'a, G: GatedActivation + 'a>(
    job: &'a Job,
    gate: Gate,
    op: G,
    on: Place<G>,
) -> Result<Vec<Contender<'a>>, Fault> {
    let [_, bound] = gates::bounds(gate.name());
    let mut entrants = on_tiers(
        op,
        on,
        |_| bound,
        |placed| {
            Call::write(move |gradients| {
                let (dgate, dvalue) = gradients.split_at_mut(job.x().len());
                Ok(placed.backward(job.x(), job.t(), job.dy(), dgate, dvalue)?)
            })
        },
    )?;
    let forward = Call::write(move |y| Ok(op.forward(job.x(), job.t(), &mut y[..job.x().len()])?));
    entrants.push(Contender::yardstick("activ8 forward", forward).moving(16));
    Ok(entrants)
}
