//! Losses over elements of any type. Losses of elements widen halves as they go; the others have copies.

use std::ops::Deref;

use super::{Ask, ClassIndex};
use crate::check;
use crate::element::{Slice, SliceMut, bf16, f16};
use crate::error::{Error, Result};
use crate::place::Place;
use crate::shape::{narrow, widen};
use crate::tier::Level;

/// A slice, or a copy of one.
#[derive(Debug)]
pub enum Held<'a, T: ?Sized> {
    #[doc(hidden)]
    There(&'a T),
    #[doc(hidden)]
    Copy(Box<T>),
}

impl<T: ?Sized> Deref for Held<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Self::There(x) => x,
            Self::Copy(x) => x,
        }
    }
}

/// What a loss is held against: a `T`, or halves that stand for one.
#[derive(Debug)]
pub enum Given<'a, T: ?Sized> {
    #[doc(hidden)]
    There(&'a T),
    #[doc(hidden)]
    Halves(Slice<'a>, Copying<'a, T>),
}

/// How a `T` is made of halves.
type Copying<'a, T> = fn(Place, &'static str, Slice<'a>) -> Result<Held<'a, T>>;

impl<'a, T: ?Sized> Given<'a, T> {
    /// As a `T`, for which halves are copied.
    pub(super) fn held(self, place: Place) -> Result<Held<'a, T>> {
        match self {
            Self::There(x) => Ok(Held::There(x)),
            Self::Halves(x, copy) => copy(place, "target", x),
        }
    }
}

impl<'a> Given<'a, [f32]> {
    /// As it is.
    pub(super) fn slice(self) -> Slice<'a> {
        match self {
            Self::There(x) => Slice::F32(x),
            Self::Halves(x, _) => x,
        }
    }
}

/// What a target for a loss with targets of `T` may be a slice of: where these are floats an
/// [`Element`](crate::Element), where they are classes their integer.
pub trait Target<T>: Sized {
    #[doc(hidden)]
    fn given(x: &[Self]) -> Given<'_, [T]>;
}

impl Target<Self> for f32 {
    fn given(x: &[Self]) -> Given<'_, [Self]> {
        Given::There(x)
    }
}

impl Target<f32> for f16 {
    fn given(x: &[Self]) -> Given<'_, [f32]> {
        Given::Halves(Slice::F16(x), floats)
    }
}

impl Target<f32> for bf16 {
    fn given(x: &[Self]) -> Given<'_, [f32]> {
        Given::Halves(Slice::Bf16(x), floats)
    }
}

impl<C: ClassIndex> Target<C> for C {
    fn given(x: &[Self]) -> Given<'_, [C]> {
        Given::There(x)
    }
}

/// What a target for a [`JointLoss`](crate::JointLoss) with a target of `T` may be: a slice of a [`Target`], or
/// `()` where there is none.
pub trait Targets<T: ?Sized> {
    #[doc(hidden)]
    fn given(&self) -> Given<'_, T>;
}

impl<T, U: Target<T>> Targets<[T]> for [U] {
    fn given(&self) -> Given<'_, [T]> {
        U::given(self)
    }
}

impl Targets<()> for () {
    fn given(&self) -> Given<'_, ()> {
        Given::There(self)
    }
}

