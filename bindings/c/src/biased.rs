//! The verbs of elementwise activations of `x + bias`; what `activations` says of pointers holds here too.

use activ8::{Element, Elementwise};

use crate::call::Done;
use crate::memory::{product, slices};
use crate::place::placed;

/// `y` may be `x`.
pub(crate) unsafe fn forward<T: Element, A: Elementwise>(
    activation: A,
    x: *const T,
    bias: *const T,
    y: *mut T,
    [rows, n]: [usize; 2],
) -> Done {
    let len = product(rows, n)?;
    let activation = placed(activation)?;
    if std::ptr::eq(x, y) {
        slices! { read bias: n; write y: len }
        return Ok(activation.forward_biased_in_place(y, bias)?);
    }
    slices! { read x: len, bias: n; write y: len }
    Ok(activation.forward_biased(x, bias, y)?)
}

pub(crate) unsafe fn backward<T: Element, A: Elementwise>(
    activation: A,
    x: *const T,
    bias: *const T,
    dy: *const T,
    dx: *mut T,
    [rows, n]: [usize; 2],
) -> Done {
    let len = product(rows, n)?;
    slices! { read x: len, bias: n, dy: len; write dx: len }
    Ok(placed(activation)?.backward_biased(x, bias, dy, dx)?)
}
