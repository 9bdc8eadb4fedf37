//! The logarithm of the sum of a row's exponentials, and of a column's; what `activations` says of pointers holds here
//! too.

use activ8::{Element, FullyMasked, LogSumExp};

use crate::call::Done;
use crate::memory::{product, slices};
use crate::place::placed;

pub(crate) unsafe fn forward<T: Element>(x: *const T, y: *mut T, [rows, n]: [usize; 2]) -> Done {
    let len = product(rows, n)?;
    slices! { read x: len; write y: rows }
    Ok(placed(LogSumExp::rows_of(n))?.forward(x, y)?)
}

pub(crate) unsafe fn backward<T: Element>(x: *const T, dy: *const T, dx: *mut T, rows: [usize; 2]) -> Done {
    // SAFETY: the caller's promise.
    unsafe { gradient(FullyMasked::Nan, x, dy, dx, rows) }
}

pub(crate) unsafe fn safe_backward<T: Element>(
    x: *const T,
    dy: *const T,
    dx: *mut T,
    rows: [usize; 2],
) -> Done {
    // SAFETY: the caller's promise.
    unsafe { gradient(FullyMasked::Zeros, x, dy, dx, rows) }
}

unsafe fn gradient<T: Element>(
    of_nothing: FullyMasked,
    x: *const T,
    dy: *const T,
    dx: *mut T,
    [rows, n]: [usize; 2],
) -> Done {
    let len = product(rows, n)?;
    slices! { read x: len, dy: rows; write dx: len }
    Ok(placed(LogSumExp::rows_of(n).fully_masked(of_nothing))?.backward(x, dy, dx)?)
}

pub(crate) unsafe fn forward_along<T: Element>(
    x: *const T,
    y: *mut T,
    [outer, axis, inner]: [usize; 3],
) -> Done {
    let columns = product(outer, inner)?;
    let len = product(columns, axis)?;
    slices! { read x: len; write y: columns }
    Ok(placed(LogSumExp::along(axis, inner))?.forward(x, y)?)
}

pub(crate) unsafe fn backward_along<T: Element>(
    x: *const T,
    dy: *const T,
    dx: *mut T,
    tensor: [usize; 3],
) -> Done {
    // SAFETY: the caller's promise.
    unsafe { gradient_along(FullyMasked::Nan, x, dy, dx, tensor) }
}

pub(crate) unsafe fn safe_backward_along<T: Element>(
    x: *const T,
    dy: *const T,
    dx: *mut T,
    tensor: [usize; 3],
) -> Done {
    // SAFETY: the caller's promise.
    unsafe { gradient_along(FullyMasked::Zeros, x, dy, dx, tensor) }
}

unsafe fn gradient_along<T: Element>(
    of_nothing: FullyMasked,
    x: *const T,
    dy: *const T,
    dx: *mut T,
    [outer, axis, inner]: [usize; 3],
) -> Done {
    let columns = product(outer, inner)?;
    let len = product(columns, axis)?;
    slices! { read x: len, dy: columns; write dx: len }
    Ok(placed(LogSumExp::along(axis, inner).fully_masked(of_nothing))?.backward(x, dy, dx)?)
}
