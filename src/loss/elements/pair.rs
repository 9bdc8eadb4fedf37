//! Losses of an input and a target alone, and the shortest way to their loops.

use super::Elements;
use crate::check::{self, Domain};
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::loss::parts::Part;
use crate::loss::pointwise::PartLoops;
use crate::loss::running_sum::RunningSum;
use crate::loss::verb::LossOutput;
use crate::loss::{LossSum, LossVerb, Reduction};
use crate::place::Place;
use crate::shape::{SUM_BLOCK, cells};
use crate::tier::Level;

/// Does what a verb asks for, of a formula of the input and the target alone, within their domains.
///
/// Of a few floats most of a call's time is the way to the loop. For a block of `f32`s this is the shortest one: it reads
/// the verb where it is. A copy would read at once what the caller has just written in parts, for which a core waits a
/// dozen cycles.
#[inline(never)]
pub(in crate::loss) fn run_pair(
    formula: &dyn PartLoops<2, 1>,
    reduction: Reduction,
    domains: [Option<Domain>; 2],
    place: Place,
    mut verb: LossVerb<'_, [f32]>,
) -> Result<LossSum> {
    if let LossVerb { inputs: [Slice::F32(x)], target: Slice::F32(t), output } = &mut verb
        && x.len() == t.len()
        && x.len() <= SUM_BLOCK
        && let Ok(divisor) = reduction.divisor(x.len() as f64)
        && let Ok(level) = place.level()
    {
        let (inputs, mut sum) = ([(*x).into(), (*t).into()], RunningSum::scaled(1.0));
        let is_whole = match output {
            LossOutput::Total => {
                formula.sum(level, &Part::whole(inputs, []), &mut sum);
                true
            }
            LossOutput::Both([SliceMut::F32(to)]) if to.len() == x.len() => {
                check_pair(level, [x, t], domains)?;
                let part = Part::whole(inputs, [cells(to)]);
                formula.sum_and_gradients(level, (1.0 / divisor) as f32, &part, &mut sum);
                true
            }
            LossOutput::Gradient([SliceMut::F32(to)]) if to.len() == x.len() => {
                check_pair(level, [x, t], domains)?;
                formula.gradients(level, (1.0 / divisor) as f32, &Part::whole(inputs, [cells(to)]));
                true
            }
            _ => false,
        };
        // Else lanes may have overflowed, or an operand of a sum may be outside its domain.
        if is_whole && sum.total().is_finite() {
            return Ok(LossSum::new(sum.total(), x.len() as f64));
        }
    }
    let LossVerb { inputs: [input], target, output } = verb;
    check::length("target", target.len(), input.len())?;
    Elements::new(formula, [input, target], reduction).domains(domains).run(place, output)
}

/// Refuses what is outside its domain.
#[inline]
fn check_pair(level: Level, [x, t]: [&[f32]; 2], [of_x, of_t]: [Option<Domain>; 2]) -> Result<()> {
    of_x.map_or(Ok(()), |domain| domain(level, "input", x))?;
    of_t.map_or(Ok(()), |domain| domain(level, "target", t))
}
