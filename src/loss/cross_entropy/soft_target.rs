//! The passes over rows in which every class may have a share of the target, and logits may be capped.

use core::ops::Range;

use super::CrossEntropy;
use super::passes::{GradientTerms, OneHot, Pass, Row, RowSums};
use crate::rows::{RoundedBelowMax, RowShift};
use crate::shape::{Kernel, Map, Out, Source, Terms, map, sum};
use crate::simd::{F32s, Simd};

/// How much of the target each class has, besides what the row's own class has alone. It is the same formula for all
/// rows: the loops branch on it once for a block of vectors, and are compiled once for all of them.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum ShareFormula {
    /// None.
    Nothing,
    /// `constant`: label smoothing.
    Uniform,
    /// `scale·y + constant` of a number y for each class, its weight or its probability.
    Scaled,
    /// `(scale·y + constant)·w` of its probability y and its weight w.
    Weighted,
}

impl ShareFormula {
    /// The share of a class.
    #[inline(always)]
    pub(super) fn of<S: Simd>(self, y: F32s<S>, weight: F32s<S>, [scale, constant]: [F32s<S>; 2]) -> F32s<S> {
        if matches!(self, Self::Nothing | Self::Uniform) {
            return constant;
        }
        // Each operand is named once, so that it is loaded only where it counts.
        let scaled = y.mul_add(scale, constant);
        if self == Self::Weighted { scaled * weight } else { scaled }
    }
}

/// Any target, with all options, of logits that are capped or count as they are.
#[derive(Clone, Copy)]
pub(super) struct SoftTarget<'a, L> {
    pub(super) logits: L,
    pub(super) share: ShareFormula,
    scale: f64,
    constant: f64,
    /// The weights of the classes at hand, where shares have them as a factor.
    weight: Option<&'a [f32]>,
}

impl<'a, L: Map> SoftTarget<'a, L> {
    /// For the classes at hand; with targets that are probabilities, or that are classes.
    pub(super) fn new(logits: L, loss: CrossEntropy<'a>, probabilities: bool, classes: Range<usize>) -> Self {
        let smoothing = f64::from(loss.label_smoothing);
        let uniform = smoothing / loss.row as f64;
        let (share, scale, constant) = match loss.weight {
            None if probabilities => (ShareFormula::Scaled, 1.0 - smoothing, uniform),
            Some(_) if probabilities => (ShareFormula::Weighted, 1.0 - smoothing, uniform),
            Some(_) if smoothing > 0.0 => (ShareFormula::Scaled, uniform, 0.0),
            _ if loss.is_one_hot() => (ShareFormula::Nothing, 0.0, 0.0),
            _ => (ShareFormula::Uniform, 0.0, uniform),
        };
        let weighted = matches!(share, ShareFormula::Scaled | ShareFormula::Weighted);
        let weight = loss.weight.filter(|_| weighted).map(|weight| &weight[classes]);
        Self { logits, share, scale, constant, weight }
    }

    #[inline(always)]
    fn formula(self, factor: f64) -> Formula<L> {
        let [scale, constant] = self.scales(factor);
        Formula { logits: self.logits, share: self.share, scale, constant }
    }

    /// The scale and the constant of shares times a factor.
    #[inline(always)]
    pub(super) fn scales(self, factor: f64) -> [f32; 2] {
        [(self.scale * factor) as f32, (self.constant * factor) as f32]
    }

    /// The number y and the weight of a class, whose probabilities are `target`.
    #[inline(always)]
    pub(super) fn numbers<S: Simd>(self, class: usize, target: F32s<S>) -> [F32s<S>; 2] {
        match self.weight {
            None => [target, target],
            Some(weight) if self.share == ShareFormula::Scaled => [target.of(weight[class]), target],
            Some(weight) => [target, target.of(weight[class])],
        }
    }

    /// The row's logits, the numbers y and the weights. What the kind of shares does not need is the logits again,
    /// and does not count.
    #[inline(always)]
    fn operands<'b>(self, row: Row<'b>) -> [Source<'b>; 3]
    where
        'a: 'b,
    {
        match self.weight {
            None => [row.x, row.target, row.x],
            Some(weight) if self.share == ShareFormula::Scaled => [row.x, weight.into(), row.x],
            Some(weight) => [row.x, row.target, weight.into()],
        }
    }
}

/// What of [`SoftTarget`] the loops need.
#[derive(Clone, Copy)]
struct Formula<L> {
    logits: L,
    share: ShareFormula,
    scale: f32,
    constant: f32,
}

impl<L> Formula<L> {
    #[inline(always)]
    fn share<S: Simd>(self, y: F32s<S>, weight: F32s<S>) -> F32s<S> {
        self.share.of(y, weight, [y.of(self.scale), y.of(self.constant)])
    }
}

