//! What losses are held against: floats, class indices, or nothing.

use core::fmt::Debug;

use super::classes::{ClassIndex, Classes};
use crate::element::{Slice, bf16, f16};

/// The type of a loss's targets: `f32`, or the integers of [`ClassIndex`].
pub trait TargetType: Target<Self> + Copy + Send + Sync {
    /// A slice of them, or of what is given for them.
    #[doc(hidden)]
    type View<'a>: Copy + Debug + Send + Sync;
}

impl TargetType for f32 {
    type View<'a> = Slice<'a>;
}

impl<C: ClassIndex> TargetType for C {
    type View<'a> = Classes<'a>;
}

/// What a target for a loss with targets of `T` may be a slice of: where these are floats an
/// [`Element`](crate::Element), where they are classes their integer.
pub trait Target<T: TargetType>: Sized {
    #[doc(hidden)]
    fn view(target: &[Self]) -> T::View<'_>;
}

macro_rules! floats {
    ($($variant:ident $float:ty;)*) => {$(
        impl Target<f32> for $float {
            #[inline]
            fn view(target: &[Self]) -> Slice<'_> {
                Slice::$variant(target)
            }
        }
    )*};
}

floats! {
    F32 f32;
    F16 f16;
    Bf16 bf16;
}

impl<C: ClassIndex> Target<C> for C {
    #[inline]
    fn view(target: &[Self]) -> Classes<'_> {
        C::classes(target)
    }
}

/// What a [`JointLoss`](crate::JointLoss) is held against: a slice of a [`TargetType`], or `()` where there is
/// nothing.
pub trait TargetKind: Targets<Self> {
    #[doc(hidden)]
    type View<'a>: Copy + Debug + Send + Sync;
}

impl<T: TargetType> TargetKind for [T] {
    type View<'a> = T::View<'a>;
}

impl TargetKind for () {
    type View<'a> = ();
}

/// What a target for a [`JointLoss`](crate::JointLoss) with a target of `K` may be: a slice, an array or a
/// vector of a [`Target`], or `()` where there is none.
pub trait Targets<K: TargetKind + ?Sized> {
    #[doc(hidden)]
    fn view(&self) -> K::View<'_>;
}

impl<T: TargetType, U: Target<T>> Targets<[T]> for [U] {
    #[inline]
    fn view(&self) -> T::View<'_> {
        U::view(self)
    }
}

impl<T: TargetType, U: Target<T>, const N: usize> Targets<[T]> for [U; N] {
    #[inline]
    fn view(&self) -> T::View<'_> {
        U::view(self)
    }
}

impl<T: TargetType, U: Target<T>> Targets<[T]> for Vec<U> {
    #[inline]
    fn view(&self) -> T::View<'_> {
        U::view(self)
    }
}

impl<T: TargetType, U: Target<T>> Targets<[T]> for Box<[U]> {
    #[inline]
    fn view(&self) -> T::View<'_> {
        U::view(self)
    }
}

impl Targets<()> for () {
    #[inline]
    fn view(&self) {}
}

impl<K: TargetKind + ?Sized, U: Targets<K> + ?Sized> Targets<K> for &U {
    #[inline]
    fn view(&self) -> K::View<'_> {
        (**self).view()
    }
}
