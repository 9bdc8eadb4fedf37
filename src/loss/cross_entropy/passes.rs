//! What the passes over a row compute, and those for class indices alone.

use std::ops::Range;

use crate::rows::{Inverse, LogSumExp, RowShift, rounded_log_sum_exp};
use crate::shape::{Out, Source, map};
use crate::simd::Simd;

/// What a row's sums come to.
#[derive(Clone, Copy, Default)]
pub(super) struct Sums {
    pub(super) of: LogSumExp,
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

/// How a row becomes its gradient `a·(softmax(z) − shares)`, from the exponentials.
#[derive(Clone, Copy)]
pub(super) struct Finish {
    /// What an exponential times this is `a·softmax(z)`.
    pub(super) inverse: Inverse,
    pub(super) a: f32,
    /// The reduction's factor, for the shares.
    pub(super) factor: f64,
    /// The greatest logit where it has more than half of the probability, else NaN,
    pub(super) confident: f32,
    /// and the others' probability.
    pub(super) others: f32,
}

/// The passes over rows, as some options have them: z is the logit that counts.
pub(super) trait Pass: Copy + Send + Sync {
    /// The same for some of the classes alone.
    fn of_classes(self, classes: Range<usize>) -> Self;
    /// z of x.
    fn logit<S: Simd>(self, s: S, x: f32) -> f32;
    /// The gradient for x, from that for z.
    fn gradient<S: Simd>(self, s: S, x: f32, dz: f32) -> f32;
    /// The share of a class that every row has, whatever its target.
    fn share(self, class: usize) -> f64;
    /// The sums of a row.
    fn sums<S: Simd>(self, s: S, shift: RowShift, row: Row<'_>) -> Sums;
    /// The same, with the exponentials going to `out`.
    fn sums_to<S: Simd>(self, s: S, shift: RowShift, row: Row<'_>, out: Out<'_>) -> Sums;
    /// The gradient, in place of the exponentials.
    fn finish<S: Simd>(self, s: S, finish: Finish, row: Row<'_>, out: Out<'_>);
}

/// Class indices without label smoothing: no class but the row's own has a share.
#[derive(Clone, Copy)]
pub(super) struct Plain;

impl Pass for Plain {
    #[inline(always)]
    fn of_classes(self, _: Range<usize>) -> Self {
        self
    }

    #[inline(always)]
    fn logit<S: Simd>(self, _: S, x: f32) -> f32 {
        x
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, _: S, _: f32, dz: f32) -> f32 {
        dz
    }

    #[inline(always)]
    fn share(self, _: usize) -> f64 {
        0.0
    }

    #[inline(always)]
    fn sums<S: Simd>(self, s: S, shift: RowShift, row: Row<'_>) -> Sums {
        Sums { of: rounded_log_sum_exp(s, shift, row.x, []), ..Sums::default() }
    }

    #[inline(always)]
    fn sums_to<S: Simd>(self, s: S, shift: RowShift, row: Row<'_>, out: Out<'_>) -> Sums {
        Sums { of: rounded_log_sum_exp(s, shift, row.x, [out]), ..Sums::default() }
    }

    #[inline(always)]
    fn finish<S: Simd>(self, s: S, finish: Finish, _: Row<'_>, out: Out<'_>) {
        map(s, finish.inverse, [out.into()], [out]);
    }
}