impl<L: Map> Pass for SoftTarget<'_, L> {
    #[inline(always)]
    fn logit<S: Simd>(self, s: S, x: f32) -> f32 {
        self.logits.eval(F32s::splat(s, x)).lane()
    }

    #[inline(always)]
    fn logit_gradient<S: Simd>(self, s: S, x: f32, dz: f32) -> f32 {
        self.logits.gradient(F32s::splat(s, x), F32s::splat(s, dz)).lane()
    }

    #[inline(always)]
    fn share(self, class: usize) -> f64 {
        match self.share {
            ShareFormula::Nothing | ShareFormula::Uniform => self.constant,
            _ => self.scale * self.weight.map_or(0.0, |weight| f64::from(weight[class])),
        }
    }

    #[inline(always)]
    fn sums<S: Simd>(self, s: S, shift: RowShift, row: Row<'_>, exponentials: Option<Out<'_>>) -> RowSums {
        let (terms, operands) = (SumTerms { shift, formula: self.formula(1.0) }, self.operands(row));
        let [below_max, below, shares, maxima] = match exponentials {
            None => sum(s, terms, operands, [], 1.0),
            Some(out) => sum(s, terms, operands, [out], 1.0),
        };
        RowSums { below_max, maxima, below: below / f64::from(SMALLER), shares }
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, s: S, terms: GradientTerms, row: Row<'_>, out: Out<'_>) {
        if self.share == ShareFormula::Nothing {
            return OneHot.gradient(s, terms, row, out);
        }
        let [x, y, weight] = self.operands(row);
        let kernel = Gradient { terms, formula: self.formula(terms.factor) };
        map(s, kernel, [out.into(), x, y, weight], [out]);
    }
}

/// Differences are taken of logits times this, so that none overflows: their sum is divided by it.
pub(super) const SMALLER: f32 = 1.0 / 256.0;

/// `share·(max − z)`, times what keeps it from overflowing.
#[inline(always)]
pub(super) fn below<S: Simd>(share: F32s<S>, max: F32s<S>, z: F32s<S>, smaller: f32) -> F32s<S> {
    // Not fused, so that the greatest logit is exactly 0 below itself.
    let (below, zero) = (max * z.of(smaller) - z * z.of(smaller), z.of(0.0));
    // No 0·∞: what has no share costs nothing, even where it is impossible.
    share.eq(zero).select(zero, share * below)
}

/// The terms of a row's sums: the exponentials of all but the greatest logits, rounded; b·(max − z) of a share b; b; and
/// 1 for a greatest logit.
#[derive(Clone, Copy)]
struct SumTerms<L> {
    shift: RowShift,
    formula: Formula<L>,
}

impl<L: Map> SumTerms<L> {
    /// The terms, and the exponential.
    #[inline(always)]
    fn terms<S: Simd>(self, [x, y, weight]: [F32s<S>; 3]) -> ([F32s<S>; 4], F32s<S>) {
        let z = self.formula.logits.eval(x);
        let ([below_max, maxima], e) = RoundedBelowMax(self.shift).terms(z);
        let share = self.formula.share(y, weight);
        ([below_max, below(share, x.of(self.shift.max), z, SMALLER), share, maxima], e)
    }
}

impl<L: Map> Terms<3, 4, 0> for SumTerms<L> {
    const COUNTS: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; 3]) -> ([F32s<S>; 4], [F32s<S>; 0]) {
        (self.terms(of).0, [])
    }
}

impl<L: Map> Terms<3, 4, 1> for SumTerms<L> {
    const COUNTS: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; 3]) -> ([F32s<S>; 4], [F32s<S>; 1]) {
        let (terms, e) = self.terms(of);
        (terms, [e])
    }
}

/// `a·softmax(z) − factor·b`, times the slope of z.
#[derive(Clone, Copy)]
struct Gradient<L> {
    terms: GradientTerms,
    formula: Formula<L>,
}

impl<L: Map> Kernel<4> for Gradient<L> {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, x, y, weight]: [F32s<S>; 4]) -> [F32s<S>; 1] {
        let GradientTerms { inverse, a, confident, others, .. } = self.terms;
        let share = self.formula.share(y, weight);
        [gradient(self.formula.logits, x, inverse.times(e), share, [x.of(a), x.of(confident), x.of(others)])]
    }
}

/// `a·p − share`, times the slope of z; `a_p` being a·p where p is not near 1.
#[inline(always)]
pub(super) fn gradient<S: Simd>(
    logits: impl Map,
    x: F32s<S>,
    a_p: F32s<S>,
    share: F32s<S>,
    [a, confident, others]: [F32s<S>; 3],
) -> F32s<S> {
    // Of a p near 1 from the 1 − p that has digits.
    let near_one = others.neg_mul_add(a, a - share);
    logits.gradient(x, logits.eval(x).eq(confident).select(near_one, a_p - share))
}
