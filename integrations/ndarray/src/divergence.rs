//! The gradient for the target of a divergence.

use activ8::{KlDivergence, Result};
use ndarray::{Array, ArrayBase, Data, Dimension};

use crate::combined::same_shape;
use crate::lanes::{order, written};

/// The gradient of the reduced loss for its target, whose shape the input has: [`KlDivergence::backward_target`].
///
/// ```
/// use activ8_ndarray::{activ8::KlDivergence, kl_target_gradient};
/// use ndarray::array;
///
/// let p = array![0.25_f32, 0.5];
/// assert_eq!(kl_target_gradient(KlDivergence::probabilities(), &p, &p)?, array![0.5, 0.5]);
/// # Ok::<(), activ8_ndarray::activ8::Error>(())
/// ```
///
/// # Errors
/// What the core refuses, and [`Error::Shape`](activ8::Error::Shape) for shapes that differ.
pub fn kl_target_gradient<D: Dimension>(
    loss: KlDivergence,
    input: &ArrayBase<impl Data<Elem = f32>, D>,
    target: &ArrayBase<impl Data<Elem = f32>, D>,
) -> Result<Array<f32, D>> {
    same_shape("target", input, target)?;
    written(target.raw_dim(), |gradient| loss.backward_target(&order(input), &order(target), gradient))
}
