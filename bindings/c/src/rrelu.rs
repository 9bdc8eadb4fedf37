//! RReLU in training, with slopes that are drawn; what `activations` says of pointers holds here too.

use activ8::{Element, RRelu};

use crate::call::Done;
use crate::generated::activ8_rrelu_params;
use crate::memory::{get, slices};
use crate::place::placed;

pub(crate) unsafe fn forward_training<T: Element>(
    x: *const T,
    uniform: *const f32,
    y: *mut T,
    slopes: *mut T,
    n: usize,
    params: *const activ8_rrelu_params,
) -> Done {
    // SAFETY: the caller's promise.
    let operation = unsafe { get(params) }?.operation();
    slices! { read x: n, uniform: n; write y: n, slopes: n }
    let mut uniform = uniform.iter().copied();
    let draw = || uniform.next().unwrap_or_default();
    Ok(placed(operation)?.forward_training(x, y, slopes, draw)?)
}

pub(crate) unsafe fn backward_training<T: Element>(
    x: *const T,
    slopes: *const T,
    dy: *const T,
    dx: *mut T,
    n: usize,
) -> Done {
    slices! { read x: n, slopes: n, dy: n; write dx: n }
    Ok(placed(RRelu::default())?.backward_training(x, slopes, dy, dx)?)
}
