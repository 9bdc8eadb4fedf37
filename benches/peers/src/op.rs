//! What is measured. The elementwise activations are those of the library's own list, so that a new
//! one has its benchmarks.

mod names;

use std::fmt;
use std::sync::LazyLock;

use activ8::{AnyActivation, Sigmoid, Tanh};
use clap::ValueEnum;
use clap::builder::PossibleValue;

use self::names::{NAMED, RACE};
use crate::exact::table::totals::{Total, totals};
use crate::gate::Gate;
use crate::size::{MEBI, Size};

/// A benchmark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Op {
    /// No operation: what the memory itself allows.
    Copy,
    Forward(AnyActivation),
    Backward(AnyActivation),
    /// With a bias that is added in the same pass.
    Biased(AnyActivation),
    Gated(Gate),
    /// Both gradients.
    GatedBackward(Gate),
    PRelu(Slopes),
    PReluBackward(Slopes),
    /// RRelu's forward verb that draws slopes.
    RReluTraining,
    Softmax,
    /// softmax of rows three quarters of which a mask leaves out, by adding −10,000 as BERT does.
    SoftmaxMasked,
    LogSoftmax,
    Mse,
    BinaryCrossEntropy,
    BinaryCrossEntropyWithLogits,
    CrossEntropy,
    Nll,
    /// The loss with its gradient.
    CrossEntropyGradient,
    CategoricalCrossEntropy,
    KlDivergence,
    KlDivergenceLog,
    /// One more of the tests' losses.
    Loss(Named),
    /// tanh in place, serial and on one and two threads.
    TanhParallel,
    /// sigmoid of eight floats: what a call costs.
    Call8,
    /// softmax of one row of ten: what a small classifier pays.
    Softmax10,
}

/// A loss by its place in the tests' list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Named(usize);

impl Named {
    /// The loss of that name.
    pub fn of(name: &str) -> Option<Self> {
        totals().position(|loss| loss.name() == name).map(Self)
    }

    pub fn loss(self) -> Total {
        totals().nth(self.0).expect("a loss of the tests")
    }

    /// Whether it is so few instructions an element that reading its inputs should hide them.
    pub fn is_cheap(self) -> bool {
        ["l1", "huber", "smooth_l1", "hinge", "squared_hinge"].contains(&self.loss().name())
    }
}

/// The slopes that a PRelu has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Slopes {
    One,
    /// One for each column: channels come last.
    Columns,
}

/// The sizes of the race for slices of elements: a call, a vector of a model, the first-level cache, and beyond the
/// second.
const ELEMENTS: [usize; 4] = [8, 64, 4096, MEBI];

/// Up to so many elements a call is too short to be timed by itself.
const SHORT: usize = 64;

impl Op {
    /// The operations that rivals have, which the summary and the README's table are of.
    pub fn race() -> Vec<Self> {
        let of = |name: &&str| NAMED.iter().find(|(known, _)| known == name).map(|(_, op)| *op);
        RACE.iter().filter_map(of).collect()
    }

    /// The formula behind the benchmark.
    pub fn formula(self) -> Self {
        match self {
            Self::TanhParallel => Self::Forward(Tanh.into()),
            Self::Call8 => Self::Forward(Sigmoid.into()),
            Self::Softmax10 | Self::SoftmaxMasked => Self::Softmax,
            op => op,
        }
    }

