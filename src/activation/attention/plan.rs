//! What a call's options say about each row.

use std::ops::Range;

use super::bias::{Bias, Slope};
use super::logits::{Logits, PairShift, Plain};
use super::{AttentionSoftmax, FullyMasked, ScoreMask};
use crate::activation::exponentials::Exponential;
use crate::activation::softmax::Inverse;
use crate::simd::{F32s, Simd};

/// Temperatures below are 0, since logits divided by them would be beyond f32: 2^-64.
pub(super) const COLDEST: f64 = 5.421_010_862_427_522e-20;

/// The options, and what follows from them.
#[derive(Clone, Copy)]
pub(super) struct Plan<'a> {
    pub(super) options: AttentionSoftmax<'a>,
    pub(super) logits: Logits,
    /// Whether a score's logit is the greater the greater it is, and −∞ of −∞.
    pub(super) ascends: bool,
    /// What biases do that change nothing, or so great that what is beside them is lost in rounding.
    pub(super) plain: Plain,
    /// The temperature is 0.
    pub(super) frozen: bool,
}

/// A row's columns that are not left out, and its number.
#[derive(Clone, Copy, Default)]
pub(super) struct Columns {
    pub(super) index: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Columns {
    /// Their places, the row beginning at `at`.
    #[inline(always)]
    pub(super) fn after(self, at: usize) -> Range<usize> {
        at + self.start..at + self.end
    }
}

impl<'a> Plan<'a> {
    pub(super) fn of(options: AttentionSoftmax<'a>) -> Self {
        let ascends = options.scale > 0.0 || options.soft_cap.is_some();
        // Where a product with the scale neither makes an infinity of it nor a number that counts.
        let scale = options.soft_cap.unwrap_or(options.scale);
        let absent = if (1e-20..=1.0).contains(&scale) { -1e38 } else { f32::NEG_INFINITY };
        let frozen = f64::from(options.temperature) < COLDEST;
        Self { options, logits: Logits::of(options), ascends, plain: Plain { absent }, frozen }
    }

    /// The position of a row's query.
    #[inline(always)]
    fn position(self, index: usize) -> isize {
        let query = if self.options.queries == 1 { 0 } else { index % self.options.queries };
        self.options.offset.saturating_add_unsigned(query)
    }

    /// The columns of row `index` that are not left out.
    #[inline(always)]
    pub(super) fn columns(self, index: usize) -> Columns {
        let AttentionSoftmax { keys, causal, left, right, .. } = self.options;
        if !causal && left.is_none() && right.is_none() {
            return Columns { index, start: 0, end: keys };
        }
        let position = self.position(index);
        let place = |column: isize| usize::try_from(column).unwrap_or(0).min(keys);
        let start = left.map_or(0, |left| place(position.saturating_sub_unsigned(left)));
        let right = if causal { Some(0) } else { right };
        let end =
            right.map_or(keys, |right| place(position.saturating_add_unsigned(right).saturating_add(1)));
        Columns { index, start: start.min(end), end }
    }

    /// The head of a row.
    #[inline(always)]
    fn head(self, index: usize) -> usize {
        index / self.options.queries
    }

    /// What is added to the scores of row `index`.
    #[inline(always)]
    pub(super) fn bias(self, index: usize) -> Bias<'a> {
        let keys = self.options.keys;
        let row = |len: usize| {
            let start = (index * keys) % len;
            start..start + keys
        };
        let mask = self.options.mask.map(
            #[inline(always)]
            |mask| match mask {
                ScoreMask::Add(mask) => ScoreMask::Add(&mask[row(mask.len())]),
                ScoreMask::Keep(keep) => ScoreMask::Keep(&keep[row(keep.len())]),
            },
        );
        let slope = self.options.slopes.map(
            #[inline(always)]
            |slopes| Slope { slope: slopes[self.head(index) % slopes.len()], position: self.position(index) },
        );
        Bias { mask, slope }
    }

    /// A row's sink; −∞ if it has none.
    #[inline(always)]
    pub(super) fn sink(self, index: usize) -> Sink {
        let Some(sinks) = self.options.sinks else { return Sink { logit: f32::NEG_INFINITY, low: 0.0 } };
        let sink = f64::from(sinks[self.head(index) % sinks.len()]);
        let exact = match self.options.temperature {
            1.0 => sink,
            _ if self.frozen => sink,
            temperature => sink / f64::from(temperature),
        };
        Sink { logit: exact as f32, low: (exact - f64::from(exact as f32)) as f32 }
    }

    /// How the exponentials of a row are moved, whose greatest logit is `max` without the sink.
    #[inline(always)]
    pub(super) fn shift(self, max: f32, sink: Sink) -> PairShift {
        let max = if sink.logit > max { sink.logit } else { max };
        // Of nothing but −∞, which sums to 0 where it may, or else is NaN throughout.
        let nothing = max == f32::NEG_INFINITY && self.options.fully_masked == FullyMasked::Zeros;
        PairShift::new(if nothing { 0.0 } else { max })
    }

    /// Whether nothing is left of a row with this sum, which then is to be zeros.
    #[inline(always)]
    pub(super) fn is_zeros(self, total: f64) -> bool {
        total == 0.0 && self.options.fully_masked == FullyMasked::Zeros
    }

    /// The inverse of a row's sum; 0 where nothing is left and a row is to be zeros.
    #[inline(always)]
    pub(super) fn inverse(self, total: f64) -> Inverse {
        if self.is_zeros(total) { Inverse::default() } else { Inverse::of(total) }
    }
}

/// A sink's logit in two floats.
#[derive(Clone, Copy)]
pub(super) struct Sink {
    pub(super) logit: f32,
    low: f32,
}

impl Sink {
    /// Its exponential.
    #[inline(always)]
    pub(super) fn exp<S: Simd>(self, s: S, shift: PairShift) -> f64 {
        if self.logit == f32::NEG_INFINITY {
            return 0.0;
        }
        shift.exp([F32s::splat(s, self.logit), F32s::splat(s, self.low)]).lane()
    }
}
