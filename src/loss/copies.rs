//! How losses with kernels of `f32` only take halves: copies of what is read, and of what is written.

use std::borrow::Cow;

use super::LossSum;
use super::memory::filled;
use super::verb::{AnyOutput, F32Output, LossOutput};
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::place::Place;
use crate::shape::{narrow, widen};

/// What runs over `f32`.
type OfF32<'a, const N: usize> = &'a dyn Fn([&[f32]; N], F32Output<'_, N>) -> Result<LossSum>;

/// Runs a loss with copies in `f32` of slices of halves, and rounds what it writes.
#[inline(never)]
pub(super) fn with_copies<const N: usize>(
    place: Place,
    inputs: [Slice<'_>; N],
    output: AnyOutput<'_, N>,
    run: OfF32<'_, N>,
) -> Result<LossSum> {
    let mut copies = inputs.map(|_| Cow::Borrowed(&[][..]));
    for (copy, input) in copies.iter_mut().zip(inputs) {
        *copy = widened(place, "input", input)?;
    }
    let inputs = copies.each_ref().map(|input| &**input);
    match output {
        LossOutput::Total => run(inputs, LossOutput::Total),
        LossOutput::Each(each) => {
            rounded(place, "each", [each], &mut |[each]| run(inputs, LossOutput::Each(each)))
        }
        LossOutput::Gradient(gradients) => rounded(place, "gradient", gradients, &mut |gradients| {
            run(inputs, LossOutput::Gradient(gradients))
        }),
        LossOutput::Both(gradients) => {
            rounded(place, "gradient", gradients, &mut |gradients| run(inputs, LossOutput::Both(gradients)))
        }
        LossOutput::GradientOfEach { dy, gradients } => {
            let dy = &*widened(place, "dy", dy)?;
            rounded(place, "gradient", gradients, &mut |gradients| {
                run(inputs, LossOutput::GradientOfEach { dy, gradients })
            })
        }
    }
}

/// `x` in `f32`, for which halves are copied.
#[inline]
pub(crate) fn widened<'a>(place: Place, argument: &'static str, x: Slice<'a>) -> Result<Cow<'a, [f32]>> {
    if let Slice::F32(x) = x {
        return Ok(Cow::Borrowed(x));
    }
    let mut copy = filled(argument, x.len(), 0.0)?;
    widen(place.level()?, x, &mut copy);
    Ok(Cow::Owned(copy))
}

/// Runs `run` with outputs of `f32`, which are then rounded to those that are not; where it returns an error,
/// nothing is written.
fn rounded<const N: usize>(
    place: Place,
    argument: &'static str,
    mut outs: [SliceMut<'_>; N],
    run: &mut dyn FnMut([&mut [f32]; N]) -> Result<LossSum>,
) -> Result<LossSum> {
    let mut copies = [const { Vec::new() }; N];
    for (copy, out) in copies.iter_mut().zip(&outs) {
        if !matches!(out, SliceMut::F32(_)) {
            *copy = filled(argument, out.len(), 0.0)?;
        }
    }
    let mut floats = copies.each_mut().map(|copy| &mut copy[..]);
    for (floats, out) in floats.iter_mut().zip(&mut outs) {
        if let SliceMut::F32(out) = out {
            *floats = out;
        }
    }
    let sum = run(floats)?;
    for (copy, out) in copies.iter().zip(outs) {
        if !matches!(out, SliceMut::F32(_)) {
            narrow(place.level()?, copy, out);
        }
    }
    Ok(sum)
}
