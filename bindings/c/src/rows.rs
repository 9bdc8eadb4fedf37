//! The verbs of activations over rows, over rows that begin any number of elements apart, and along another axis; what
//! `activations` says of pointers holds here too.

use activ8::{Activation, BackwardFromOutput, Element};

use crate::activations;
use crate::call::Done;
use crate::memory::{apart, input, output, product, span};
use crate::place::placed;

/// `y` may be `x`.
pub(crate) unsafe fn forward<T: Element, A: Activation>(
    activation: A,
    x: *const T,
    y: *mut T,
    [rows, n]: [usize; 2],
) -> Done {
    let len = product(rows, n)?;
    // SAFETY: the caller's promise.
    unsafe { activations::forward(activation, x, y, len) }
}

pub(crate) unsafe fn backward<T: Element, A: Activation>(
    activation: A,
    x: *const T,
    dy: *const T,
    dx: *mut T,
    [rows, n]: [usize; 2],
) -> Done {
    let len = product(rows, n)?;
    // SAFETY: the caller's promise.
    unsafe { activations::backward(activation, x, dy, dx, len) }
}

pub(crate) unsafe fn backward_from_output<T: Element, A: BackwardFromOutput>(
    activation: A,
    y: *const T,
    dy: *const T,
    dx: *mut T,
    [rows, n]: [usize; 2],
) -> Done {
    let len = product(rows, n)?;
    // SAFETY: the caller's promise.
    unsafe { activations::backward_from_output(activation, y, dy, dx, len) }
}

/// `y` may be `x`.
pub(crate) unsafe fn forward_along<T: Element, A: Activation>(
    activation: A,
    x: *const T,
    y: *mut T,
    [outer, axis, inner]: [usize; 3],
) -> Done {
    // SAFETY: the caller's promise.
    unsafe { forward(activation, x, y, [product(outer, axis)?, inner]) }
}

pub(crate) unsafe fn backward_along<T: Element, A: Activation>(
    activation: A,
    x: *const T,
    dy: *const T,
    dx: *mut T,
    [outer, axis, inner]: [usize; 3],
) -> Done {
    // SAFETY: the caller's promise.
    unsafe { backward(activation, x, dy, dx, [product(outer, axis)?, inner]) }
}

pub(crate) unsafe fn backward_from_output_along<T: Element, A: BackwardFromOutput>(
    activation: A,
    y: *const T,
    dy: *const T,
    dx: *mut T,
    [outer, axis, inner]: [usize; 3],
) -> Done {
    // SAFETY: the caller's promise.
    unsafe { backward_from_output(activation, y, dy, dx, [product(outer, axis)?, inner]) }
}

/// What lies between rows is not touched. `y` may be `x` with the same stride.
pub(crate) unsafe fn forward_strided<T: Element, A: Activation>(
    activation: A,
    (x, x_stride): (*const T, usize),
    (y, y_stride): (*mut T, usize),
    [rows, n]: [usize; 2],
) -> Done {
    if rows == 0 {
        return Ok(());
    }
    let x_span = span("x", x, whole(x_stride, [rows, n])?)?;
    let y_span = span("y", y.cast_const(), whole(y_stride, [rows, n])?)?;
    longer("y_stride", y_stride, n)?;
    let same = x_span == y_span && x_stride == y_stride;
    if !same {
        apart(&[("y", y_span)], &[&[x_span]])?;
    }
    let activation = placed(activation)?;
    for i in 0..rows {
        // SAFETY: row i ends within the span that has been checked.
        let y = unsafe { y.add(i * y_stride) };
        // SAFETY: it has been checked, and is the caller's to write.
        let y = unsafe { output(y, n) };
        if same {
            activation.forward_in_place(y)?;
        } else {
            // SAFETY: row i ends within the span that has been checked.
            let x = unsafe { x.add(i * x_stride) };
            // SAFETY: it has been checked, is the caller's to read, and is apart from y.
            let x = unsafe { input(x, n) };
            activation.forward(x, y)?;
        }
    }
    Ok(())
}

pub(crate) unsafe fn backward_strided<T: Element, A: Activation>(
    activation: A,
    (x, x_stride): (*const T, usize),
    (dy, dy_stride): (*const T, usize),
    (dx, dx_stride): (*mut T, usize),
    [rows, n]: [usize; 2],
) -> Done {
    if rows == 0 {
        return Ok(());
    }
    let x_span = span("x", x, whole(x_stride, [rows, n])?)?;
    let dy_span = span("dy", dy, whole(dy_stride, [rows, n])?)?;
    let dx_span = span("dx", dx.cast_const(), whole(dx_stride, [rows, n])?)?;
    longer("dx_stride", dx_stride, n)?;
    apart(&[("dx", dx_span)], &[&[x_span, dy_span]])?;
    let activation = placed(activation)?;
    for i in 0..rows {
        // SAFETY: row i ends within the span that has been checked.
        let x = unsafe { x.add(i * x_stride) };
        // SAFETY: as x.
        let dy = unsafe { dy.add(i * dy_stride) };
        // SAFETY: as x.
        let dx = unsafe { dx.add(i * dx_stride) };
        // SAFETY: it has been checked, and is the caller's to read.
        let x = unsafe { input(x, n) };
        // SAFETY: as x.
        let dy = unsafe { input(dy, n) };
        // SAFETY: it has been checked, is the caller's to write, and is apart from both.
        let dx = unsafe { output(dx, n) };
        activation.backward(x, dy, dx)?;
    }
    Ok(())
}

/// The elements up to the end of the last row, of which there is one.
fn whole(stride: usize, [rows, n]: [usize; 2]) -> Done<usize> {
    product(product(rows - 1, stride)?.saturating_add(n), 1)
}

/// Refuses rows that are written into each other.
fn longer(argument: &'static str, stride: usize, n: usize) -> Done {
    if stride < n {
        return Err(activ8::Error::Length { argument, expected: n, found: stride }.into());
    }
    Ok(())
}
