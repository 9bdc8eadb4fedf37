//! What a verb of a loss was called with.

use super::LossSum;
pub(crate) use super::copies::widened;
use super::copies::with_copies;
use super::target::TargetKind;
use crate::check;
use crate::element::{Element, Output, Slice, SliceMut};
use crate::error::Result;
use crate::parallel;
use crate::place::Place;

/// What a verb of a loss of `N` inputs was called with.
#[derive(Debug)]
pub struct LossVerb<'a, K: TargetKind + ?Sized, const N: usize = 1> {
    pub(crate) inputs: [Slice<'a>; N],
    pub(crate) target: K::View<'a>,
    pub(crate) output: AnyOutput<'a, N>,
}

/// What a verb asks for, with the slices that it is written to, and read from.
#[derive(Debug)]
pub(crate) enum LossOutput<W, R, const N: usize = 1> {
    /// The sum of the losses.
    Total,
    /// Each loss.
    Each(W),
    /// The gradient for each input.
    Gradient([W; N]),
    /// The sum and the gradients.
    Both([W; N]),
    /// The gradient for each input of the losses, not reduced, each times its element of `dy`.
    GradientOfEach { dy: R, gradients: [W; N] },
}

/// What is asked of a loss, in slices of any elements.
pub(crate) type AnyOutput<'a, const N: usize = 1> = LossOutput<SliceMut<'a>, Slice<'a>, N>;

/// What is asked of a loss whose kernels are of `f32` only.
pub(crate) type F32Output<'a, const N: usize = 1> = LossOutput<&'a mut [f32], &'a [f32], N>;

/// What the gradient of each loss is multiplied with.
#[derive(Clone, Copy)]
pub(crate) enum Factor<'a> {
    /// The reduction's, for all.
    Reduction(f64),
    /// Its own.
    Each(&'a [f32]),
}

impl Factor<'_> {
    /// That of one loss.
    #[inline(always)]
    pub(crate) fn of(self, loss: usize) -> f64 {
        match self {
            Self::Reduction(factor) => factor,
            Self::Each(dy) => f64::from(dy[loss]),
        }
    }

    /// Whether a loss counts for nothing, so that neither it nor its row is looked at.
    #[inline(always)]
    pub(crate) fn is_nothing(self, loss: usize) -> bool {
        matches!(self, Self::Each(dy) if dy[loss] == 0.0)
    }

    /// Those of the losses from one on.
    #[inline(always)]
    pub(crate) fn from(self, first: usize) -> Self {
        match self {
            Self::Reduction(_) => self,
            Self::Each(dy) => Self::Each(&dy[first..]),
        }
    }
}

impl<K: TargetKind + ?Sized, const N: usize> LossVerb<'_, K, N> {
    /// Runs a loss with kernels of `f32` only: slices of halves are copied to `f32`, and what is to be written to
    /// halves is rounded from a copy. Slices of `f32` are handed on as they are.
    #[inline]
    pub(crate) fn in_f32(
        self,
        place: Place,
        run: impl Fn([&[f32]; N], K::View<'_>, F32Output<'_, N>) -> Result<LossSum>,
    ) -> Result<LossSum> {
        let Self { inputs, target, output } = self;
        let with_copies = |output| with_copies(place, inputs, output, &|x, output| run(x, target, output));
        match all_f32(inputs) {
            None => with_copies(output),
            Some(inputs) => match output.into_f32() {
                Ok(output) => run(inputs, target, output),
                Err(output) => with_copies(output),
            },
        }
    }
}

