//! What follows from a call's options, for all rows and for each.

use core::ops::Range;

use super::biases::{Biases, Slope};
use super::logits::{LEAST_TEMPERATURE, Logits, MaskOnly, PairShift};
use super::options::{AttentionSoftmax, ScoreMask};
use crate::rows::Exponential;
use crate::simd::{F32s, Simd};

/// The options, and what follows from them for all rows.
#[derive(Clone, Copy)]
pub(super) struct Derived<'a> {
    pub(super) options: AttentionSoftmax<'a>,
    pub(super) logits: Logits,
    /// Whether a greater score has a greater logit, and −∞ has −∞.
    pub(super) is_increasing: bool,
    /// Which biases only mask.
    pub(super) mask_only: MaskOnly,
    pub(super) is_temperature_0: bool,
}

/// The columns of a row that are not left out by its window.
#[derive(Clone, Copy, Default)]
pub(super) struct Window {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Window {
    #[inline(always)]
    pub(super) fn range(self) -> Range<usize> {
        self.start..self.end
    }
}

impl<'a> Derived<'a> {
    pub(super) fn of(options: AttentionSoftmax<'a>) -> Self {
        // A bias so low that a score beside it is lost in rounding, and whose product with the scale is neither
        // an infinity nor a number that counts.
        let scale = options.soft_cap.unwrap_or(options.scale);
        let masked = if (1e-20..=1.0).contains(&scale) { -1e38 } else { f32::NEG_INFINITY };
        Self {
            options,
            logits: Logits::of(options),
            is_increasing: options.scale > 0.0 || options.soft_cap.is_some(),
            mask_only: MaskOnly { masked },
            is_temperature_0: f64::from(options.temperature) < LEAST_TEMPERATURE,
        }
    }

    /// The position of the query of row `number`.
    #[inline(always)]
    fn position(self, number: usize) -> isize {
        let query = if self.options.queries == 1 { 0 } else { number % self.options.queries };
        self.options.offset.saturating_add_unsigned(query)
    }

    /// The columns of row `number` that its window leaves.
    #[inline(always)]
    pub(super) fn window(self, number: usize) -> Window {
        let AttentionSoftmax { keys, causal, left, right, .. } = self.options;
        if !causal && left.is_none() && right.is_none() {
            return Window { start: 0, end: keys };
        }
        let position = self.position(number);
        let clamped = |column: isize| usize::try_from(column).unwrap_or(0).min(keys);
        let start = left.map_or(0, |left| clamped(position.saturating_sub_unsigned(left)));
        let right = if causal { Some(0) } else { right };
        let end =
            right.map_or(keys, |right| clamped(position.saturating_add_unsigned(right).saturating_add(1)));
        Window { start: start.min(end), end }
    }

    /// The head of row `number`.
    #[inline(always)]
    fn head(self, number: usize) -> usize {
        number / self.options.queries
    }

    /// What is added to the scores of row `number`.
    #[inline(always)]
    pub(super) fn biases(self, number: usize) -> Biases<'a> {
        let keys = self.options.keys;
        let row = |len: usize| {
            let start = (number * keys) % len;
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
            |slopes| Slope {
                slope: slopes[self.head(number) % slopes.len()],
                position: self.position(number),
            },
        );
        Biases { mask, slope }
    }

    /// The sink of row `number`; −∞ if it has none.
    #[inline(always)]
    pub(super) fn sink(self, number: usize) -> Sink {
        let Some(sinks) = self.options.sinks else { return Sink { logit: f32::NEG_INFINITY, low: 0.0 } };
        let sink = f64::from(sinks[self.head(number) % sinks.len()]);
        let exact = match self.options.temperature {
            1.0 => sink,
            _ if self.is_temperature_0 => sink,
            temperature => sink / f64::from(temperature),
        };
        Sink { logit: exact as f32, low: (exact - f64::from(exact as f32)) as f32 }
    }

    /// The shift of a row whose greatest logit is `max` without the sink.
    #[inline(always)]
    pub(super) fn shift(self, max: f32, sink: Sink) -> PairShift {
        let max = if sink.logit > max { sink.logit } else { max };
        PairShift::new(self.options.fully_masked.max(max))
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
