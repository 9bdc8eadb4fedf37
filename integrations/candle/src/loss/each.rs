//! Losses that are not reduced.

use activ8::{Error, Loss};
use candle_core::{Result, Tensor};

use super::Kept;
use super::single::{NAME, TargetOf};
use crate::storage::{Held, placed, refused, stored, tensor};

/// The loss of each element, or of each row where the loss is one of rows, in order; it has no gradient.
pub(super) fn each<T: TargetOf>(loss: impl Kept<T>, inp: &Tensor, target: &Tensor) -> Result<Tensor> {
    let (inp, target) = (Held::of(inp), Held::of(target));
    let of_inp = inp.view()?;
    let (x, target) = (of_inp.floats(NAME)?, T::of(target.view()?)?);
    let operation = placed(loss.lend(), x.len());
    // How many there are is the loss's to say.
    let mut each = Vec::new();
    let mut done = operation.forward_each(&x, &target, &mut each);
    if let Err(Error::Length { argument: "each", expected, .. }) = done {
        each.resize(expected, 0.0);
        done = operation.forward_each(&x, &target, &mut each);
    }
    done.map_err(refused)?;
    let len = each.len();
    Ok(tensor(stored(each, of_inp.storage)?, len))
}
