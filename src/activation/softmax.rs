//! Softmax.

use super::centred::{Slopes, WeightedSums};
use super::exponentials::{Summed, Weighted};
use super::row::Rowwise;
use super::row_shift::RowShift;
use crate::math::{UNIT, Unrounded};
use crate::shape::{Kernel, Lanes, Out, Source, map, sum, sum_lanes};
use crate::simd::{F32s, Simd};

/// The softmax of each row: `y[i] = e^(x[i] − m) / Σ e^(x[j] − m)`, m being the row's maximum.
///
/// * **Shapes**: `x` and `y` hold whole rows of [`row`](field@Self::row) elements, one after the other.
/// * **Gradient**: `dx[i] = y[i] · (dy[i] − Σ y[j]·dy[j])`, `y` being computed anew from `x`. An element with
///   more than 15/16 of the probability has its own from what the others have: it keeps its digits, and is 0 where
///   they have nothing. Elements more than 126 below the row's greatest have the gradient 0.
/// * **Accuracy**: each probability within 2 ULP, whatever the spread of the row: the exponentials
///   are scaled by a power of two, the maximum is never subtracted where that would round, which costs others
///   10 ULP for x in ±8, and the sum has what the exponentials' rounding has lost. Rows of 1,000,000 sum
///   to 1 within 2 ULP. A gradient is a difference, and within 8 ULP of the greater of its terms, `y[i]·dy[i]` and
///   `y[i]·Σ y[j]·|dy[j]|`, for a dy of any size whose sum is an `f32`; a `y[j]` below 2^-126 enters the sum as
///   rounded to a subnormal.
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

/// A reciprocal in two floats times a power of two, so that the product with it is rounded once, and another time
/// only to a subnormal.
#[derive(Clone, Copy, Default)]
pub(crate) struct Inverse {
    high: f32,
    low: f32,
    down: f32,
}

/// What probabilities are multiplied with before they are rounded to subnormals: products' errors are exact where
/// they are normal.
const UP: f32 = (1 << 26) as f32;

impl Inverse {
    /// For an exponential, whose share of `total` may have a factor within that.
    #[inline(always)]
    pub(crate) fn of(total: f64) -> Self {
        // A factor above 2^64 leaves no room above, and one below 2^-60 would itself be subnormal.
        const GREAT: f64 = UNIT as f64 / (1_u128 << 64) as f64;
        const SMALL: f64 = UNIT as f64 * UNIT as f64;
        let size = total.abs();
        let up = if size < GREAT { 1.0 } else { UP };
        Self::scaled(total, if size > SMALL { UP * UNIT } else { up })
    }

    /// For a number of any size.
    #[inline(always)]
    pub(crate) fn plain(total: f64) -> Self {
        Self::scaled(total, 1.0)
    }

    #[inline(always)]
    fn scaled(total: f64, up: f32) -> Self {
        let inverse = f64::from(up) / total;
        let high = inverse as f32;
        Self { high, low: (inverse - f64::from(high)) as f32, down: 1.0 / up }
    }

    /// e · inverse.
    #[inline(always)]
    pub(crate) fn times<S: Simd>(self, e: F32s<S>) -> F32s<S> {
        e.mul_pair(e.of(self.high), e.of(self.low)) * e.of(self.down)
    }

    /// The number.
    #[inline(always)]
    fn exact(self) -> f64 {
        (f64::from(self.high) + f64::from(self.low)) * f64::from(self.down)
    }
}

/// e · (high + low), a probability.
#[inline(always)]
pub(super) fn share<S: Simd>(e: F32s<S>, high: F32s<S>, low: F32s<S>) -> F32s<S> {
    let up = e.of(UP);
    e.mul_pair(high * up, low * up) * e.of(1.0 / UP)
}

impl Kernel<1> for Inverse {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [self.times(x)]
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
        let of_top = top * inverse.exact();
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

impl Rowwise for Softmax {
    const MAX_ULP: [f64; 2] = [2.0; 2];
    const DEEP: bool = false;

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

    type Backward = Slopes;

    #[inline(always)]
    fn backward<S: Simd>(self, s: S, shift: RowShift, x: Source<'_>, dy: Source<'_>, dx: Out<'_>) -> Slopes {
        let sums = WeightedSums::of(sum(s, Weighted(shift), [x, dy], [dx], 1.0));
        Slopes::of(
            s,
            sums,
            [0.0, 1.0],
            #[inline(always)]
            || shift.top(s).rounded().lane(),
            dx.into(),
            dy,
        )
    }

    #[inline(always)]
    fn finish_backward<S: Simd>(self, s: S, row: Slopes, dy: Source<'_>, dx: Out<'_>) {
        map(s, row.others, [dx.into(), dy], [dx]);
        if let Some(top) = row.top {
            dx[top.index].set(top.slope);
        }
    }
}
