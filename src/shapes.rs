//! What shapes operations are for: an adapter of tensors knows theirs, where slices have but lengths.
//!
//! A slice of 12 elements is four rows of three as well as three of four; an array of (3, 4) is not.

#[cfg(feature = "losses")]
mod loss;

#[cfg(feature = "std")]
use crate::error::{Error, Result};
#[cfg(feature = "losses")]
pub use loss::LossShape;

/// The shapes that an [`Activation`](crate::Activation) is for.
///
/// ```
/// use activ8::{Activation, Error, Softmax};
///
/// assert_eq!(Softmax::rows_of(4).shape().fit("x", &[3, 4]), Ok(()));
/// let error = Softmax::rows_of(3).shape().fit("x", &[3, 4]).unwrap_err();
/// assert_eq!(error.to_string(), "`x` has the shape [3, 4], where [3, 3] is needed");
/// # Ok::<(), Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ActivationShape {
    /// Any: each element is by itself.
    Elements,
    /// The last dimension is a row, of so many elements.
    Rows(usize),
    /// A dimension of `axis` elements, those after it having `inner` in all.
    Along {
        /// Its length.
        axis: usize,
        /// The product of the dimensions after it.
        inner: usize,
    },
    /// The last dimension are keys; of more than one query the one before it are queries.
    Attention {
        /// The number of elements in a row.
        keys: usize,
        /// The number of rows in a head.
        queries: usize,
        /// How many rows have a mask of their own, before it repeats.
        mask_rows: usize,
        /// How many heads have a slope of their own.
        slopes: usize,
        /// How many heads have a sink of their own.
        sinks: usize,
    },
}

impl ActivationShape {
    /// Refuses a shape that it is not for, which `argument` has.
    ///
    /// # Errors
    /// [`Error::Shape`].
    #[cfg(feature = "std")]
    pub fn fit(self, argument: &'static str, shape: &[usize]) -> Result<()> {
        match self {
            Self::Elements => Ok(()),
            Self::Rows(row) => last(argument, row, shape),
            Self::Along { axis, inner } => {
                let at = |i: usize| shape[i] == axis && volume(&shape[i + 1..]) == inner;
                // One element by itself is a dimension too.
                if (0..shape.len()).any(at) || (shape.is_empty() && (axis, inner) == (1, 1)) {
                    return Ok(());
                }
                refuse(argument, &[axis, inner], shape)
            }
            Self::Attention { keys, queries, mask_rows, slopes, sinks } => {
                last(argument, keys, shape)?;
                let rows = shape.split_last().map_or(&[][..], |(_, rows)| rows);
                let heads = match rows {
                    _ if queries == 1 => rows,
                    [heads @ .., of_head] if *of_head == queries => heads,
                    _ => return refuse(argument, &[queries, keys], shape),
                };
                repeats("mask", mask_rows, rows)?;
                repeats("slopes", slopes, heads)?;
                repeats("sinks", sinks, heads)
            }
        }
    }

    /// Whether each row is treated alike, wherever it is.
    pub const fn rows_are_alike(self) -> bool {
        match self {
            Self::Attention { queries, mask_rows, slopes, sinks, .. } => {
                queries == 1 && mask_rows == 1 && slopes == 1 && sinks == 1
            }
            _ => true,
        }
    }
}

/// Refuses a last dimension that is none of `row`; a shape without dimensions has one of 1.
#[cfg(feature = "std")]
fn last(argument: &'static str, row: usize, shape: &[usize]) -> Result<()> {
    match shape {
        [.., last] if *last == row => Ok(()),
        [] if row == 1 => Ok(()),
        [rows @ .., _] => refuse(argument, &[rows, &[row]].concat(), shape),
        [] => refuse(argument, &[row], shape),
    }
}

/// Refuses a number of values that is not the product of some last dimensions, over the others of which they
/// repeat.
#[cfg(feature = "std")]
fn repeats(argument: &'static str, values: usize, shape: &[usize]) -> Result<()> {
    if (0..=shape.len()).any(|i| volume(&shape[i..]) == values) {
        return Ok(());
    }
    refuse(argument, &shape[shape.len().saturating_sub(1)..], &[values])
}

/// Refuses values that are not one for each of some first dimensions.
///
/// # Errors
/// [`Error::Shape`].
#[cfg(feature = "losses")]
fn leads(argument: &'static str, values: usize, shape: &[usize]) -> Result<()> {
    if (0..=shape.len()).any(|i| volume(&shape[..i]) == values) {
        return Ok(());
    }
    refuse(argument, &shape[..shape.len().min(1)], &[values])
}

#[cfg(feature = "std")]
fn volume(shape: &[usize]) -> usize {
    shape.iter().product()
}

#[cfg(feature = "std")]
fn refuse(argument: &'static str, expected: &[usize], found: &[usize]) -> Result<()> {
    Err(Error::Shape { argument, expected: expected.into(), found: found.into() })
}
