//! Softmax.

use super::row::{RowShift, Rowwise};
use crate::shape::{Kernel, Out, Source, Terms, map, sum};
use crate::simd::{F32s, Simd};

/// Softmax over rows.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Softmax {
    /// The number of elements in a row.
    pub row: usize,
}

impl Softmax {
    /// Over rows of `row` elements, one after the other.
    pub const fn rows_of(row: usize) -> Self {
        Self { row }
    }
}

/// A reciprocal in two floats, so that the product with it is rounded once.
#[derive(Clone, Copy, Default)]
pub(crate) struct Inverse {
    high: f32,
    low: f32,
}

impl Inverse {
    #[inline(always)]
    pub(crate) fn of(total: f64) -> Self {
        let inverse = 1.0 / total;
        let high = inverse as f32;
        Self { high, low: (inverse - f64::from(high)) as f32 }
    }

    /// e · inverse.
    #[inline(always)]
    pub(crate) fn times<S: Simd>(self, e: F32s<S>) -> F32s<S> {
        e.mul_add(e.of(self.high), e * e.of(self.low))
    }
}

impl Kernel<1> for Inverse {
    #[inline(always)]
    fn eval<S: Simd>(self, [e]: [F32s<S>; 1]) -> F32s<S> {
        self.times(e)
    }
}

/// The exponentials, their sum, and their sum weighted with `dy`.
#[derive(Clone, Copy)]
struct Weighted(RowShift);

impl Terms<2, 2, 1> for Weighted {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        let e = self.0.exp(x);
        ([e, e * dy], [e])
    }
}

/// p · (dy − Σ p·dy), from the exponentials.
#[derive(Clone, Copy, Default)]
pub(crate) struct Centred {
    inverse: Inverse,
    mean: f32,
}

impl Kernel<2> for Centred {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy]: [F32s<S>; 2]) -> F32s<S> {
        self.inverse.times(e) * (dy - dy.of(self.mean))
    }
}

impl Rowwise for Softmax {
    const MAX_ULP: [f64; 2] = [4.0; 2];

    fn row(self) -> usize {
        self.row
    }

    type Forward = Inverse;

    #[inline(always)]
    fn forward<S: Simd>(self, s: S, shift: RowShift, x: Source<'_>, y: Out<'_>) -> Inverse {
        let [total] = sum(s, shift, [x], [y]);
        Inverse::of(total)
    }

    #[inline(always)]
    fn finish_forward<S: Simd>(self, s: S, inverse: Inverse, _: Source<'_>, y: Out<'_>) {
        map(s, inverse, [y.into()], y);
    }

    type Backward = Centred;

    #[inline(always)]
    fn backward<S: Simd>(self, s: S, shift: RowShift, x: Source<'_>, dy: Source<'_>, dx: Out<'_>) -> Centred {
        let [total, weighted] = sum(s, Weighted(shift), [x, dy], [dx]);
        Centred { inverse: Inverse::of(total), mean: (weighted / total) as f32 }
    }

    #[inline(always)]
    fn finish_backward<S: Simd>(self, s: S, row: Centred, dy: Source<'_>, dx: Out<'_>) {
        map(s, row, [dx.into(), dy], dx);
    }
}
