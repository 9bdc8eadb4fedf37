//! Softmax.

use super::exponentials::{Summed, Weighted};
use super::row::Rowwise;
use super::row_shift::RowShift;
use crate::math::{UNIT, Unrounded};
use crate::shape::{Kernel, Lanes, Out, Source, map, sum, sum_lanes};
use crate::simd::{F32s, Simd};

/// The softmax of each row: `y[i] = e^(x[i] − m) / Σ e^(x[j] − m)`, m being the row's maximum.
///
/// * **Shapes**: `x` and `y` hold whole rows of [`row`](field@Self::row) elements, one after the other.
/// * **Gradient**: `dx[i] = y[i] · (dy[i] − Σ y[j]·dy[j])`, `y` being computed anew from `x`.
/// * **Accuracy**: each probability within 2 ULP (1.56 is the most seen), whatever the spread of the row: the exponentials
///   are scaled by a power of two, the maximum is never subtracted where that would round, which costs others
///   10 ULP for x in ±8, and the sum has what the exponentials' rounding has lost. Rows of 1,000,000 sum
///   to 1 within 2 ULP.
/// * **Special values**: a row with a NaN or with ∞ is NaN throughout, as in PyTorch, and so is one
///   of nothing but −∞; −∞ in any other row gives 0.
/// * **Errors**: [`Error::Rows`](crate::Error::Rows) where `x` is no whole number of rows.
/// * **Elsewhere**: `torch.softmax(x, -1)`, ONNX `Softmax`, `candle_nn::ops::softmax_last_dim`.
///
/// ```
/// use activ8::{Activation, Softmax};
///
/// let logits = [1.0, 1.0, -300.0, f32::NEG_INFINITY];
/// let mut p = [0.0; 4];
/// Softmax::rows_of(4).forward(&logits, &mut p)?;
/// assert_eq!(p, [0.5, 0.5, 0.0, 0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
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

    /// Whether it is 0, of rows that are to be zeros.
    pub(crate) fn is_zero(self) -> bool {
        self.high == 0.0
    }

    /// e · inverse, for an exponential.
    #[inline(always)]
    pub(crate) fn times<S: Simd>(self, e: F32s<S>) -> F32s<S> {
        share(e, e.of(self.high), e.of(self.low))
    }
}

/// e · (high + low), a probability.
#[inline(always)]
pub(super) fn share<S: Simd>(e: F32s<S>, high: F32s<S>, low: F32s<S>) -> F32s<S> {
    // Products' errors are exact where they are normal.
    const UP: f32 = (1 << 26) as f32;
    let up = e.of(UP);
    e.mul_pair(high * up, low * up) * e.of(1.0 / UP)
}

/// The product with what may be of any size.
impl Kernel<1> for Inverse {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [x.mul_pair(x.of(self.high), x.of(self.low))]
    }
}

/// From exponentials to probabilities. The greatest ones' is computed by itself, since the sum has what the
/// rounding of their exponential has lost, and one that has all is to be 1.
#[derive(Clone, Copy, Default)]
pub(crate) struct Shares {
    pub(crate) inverse: Inverse,
    top: f32,
    of_top: f32,
}

impl Shares {
    /// By the inverse of a row's sum, and its greatest exponential, not rounded and rounded.
    #[inline(always)]
    pub(crate) fn of(inverse: Inverse, top: f64, rounded: f32) -> Self {
        let of_top = top * (f64::from(inverse.high) + f64::from(inverse.low));
        Self { inverse, top: rounded, of_top: of_top as f32 }
    }

    /// The same by the greatest exponential of one row.
    #[inline(always)]
    pub(crate) fn of_unrounded<S: Simd>(inverse: Inverse, top: Unrounded<S>) -> Self {
        Self::of(inverse, top.lane(), top.rounded().lane())
    }
}

impl Kernel<1> for Shares {
    #[inline(always)]
    fn eval<S: Simd>(self, [e]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [self.inverse.times(e).replace_equal(e, e.of(self.top), e.of(self.of_top))]
    }
}

/// p · (dy − Σ p·dy), from the exponentials.
#[derive(Clone, Copy, Default)]
pub(crate) struct Centred {
    pub(crate) inverse: Inverse,
    pub(crate) mean: f32,
}

impl Kernel<2> for Centred {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.inverse.times(e) * (dy - dy.of(self.mean))]
    }
}

impl Rowwise for Softmax {
    const MAX_ULP: [f64; 2] = [2.0; 2];

    fn row(self) -> usize {
        self.row
    }

    type Sums = Lanes;

    #[inline(always)]
    fn sums<S: Simd>(self, s: S, shift: RowShift, x: Source<'_>, y: Out<'_>) -> Lanes {
        let [total, _] = sum_lanes(s, Summed(shift), [x], [y], 1.0);
        total
    }

    type Forward = Shares;

    #[inline(always)]
    fn forward<S: Simd>(self, s: S, shifts: &[RowShift], totals: &[Lanes], rows: &mut [Shares]) {
        let tops = RowShift::tops(s, shifts);
        for (i, (row, total)) in rows.iter_mut().zip(totals).enumerate() {
            *row = Shares::of(Inverse::of(total.total(s)), tops.exact(i), tops.rounded[i]);
        }
    }

    #[inline(always)]
    fn finish_forward<S: Simd>(self, s: S, shares: Shares, _: Source<'_>, y: Out<'_>) {
        map(s, shares, [y.into()], [y]);
    }

    type Backward = Centred;

    #[inline(always)]
    fn backward<S: Simd>(self, s: S, shift: RowShift, x: Source<'_>, dy: Source<'_>, dx: Out<'_>) -> Centred {
        let [total, _, of_dy] = sum(s, Weighted(shift), [x, dy], [dx], 1.0);
        Centred { inverse: Inverse::of(total), mean: (of_dy / total * f64::from(UNIT)) as f32 }
    }

    #[inline(always)]
    fn finish_backward<S: Simd>(self, s: S, row: Centred, dy: Source<'_>, dx: Out<'_>) {
        map(s, row, [dx.into(), dy], [dx]);
    }
}
