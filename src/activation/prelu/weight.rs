//! The gradient for the slopes.

use super::PRelu;
use crate::check;
use crate::element::Slice;
use crate::error::Result;
use crate::mixed;
use crate::place::Place;
use crate::reduce::total;
use crate::shape::{Kernel, Source, Terms, cells, map_on};
use crate::simd::{F32s, Simd};
use crate::tier::Level;

/// What an element adds to the gradient of its slope.
#[derive(Clone, Copy)]
struct Slope;

impl Slope {
    #[inline(always)]
    fn term<S: Simd>(x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        let zero = x.of(0.0);
        zero.lt(x).select(zero, x * dy)
    }
}

impl Terms<2, 1, 0> for Slope {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> ([F32s<S>; 1], [F32s<S>; 0]) {
        ([Self::term(x, dy)], [])
    }
}

impl Kernel<2> for Slope {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [Self::term(x, dy)]
    }
}

/// Channels that are summed at a time where channels come last.
const CHANNELS_AT_ONCE: usize = 64;

/// Halves are copied, since a channel's sum is over all samples.
pub(super) fn gradient(
    prelu: PRelu<'_>,
    place: Place,
    [x, dy]: [Slice<'_>; 2],
    dweight: &mut [f32],
) -> Result<()> {
    prelu.check(x.len())?;
    check::length("dy", dy.len(), x.len())?;
    check::length("dweight", dweight.len(), prelu.weight.len())?;
    let level = place.level()?;
    mixed::whole(level, [x, dy], &mut |inputs| of_floats(prelu, place, level, inputs, dweight))
}

fn of_floats(prelu: PRelu<'_>, place: Place, level: Level, inputs: [&[f32]; 2], dweight: &mut [f32]) {
    let (inner, channels, len) = (prelu.inner, prelu.weight.len(), inputs[0].len());
    let part = |at: usize, n: usize| inputs.map(|x| &x[at..at + n]);
    if channels == 1 {
        dweight[0] = total(Slope, level, place, inputs) as f32;
    } else if inner > 1 {
        for (c, dweight) in dweight.iter_mut().enumerate() {
            let starts = (c * inner..len).step_by(inner * channels);
            *dweight = starts.map(|at| total(Slope, level, place, part(at, inner))).sum::<f64>() as f32;
        }
    } else {
        for (block, dweight) in dweight.chunks_mut(CHANNELS_AT_ONCE).enumerate() {
            let (mut totals, mut terms) = ([0.0; CHANNELS_AT_ONCE], [0.0; CHANNELS_AT_ONCE]);
            let terms = &mut terms[..dweight.len()];
            for at in (block * CHANNELS_AT_ONCE..len).step_by(channels) {
                map_on(level, Slope, part(at, terms.len()).map(Source::from), [cells(terms)]);
                terms.iter().zip(&mut totals).for_each(|(&term, total)| *total += f64::from(term));
            }
            dweight.iter_mut().zip(totals).for_each(|(dweight, total)| *dweight = total as f32);
        }
    }
}
