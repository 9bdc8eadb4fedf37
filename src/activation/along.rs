//! Softmax and its kin along an axis that is not the last.

mod gradients;
mod hardmax;
mod log_sum_exp;
mod shifts;
mod values;

use super::{Activation, FullyMasked, Hardmax, LogSoftmax, LogSumExp, Softmax, Softmin};
use crate::check;
use crate::error::Result;
use crate::mixed::Slices;
use crate::place::Place;
use crate::shape::{ColumnPasses, Out, Source, columns};
use crate::shapes::ActivationShape;
use crate::simd::Simd;
use crate::tier::{Level, Tier, dispatch};
use crate::verb::Verb;
pub(crate) use gradients::Sum as ColumnSum;
use gradients::{LogSoftmaxGradient, SoftmaxGradient};
use hardmax::{HardmaxGradient, HardmaxValues};
use shifts::Logits;
pub(crate) use shifts::Shifts as ColumnShifts;
use values::{LogSoftmaxValues, SoftmaxValues};

/// An operation over rows along another axis: of a tensor (outer, axis, inner), over the elements that lie
/// `inner` apart. No copy is transposed: as many columns as fill vectors go side by side.
///
/// Made by [`Softmax::along`], [`LogSoftmax::along`], [`Softmin::along`], [`Hardmax::along`] and [`LogSumExp::along`];
/// its verbs are theirs. Gates and values along an axis are a [`GateLayout`](crate::GateLayout).
///
/// * **Shapes**: slices hold whole matrices of `axis` rows of `inner` columns, one after the other; those that have a
///   number for each column hold rows of `inner`.
/// * **Accuracy**: as along the last axis: within 2 ULP, a logarithm of the larger of its two terms; a gradient within
///   8 ULP of the greater of its terms, of the logarithm of softmax within 3, of log-sum-exp within 2.
/// * **Special values**: those of the operation, for each column.
/// * **Errors**: [`Error::Rows`](crate::Error::Rows) where `x` is no whole number of matrices.
/// * **Elsewhere**: `torch.softmax(x, dim)`, `softmin` and `logsumexp`; ONNX `Softmax` and `Hardmax` with an `axis`.
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

/// Which passes an operation is, a row each.
macro_rules! columnwise {
    ($($operation:ident $this:ident: $max_ulp:expr, $values:expr, $gradient:expr;)*) => {$(
        impl Columnwise for $operation {
            const MAX_ULP: f64 = $max_ulp;
            fn axis(self) -> usize {
                self.row
            }
            fn forward_passes(self) -> impl ColumnPasses<1> {
                let $this = self;
                $values
            }
            fn backward_passes(self) -> impl ColumnPasses<2> {
                let $this = self;
                $gradient
            }
        }
    )*};
}

columnwise! {
    Softmax softmax: 2.0, SoftmaxValues(softmax.logits()), SoftmaxGradient(softmax.logits());
    Softmin softmin: 2.0, SoftmaxValues(softmin.logits()), SoftmaxGradient(softmin.logits());
    LogSoftmax log: 2.0, log.values(), LogSoftmaxGradient(log.fully_masked);
    Hardmax _hardmax: 0.0, HardmaxValues, HardmaxGradient;
}

impl Softmax {
    fn logits(self) -> Logits {
        Logits { sign: 1.0, fully_masked: self.fully_masked }
    }
}

impl LogSoftmax {
    fn values(self) -> LogSoftmaxValues {
        LogSoftmaxValues { fully_masked: self.fully_masked, of_sum: false }
    }
}

impl Softmin {
    fn logits(self) -> Logits {
        Logits { sign: -1.0, fully_masked: FullyMasked::Nan }
    }
}

fn run(operation: impl Columnwise, inner: usize, place: Place, verb: Verb<'_>) -> Result<()> {
    let matrices = Matrices { axis: operation.axis(), inner };
    check::rows("x", verb.len(), matrices.len())?;
    verb.check()?;
    let level = place.level()?;
    match verb {
        Verb::Forward { x, y } => {
            let (job, passes) = (Slices::rows(matrices.len(), [x], [y]), operation.forward_passes());
            job.run(place, level, &|_, inputs, [y]| {
                over_columns(level, passes, matrices, inputs, Source::NONE, y);
            })
        }
        Verb::Backward { x, dy, dx } => {
            let job = Slices::rows(matrices.len(), [Some(x), Some(dy)], [dx]);
            let passes = operation.backward_passes();
            job.run(place, level, &|_, inputs, [dx]| {
                over_columns(level, passes, matrices, inputs, Source::NONE, dx);
            })
        }
    }
}

/// Matrices of `axis` rows of `inner` columns.
#[derive(Clone, Copy)]
struct Matrices {
    axis: usize,
    inner: usize,
}

impl Matrices {
    /// The elements of one.
    fn len(self) -> usize {
        self.axis.saturating_mul(self.inner)
    }
}

/// The passes down the columns of each matrix. Beside it there may be a row of another input, and the output is a
/// matrix, too, or a row.
fn over_columns<const N: usize>(
    level: Level,
    passes: impl ColumnPasses<N>,
    matrices: Matrices,
    inputs: [Source<'_>; N],
    beside: Source<'_>,
    out: Out<'_>,
) {
    let (len, inner) = (matrices.len(), matrices.inner);
    let count = inputs[0].len() / len;
    let [each_beside, each_out] = [beside.len(), out.len()].map(|all| all.checked_div(count).unwrap_or(0));
    dispatch!(level, s => s.vectorize(#[inline(always)] || {
        for i in 0..count {
            let mut of_matrix = inputs;
            for input in &mut of_matrix {
                *input = input.slice(i * len..(i + 1) * len);
            }
            let beside = beside.slice(i * each_beside..(i + 1) * each_beside);
            columns(s, passes, of_matrix, beside, &out[i * each_out..(i + 1) * each_out], inner);
        }
    }));
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
        }
    )*};
}

along! { Softmax LogSoftmax Softmin Hardmax }
crate::place::placed! { Along<Softmax> Along<LogSoftmax> Along<Softmin> Along<Hardmax> }

/// The setter of those that have a choice.
macro_rules! fully_masked {
    ($($operation:ident)*) => {$(
        impl Along<$operation> {
            /// The same with a choice of what a column of nothing but −∞ is: see the operation.
            #[must_use]
            pub const fn fully_masked(self, fully_masked: FullyMasked) -> Self {
                Self { operation: self.operation.fully_masked(fully_masked), ..self }
            }
        }
    )*};
}

fully_masked! { Softmax LogSoftmax LogSumExp }
