//! The logarithm of the sum of exponentials along an axis that is not the last.

use super::shifts::Logits;
use super::values::{LogSoftmaxValues, SoftmaxValues};
use super::{Along, Matrices, over_columns};
use crate::activation::{FullyMasked, LogSumExp};
use crate::check;
use crate::element::{Element, Output};
use crate::mixed::Slices;
use crate::shape::Source;

crate::place::placed! { Along<LogSumExp> }

impl LogSumExp {
    /// Along an axis of `axis` elements that lie `inner` apart: of a tensor (outer, axis, inner) the result is one of
    /// (outer, inner).
    ///
    /// ```
    /// use activ8::LogSumExp;
    ///
    /// // Two columns of two: (0, 0) and (1, −∞).
    /// let mut y = [0.0; 2];
    /// LogSumExp::along(2, 2).forward(&[0.0, 1.0, 0.0, f32::NEG_INFINITY], &mut y)?;
    /// assert_eq!(y, [std::f32::consts::LN_2, 1.0]);
    /// # Ok::<(), activ8::Error>(())
    /// ```
    pub const fn along(axis: usize, inner: usize) -> Along<Self> {
        Along { operation: Self::rows_of(axis), inner }
    }
}

crate::place::verbs! { Along<LogSumExp>:
    /// One number for each column.
    fn forward<X: Element, Y: Output>(along, place, x: &[X], y: &mut [Y]) {
        let matrices = Matrices { axis: along.operation.row, inner: along.inner };
        let count = check::rows("x", x.len(), matrices.len())?;
        check::length("y", y.len(), count * along.inner)?;
        let level = place.level()?;
        let job = Slices::of(along.inner, ([Some(X::slice(x))], [matrices.axis]), ([Y::out(y)], [1]));
        // Where nothing is left of a column, the sum of its exponentials is 0.
        let passes = LogSoftmaxValues { fully_masked: FullyMasked::Zeros, of_sum: true };
        job.run(place, level, &|_, x, [y]| over_columns(level, passes, matrices, x, Source::NONE, y))
    }

    /// The gradient for `x`, given one for each column.
    fn backward<X: Element, G: Element, D: Output>(along, place, x: &[X], dy: &[G], dx: &mut [D]) {
        let matrices = Matrices { axis: along.operation.row, inner: along.inner };
        let count = check::rows("x", x.len(), matrices.len())?;
        check::length("dy", dy.len(), count * along.inner)?;
        check::length("dx", dx.len(), x.len())?;
        let level = place.level()?;
        let inputs = ([Some(X::slice(x)), Some(G::slice(dy))], [matrices.axis, 1]);
        let job = Slices::of(along.inner, inputs, ([D::out(dx)], [matrices.axis]));
        let passes = SoftmaxValues(Logits { sign: 1.0, fully_masked: along.operation.fully_masked });
        job.run(place, level, &|_, [x, dy], [dx]| over_columns(level, passes, matrices, [x], dy, dx))
    }
}
