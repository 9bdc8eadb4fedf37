//! activ8's activations, softmax and losses as methods of `ndarray`'s arrays and views.
//!
//! ```
//! use activ8_ndarray::activ8::{Gelu, Mse, Tanh};
//! use activ8_ndarray::{Activate, ActivateInPlace, Losses};
//! use ndarray::{Axis, array};
//!
//! let mut x = array![[1.0_f32, 2.0, 3.0], [0.0, 0.0, 0.0]];
//! let y = x.activate(Gelu::Erf)?;                     // a new array
//! let p = y.t().softmax(Axis(0))?;                    // of any stride, along any axis
//! x.activate_in_place(Tanh)?;
//! let loss = x.loss(Mse::default(), &y)?;
//! # assert!((p.sum() - 2.0).abs() < 1e-6);
//! # assert!(loss > 0.0);
//! # Ok::<(), activ8_ndarray::activ8::Error>(())
//! ```
//!
//! Arrays may have any strides. One whose elements lie together, in whatever order of its axes, is read where
//! it is; of others the lanes of an axis that lies together are, and the rest is gathered. The bits are those
//! of the core's verbs. New arrays are in standard layout, or in the input's where that is of one piece.

#![forbid(unsafe_code)]

mod axes;
mod combined;
mod divergence;
mod lanes;
mod losses;
mod router;

pub use axes::{AlongAxis, GateOrder};
pub use combined::Combine;
pub use divergence::kl_target_gradient;
pub use losses::{Losses, joint_gradients_of_each, joint_loss, joint_loss_and_gradients};
pub use router::{route, route_given, route_gradient};

/// The crate itself, for its operations.
pub use activ8;

use activ8::{Activation, Elementwise, LogSoftmax, Result, Softmax};
use ndarray::{Array, ArrayBase, Axis, Data, DataMut, Dimension};

use combined::same_shape;
use lanes::{
    apply_along, apply_along_in_place, in_memory_order, is_along, order, turned, turned_back, written,
};

/// Activations of arrays and views, into a new array.
///
/// # Errors
/// What the core refuses: a parameter without a meaning, or a wrong `ACTIV8_TIER`; for shapes that differ, or rows
/// that are not as long as their axis, [`Error::Shape`](activ8::Error::Shape).
pub trait Activate<D> {
    /// `f(x)` of each element.
    fn activate(&self, activation: impl Elementwise) -> Result<Array<f32, D>>;

    /// `dy · f'(x)`: the gradient for this array, the input, given the output's.
    fn gradient(
        &self,
        activation: impl Elementwise,
        dy: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<Array<f32, D>>;

    /// Any activation over rows along an axis, of which they are as long: `Softmin::rows_of(n)` for one. Lanes that do
    /// not lie together are gathered; `Softmin::along(n, inner)` of an array in standard layout is computed where it lies.
    fn activate_along(&self, axis: Axis, activation: impl Activation) -> Result<Array<f32, D>>;

    /// The gradient of [`activate_along`](Self::activate_along) for this array, given the output's.
    fn gradient_along(
        &self,
        axis: Axis,
        activation: impl Activation,
        dy: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<Array<f32, D>>;

    /// [`Softmax`] along an axis.
    fn softmax(&self, axis: Axis) -> Result<Array<f32, D>>;

    /// [`LogSoftmax`] along an axis.
    fn log_softmax(&self, axis: Axis) -> Result<Array<f32, D>>;

    /// The gradient of [`softmax`](Self::softmax) for this array, given the output's.
    fn softmax_gradient(&self, axis: Axis, dy: &ArrayBase<impl Data<Elem = f32>, D>)
    -> Result<Array<f32, D>>;
}

/// Activations of arrays and views that can be written, in place.
///
/// # Errors
/// As of [`Activate`]; the elements are then as they were.
pub trait ActivateInPlace {
    /// `x = f(x)` of each element.
    fn activate_in_place(&mut self, activation: impl Elementwise) -> Result<()>;

    /// `x = softmax(x)` along an axis.
    fn softmax_in_place(&mut self, axis: Axis) -> Result<()>;

    /// `x = log_softmax(x)` along an axis.
    fn log_softmax_in_place(&mut self, axis: Axis) -> Result<()>;
}

impl<S: Data<Elem = f32>, D: Dimension> Activate<D> for ArrayBase<S, D> {
    fn activate(&self, activation: impl Elementwise) -> Result<Array<f32, D>> {
        if let Some(x) = self.as_slice_memory_order() {
            let mut y = vec![0.0; x.len()];
            activation.forward(x, &mut y)?;
            return Ok(in_memory_order(self, y));
        }
        let mut y = self.to_owned();
        y.activate_in_place(activation)?;
        Ok(y)
    }

    fn gradient(
        &self,
        activation: impl Elementwise,
        dy: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<Array<f32, D>> {
        same_shape("dy", self, dy)?;
        written(self.raw_dim(), |dx| activation.backward(&order(self), &order(dy), dx))
    }

    fn activate_along(&self, axis: Axis, activation: impl Activation) -> Result<Array<f32, D>> {
        lanes::fit(self, axis, activation)?;
        apply_along(self, axis, activation)
    }

    fn gradient_along(
        &self,
        axis: Axis,
        activation: impl Activation,
        dy: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<Array<f32, D>> {
        same_shape("dy", self, dy)?;
        lanes::fit(self, axis, activation)?;
        if is_along(self, axis, activation) {
            return written(self.raw_dim(), |dx| activation.backward(&order(self), &order(dy), dx));
        }
        let (x, dy) = (turned(self, axis), turned(dy, axis));
        let mut dx = vec![0.0; x.len()];
        if !dx.is_empty() {
            activation.backward(&x, &dy, &mut dx)?;
        }
        Ok(turned_back(self.raw_dim(), axis, dx))
    }

    fn softmax(&self, axis: Axis) -> Result<Array<f32, D>> {
        self.activate_along(axis, Softmax::rows_of(self.len_of(axis)))
    }

    fn log_softmax(&self, axis: Axis) -> Result<Array<f32, D>> {
        self.activate_along(axis, LogSoftmax::rows_of(self.len_of(axis)))
    }

    fn softmax_gradient(
        &self,
        axis: Axis,
        dy: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<Array<f32, D>> {
        self.gradient_along(axis, Softmax::rows_of(self.len_of(axis)), dy)
    }
}

impl<S: DataMut<Elem = f32>, D: Dimension> ActivateInPlace for ArrayBase<S, D> {
    fn activate_in_place(&mut self, activation: impl Elementwise) -> Result<()> {
        if let Some(x) = self.as_slice_memory_order_mut() {
            return activation.forward_in_place(x);
        }
        // The first refusal is that of all: nothing depends on the values.
        activation.forward_in_place(&mut [0.0; 0])?;
        lanes::in_place(self, &activation)
    }

    fn softmax_in_place(&mut self, axis: Axis) -> Result<()> {
        let row = self.len_of(axis);
        apply_along_in_place(self, axis, Softmax::rows_of(row))
    }

    fn log_softmax_in_place(&mut self, axis: Axis) -> Result<()> {
        let row = self.len_of(axis);
        apply_along_in_place(self, axis, LogSoftmax::rows_of(row))
    }
}
