//! Softmax and its logarithm along an axis that is not the last.

mod gradients;
mod values;

use super::elementwise::PIECE;
use super::{Activation, AnyVerb, LogSoftmax, Softmax, Verb};
use crate::check;
use crate::error::Result;
use crate::mixed::{self, Cut};
use crate::parallel::{self, Slices};
use crate::place::Place;
use crate::shape::{ColumnPasses, Source, cells, columns};
use crate::shapes::ActivationShape;
use crate::simd::Simd;
use crate::tier::{Tier, dispatch};
use gradients::{LogSoftmaxGradient, SoftmaxGradient};
use values::{LogSoftmaxValues, SoftmaxValues};

/// An operation over rows along another axis: of a tensor (outer, axis, inner), over the elements that lie
/// `inner` apart. No copy is transposed: as many columns as fill vectors go side by side.
///
/// Made by [`Softmax::along`] and [`LogSoftmax::along`]; its verbs are theirs.
///
/// * **Shapes**: slices hold whole matrices of `axis` rows of `inner` columns, one after the other.
/// * **Accuracy**: within 2 ULP, a logarithm of the larger of its two terms; a gradient within 8 ULP of the greater of
///   its terms, of a logarithm within 3, as along the last axis.
/// * **Special values**: those of the operation, for each column.
/// * **Errors**: [`Error::Rows`](crate::Error::Rows) where `x` is no whole number of matrices.
/// * **Elsewhere**: `torch.softmax(x, dim)`, ONNX `Softmax` with an `axis`.
///
/// ```
/// use activ8::{Activation, Softmax};
///
/// // Two columns of two: (0, 0) and (1, −∞).
/// let mut x = [0.0, 1.0, 0.0, f32::NEG_INFINITY];
/// Softmax::along(2, 2).forward_in_place(&mut x)?;
/// assert_eq!(x, [0.5, 1.0, 0.5, 0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Along<O> {
    /// What is done; its row is the axis.
    pub operation: O,
    /// The number of elements from one to the next along the axis.
    pub inner: usize,
}

/// An operation that has passes down columns.
trait Columnwise: Activation {
    const MAX_ULP: f64;
    fn axis(self) -> usize;
    fn forward_passes(self) -> impl ColumnPasses<1>;
    fn backward_passes(self) -> impl ColumnPasses<2>;
}

impl Columnwise for Softmax {
    const MAX_ULP: f64 = 2.0;
    fn axis(self) -> usize {
        self.row
    }
    fn forward_passes(self) -> impl ColumnPasses<1> {
        SoftmaxValues
    }
    fn backward_passes(self) -> impl ColumnPasses<2> {
        SoftmaxGradient
    }
}

impl Columnwise for LogSoftmax {
    const MAX_ULP: f64 = 2.0;
    fn axis(self) -> usize {
        self.row
    }
    fn forward_passes(self) -> impl ColumnPasses<1> {
        LogSoftmaxValues
    }
    fn backward_passes(self) -> impl ColumnPasses<2> {
        LogSoftmaxGradient
    }
}

fn run(operation: impl Columnwise, inner: usize, place: Place, verb: Verb<'_>) -> Result<()> {
    match verb {
        Verb::Forward { x, y } => forward(operation, inner, place, Some(x), y),
        Verb::InPlace { x } => forward(operation, inner, place, None, x),
        Verb::Backward { x, dy, dx } => backward(operation, inner, place, [x, dy], dx),
    }
}

/// `y = f(x)`, or of what is in `y`.
fn forward(
    operation: impl Columnwise,
    inner: usize,
    place: Place,
    x: Option<&[f32]>,
    y: &mut [f32],
) -> Result<()> {
    let (matrix, len) = (operation.axis().saturating_mul(inner), x.map_or(y.len(), <[f32]>::len));
    check::rows("x", len, matrix)?;
    check::length("y", y.len(), len)?;
    let level = place.level()?;
    let leaf = |(y, x): (Slices<'_, 0, 1>, Option<Slices<'_, 1, 0>>)| {
        let [y] = y.outs.map(cells);
        let x: Source<'_> = x.map_or(y.into(), |x| x.inputs[0].into());
        dispatch!(level, s => s.vectorize(#[inline(always)] || {
            for at in (0..y.len()).step_by(matrix) {
                let range = at..at + matrix;
                columns(s, operation.forward_passes(), [x.slice(range.clone())], &y[range], inner);
            }
        }));
    };
    let x = x.map(|x| Slices { unit: matrix, inputs: [x], outs: [] });
    let job = (Slices { unit: matrix, inputs: [], outs: [y] }, x);
    parallel::pieces(job, matrices_in_piece(matrix), place.parallel, &leaf);
    Ok(())
}

fn backward(
    operation: impl Columnwise,
    inner: usize,
    place: Place,
    [x, dy]: [&[f32]; 2],
    dx: &mut [f32],
) -> Result<()> {
    let matrix = operation.axis().saturating_mul(inner);
    check::rows("x", x.len(), matrix)?;
    check::length("dy", dy.len(), x.len())?;
    check::length("dx", dx.len(), x.len())?;
    let level = place.level()?;
    let leaf = |Slices { inputs: [x, dy], outs: [dx], .. }: Slices<'_, 2, 1>| {
        let (x, dy, dx) = (Source::from(x), Source::from(dy), cells(dx));
        dispatch!(level, s => s.vectorize(#[inline(always)] || {
            for at in (0..dx.len()).step_by(matrix) {
                let range = at..at + matrix;
                let inputs = [x.slice(range.clone()), dy.slice(range.clone())];
                columns(s, operation.backward_passes(), inputs, &dx[range], inner);
            }
        }));
    };
    let job = Slices { unit: matrix, inputs: [x, dy], outs: [dx] };
    parallel::pieces(job, matrices_in_piece(matrix), place.parallel, &leaf);
    Ok(())
}

/// Matrices of a piece for one thread.
fn matrices_in_piece(matrix: usize) -> usize {
    PIECE.checked_div(matrix).unwrap_or(1).max(1)
}

/// Constructors and verbs, a row each.
macro_rules! along {
    ($($operation:ident)*) => {$(
        impl $operation {
            /// Along an axis of `axis` elements that lie `inner` apart.
            pub const fn along(axis: usize, inner: usize) -> Along<Self> {
                Along { operation: Self::rows_of(axis), inner }
            }
        }

        impl Activation for Along<$operation> {
            fn max_ulp(&self, _: Tier) -> f64 {
                <$operation as Columnwise>::MAX_ULP
            }

            fn shape(&self) -> ActivationShape {
                ActivationShape::Along { axis: self.operation.row, inner: self.inner }
            }

            fn run(&self, place: Place, verb: Verb<'_>) -> Result<()> {
                self::run(self.operation, self.inner, place, verb)
            }

            fn run_any(&self, place: Place, verb: AnyVerb<'_>) -> Result<()> {
                let cut = Cut::rows(self.operation.row.saturating_mul(self.inner));
                mixed::activation(place, cut, true, verb, &|place, _, verb| self.run(place, verb))
            }
        }
    )*};
}

along! { Softmax LogSoftmax }
crate::place::placed! { Along<Softmax> Along<LogSoftmax> }
