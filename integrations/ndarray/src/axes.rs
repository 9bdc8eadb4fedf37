//! What makes an axis shorter: the sums of its exponentials, and gates and values that it holds.

use activ8::{FullyMasked, GateLayout, GatedActivation, LogSumExp, Result};
use ndarray::{Array, ArrayBase, Axis, Data, Dimension, RemoveAxis};

use crate::combined::needed;
use crate::lanes::{inner, order, standard, written};

/// Which half of an axis are gates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GateOrder {
    /// The first.
    GatesFirst,
    /// The second: PyTorch's `glu`.
    ValuesFirst,
}

/// Operations that make an axis of an array or a view shorter. Elements in standard layout are read where they are, whatever
/// the axis.
///
/// ```
/// use activ8_ndarray::activ8::ReGlu;
/// use activ8_ndarray::{AlongAxis, GateOrder};
/// use ndarray::{Axis, array};
///
/// let x = array![[1.0_f32, 2.0], [3.0, -1.0]];
/// assert_eq!(x.activate_packed(Axis(0), GateOrder::ValuesFirst, ReGlu)?, array![[3.0, 0.0]]);
/// let sums = x.log_sum_exp(Axis(1))?;
/// assert!((sums[0] - 2.3132617).abs() < 1e-6);
/// # Ok::<(), activ8_ndarray::activ8::Error>(())
/// ```
///
/// # Errors
/// What the core refuses: an axis that cannot be halved, or a wrong `ACTIV8_TIER`; and
/// [`Error::Shape`](activ8::Error::Shape) for shapes that do not fit.
pub trait AlongAxis<D: RemoveAxis> {
    /// [`LogSumExp`] along an axis, which the result is without.
    fn log_sum_exp(&self, axis: Axis) -> Result<Array<f32, D::Smaller>>;

    /// Its gradient for this array, given the result's, with a choice of what it is where all is −∞.
    fn log_sum_exp_gradient(
        &self,
        axis: Axis,
        fully_masked: FullyMasked,
        dy: &ArrayBase<impl Data<Elem = f32>, D::Smaller>,
    ) -> Result<Array<f32, D>>;

    /// `act(gate) · value` of the halves of an axis.
    fn activate_packed(
        &self,
        axis: Axis,
        halves: GateOrder,
        gated: impl GatedActivation,
    ) -> Result<Array<f32, D>>;

    /// Its gradient for this array, given the result's.
    fn packed_gradient(
        &self,
        axis: Axis,
        halves: GateOrder,
        gated: impl GatedActivation,
        dy: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<Array<f32, D>>;
}

impl<S: Data<Elem = f32>, D: RemoveAxis> AlongAxis<D> for ArrayBase<S, D> {
    fn log_sum_exp(&self, axis: Axis) -> Result<Array<f32, D::Smaller>> {
        let (dim, row) = (self.raw_dim().remove_axis(axis), self.len_of(axis));
        // What nothing has.
        let mut y = vec![f32::NEG_INFINITY; dim.size()];
        match inner(self, axis) {
            _ if self.is_empty() => {}
            1 => LogSumExp::rows_of(row).forward(&order(self), &mut y)?,
            inner => LogSumExp::along(row, inner).forward(&order(self), &mut y)?,
        }
        Ok(standard(dim, y))
    }

    fn log_sum_exp_gradient(
        &self,
        axis: Axis,
        fully_masked: FullyMasked,
        dy: &ArrayBase<impl Data<Elem = f32>, D::Smaller>,
    ) -> Result<Array<f32, D>> {
        needed("dy", self.raw_dim().remove_axis(axis).slice(), dy.shape())?;
        let row = self.len_of(axis);
        written(self.raw_dim(), |dx| match inner(self, axis) {
            _ if dx.is_empty() => Ok(()),
            1 => LogSumExp::rows_of(row).fully_masked(fully_masked).backward(&order(self), &order(dy), dx),
            inner => {
                LogSumExp::along(row, inner).fully_masked(fully_masked).backward(&order(self), &order(dy), dx)
            }
        })
    }

    fn activate_packed(
        &self,
        axis: Axis,
        halves: GateOrder,
        gated: impl GatedActivation,
    ) -> Result<Array<f32, D>> {
        let layout = halves.layout(self, axis);
        written(halved(self.raw_dim(), axis), |y| gated.forward_packed(layout, &order(self), y))
    }

    fn packed_gradient(
        &self,
        axis: Axis,
        halves: GateOrder,
        gated: impl GatedActivation,
        dy: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<Array<f32, D>> {
        needed("dy", halved(self.raw_dim(), axis).slice(), dy.shape())?;
        let layout = halves.layout(self, axis);
        written(self.raw_dim(), |dx| gated.backward_packed(layout, &order(self), &order(dy), dx))
    }
}

impl GateOrder {
    fn layout<D: Dimension>(self, x: &ArrayBase<impl Data<Elem = f32>, D>, axis: Axis) -> GateLayout {
        // Of nothing the core need not know how much that is.
        let (axis, inner) = (x.len_of(axis), inner(x, axis).max(1));
        match self {
            Self::GatesFirst => GateLayout::GatesFirstAlong { axis, inner },
            Self::ValuesFirst => GateLayout::ValuesFirstAlong { axis, inner },
        }
    }
}

/// The same with half of an axis.
fn halved<D: Dimension>(mut dim: D, axis: Axis) -> D {
    dim[axis.index()] /= 2;
    dim
}
