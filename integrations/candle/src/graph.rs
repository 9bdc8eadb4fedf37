//! Candle's custom operations, without their boxes where nothing asks for a gradient.

use candle_core::{CustomOp1, CustomOp2, CustomOp3, Result, Tensor};

use crate::storage::{Held, tensor};

pub(crate) fn of_one(x: &Tensor, operation: impl CustomOp1 + Send + Sync + 'static) -> Result<Tensor> {
    if x.track_op() || !x.device().is_cpu() {
        return x.apply_op1(operation);
    }
    // What `apply_op1_no_bwd` does, with fewer moves.
    let held = Held::of(x);
    let (y, shape) = operation.cpu_fwd(held.view()?.storage, x.layout())?;
    Ok(tensor(y, shape))
}

pub(crate) fn of_two(
    [a, b]: [&Tensor; 2],
    operation: impl CustomOp2 + Send + Sync + 'static,
) -> Result<Tensor> {
    if a.track_op() || b.track_op() { a.apply_op2(b, operation) } else { a.apply_op2_no_bwd(b, &operation) }
}

pub(crate) fn of_three(
    [a, b, c]: [&Tensor; 3],
    operation: impl CustomOp3 + Send + Sync + 'static,
) -> Result<Tensor> {
    if [a, b, c].iter().any(|x| x.track_op()) {
        a.apply_op3(b, c, operation)
    } else {
        a.apply_op3_no_bwd(b, c, &operation)
    }
}
