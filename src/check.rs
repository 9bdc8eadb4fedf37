//! What verbs refuse, before they write anything.

use crate::error::{Error, Result};
use crate::shape::{Condition, all};
use crate::simd::{F32s, Mask, Simd};
use crate::tier::{Level, dispatch};

/// `found` elements in `argument`, where `expected` are needed.
pub(crate) fn length(argument: &'static str, found: usize, expected: usize) -> Result<()> {
    if found == expected { Ok(()) } else { Err(Error::Length { argument, expected, found }) }
}

/// A whole number of rows in `argument`; how many.
pub(crate) fn rows(argument: &'static str, found: usize, row: usize) -> Result<usize> {
    match found.checked_rem(row) {
        Some(0) => Ok(found / row),
        _ => Err(Error::Rows { argument, row, found }),
    }
}

/// A row of `row` elements, as many as `rows` has, of which `found` in `argument` are a whole number.
pub(crate) fn rows_of(rows: &'static str, row: usize, argument: &'static str, found: usize) -> Result<()> {
    match (found, row) {
        (0, 0) => Ok(()),
        (_, 0) => Err(Error::Length { argument: rows, expected: 1, found: 0 }),
        _ => self::rows(argument, found, row).map(drop),
    }
}

/// Where x is a probability.
#[inline(always)]
pub(crate) fn probable<S: Simd>(x: F32s<S>) -> Mask<S> {
    x.of(0.0).le(x) & x.le(x.of(1.0))
}

#[derive(Clone, Copy)]
struct Probability;

impl Condition for Probability {
    #[inline(always)]
    fn holds<S: Simd>(self, x: F32s<S>) -> Mask<S> {
        probable(x)
    }
}

/// Nothing but probabilities in `argument`.
pub(crate) fn probabilities(level: Level, argument: &'static str, x: &[f32]) -> Result<()> {
    let valid = dispatch!(level, s => s.vectorize(#[inline(always)] || all(s, Probability, x.into())));
    if valid { Ok(()) } else { Err(first_improbable(argument, x)) }
}

#[cold]
fn first_improbable(argument: &'static str, x: &[f32]) -> Error {
    let improbable = |&(_, value): &(usize, f32)| !(0.0..=1.0).contains(&value);
    let (index, value) = x.iter().copied().enumerate().find(improbable).unwrap_or((x.len(), f32::NAN));
    Error::Probability { argument, index, value }
}