/// [`Ask`] with outputs of any type.
#[derive(Debug)]
pub enum AnyAsk<'a, const N: usize = 1> {
    #[doc(hidden)]
    Total,
    #[doc(hidden)]
    Each(SliceMut<'a>),
    #[doc(hidden)]
    Gradient([SliceMut<'a>; N]),
    #[doc(hidden)]
    Both([SliceMut<'a>; N]),
}

impl<'a, const N: usize> From<Ask<'a, N>> for AnyAsk<'a, N> {
    fn from(ask: Ask<'a, N>) -> Self {
        match ask {
            Ask::Total => Self::Total,
            Ask::Each(each) => Self::Each(SliceMut::F32(each)),
            Ask::Gradient(gradients) => Self::Gradient(gradients.map(SliceMut::F32)),
            Ask::Both(gradients) => Self::Both(gradients.map(SliceMut::F32)),
        }
    }
}

impl<const N: usize> AnyAsk<'_, N> {
    /// Refuses outputs of another length than the inputs', or the number of losses.
    pub(super) fn check(&self, inputs: [usize; N], losses: usize) -> Result<()> {
        match self {
            Self::Total => Ok(()),
            Self::Each(each) => check::length("each", each.len(), losses),
            Self::Gradient(gradients) | Self::Both(gradients) => gradients
                .iter()
                .zip(inputs)
                .try_for_each(|(gradient, len)| check::length("gradient", gradient.len(), len)),
        }
    }
}

/// `n` times `x`, or an error that names what that is for.
pub(super) fn filled<T: Clone>(argument: &'static str, n: usize, x: T) -> Result<Vec<T>> {
    let mut copy = Vec::new();
    if copy.try_reserve_exact(n).is_err() {
        return Err(Error::Memory { argument, bytes: n.saturating_mul(size_of::<T>()) });
    }
    copy.resize(n, x);
    Ok(copy)
}

/// `x` in `f32`.
pub(super) fn floats<'a>(place: Place, argument: &'static str, x: Slice<'a>) -> Result<Held<'a, [f32]>> {
    let x = match x {
        Slice::F32(x) => return Ok(Held::There(x)),
        x => x,
    };
    let mut copy = filled(argument, x.len(), 0.0)?;
    widen(place.level()?, x, &mut copy);
    Ok(Held::Copy(copy.into_boxed_slice()))
}

/// All of `inputs` in `f32`.
pub(super) fn all_floats<const N: usize>(
    place: Place,
    inputs: [Slice<'_>; N],
) -> Result<[Held<'_, [f32]>; N]> {
    let mut held = inputs.map(|_| Held::There(&[][..]));
    for (held, x) in held.iter_mut().zip(inputs) {
        *held = floats(place, "input", x)?;
    }
    Ok(held)
}

/// What `verb` writes, rounded where outputs are halves; where it returns an error, nothing.
pub(super) fn into<R, const N: usize>(
    level: Level,
    ask: AnyAsk<'_, N>,
    verb: &mut dyn FnMut(Ask<'_, N>) -> Result<R>,
) -> Result<R> {
    match ask {
        AnyAsk::Total => verb(Ask::Total),
        AnyAsk::Each(each) => all_into(level, "each", [each], &mut |[each]| verb(Ask::Each(each))),
        AnyAsk::Gradient(gradients) => {
            all_into(level, "gradient", gradients, &mut |gradients| verb(Ask::Gradient(gradients)))
        }
        AnyAsk::Both(gradients) => {
            all_into(level, "gradient", gradients, &mut |gradients| verb(Ask::Both(gradients)))
        }
    }
}

fn all_into<R, const N: usize>(
    level: Level,
    argument: &'static str,
    mut outs: [SliceMut<'_>; N],
    verb: &mut dyn FnMut([&mut [f32]; N]) -> Result<R>,
) -> Result<R> {
    let mut copies = [const { Vec::new() }; N];
    for (copy, y) in copies.iter_mut().zip(&outs) {
        if !matches!(y, SliceMut::F32(_)) {
            *copy = filled(argument, y.len(), 0.0)?;
        }
    }
    let mut places = copies.each_mut().map(|copy| &mut copy[..]);
    for (place, y) in places.iter_mut().zip(&mut outs) {
        if let SliceMut::F32(y) = y {
            *place = y;
        }
    }
    let done = verb(places)?;
    for (copy, y) in copies.iter().zip(outs) {
        if !matches!(y, SliceMut::F32(_)) {
            narrow(level, copy, y);
        }
    }
    Ok(done)
}
