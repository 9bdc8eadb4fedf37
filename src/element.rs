//! The types that elements of slices may have. A generic verb makes one of the slices here of each of its
//! arguments at once, so that nothing else is compiled for each type.

use core::mem::MaybeUninit;
use core::ops::Range;

cfg_if::cfg_if! {
    if #[cfg(feature = "half")] {
        pub(crate) use half::{bf16, f16};
    } else {
        // Without the crate `half` nobody can name or make a half, so that what is said of halves elsewhere is
        // never reached, and need not be told apart.
        #[derive(Clone, Copy, Debug)]
        #[expect(non_camel_case_types, reason = "as in the crate `half`")]
        pub struct f16(u16);
        #[derive(Clone, Copy, Debug)]
        #[expect(non_camel_case_types, reason = "as in the crate `half`")]
        pub struct bf16(u16);
    }
}

/// A type that the elements of an input may have: `f32`, and with the feature `half` that crate's `f16` and `bf16`.
///
/// Arithmetic is always in `f32`: a half is widened, exactly, and a result is rounded once, to nearest,
/// ties to even. A NaN stays one.
pub trait Element: Output + Copy + Sync + 'static {
    #[doc(hidden)]
    fn slice(x: &[Self]) -> Slice<'_>;
}

/// What an output may be a slice of: an [`Element`], or a `MaybeUninit` of one, each of which has been
/// written where a verb returns `Ok`.
///
/// ```
/// use std::mem::MaybeUninit;
///
/// use activ8::{Activation, Relu, bf16};
///
/// let x = [-1.0, 0.5].map(bf16::from_f32);
/// let mut y = Vec::<f32>::with_capacity(2);
/// Relu.forward(&x, &mut y.spare_capacity_mut()[..2])?;
/// // SAFETY: the verb has written both elements.
/// unsafe { y.set_len(2) };
/// assert_eq!(y, [0.0, 0.5]);
/// # Ok::<(), activ8::Error>(())
/// ```
pub trait Output: Send + Sized + sealed::Sealed {
    #[doc(hidden)]
    fn out(y: &mut [Self]) -> SliceMut<'_>;
}

mod sealed {
    pub trait Sealed {}
}

/// A slice of any element.
#[derive(Clone, Copy, Debug)]
pub enum Slice<'a> {
    #[doc(hidden)]
    F32(&'a [f32]),
    #[doc(hidden)]
    F16(&'a [f16]),
    #[doc(hidden)]
    Bf16(&'a [bf16]),
}

/// A slice of any output.
#[derive(Debug)]
pub enum SliceMut<'a> {
    #[doc(hidden)]
    F32(&'a mut [f32]),
    #[doc(hidden)]
    F16(&'a mut [f16]),
    #[doc(hidden)]
    Bf16(&'a mut [bf16]),
    #[doc(hidden)]
    NewF32(&'a mut [MaybeUninit<f32>]),
    #[doc(hidden)]
    NewF16(&'a mut [MaybeUninit<f16>]),
    #[doc(hidden)]
    NewBf16(&'a mut [MaybeUninit<bf16>]),
}

macro_rules! elements {
    ($($variant:ident $new:ident $element:ty;)*) => {
        $(impl sealed::Sealed for $element {}
        impl sealed::Sealed for MaybeUninit<$element> {}

        impl Element for $element {
            #[inline(always)]
            fn slice(x: &[Self]) -> Slice<'_> {
                Slice::$variant(x)
            }
        }

        impl Output for $element {
            #[inline(always)]
            fn out(y: &mut [Self]) -> SliceMut<'_> {
                SliceMut::$variant(y)
            }
        }

        impl Output for MaybeUninit<$element> {
            #[inline(always)]
            fn out(y: &mut [Self]) -> SliceMut<'_> {
                SliceMut::$new(y)
            }
        })*

        impl<'a> Slice<'a> {
            #[inline]
            pub(crate) fn len(self) -> usize {
                match self {
                    $(Self::$variant(x) => x.len(),)*
                }
            }

            /// The elements of `range`.
            pub(crate) fn slice(self, range: Range<usize>) -> Self {
                match self {
                    $(Self::$variant(x) => Self::$variant(&x[range]),)*
                }
            }
        }

        impl<'a> SliceMut<'a> {
            #[inline]
            pub(crate) fn len(&self) -> usize {
                match self {
                    $(Self::$variant(x) => x.len(), Self::$new(x) => x.len(),)*
                }
            }

            /// The elements of `range`.
            pub(crate) fn slice(&mut self, range: Range<usize>) -> SliceMut<'_> {
                match self {
                    $(Self::$variant(x) => SliceMut::$variant(&mut x[range]),
                    Self::$new(x) => SliceMut::$new(&mut x[range]),)*
                }
            }

            /// The first `at` elements, and the rest.
            pub(crate) fn split_at(self, at: usize) -> (Self, Self) {
                match self {
                    $(Self::$variant(x) => {
                        let (left, right) = x.split_at_mut(at);
                        (Self::$variant(left), Self::$variant(right))
                    }
                    Self::$new(x) => {
                        let (left, right) = x.split_at_mut(at);
                        (Self::$new(left), Self::$new(right))
                    })*
                }
            }

            /// The same to read; `None` where there is nothing yet.
            pub(crate) fn read(&self) -> Option<Slice<'_>> {
                match self {
                    $(Self::$variant(x) => Some(Slice::$variant(x)), Self::$new(_) => None,)*
                }
            }
        }
    };
}

elements! {
    F32 NewF32 f32;
    F16 NewF16 f16;
    Bf16 NewBf16 bf16;
}

impl<'a> From<&'a [f32]> for Slice<'a> {
    fn from(x: &'a [f32]) -> Self {
        Self::F32(x)
    }
}

impl Slice<'_> {
    /// Whether these are halves.
    #[inline]
    pub(crate) fn is_half(self) -> bool {
        !matches!(self, Self::F32(_))
    }
}

impl SliceMut<'_> {
    /// Whether these are halves.
    #[inline]
    pub(crate) fn is_half(&self) -> bool {
        !matches!(self, Self::F32(_) | Self::NewF32(_))
    }

    /// Whether these are floats that are there.
    #[inline]
    pub(crate) fn is_f32(&self) -> bool {
        matches!(self, Self::F32(_))
    }

    /// Whether these are halves of the format of `x`.
    pub(crate) fn is_half_like(&self, x: Slice<'_>) -> bool {
        match x {
            Slice::F32(_) => false,
            Slice::F16(_) => matches!(self, Self::F16(_) | Self::NewF16(_)),
            Slice::Bf16(_) => matches!(self, Self::Bf16(_) | Self::NewBf16(_)),
        }
    }
}
