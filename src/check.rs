//! What verbs refuse, before they write anything.

use crate::element::Slice;
use crate::error::{Error, Result};
use crate::shape::{Condition, all, widen};
use crate::simd::{F32s, Mask, Simd};
use crate::tier::{Level, dispatch};

/// `found` elements in `argument`, where `expected` are needed.
#[inline]
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

/// A whole number of matrices of `row` × `inner` in `argument`; how many rows there are, which are their columns.
pub(crate) fn rows_along(argument: &'static str, found: usize, row: usize, inner: usize) -> Result<usize> {
    Ok(rows(argument, found, row.saturating_mul(inner))? * inner)
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

/// Where x is 1 or −1.
#[inline(always)]
pub(crate) fn signed<S: Simd>(x: F32s<S>) -> Mask<S> {
    x.abs().eq(x.of(1.0))
}

/// Conditions on values, each with the error that it is not met.
macro_rules! conditions {
    ($($(#[$doc:meta])* fn $check:ident, $name:ident: |$x:ident| $holds:expr, |$argument:ident, $index:ident, $value:ident| $error:expr;)*) => {$(
        #[derive(Clone, Copy)]
        struct $name;

        impl Condition for $name {
            #[inline(always)]
            fn holds<S: Simd>(self, $x: F32s<S>) -> Mask<S> {
                $holds
            }
        }

        $(#[$doc])*
        pub(crate) fn $check(level: Level, $argument: &'static str, x: &[f32]) -> Result<()> {
            match first_without(level, $name, x) {
                None => Ok(()),
                Some(($index, $value)) => Err($error),
            }
        }
    )*};
}

conditions! {
    /// Nothing but probabilities in `argument`.
    fn probabilities, Probability: |x| probable(x),
        |argument, index, value| Error::Probability { argument, index, value };
    /// Nothing but 1 and −1.
    fn signs, Sign: |x| signed(x),
        |argument, index, value| Error::Value { argument, index, value, what: "1 or -1" };
    /// Nothing negative and no NaN.
    fn not_negative, NotNegative: |x| x.of(0.0).le(x),
        |argument, index, value| Error::Value { argument, index, value, what: "a number of at least 0" };
}

/// The first value for which the condition does not hold.
fn first_without(level: Level, condition: impl Condition, x: &[f32]) -> Option<(usize, f32)> {
    let hold = |x: &[f32]| {
        let x = x.into();
        dispatch!(level, s => s.vectorize(#[inline(always)] || all(s, condition, x)))
    };
    if hold(x) {
        return None;
    }
    let index = (0..x.len()).find(|&i| !hold(&x[i..=i]))?;
    Some((index, x[index]))
}

/// One of the conditions above, on values.
pub(crate) type Domain = fn(Level, &'static str, &[f32]) -> Result<()>;

/// The same of elements of any type.
pub(crate) fn any(level: Level, argument: &'static str, x: Slice<'_>, domain: Domain) -> Result<()> {
    let x = match x {
        Slice::F32(x) => return domain(level, argument, x),
        x => x,
    };
    let mut block = [0.0; CHECKED_AT_ONCE];
    for start in (0..x.len()).step_by(CHECKED_AT_ONCE) {
        let some = x.slice(start..x.len().min(start + CHECKED_AT_ONCE));
        let block = &mut block[..some.len()];
        widen(level, some, block);
        domain(level, argument, block).map_err(|error| behind(error, start))?;
    }
    Ok(())
}

/// Halves that are widened and checked together.
const CHECKED_AT_ONCE: usize = 1024;

/// What is wrong with a value, where so many are before those of which one is.
fn behind(mut error: Error, before: usize) -> Error {
    if let Error::Probability { index, .. } | Error::Value { index, .. } = &mut error {
        *index += before;
    }
    error
}

/// `value`, unless it is infinite or NaN.
pub(crate) fn finite(argument: &'static str, value: f32) -> Result<()> {
    require(argument, value, value.is_finite(), "a finite number")
}

/// An error unless `valid`.
pub(crate) fn require(argument: &'static str, value: f32, valid: bool, what: &'static str) -> Result<()> {
    if valid { Ok(()) } else { Err(Error::Parameter { argument, value, what }) }
}
