//! Class indices of any integer type.

use core::ops::Range;

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

/// PyTorch's default of the class whose rows are ignored.
pub(super) const IGNORE_INDEX: i64 = -100;

/// Whether `class` is the one that is ignored.
#[inline(always)]
fn is<T: TryInto<i64>>(class: T, ignored: Option<i64>) -> bool {
    ignored.is_some() && class.try_into().ok() == ignored
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

            /// The class of row `i`, checked before; none where it is `ignored`.
            #[inline(always)]
            pub(super) fn get(self, i: usize, ignored: Option<i64>) -> Option<usize> {
                match self {
                    $(Self::$variant(slice) => {
                        (!is(slice[i], ignored)).then_some(slice[i] as usize)
                    })*
                }
            }

            /// How many are not `ignored`.
            fn kept(self, ignored: i64) -> usize {
                match self {
                    $(Self::$variant(slice) => {
                        slice.iter().filter(|&&class| !is(class, Some(ignored))).count()
                    })*
                }
            }

            /// Whether all are below `classes`, or are `ignored`.
            pub(super) fn check(self, classes: usize, ignored: Option<i64>) -> Result<()> {
                self.check_some(0..self.len(), classes, ignored)
            }

            /// The same of some of them.
            pub(super) fn check_some(
                self,
                some: Range<usize>,
                classes: usize,
                ignored: Option<i64>,
            ) -> Result<()> {
                let first = some.start;
                let outside = match self {
                    $(Self::$variant(slice) => slice[some]
                        .iter()
                        .position(|&class| {
                            usize::try_from(class).map_or(true, |class| class >= classes)
                                && !is(class, ignored)
                        })
                        .map(|index| (first + index, slice[first + index] as i128)),)*
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

impl Classes<'_> {
    /// The sum of the weights of the rows that are not `ignored`, their number where there are none.
    pub(super) fn weight(self, ignored: i64, weight: Option<&[f32]>) -> f64 {
        let Some(weight) = weight else { return self.kept(ignored) as f64 };
        let kept = (0..self.len()).filter_map(|i| self.get(i, Some(ignored)));
        kept.map(|class| f64::from(weight[class])).sum()
    }
}

class_indices! {
    U8 u8;
    U32 u32;
    I32 i32;
    I64 i64;
    Usize usize;
}