    fn name(self) -> &'static str {
        NAMED.iter().find(|(_, op)| *op == self).map_or("unnamed", |(name, _)| name)
    }

    /// The sizes measured when none is asked for. Only operations that say something about the memory
    /// are measured in it.
    pub fn sizes(self) -> Vec<Size> {
        use AnyActivation as A;
        let is_raced = RACE.contains(&self.name());
        match self {
            Self::Softmax | Self::LogSoftmax => [64, 1000, 4096, 32_000].map(Size::rows_of).to_vec(),
            Self::SoftmaxMasked => [64, 1000].map(Size::rows_of).to_vec(),
            op if op.has_classes() => {
                vec![Size::Rows { rows: 256, cols: 1000 }, Size::Rows { rows: 64, cols: 32_000 }]
            }
            Self::TanhParallel => vec![Size::Flat(16 * MEBI)],
            Self::Call8 => vec![Size::Flat(8)],
            Self::Softmax10 => vec![Size::Rows { rows: 1, cols: 10 }],
            Self::Forward(A::Exp(_) | A::Relu(_)) => {
                ELEMENTS.into_iter().chain([16 * MEBI]).map(Size::Flat).collect()
            }
            _ if is_raced => ELEMENTS.map(Size::Flat).to_vec(),
            Self::Copy => [4096, 65_536, 16 * MEBI].map(Size::Flat).to_vec(),
            _ => [4096, 65_536].map(Size::Flat).to_vec(),
        }
    }

    /// What `asked` means to this operation, or `None` where it means nothing: a plain number is
    /// a row's length to a row operation, and the benchmarks of one size take no other.
    pub fn at(self, asked: Size) -> Option<Size> {
        let formula = self.formula();
        let by_row = formula.has_classes() || matches!(formula, Self::Softmax | Self::LogSoftmax);
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

    /// Whether a call of this size takes too short to be timed by itself.
    pub fn is_short(self, size: Size) -> bool {
        self.is_latency() || size.len() <= SHORT
    }

    /// Whether each row has a class.
    pub fn has_classes(self) -> bool {
        matches!(self, Self::CrossEntropy | Self::CrossEntropyGradient | Self::Nll)
    }

    /// Whether one value comes back.
    pub fn is_loss(self) -> bool {
        matches!(
            self,
            Self::Mse
                | Self::BinaryCrossEntropy
                | Self::BinaryCrossEntropyWithLogits
                | Self::CrossEntropy
                | Self::Nll
                | Self::CategoricalCrossEntropy
                | Self::KlDivergence
                | Self::KlDivergenceLog
                | Self::Loss(_)
        )
    }

    /// Whether it is a few comparisons, products and sums, which the memory should hide: the
    /// piecewise-linear activations, and squares.
    pub fn is_cheap(self) -> bool {
        use AnyActivation as A;
        match self {
            Self::Forward(activation) => matches!(
                activation,
                A::Hardshrink(_)
                    | A::Hardsigmoid(_)
                    | A::Hardswish(_)
                    | A::Hardtanh(_)
                    | A::Identity(_)
                    | A::LeakyRelu(_)
                    | A::LinearHardsigmoid(_)
                    | A::RRelu(_)
                    | A::Relu(_)
                    | A::Relu6(_)
                    | A::Shrink(_)
                    | A::Softshrink(_)
                    | A::SquaredRelu(_)
                    | A::Threshold(_)
                    | A::ThresholdedRelu(_)
            ),
            Self::PRelu(_) => true,
            _ => false,
        }
    }

    /// Whether it is a loss that takes no longer than to read its inputs, or should not.
    pub fn is_read(self) -> bool {
        match self {
            Self::Mse => true,
            Self::Loss(named) => named.is_cheap(),
            _ => false,
        }
    }

    /// How many streams as long as the input are read, and how many are written.
    pub fn streams(self) -> [usize; 2] {
        match self {
            Self::Backward(_) | Self::PReluBackward(_) | Self::Gated(_) => [2, 1],
            Self::GatedBackward(_) => [3, 2],
            Self::RReluTraining => [1, 2],
            Self::CrossEntropy | Self::Nll => [1, 0],
            op if op.is_loss() => [2, 0],
            _ => [1, 1],
        }
    }

    /// What a call's nanoseconds are divided by in the tables: its elements, but for latency.
    pub fn counts(self, size: Size) -> usize {
        if self.is_latency() { 1 } else { size.len() }
    }
}

impl ValueEnum for Op {
    fn value_variants<'a>() -> &'a [Self] {
        static OPS: LazyLock<Vec<Op>> = LazyLock::new(|| NAMED.iter().map(|(_, op)| *op).collect());
        &OPS
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.name()))
    }
}

impl fmt::Display for Op {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_means_what_the_operation_makes_of_it() {
        let exp = Op::Forward(activ8::Exp.into());
        assert_eq!(exp.at(Size::Flat(100)), Some(Size::Flat(100)));
        assert_eq!(exp.at(Size::Rows { rows: 2, cols: 3 }), None);
        assert_eq!(Op::Softmax.at(Size::Flat(1000)), Some(Size::Rows { rows: 1048, cols: 1000 }));
        assert_eq!(Op::CrossEntropy.at(Size::Flat(1000)), Some(Size::Rows { rows: 256, cols: 1000 }));
        assert_eq!(Op::Call8.at(Size::Flat(4096)), None);
    }

    #[test]
    fn every_benchmark_has_a_name_of_its_own() {
        for op in Op::value_variants() {
            assert_eq!(Op::from_str(&op.to_string(), false), Ok(*op));
        }
        assert_eq!(Op::race().len(), RACE.len());
        for name in ["copy", "ln_1p", "silu_backward", "bias_gelu", "swiglu_oai_backward", "call8"] {
            assert!(Op::from_str(name, false).is_ok(), "{name}");
        }
    }
}
