//! The passes over rows that softmax and its kin, and the losses over logits, are made of.

use std::ops::Range;

use crate::shape::{Condition, Source};
use crate::simd::{F32s, Mask, Simd};

/// Rows of `row` elements: of `x`, and of what else the passes go over.
#[derive(Clone, Copy)]
pub(crate) struct Rows<'a> {
    pub(crate) row: usize,
    pub(crate) x: Source<'a>,
}

/// What `f` makes of each row by itself.
#[inline(always)]
pub(crate) fn each<B: Copy, C: Copy, D>(f: impl Fn(B, C) -> D) -> impl Fn(&[B], &[C], &mut [D]) {
    #[inline(always)]
    move |b, c, d| {
        for ((d, &b), &c) in d.iter_mut().zip(b).zip(c) {
            *d = f(b, c);
        }
    }
}

/// How many rows are taken together at most.
pub(crate) const GROUP: usize = 8;
/// How many elements, which stay in the first-level cache between the passes with what is made of them, unless
/// a row alone has more.
pub(crate) const TOGETHER: usize = 2048;

impl Rows<'_> {
    /// The number of rows that are taken together, a power of two.
    #[inline(always)]
    pub(crate) fn group(self) -> usize {
        1 << (TOGETHER / self.row).clamp(1, GROUP).ilog2()
    }

    /// Three passes over each row: the first with its number, the second with what `ready` makes of what that has
    /// found, the third with what the second has, and with what `finish` makes of this for all rows that are taken
    /// together: for [`each`], or by lanes.
    ///
    /// Short rows are taken several at a time through each pass, and so are they between them: what a row comes to
    /// is known only after a long chain of instructions, and so those of several rows overlap.
    #[inline(always)]
    pub(crate) fn in_stages<A: Copy + Default, B: Copy + Default, C: Copy + Default, D: Copy + Default>(
        self,
        first: impl Fn(Range<usize>, usize) -> A,
        ready: impl Fn(A) -> B,
        second: impl Fn(Range<usize>, B) -> C,
        finish: impl Fn(&[B], &[C], &mut [D]),
        mut third: impl FnMut(Range<usize>, C, D),
    ) {
        let (group, count, mut number) = (self.group(), self.x.len() / self.row, 0);
        let (mut a, mut b) = ([A::default(); GROUP], [B::default(); GROUP]);
        let (mut c, mut d) = ([C::default(); GROUP], [D::default(); GROUP]);
        while number < count {
            // At least 1, which the compiler does not see by itself: it would make another loop of no rows.
            let (start, rows) = (number * self.row, group.min(count - number).max(1));
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
            finish(&b[..rows], &c[..rows], &mut d[..rows]);
            for i in 0..rows {
                third(self.nth(start, i), c[i], d[i]);
            }
            number += rows;
        }
    }

    #[inline(always)]
    fn nth(self, start: usize, i: usize) -> Range<usize> {
        start + i * self.row..start + (i + 1) * self.row
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
