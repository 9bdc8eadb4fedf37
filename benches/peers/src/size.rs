//! How many elements a benchmark has.

use std::fmt;
use std::str::FromStr;

/// One million, as the row operations count a call's elements.
pub const MEBI: usize = 1 << 20;

/// The most elements a call may have: beyond this the buffers outgrow an ordinary machine.
const MOST: usize = 1 << 28;

/// The row of a long slice: what probabilities are normalised over, and as long as a bias.
const ROW: usize = 1024;

/// The elements of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Flat(usize),
    Rows { rows: usize, cols: usize },
}

impl Size {
    /// Rows of `cols`, about a million elements of them.
    pub fn rows_of(cols: usize) -> Self {
        Self::Rows { rows: (MEBI / cols).max(1), cols }
    }

    pub fn len(self) -> usize {
        match self {
            Self::Flat(len) => len,
            Self::Rows { rows, cols } => rows * cols,
        }
    }

    /// A row's length. A flat slice holds rows too: distributions, or what a bias is added to.
    pub fn cols(self) -> usize {
        match self {
            Self::Flat(len) if len % ROW == 0 => ROW,
            Self::Flat(len) => len,
            Self::Rows { cols, .. } => cols,
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flat(len) => write!(f, "{len}"),
            Self::Rows { rows, cols } => write!(f, "{rows}x{cols}"),
        }
    }
}

/// Why a size on the command line is none.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum SizeError {
    #[error("a size is a number of elements (4096), or rows and columns (256x1000)")]
    Form,
    #[error("a size has from 1 to {MOST} elements")]
    Range,
}

impl FromStr for Size {
    type Err = SizeError;

    fn from_str(text: &str) -> Result<Self, SizeError> {
        let number = |text: &str| text.parse::<usize>().map_err(|_| SizeError::Form);
        let (rows, cols) = match text.split_once('x') {
            Some((rows, cols)) => (Some(number(rows)?), number(cols)?),
            None => (None, number(text)?),
        };
        let len = rows.unwrap_or(1).checked_mul(cols).ok_or(SizeError::Range)?;
        if !(1..=MOST).contains(&len) {
            return Err(SizeError::Range);
        }
        Ok(rows.map_or(Self::Flat(cols), |rows| Self::Rows { rows, cols }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_and_refused() {
        assert_eq!("4096".parse(), Ok(Size::Flat(4096)));
        assert_eq!("256x1000".parse(), Ok(Size::Rows { rows: 256, cols: 1000 }));
        assert_eq!("4k".parse::<Size>(), Err(SizeError::Form));
        assert_eq!("x".parse::<Size>(), Err(SizeError::Form));
        assert_eq!("0".parse::<Size>(), Err(SizeError::Range));
        assert_eq!("99999999999x99999999999".parse::<Size>(), Err(SizeError::Range));
    }
}
