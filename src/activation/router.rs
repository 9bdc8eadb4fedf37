//! Which experts of a mixture a token goes to, and with what weights.

mod select;

use crate::check::{self, require};
use crate::element::{Element, Output};
use crate::error::{Error, Result};
use crate::mixed::Slices;
use crate::setters::setters;

/// How logits become scores and weights.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Scoring {
    /// Softmax over all experts, of which the greatest are taken: Mixtral, Qwen.
    #[default]
    Softmax,
    /// The greatest logits are taken, and softmax is over these: gpt-oss.
    TopKSoftmax,
    /// `sigmoid(x)` is the weight, and with the bias decides: DeepSeek-V3.
    Sigmoid,
}

/// A router of a mixture of experts: the `k` greatest scores of each row, the greatest first and of equal
/// ones that of the lower index, with their weights.
///
/// * **Shapes**: `logits` holds whole rows of `experts`; indices and weights hold `k` for each row.
/// * **Bias**: added to the scores for the choice alone; weights are without it.
/// * **Groups**: experts in `groups` neighbouring groups of equal size, of which the `kept_groups` best are kept, a
///   group's score being the sum of its two greatest scores with bias.
/// * **Weights**: with [`renormalize`](Self::renormalize) divided by their sum, and times `scale`. Each is computed
///   in `f64` from the logit, or for a sigmoid from its `f32`, and rounded once. A sum of 0 gives weights 0.
/// * **Choice**: for a softmax by the logits, which order as the probabilities do but for those that round to
///   equal ones; with a bias or groups by the probabilities.
/// * **Special values**: a row with a NaN has the indices `0..k` and weights NaN. Where a softmax is NaN
///   throughout, as for a row with ∞, weights are so too.
/// * **Errors**: [`Error::Rows`]; [`Error::Length`], also for a bias that is not one for each expert;
///   [`Error::Parameter`] for k beyond the experts of the kept groups, groups that do not divide the experts, a
///   scale that is not finite, and more than 64 groups or, with a bias, groups or sigmoids, 1024 experts.
/// * **Allocates** nothing: indices and weights are where the greatest are kept, and scores of up to 1024
///   experts lie on the stack.
///
/// ```
/// use activ8::Router;
///
/// let (mut experts, mut weights) = ([0; 2], [0.0; 2]);
/// Router::top(2).of(4).renormalize(true).route(&[1.0, 3.0, 3.0, -2.0], &mut experts, &mut weights)?;
/// assert_eq!((experts, weights), ([1, 2], [0.5, 0.5]));
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Router<'a> {
    /// The number of logits in a row.
    pub experts: usize,
    /// How many of them are taken.
    pub k: usize,
    /// How they are scored.
    pub scoring: Scoring,
    /// What is added to the scores for the choice.
    pub bias: Option<&'a [f32]>,
    /// The number of groups; 1 by default.
    pub groups: usize,
    /// How many of them are kept; 1 by default.
    pub kept_groups: usize,
    /// Whether weights are divided by their sum.
    pub renormalize: bool,
    /// What weights are multiplied with.
    pub scale: f32,
}

crate::place::placed! { Router<'_> }

/// Experts whose scores are kept on the stack.
const MOST_EXPERTS: usize = 1024;
/// Groups whose choice is kept in one word.
const MOST_GROUPS: usize = 64;

impl<'a> Router<'a> {
    /// The `k` greatest probabilities, of no experts yet: see [`of`](Self::of).
    pub const fn top(k: usize) -> Self {
        let scoring = Scoring::Softmax;
        Self { experts: 0, k, scoring, bias: None, groups: 1, kept_groups: 1, renormalize: false, scale: 1.0 }
    }

    setters! {
        /// The same of `experts` logits a row.
        fn of(experts: usize) { experts = experts }
        /// The same scored another way.
        fn scoring(scoring: Scoring) { scoring = scoring }
        /// The same with a bias for each expert in the choice.
        fn bias(bias: &'a [f32]) { bias = Some(bias) }
        /// The same of experts in `groups`, of which `kept` are kept.
        fn groups(groups: usize, kept: usize) { groups = groups, kept_groups = kept }
        /// The same with weights divided by their sum, or as they are.
        fn renormalize(renormalize: bool) { renormalize = renormalize }
        /// The same with weights times `scale`.
        fn scale(scale: f32) { scale = scale }
    }

    /// Whether the order of the logits is not that of the choice.
    fn needs_scores(self) -> bool {
        self.scoring == Scoring::Sigmoid || self.bias.is_some() || self.groups > 1
    }

    fn check(self, logits: usize, indices: usize, weights: usize) -> Result<()> {
        let Self { experts, k, groups, kept_groups, .. } = self;
        let rows = check::rows("logits", logits, experts)?;
        let divide = (1..=MOST_GROUPS.min(experts)).contains(&groups) && experts.is_multiple_of(groups);
        require("groups", groups as f32, divide, "a divisor of the experts, up to 64")?;
        let kept = (1..=groups).contains(&kept_groups);
        require("kept_groups", kept_groups as f32, kept, "at least 1 and at most the groups")?;
        let enough = k >= 1 && k <= experts / groups * kept_groups;
        require("k", k as f32, enough, "at least 1 and at most the experts of the kept groups")?;
        check::finite("scale", self.scale)?;
        if self.needs_scores() {
            let fits = experts <= MOST_EXPERTS;
            require("experts", experts as f32, fits, "at most 1024 with a bias, groups or sigmoids")?;
        }
        if let Some(bias) = self.bias {
            check::length("bias", bias.len(), experts)?;
        }
        let needed = rows.checked_mul(k).ok_or(Error::Length {
            argument: "indices",
            expected: usize::MAX,
            found: indices,
        })?;
        check::length("indices", indices, needed)?;
        check::length("weights", weights, needed)
    }
}

crate::place::verbs! { Router<'_>:
    /// The experts of each row, and their weights. Of halves, the choice is that of the widened logits.
    fn route<X: Element, W: Output>(router, place, logits: &[X], indices: &mut [u32], weights: &mut [W]) {
        router.check(logits.len(), indices.len(), weights.len())?;
        let (level, Router { experts, k, .. }) = (place.level()?, router);
        let mut job = Slices::of(1, ([Some(X::slice(logits))], [experts]), ([W::out(weights)], [k]));
        job.by_blocks(level, &mut |first, [logits], [weights]| {
            let rows = indices[first * k..].chunks_exact_mut(k).zip(weights.chunks_exact(k));
            for (i, (indices, weights)) in rows.enumerate() {
                select::route(level, router, logits.slice(i * experts..(i + 1) * experts), indices, weights);
            }
        })
    }
}
