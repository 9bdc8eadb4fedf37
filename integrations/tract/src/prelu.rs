//! Parametric relu as an operator of tract, with one slope or one for each channel.

use activ8::{Activation, Element};
use tract_core::internal::*;
use tract_linalg::multithread::par_chunks_mut;

use crate::elementwise::is_supported;

/// Of x and its slopes.
#[derive(Clone, Debug, Hash, PartialEq, Eq)]
pub(crate) struct PRelu {
    /// Axis of x that has a slope for each of its places.
    channel: usize,
}

impl PRelu {
    /// That of these two, where the slopes are of `f32` or `f16` and lie along one axis of x.
    pub(crate) fn of(x: &TypedFact, slopes: &TypedFact) -> Option<Self> {
        let channel = match slopes
            .shape
            .iter()
            .rev()
            .enumerate()
            .filter(|(_, dim)| !dim.is_one())
            .collect::<Vec<_>>()[..]
        {
            [] => 0,
            [(from_last, _)] => x.rank().checked_sub(from_last + 1)?,
            _ => return None,
        };
        let is_alike = slopes.shape.volume().is_one() || x.shape.get(channel) == Some(&slopes.shape.volume());
        (is_supported(x.datum_type) && slopes.datum_type == x.datum_type && x.rank() > 0 && is_alike)
            .then_some(Self { channel })
    }
}

impl Op for PRelu {
    fn name(&self) -> StaticName {
        "Activ8prelu".into()
    }

    op_as_typed_op!();
}

impl TypedOp for PRelu {
    fn output_facts(&self, inputs: &[&TypedFact]) -> TractResult<TVec<TypedFact>> {
        Ok(tvec!(inputs[0].without_value()))
    }

    as_op!();
}

impl EvalOp for PRelu {
    op_out_of_plan!();

    fn eval(&self, _: &EvalContext, inputs: TVec<TValue>) -> TractResult<TVec<TValue>> {
        let (x, slopes) = args_2!(inputs);
        let slopes = slopes.cast_to::<f32>()?;
        let slopes = slopes.try_as_plain_ram()?;
        let inner = x.shape()[self.channel + 1..].iter().product();
        let prelu = activ8::PRelu { weight: slopes.as_slice::<f32>()?, inner };
        let mut x = x.into_tensor();
        if x.len() > 0 {
            let is_float = x.datum_type() == DatumType::F32;
            let mut x = x.try_as_plain_ram_mut()?;
            if is_float {
                forward(prelu, x.as_slice_mut::<f32>()?)?;
            } else {
                forward(prelu, x.as_slice_mut::<f16>()?)?;
            }
        }
        Ok(tvec!(x.into_tvalue()))
    }
}

/// On tract's threads, by whole samples.
fn forward<T: Element>(prelu: activ8::PRelu, x: &mut [T]) -> TractResult<()> {
    let len = x.len();
    par_chunks_mut(x, prelu.weight.len() * prelu.inner, len, |_, chunk| Ok(prelu.forward_in_place(chunk)?))
}
