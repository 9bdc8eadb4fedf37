//! How the losses of elements or rows become one.

use crate::error::{Error, Result};

/// How the losses of elements, or of rows, become one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[non_exhaustive]
pub enum Reduction {
    /// Their mean: PyTorch's default. NaN of nothing.
    #[default]
    Mean,
    /// Their sum. 0 of nothing.
    Sum,
    /// Their sum divided by this number of rows, PyTorch's "batchmean": the mean of the rows' losses
    /// where the loss is one of elements.
    BatchMean(usize),
}

impl Reduction {
    /// What the sum over losses of this weight is divided by. A quotient, so that a mean over equal
    /// losses is their value.
    #[inline]
    pub(super) fn divisor(self, weight: f64) -> Result<f64> {
        match self {
            Self::Mean => Ok(weight),
            Self::Sum => Ok(1.0),
            Self::BatchMean(0) => Err(Error::Batch { argument: "reduction", value: 0 }),
            Self::BatchMean(rows) => Ok(rows as f64),
        }
    }
}
