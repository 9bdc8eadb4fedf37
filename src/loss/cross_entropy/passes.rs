//! What the passes over a row compute, and those for a target of one class alone.

use crate::rows::{Inverse, RoundedBelowMax, RoundedInverse, RowShift};
use crate::shape::{Out, Source, map, sum};
use crate::simd::Simd;

/// What a row's sums come to, over the classes at hand.
#[derive(Clone, Copy, Default)]
pub(super) struct RowSums {
    /// Σ e^z of all z below the greatest, in the unit of the exponentials, and the number of those that equal it.
    pub(super) below_max: f64,
    pub(super) maxima: f64,
    /// Σ b·(max − z) over the shares b that all classes have in the target.
    pub(super) below: f64,
    /// Σ b.
    pub(super) shares: f64,
}

/// A row: its logits, and its target where that is a row too, else the logits again.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    pub(super) x: Source<'a>,
    pub(super) target: Source<'a>,
}

/// How a row's exponentials become its gradient `a·softmax(z) − factor·b`.
#[derive(Clone, Copy, Default)]
pub(super) struct GradientTerms {
    /// What an exponential times this is `a·softmax(z)`.
    pub(super) inverse: Inverse,
    pub(super) a: f32,
    /// The reduction's factor, for the shares b.
    pub(super) factor: f64,
    /// The greatest logit where it has more than half of the probability, else NaN,
    pub(super) confident: f32,
    /// and the probability of all others.
    pub(super) others: f32,
}

/// The passes over rows. z is the logit that counts: x, or what a soft cap makes of it.
pub(super) trait Pass: Copy {
    /// z of x.
    fn logit<S: Simd>(self, s: S, x: f32) -> f32;
    /// The gradient for x, from that for z.
    fn logit_gradient<S: Simd>(self, s: S, x: f32, dz: f32) -> f32;
    /// The share that a class has in the target of every row, whatever the row's own class is.
    fn share(self, class: usize) -> f64;
    /// The sums of a row; its exponentials go to `exponentials`, if that is there.
    fn sums<S: Simd>(self, s: S, shift: RowShift, row: Row<'_>, exponentials: Option<Out<'_>>) -> RowSums;
    /// The gradient, in place of the exponentials.
    fn gradient<S: Simd>(self, s: S, terms: GradientTerms, row: Row<'_>, out: Out<'_>);
}

/// The target is one class, the others have no share of it, and logits count as they are.
#[derive(Clone, Copy)]
pub(super) struct OneHot;

impl Pass for OneHot {
    #[inline(always)]
    fn logit<S: Simd>(self, _: S, x: f32) -> f32 {
        x
    }

    #[inline(always)]
    fn logit_gradient<S: Simd>(self, _: S, _: f32, dz: f32) -> f32 {
        dz
    }

    #[inline(always)]
    fn share(self, _: usize) -> f64 {
        0.0
    }

    #[inline(always)]
    fn sums<S: Simd>(self, s: S, shift: RowShift, row: Row<'_>, exponentials: Option<Out<'_>>) -> RowSums {
        let terms = RoundedBelowMax(shift);
        let [below_max, maxima] = match exponentials {
            None => sum(s, terms, [row.x], [], 1.0),
            Some(out) => sum(s, terms, [row.x], [out], 1.0),
        };
        RowSums { below_max, maxima, ..RowSums::default() }
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, s: S, terms: GradientTerms, _: Row<'_>, out: Out<'_>) {
        map(s, RoundedInverse::of(terms.inverse), [out.into()], [out]);
    }
}
