//! What is measured: the operations, and the sizes they are measured at.

use std::fmt;
use std::str::FromStr;

use clap::ValueEnum;

/// One million, as the row operations count a call's elements.
const MEBI: usize = 1 << 20;

/// The most elements a call may have: beyond this the buffers outgrow an ordinary machine.
const MOST: usize = 1 << 28;

/// The row that a long slice of probabilities is normalised over.
const DISTRIBUTION: usize = 1024;

/// A benchmark. Its name on the command line and in the tables is the variant's in snake case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "snake_case")]
pub enum Op {
    /// No operation: what the memory itself allows.
    Copy,
    Exp,
    #[value(name = "exp_m1")]
    ExpM1,
    Ln,
    #[value(name = "ln_1p")]
    Ln1p,
    Tanh,
    Sigmoid,
    Relu,
    Softmax,
    LogSoftmax,
    Mse,
    BinaryCrossEntropy,
    BinaryCrossEntropyWithLogits,
    CrossEntropy,
    CategoricalCrossEntropy,
    KlDivergence,
    KlDivergenceLog,
    /// tanh in place, serial and on one and two threads.
    TanhParallel,
    /// sigmoid of eight floats: what a call costs.
    Call8,
    /// softmax of one row of ten: what a small classifier pays.
    Softmax10,
}

impl Op {
    /// The formula behind the benchmark.
    pub fn formula(self) -> Self {
        match self {
            Self::TanhParallel => Self::Tanh,
            Self::Call8 => Self::Sigmoid,
            Self::Softmax10 => Self::Softmax,
            op => op,
        }
    }

    /// The sizes measured when none is asked for.
    pub fn sizes(self) -> Vec<Size> {
        match self {
            Self::Softmax | Self::LogSoftmax => [64, 1000, 4096, 32_000].map(Size::rows_of).to_vec(),
            Self::CrossEntropy => {
                vec![Size::Rows { rows: 256, cols: 1000 }, Size::Rows { rows: 64, cols: 32_000 }]
            }
            Self::TanhParallel => vec![Size::Flat(16 * MEBI)],
            Self::Call8 => vec![Size::Flat(8)],
            Self::Softmax10 => vec![Size::Rows { rows: 1, cols: 10 }],
            _ => [4096, 65_536, 16 * MEBI].map(Size::Flat).to_vec(),
        }
    }

    /// What `asked` means to this operation, or `None` where it means nothing: a plain number is
    /// a row's length to a row operation, and the benchmarks of one size take no other.
    pub fn at(self, asked: Size) -> Option<Size> {
        let by_row = matches!(self.formula(), Self::Softmax | Self::LogSoftmax | Self::CrossEntropy);
        match (self, asked) {
            (op, _) if op.is_latency() => self.sizes().contains(&asked).then_some(asked),
            (_, Size::Flat(cols)) if by_row => {
                let known = self.sizes().into_iter().find(|size| size.cols() == cols);
                Some(known.unwrap_or(Size::rows_of(cols)))
            }
            (_, Size::Rows { .. }) if !by_row => None,
            _ => Some(asked),
        }
    }

    /// Whether the cost of a call is measured, on a size that is next to nothing.
    pub fn is_latency(self) -> bool {
        matches!(self, Self::Call8 | Self::Softmax10)
    }

    /// What a call's nanoseconds are divided by in the tables: its elements, but for latency.
    pub fn counts(self, size: Size) -> usize {
        if self.is_latency() { 1 } else { size.len() }
    }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_possible_value().map_or(Ok(()), |value| f.pad(value.get_name()))
    }
}

/// The elements of one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    Flat(usize),
    Rows { rows: usize, cols: usize },
}

impl Size {
    /// Rows of `cols`, about a million elements of them.
    fn rows_of(cols: usize) -> Self {
        Self::Rows { rows: (MEBI / cols).max(1), cols }
    }

    pub fn len(self) -> usize {
        match self {
            Self::Flat(len) => len,
            Self::Rows { rows, cols } => rows * cols,
        }
    }

    /// A row's length. A flat slice holds rows too, where it is made of distributions.
    pub fn cols(self) -> usize {
        match self {
            Self::Flat(len) if len % DISTRIBUTION == 0 => DISTRIBUTION,
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

    #[test]
    fn a_size_means_what_the_operation_makes_of_it() {
        assert_eq!(Op::Exp.at(Size::Flat(100)), Some(Size::Flat(100)));
        assert_eq!(Op::Exp.at(Size::Rows { rows: 2, cols: 3 }), None);
        assert_eq!(Op::Softmax.at(Size::Flat(1000)), Some(Size::Rows { rows: 1048, cols: 1000 }));
        assert_eq!(Op::CrossEntropy.at(Size::Flat(1000)), Some(Size::Rows { rows: 256, cols: 1000 }));
        assert_eq!(Op::Call8.at(Size::Flat(4096)), None);
    }

    #[test]
    fn names_are_the_tables_names() {
        let names: Vec<_> = Op::value_variants().iter().map(Op::to_string).collect();
        assert!(names.contains(&"ln_1p".to_owned()), "{names:?}");
        assert!(names.contains(&"binary_cross_entropy_with_logits".to_owned()), "{names:?}");
        assert!(names.contains(&"call8".to_owned()), "{names:?}");
    }
}
