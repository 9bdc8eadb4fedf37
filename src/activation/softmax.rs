//! Softmax.

use super::row::{RowShift, Rowwise, exp_total};
use crate::shape::{Kernel, Out, Source, Terms, map, max, sum};
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
#[derive(Clone, Copy)]
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
#[derive(Clone, Copy)]
struct Centred {
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

    #[inline(always)]
    fn forward<S: Simd>(self, s: S, x: Source<'_>, y: Out<'_>) {
        let total = exp_total(s, x, y);
        map(s, Inverse::of(total), [y.into()], y);
    }

    #[inline(always)]
    fn backward<S: Simd>(self, s: S, x: Source<'_>, dy: Source<'_>, dx: Out<'_>) {
        let [total, weighted] = sum(s, Weighted(RowShift::new(max(s, x))), [x, dy], [dx]);
        let mean = (weighted / total) as f32;
        map(s, Centred { inverse: Inverse::of(total), mean }, [dx.into(), dy], dx);
    }
}
