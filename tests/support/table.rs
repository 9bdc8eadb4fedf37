//! The table of all operations: each of their verbs as one entry with a uniform call, so that a test
//! which loops over [`verbs`] leaves none out.

use std::sync::LazyLock;

use activ8::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CategoricalCrossEntropy, CrossEntropy,
    FixedGaussianNll, Hinge, HingeEmbedding, Huber, JensenShannon, KlDivergence, L1, LogCosh, Loss, Mse,
    MultiLabelSoftMargin, PoissonNll, Quantile, Reduction, Result, SigmoidFocal, SmoothL1, SoftMargin,
    SquaredHinge, Tier,
};

use super::{activations, classes};

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
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Args<'a> {
    /// `x` or `input`; empty for a verb in place.
    pub(crate) x: &'a [f32],
    /// What a biased verb adds to each row.
    pub(crate) bias: &'a [f32],
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
    /// 1 or −1.
    Sign,
    /// 0 or 1.
    Label,
    /// At least 0.
    Count,
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
    /// Whether its slices are rows: the operation's, or a bias's.
    pub(crate) rows: bool,
    /// Whether it takes a bias, whose length is that of its rows.
    pub(crate) biased: bool,
    /// The names of the first input, the second one, and the output, as errors have them.
    pub(crate) names: [&'static str; 3],
    /// The domains of the two inputs.
    pub(crate) domains: [Domain; 2],
    pub(crate) output: Output,
    pub(crate) run: &'static Run,
}

/// A call. A loss gives `Some`.
pub(crate) type Run = dyn Fn(Call, Args<'_>, &mut [f32]) -> Result<Option<f32>> + Send + Sync;

/// `run` for as long as the process lives: as the table does.
pub(super) fn leak(
    run: impl Fn(Call, Args<'_>, &mut [f32]) -> Result<Option<f32>> + Send + Sync + 'static,
) -> &'static Run {
    Box::leak(Box::new(run))
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

pub(super) use at;

macro_rules! losses {
    ($call:ident; $($loss:literal $by_row:literal $each:ident ($x:ident, $t:ident $targets:ident) = $making:expr;)*) => {[$({
        let forward = Verb {
            op: $loss,
            verb: "forward",
            rows: $by_row,
            biased: false,
            names: ["input", "target", ""],
            domains: [Domain::$x, Domain::$t],
            output: Output::Nothing,
            run: &|$call, a, _| at!($call, $making, o => o.forward(a.x, a.$targets).map(Some)),
        };
        let forward_each = Verb {
            verb: "forward_each",
            names: ["input", "target", "each"],
            output: Output::$each,
            run: &|$call, a, e| at!($call, $making, o => o.forward_each(a.x, a.$targets, e).map(|()| None)),
            ..forward
        };
        let backward = Verb {
            verb: "backward",
            names: ["input", "target", "gradient"],
            output: Output::Elements,
            run: &|$call, a, g| at!($call, $making, o => o.backward(a.x, a.$targets, g).map(|()| None)),
            ..forward
        };
        let both = Verb {
            verb: "forward_backward",
            run: &|$call, a, g| at!($call, $making, o => o.forward_backward(a.x, a.$targets, g).map(Some)),
            ..backward
        };
        [forward, forward_each, backward, both]
    }),*]};
}

pub(super) use losses;

const LOSSES: [[Verb; 4]; 26] = losses! { call;
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
    "KlDivergenceOfTwoLogs" false Elements (Logarithm, Logarithm second) =
        KlDivergence::log_probabilities().log_target(true).reduction(call.reduction);
    "KlDivergenceOfLogTarget" false Elements (Probability, Logarithm second) =
        KlDivergence::probabilities().log_target(true).reduction(call.reduction);
    "JensenShannon" false Elements (Logarithm, Logarithm second) =
        JensenShannon::beta(0.25).reduction(call.reduction);
    "JensenShannonForward" false Elements (Logarithm, Logarithm second) =
        JensenShannon::beta(0.0).reduction(call.reduction);
    "JensenShannonReverse" false Elements (Logarithm, Logarithm second) =
        JensenShannon::beta(1.0).reduction(call.reduction);
    "L1" false Elements (Real, Real second) = L1::default().reduction(call.reduction);
    "SmoothL1" false Elements (Real, Real second) = SmoothL1::default().reduction(call.reduction);
    "Huber" false Elements (Real, Real second) = Huber::default().reduction(call.reduction);
    "HingeEmbedding" false Elements (Real, Sign second) = HingeEmbedding::default().reduction(call.reduction);
    "Hinge" false Elements (Real, Sign second) = Hinge::default().reduction(call.reduction);
    "SquaredHinge" false Elements (Real, Sign second) = SquaredHinge::default().reduction(call.reduction);
    "SoftMargin" false Elements (Real, Sign second) = SoftMargin::default().reduction(call.reduction);
    "MultiLabelSoftMargin" true Rows (Real, Probability second) =
        MultiLabelSoftMargin::rows_of(call.row).reduction(call.reduction);
    "PoissonNll" false Elements (Real, Count second) = PoissonNll::default().reduction(call.reduction);
    "PoissonNllOfCounts" false Elements (Count, Count second) =
        PoissonNll { log_input: false, ..PoissonNll::default() }.reduction(call.reduction);
    "FixedGaussianNll" false Elements (Real, Real second) =
        FixedGaussianNll::of_variance(2.5).reduction(call.reduction);
    "SigmoidFocal" false Elements (Real, Label second) = SigmoidFocal::default().reduction(call.reduction);
    "LogCosh" false Elements (Real, Real second) = LogCosh::default().reduction(call.reduction);
    "Quantile" false Elements (Real, Real second) = Quantile::of(0.8).reduction(call.reduction);
};

/// Every verb of every operation.
pub(crate) fn verbs() -> &'static [Verb] {
    static VERBS: LazyLock<Vec<Verb>> = LazyLock::new(|| {
        let losses = LOSSES.into_iter().chain(classes::LOSSES);
        activations::all().chain(losses.flatten()).collect()
    });
    &VERBS
}

/// The entry of `verb` of `op`.
pub(crate) fn verb(op: &str, verb: &str) -> Verb {
    let found = verbs().iter().find(|entry| entry.op == op && entry.verb == verb);
    *found.unwrap_or_else(|| panic!("the table has no {op}.{verb}"))
}
