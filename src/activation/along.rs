//! Softmax and its logarithm along an axis that is not the last.

mod column;
mod slopes;

use super::elementwise::PIECE;
use super::{Activation, AnyVerb, LogSoftmax, Softmax, Verb};
use crate::check;
use crate::error::Result;
use crate::mixed::{self, Cut};
use crate::parallel::{self, Slices};
use crate::place::Place;
use crate::shape::{Down, Out, Source, cells, columns};
use crate::shapes::ActivationShape;
use crate::simd::Simd;
use crate::tier::{Level, Tier, dispatch};
use column::{LogValues, Values};
use slopes::{LogSlopes, Slopes};

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

/// What an operation does down a column.
trait Columnwise: Activation {
    const MAX_ULP: f64;
    fn axis(self) -> usize;
    fn values(self) -> impl Down<1>;
    fn slopes(self) -> impl Down<2>;
}

impl Columnwise for Softmax {
    const MAX_ULP: f64 = 2.0;
    fn axis(self) -> usize {
        self.row
    }
    fn values(self) -> impl Down<1> {
        Values
    }
    fn slopes(self) -> impl Down<2> {
        Slopes
    }
}

impl Columnwise for LogSoftmax {
    const MAX_ULP: f64 = 2.0;
    fn axis(self) -> usize {
        self.row
    }
    fn values(self) -> impl Down<1> {
        LogValues
    }
    fn slopes(self) -> impl Down<2> {
        LogSlopes
    }
}

/// Runs passes over matrices.
fn forward(level: Level, down: impl Down<1>, inner: usize, unit: usize, x: Source<'_>, y: Out<'_>) {
    dispatch!(level, s => s.vectorize(#[inline(always)] || {
        for at in (0..y.len()).step_by(unit) {
            columns(s, down, [x.slice(at..at + unit)], &y[at..at + unit], inner);
        }
    }));
}

fn run(operation: impl Columnwise, inner: usize, place: Place, verb: Verb<'_>) -> Result<()> {
    let unit = operation.axis().saturating_mul(inner);
    let size = PIECE.checked_div(unit).unwrap_or(1).max(1);
    match verb {
        Verb::Forward { x, y } => {
            check::rows("x", x.len(), unit)?;
            check::length("y", y.len(), x.len())?;
            let level = place.level()?;
            let leaf = |Slices { inputs: [x], outs: [y], .. }: Slices<'_, 1, 1>| {
                forward(level, operation.values(), inner, unit, x.into(), cells(y));
            };
            parallel::pieces(Slices { unit, inputs: [x], outs: [y] }, size, place.parallel, &leaf);
        }
        Verb::InPlace { x } => {
            check::rows("x", x.len(), unit)?;
            let level = place.level()?;
            let leaf = |Slices { outs: [x], .. }: Slices<'_, 0, 1>| {
                let x = cells(x);
                forward(level, operation.values(), inner, unit, x.into(), x);
            };
            parallel::pieces(Slices { unit, inputs: [], outs: [x] }, size, place.parallel, &leaf);
        }
        Verb::Backward { x, dy, dx } => {
            check::rows("x", x.len(), unit)?;
            check::length("dy", dy.len(), x.len())?;
            check::length("dx", dx.len(), x.len())?;
            let level = place.level()?;
            let leaf = |Slices { inputs: [x, dy], outs: [dx], .. }: Slices<'_, 2, 1>| {
                let (x, dy, dx) = (Source::from(x), Source::from(dy), cells(dx));
                dispatch!(level, s => s.vectorize(#[inline(always)] || {
                    for at in (0..dx.len()).step_by(unit) {
                        let range = at..at + unit;
                        let inputs = [x.slice(range.clone()), dy.slice(range.clone())];
                        columns(s, operation.slopes(), inputs, &dx[range], inner);
                    }
                }));
            };
            parallel::pieces(Slices { unit, inputs: [x, dy], outs: [dx] }, size, place.parallel, &leaf);
        }
    }
    Ok(())
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