/// The slices, if all are of `f32`.
#[inline(always)]
fn all_f32<const N: usize>(slices: [Slice<'_>; N]) -> Option<[&[f32]; N]> {
    let mut floats = [&[][..]; N];
    for i in 0..N {
        let Slice::F32(x) = slices[i] else { return None };
        floats[i] = x;
    }
    Some(floats)
}

/// The slices of `f32`. A loop, since `array::map` is not always inlined.
#[inline(always)]
fn floats<const N: usize>(outs: [SliceMut<'_>; N]) -> [&mut [f32]; N] {
    let mut floats = core::array::from_fn(|_| &mut [][..]);
    for (float, out) in floats.iter_mut().zip(outs) {
        if let SliceMut::F32(out) = out {
            *float = out;
        }
    }
    floats
}

/// Inputs of one type: a loop, as above.
#[inline(always)]
pub(super) fn slices<X: Element, const N: usize>(inputs: [&[X]; N]) -> [Slice<'_>; N] {
    let mut slices = [Slice::F32(&[]); N];
    for i in 0..N {
        slices[i] = X::slice(inputs[i]);
    }
    slices
}

/// Outputs of one type: a loop, as above.
#[inline(always)]
pub(super) fn slices_mut<Y: Output, const N: usize>(outs: [&mut [Y]; N]) -> [SliceMut<'_>; N] {
    let mut slices = core::array::from_fn(|_| SliceMut::F32(&mut []));
    for (slice, out) in slices.iter_mut().zip(outs) {
        *slice = Y::out(out);
    }
    slices
}

impl<'a, const N: usize> AnyOutput<'a, N> {
    /// The same if all slices are of `f32`.
    #[inline(always)]
    fn into_f32(self) -> core::result::Result<F32Output<'a, N>, Self> {
        let is_f32 = |slice: &SliceMut<'_>| matches!(slice, SliceMut::F32(_));
        match self {
            Self::Total => Ok(LossOutput::Total),
            Self::Each(SliceMut::F32(each)) => Ok(LossOutput::Each(each)),
            Self::Gradient(outs) if outs.iter().all(is_f32) => Ok(LossOutput::Gradient(floats(outs))),
            Self::Both(outs) if outs.iter().all(is_f32) => Ok(LossOutput::Both(floats(outs))),
            Self::GradientOfEach { dy: Slice::F32(dy), gradients } if gradients.iter().all(is_f32) => {
                Ok(LossOutput::GradientOfEach { dy, gradients: floats(gradients) })
            }
            other => Err(other),
        }
    }
}

/// A slice that a verb reads.
pub(crate) trait Read {
    /// Its number of elements.
    fn read_len(&self) -> usize;
}

impl Read for Slice<'_> {
    fn read_len(&self) -> usize {
        self.len()
    }
}

impl Read for &[f32] {
    fn read_len(&self) -> usize {
        self.len()
    }
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

impl<W: Written, R: Read, const N: usize> LossOutput<W, R, N> {
    /// Refuses outputs of another length than the inputs', or the number of losses.
    #[inline]
    pub(crate) fn check(&self, inputs: [usize; N], losses: usize) -> Result<()> {
        let gradients = match self {
            Self::Total => return Ok(()),
            Self::Each(each) => return check::length("each", each.written_len(), losses),
            Self::Gradient(gradients) | Self::Both(gradients) => gradients,
            Self::GradientOfEach { dy, gradients } => {
                check::length("dy", dy.read_len(), losses)?;
                gradients
            }
        };
        let mut gradients = gradients.iter().zip(inputs);
        gradients.try_for_each(|(gradient, len)| check::length("gradient", gradient.written_len(), len))
    }
}

impl<'a, const N: usize> F32Output<'a, N> {
    /// What each loss's gradient is multiplied with, where the reduction's factor is `reduction`.
    pub(crate) fn factor(&self, reduction: f64) -> Factor<'a> {
        match self {
            Self::GradientOfEach { dy, .. } => Factor::Each(dy),
            _ => Factor::Reduction(reduction),
        }
    }

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
            Self::GradientOfEach { dy, gradients } => {
                let (left, right) = split_each(gradients, at);
                let (first, rest) = dy.split_at(losses);
                (
                    Self::GradientOfEach { dy: first, gradients: left },
                    Self::GradientOfEach { dy: rest, gradients: right },
                )
            }
        }
    }
}

fn split_each<const N: usize>(slices: [&mut [f32]; N], at: usize) -> ([&mut [f32]; N], [&mut [f32]; N]) {
    parallel::unzip(slices.map(|slice| slice.split_at_mut(at)))
}
