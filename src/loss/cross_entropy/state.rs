//! What is known of a row of which some blocks have been seen.

use super::passes::Sums;
use crate::rows::{LogSumExp, RowShift};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// The sums so far, relative to the greatest logit so far.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) max: f32,
    /// Σ e^(z − max) − 1.
    others: f64,
    /// Those of [`Sums`].
    below: f64,
    shares: f64,
    /// The logit of the row's class, where it has been seen.
    pub(super) own: f32,
}

impl Default for State {
    fn default() -> Self {
        Self { max: f32::NEG_INFINITY, others: -1.0, below: 0.0, shares: 0.0, own: 0.0 }
    }
}

impl State {
    /// Adds a block's sums.
    #[inline(always)]
    pub(super) fn add(&mut self, Sums { of, below, shares }: Sums) {
        let block = if of.max == f32::NEG_INFINITY {
            // Classes that are all impossible: nothing, but for what the target expects of them.
            let below = if shares == 0.0 { 0.0 } else { f64::INFINITY };
            Self { below, shares, ..Self::default() }
        } else {
            Self { max: of.max, others: of.sum_m1, below, shares, own: 0.0 }
        };
        let (greater, lesser) = if block.max > self.max { (block, *self) } else { (*self, block) };
        let fall = f64::from(greater.max) - f64::from(lesser.max);
        let factor = if lesser.max == f32::NEG_INFINITY { 0.0 } else { (-fall).exp() };
        let moved = if lesser.shares == 0.0 { 0.0 } else { lesser.below + lesser.shares * fall };
        *self = Self {
            max: greater.max,
            others: greater.others + (1.0 + lesser.others) * factor,
            below: greater.below + moved,
            shares: greater.shares + lesser.shares,
            own: self.own,
        };
    }

    /// The sums, for the loss.
    pub(super) fn sums(&self, level: Level) -> Sums {
        dispatch!(level, s => s.vectorize(#[inline(always)] || self.sums_at(s, RowShift::deep(self.max))))
    }

    /// The sums, with exponentials in the unit that `shift` has.
    #[inline(always)]
    pub(super) fn sums_at<S: Simd>(&self, s: S, shift: RowShift) -> Sums {
        let of = LogSumExp::new(s, shift, self.max, self.others);
        Sums { of, below: self.below, shares: self.shares }
    }
}
