//! The table of all operations: each of their verbs as one entry with a uniform call, so that a test
//! which loops over [`VERBS`] leaves none out.

use activ8::{
    Activation, BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CategoricalCrossEntropy, CrossEntropy, Exp,
    ExpM1, KlDivergence, Ln, Ln1p, LogSoftmax, Loss, Mse, Reduction, Relu, Result, Sigmoid, Softmax, Tanh,
    Tier,
};

/// How an operation is made, and where it runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call {
    /// A tier named with `.on`, or the default one.
    pub(crate) tier: Option<Tier>,
    /// With `.parallel()`.
    pub(crate) parallel: bool,
    /// The length of a row, for operations over rows.
    pub(crate) row: usize,
    /// The reduction, for losses.
    pub(crate) reduction: Reduction,
}

impl Call {
    pub(crate) fn on(tier: Tier, row: usize) -> Self {
        Self { tier: Some(tier), parallel: false, row, reduction: Reduction::Mean }
    }
}

/// What a verb reads.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Args<'a> {
    /// `x` or `input`; empty for a verb in place.
    pub(crate) x: &'a [f32],
    /// `dy`, or `target` where that is floats.
    pub(crate) second: &'a [f32],
    /// `target` where that is classes.
    pub(crate) classes: &'a [i64],
}

/// The values that an argument may have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Domain {
    Nothing,
    Real,
    Probability,
    Logarithm,
    Class,
}

/// What a verb writes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Output {
    Nothing,
    Elements,
    InPlace,
    Rows,
}

/// One verb of one operation.
#[derive(Clone, Copy)]
pub(crate) struct Verb {
    pub(crate) op: &'static str,
    pub(crate) verb: &'static str,
    /// Whether the operation is one over rows.
    pub(crate) rows: bool,
    /// The names of the first input, the second one, and the output, as errors have them.
    pub(crate) names: [&'static str; 3],
    /// The domains of the two inputs.
    pub(crate) domains: [Domain; 2],
    pub(crate) output: Output,
    /// The call. A loss gives `Some`.
    pub(crate) run: fn(Call, Args<'_>, &mut [f32]) -> Result<Option<f32>>,
}

/// `$verb` of `$operation`, which is called `$o`, at the place of `$call`.
macro_rules! at {
    ($call:ident, $operation:expr, $o:ident => $verb:expr) => {
        match ($call.tier, $call.parallel) {
            (None, false) => {
                let $o = $operation;
                $verb
            }
            (Some(tier), false) => {
                let $o = $operation.on(tier)?;
                $verb
            }
            #[cfg(feature = "rayon")]
            (None, true) => {
                let $o = $operation.parallel();
                $verb
            }
            #[cfg(feature = "rayon")]
            (Some(tier), true) => {
                let $o = $operation.on(tier)?.parallel();
                $verb
            }
            #[cfg(not(feature = "rayon"))]
            (_, true) => panic!("this build has no threads"),
        }
    };
}

macro_rules! verbs {
    ($call:ident;
     $($activation:literal $rows:literal = $made:expr;)*;
     $($loss:literal $by_row:literal $each:ident ($x:ident, $t:ident $targets:ident) = $making:expr;)*) => {&[
        $(
            Verb {
                op: $activation, verb: "forward", rows: $rows, names: ["x", "", "y"],
                domains: [Domain::Real, Domain::Nothing], output: Output::Elements,
                run: |$call, a, y| at!($call, $made, o => o.forward(a.x, y).map(|()| None)),
            },
            Verb {
                op: $activation, verb: "forward_in_place", rows: $rows, names: ["x", "", "x"],
                domains: [Domain::Real, Domain::Nothing], output: Output::InPlace,
                run: |$call, _, x| at!($call, $made, o => o.forward_in_place(x).map(|()| None)),
            },
            Verb {
                op: $activation, verb: "backward", rows: $rows, names: ["x", "dy", "dx"],
                domains: [Domain::Real, Domain::Real], output: Output::Elements,
                run: |$call, a, dx| at!($call, $made, o => o.backward(a.x, a.second, dx).map(|()| None)),
            },
        )*
        $(
            Verb {
                op: $loss, verb: "forward", rows: $by_row, names: ["input", "target", ""],
                domains: [Domain::$x, Domain::$t], output: Output::Nothing,
                run: |$call, a, _| at!($call, $making, o => o.forward(a.x, a.$targets).map(Some)),
            },
            Verb {
                op: $loss, verb: "forward_each", rows: $by_row, names: ["input", "target", "each"],
                domains: [Domain::$x, Domain::$t], output: Output::$each,
                run: |$call, a, e| at!($call, $making, o => o.forward_each(a.x, a.$targets, e).map(|()| None)),
            },
            Verb {
                op: $loss, verb: "backward", rows: $by_row, names: ["input", "target", "gradient"],
                domains: [Domain::$x, Domain::$t], output: Output::Elements,
                run: |$call, a, g| at!($call, $making, o => o.backward(a.x, a.$targets, g).map(|()| None)),
            },
            Verb {
                op: $loss, verb: "forward_backward", rows: $by_row, names: ["input", "target", "gradient"],
                domains: [Domain::$x, Domain::$t], output: Output::Elements,
                run: |$call, a, g| at!($call, $making, o => o.forward_backward(a.x, a.$targets, g).map(Some)),
            },
        )*
    ]};
}

/// Every verb of every operation.
pub(crate) const VERBS: &[Verb] = verbs! { call;
    "Exp" false = Exp;
    "ExpM1" false = ExpM1;
    "Ln" false = Ln;
    "Ln1p" false = Ln1p;
    "Relu" false = Relu;
    "Sigmoid" false = Sigmoid;
    "Tanh" false = Tanh;
    "Softmax" true = Softmax::rows_of(call.row);
    "LogSoftmax" true = LogSoftmax::rows_of(call.row);
    ;
    "Mse" false Elements (Real, Real second) = Mse::default().reduction(call.reduction);
    "BinaryCrossEntropy" false Elements (Probability, Probability second) =
        BinaryCrossEntropy::default().reduction(call.reduction);
    "BinaryCrossEntropyWithLogits" false Elements (Real, Probability second) =
        BinaryCrossEntropyWithLogits::default().reduction(call.reduction);
    "CategoricalCrossEntropy" true Rows (Probability, Probability second) =
        CategoricalCrossEntropy::rows_of(call.row).reduction(call.reduction);
    "CrossEntropy" true Rows (Real, Class classes) =
        CrossEntropy::rows_of(call.row).reduction(call.reduction);
    "KlDivergence" false Elements (Probability, Probability second) =
        KlDivergence::probabilities().reduction(call.reduction);
    "KlDivergenceOfLogs" false Elements (Logarithm, Probability second) =
        KlDivergence::log_probabilities().reduction(call.reduction);
};

/// The entry of `verb` of `op`.
pub(crate) fn verb(op: &str, verb: &str) -> Verb {
    let found = VERBS.iter().find(|entry| entry.op == op && entry.verb == verb);
    *found.unwrap_or_else(|| panic!("the table has no {op}.{verb}"))
}
