//! The passes over rows in which every class may have a share of the target.

use std::ops::Range;

use super::passes::{Finish, Pass, Row, Sums};
use crate::rows::{LogSumExp, RoundedBelowMax, RowShift};
use crate::shape::{Kernel, Map, Out, Source, Terms, map, sum};
use crate::simd::{F32s, Simd};

/// Every class may have a share: that of a target's row, of label smoothing, or both, times its weight.
/// Logits may be capped.
///
/// `N` is 1 where all shares are `constant`, 2 where they are `scale·y + constant` for weights or target
/// values y, and 3 for target values times weights.
#[derive(Clone, Copy)]
pub(super) struct Shared<'a, L, const N: usize> {
    pub(super) logits: L,
    pub(super) scale: f64,
    pub(super) constant: f64,
    /// The weights of the classes, if there are any.
    pub(super) weight: Option<&'a [f32]>,
}

/// What of [`Shared`] the loops need.
#[derive(Clone, Copy)]
struct Shares<L, const N: usize> {
    logits: L,
    scale: f32,
    constant: f32,
}

impl<L: Copy, const N: usize> Shared<'_, L, N> {
    #[inline(always)]
    fn shares(self, factor: f64) -> Shares<L, N> {
        let [scale, constant] = [self.scale, self.constant].map(|x| (x * factor) as f32);
        Shares { logits: self.logits, scale, constant }
    }

    /// The row's slices: what `N` does not need is never read.
    #[inline(always)]
    fn operands<'a>(self, row: Row<'a>) -> [Source<'a>; 3]
    where
        Self: 'a,
    {
        let weight = self.weight.map_or(row.x, Source::from);
        if N == 2 && self.weight.is_some() { [row.x, weight, weight] } else { [row.x, row.target, weight] }
    }
}

impl<L, const N: usize> Shares<L, N> {
    #[inline(always)]
    fn of<S: Simd>(self, y: F32s<S>, weight: F32s<S>) -> F32s<S> {
        let (scale, constant) = (y.of(self.scale), y.of(self.constant));
        match N {
            1 => constant,
            2 => y.mul_add(scale, constant),
            _ => y.mul_add(scale, constant) * weight,
        }
    }
}

impl<L: Map, const N: usize> Pass for Shared<'_, L, N> {
    #[inline(always)]
    fn of_classes(self, classes: Range<usize>) -> Self {
        Self { weight: self.weight.map(|weight| &weight[classes]), ..self }
    }

    #[inline(always)]
    fn logit<S: Simd>(self, s: S, x: f32) -> f32 {
        self.logits.eval(F32s::splat(s, x)).lane()
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, s: S, x: f32, dz: f32) -> f32 {
        self.logits.gradient(F32s::splat(s, x), F32s::splat(s, dz)).lane()
    }

    #[inline(always)]
    fn share(self, class: usize) -> f64 {
        if N == 1 {
            return self.constant;
        }
        self.scale * self.weight.map_or(0.0, |weight| f64::from(weight[class]))
    }

    #[inline(always)]
    fn sums<S: Simd>(self, s: S, shift: RowShift, row: Row<'_>) -> Sums {
        let terms = Gathered { others: RoundedBelowMax(shift), max: shift.max, shares: self.shares(1.0) };
        Sums::of(s, shift, sum(s, terms, self.operands(row), [], 1.0))
    }

    #[inline(always)]
    fn sums_to<S: Simd>(self, s: S, shift: RowShift, row: Row<'_>, out: Out<'_>) -> Sums {
        let terms = Gathered { others: RoundedBelowMax(shift), max: shift.max, shares: self.shares(1.0) };
        Sums::of(s, shift, sum(s, terms, self.operands(row), [out], 1.0))
    }

    #[inline(always)]
    fn finish<S: Simd>(self, s: S, finish: Finish, row: Row<'_>, out: Out<'_>) {
        let [x, y, weight] = self.operands(row);
        let kernel = Finished { finish, shares: self.shares(finish.factor) };
        map(s, kernel, [out.into(), x, y, weight], [out]);
    }
}

/// Differences are taken of logits times this, so that none overflows: their sum is divided by it.
const SMALLER: f32 = 1.0 / 256.0;

impl Sums {
    #[inline(always)]
    fn of<S: Simd>(s: S, shift: RowShift, [rest, greatest, below, shares]: [f64; 4]) -> Self {
        let of = LogSumExp::of(s, shift, [rest, 0.0, greatest]);
        Self { of, below: below / f64::from(SMALLER), shares }
    }
}

/// The sums: the exponentials of the others, rounded, the number of the greatest, b·(max − z), and b.
#[derive(Clone, Copy)]
struct Gathered<L, const N: usize> {
    others: RoundedBelowMax,
    max: f32,
    shares: Shares<L, N>,
}

impl<L: Map, const N: usize> Gathered<L, N> {
    /// The terms, and the exponential.
    #[inline(always)]
    fn terms<S: Simd>(self, [x, y, weight]: [F32s<S>; 3]) -> ([F32s<S>; 4], F32s<S>) {
        let z = self.shares.logits.eval(x);
        let ([rest, greatest], e) = self.others.terms(z);
        let (share, zero) = (self.shares.of(y, weight), x.of(0.0));
        // Not fused, so that the greatest logit is exactly 0 below itself.
        let below = x.of(self.max * SMALLER) - z * x.of(SMALLER);
        // No 0·∞: what has no share costs nothing, even where it is impossible.
        ([rest, greatest, share.eq(zero).select(zero, share * below), share], e)
    }
}

impl<L: Map, const N: usize> Terms<3, 4, 0> for Gathered<L, N> {
    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; 3]) -> ([F32s<S>; 4], [F32s<S>; 0]) {
        (self.terms(of).0, [])
    }
}

impl<L: Map, const N: usize> Terms<3, 4, 1> for Gathered<L, N> {
    #[inline(always)]
    fn eval<S: Simd>(self, of: [F32s<S>; 3]) -> ([F32s<S>; 4], [F32s<S>; 1]) {
        let (terms, e) = self.terms(of);
        (terms, [e])
    }
}

/// `a·softmax(z) − factor·b`, times the slope of z.
#[derive(Clone, Copy)]
struct Finished<L, const N: usize> {
    finish: Finish,
    shares: Shares<L, N>,
}

impl<L: Map, const N: usize> Kernel<4> for Finished<L, N> {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, x, y, weight]: [F32s<S>; 4]) -> [F32s<S>; 1] {
        let Finish { inverse, a, confident, others, .. } = self.finish;
        let share = self.shares.of(y, weight);
        let (a, z) = (x.of(a), self.shares.logits.eval(x));
        // a·p − b, of a p near 1 from the 1 − p that has digits.
        let near_one = x.of(others).neg_mul_add(a, a - share);
        let dz = z.eq(x.of(confident)).select(near_one, inverse.times(e) - share);
        [self.shares.logits.gradient(x, dz)]
    }
}
