//! The gradient of softmax from its output.
//!
//! The probabilities y sum to 1 but for their rounding, so that one with nearly all of it has its gradient from what the
//! others have: see [`softmax_gradient`](crate::rows::softmax_gradient).

use super::Softmax;
use crate::activation::from_output::RowwiseFromOutput;
use crate::rows::softmax_gradient::{DOMINANT, RowGradient, find_dominant};
use crate::rows::{Passes, RowRange};
use crate::shape::{Lanes, Out, Source, Terms, map, max, sum_lanes};
use crate::simd::{F32s, Simd};

impl RowwiseFromOutput for Softmax {
    const MAX_ULP: f64 = 6.0;

    #[inline(always)]
    fn passes<'a>(self, y: Source<'a>, dy: Source<'a>, dx: Out<'a>) -> impl Passes + 'a {
        FromOutput { y, dy, dx }
    }
}

/// The sums; what the gradient needs of them; and the gradient.
struct FromOutput<'a> {
    y: Source<'a>,
    dy: Source<'a>,
    dx: Out<'a>,
}

impl Passes for FromOutput<'_> {
    type First = [Lanes; 2];
    type Prepared = [f64; 2];
    type Second = RowGradient;
    type Combined = ();

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> [Lanes; 2] {
        sum_lanes(s, Products, [row.of(self.y), row.of(self.dy)], [], 1.0)
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, s: S, [mean, squares]: [Lanes; 2]) -> [f64; 2] {
        [mean.total(s), squares.total(s)]
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, row: RowRange, [mean, squares]: [f64; 2]) -> RowGradient {
        let (y, dy) = (row.of(self.y), row.of(self.dy));
        // The square of one that dominates is alone more than this. The sum is at hand sooner than the maximum is.
        let dominant = if squares > 0.99 * DOMINANT * DOMINANT {
            find_dominant(
                s,
                1.0,
                #[inline(always)]
                || max(s, y),
                y,
            )
        } else {
            None
        };
        RowGradient::about(s, mean, dominant, [1.0, 0.0, 1.0, 1.0], y, dy)
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, gradient: RowGradient, (): ()) {
        let dx = row.of_out(self.dx);
        map(s, gradient.elements, [row.of(self.y), row.of(self.dy)], [dx]);
        if let Some(dominant) = gradient.dominant {
            dx[dominant.index].set(dominant.gradient);
        }
    }
}

/// y·dy and y².
#[derive(Clone, Copy)]
struct Products;

impl Terms<2, 2, 0> for Products {
    #[inline(always)]
    fn eval<S: Simd>(self, [y, dy]: [F32s<S>; 2]) -> ([F32s<S>; 2], [F32s<S>; 0]) {
        ([y * dy, y * y], [])
    }
}
