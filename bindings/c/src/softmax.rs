//! Softmax's kin: as one number a row, and with drawn noise; what `verbs` says of pointers holds here too.

use activ8::{Element, GumbelSoftmax, LogSumExp};

use crate::call::{Done, activ8_status, call, placed};
use crate::losses::all_apart;
use crate::memory::{Number, input, output, params, product, set, span};

/// The number of elements of a tensor.
pub(crate) fn volume([outer, axis, inner]: [usize; 3]) -> Done<usize> {
    product(product(outer, axis)?, inner)
}

pub(crate) unsafe fn log_sum_exp<T: Element>(x: *const T, y: *mut T, [rows, n]: [usize; 2]) -> Done {
    let len = product(rows, n)?;
    all_apart(&[("y", span("y", y, rows)?)], [&[span("x", x, len)?], &[]])?;
    // SAFETY: it has been checked, and is the caller's to read.
    let x = unsafe { input(x, len) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from x.
    let y = unsafe { output(y, rows) };
    Ok(placed(LogSumExp::rows_of(n))?.forward_any(x, y)?)
}

pub(crate) unsafe fn log_sum_exp_backward<T: Element>(
    [x, dy]: [*const T; 2],
    dx: *mut T,
    [rows, n]: [usize; 2],
) -> Done {
    let len = product(rows, n)?;
    let others = [span("x", x, len)?, span("dy", dy, rows)?];
    all_apart(&[("dx", span("dx", dx, len)?)], [&others, &[]])?;
    // SAFETY: it has been checked, and is the caller's to read.
    let x = unsafe { input(x, len) };
    // SAFETY: as x.
    let dy = unsafe { input(dy, rows) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from both.
    let dx = unsafe { output(dx, len) };
    Ok(placed(LogSumExp::rows_of(n))?.backward_any(x, dy, dx)?)
}

/// The parameters of gumbel_softmax.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_gumbel_softmax_params {
    /// What logits are divided by.
    pub temperature: f32,
}

params! { activ8_gumbel_softmax_params: }

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gumbel_softmax_params_init(
    params: *mut activ8_gumbel_softmax_params,
) -> activ8_status {
    let temperature = GumbelSoftmax::rows_of(1).temperature;
    // SAFETY: the caller's promise.
    call(|| unsafe { set(params, activ8_gumbel_softmax_params { temperature }) })
}

pub(crate) unsafe fn gumbel_softmax<T: Number>(
    (x, noise): (*const T, *const f32),
    y: *mut T,
    [rows, n]: [usize; 2],
    params: activ8_gumbel_softmax_params,
) -> Done {
    let len = product(rows, n)?;
    let others = [span("x", x, len)?, span("noise", noise, len)?];
    all_apart(&[("y", span("y", y, len)?)], [&others, &[]])?;
    // SAFETY: it has been checked, and is the caller's to read.
    let x = unsafe { input(x, len) };
    // SAFETY: as x.
    let mut noise = unsafe { input(noise, len) }.iter().copied();
    // SAFETY: it has been checked, is the caller's to write, and is apart from both.
    let y = unsafe { output(y, len) };
    let operation = placed(GumbelSoftmax::rows_of(n).temperature(params.temperature))?;
    let draw = || noise.next().unwrap_or_default();
    match (T::floats(x), T::floats_mut(y)) {
        (Some(x), Some(y)) => Ok(operation.forward(x, draw, y)?),
        _ => Ok(operation.forward_any(x, draw, y)?),
    }
}

pub(crate) unsafe fn gumbel_softmax_backward<T: Element>(
    [y, dy]: [*const T; 2],
    dx: *mut T,
    [rows, n]: [usize; 2],
    params: activ8_gumbel_softmax_params,
) -> Done {
    let len = product(rows, n)?;
    let others = [span("y", y, len)?, span("dy", dy, len)?];
    all_apart(&[("dx", span("dx", dx, len)?)], [&others, &[]])?;
    // SAFETY: it has been checked, and is the caller's to read.
    let y = unsafe { input(y, len) };
    // SAFETY: as y.
    let dy = unsafe { input(dy, len) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from both.
    let dx = unsafe { output(dx, len) };
    Ok(placed(GumbelSoftmax::rows_of(n).temperature(params.temperature))?.backward_any(y, dy, dx)?)
}
