//! Class indices of any integer type.

use crate::error::{Error, Result};
use crate::parallel::Job;

/// Class indices, one a row, as slices of the types that [`ClassIndex`] is for.
#[derive(Clone, Copy, Debug)]
pub enum Classes<'a> {
    #[doc(hidden)]
    U8(&'a [u8]),
    #[doc(hidden)]
    U32(&'a [u32]),
    #[doc(hidden)]
    I32(&'a [i32]),
    #[doc(hidden)]
    I64(&'a [i64]),
    #[doc(hidden)]
    Usize(&'a [usize]),
}

/// An integer type that class indices may have: `u8`, `u32`, `i32`, `i64` or `usize`.
pub trait ClassIndex: Copy + Send + Sync + Sized {
    #[doc(hidden)]
    fn classes(slice: &[Self]) -> Classes<'_>;
}

macro_rules! class_indices {
    ($($variant:ident $integer:ty;)*) => {
        $(impl ClassIndex for $integer {
            fn classes(slice: &[Self]) -> Classes<'_> {
                Classes::$variant(slice)
            }
        })*

        impl Classes<'_> {
            /// Their number.
            pub(super) fn len(self) -> usize {
                match self {
                    $(Self::$variant(slice) => slice.len(),)*
                }
            }

            /// The class of row `i`, checked before.
            pub(super) fn get(self, i: usize) -> usize {
                match self {
                    $(Self::$variant(slice) => slice[i] as usize,)*
                }
            }

            /// Whether all are below `classes`.
            pub(super) fn check(self, classes: usize) -> Result<()> {
                let outside = match self {
                    $(Self::$variant(slice) => slice
                        .iter()
                        .position(|&class| usize::try_from(class).map_or(true, |class| class >= classes))
                        .map(|index| (index, slice[index] as i128)),)*
                };
                match outside {
                    None => Ok(()),
                    Some((index, value)) => Err(Error::Class { argument: "target", index, value, classes }),
                }
            }
        }

        impl Job for Classes<'_> {
            fn units(&self) -> usize {
                self.len()
            }

            fn cut(self, at: usize) -> (Self, Self) {
                match self {
                    $(Self::$variant(slice) => {
                        let (left, right) = slice.split_at(at);
                        (Self::$variant(left), Self::$variant(right))
                    })*
                }
            }
        }
    };
}

class_indices! {
    U8 u8;
    U32 u32;
    I32 i32;
    I64 i64;
    Usize usize;
}
