//! The logarithm of the sum of exponentials, of rows and of streams.

use super::FullyMasked;
use crate::check;
use crate::element::{Element, Output};
use crate::mixed::Slices;
use crate::rows::{
    Greatest, Inverse, Normalise, NotNan, Passes, RowRange, RowShift, SumExp, log_sum_exp, over_rows,
};
use crate::setters::setters;
use crate::shape::{Out, Source, all, map, max, sum};
use crate::simd::Simd;
use crate::tier::{Level, dispatch};

/// `y = ln Σ e^x[i]` of each row, one number a row.
///
/// * **Shapes**: `x` holds whole rows of [`row`](field@Self::row) elements, and `y` an element for each.
/// * **Gradient**: `dx[i] = dy · softmax(x)[i]`.
/// * **Accuracy**: within 2 ULP of the greater of the row's maximum and the logarithm of the sum relative to it; a
///   gradient within 2 ULP, and 0 for elements more than 126 below the row's greatest.
/// * **Special values**: a NaN gives NaN; else ∞ gives ∞, and nothing but −∞ gives −∞, where the gradient is what
///   [`fully_masked`](Self::fully_masked) says: NaN by default, as in PyTorch.
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
    /// What the gradient of a row of nothing but −∞ is. Its value is −∞.
    pub fully_masked: FullyMasked,
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
    fully_masked: FullyMasked,
    x: Source<'a>,
    /// One for each row.
    dy: Source<'a>,
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
        RowShift::deep(self.fully_masked.max(max))
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, row: RowRange, shift: RowShift) -> Normalise {
        let [total, _] = sum(s, SumExp(shift), [row.of(self.x)], [row.of_out(self.dx)], 1.0);
        if self.fully_masked.is_zeros(total) {
            return Normalise::default();
        }
        // With dy at once, since a probability alone may be subnormal where the product is not.
        let greatest = Greatest::of(shift.max_exp(s));
        Normalise::of(Inverse::of(total / f64::from(self.dy.get(row.number))), greatest)
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
        Self { row, fully_masked: FullyMasked::Nan }
    }

    setters! {
        /// The same with a choice of what the gradient of a row of nothing but −∞ is.
        fn fully_masked(fully_masked: FullyMasked) { fully_masked = fully_masked }
    }
}

crate::place::verbs! { LogSumExp:
    /// One number for each row.
    fn forward<X: Element, Y: Output>(log_sum_exp, place, x: &[X], y: &mut [Y]) {
        let row = log_sum_exp.row;
        let rows = check::rows("x", x.len(), row)?;
        check::length("y", y.len(), rows)?;
        let level = place.level()?;
        let job = Slices::of(1, ([Some(X::slice(x))], [row]), ([Y::out(y)], [1]));
        job.run(place, level, &|_, [x], [y]| values(level, row, x, y))
    }

    /// The gradient for `x`, given one for each row.
    fn backward<X: Element, G: Element, D: Output>(log_sum_exp, place, x: &[X], dy: &[G], dx: &mut [D]) {
        let LogSumExp { row, fully_masked } = log_sum_exp;
        let rows = check::rows("x", x.len(), row)?;
        check::length("dy", dy.len(), rows)?;
        check::length("dx", dx.len(), x.len())?;
        let level = place.level()?;
        let inputs = ([Some(X::slice(x)), Some(G::slice(dy))], [row, 1]);
        let job = Slices::of(1, inputs, ([D::out(dx)], [row]));
        job.run(place, level, &|_, [x, dy], [dx]| gradients(level, row, Backward { fully_masked, x, dy, dx }))
    }
}

fn values(level: Level, row: usize, x: Source<'_>, y: Out<'_>) {
    dispatch!(level, s => s.vectorize(#[inline(always)] || {
        for (i, y) in y.iter().enumerate() {
            y.set(of_row(s, x.slice(i * row..(i + 1) * row)) as f32);
        }
    }));
}

fn gradients(level: Level, row: usize, mut passes: Backward<'_>) {
    let x = passes.x;
    dispatch!(level, s => s.vectorize(#[inline(always)] move || {
        over_rows(s, &mut passes, row, x);
    }));
}
