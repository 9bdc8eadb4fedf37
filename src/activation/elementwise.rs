//! Elementwise activations: from a verb to the loop over a formula.

use crate::check;
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::mixed::Slices;
use crate::place::Place;
pub(super) use crate::shape::Loops;
use crate::shape::{Map, cells};
use crate::tier::Tier;
use crate::verb::Verb;

/// The verbs of an activation: those of its formula, which is the type itself, or one for each pattern of its
/// parameters; and the gradient from the output of one that is marked with `from_output`, the module.
macro_rules! elementwise {
    ($activation:ident $($from_output:ident)?) => {
        elementwise! { $activation $($from_output)? => { formula => formula } }
    };
    ($activation:ident $($from_output:ident)? => { $($pattern:pat => $formula:expr),* $(,)? }) => {
        impl Activation for $activation {
            fn max_ulp(&self, tier: Tier) -> f64 {
                match *self {
                    $($pattern => elementwise::on(tier, $formula.max_ulp()),)*
                }
            }

            $(fn output_gradient(&self) -> Option<OutputGradient<'_>> {
                $from_output::of(self)
            })?

            fn run(&self, place: Place, verb: Verb<'_>) -> Result<()> {
                match *self {
                    $($pattern => elementwise::run($formula, place, verb),)*
                }
            }
        }

        impl Elementwise for $activation {
            fn max_ulp_gradient(&self, tier: Tier) -> f64 {
                match *self {
                    $($pattern => elementwise::on(tier, $formula.max_ulp_gradient()),)*
                }
            }

            fn is_faster(&self) -> bool {
                match *self {
                    $($pattern => elementwise::Loops::has_fast(&$formula),)*
                }
            }

            fn run_biased(&self, place: Place, bias: Slice<'_>, verb: Verb<'_>) -> Result<()> {
                match *self {
                    $($pattern => elementwise::run_with(&$formula, place, Some(bias), verb),)*
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

/// Does what a verb asks for. Of a few floats, most of a call's time is the way to the loop: the shortest one, without
/// a pointer to the formula, is for most calls.
#[inline(always)]
pub(super) fn run<M: Map>(formula: M, place: Place, verb: Verb<'_>) -> Result<()> {
    if let Verb::Forward { x: Some(Slice::F32(x)), y: SliceMut::F32(y) } = verb {
        let place = if M::IS_SHORT { place.for_short_formula(y.len()) } else { place };
        if place.is_plain()
            && x.len() == y.len()
            && Map::check(formula).is_ok()
            && let Ok(level) = place.level()
        {
            formula.values(level, [x.into()], cells(y));
            return Ok(());
        }
        let verb = Verb::Forward { x: Some(Slice::F32(x)), y: SliceMut::F32(y) };
        return run_with(&formula, place, None, verb);
    }
    run_with(&formula, place, None, verb)
}

/// Does what a verb asks for, of x or of x and a bias.
#[inline(never)]
pub(super) fn run_with(
    formula: &dyn Loops,
    place: Place,
    bias: Option<Slice<'_>>,
    verb: Verb<'_>,
) -> Result<()> {
    formula.check()?;
    if let Some(bias) = bias {
        check::rows_of("bias", bias.len(), "x", verb.len())?;
    }
    verb.check()?;
    let level = place.level()?;
    let alone = bias.is_none() && place.is_plain();
    match (verb, bias) {
        // Floats on the calling thread, as `run` has them out of place.
        (Verb::Forward { x: None, y: SliceMut::F32(y) }, _) if alone => {
            let y = cells(y);
            formula.values(level, [y.into()], y);
            Ok(())
        }
        (Verb::Backward { x: Slice::F32(x), dy: Slice::F32(dy), dx: SliceMut::F32(dx) }, _) if alone => {
            formula.gradients(level, [x.into(), dy.into()], cells(dx));
            Ok(())
        }
        (Verb::Forward { x, y }, None) => Slices::rows(1, [x], [y]).run_any(
            place,
            level,
            &|arrays| formula.values_of(level, arrays),
            &|_, x, [y]| formula.values(level, x, y),
        ),
        (Verb::Backward { x, dy, dx }, None) => Slices::rows(1, [Some(x), Some(dy)], [dx]).run_any(
            place,
            level,
            &|arrays| formula.gradients_of(level, arrays),
            &|_, inputs, [dx]| formula.gradients(level, inputs, dx),
        ),
        (Verb::Forward { x, y }, Some(bias)) => Slices::rows(1, [x], [y]).run_beside(
            place,
            level,
            bias,
            &|arrays| formula.values_of(level, arrays),
            &|bias, x, y| formula.biased_values(level, bias, x, y),
        ),
        (Verb::Backward { x, dy, dx }, Some(bias)) => Slices::rows(1, [Some(x), Some(dy)], [dx]).run_beside(
            place,
            level,
            bias,
            &|arrays| formula.gradients_of(level, arrays),
            &|bias, inputs, dx| formula.biased_gradients(level, bias, inputs, dx),
        ),
    }
}
