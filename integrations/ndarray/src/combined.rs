//! Activations of an array and another.

use activ8::{Elementwise, Error, GatedActivation, Result};
use ndarray::{Array, ArrayBase, Data, Dimension, Ix1};

use crate::lanes::{order, standard, written};

/// Activations of arrays and views together with a bias, or with what they gate.
///
/// ```
/// use activ8_ndarray::Combine;
/// use activ8_ndarray::activ8::{ReGlu, Relu};
/// use ndarray::array;
///
/// let x = array![[1.0_f32, 2.0], [-3.0, 4.0]];
/// assert_eq!(x.activate_biased(Relu, &array![1.0, -5.0])?, array![[2.0, 0.0], [0.0, 0.0]]);
/// assert_eq!(x.activate_gated(ReGlu, &x.t())?, array![[1.0, -6.0], [0.0, 16.0]]);
/// # Ok::<(), activ8_ndarray::activ8::Error>(())
/// ```
///
/// # Errors
/// What the core refuses, and [`Error::Shape`] for shapes that differ.
pub trait Combine<D> {
    /// `f(x + bias)`, the bias being as long as the last axis.
    fn activate_biased(
        &self,
        activation: impl Elementwise,
        bias: &ArrayBase<impl Data<Elem = f32>, Ix1>,
    ) -> Result<Array<f32, D>>;

    /// `dy · f'(x + bias)`: the gradient for this array, whose sum over the rows is the bias's.
    fn biased_gradient(
        &self,
        activation: impl Elementwise,
        bias: &ArrayBase<impl Data<Elem = f32>, Ix1>,
        dy: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<Array<f32, D>>;

    /// `act(x) · value`.
    fn activate_gated(
        &self,
        gated: impl GatedActivation,
        value: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<Array<f32, D>>;

    /// The gradients for this array, the gate, and for the value.
    fn gated_gradients(
        &self,
        gated: impl GatedActivation,
        value: &ArrayBase<impl Data<Elem = f32>, D>,
        dy: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<[Array<f32, D>; 2]>;
}

impl<S: Data<Elem = f32>, D: Dimension> Combine<D> for ArrayBase<S, D> {
    fn activate_biased(
        &self,
        activation: impl Elementwise,
        bias: &ArrayBase<impl Data<Elem = f32>, Ix1>,
    ) -> Result<Array<f32, D>> {
        fits(self, bias)?;
        written(self.raw_dim(), |y| activation.forward_biased(&order(self), &order(bias), y))
    }

    fn biased_gradient(
        &self,
        activation: impl Elementwise,
        bias: &ArrayBase<impl Data<Elem = f32>, Ix1>,
        dy: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<Array<f32, D>> {
        fits(self, bias)?;
        same_shape("dy", self, dy)?;
        written(self.raw_dim(), |dx| activation.backward_biased(&order(self), &order(bias), &order(dy), dx))
    }

    fn activate_gated(
        &self,
        gated: impl GatedActivation,
        value: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<Array<f32, D>> {
        same_shape("value", self, value)?;
        written(self.raw_dim(), |y| gated.forward(&order(self), &order(value), y))
    }

    fn gated_gradients(
        &self,
        gated: impl GatedActivation,
        value: &ArrayBase<impl Data<Elem = f32>, D>,
        dy: &ArrayBase<impl Data<Elem = f32>, D>,
    ) -> Result<[Array<f32, D>; 2]> {
        same_shape("value", self, value)?;
        same_shape("dy", self, dy)?;
        let (mut dgate, mut dvalue) = (vec![0.0; self.len()], vec![0.0; self.len()]);
        gated.backward(&order(self), &order(value), &order(dy), &mut dgate, &mut dvalue)?;
        Ok([dgate, dvalue].map(|gradient| standard(self.raw_dim(), gradient)))
    }
}

/// Refuses a bias of another length than the last axis, also where the core would take it.
fn fits<D: Dimension>(
    x: &ArrayBase<impl Data<Elem = f32>, D>,
    bias: &ArrayBase<impl Data<Elem = f32>, Ix1>,
) -> Result<()> {
    let row = x.shape().last().copied().unwrap_or(1);
    needed("bias", &[row], bias.shape())
}

/// Refuses another shape, also one of as many elements.
pub(crate) fn same_shape<D: Dimension>(
    argument: &'static str,
    x: &ArrayBase<impl Data<Elem = f32>, D>,
    other: &ArrayBase<impl Data<Elem = f32>, D>,
) -> Result<()> {
    needed(argument, x.shape(), other.shape())
}

/// Refuses another shape than this.
pub(crate) fn needed(argument: &'static str, expected: &[usize], found: &[usize]) -> Result<()> {
    if found == expected {
        return Ok(());
    }
    Err(Error::Shape { argument, expected: expected.into(), found: found.into() })
}
