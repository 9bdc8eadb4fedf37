//! The gradient for the slopes.

use super::PRelu;
use crate::check;
use crate::error::Result;
use crate::place::Place;
use crate::reduce::total;
use crate::shape::{Kernel, Out, Source, Terms, cells, map};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

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

/// Columns that are summed at a time where channels come last.
const COLUMNS: usize = 64;

pub(super) fn gradient(
    prelu: PRelu<'_>,
    place: Place,
    x: &[f32],
    dy: &[f32],
    dweight: &mut [f32],
) -> Result<()> {
    prelu.check(x.len())?;
    check::length("dy", dy.len(), x.len())?;
    check::length("dweight", dweight.len(), prelu.weight.len())?;
    let (level, inner, channels) = (place.level()?, prelu.inner, prelu.weight.len());
    if channels == 1 {
        dweight[0] = total(Slope, level, place, [x, dy]) as f32;
    } else if inner > 1 {
        for (c, dweight) in dweight.iter_mut().enumerate() {
            let starts = (c * inner..x.len()).step_by(inner * channels);
            let sums = starts.map(|at| {
                let range = at..at + inner;
                total(Slope, level, place, [&x[range.clone()], &dy[range]])
            });
            *dweight = sums.sum::<f64>() as f32;
        }
    } else {
        for (block, dweight) in dweight.chunks_mut(COLUMNS).enumerate() {
            let (mut totals, mut terms) = ([0.0; COLUMNS], [0.0; COLUMNS]);
            let terms = &mut terms[..dweight.len()];
            let starts = (block * COLUMNS..x.len()).step_by(channels);
            for at in starts {
                let inputs = [&x[at..at + terms.len()], &dy[at..at + terms.len()]];
                slope_terms(level, inputs.map(Source::from), cells(terms));
                terms.iter().zip(&mut totals).for_each(|(&term, total)| *total += f64::from(term));
            }
            dweight.iter_mut().zip(totals).for_each(|(dweight, total)| *dweight = total as f32);
        }
    }
    Ok(())
}

fn slope_terms(level: Level, inputs: [Source<'_>; 2], out: Out<'_>) {
    dispatch!(level, s => s.vectorize(#[inline(always)] || map(s, Slope, inputs, [out])));
}
