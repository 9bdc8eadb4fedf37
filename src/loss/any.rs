//! Losses over elements of any type: halves are widened into a copy.

use std::ops::Deref;

use super::ClassIndex;
use crate::element::{Element, Slice, SliceMut};
use crate::error::Result;
use crate::place::Run;
use crate::shape::{narrow, widen};

/// A slice, or a copy of one.
#[derive(Debug)]
pub enum Held<'a, T> {
    #[doc(hidden)]
    There(&'a [T]),
    #[doc(hidden)]
    Copy(Vec<T>),
}

impl<T> Deref for Held<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match self {
            Self::There(x) => x,
            Self::Copy(x) => x,
        }
    }
}

/// What a target for a loss with targets of `T` may be a slice of: where these are floats an [`Element`],
/// where they are classes their integer.
pub trait Target<T>: Sized {
    #[doc(hidden)]
    fn target(run: Run, x: &[Self]) -> Result<Held<'_, T>>;
}

macro_rules! floats {
    ($($element:ty)*) => {$(
        impl Target<f32> for $element {
            fn target(run: Run, x: &[Self]) -> Result<Held<'_, f32>> {
                floats(run, Self::slice(x))
            }
        }
    )*};
}

floats! { f32 half::f16 half::bf16 }

impl<C: ClassIndex> Target<C> for C {
    fn target(_: Run, x: &[Self]) -> Result<Held<'_, C>> {
        Ok(Held::There(x))
    }
}

/// What a target for a [`JointLoss`](crate::JointLoss) with a target of `T` may be: a slice of a [`Target`], or
/// `()` where there is none.
pub trait Targets<T: ?Sized> {
    #[doc(hidden)]
    type Held<'a>: Deref<Target = T>
    where
        Self: 'a;

    #[doc(hidden)]
    fn target(&self, run: Run) -> Result<Self::Held<'_>>;
}

impl<T: 'static, U: Target<T>> Targets<[T]> for [U] {
    type Held<'a>
        = Held<'a, T>
    where
        U: 'a;

    fn target(&self, run: Run) -> Result<Held<'_, T>> {
        U::target(run, self)
    }
}

impl Targets<()> for () {
    type Held<'a> = &'a ();

    fn target(&self, _: Run) -> Result<&()> {
        Ok(self)
    }
}

/// `x` in `f32`.
pub(super) fn floats(run: Run, x: Slice<'_>) -> Result<Held<'_, f32>> {
    let [x] = all_floats(run, [x])?;
    Ok(x)
}

/// All of `inputs` in `f32`.
pub(super) fn all_floats<const N: usize>(run: Run, inputs: [Slice<'_>; N]) -> Result<[Held<'_, f32>; N]> {
    let level = run.level()?;
    Ok(inputs.map(|x| match x {
        Slice::F32(x) => Held::There(x),
        x => {
            let mut copy = vec![0.0; x.len()];
            widen(level, x, &mut copy);
            Held::Copy(copy)
        }
    }))
}

/// What `verb` writes, rounded where `outs` are halves; where it returns an error, nothing.
pub(super) fn into<R, const N: usize>(
    run: Run,
    outs: [SliceMut<'_>; N],
    verb: &mut dyn FnMut([&mut [f32]; N]) -> Result<R>,
) -> Result<R> {
    let level = run.level()?;
    let mut outs = outs.map(|y| match y {
        SliceMut::F32(y) => Out::There(y),
        y => Out::Copy(vec![0.0; y.len()], y),
    });
    let done = verb(outs.each_mut().map(|out| match out {
        Out::There(y) => &mut **y,
        Out::Copy(copy, _) => copy,
    }))?;
    for out in outs {
        if let Out::Copy(copy, y) = out {
            narrow(level, &copy, y);
        }
    }
    Ok(done)
}

/// Where a verb writes: there, or into a copy, and where that then goes.
enum Out<'a> {
    There(&'a mut [f32]),
    Copy(Vec<f32>, SliceMut<'a>),
}
