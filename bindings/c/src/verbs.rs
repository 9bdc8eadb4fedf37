//! The verbs of activations over a caller's buffers.
//!
//! # Safety
//! Of all: pointers that are not null can be read, outputs written, for as many values as are named, and
//! nothing else writes them, or reads outputs, during the call.

use activ8::{Activation, Element, Elementwise, On, PRelu};

use crate::call::{Done, placed};
use crate::losses::optional;
use crate::memory::{Number, apart, input, kept, output, product, span};

/// `y = f(x)`, by the verb of floats where they are.
#[inline]
pub(crate) fn of<T: Number, A: Activation>(activation: On<A>, x: &[T], y: &mut [T]) -> Done {
    match (T::floats(x), T::floats_mut(y)) {
        (Some(x), Some(y)) => Ok(activation.forward(x, y)?),
        _ => Ok(activation.forward_any(x, y)?),
    }
}

/// The same of what is in `y`.
#[inline]
pub(crate) fn in_place<T: Number, A: Activation>(activation: On<A>, y: &mut [T]) -> Done {
    match T::floats_mut(y) {
        Some(y) => Ok(activation.forward_in_place(y)?),
        None => Ok(activation.forward_any_in_place(y)?),
    }
}

/// `dx = dy * f'(x)`, as [`of`].
#[inline]
pub(crate) fn gradient<T: Number, A: Activation>(activation: On<A>, x: &[T], dy: &[T], dx: &mut [T]) -> Done {
    match (T::floats(x), T::floats(dy), T::floats_mut(dx)) {
        (Some(x), Some(dy), Some(dx)) => Ok(activation.backward(x, dy, dx)?),
        _ => Ok(activation.backward_any(x, dy, dx)?),
    }
}

#[inline]
pub(crate) unsafe fn forward<T: Number, A: Activation>(
    activation: A,
    x: *const T,
    y: *mut T,
    n: usize,
) -> Done {
    let (x_span, y_span) = (span("x", x, n)?, span("y", y.cast_const(), n)?);
    let activation = placed(activation)?;
    if x_span == y_span {
        // SAFETY: it has been checked, and is the caller's to write.
        let y = unsafe { output(y, n) };
        return in_place(activation, y);
    }
    apart("y", y_span, &[x_span])?;
    // SAFETY: it has been checked, and is the caller's to read.
    let x = unsafe { input(x, n) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from x.
    let y = unsafe { output(y, n) };
    of(activation, x, y)
}

#[inline]
pub(crate) unsafe fn backward<T: Number, A: Activation>(
    activation: A,
    x: *const T,
    dy: *const T,
    dx: *mut T,
    n: usize,
) -> Done {
    let (x_span, dy_span) = (span("x", x, n)?, span("dy", dy, n)?);
    apart("dx", span("dx", dx.cast_const(), n)?, &[x_span, dy_span])?;
    // SAFETY: it has been checked, and is the caller's to read.
    let x = unsafe { input(x, n) };
    // SAFETY: as x.
    let dy = unsafe { input(dy, n) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from both.
    let dx = unsafe { output(dx, n) };
    gradient(placed(activation)?, x, dy, dx)
}

pub(crate) unsafe fn prelu_backward_weight<T: Element>(
    [x, dy]: [*const T; 2],
    dweight: *mut f32,
    n: usize,
    (weight, channels, inner): (*const f32, usize, usize),
) -> Done {
    // SAFETY: the caller's promise.
    let weight = unsafe { optional("weight", weight, channels) }?.unwrap_or_default();
    let others = [span("x", x, n)?, span("dy", dy, n)?, kept(Some(weight))];
    apart("dweight", span("dweight", dweight.cast_const(), channels)?, &others)?;
    // SAFETY: it has been checked, and is the caller's to read.
    let x = unsafe { input(x, n) };
    // SAFETY: as x.
    let dy = unsafe { input(dy, n) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from the others.
    let dweight = unsafe { output(dweight, channels) };
    Ok(placed(PRelu { weight, inner })?.backward_weight_any(x, dy, dweight)?)
}

pub(crate) unsafe fn forward_biased<T: Number, A: Elementwise>(
    activation: A,
    x: *const T,
    bias: *const T,
    y: *mut T,
    rows: usize,
    n: usize,
) -> Done {
    let len = product(rows, n)?;
    let (x_span, bias_span) = (span("x", x, len)?, span("bias", bias, n)?);
    let y_span = span("y", y.cast_const(), len)?;
    apart("y", y_span, &[bias_span])?;
    let activation = placed(activation)?;
    // SAFETY: it has been checked, and is the caller's to read.
    let bias = unsafe { input(bias, n) };
    if x_span == y_span {
        // SAFETY: it has been checked, is the caller's to write, and is apart from the bias.
        let y = unsafe { output(y, len) };
        return match (T::floats(bias), T::floats_mut(y)) {
            (Some(bias), Some(y)) => Ok(activation.forward_biased_in_place(y, bias)?),
            _ => Ok(activation.forward_biased_any_in_place(y, bias)?),
        };
    }
    apart("y", y_span, &[x_span])?;
    // SAFETY: it has been checked, and is the caller's to read.
    let x = unsafe { input(x, len) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from both.
    let y = unsafe { output(y, len) };
    match (T::floats(x), T::floats(bias), T::floats_mut(y)) {
        (Some(x), Some(bias), Some(y)) => Ok(activation.forward_biased(x, bias, y)?),
        _ => Ok(activation.forward_biased_any(x, bias, y)?),
    }
}

pub(crate) unsafe fn backward_biased<T: Number, A: Elementwise>(
    activation: A,
    [x, bias, dy]: [*const T; 3],
    dx: *mut T,
    rows: usize,
    n: usize,
) -> Done {
    let len = product(rows, n)?;
    let others = [span("x", x, len)?, span("bias", bias, n)?, span("dy", dy, len)?];
    apart("dx", span("dx", dx.cast_const(), len)?, &others)?;
    // SAFETY: it has been checked, and is the caller's to read.
    let x = unsafe { input(x, len) };
    // SAFETY: as x.
    let bias = unsafe { input(bias, n) };
    // SAFETY: as x.
    let dy = unsafe { input(dy, len) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from the others.
    let dx = unsafe { output(dx, len) };
    let activation = placed(activation)?;
    match ([x, bias, dy].map(T::floats), T::floats_mut(dx)) {
        ([Some(x), Some(bias), Some(dy)], Some(dx)) => Ok(activation.backward_biased(x, bias, dy, dx)?),
        _ => Ok(activation.backward_biased_any(x, bias, dy, dx)?),
    }
}

pub(crate) unsafe fn forward_rows<T: Number, A: Activation>(
    activation: A,
    x: *const T,
    y: *mut T,
    [rows, n]: [usize; 2],
) -> Done {
    let len = product(rows, n)?;
    // SAFETY: the caller's promise.
    unsafe { forward(activation, x, y, len) }
}

pub(crate) unsafe fn backward_rows<T: Number, A: Activation>(
    activation: A,
    [x, dy]: [*const T; 2],
    dx: *mut T,
    [rows, n]: [usize; 2],
) -> Done {
    let len = product(rows, n)?;
    // SAFETY: the caller's promise.
    unsafe { backward(activation, x, dy, dx, len) }
}
