//! The verbs of gated activations over a caller's buffers; what `verbs` says of pointers holds here too.

use activ8::{GateLayout, GatedActivation};

use crate::call::{Done, placed, unknown};
use crate::memory::{Number, apart, input, output, product, span};

pub(crate) unsafe fn gated<T: Number, G: GatedActivation>(
    operation: G,
    [gate, value]: [*const T; 2],
    y: *mut T,
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
    let operation = placed(operation)?;
    match (T::floats(gate), T::floats(value), T::floats_mut(y)) {
        (Some(gate), Some(value), Some(y)) => Ok(operation.forward(gate, value, y)?),
        _ => Ok(operation.forward_any(gate, value, y)?),
    }
}

pub(crate) unsafe fn gated_backward<T: Number, G: GatedActivation>(
    operation: G,
    [gate, value, dy]: [*const T; 3],
    [dgate, dvalue]: [*mut T; 2],
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
    let operation = placed(operation)?;
    match ([gate, value, dy].map(T::floats), T::floats_mut(dgate), T::floats_mut(dvalue)) {
        ([Some(gate), Some(value), Some(dy)], Some(dgate), Some(dvalue)) => {
            Ok(operation.backward(gate, value, dy, dgate, dvalue)?)
        }
        _ => Ok(operation.backward_any(gate, value, dy, dgate, dvalue)?),
    }
}

fn layout_of(layout: i32, row: usize) -> Done<GateLayout> {
    match layout {
        0 => Ok(GateLayout::Halves(row)),
        1 => Ok(GateLayout::SwappedHalves(row)),
        2 => Ok(GateLayout::Interleaved),
        _ => Err(unknown("layout", layout)),
    }
}

pub(crate) unsafe fn gated_packed<T: Number, G: GatedActivation>(
    operation: G,
    x: *const T,
    y: *mut T,
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
    let operation = placed(operation)?;
    match (T::floats(x), T::floats_mut(y)) {
        (Some(x), Some(y)) => Ok(operation.forward_packed(layout, x, y)?),
        _ => Ok(operation.forward_packed_any(layout, x, y)?),
    }
}

pub(crate) unsafe fn gated_packed_backward<T: Number, G: GatedActivation>(
    operation: G,
    [x, dy]: [*const T; 2],
    dx: *mut T,
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
    let operation = placed(operation)?;
    match (T::floats(x), T::floats(dy), T::floats_mut(dx)) {
        (Some(x), Some(dy), Some(dx)) => Ok(operation.backward_packed(layout, x, dy, dx)?),
        _ => Ok(operation.backward_packed_any(layout, x, dy, dx)?),
    }
}
