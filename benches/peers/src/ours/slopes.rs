//! Rectified linear units whose slopes are learned or drawn.

use activ8::{Activation, On, PRelu, RRelu, Tier};

use super::{LIBRARY, on_tiers};
use crate::contender::{Call, Contender, Fault, Side};
use crate::job::Job;
use crate::op::Op;

/// PRelu's values, or its gradient for the input, on every tier.
pub(super) fn prelu(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let prelu = PRelu { weight: job.t(), inner: 1 };
    let bound = |tier| prelu.max_ulp(tier);
    on_tiers(prelu, PRelu::on, bound, |placed: On<PRelu<'_>>| match job.op {
        Op::PReluBackward(_) => Call::write(move |dx| Ok(placed.backward(job.x(), job.dy(), dx)?)),
        _ => Call::write(move |y| Ok(placed.forward(job.x(), y)?)),
    })
}

/// RRelu's values and slopes, with a generator that costs nothing. It has no choice of a tier.
pub(super) fn rrelu_training(job: &Job) -> Result<Vec<Contender<'_>>, Fault> {
    let best = Tier::active()?;
    let call = Call::write(move |y| {
        let (y, slopes) = y.split_at_mut(job.x().len());
        Ok(RRelu::default().forward_training(job.x(), y, slopes, || 0.5)?)
    });
    // A product of two floats.
    Ok(vec![Contender::ours(Side::Ours, LIBRARY, best.name(), 0.5, call)])
}
