//! Softmax with drawn noise; what `activations` says of pointers holds here too.

use activ8::{Element, GumbelSoftmax};

use crate::call::{Done, activ8_status, call};
use crate::memory::{Params, get, init, product, slices};
use crate::place::placed;

/// The parameters of gumbel_softmax.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_gumbel_softmax_params {
    /// What logits are divided by.
    pub temperature: f32,
}

impl Params for activ8_gumbel_softmax_params {}

impl Default for activ8_gumbel_softmax_params {
    fn default() -> Self {
        Self { temperature: GumbelSoftmax::rows_of(1).temperature }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gumbel_softmax_params_init(
    params: *mut activ8_gumbel_softmax_params,
) -> activ8_status {
    // SAFETY: the caller's promise.
    call(|| unsafe { init(params) })
}

pub(crate) unsafe fn forward<T: Element>(
    x: *const T,
    noise: *const f32,
    y: *mut T,
    [rows, n]: [usize; 2],
    params: *const activ8_gumbel_softmax_params,
) -> Done {
    let len = product(rows, n)?;
    // SAFETY: the caller's promise.
    let activ8_gumbel_softmax_params { temperature } = unsafe { get(params) }?;
    slices! { read x: len, noise: len; write y: len }
    let mut noise = noise.iter().copied();
    let draw = || noise.next().unwrap_or_default();
    Ok(placed(GumbelSoftmax::rows_of(n).temperature(temperature))?.forward(x, draw, y)?)
}

pub(crate) unsafe fn backward<T: Element>(
    y: *const T,
    dy: *const T,
    dx: *mut T,
    [rows, n]: [usize; 2],
    params: *const activ8_gumbel_softmax_params,
) -> Done {
    let len = product(rows, n)?;
    // SAFETY: the caller's promise.
    let activ8_gumbel_softmax_params { temperature } = unsafe { get(params) }?;
    slices! { read y: len, dy: len; write dx: len }
    Ok(placed(GumbelSoftmax::rows_of(n).temperature(temperature))?.backward(y, dy, dx)?)
}
