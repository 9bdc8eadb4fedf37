//! Which experts of a mixture a token goes to, and with what weights.

mod select;
mod weigh;

use crate::check::{self, require};
use crate::element::{Element, Output, Slice, SliceMut};
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
    /// `√ln(1 + e^x)` likewise: DeepSeek-V4. A score is within 2 ULP, also where `ln(1 + e^x)` is 0 as a float.
    SqrtSoftplus,
}

/// What a group of experts counts as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum GroupScore {
    /// The sum of its two greatest scores: DeepSeek-V3.
    #[default]
    SumOfTwo,
    /// Its greatest score: DeepSeek-V2.
    Greatest,
}

/// A router of a mixture of experts: the `k` greatest scores of each row, the greatest first and of equal
/// ones that of the lower index, with their weights.
///
/// * **Shapes**: `logits` holds whole rows of `experts`; indices and weights hold `k` for each row.
/// * **Bias**: added to the scores for the choice alone; weights are without it.
/// * **Groups**: experts in `groups` neighbouring groups of equal size, of which the `kept_groups` best are kept, by
///   their [`GroupScore`] with bias.
/// * **Weights**: with [`renormalize`](Self::renormalize) divided by their sum, and times `scale`. Each is computed
///   in `f64` from the logit, or for a sigmoid or √softplus from its `f32`, and rounded once. A sum of 0 gives
///   weights 0.
/// * **Choice**: for a softmax by the logits, which order as the probabilities do but for those that round to
///   equal ones; with a bias or groups by the probabilities.
/// * **Given experts**, as a hash gate has: [`weigh`](Self::weigh) computes their weights alone, which are to the bit
///   those of [`route`](Self::route) for the same experts.
/// * **Gradient**: [`backward`](Self::backward), of the weights for the logits; the choice has none. It is 0 for
///   logits that have no part in a weight, and where the sum that weights are divided by is 0. In `f64`, and
///   rounded once: within 1 ULP of what it is with all its terms of one sign.
/// * **Special values**: a row with a NaN has the indices `0..k`, weights NaN and a gradient of NaN. Where a softmax
///   is NaN throughout, as for a row with ∞, weights are so too.
/// * **Errors**: [`Error::Rows`]; [`Error::Length`], also for a bias that is not one for each expert;
///   [`Error::Parameter`] for k beyond the experts of the kept groups, groups that do not divide the experts, a
///   scale that is not finite, and more than 64 groups or, with a bias, groups or scores that are no softmax, 1024
///   experts; [`Error::Class`] for a given expert that there is not. Bias and groups are not looked at where the
///   experts are given.
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
    /// What a group counts as.
    pub group_score: GroupScore,
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
        Self {
            experts: 0,
            k,
            scoring: Scoring::Softmax,
            bias: None,
            groups: 1,
            kept_groups: 1,
            group_score: GroupScore::SumOfTwo,
            renormalize: false,
            scale: 1.0,
        }
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
        /// The same with another score of groups.
        fn group_score(group_score: GroupScore) { group_score = group_score }
        /// The same with weights divided by their sum, or as they are.
        fn renormalize(renormalize: bool) { renormalize = renormalize }
        /// The same with weights times `scale`.
        fn scale(scale: f32) { scale = scale }
    }

    /// Whether the order of the logits is not that of the choice.
    fn needs_scores(self) -> bool {
        let is_softmax = matches!(self.scoring, Scoring::Softmax | Scoring::TopKSoftmax);
        !is_softmax || self.bias.is_some() || self.groups > 1
    }

    /// Refuses options that a choice cannot have.
    fn check_choice(self) -> Result<()> {
        let Self { experts, k, groups, kept_groups, .. } = self;
        let divide = (1..=MOST_GROUPS.min(experts)).contains(&groups) && experts.is_multiple_of(groups);
        require("groups", groups as f32, divide, "a divisor of the experts, up to 64")?;
        let kept = (1..=groups).contains(&kept_groups);
        require("kept_groups", kept_groups as f32, kept, "at least 1 and at most the groups")?;
        let enough = k >= 1 && k <= experts / groups * kept_groups;
        require("k", k as f32, enough, "at least 1 and at most the experts of the kept groups")?;
        if self.needs_scores() {
            let fits = experts <= MOST_EXPERTS;
            require(
                "experts",
                experts as f32,
                fits,
                "at most 1024 with a bias, groups or scores of their own",
            )?;
        }
        self.bias.map_or(Ok(()), |bias| check::length("bias", bias.len(), experts))
    }

    /// Refuses logits that are no whole rows, and other numbers of indices and of `weights` than k for each.
    fn check(self, logits: usize, indices: usize, (weights, len): (&'static str, usize)) -> Result<()> {
        let rows = check::rows("logits", logits, self.experts)?;
        require("k", self.k as f32, self.k >= 1, "at least 1")?;
        check::finite("scale", self.scale)?;
        let needed = rows.checked_mul(self.k).ok_or(Error::Length {
            argument: "indices",
            expected: usize::MAX,
            found: indices,
        })?;
        check::length("indices", indices, needed)?;
        check::length(weights, len, needed)
    }

    /// Refuses experts that there are not.
    fn check_experts(self, indices: &[u32]) -> Result<()> {
        match indices.iter().position(|&expert| expert as usize >= self.experts) {
            None => Ok(()),
            Some(index) => Err(Error::Class {
                argument: "indices",
                index,
                value: indices[index].into(),
                classes: self.experts,
            }),
        }
    }

    /// Rows of logits with their weights. A second input, of nothing, has logits of halves widened apart from the
    /// weights, of which there may be as many.
    fn slices<'s>(self, logits: Slice<'s>, weights: SliceMut<'s>) -> Slices<'s, 2, 1> {
        let nothing: &[f32] = &[];
        let inputs = [Some(logits), Some(f32::slice(nothing))];
        Slices::of(1, (inputs, [self.experts, 0]), ([weights], [self.k]))
    }
}

