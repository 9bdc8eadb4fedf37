//! The verbs of PReLU; what `activations` says of pointers holds here too.

use activ8::{Element, PRelu};

use crate::activations;
use crate::call::Done;
use crate::memory::{Span, apart, kept, optional, slices, span};
use crate::place::placed;

/// `y` may be `x`.
pub(crate) unsafe fn forward<T: Element>(
    x: *const T,
    y: *mut T,
    n: usize,
    weight: *const f32,
    [channels, inner]: [usize; 2],
) -> Done {
    // SAFETY: the caller's promise.
    let (operation, weight) = unsafe { operation(weight, [channels, inner]) }?;
    apart(&[("y", span("y", y, n)?)], &[&[weight]])?;
    // SAFETY: the caller's promise.
    unsafe { activations::forward(operation, x, y, n) }
}

pub(crate) unsafe fn backward<T: Element>(
    x: *const T,
    dy: *const T,
    dx: *mut T,
    n: usize,
    weight: *const f32,
    [channels, inner]: [usize; 2],
) -> Done {
    // SAFETY: the caller's promise.
    let (operation, weight) = unsafe { operation(weight, [channels, inner]) }?;
    apart(&[("dx", span("dx", dx, n)?)], &[&[weight]])?;
    // SAFETY: the caller's promise.
    unsafe { activations::backward(operation, x, dy, dx, n) }
}

pub(crate) unsafe fn backward_weight<T: Element>(
    x: *const T,
    dy: *const T,
    dweight: *mut f32,
    n: usize,
    weight: *const f32,
    [channels, inner]: [usize; 2],
) -> Done {
    // SAFETY: the caller's promise.
    let (operation, weight) = unsafe { operation(weight, [channels, inner]) }?;
    slices! { read x: n, dy: n; write dweight: channels; apart from &[weight] }
    Ok(placed(operation)?.backward_weight(x, dy, dweight)?)
}

/// The operation, and where its slopes lie.
unsafe fn operation<'a>(weight: *const f32, [channels, inner]: [usize; 2]) -> Done<(PRelu<'a>, Span)> {
    // SAFETY: the caller's promise.
    let weight = unsafe { optional("weight", weight, channels) }?;
    Ok((PRelu { weight: weight.unwrap_or_default(), inner }, kept(weight)))
}
