//! The verbs of activations over a caller's buffers.
//!
//! # Safety
//! Of all: pointers that are not null can be read, outputs written, for as many values as are named, and
//! nothing else writes them, or reads outputs, during the call.

use activ8::{Activation, Elementwise, GateLayout, GatedActivation};

use crate::call::{Done, placed, unknown};
use crate::memory::{apart, input, output, product, span};

#[inline]
pub(crate) unsafe fn forward<A: Activation>(activation: A, x: *const f32, y: *mut f32, n: usize) -> Done {
    let (x_span, y_span) = (span("x", x, n)?, span("y", y.cast_const(), n)?);
    let activation = placed(activation)?;
    if x_span == y_span {
        // SAFETY: it has been checked, and is the caller's to write.
        let y = unsafe { output(y, n) };
        return Ok(activation.forward_in_place(y)?);
    }
    apart("y", y_span, &[x_span])?;
    // SAFETY: it has been checked, and is the caller's to read.
    let x = unsafe { input(x, n) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from x.
    let y = unsafe { output(y, n) };
    Ok(activation.forward(x, y)?)
}

#[inline]
pub(crate) unsafe fn backward<A: Activation>(
    activation: A,
    x: *const f32,
    dy: *const f32,
    dx: *mut f32,
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
    Ok(placed(activation)?.backward(x, dy, dx)?)
}

pub(crate) unsafe fn forward_biased<A: Elementwise>(
    activation: A,
    x: *const f32,
    bias: *const f32,
    y: *mut f32,
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
        return Ok(activation.forward_biased_in_place(y, bias)?);
    }
    apart("y", y_span, &[x_span])?;
    // SAFETY: it has been checked, and is the caller's to read.
    let x = unsafe { input(x, len) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from both.
    let y = unsafe { output(y, len) };
    Ok(activation.forward_biased(x, bias, y)?)
}

pub(crate) unsafe fn backward_biased<A: Elementwise>(
    activation: A,
    [x, bias, dy]: [*const f32; 3],
    dx: *mut f32,
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
    Ok(placed(activation)?.backward_biased(x, bias, dy, dx)?)
}

pub(crate) unsafe fn forward_rows<A: Activation>(
    activation: A,
    x: *const f32,
    y: *mut f32,
    [rows, n]: [usize; 2],
) -> Done {
    let len = product(rows, n)?;
    // SAFETY: the caller's promise.
    unsafe { forward(activation, x, y, len) }
}

pub(crate) unsafe fn backward_rows<A: Activation>(
    activation: A,
    [x, dy]: [*const f32; 2],
    dx: *mut f32,
    [rows, n]: [usize; 2],
) -> Done {
    let len = product(rows, n)?;
    // SAFETY: the caller's promise.
    unsafe { backward(activation, x, dy, dx, len) }
}

/// What lies between rows is not touched.
pub(crate) unsafe fn forward_strided<A: Activation>(
    activation: A,
    (x, x_stride): (*const f32, usize),
    (y, y_stride): (*mut f32, usize),
    [rows, n]: [usize; 2],
) -> Done {
    if rows == 0 {
        return Ok(());
    }
    let [x_len, y_len] = [x_stride, y_stride].map(|stride| product(rows - 1, stride));
    let (x_span, y_span) = (span("x", x, whole(x_len?, n)?)?, span("y", y.cast_const(), whole(y_len?, n)?)?);
    if y_stride < n {
        return Err(activ8::Error::Length { argument: "y_stride", expected: n, found: y_stride }.into());
    }
    let same = x_span == y_span && x_stride == y_stride;
    if !same {
        apart("y", y_span, &[x_span])?;
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

/// The elements up to the end of the last row.
fn whole(before: usize, n: usize) -> Done<usize> {
    product(before.saturating_add(n), 1)
}

pub(crate) unsafe fn gated<G: GatedActivation>(
    operation: G,
    [gate, value]: [*const f32; 2],
    y: *mut f32,
    n: usize,
) -> Done {
    let others = [span("gate", gate, n)?, span("value", value, n)?];
    apart("y", span("y", y.cast_const(), n)?, &others)?;
    // SAFETY: it has been checked, and is the caller's to read.
    let gate = unsafe { input(gate, n) };
    // SAFETY: as the gate.
    let value = unsafe { input(value, n) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from both.
    let y = unsafe { output(y, n) };
    Ok(placed(operation)?.forward(gate, value, y)?)
}

pub(crate) unsafe fn gated_backward<G: GatedActivation>(
    operation: G,
    [gate, value, dy]: [*const f32; 3],
    [dgate, dvalue]: [*mut f32; 2],
    n: usize,
) -> Done {
    let others = [span("gate", gate, n)?, span("value", value, n)?, span("dy", dy, n)?];
    let dgate_span = span("dgate", dgate.cast_const(), n)?;
    let dvalue_span = span("dvalue", dvalue.cast_const(), n)?;
    apart("dgate", dgate_span, &others)?;
    apart("dvalue", dvalue_span, &others)?;
    apart("dvalue", dvalue_span, &[dgate_span])?;
    // SAFETY: it has been checked, and is the caller's to read.
    let gate = unsafe { input(gate, n) };
    // SAFETY: as the gate.
    let value = unsafe { input(value, n) };
    // SAFETY: as the gate.
    let dy = unsafe { input(dy, n) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from the others.
    let dgate = unsafe { output(dgate, n) };
    // SAFETY: as dgate.
    let dvalue = unsafe { output(dvalue, n) };
    Ok(placed(operation)?.backward(gate, value, dy, dgate, dvalue)?)
}

fn layout_of(layout: i32, row: usize) -> Done<GateLayout> {
    match layout {
        0 => Ok(GateLayout::Halves(row)),
        1 => Ok(GateLayout::SwappedHalves(row)),
        2 => Ok(GateLayout::Interleaved),
        _ => Err(unknown("layout", layout)),
    }
}

pub(crate) unsafe fn gated_packed<G: GatedActivation>(
    operation: G,
    x: *const f32,
    y: *mut f32,
    [rows, n]: [usize; 2],
    layout: i32,
) -> Done {
    let row = product(n, 2)?;
    let (len, layout) = (product(rows, row)?, layout_of(layout, row)?);
    apart("y", span("y", y.cast_const(), len / 2)?, &[span("x", x, len)?])?;
    // SAFETY: it has been checked, and is the caller's to read.
    let x = unsafe { input(x, len) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from x.
    let y = unsafe { output(y, len / 2) };
    Ok(placed(operation)?.forward_packed(layout, x, y)?)
}

pub(crate) unsafe fn gated_packed_backward<G: GatedActivation>(
    operation: G,
    [x, dy]: [*const f32; 2],
    dx: *mut f32,
    [rows, n]: [usize; 2],
    layout: i32,
) -> Done {
    let row = product(n, 2)?;
    let (len, layout) = (product(rows, row)?, layout_of(layout, row)?);
    let others = [span("x", x, len)?, span("dy", dy, len / 2)?];
    apart("dx", span("dx", dx.cast_const(), len)?, &others)?;
    // SAFETY: it has been checked, and is the caller's to read.
    let x = unsafe { input(x, len) };
    // SAFETY: as x.
    let dy = unsafe { input(dy, len / 2) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from both.
    let dx = unsafe { output(dx, len) };
    Ok(placed(operation)?.backward_packed(layout, x, dy, dx)?)
}
