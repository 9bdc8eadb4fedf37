//! Activations of the sum with a bias, which has a gradient too.

use activ8::Elementwise;
use candle_core::Result;

use crate::error::refused;
use crate::float::Float;
use crate::graph::{Gradients, InPlace, Operation};
use crate::place::placed;
use crate::view::View;

/// An activation of a tensor and a bias.
pub(crate) struct Biased<A>(pub(crate) A);

impl<A: Elementwise + 'static> Operation<2> for Biased<A> {
    fn forward<T: Float>(&self, [x, bias]: [View<'_>; 2]) -> Result<Vec<T>> {
        let (bias, operation) = (bias.elements::<T>()?, placed(self.0, x.len()));
        x.map(|x, y| operation.forward_biased(x, &bias, y), |y| operation.forward_biased_in_place(y, &bias))
    }

    fn backward<T: Float>(&self, [x, bias]: [View<'_>; 2], _: View<'_>, dy: View<'_>) -> Gradients<2> {
        let (elements, bias, dy) = (x.elements::<T>()?, bias.elements::<T>()?, dy.elements::<T>()?);
        let operation = placed(self.0, x.len());
        let dx = x.gradient::<T>(|dx| operation.backward_biased(&elements, &bias, &dy, dx))?;
        let dbias = match dx.rank() {
            0 | 1 => dx.clone(),
            rank => dx.flatten_to(rank - 2)?.sum(0)?,
        };
        Ok([Some(dx), Some(dbias)])
    }
}

impl<A: Elementwise> InPlace<1> for Biased<A> {
    fn run<T: Float>(&self, x: &mut [T], [bias]: [View<'_>; 1]) -> Result<()> {
        let bias = bias.elements::<T>()?;
        placed(self.0, x.len()).forward_biased_in_place(x, &bias).map_err(refused)
    }
}
