//! From scores to logits, in two floats where a rounding would show, and to exponentials.

use super::options::AttentionSoftmax;
use crate::math::{Factor, Unrounded, exp_shifted_above, exp_shifted_sum, tanh};
use crate::rows::{Exponential, RowShift};
use crate::shape::{Condition, Kernel};
use crate::simd::{F32s, Mask, Simd};

/// Temperatures below are 0, since logits divided by them would be beyond f32: 2^-64.
pub(super) const LEAST_TEMPERATURE: f64 = 5.421_010_862_427_522e-20;

/// How scores become logits: `(cap·tanh(x · scale / cap) + bias) / temperature`, or without a cap
/// `(x · scale + bias) / temperature`. A factor that is 1 is left out.
#[derive(Clone, Copy)]
pub(super) struct Logits {
    /// With a cap, what comes before all else.
    pub(super) tanh: Option<Tanh>,
    /// What is multiplied with before a bias is added: the cap, or the scale.
    scale: Option<Factor>,
    /// What is multiplied with after that: 1 / temperature.
    cooling: Option<Factor>,
    /// The product of both, where no bias comes in between.
    pub(super) factor: Option<Factor>,
}

impl Logits {
    pub(super) fn of(options: AttentionSoftmax<'_>) -> Self {
        let scale = f64::from(options.scale);
        // At temperature 0 it does not matter.
        let cooling = match f64::from(options.temperature) {
            t if t < LEAST_TEMPERATURE => 1.0,
            t => 1.0 / t,
        };
        let factor = |factor: f64| (factor != 1.0).then(|| Factor::of(factor));
        let tanh = options.soft_cap.map(|cap| Tanh(Factor::of(scale / f64::from(cap))));
        let scale = options.soft_cap.map_or(scale, f64::from);
        Self { tanh, scale: factor(scale), cooling: factor(cooling), factor: factor(scale * cooling) }
    }

    /// The logit, in two floats, of a score, or of a tanh, that has no bias or one that only masks.
    #[inline(always)]
    pub(super) fn without_bias<S: Simd>(self, x: F32s<S>) -> (F32s<S>, F32s<S>) {
        match self.factor {
            Some(factor) => factor.product(x),
            None => (x, x.of(0.0)),
        }
    }
}

/// The logit of a score, or of a tanh, with a bias: rounded, and what the rounding has lost, or NaN where it
/// is not finite.
impl Kernel<2, 2> for Logits {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, bias]: [F32s<S>; 2]) -> [F32s<S>; 2] {
        let (z, low) = match self.scale {
            None => x.two_sum(bias),
            Some(scale) => {
                let (z, low) = scale.product(x);
                let (sum, lost) = z.two_sum(bias);
                (sum, low + lost)
            }
        };
        let Some(cooling) = self.cooling else { return [z, low] };
        let (z, lost) = cooling.product(z);
        [z, cooling.times(low) + lost]
    }
}

/// The tanh of a score times a factor.
#[derive(Clone, Copy)]
pub(super) struct Tanh(Factor);

impl Kernel<1> for Tanh {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [tanh(self.0.times(x))]
    }
}

/// A bias that only masks: it is 0, or so low that it leaves a score out. With another the logit is ∞, by which the
/// other is noticed.
#[derive(Clone, Copy)]
pub(super) struct MaskOnly {
    /// Biases up to this leave a score out.
    pub(super) masked: f32,
}

impl Condition for MaskOnly {
    #[inline(always)]
    fn holds<S: Simd>(self, bias: F32s<S>) -> Mask<S> {
        let masked = bias.of(self.masked);
        bias.neg_abs().replace_equal(bias, bias.of(0.0), masked).le(masked)
    }
}

impl Kernel<2> for MaskOnly {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, bias]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.holds(bias).select(x + bias, x.of(f32::INFINITY))]
    }
}

/// A [`RowShift`] for logits in two floats.
#[derive(Clone, Copy, Default)]
pub(super) struct PairShift {
    pub(super) row: RowShift,
    /// What the second float is multiplied with: 0 where logits are so great that it may be anything.
    keep: f32,
}

impl PairShift {
    #[inline(always)]
    pub(super) fn new(max: f32) -> Self {
        // Up to this, what is lost of a logit is at most ¼, unless its exponential is 0.
        Self { row: RowShift::new(max), keep: if max.abs() <= 4_194_304.0 { 1.0 } else { 0.0 } }
    }

    /// A logit less the offset.
    #[inline(always)]
    fn relative<S: Simd>(self, [z, low]: [F32s<S>; 2]) -> [F32s<S>; 2] {
        // A branch, as within that of the row, which is left out of the loop for ordinary rows.
        match self.row.has_no_offset() {
            true => [z, low],
            false => [self.row.relative(z), low * low.of(self.keep)],
        }
    }

    /// See [`RowShift::deep`].
    #[inline(always)]
    pub(super) fn deepened(self) -> Self {
        Self { row: self.row.deepened(), ..self }
    }
}

impl Exponential<2> for PairShift {
    #[inline(always)]
    fn exp<S: Simd>(self, [z, low]: [F32s<S>; 2]) -> Unrounded<S> {
        let [z, low] = self.relative([z, low]);
        exp_shifted_sum(z, low, self.row.power())
    }

    #[inline(always)]
    fn exp_above<S: Simd>(self, logit: [F32s<S>; 2], coarse: bool) -> [F32s<S>; 2] {
        let [z, low] = self.relative(logit);
        exp_shifted_above(z, Some(low), self.row.power().splat(z), coarse)
    }
}

/// A [`PairShift`] for logits that are the products of scores with a factor.
#[derive(Clone, Copy)]
pub(super) struct ScaledShift {
    pub(super) factor: Factor,
    pub(super) shift: PairShift,
}

impl Exponential<1> for ScaledShift {
    #[inline(always)]
    fn exp<S: Simd>(self, [x]: [F32s<S>; 1]) -> Unrounded<S> {
        let (z, low) = self.factor.product(x);
        self.shift.exp([z, low])
    }

    #[inline(always)]
    fn exp_above<S: Simd>(self, [x]: [F32s<S>; 1], coarse: bool) -> [F32s<S>; 2] {
        let (z, low) = self.factor.product(x);
        self.shift.exp_above([z, low], coarse)
    }
}
