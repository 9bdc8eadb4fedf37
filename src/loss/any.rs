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

/// `x` in `f32`.
pub(super) fn floats(run: Run, x: Slice<'_>) -> Result<Held<'_, f32>> {
    let level = run.level()?;
    Ok(match x {
        Slice::F32(x) => Held::There(x),
        x => {
            let mut copy = vec![0.0; x.len()];
            widen(level, x, &mut copy);
            Held::Copy(copy)
        }
    })
}

/// What `verb` writes, rounded where `y` is a half; where it returns an error, nothing.
pub(super) fn into<R>(run: Run, y: SliceMut<'_>, verb: &mut dyn FnMut(&mut [f32]) -> Result<R>) -> Result<R> {
    let level = run.level()?;
    match y {
        SliceMut::F32(y) => verb(y),
        y => {
            let mut copy = vec![0.0; y.len()];
            let done = verb(&mut copy)?;
            narrow(level, &copy, y);
            Ok(done)
        }
    }
}
