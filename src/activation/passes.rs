//! The passes over rows that softmax and its kin, and the losses over logits, are made of.

use std::ops::Range;

use crate::math::{Shift, Unrounded, exp_shifted, ln_1p_pair};
use crate::shape::{Condition, Out, Source, Terms, sum};
use crate::simd::{F32s, Mask, Simd};

/// Rows of `row` elements: of `x`, and of what else the passes go over.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub(crate) row: usize,
    pub(crate) x: Source<'a>,
}

/// How many rows are taken together at most.
const GROUP: usize = 8;
/// How many elements, which stay in the first-level cache between the passes with what is made of them, unless
/// a row alone has more.
pub(crate) const TOGETHER: usize = 2048;

impl Rows<'_> {
    /// The number of rows that are taken together, a power of two.
    #[inline(always)]
    pub(crate) fn group(self) -> usize {
        1 << (TOGETHER / self.row).clamp(1, GROUP).ilog2()
    }

    /// Three passes over each row, the first with its number, the others with what `ready` and `finish` make of
    /// what the one before has found.
    ///
    /// Short rows are taken several at a time through each pass, and so are they between them: what a row comes to
    /// is known only after a long chain of instructions, and so those of several rows overlap.
    #[inline(always)]
    pub(crate) fn in_stages<A: Copy + Default, B: Copy + Default, C: Copy + Default, D: Copy + Default>(
        self,
        first: impl Fn(Range<usize>, usize) -> A,
        ready: impl Fn(A) -> B,
        second: impl Fn(Range<usize>, B) -> C,
        finish: impl Fn(B, C) -> D,
        mut third: impl FnMut(Range<usize>, D),
    ) {
        let (group, mut start, mut number) = (self.group(), 0, 0);
        while start < self.x.len() {
            let rows = group.min((self.x.len() - start) / self.row);
            let (mut a, mut b) = ([A::default(); GROUP], [B::default(); GROUP]);
            let (mut c, mut d) = ([C::default(); GROUP], [D::default(); GROUP]);
            for i in 0..rows {
                a[i] = first(self.nth(start, i), number + i);
            }
            for i in 0..rows {
                b[i] = ready(a[i]);
            }
            for i in 0..rows {
                // The core follows longer rows by itself.
                if self.row <= TOGETHER / 2 {
                    self.x.prefetch(self.nth(start, group + i));
                }
                c[i] = second(self.nth(start, i), b[i]);
            }
            for i in 0..rows {
                d[i] = finish(b[i], c[i]);
            }
            for i in 0..rows {
                third(self.nth(start, i), d[i]);
            }
            start += rows * self.row;
            number += rows;
        }
    }

    #[inline(always)]
    fn nth(self, start: usize, i: usize) -> Range<usize> {
        start + i * self.row..start + (i + 1) * self.row
    }
}

/// How the exponentials of a row are brought into range: e^(x − offset)·2^-N.
///
/// Up to |max| = 256, `offset` is 0: subtracting the maximum would round, by as much as x·2^-24, and
/// every probability would be off by that, while 2^-N is exact. Beyond, it is the maximum, and the
/// difference is exact wherever e^(x − max) is not 0, since x then is within a factor of two of it.
#[derive(Clone, Copy, Default)]
pub(crate) struct RowShift {
    pub(crate) max: f32,
    offset: f32,
    shift: Shift,
}

impl RowShift {
    /// For a row with this maximum.
    #[inline(always)]
    pub(crate) fn new(max: f32) -> Self {
        let offset = if max.abs() <= 256.0 { 0.0 } else { max };
        Self { max, offset, shift: Shift::new(max - offset) }
    }

    /// e^x·2^-N, up to a factor e^offset.
    #[inline(always)]
    pub(crate) fn exp<S: Simd>(self, x: F32s<S>) -> Unrounded<S> {
        exp_shifted(self.relative(x), self.shift)
    }

    /// The exponential of the maximum.
    #[inline(always)]
    pub(crate) fn top<S: Simd>(self, s: S) -> Unrounded<S> {
        self.exp(F32s::splat(s, self.max))
    }

    /// x − offset, whose exponential is moved by [`shift`](Self::shift).
    #[inline(always)]
    pub(crate) fn relative<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        // The same for all of a row, so that a branch costs less than a subtraction in each of a block's vectors.
        if self.is_small() { x } else { x - x.of(self.offset) }
    }

    /// Whether there is no offset.
    #[inline(always)]
    pub(crate) fn is_small(self) -> bool {
        self.offset == 0.0
    }

    /// By how much.
    #[inline(always)]
    pub(crate) fn shift(self) -> Shift {
        self.shift
    }
}

/// Where x is no NaN.
#[derive(Clone, Copy)]
pub(crate) struct Number;

