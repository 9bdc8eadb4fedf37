//! The logarithm of the sum of exponentials, of rows and of streams.

use super::rowwise::rows_in_piece;
use crate::check;
use crate::element::{Element, Output, Slice, SliceMut};
use crate::error::Result;
use crate::mixed;
use crate::parallel::{self, Slices};
use crate::place::{On, Place};
use crate::rows::{Inverse, Normalise, NotNan, Passes, RowRange, RowShift, SumExp, log_sum_exp, over_rows};
use crate::shape::{Out, Source, all, cells, map, max, sum};
use crate::simd::Simd;
use crate::tier::dispatch;

/// `y = ln Σ e^x[i]` of each row, one number a row.
///
/// * **Shapes**: `x` holds whole rows of [`row`](field@Self::row) elements, and `y` an element for each.
/// * **Gradient**: `dx[i] = dy · softmax(x)[i]`.
/// * **Accuracy**: within 2 ULP of the greater of the row's maximum and the logarithm of the sum relative to it; a
///   gradient within 2 ULP, and 0 for elements more than 126 below the row's greatest.
/// * **Special values**: a NaN gives NaN; else ∞ gives ∞, and nothing but −∞ gives −∞, where the gradient is NaN,
///   as in PyTorch.
/// * **Errors**: [`Error::Rows`](crate::Error::Rows), [`Error::Length`](crate::Error::Length).
/// * **Elsewhere**: `torch.logsumexp(x, -1)`, ONNX `ReduceLogSumExp`.
///
/// ```
/// use activ8::LogSumExp;
///
/// let mut y = [0.0; 2];
/// LogSumExp::rows_of(2).forward(&[1000.0, 1000.0, 0.0, -500.0], &mut y)?;
/// assert_eq!(y, [1000.0 + std::f32::consts::LN_2, 0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogSumExp {
    /// The number of elements in a row.
    pub row: usize,
}

crate::place::placed! { LogSumExp }

/// max + ln Σ e^(x − max), added in f64, or its limit where the maximum is infinite.
#[inline(always)]
fn of_row<S: Simd>(s: S, x: Source<'_>) -> f64 {
    let greatest = max(s, x);
    if greatest.is_infinite() {
        return if all(s, NotNan, x) { f64::from(greatest) } else { f64::NAN };
    }
    let row = log_sum_exp(s, RowShift::deep(greatest), x);
    f64::from(greatest) + row.log_sum
}

/// The maximum; the exponentials, to the output, and their sum; and the probabilities times dy.
struct Backward<'a> {
    x: Source<'a>,
    /// One for each row.
    dy: &'a [f32],
    dx: Out<'a>,
}

impl Passes for Backward<'_> {
    type First = f32;
    type Prepared = RowShift;
    type Second = Normalise;
    type Combined = ();

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> f32 {
        max(s, row.of(self.x))
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, _: S, max: f32) -> RowShift {
        RowShift::deep(max)
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, row: RowRange, shift: RowShift) -> Normalise {
        let [total, _] = sum(s, SumExp(shift), [row.of(self.x)], [row.of_out(self.dx)], 1.0);
        // With dy at once, since a probability alone may be subnormal where the product is not.
        let inverse = Inverse::of(total / f64::from(self.dy[row.number]));
        Normalise::of_unrounded(inverse, shift.max_exp(s))
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, normalise: Normalise, (): ()) {
        let dx = row.of_out(self.dx);
        map(s, normalise, [dx.into()], [dx]);
    }
}

impl LogSumExp {
    /// Over rows of `row` elements, one after the other.
    pub const fn rows_of(row: usize) -> Self {
        Self { row }
    }

    /// One number for each row.
    pub fn forward(&self, x: &[f32], y: &mut [f32]) -> Result<()> {
        self.values(Place::default(), x, y)
    }

    /// The gradient for `x`, given one for each row.
    pub fn backward(&self, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.gradient(Place::default(), x, dy, dx)
    }

    /// [`forward`](Self::forward) over elements of any type: what it gives for the widened ones, rounded.
    pub fn forward_any<X: Element, Y: Output>(&self, x: &[X], y: &mut [Y]) -> Result<()> {
        self.values_any(Place::default(), X::slice(x), Y::out(y))
    }

