//! From scores to logits, in two floats where a rounding would show.

use super::AttentionSoftmax;
use crate::activation::passes::RowShift;
use crate::math::{Factor, Unrounded, exp_shifted_sum, tanh};
use crate::shape::{Kernel, Terms};
use crate::simd::{F32s, Simd};

/// How scores become logits. Which of its parts there are is the same for a whole call, so that a branch
/// for a block of vectors costs nothing beside them.
#[derive(Clone, Copy)]
pub(super) struct Logits {
    scale: Option<Factor>,
    /// scale / cap, and the cap.
    cap: Option<(Factor, f32)>,
    /// 1 / temperature, where the scale does not hold it already.
    cooling: Option<Factor>,
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
        let cap = options.soft_cap.map(|cap| (Factor::of(scale / f64::from(cap)), cap));
        if cap.is_none() && options.mask.is_none() && options.slopes.is_none() {
            return Self { scale: factor(scale * cooling), cap, cooling: None };
        }
        Self { scale: factor(scale), cap, cooling: factor(cooling) }
    }

    /// Whether a greater score never has a smaller logit.
    pub(super) fn ascend(options: AttentionSoftmax<'_>) -> bool {
        options.scale >= 0.0
    }

    #[inline(always)]
    fn scored<S: Simd>(self, x: F32s<S>) -> (F32s<S>, F32s<S>) {
        match (self.cap, self.scale) {
            (Some((scale, cap)), _) => tanh(scale.times(x)).product(x.of(cap)),
            (None, Some(scale)) => scale.product(x),
            (None, None) => (x, x.of(0.0)),
        }
    }

    #[inline(always)]
    fn cooled<S: Simd>(self, (z, low): (F32s<S>, F32s<S>)) -> (F32s<S>, F32s<S>) {
        let Some(cooling) = self.cooling else { return (z, low) };
        let (z, lost) = cooling.product(z);
        (z, cooling.times(low) + lost)
    }

    /// The logit of a score: rounded, and what the rounding has lost, or NaN where it is not finite.
    #[inline(always)]
    pub(super) fn bare<S: Simd>(self, x: F32s<S>) -> (F32s<S>, F32s<S>) {
        self.cooled(self.scored(x))
    }

    /// The same of a score with a bias.
    #[inline(always)]
    pub(super) fn biased<S: Simd>(self, x: F32s<S>, bias: F32s<S>) -> (F32s<S>, F32s<S>) {
        let (z, low) = self.scored(x);
        let (sum, lost) = z.two_sum(bias);
        self.cooled((sum, low + lost))
    }
}

/// The logits as floats.
impl Kernel<1> for Logits {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [self.bare(x).0]
    }
}

impl Kernel<2> for Logits {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, bias]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.biased(x, bias).0]
    }
}

/// Their exponentials.
#[derive(Clone, Copy)]
pub(super) struct Exponentials {
    pub(super) logits: Logits,
    pub(super) shift: PairShift,
}

impl Terms<1, 2, 1> for Exponentials {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        let e = self.shift.exp(self.logits.bare(x));
        ([e.c, e.q], [e.rounded()])
    }
}

impl Terms<2, 2, 1> for Exponentials {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x, bias]: [F32s<S>; 2]) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        let e = self.shift.exp(self.logits.biased(x, bias));
        ([e.c, e.q], [e.rounded()])
    }
}

/// A [`RowShift`] for logits in two floats.
#[derive(Clone, Copy, Default)]
pub(super) struct PairShift {
    row: RowShift,
    /// What the second may be at most: 0 where logits are so great that it is beyond all measure.
    limit: f32,
}

impl PairShift {
    #[inline(always)]
    pub(super) fn new(max: f32) -> Self {
        let limit = if max.abs() <= 4_194_304.0 { 0.25 } else { 0.0 };
        Self { row: RowShift::new(max), limit }
    }

    /// The exponential of the maximum.
    #[inline(always)]
    pub(super) fn top<S: Simd>(self, s: S) -> Unrounded<S> {
        self.exp((F32s::splat(s, self.row.max), F32s::splat(s, 0.0)))
    }

    #[inline(always)]
    pub(super) fn exp<S: Simd>(self, (z, low): (F32s<S>, F32s<S>)) -> Unrounded<S> {
        // The operands stand so that a NaN, of a logit that is −∞, becomes the limit: e^−∞ is 0 all the same.
        let low = low.min(low.of(self.limit)).max(low.of(-self.limit));
        exp_shifted_sum(self.row.relative(z), low, self.row.shift())
    }
}
