//! The Kullback-Leibler divergence, whose target may be learnt too.

use activ8::{KlDivergence, Loss};
use candle_core::{Layout, Result, Shape, Tensor};

use super::{NAME, fit, scaled};
use crate::error::refused;
use crate::float::{Float, converted};
use crate::graph::{Gradients, Operation, apply};
use crate::place::placed;
use crate::view::View;

/// [`KlDivergence`] of an input and a target of one shape, both of which have a gradient.
///
/// ```
/// use activ8_candle::{activ8::KlDivergence, loss};
/// use candle_core::{Device, Var};
///
/// let (p, t) = (Var::new(&[0.25f32, 0.5], &Device::Cpu)?, Var::new(&[0.25f32, 0.5], &Device::Cpu)?);
/// let gradients = loss::kl_divergence(KlDivergence::probabilities(), &p, &t)?.backward()?;
/// assert_eq!(gradients.get(&t).unwrap().to_vec1::<f32>()?, [0.5, 0.5]);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn kl_divergence(loss: KlDivergence, inp: &Tensor, target: &Tensor) -> Result<Tensor> {
    fit::<f32>(&loss, inp, target)?;
    apply(NAME, [inp, target], Divergence { loss, learns_target: target.track_op() })
}

struct Divergence {
    loss: KlDivergence,
    learns_target: bool,
}

impl Operation<2> for Divergence {
    fn shape(&self, _: &Layout) -> Result<Shape> {
        Ok(Shape::from(()))
    }

    fn forward<F: Float>(&self, [x, target]: [View<'_>; 2]) -> Result<Vec<F>> {
        let (x, target) = (x.elements::<F>()?, target.floats()?);
        converted(&[placed(self.loss, x.len()).forward(&x, &target).map_err(refused)?])
    }

    fn backward<F: Float>(&self, [x, target]: [View<'_>; 2], _: View<'_>, dy: View<'_>) -> Gradients<2> {
        let (elements, targets) = (x.elements::<F>()?, target.floats()?);
        let (operation, mut dx) = (placed(self.loss, x.len()), vec![0.0; x.len()]);
        operation.backward(&elements, &targets, &mut dx).map_err(refused)?;
        let dx = x.like(scaled(dx, dy)?)?;
        if !self.learns_target {
            return Ok([Some(dx), None]);
        }
        let mut dt = vec![0.0; x.len()];
        operation.backward_target(&elements, &targets, &mut dt).map_err(refused)?;
        Ok([Some(dx), Some(target.like(scaled(dt, dy)?)?)])
    }
}