crate::place::verbs! { Router<'_>:
    /// The experts of each row, and their weights. Of halves, the choice is that of the widened logits.
    fn route<X: Element, W: Output>(router, place, logits: &[X], indices: &mut [u32], weights: &mut [W]) {
        check::rows("logits", logits.len(), router.experts)?;
        router.check_choice()?;
        router.check(logits.len(), indices.len(), ("weights", weights.len()))?;
        let (level, Router { experts, k, .. }) = (place.level()?, router);
        router.slices(X::slice(logits), W::out(weights)).by_blocks(level, &mut |first, [logits, _], [weights]| {
            let rows = indices[first * k..].chunks_exact_mut(k).zip(weights.chunks_exact(k));
            for (i, (indices, weights)) in rows.enumerate() {
                let logits = logits.slice(i * experts..(i + 1) * experts);
                select::choose(level, router, logits, indices, weights);
                weigh::weigh(level, router, logits, indices, weights);
            }
        })
    }

    /// The weights of experts that are given, k for each row, in any order; one that is given twice counts twice.
    fn weigh<X: Element, W: Output>(router, place, logits: &[X], indices: &[u32], weights: &mut [W]) {
        router.check(logits.len(), indices.len(), ("weights", weights.len()))?;
        router.check_experts(indices)?;
        let (level, Router { experts, k, .. }) = (place.level()?, router);
        router.slices(X::slice(logits), W::out(weights)).by_blocks(level, &mut |first, [logits, _], [weights]| {
            let rows = indices[first * k..].chunks_exact(k).zip(weights.chunks_exact(k));
            for (i, (indices, weights)) in rows.enumerate() {
                let logits = logits.slice(i * experts..(i + 1) * experts);
                weigh::weigh(level, router, logits, indices, weights);
            }
        })
    }

    /// The gradient for the logits from that for the weights of the experts that were chosen or given.
    fn backward<X: Element, G: Element, D: Output>(
        router,
        place,
        logits: &[X],
        indices: &[u32],
        dweights: &[G],
        dlogits: &mut [D]
    ) {
        router.check(logits.len(), indices.len(), ("dweights", dweights.len()))?;
        check::length("dlogits", dlogits.len(), logits.len())?;
        router.check_experts(indices)?;
        let (level, Router { experts, k, .. }) = (place.level()?, router);
        let inputs = ([Some(X::slice(logits)), Some(G::slice(dweights))], [experts, k]);
        let mut job = Slices::of(1, inputs, ([D::out(dlogits)], [experts]));
        job.by_blocks(level, &mut |first, [logits, dweights], [dlogits]| {
            let rows = indices[first * k..].chunks_exact(k).zip(dlogits.chunks_exact(experts));
            for (i, (indices, dlogits)) in rows.enumerate() {
                let logits = logits.slice(i * experts..(i + 1) * experts);
                let dweights = dweights.slice(i * k..(i + 1) * k);
                weigh::backward(level, router, logits, indices, dweights, dlogits);
            }
        })
    }
}
