//! The logarithm of softmax.

use super::others::{Others, log_sum, others};
use super::passes::GROUP;
use super::row::Rowwise;
use super::row_shift::RowShift;
use super::softmax::Inverse;
use crate::math::ln_1p_pair;
use crate::shape::{Kernel, Lanes, Out, Source, Terms, cells, map, sum, sum_lanes};
use crate::simd::{F32s, Simd};

/// The logarithm of each row's softmax: `y[i] = (x[i] − m) − ln Σ e^(x[j] − m)`, m being the row's
/// maximum.
///
/// * **Shapes**: `x` and `y` hold whole rows of [`row`](field@Self::row) elements, one after the other.
/// * **Gradient**: `dx[i] = dy[i] − softmax(x)[i] · Σ dy[j]`.
/// * **Accuracy**: within 2 ULP of the larger of the two terms (1.80 is the most seen). The logarithm is that of
///   1 plus the terms of the other elements: for the row (20, 0, 0) the first result is −4.122307e-9, where
///   PyTorch has 0.
/// * **Special values**: a row with a NaN or with ∞ is NaN throughout, and so is one of nothing but
///   −∞; −∞ in any other row gives −∞.
/// * **Errors**: [`Error::Rows`](crate::Error::Rows) where `x` is no whole number of rows.
/// * **Elsewhere**: `torch.log_softmax(x, -1)`, ONNX `LogSoftmax`, `candle_nn::ops::log_softmax`.
///
/// ```
/// use activ8::{Activation, LogSoftmax};
///
/// let mut x = [20.0, 0.0, 0.0];
/// LogSoftmax::rows_of(3).forward_in_place(&mut x)?;
/// assert!((x[0] / -4.1223072e-9 - 1.0).abs() < 3e-7);
/// assert_eq!(x[1..], [-20.0, -20.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogSoftmax {
    /// The number of elements in a row.
    pub row: usize,
}

impl LogSoftmax {
    /// Over rows of `row` elements, one after the other.
    pub const fn rows_of(row: usize) -> Self {
        Self { row }
    }
}

/// (x − max) − ln Σ.
#[derive(Clone, Copy, Default)]
pub(crate) struct Less {
    max: f32,
    log_sum: [f32; 2],
}

/// x − max, which is at most 0, less a logarithm in two floats, which is at least 0: rounded once.
#[inline(always)]
pub(super) fn less<S: Simd>(x: F32s<S>, [log, log_low]: [F32s<S>; 2]) -> F32s<S> {
    // The operands stand so that a NaN, which is in the logarithm too, passes.
    let (major, minor) = (x.min(-log), x.max(-log));
    let (y, error) = major.fast_two_sum(minor);
    // The error at −∞ is NaN, and any number will do.
    y + (error - log_low).min(x.of(f32::MAX))
}

impl Kernel<1> for Less {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [less(x - x.of(self.max), self.log_sum.map(|part| x.of(part)))]
    }
}

/// The exponentials, their sum, and the sum of `dy`.
#[derive(Clone, Copy)]
struct WithGradient(RowShift);

impl Terms<2, 3, 1> for WithGradient {
    const EXACT: bool = true;

    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> ([F32s<S>; 3], [F32s<S>; 1]) {
        let e = self.0.exp(x);
        ([e.c, e.q, dy], [e.rounded()])
    }
}

/// dy − p·Σ dy, from the exponentials.
#[derive(Clone, Copy, Default)]
pub(crate) struct Rest {
    inverse: Inverse,
    total: f32,
}

impl Kernel<2> for Rest {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.inverse.times(e).neg_mul_add(e.of(self.total), dy)]
    }
}

/// ln(1 + x) in two floats.
#[derive(Clone, Copy)]
struct Ln1pPair;

impl Kernel<1, 2> for Ln1pPair {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 2] {
        let (log, low) = ln_1p_pair(x);
        [log, low]
    }
}

impl Rowwise for LogSoftmax {
    const MAX_ULP: [f64; 2] = [2.0; 2];

    fn row(self) -> usize {
        self.row
    }

    type Sums = [Lanes; 3];

    #[inline(always)]
    fn sums<S: Simd>(self, s: S, shift: RowShift, x: Source<'_>, _: Out<'_>) -> [Lanes; 3] {
        sum_lanes(s, Others(shift), [x], [], 1.0)
    }

    type Forward = Less;

    #[inline(always)]
    fn forward<S: Simd>(self, s: S, shifts: &[RowShift], sums: &[[Lanes; 3]], rows: &mut [Less]) {
        let (tops, n) = (RowShift::tops(s, shifts), rows.len());
        let (mut of_others, mut rounded) = ([0.0; GROUP], [0.0; GROUP]);
        for (i, [rest, _, greatest]) in sums.iter().enumerate() {
            of_others[i] = others([rest.total(s), 0.0, greatest.total(s)], tops.exact(i));
            rounded[i] = of_others[i] as f32;
        }
        let (mut log, mut low) = ([0.0; GROUP], [0.0; GROUP]);
        let outs = [cells(&mut log[..n]), cells(&mut low[..n])];
        map(s, Ln1pPair, [(&rounded[..n]).into()], outs);
        for (i, (row, shift)) in rows.iter_mut().zip(shifts).enumerate() {
            *row = Less { max: shift.max, log_sum: log_sum(of_others[i], [log[i], low[i]]) };
        }
    }

    #[inline(always)]
    fn finish_forward<S: Simd>(self, s: S, row: Less, x: Source<'_>, y: Out<'_>) {
        map(s, row, [x], [y]);
    }

    type Backward = Rest;

    #[inline(always)]
    fn backward<S: Simd>(self, s: S, shift: RowShift, x: Source<'_>, dy: Source<'_>, dx: Out<'_>) -> Rest {
        let [total, _, dy_total] = sum(s, WithGradient(shift), [x, dy], [dx], 1.0);
        Rest { inverse: Inverse::of(total), total: dy_total as f32 }
    }

    #[inline(always)]
    fn finish_backward<S: Simd>(self, s: S, row: Rest, dy: Source<'_>, dx: Out<'_>) {
        map(s, row, [dx.into(), dy], [dx]);
    }
}
