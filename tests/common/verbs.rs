//! Every verb of every operation of the table, as one entry with a uniform call: a test that loops over [`verbs`]
//! leaves none out.

mod activations;
mod losses;

use std::sync::LazyLock;

use activ8::{On, Reduction, Result, Tier};

use super::table::{Domain, place};
use super::tiers;

/// How an operation is made, and where it runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call {
    /// A tier named with `.on`, or the default one.
    pub(crate) tier: Option<Tier>,
    /// With `.parallel()`.
    pub(crate) parallel: bool,
    /// With `.streaming()`, of an activation.
    pub(crate) streaming: bool,
    /// The length of a row, for operations over rows.
    pub(crate) row: usize,
    /// The reduction, for losses.
    pub(crate) reduction: Reduction,
}

impl Call {
    pub(crate) fn on(tier: Tier, row: usize) -> Self {
        Self { tier: Some(tier), parallel: false, streaming: false, row, reduction: Reduction::Mean }
    }

    /// The operation where it runs.
    fn place<O>(self, operation: O) -> Result<On<O>> {
        let on = place(operation, self.tier, self.parallel)?;
        Ok(if self.streaming { on.streaming() } else { on })
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
    /// The gradient of each loss.
    pub(crate) dy: &'a [f32],
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

impl Verb {
    /// What reports call it.
    pub(crate) fn name(&self) -> String {
        format!("{}.{}", self.op, self.verb)
    }

    /// Whether it is one of a loss.
    pub(crate) fn of_loss(&self) -> bool {
        self.names[0] == "input"
    }

    /// Whether it takes the gradient of each loss.
    pub(crate) fn of_each(&self) -> bool {
        self.verb == "backward_each"
    }
}

/// A call. A loss gives `Some`.
pub(crate) type Run = dyn Fn(Call, Args<'_>, &mut [f32]) -> Result<Option<f32>> + Send + Sync;

/// `run` for as long as the process lives: as the table does.
fn leak(
    run: impl Fn(Call, Args<'_>, &mut [f32]) -> Result<Option<f32>> + Send + Sync + 'static,
) -> &'static Run {
    Box::leak(Box::new(run))
}

/// Every verb of every operation.
pub(crate) fn verbs() -> &'static [Verb] {
    static VERBS: LazyLock<Vec<Verb>> = LazyLock::new(|| activations::all().chain(losses::all()).collect());
    &VERBS
}

/// The entry of `verb` of `op`.
pub(crate) fn verb(op: &str, verb: &str) -> Verb {
    let found = verbs().iter().find(|entry| entry.op == op && entry.verb == verb);
    *found.unwrap_or_else(|| panic!("the table has no {op}.{verb}"))
}

/// Calls `test` for every verb on every tier.
pub(crate) fn every_verb(mut test: impl FnMut(Tier, Verb)) {
    for tier in tiers() {
        for &verb in verbs() {
            test(tier, verb);
        }
    }
}

/// The available tiers in groups that must give the same bits.
pub(crate) fn groups() -> Vec<Vec<Tier>> {
    let (fused, unfused): (Vec<_>, Vec<_>) = tiers().into_iter().partition(|tier| tier.is_fused());
    [fused, unfused].into_iter().filter(|group| !group.is_empty()).collect()
}
