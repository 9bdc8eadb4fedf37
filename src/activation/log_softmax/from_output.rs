//! The gradient of the logarithm of softmax from its output: dy − e^y·D, where D = Σ dy.
//!
//! An element with nearly all of the probability has a y of nearly 0, which tells 1 − e^y to the last digit. With
//! D' = Σ dy over the others, its gradient is (1 − e^y)·D − D'.

use super::LogSoftmax;
use crate::activation::FullyMasked;
use crate::activation::from_output::RowwiseFromOutput;
use crate::math::{LessExp, exp_m1};
use crate::rows::{Passes, RowRange};
use crate::shape::{Condition, Kernel, Lanes, Out, Source, Terms, all, map, sum_lanes};
use crate::simd::{F32s, Mask, Simd};

/// The logarithm of 15/16. An element dominates above: two cannot.
const DOMINANT: f32 = -0.064_538_52;

/// Where an element dominates.
#[inline(always)]
pub(in crate::activation) fn dominates<S: Simd>(y: F32s<S>) -> Mask<S> {
    y.of(DOMINANT).lt(y)
}

impl RowwiseFromOutput for LogSoftmax {
    const MAX_ULP: f64 = 3.0;

    #[inline(always)]
    fn passes<'a>(self, y: Source<'a>, dy: Source<'a>, dx: Out<'a>) -> impl Passes + 'a {
        FromOutput { fully_masked: self.fully_masked, y, dy, dx }
    }
}

/// The sums; and the gradient.
struct FromOutput<'a> {
    fully_masked: FullyMasked,
    y: Source<'a>,
    dy: Source<'a>,
    dx: Out<'a>,
}

impl Passes for FromOutput<'_> {
    type First = [Lanes; 2];
    type Prepared = [f64; 2];
    type Second = Option<RowGradient>;
    type Combined = ();

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> [Lanes; 2] {
        sum_lanes(s, Sums, [row.of(self.y), row.of(self.dy)], [], 1.0)
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, s: S, [others, own]: [Lanes; 2]) -> [f64; 2] {
        [others.total(s), own.total(s)]
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, row: RowRange, [others, own]: [f64; 2]) -> Option<RowGradient> {
        let zeros = self.fully_masked == FullyMasked::Zeros && all(s, Masked, row.of(self.y));
        (!zeros).then_some(RowGradient { all: (others + own) as f32, others: others as f32 })
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, gradient: Option<RowGradient>, (): ()) {
        let dx = row.of_out(self.dx);
        match gradient {
            Some(gradient) => map(s, gradient, [row.of(self.y), row.of(self.dy)], [dx]),
            None => dx.iter().for_each(|dx| dx.set(0.0)),
        }
    }
}

/// −∞, the logarithm of nothing.
#[derive(Clone, Copy)]
struct Masked;

impl Condition for Masked {
    #[inline(always)]
    fn holds<S: Simd>(self, y: F32s<S>) -> Mask<S> {
        y.eq(y.of(f32::NEG_INFINITY))
    }
}

/// dy of the elements that do not dominate, and of the one that does.
#[derive(Clone, Copy)]
struct Sums;

impl Terms<2, 2, 0> for Sums {
    #[inline(always)]
    fn eval<S: Simd>(self, [y, dy]: [F32s<S>; 2]) -> ([F32s<S>; 2], [F32s<S>; 0]) {
        let (dominates, zero) = (dominates(y), y.of(0.0));
        ([dominates.select(zero, dy), dominates.select(dy, zero)], [])
    }
}

/// The gradient of a row by its D and D'.
#[derive(Clone, Copy, Default)]
struct RowGradient {
    all: f32,
    others: f32,
}

impl Kernel<2> for RowGradient {
    #[inline(always)]
    fn eval<S: Simd>(self, [y, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [gradient(y, dy, [y.of(self.all), y.of(self.others)])]
    }
}

/// The gradient by D and D'.
#[inline(always)]
pub(in crate::activation) fn gradient<S: Simd>(
    y: F32s<S>,
    dy: F32s<S>,
    [all, others]: [F32s<S>; 2],
) -> F32s<S> {
    let (value, dominates) = (LessExp::new(all).of(y, dy), dominates(y));
    // Few vectors have one.
    if dominates.any() { dominates.select(-exp_m1(y) * all - others, value) } else { value }
}
