//! The types of elements, and slices of any of them.

use activ8::{Element as CoreElement, bf16, f16};

/// What elements are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Element {
    F32,
    F16,
    Bf16,
}

/// The same expression with `$T` the type of the elements.
macro_rules! of_type {
    ($element:expr, $T:ident => $body:expr) => {
        match $element {
            $crate::array::Element::F32 => {
                type $T = f32;
                $body
            }
            $crate::array::Element::F16 => {
                type $T = activ8::f16;
                $body
            }
            $crate::array::Element::Bf16 => {
                type $T = activ8::bf16;
                $body
            }
        }
    };
}
pub(crate) use of_type;

/// Elements that lie together, in the order of memory.
#[derive(Clone, Copy)]
pub(crate) enum Slice<'a> {
    F32(&'a [f32]),
    F16(&'a [f16]),
    Bf16(&'a [bf16]),
}

/// The same to write.
pub(crate) enum SliceMut<'a> {
    F32(&'a mut [f32]),
    F16(&'a mut [f16]),
    Bf16(&'a mut [bf16]),
}

/// A type of elements, to which the arrays of a call were found to belong.
pub(crate) trait Typed: CoreElement + activ8::Target<f32> {
    fn read(slice: Slice<'_>) -> &[Self];
    fn write(slice: SliceMut<'_>) -> &mut [Self];
}

macro_rules! typed {
    ($($variant:ident $type:ty;)*) => {$(
        impl Typed for $type {
            fn read(slice: Slice<'_>) -> &[Self] {
                match slice {
                    Slice::$variant(slice) => slice,
                    _ => unreachable!("arrays of a call were found to have one type"),
                }
            }

            fn write(slice: SliceMut<'_>) -> &mut [Self] {
                match slice {
                    SliceMut::$variant(slice) => slice,
                    _ => unreachable!("arrays of a call were found to have one type"),
                }
            }
        }
    )*};
}

typed! {
    F32 f32;
    F16 f16;
    Bf16 bf16;
}
