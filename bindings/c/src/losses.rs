//! The verbs of losses over a caller's buffers; what `verbs` says of pointers holds here too.

use activ8::Loss;

use crate::call::{Done, placed};
use crate::memory::{apart, input, output, product, span};

/// Weights, or none where there is no pointer.
pub(crate) unsafe fn weight<'a>(at: *const f32, len: usize) -> Done<Option<&'a [f32]>> {
    if at.is_null() && len == 0 {
        return Ok(None);
    }
    span("weight", at, len)?;
    // SAFETY: it has been checked, and is the caller's to read.
    Ok(Some(unsafe { input(at, len) }))
}

/// Input and target, which has as many values, or one a row: `each` is 1 or 0.
unsafe fn inputs<'a, T>(
    (x, t): (*const f32, *const T),
    [rows, row]: [usize; 2],
    each: usize,
    (name, out, out_len): (&'static str, *const f32, usize),
) -> Done<(&'a [f32], &'a [T])> {
    let len = product(rows, row)?;
    let targets = if each == 1 { len } else { rows };
    let others = [span("x", x, len)?, span("t", t, targets)?];
    apart(name, span(name, out, out_len)?, &others)?;
    // SAFETY: it has been checked, and is the caller's to read.
    let x = unsafe { input(x, len) };
    // SAFETY: as x.
    let t = unsafe { input(t, targets) };
    Ok((x, t))
}

pub(crate) unsafe fn loss_value<T, L: Loss<T>>(
    loss: L,
    of: (*const f32, *const T),
    shape: [usize; 2],
    each: usize,
    value: *mut f32,
) -> Done {
    // SAFETY: the caller's promise.
    let (x, t) = unsafe { inputs(of, shape, each, ("value", value, 1)) }?;
    let found = placed(loss)?.forward(x, t)?;
    // SAFETY: it has been checked, and is the caller's to write.
    unsafe { value.write(found) };
    Ok(())
}

pub(crate) unsafe fn loss_each<T, L: Loss<T>>(
    loss: L,
    of: (*const f32, *const T),
    shape: [usize; 2],
    each: usize,
    out: *mut f32,
) -> Done {
    // SAFETY: the caller's promise.
    let (x, t) = unsafe { inputs(of, shape, each, ("each", out, shape[0])) }?;
    // SAFETY: it has been checked, is the caller's to write, and is apart from both.
    let out = unsafe { output(out, shape[0]) };
    Ok(placed(loss)?.forward_each(x, t, out)?)
}

pub(crate) unsafe fn loss_backward<T, L: Loss<T>>(
    loss: L,
    of: (*const f32, *const T),
    shape: [usize; 2],
    each: usize,
    dx: *mut f32,
) -> Done {
    let len = product(shape[0], shape[1])?;
    // SAFETY: the caller's promise.
    let (x, t) = unsafe { inputs(of, shape, each, ("dx", dx, len)) }?;
    // SAFETY: it has been checked, is the caller's to write, and is apart from both.
    let dx = unsafe { output(dx, len) };
    Ok(placed(loss)?.backward(x, t, dx)?)
}
