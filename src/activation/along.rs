//! Softmax and its logarithm along an axis that is not the last.

mod gradients;
mod output_gradients;
mod values;

use super::{Activation, LogSoftmax, OutputGradient, Softmax, from_output};
use crate::check;
use crate::error::Result;
use crate::mixed::Slices;
use crate::place::Place;
use crate::shape::{ColumnPasses, Out, Source, columns};
use crate::shapes::ActivationShape;
use crate::simd::Simd;
use crate::tier::{Level, Tier, dispatch};
use crate::verb::Verb;
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
    let matrix = operation.axis().saturating_mul(inner);
    check::rows("x", verb.len(), matrix)?;
    verb.check()?;
    let level = place.level()?;
    match verb {
        Verb::Forward { x, y } => {
            let (job, passes) = (Slices::rows(matrix, [x], [y]), operation.forward_passes());
            job.run(place, level, &|_, inputs, [y]| over_columns(level, passes, [matrix, inner], inputs, y))
        }
        Verb::Backward { x, dy, dx } => {
            let (job, passes) =
                (Slices::rows(matrix, [Some(x), Some(dy)], [dx]), operation.backward_passes());
            job.run(place, level, &|_, inputs, [dx]| over_columns(level, passes, [matrix, inner], inputs, dx))
        }
    }
}

/// The passes down the columns of each matrix, which is of rows of `inner`.
fn over_columns<const N: usize>(
    level: Level,
    passes: impl ColumnPasses<N>,
    [matrix, inner]: [usize; 2],
    inputs: [Source<'_>; N],
    out: Out<'_>,
) {
    dispatch!(level, s => s.vectorize(#[inline(always)] || {
        for at in (0..out.len()).step_by(matrix) {
            let mut of_matrix = inputs;
            for input in &mut of_matrix {
                *input = input.slice(at..at + matrix);
            }
            columns(s, passes, of_matrix, &out[at..at + matrix], inner);
        }
    }));
}

/// Constructors and verbs, a row each; `from_output`, the module, for one that has a gradient from the output.
macro_rules! along {
    ($($operation:ident $(: $from_output:ident)?),*) => {$(
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

            $(fn output_gradient(&self) -> Option<OutputGradient<'_>> {
                $from_output::of(self)
            })?

            fn run(&self, place: Place, verb: Verb<'_>) -> Result<()> {
                self::run(self.operation, self.inner, place, verb)
            }
        }
    )*};
}

along! { Softmax: from_output, LogSoftmax: from_output }
crate::place::placed! { Along<Softmax> Along<LogSoftmax> }
