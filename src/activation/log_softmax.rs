//! The logarithm of softmax.

mod from_output;
mod gradient;

pub(super) use from_output::{dominates, gradient as gradient_from_output};
pub(super) use gradient::{LEAST_SCALED_SUM, MAX_SCALED_UP, SCALE, gradient};

use super::FullyMasked;
use super::rowwise::Rowwise;
use crate::math::ln_1p_pair;
use crate::rows::{
    BelowMax, MAX_GROUP_ROWS, Passes, RowRange, RowShift, SumForLog, exact_sum_m1, log_of_sum, sum_below_max,
};
use crate::setters::setters;
use crate::shape::{Kernel, Lanes, Out, ShortRow, ShortRows, Source, cells, map, max, sum_lanes};
use crate::simd::{F32s, Simd};
use gradient::Backward;

/// The logarithm of each row's softmax: `y[i] = (x[i] − m) − ln Σ e^(x[j] − m)`, m being the row's
/// maximum.
///
/// * **Shapes**: `x` and `y` hold whole rows of [`row`](field@Self::row) elements, one after the other.
/// * **Gradient**: `dx[i] = dy[i] − softmax(x)[i] · Σ dy[j]`, that of an element with more than 15/16 of the
///   probability from what the others have.
/// * **Accuracy**: within 2 ULP. The logarithm is that of
///   1 plus the terms of the other elements, down to e^-126 each: for the row (20, 0, 0) the first result is
///   −4.122307e-9, where PyTorch has 0. A gradient is within 3 ULP of the larger of `dy[i]` and
///   `softmax(x)[i] · Σ |dy[j]|`, a probability below e^-126 of the greatest being 0 there.
/// * **Special values**: a row with a NaN or with ∞ is NaN throughout; −∞ gives −∞, but a row of nothing else is what
///   [`fully_masked`](Self::fully_masked) says: NaN by default, its gradient too, and with
///   [`FullyMasked::Zeros`] −∞, the logarithm of zeros, with a gradient of zeros.
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
    /// What a row of nothing but −∞ is.
    pub fully_masked: FullyMasked,
}

impl LogSoftmax {
    /// Over rows of `row` elements, one after the other.
    pub const fn rows_of(row: usize) -> Self {
        Self { row, fully_masked: FullyMasked::Nan }
    }

    setters! {
        /// The same with a choice of what a row of nothing but −∞ is.
        fn fully_masked(fully_masked: FullyMasked) { fully_masked = fully_masked }
    }
}

impl Rowwise for LogSoftmax {
    const MAX_ULP: [f64; 2] = [2.0; 2];

    fn row(self) -> usize {
        self.row
    }

    #[inline(always)]
    fn short_rows(self) -> impl ShortRows<1, 1> {
        Short(self.fully_masked)
    }

    #[inline(always)]
    fn forward_passes<'a>(self, x: Source<'a>, y: Out<'a>) -> impl Passes + 'a {
        Forward { fully_masked: self.fully_masked, x, y }
    }

    #[inline(always)]
    fn backward_passes<'a>(self, x: Source<'a>, dy: Source<'a>, dx: Out<'a>) -> impl Passes + 'a {
        Backward { fully_masked: self.fully_masked, x, dy, dx }
    }
}

/// A row of a vector, as [`Forward`] has it.
struct Short(FullyMasked);

impl ShortRows<1, 1> for Short {
    #[inline(always)]
    fn row<S: Simd>(&mut self, row: ShortRow<S>, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        let shift = RowShift::deep(self.0.max(row.max(x)));
        let ([sum], []) = row.sums(SumForLog { exp: shift, coarse: S::FUSED }, [x]);
        let sum_m1 = exact_sum_m1(
            sum,
            shift.greatest(row.s, S::FUSED),
            #[inline(always)]
            || {
                let ([sum], []) = row.sums(BelowMax(shift), [x]);
                sum
            },
        );
        let (log, low) = ln_1p_pair(x.of(sum_m1 as f32));
        LogProbability { max: shift.max, log_sum: log_of_sum(sum_m1, [log.lane(), low.lane()]) as f32 }
            .eval([x])
    }
}

/// The maximum; the sum of the exponentials; and the differences.
struct Forward<'a> {
    fully_masked: FullyMasked,
    x: Source<'a>,
    y: Out<'a>,
}

impl Passes for Forward<'_> {
    type First = f32;
    type Prepared = RowShift;
    type Second = (Lanes, RowRange);
    type Combined = LogProbability;

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> f32 {
        max(s, row.of(self.x))
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, _: S, max: f32) -> RowShift {
        RowShift::deep(self.fully_masked.max(max))
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, row: RowRange, shift: RowShift) -> (Lanes, RowRange) {
        let [sum] = sum_lanes(s, SumForLog { exp: shift, coarse: S::FUSED }, [row.of(self.x)], [], 1.0);
        (sum, row)
    }

    #[inline(always)]
    fn combine<S: Simd>(
        &self,
        s: S,
        shifts: &[RowShift],
        sums: &[(Lanes, RowRange)],
        rows: &mut [LogProbability],
    ) {
        let (max_exps, n) = (RowShift::max_exps(s, shifts, S::FUSED), rows.len());
        let (mut sums_m1, mut rounded) = ([0.0; MAX_GROUP_ROWS], [0.0; MAX_GROUP_ROWS]);
        for (i, (sum, row)) in sums.iter().enumerate() {
            sums_m1[i] = exact_sum_m1(
                sum.total(s),
                max_exps.of_row(i),
                #[inline(always)]
                || sum_below_max(s, shifts[i], row.of(self.x)),
            );
            rounded[i] = sums_m1[i] as f32;
        }
        let (mut log, mut low) = ([0.0; MAX_GROUP_ROWS], [0.0; MAX_GROUP_ROWS]);
        let outs = [cells(&mut log[..n]), cells(&mut low[..n])];
        map(s, Ln1pPair, [(&rounded[..n]).into()], outs);
        for (i, (row, shift)) in rows.iter_mut().zip(shifts).enumerate() {
            *row =
                LogProbability { max: shift.max, log_sum: log_of_sum(sums_m1[i], [log[i], low[i]]) as f32 };
        }
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, _: (Lanes, RowRange), log_probability: LogProbability) {
        map(s, log_probability, [row.of(self.x)], [row.of_out(self.y)]);
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

/// (x − max) − ln Σ e^(x − max).
#[derive(Clone, Copy, Default)]
struct LogProbability {
    max: f32,
    log_sum: f32,
}

impl Kernel<1> for LogProbability {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [(x - x.of(self.max)) - x.of(self.log_sum)]
    }
}

/// x − max, which is at most 0, minus a logarithm in two floats, which is at least 0: rounded once.
#[inline(always)]
pub(super) fn log_probability<S: Simd>(x: F32s<S>, [log, log_low]: [F32s<S>; 2]) -> F32s<S> {
    // The operands stand so that a NaN, which is in the logarithm too, passes.
    let (major, minor) = (x.min(-log), x.max(-log));
    let (y, error) = major.fast_two_sum(minor);
    // The error at −∞ is NaN, and any number will do.
    y + (error - log_low).min(x.of(f32::MAX))
}
