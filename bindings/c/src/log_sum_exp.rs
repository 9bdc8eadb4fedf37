//! The logarithm of the sum of a row's exponentials; what `activations` says of pointers holds here too.

use activ8::{Element, LogSumExp};

use crate::call::{Done, placed};
use crate::memory::{product, slices};

pub(crate) unsafe fn forward<T: Element>(x: *const T, y: *mut T, [rows, n]: [usize; 2]) -> Done {
    let len = product(rows, n)?;
    slices! { read x: len; write y: rows }
    Ok(placed(LogSumExp::rows_of(n))?.forward(x, y)?)
}

pub(crate) unsafe fn backward<T: Element>(
    x: *const T,
    dy: *const T,
    dx: *mut T,
    [rows, n]: [usize; 2],
) -> Done {
    let len = product(rows, n)?;
    slices! { read x: len, dy: rows; write dx: len }
    Ok(placed(LogSumExp::rows_of(n))?.backward(x, dy, dx)?)
}
