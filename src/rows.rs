//! What operations over rows of logits are built on: softmax and its kin, attention, and the losses over logits.
//!
//! * [`RowShift`]: how a row's exponentials are brought into range, without subtracting the maximum where that
//!   would round.
//! * [`SumForShares`], [`SumForLog`], [`SumExp`] and [`WeightedSumExp`]: the exponentials and their sums.
//! * [`log_sum_exp`]: the logarithm of the sum, which keeps its digits where one element has nearly all of it.
//! * [`Probabilities`], and [`Inverse`] and [`Normalise`] of sums of any size: from exponentials to probabilities.
//! * [`softmax_gradient`]: the gradient from a row's exponentials.
//! * [`Passes`] and [`over_rows`]: the loop over rows that runs all of these.

mod exponentials;
mod log_sum_exp;
mod normalise;
mod passes;
mod shift;
pub(crate) mod softmax_gradient;

pub(crate) use exponentials::{Exponential, SumExp, SumForLog, SumForShares, WeightedSumExp};
pub(crate) use log_sum_exp::{
    BelowMax, RoundedBelowMax, exact_sum_m1, log_of_sum, log_sum_exp, sum_below_max,
};
pub(crate) use normalise::{Inverse, Normalise, PROBABILITY_SCALE, Probabilities, RoundedInverse};
pub(crate) use passes::{MAX_GROUP_ELEMENTS, MAX_GROUP_ROWS, Passes, RowRange, over_rows};
pub(crate) use shift::{Greatest, MAX_WITHOUT_OFFSET, RowShift};

use crate::shape::Condition;
use crate::simd::{F32s, Mask, Simd};

/// Where x is no NaN.
#[derive(Clone, Copy)]
pub(crate) struct NotNan;

impl Condition for NotNan {
    #[inline(always)]
    fn holds<S: Simd>(self, x: F32s<S>) -> Mask<S> {
        x.eq(x)
    }
}
