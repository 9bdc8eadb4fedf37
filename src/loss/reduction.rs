//! How the losses of elements or rows become one.

use crate::error::{Error, Result};

/// How the losses of elements, or of rows, become one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    /// What the sum over `count` losses is multiplied with.
    pub(super) fn factor(self, count: usize) -> Result<f64> {
        match self {
            Self::Mean => Ok(1.0 / count as f64),
            Self::Sum => Ok(1.0),
            Self::BatchMean(0) => Err(Error::Batch { argument: "reduction", value: 0 }),
            Self::BatchMean(rows) => Ok(1.0 / rows as f64),
        }
    }

    /// The reduced loss. The mean is a quotient, so that a mean over equal losses is their value.
    pub(super) fn apply(self, total: f64, count: usize) -> Result<f32> {
        let by = match self {
            Self::Mean => count,
            Self::Sum => 1,
            Self::BatchMean(0) => return Err(Error::Batch { argument: "reduction", value: 0 }),
            Self::BatchMean(rows) => rows,
        };
        Ok((total / by as f64) as f32)
    }
}

/// `.reduction(..)` for losses with such a field.
macro_rules! reduced {
    ($($loss:ident)*) => {$(
        impl $loss {
            /// The same with another reduction.
            #[must_use]
            pub const fn reduction(mut self, reduction: $crate::Reduction) -> Self {
                self.reduction = reduction;
                self
            }
        }
    )*};
}
pub(super) use reduced;
