//! From arrays to slices and back: one order for all that a call is given, outputs, and `out=`.

use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;

use crate::array::{Array, Order, Slice, SliceMut};
use crate::place::Place;

/// What is done with slices in an order: inputs to read, outputs to write.
pub(crate) type Work<'a, const N: usize, const M: usize> =
    &'a (dyn Fn(Order, [Slice<'_>; N], [SliceMut<'_>; M]) -> activ8::Result<()> + Sync);

/// What is done with one slice that is input and output.
pub(crate) type InPlace<'a> = &'a (dyn Fn(Order, SliceMut<'_>) -> activ8::Result<()> + Sync);

/// Does it with inputs in one order, and gives new outputs of these dimensions.
pub(crate) fn run<'py, const N: usize, const M: usize>(
    place: Place,
    inputs: [Array<'py>; N],
    dims: [&[usize]; M],
    work: Work<'_, N, M>,
) -> PyResult<[Array<'py>; M]> {
    let (inputs, order) = in_one_order(inputs)?;
    let outputs = each(dims, |dims| inputs[0].empty(dims, order))?;
    // SAFETY: they are new, and each has its own memory.
    let written = outputs.each_ref().map(|output| unsafe { output.slice_mut() });
    let read = inputs.each_ref().map(Array::slice);
    place.run(inputs[0].py(), elements(&inputs), || work(order, read, written))?;
    Ok(outputs)
}

/// The same with one output, which may be given. `in_place` is for that which is the first input, where there are no
/// others.
pub(crate) fn run_into<'py, const N: usize>(
    place: Place,
    inputs: [Array<'py>; N],
    dims: &[usize],
    out: Option<Array<'py>>,
    work: Work<'_, N, 1>,
    in_place: Option<InPlace<'_>>,
) -> PyResult<Bound<'py, PyAny>> {
    let Some(out) = out else {
        let result = match (&inputs[..], in_place) {
            // A copy must be made in any case.
            ([x], Some(in_place)) if order_of([x]).is_none() => {
                let copy = x.copy(Order::C)?;
                run_in_place(place, &copy, Order::C, in_place)?;
                copy
            }
            _ => {
                let [output] = run(place, inputs, [dims], work)?;
                output
            }
        };
        return result.into_given();
    };
    fits(&out, &inputs[0], dims)?;
    let (inputs, order) = in_one_order(inputs)?;
    if out.lies_in(order) {
        if let ([x], Some(in_place)) = (&inputs[..], in_place)
            && x.is_same_memory(&out)
            && x.dims() == out.dims()
        {
            run_in_place(place, &out, order, in_place)?;
            return out.into_given();
        }
        if inputs.iter().all(|input| out.is_apart_from(input)) {
            // SAFETY: it has no byte of what is read.
            let written = unsafe { out.slice_mut() };
            let read = inputs.each_ref().map(Array::slice);
            place.run(out.py(), elements(&inputs), || work(order, read, [written]))?;
            return out.into_given();
        }
    }
    let [output] = run(place, inputs, [dims], work)?;
    out.copy_from(&output)?;
    out.into_given()
}

fn run_in_place(place: Place, x: &Array<'_>, order: Order, in_place: InPlace<'_>) -> PyResult<()> {
    // SAFETY: nothing else is made of it.
    let written = unsafe { x.slice_mut() };
    place.run(x.py(), x.len(), || in_place(order, written))
}

/// Refuses an output that cannot take what is computed of `x`.
fn fits(out: &Array<'_>, x: &Array<'_>, dims: &[usize]) -> PyResult<()> {
    same_type(x, out)?;
    if out.dims() != dims {
        let found = shape(out.dims());
        return Err(PyValueError::new_err(format!(
            "`out` has the shape {found}, but must have {}",
            shape(dims)
        )));
    }
    if out.is_writeable() { Ok(()) } else { Err(PyValueError::new_err("`out` is read-only")) }
}

/// Refuses arrays of two types.
pub(crate) fn same_type(x: &Array<'_>, other: &Array<'_>) -> PyResult<()> {
    if x.element == other.element {
        return Ok(());
    }
    let (x, other) = (x.name, other.name);
    Err(PyTypeError::new_err(format!("`{other}` must have the dtype of `{x}`: {other}.astype({x}.dtype)")))
}

/// Refuses arrays of two shapes, and of two types.
pub(crate) fn alike(x: &Array<'_>, other: &Array<'_>) -> PyResult<()> {
    same_type(x, other)?;
    needs(other, x.dims())
}

/// Refuses another shape than this one.
pub(crate) fn needs(array: &Array<'_>, dims: &[usize]) -> PyResult<()> {
    if array.dims() == dims { Ok(()) } else { Err(misshapen(array.name, array.dims(), dims)) }
}

pub(crate) fn misshapen(name: &str, found: &[usize], needed: &[usize]) -> PyErr {
    let (found, needed) = (shape(found), shape(needed));
    PyValueError::new_err(format!("`{name}` has the shape {found}, but must have {needed}"))
}

/// As Python writes it.
pub(crate) fn shape(dims: &[usize]) -> String {
    match dims {
        [one] => format!("({one},)"),
        _ => format!("({})", dims.iter().map(usize::to_string).collect::<Vec<_>>().join(", ")),
    }
}

/// The number of the axis that `axis` names, from the end where it is negative.
pub(crate) fn axis_of(axis: i64, dims: &[usize]) -> PyResult<usize> {
    let rank = dims.len() as i64;
    let at = if axis < 0 { axis + rank } else { axis };
    if (0..rank).contains(&at) {
        return Ok(at as usize);
    }
    let of = shape(dims);
    Err(PyValueError::new_err(format!("`axis` is {axis}, but the shape {of} has {rank} axes")))
}

/// The elements along an axis, and how many lie from one to the next.
pub(crate) fn lanes(dims: &[usize], axis: usize, order: Order) -> (usize, usize) {
    let inner = match order {
        Order::C => &dims[axis + 1..],
        Order::F => &dims[..axis],
    };
    (dims[axis], inner.iter().product())
}

/// Dimensions without an axis.
pub(crate) fn without(dims: &[usize], axis: usize) -> Vec<usize> {
    [&dims[..axis], &dims[axis + 1..]].concat()
}

/// The elements of the largest.
fn elements<const N: usize>(inputs: &[Array<'_>; N]) -> usize {
    inputs.iter().map(Array::len).max().unwrap_or(0)
}

/// Inputs that lie in one order; copies in C's where they do not.
fn in_one_order<const N: usize>(inputs: [Array<'_>; N]) -> PyResult<([Array<'_>; N], Order)> {
    if let Some(order) = order_of(inputs.each_ref()) {
        return Ok((inputs, order));
    }
    Ok((each(inputs, Array::in_c_order)?, Order::C))
}

fn order_of<const N: usize>(inputs: [&Array<'_>; N]) -> Option<Order> {
    [Order::C, Order::F].into_iter().find(|order| inputs.iter().all(|input| input.lies_in(*order)))
}

/// `map` of what may fail.
pub(crate) fn each<T, U, const N: usize>(of: [T; N], f: impl Fn(T) -> PyResult<U>) -> PyResult<[U; N]> {
    let mut done = [const { None }; N];
    for (to, from) in done.iter_mut().zip(of) {
        *to = Some(f(from)?);
    }
    Ok(done.map(|made| made.expect("each was made above")))
}
