//! What a verb of a loss was called with, and how losses with kernels of `f32` only take halves.

use std::borrow::Cow;

use super::LossSum;
use super::memory::filled;
use super::target::TargetKind;
use crate::check;
use crate::element::{Slice, SliceMut};
use crate::error::Result;
use crate::parallel;
use crate::place::Place;
use crate::shape::{narrow, widen};

/// What a verb of a loss of `N` inputs was called with.
#[derive(Debug)]
pub struct LossVerb<'a, K: TargetKind + ?Sized, const N: usize = 1> {
    pub(crate) inputs: [Slice<'a>; N],
    pub(crate) target: K::View<'a>,
    pub(crate) output: LossOutput<SliceMut<'a>, N>,
}

/// What a verb asks for, with the slices that it is written to.
#[derive(Debug)]
pub(crate) enum LossOutput<W, const N: usize = 1> {
    /// The sum of the losses.
    Total,
    /// Each loss.
    Each(W),
    /// The gradient for each input.
    Gradient([W; N]),
    /// The sum and the gradients.
    Both([W; N]),
}

/// What is asked of a loss whose kernels are of `f32` only.
pub(crate) type F32Output<'a, const N: usize = 1> = LossOutput<&'a mut [f32], N>;

impl<K: TargetKind + ?Sized, const N: usize> LossVerb<'_, K, N> {
    /// Runs a loss with kernels of `f32` only: slices of halves are copied to `f32`, and what is to be written to
    /// halves is rounded from a copy. Slices of `f32` are handed on as they are.
    pub(crate) fn in_f32(
        self,
        place: Place,
        run: impl Fn([&[f32]; N], K::View<'_>, F32Output<'_, N>) -> Result<LossSum>,
    ) -> Result<LossSum> {
        let Self { inputs, target, output } = self;
        with_copies(place, inputs, output, &|inputs, output| run(inputs, target, output))
    }
}

/// What runs over `f32`.
type OfF32<'a, const N: usize> = &'a dyn Fn([&[f32]; N], F32Output<'_, N>) -> Result<LossSum>;

fn with_copies<const N: usize>(
    place: Place,
    inputs: [Slice<'_>; N],
    output: LossOutput<SliceMut<'_>, N>,
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
    }
}

/// `x` in `f32`, for which halves are copied.
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

/// A slice that a verb writes to.
pub(crate) trait Written {
    /// Its number of elements.
    fn written_len(&self) -> usize;
}

impl Written for SliceMut<'_> {
    fn written_len(&self) -> usize {
        self.len()
    }
}

impl Written for &mut [f32] {
    fn written_len(&self) -> usize {
        self.len()
    }
}

impl<W: Written, const N: usize> LossOutput<W, N> {
    /// Refuses outputs of another length than the inputs', or the number of losses.
    #[inline]
    pub(crate) fn check(&self, inputs: [usize; N], losses: usize) -> Result<()> {
        match self {
            Self::Total => Ok(()),
            Self::Each(each) => check::length("each", each.written_len(), losses),
            Self::Gradient(gradients) | Self::Both(gradients) => gradients
                .iter()
                .zip(inputs)
                .try_for_each(|(gradient, len)| check::length("gradient", gradient.written_len(), len)),
        }
    }
}

impl<const N: usize> F32Output<'_, N> {
    /// The part of the first `losses`, whose inputs have `at` elements, and the rest.
    pub(crate) fn cut(self, losses: usize, at: usize) -> (Self, Self) {
        match self {
            Self::Total => (Self::Total, Self::Total),
            Self::Each(each) => {
                let (left, right) = each.split_at_mut(losses);
                (Self::Each(left), Self::Each(right))
            }
            Self::Gradient(gradients) => {
                let (left, right) = split_each(gradients, at);
                (Self::Gradient(left), Self::Gradient(right))
            }
            Self::Both(gradients) => {
                let (left, right) = split_each(gradients, at);
                (Self::Both(left), Self::Both(right))
            }
        }
    }
}

fn split_each<const N: usize>(slices: [&mut [f32]; N], at: usize) -> ([&mut [f32]; N], [&mut [f32]; N]) {
    parallel::unzip(slices.map(|slice| slice.split_at_mut(at)))
}
