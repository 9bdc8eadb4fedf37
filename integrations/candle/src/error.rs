//! Errors of the core as candle's, and those that are the adapter's own.

use candle_core::{DType, Error, Result};

/// An error of the core as one of candle's.
pub(crate) fn refused(error: activ8::Error) -> Error {
    Error::wrap(error)
}

/// What the core answered. It refuses rows of no elements; a tensor without elements has as many of those as one
/// likes.
pub(crate) fn accepted(done: activ8::Result<()>) -> Result<()> {
    match done {
        Err(activ8::Error::Rows { found: 0, .. }) => Ok(()),
        done => done.map_err(refused),
    }
}

/// Refuses another shape than is needed.
pub(crate) fn shape(argument: &'static str, expected: &[usize], found: &[usize]) -> Result<()> {
    if found == expected {
        return Ok(());
    }
    Err(refused(activ8::Error::Shape { argument, expected: expected.into(), found: found.into() }))
}

/// The error for elements of a type without a kernel.
#[cold]
pub(crate) fn unsupported(dtype: DType, operation: &'static str) -> Error {
    Error::UnsupportedDTypeForOp(dtype, operation).bt()
}
