//! The gradient for the target of a divergence; what `activations` says of pointers holds here too.

use activ8::Element;

use crate::call::Done;
use crate::generated::activ8_kl_div_params;
use crate::memory::{get, slices};
use crate::place::placed;

pub(crate) unsafe fn backward_target<T: Element>(
    x: *const T,
    t: *const T,
    n: usize,
    params: *const activ8_kl_div_params,
    dt: *mut T,
) -> Done {
    // SAFETY: the caller's promise.
    let (loss, []) = unsafe { get(params) }?.loss()?;
    slices! { read x: n, t: n; write dt: n }
    Ok(placed(loss)?.backward_target(x, t, dt)?)
}

pub(crate) unsafe fn backward_target_each<T: Element>(
    x: *const T,
    t: *const T,
    dy: *const T,
    n: usize,
    params: *const activ8_kl_div_params,
    dt: *mut T,
) -> Done {
    // SAFETY: the caller's promise.
    let (loss, []) = unsafe { get(params) }?.loss()?;
    slices! { read x: n, t: n, dy: n; write dt: n }
    Ok(placed(loss)?.backward_target_each(x, t, dy, dt)?)
}
