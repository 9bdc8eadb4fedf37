//! Elementwise activations: from a verb to the loop over a formula.

use super::biased;
use crate::check;
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::mixed::Slices;
use crate::place::Place;
#[cfg(feature = "half")]
use crate::shape::map_halves;
use crate::shape::{Gradient, Kernel, Map, Value, map_on};
use crate::tier::Tier;
use crate::verb::Verb;

/// The verbs of an activation: those of its formula, which is the type itself, or one for each pattern of its
/// parameters.
macro_rules! elementwise {
    ($activation:ident) => {
        elementwise! { $activation => { formula => formula } }
    };
    ($activation:ident => { $($pattern:pat => $formula:expr),* $(,)? }) => {
        impl Activation for $activation {
            fn max_ulp(&self, tier: Tier) -> f64 {
                match *self {
                    $($pattern => elementwise::on(tier, $formula.max_ulp()),)*
                }
            }

            fn run(&self, place: Place, verb: Verb<'_>) -> Result<()> {
                match *self {
                    $($pattern => elementwise::run($formula, place, None, verb),)*
                }
            }
        }

        impl Elementwise for $activation {
            fn max_ulp_gradient(&self, tier: Tier) -> f64 {
                match *self {
                    $($pattern => elementwise::on(tier, $formula.max_ulp_gradient()),)*
                }
            }

            fn run_biased(&self, place: Place, bias: Slice<'_>, verb: Verb<'_>) -> Result<()> {
                match *self {
                    $($pattern => elementwise::run($formula, place, Some(bias), verb),)*
                }
            }
        }
    };
}
pub(super) use elementwise;

/// The bound on a tier, of those on tiers that fuse multiply-add and on those that do not.
pub(super) fn on(tier: Tier, [fused, unfused]: [f64; 2]) -> f64 {
    if tier.is_fused() { fused } else { unfused }
}

pub(super) fn run(activation: impl Map, place: Place, bias: Option<Slice<'_>>, verb: Verb<'_>) -> Result<()> {
    activation.check()?;
    if let Some(bias) = bias {
        check::rows_of("bias", bias.len(), "x", verb.len())?;
    }
    verb.check()?;
    let (value, gradient) = (Value(activation), Gradient(activation));
    match (verb, bias) {
        (Verb::Forward { x, y }, None) => run_value(value, place, x, y),
        (Verb::Forward { x, y }, Some(bias)) => biased::run::<1, 2>(value, value, place, bias, [x], y),
        (Verb::Backward { x, dy, dx }, None) => run_map(gradient, place, [x, dy], [dx]),
        (Verb::Backward { x, dy, dx }, Some(bias)) => {
            biased::run::<2, 3>(gradient, gradient, place, bias, [Some(x), Some(dy)], dx)
        }
    }
}

/// `y = kernel(x)`. Halves in and out of one format need no block in memory between.
fn run_value(kernel: impl Kernel<1>, place: Place, x: Option<Slice<'_>>, y: SliceMut<'_>) -> Result<()> {
    let level = place.level()?;
    #[cfg(feature = "half")]
    if !level.is_compact() && x.map_or(y.is_half(), |x| y.is_half_like(x)) {
        let halves = Slices::rows(1, [x], [y]);
        halves.pieces(place, &|piece| {
            let ([x], [y]) = piece.into_slices();
            map_halves(level, kernel, x, y);
        });
        return Ok(());
    }
    Slices::rows(1, [x], [y]).run(place, level, &|_, inputs, outs| map_on(level, kernel, inputs, outs))
}

/// `outs = kernel(inputs)`, whose lengths have been checked.
pub(crate) fn run_map<const N: usize, const M: usize>(
    kernel: impl Kernel<N, M>,
    place: Place,
    inputs: [Slice<'_>; N],
    outs: [SliceMut<'_>; M],
) -> Result<()> {
    let level = place.level()?;
    let job = Slices::rows(1, inputs.map(Some), outs);
    job.run(place, level, &|_, inputs, outs| map_on(level, kernel, inputs, outs))
}
