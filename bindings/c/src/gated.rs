//! The verbs of gated activations; what `activations` says of pointers holds here too.

use activ8::{Element, GateLayout, GatedActivation};

use crate::call::{Done, unknown};
use crate::memory::{product, slices};
use crate::place::placed;

pub(crate) unsafe fn forward<T: Element, G: GatedActivation>(
    operation: G,
    gate: *const T,
    value: *const T,
    y: *mut T,
    n: usize,
) -> Done {
    slices! { read gate: n, value: n; write y: n }
    Ok(placed(operation)?.forward(gate, value, y)?)
}

pub(crate) unsafe fn backward<T: Element, G: GatedActivation>(
    operation: G,
    gate: *const T,
    value: *const T,
    dy: *const T,
    dgate: *mut T,
    dvalue: *mut T,
    n: usize,
) -> Done {
    slices! { read gate: n, value: n, dy: n; write dgate: n, dvalue: n }
    Ok(placed(operation)?.backward(gate, value, dy, dgate, dvalue)?)
}

pub(crate) unsafe fn forward_packed<T: Element, G: GatedActivation>(
    operation: G,
    x: *const T,
    y: *mut T,
    [rows, n]: [usize; 2],
    layout: i32,
) -> Done {
    let (len, layout) = packed([rows, n], layout)?;
    slices! { read x: len; write y: len / 2 }
    Ok(placed(operation)?.forward_packed(layout, x, y)?)
}

pub(crate) unsafe fn backward_packed<T: Element, G: GatedActivation>(
    operation: G,
    x: *const T,
    dy: *const T,
    dx: *mut T,
    [rows, n]: [usize; 2],
    layout: i32,
) -> Done {
    let (len, layout) = packed([rows, n], layout)?;
    slices! { read x: len, dy: len / 2; write dx: len }
    Ok(placed(operation)?.backward_packed(layout, x, dy, dx)?)
}

pub(crate) unsafe fn forward_along<T: Element, G: GatedActivation>(
    operation: G,
    x: *const T,
    y: *mut T,
    tensor: [usize; 3],
    layout: i32,
) -> Done {
    let (len, layout) = along(tensor, layout)?;
    slices! { read x: len; write y: len / 2 }
    Ok(placed(operation)?.forward_packed(layout, x, y)?)
}

pub(crate) unsafe fn backward_along<T: Element, G: GatedActivation>(
    operation: G,
    x: *const T,
    dy: *const T,
    dx: *mut T,
    tensor: [usize; 3],
    layout: i32,
) -> Done {
    let (len, layout) = along(tensor, layout)?;
    slices! { read x: len, dy: len / 2; write dx: len }
    Ok(placed(operation)?.backward_packed(layout, x, dy, dx)?)
}

/// The length of gates and values together, and where they lie, by number.
fn packed([rows, n]: [usize; 2], layout: i32) -> Done<(usize, GateLayout)> {
    let row = product(n, 2)?;
    let layout = match layout {
        0 => GateLayout::GatesFirst(row),
        1 => GateLayout::ValuesFirst(row),
        2 => GateLayout::Interleaved,
        _ => return Err(unknown("layout", layout)),
    };
    Ok((product(rows, row)?, layout))
}

/// The same of what lies along an axis.
fn along([outer, axis, inner]: [usize; 3], layout: i32) -> Done<(usize, GateLayout)> {
    let len = product(product(outer, axis)?, inner)?;
    let layout = match layout {
        0 => GateLayout::GatesFirstAlong { axis, inner },
        1 => GateLayout::ValuesFirstAlong { axis, inner },
        _ => return Err(unknown("layout", layout)),
    };
    Ok((len, layout))
}
