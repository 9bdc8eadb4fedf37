//! From scores to logits, in two floats where a rounding would show, and to exponentials.

use super::AttentionSoftmax;
use crate::activation::exponentials::Exponential;
use crate::activation::row_shift::RowShift;
use crate::math::{Factor, Unrounded, exp_shifted_sum, tanh};
use crate::shape::{Condition, Kernel};
use crate::simd::{F32s, Mask, Simd};

/// How scores become logits.
#[derive(Clone, Copy)]
pub(super) struct Logits {
    /// What comes before all else.
    pub(super) tanh: Option<Tanh>,
    /// The scale, or the cap, that the tanh of scaled scores is multiplied with, before a bias is added.
    scale: Option<Factor>,
    /// 1 / temperature, which is multiplied with after that.
    cooling: Option<Factor>,
    /// Both in one, where no bias comes in between.
    pub(super) factor: Option<Factor>,
}

impl Logits {
    pub(super) fn of(options: AttentionSoftmax<'_>) -> Self {
        let scale = f64::from(options.scale);
        // At temperature 0 it does not matter.
        let cooling = match f64::from(options.temperature) {
            t if t < super::plan::COLDEST => 1.0,
            t => 1.0 / t,
        };
        let factor = |factor: f64| (factor != 1.0).then(|| Factor::of(factor));
        let tanh = options.soft_cap.map(|cap| Tanh(Factor::of(scale / f64::from(cap))));
        let scale = options.soft_cap.map_or(scale, f64::from);
        Self { tanh, scale: factor(scale), cooling: factor(cooling), factor: factor(scale * cooling) }
    }

    /// The logit of a score, or of a tanh, that has no bias to be added, or one that changes nothing or leaves it out, in two
    /// floats.
    #[inline(always)]
    pub(super) fn alone<S: Simd>(self, x: F32s<S>) -> (F32s<S>, F32s<S>) {
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

/// A score, or a tanh, with a bias that changes nothing or leaves it out; ∞ where it is another.
#[derive(Clone, Copy)]
pub(super) struct Plain {
    /// The greatest bias that leaves out.
    pub(super) absent: f32,
}

impl Condition for Plain {
    #[inline(always)]
    fn holds<S: Simd>(self, bias: F32s<S>) -> Mask<S> {
        let absent = bias.of(self.absent);
        bias.neg_abs().replace_equal(bias, bias.of(0.0), absent).le(absent)
    }
}

impl Kernel<2> for Plain {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, bias]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.holds(bias).select(x + bias, x.of(f32::INFINITY))]
    }
}

/// A [`RowShift`] for logits in two floats.
#[derive(Clone, Copy, Default)]
pub(super) struct PairShift {
    pub(super) row: RowShift,
    /// What the second is multiplied with: 0 where logits are so great that it is beyond all measure.
    keep: f32,
}

impl PairShift {
    #[inline(always)]
    pub(super) fn new(max: f32) -> Self {
        // Up to this, what is lost of a logit is at most ¼, unless its exponential is 0.
        Self { row: RowShift::new(max), keep: if max.abs() <= 4_194_304.0 { 1.0 } else { 0.0 } }
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
        // A branch, as within `relative`, which is left out of the loop for ordinary rows.
        let (z, low) = match self.row.is_small() {
            true => (z, low),
            false => (self.row.relative(z), low * low.of(self.keep)),
        };
        exp_shifted_sum(z, low, self.row.shift())
    }
}

/// The same of the products of scores with a factor.
#[derive(Clone, Copy)]
pub(super) struct Scaled {
    pub(super) factor: Factor,
    pub(super) shift: PairShift,
}

impl Exponential<1> for Scaled {
    #[inline(always)]
    fn exp<S: Simd>(self, [x]: [F32s<S>; 1]) -> Unrounded<S> {
        let (z, low) = self.factor.product(x);
        self.shift.exp([z, low])
    }
}