    /// [`backward`](Self::backward) over elements of any type.
    pub fn backward_any<X: Element, G: Element, D: Output>(
        &self,
        x: &[X],
        dy: &[G],
        dx: &mut [D],
    ) -> Result<()> {
        self.gradient_any(Place::default(), X::slice(x), G::slice(dy), D::out(dx))
    }

    fn values(self, place: Place, x: &[f32], y: &mut [f32]) -> Result<()> {
        let rows = check::rows("x", x.len(), self.row)?;
        check::length("y", y.len(), rows)?;
        let (level, row) = (place.level()?, self.row);
        let leaf = |(x, y): (Slices<'_, 1, 0>, Slices<'_, 0, 1>)| {
            let ([x], [y]) = (x.inputs.map(Source::from), y.outs);
            dispatch!(level, s => s.vectorize(#[inline(always)] || {
                for (i, y) in y.iter_mut().enumerate() {
                    *y = of_row(s, x.slice(i * row..(i + 1) * row)) as f32;
                }
            }));
        };
        let job =
            (Slices { unit: self.row, inputs: [x], outs: [] }, Slices { unit: 1, inputs: [], outs: [y] });
        parallel::pieces(job, rows_in_piece(self.row), place.parallel, &leaf);
        Ok(())
    }

    fn values_any(self, place: Place, x: Slice<'_>, y: SliceMut<'_>) -> Result<()> {
        let rows = check::rows("x", x.len(), self.row)?;
        check::length("y", y.len(), rows)?;
        mixed::rows(place, self.row, [(x, self.row)], [(y, 1)], &|place, [x], [y]| self.values(place, x, y))
    }

    fn check_gradient(self, x: usize, dy: usize, dx: usize) -> Result<()> {
        let rows = check::rows("x", x, self.row)?;
        check::length("dy", dy, rows)?;
        check::length("dx", dx, x)
    }

    fn gradient_any(self, place: Place, x: Slice<'_>, dy: Slice<'_>, dx: SliceMut<'_>) -> Result<()> {
        self.check_gradient(x.len(), dy.len(), dx.len())?;
        let inputs = [(x, self.row), (dy, 1)];
        mixed::rows(place, self.row, inputs, [(dx, self.row)], &|place, [x, dy], [dx]| {
            self.gradient(place, x, dy, dx)
        })
    }

    fn gradient(self, place: Place, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.check_gradient(x.len(), dy.len(), dx.len())?;
        let (level, row) = (place.level()?, self.row);
        let leaf = |(rows, dy): (Slices<'_, 1, 1>, Slices<'_, 1, 0>)| {
            let ([x], [dx], [dy]) = (rows.inputs.map(Source::from), rows.outs.map(cells), dy.inputs);
            dispatch!(level, s => s.vectorize(#[inline(always)] move || {
                over_rows(s, &mut Backward { x, dy, dx }, row, x);
            }));
        };
        let rows = Slices { unit: self.row, inputs: [x], outs: [dx] };
        let job = (rows, Slices { unit: 1, inputs: [dy], outs: [] });
        parallel::pieces(job, rows_in_piece(self.row), place.parallel, &leaf);
        Ok(())
    }
}

impl On<LogSumExp> {
    /// See [`LogSumExp::forward`].
    pub fn forward(&self, x: &[f32], y: &mut [f32]) -> Result<()> {
        self.operation.values(self.place, x, y)
    }

    /// See [`LogSumExp::backward`].
    pub fn backward(&self, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.operation.gradient(self.place, x, dy, dx)
    }

    /// See [`LogSumExp::forward_any`].
    pub fn forward_any<X: Element, Y: Output>(&self, x: &[X], y: &mut [Y]) -> Result<()> {
        self.operation.values_any(self.place, X::slice(x), Y::out(y))
    }

    /// See [`LogSumExp::backward_any`].
    pub fn backward_any<X: Element, G: Element, D: Output>(
        &self,
        x: &[X],
        dy: &[G],
        dx: &mut [D],
    ) -> Result<()> {
        self.operation.gradient_any(self.place, X::slice(x), G::slice(dy), D::out(dx))
    }
}
