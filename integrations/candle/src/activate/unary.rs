//! Activations of one tensor: of its elements, or of its rows.

use std::borrow::Cow;

use activ8::Activation;
use candle_core::Result;

use crate::blocks::Blocks;
use crate::error::accepted;
use crate::float::Float;
use crate::graph::{Gradients, InPlace, Operation};
use crate::place::{each_chunk, placed};
use crate::view::{View, map};

/// An activation of one tensor.
pub(crate) struct Unary<A>(pub(crate) A);

impl<A: Activation> Unary<A> {
    /// The values where blocks of neighbours, which are long enough, are whole rows.
    #[cold]
    fn by_blocks<T: Float>(&self, x: View<'_>) -> Result<Option<Vec<T>>> {
        let (blocks, elements) = (Blocks::new(x.layout), x.all::<T>()?);
        if !blocks.are_worth_it() || x.len() == 0 {
            return Ok(None);
        }
        let mut y = vec![T::default(); x.len()];
        let run = |i: usize, y: &mut [T]| self.0.forward(&elements[blocks.block(i)][..y.len()], y);
        // A row may be longer than a block, which is then refused.
        Ok(each_chunk(&mut y, blocks.len, run).is_ok().then_some(y))
    }
}

impl<A: Activation + 'static> Operation<1> for Unary<A> {
    #[inline]
    fn forward<T: Float>(&self, [x]: [View<'_>; 1]) -> Result<Vec<T>> {
        let x = match x.contiguous()? {
            Some(x) => Cow::Borrowed(x),
            None => match self.by_blocks(x)? {
                Some(y) => return Ok(y),
                None => x.elements::<T>()?,
            },
        };
        let operation = placed(self.0, x.len());
        map(x, |x, y| operation.forward(x, y), |y| operation.forward_in_place(y))
    }

    fn backward<T: Float>(&self, [x]: [View<'_>; 1], y: View<'_>, dy: View<'_>) -> Gradients<1> {
        let (operation, dy) = (placed(self.0, x.len()), dy.elements::<T>()?);
        let dx = match operation.output_gradient() {
            // candle has kept the output, so that nothing need be computed again.
            Some(gradient) => {
                let y = y.elements::<T>()?;
                x.gradient::<T>(|dx| gradient.backward(&y, &dy, dx))?
            }
            None => {
                let elements = x.elements::<T>()?;
                x.gradient::<T>(|dx| operation.backward(&elements, &dy, dx))?
            }
        };
        Ok([Some(dx)])
    }
}

impl<A: Activation> InPlace<0> for Unary<A> {
    fn run<T: Float>(&self, x: &mut [T], []: [View<'_>; 0]) -> Result<()> {
        accepted(placed(self.0, x.len()).forward_in_place(x))
    }
}
