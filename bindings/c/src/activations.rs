//! The verbs of activations over a caller's buffers.
//!
//! # Safety
//! Of all functions here and in the modules that are named after operations: pointers that are not null can be read,
//! outputs written, for as many values as are named, and nothing else writes them, or reads outputs, during the call.

use activ8::{Activation, BackwardFromOutput, Element};

use crate::call::Done;
use crate::memory::slices;
use crate::place::placed;

/// `y` may be `x`.
#[inline]
pub(crate) unsafe fn forward<T: Element, A: Activation>(
    activation: A,
    x: *const T,
    y: *mut T,
    n: usize,
) -> Done {
    let activation = placed(activation)?;
    if std::ptr::eq(x, y) {
        slices! { write y: n }
        return Ok(activation.forward_in_place(y)?);
    }
    slices! { read x: n; write y: n }
    Ok(activation.forward(x, y)?)
}

#[inline]
pub(crate) unsafe fn backward<T: Element, A: Activation>(
    activation: A,
    x: *const T,
    dy: *const T,
    dx: *mut T,
    n: usize,
) -> Done {
    slices! { read x: n, dy: n; write dx: n }
    Ok(placed(activation)?.backward(x, dy, dx)?)
}

#[inline]
pub(crate) unsafe fn backward_from_output<T: Element, A: BackwardFromOutput>(
    activation: A,
    y: *const T,
    dy: *const T,
    dx: *mut T,
    n: usize,
) -> Done {
    slices! { read y: n, dy: n; write dx: n }
    Ok(placed(activation)?.backward_from_output(y, dy, dx)?)
}