impl Condition for Number {
    #[inline(always)]
    fn holds<S: Simd>(self, x: F32s<S>) -> Mask<S> {
        x.eq(x)
    }
}

/// The exponentials of all but the greatest elements, and the number of these.
#[derive(Clone, Copy)]
pub(crate) struct Others(pub(crate) RowShift);

impl Others {
    #[inline(always)]
    fn terms<S: Simd>(self, x: F32s<S>, e: Unrounded<S>) -> [F32s<S>; 3] {
        let greatest = x.eq(x.of(self.0.max));
        let (zero, one) = (x.of(0.0), x.of(1.0));
        [greatest.select(zero, e.c), e.q, greatest.select(one, zero)]
    }
}

impl Terms<1, 3, 0> for Others {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 3], [F32s<S>; 0]) {
        (self.terms(x, self.0.exp(x)), [])
    }
}

impl Terms<1, 3, 1> for Others {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 3], [F32s<S>; 1]) {
        let e = self.0.exp(x);
        (self.terms(x, e), [e.rounded()])
    }
}

/// [`Others`] of exponentials that are rounded: less work, and exact enough for losses.
#[derive(Clone, Copy)]
pub(crate) struct RoundedOthers(pub(crate) RowShift);

impl RoundedOthers {
    /// The exponential, where it is not of the greatest; whether it is; and the exponential.
    #[inline(always)]
    pub(crate) fn terms<S: Simd>(self, x: F32s<S>) -> ([F32s<S>; 2], F32s<S>) {
        let (e, zero, greatest) = (self.0.exp(x).rounded(), x.of(0.0), x.eq(x.of(self.0.max)));
        ([greatest.select(zero, e), greatest.select(x.of(1.0), zero)], e)
    }
}

impl Terms<1, 2, 0> for RoundedOthers {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 2], [F32s<S>; 0]) {
        (self.terms(x).0, [])
    }
}

impl Terms<1, 2, 1> for RoundedOthers {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        let (terms, e) = self.terms(x);
        (terms, [e])
    }
}

/// A row's maximum and ln Σ e^(x − max), as exact for a confident row, where it is near 0, as for any.
#[derive(Clone, Copy, Default)]
pub(crate) struct LogSumExp {
    /// The greatest element.
    pub(crate) max: f32,
    /// The logarithm of the sum relative to it, and what its rounding has lost.
    pub(crate) log_sum: f32,
    pub(crate) log_sum_low: f32,
    /// Σ e^(x − max) − 1.
    pub(crate) others: f64,
    /// e^(max)·2^-N, the unit of the exponentials that went to an output.
    pub(crate) top: f32,
}

impl LogSumExp {
    /// Of a row, from the sums of its [`Others`].
    #[inline(always)]
    pub(crate) fn of<S: Simd>(s: S, shift: RowShift, [rest, _, greatest]: [f64; 3]) -> Self {
        // The greatest elements' terms are 1 each, apart from which the others' sum keeps its digits.
        let others = (greatest - 1.0) + rest / shift.top(s).lane();
        Self::new(s, shift, shift.max, others)
    }

    /// Of a row with this maximum and this Σ e^(x − max) − 1, where exponentials have the unit of `shift`.
    #[inline(always)]
    pub(crate) fn new<S: Simd>(s: S, shift: RowShift, max: f32, others: f64) -> Self {
        let high = others as f32;
        let (log, rest) = ln_1p_pair(F32s::splat(s, high));
        let lost = (others - f64::from(high)) / (1.0 + others);
        let log = f64::from(log.lane()) + (f64::from(rest.lane()) + lost);
        let log_sum = log as f32;
        let log_sum_low = if log_sum.is_finite() { (log - f64::from(log_sum)) as f32 } else { 0.0 };
        Self { max, log_sum, log_sum_low, others, top: shift.exp(F32s::splat(s, max)).lane() as f32 }
    }
}

/// [`LogSumExp`] of a row; its exponentials go to `outs`, if there is one.
#[inline(always)]
pub(crate) fn log_sum_exp<S: Simd, const M: usize>(
    s: S,
    shift: RowShift,
    x: Source<'_>,
    outs: [Out<'_>; M],
) -> LogSumExp
where
    Others: Terms<1, 3, M>,
{
    LogSumExp::of(s, shift, sum(s, Others(shift), [x], outs, 1.0))
}

/// The same from exponentials that are rounded.
#[inline(always)]
pub(crate) fn rounded_log_sum_exp<S: Simd, const M: usize>(
    s: S,
    shift: RowShift,
    x: Source<'_>,
    outs: [Out<'_>; M],
) -> LogSumExp
where
    RoundedOthers: Terms<1, 2, M>,
{
    let [rest, greatest] = sum(s, RoundedOthers(shift), [x], outs, 1.0);
    LogSumExp::of(s, shift, [rest, 0.0, greatest])
}
