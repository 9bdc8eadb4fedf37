//! Softmax's kin that a table does not write: as one number a row, and with drawn noise.

use activ8::{GumbelSoftmax, LogSumExp};

use crate::call::{Done, activ8_status, call, placed};
use crate::losses::all_apart;
use crate::memory::{get, input, output, product, set, span};

/// The number of elements of a tensor.
pub(crate) fn volume([outer, axis, inner]: [usize; 3]) -> Done<usize> {
    product(product(outer, axis)?, inner)
}

/// `y = ln(sum(e^x))`, one number for each row of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_sum_exp_f32(
    x: *const f32,
    y: *mut f32,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| {
        let len = product(rows, n)?;
        all_apart(&[("y", span("y", y, rows)?)], [&[span("x", x, len)?], &[]])?;
        // SAFETY: it has been checked, and is the caller's to read.
        let x = unsafe { input(x, len) };
        // SAFETY: it has been checked, is the caller's to write, and is apart from x.
        let y = unsafe { output(y, rows) };
        Ok(placed(LogSumExp::rows_of(n))?.forward(x, y)?)
    })
}

/// Its gradient for x, from a dy of one number for each row.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_sum_exp_backward_f32(
    x: *const f32,
    dy: *const f32,
    dx: *mut f32,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| {
        let len = product(rows, n)?;
        let others = [span("x", x, len)?, span("dy", dy, rows)?];
        all_apart(&[("dx", span("dx", dx, len)?)], [&others, &[]])?;
        // SAFETY: it has been checked, and is the caller's to read.
        let x = unsafe { input(x, len) };
        // SAFETY: as x.
        let dy = unsafe { input(dy, rows) };
        // SAFETY: it has been checked, is the caller's to write, and is apart from both.
        let dx = unsafe { output(dx, len) };
        Ok(placed(LogSumExp::rows_of(n))?.backward(x, dy, dx)?)
    })
}

/// The parameters of gumbel_softmax.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_gumbel_softmax_params {
    /// What logits are divided by.
    pub temperature: f32,
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gumbel_softmax_params_init(
    params: *mut activ8_gumbel_softmax_params,
) -> activ8_status {
    let temperature = GumbelSoftmax::rows_of(1).temperature;
    // SAFETY: the caller's promise.
    call(|| unsafe { set(params, activ8_gumbel_softmax_params { temperature }) })
}

/// `y = softmax((x + noise) / temperature)` of rows of n. The noise, as long as x, is of Gumbel's distribution,
/// which the caller draws. activ8_hardmax_f32 of y makes one category of each sample.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gumbel_softmax_f32(
    x: *const f32,
    noise: *const f32,
    y: *mut f32,
    rows: usize,
    n: usize,
    params: *const activ8_gumbel_softmax_params,
) -> activ8_status {
    call(|| {
        // SAFETY: the caller's promise.
        let temperature = unsafe { get(params) }?.temperature;
        let len = product(rows, n)?;
        let others = [span("x", x, len)?, span("noise", noise, len)?];
        all_apart(&[("y", span("y", y, len)?)], [&others, &[]])?;
        // SAFETY: it has been checked, and is the caller's to read.
        let x = unsafe { input(x, len) };
        // SAFETY: as x.
        let mut noise = unsafe { input(noise, len) }.iter().copied();
        // SAFETY: it has been checked, is the caller's to write, and is apart from both.
        let y = unsafe { output(y, len) };
        let operation = GumbelSoftmax::rows_of(n).temperature(temperature);
        Ok(placed(operation)?.forward(x, || noise.next().unwrap_or_default(), y)?)
    })
}

/// The gradient for x of rows of n, from the soft samples y and the gradient for soft or hard ones.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gumbel_softmax_backward_f32(
    y: *const f32,
    dy: *const f32,
    dx: *mut f32,
    rows: usize,
    n: usize,
    params: *const activ8_gumbel_softmax_params,
) -> activ8_status {
    call(|| {
        // SAFETY: the caller's promise.
        let temperature = unsafe { get(params) }?.temperature;
        let len = product(rows, n)?;
        let others = [span("y", y, len)?, span("dy", dy, len)?];
        all_apart(&[("dx", span("dx", dx, len)?)], [&others, &[]])?;
        // SAFETY: it has been checked, and is the caller's to read.
        let y = unsafe { input(y, len) };
        // SAFETY: as y.
        let dy = unsafe { input(dy, len) };
        // SAFETY: it has been checked, is the caller's to write, and is apart from both.
        let dx = unsafe { output(dx, len) };
        Ok(placed(GumbelSoftmax::rows_of(n).temperature(temperature))?.backward(y, dy, dx)?)
    })
}
