//! The sums of a row of which some blocks of classes have been seen.

use super::passes::RowSums;

/// The sums so far, relative to the greatest logit so far.
#[derive(Clone, Copy)]
pub(super) struct RunningSums {
    pub(super) max: f32,
    /// Σ e^(z − max) − 1.
    sum_m1: f64,
    /// Those of [`RowSums`].
    below: f64,
    shares: f64,
    /// The logit of the target class, where it has been seen.
    pub(super) target_logit: Option<f32>,
}

impl Default for RunningSums {
    fn default() -> Self {
        Self { max: f32::NEG_INFINITY, sum_m1: -1.0, below: 0.0, shares: 0.0, target_logit: None }
    }
}

impl RunningSums {
    /// The sums of one block, with this greatest z and this Σ e^(z − max) − 1.
    #[inline(always)]
    pub(super) fn of_block(max: f32, sum_m1: f64, sums: RowSums, target_logit: Option<f32>) -> Self {
        let RowSums { below, shares, .. } = sums;
        if max == f32::NEG_INFINITY {
            // Classes that are all impossible: nothing, but for what the target expects of them.
            let below = if shares == 0.0 { 0.0 } else { f64::INFINITY };
            return Self { below, shares, target_logit, ..Self::default() };
        }
        Self { max, sum_m1, below, shares, target_logit }
    }

    /// Adds those of another block.
    pub(super) fn add(&mut self, block: Self) {
        let (greater, lesser) = if block.max > self.max { (block, *self) } else { (*self, block) };
        let fall = f64::from(greater.max) - f64::from(lesser.max);
        let factor = if lesser.max == f32::NEG_INFINITY { 0.0 } else { (-fall).exp() };
        let moved = if lesser.shares == 0.0 { 0.0 } else { lesser.below + lesser.shares * fall };
        *self = Self {
            max: greater.max,
            sum_m1: greater.sum_m1 + (1.0 + lesser.sum_m1) * factor,
            below: greater.below + moved,
            shares: greater.shares + lesser.shares,
            target_logit: block.target_logit.or(self.target_logit),
        };
    }

    /// The sums of the row, relative to the exponential of the greatest z.
    #[inline(always)]
    pub(super) fn of_row(&self) -> RowSums {
        RowSums { below_max: self.sum_m1, maxima: 1.0, below: self.below, shares: self.shares }
    }
}
