//! Softmax.

mod from_output;

use super::FullyMasked;
use super::rowwise::Rowwise;
use crate::rows::softmax_gradient::{RowGradient, WeightedSums};
use crate::rows::{Passes, Probabilities, RowRange, RowShift, SumForShares, WeightedSumExp};
use crate::setters::setters;
use crate::shape::{Lanes, Out, ShortRow, ShortRows, Source, map, max, sum, sum_lanes};
use crate::simd::{F32s, Simd};

/// The softmax of each row: `y[i] = e^(x[i] − m) / Σ e^(x[j] − m)`, m being the row's maximum.
///
/// * **Shapes**: `x` and `y` hold whole rows of [`row`](field@Self::row) elements, one after the other.
/// * **Gradient**: `dx[i] = y[i] · (dy[i] − Σ y[j]·dy[j])`, `y` being computed anew from `x`. An element with
///   more than 15/16 of the probability has its own from what the others have: it keeps its digits, and is 0 where
///   they have nothing. Elements more than 126 below the row's greatest have the gradient 0.
/// * **Accuracy**: each probability within 2 ULP, at [`Fast`](crate::Accuracy::Fast) within 5, whatever the length and the
///   spread of the row: the exponentials
///   are scaled by a power of two, the maximum is never subtracted where that would round, which costs others
///   10 ULP for x in ±8, and the sum has what the exponentials' rounding has lost. Rows of 1,000,000 sum
///   to 1 within 2 ULP. A gradient is a difference, and within 8 ULP of the greater of its terms, `y[i]·dy[i]` and
///   `y[i]·Σ y[j]·|dy[j]|`, for a dy of any size whose sum is an `f32`; a `y[j]` below 2^-126 enters the sum as
///   rounded to a subnormal.
/// * **Special values**: a row with a NaN or with ∞ is NaN throughout, as in PyTorch; −∞ gives 0, but a row of nothing
///   else is what [`fully_masked`](Self::fully_masked) says, and so is its gradient: NaN by default.
/// * **Errors**: [`Error::Rows`](crate::Error::Rows) where `x` is no whole number of rows.
/// * **Elsewhere**: `torch.softmax(x, -1)`, ONNX `Softmax`, `candle_nn::ops::softmax_last_dim`; with zeros for rows of −∞
///   PyTorch's `_safe_softmax`.
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
    /// What a row of nothing but −∞ is.
    pub fully_masked: FullyMasked,
}

impl Softmax {
    /// Over rows of `row` elements, one after the other.
    pub const fn rows_of(row: usize) -> Self {
        Self { row, fully_masked: FullyMasked::Nan }
    }

    setters! {
        /// The same with a choice of what a row of nothing but −∞ is.
        fn fully_masked(fully_masked: FullyMasked) { fully_masked = fully_masked }
    }
}

impl Rowwise for Softmax {
    const MAX_ULP: [f64; 2] = [2.0; 2];
    const HAS_FAST: bool = true;

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
        let ([sum, _], [e]) = row.sums(SumForShares(shift), [x]);
        [self.0.probabilities(row.s, sum, shift.greatest(row.s, S::FAST)).of_exp(e)]
    }
}

/// The maximum; the exponentials, to the output, and their sum; and the exponentials by the sum.
struct Forward<'a> {
    fully_masked: FullyMasked,
    x: Source<'a>,
    y: Out<'a>,
}

impl Passes for Forward<'_> {
    type First = f32;
    type Prepared = RowShift;
    type Second = Lanes;
    type Combined = Probabilities;

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> f32 {
        max(s, row.of(self.x))
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, _: S, max: f32) -> RowShift {
        RowShift::deep(self.fully_masked.max(max))
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, row: RowRange, shift: RowShift) -> Lanes {
        let [total, _] = sum_lanes(s, SumForShares(shift), [row.of(self.x)], [row.of_out(self.y)], 1.0);
        total
    }

    #[inline(always)]
    fn combine<S: Simd>(&self, s: S, shifts: &[RowShift], totals: &[Lanes], rows: &mut [Probabilities]) {
        let max_exps = RowShift::max_exps(s, shifts, S::FAST);
        for (i, (row, total)) in rows.iter_mut().zip(totals).enumerate() {
            *row = self.fully_masked.probabilities(s, total.total(s), max_exps.of_row(i));
        }
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, _: Lanes, probabilities: Probabilities) {
        probabilities.run(s, row.of_out(self.y));
    }
}

/// The maximum; the exponentials, to the output, and their sums; and the gradient.
struct Backward<'a> {
    fully_masked: FullyMasked,
    x: Source<'a>,
    dy: Source<'a>,
    dx: Out<'a>,
}

impl Passes for Backward<'_> {
    type First = f32;
    type Prepared = RowShift;
    type Second = RowGradient;
    type Combined = ();

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> f32 {
        max(s, row.of(self.x))
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, _: S, max: f32) -> RowShift {
        RowShift::deep(self.fully_masked.max(max))
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, row: RowRange, shift: RowShift) -> RowGradient {
        let (x, dy, dx) = (row.of(self.x), row.of(self.dy), row.of_out(self.dx));
        let sums = WeightedSums::of(sum(s, WeightedSumExp(shift), [x, dy], [dx], 1.0));
        if self.fully_masked.is_zeros(sums.total) {
            return RowGradient::default();
        }
        RowGradient::of(
            s,
            sums,
            [0.0, 1.0],
            #[inline(always)]
            || shift.max_exp(s).rounded().lane(),
            dx.into(),
            dy,
        )
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, gradient: RowGradient, (): ()) {
        let dx = row.of_out(self.dx);
        map(s, gradient.elements, [dx.into(), row.of(self.dy)], [dx]);
        if let Some(dominant) = gradient.dominant {
            dx[dominant.index].set(dominant.gradient);
        }
    }
}
