//! Softmax and its kin: over the lanes of an axis.

use activ8::*;
use pyo3::prelude::*;

use super::{OUT, PLACE, Row, row};
use crate::array::{Array, Typed, of_type};
use crate::call::Call;
use crate::docs;
use crate::run::{alike, axis_of, lanes, misshapen, needs, run_into, same_type, without};

/// An operation over rows, and along another axis.
trait Lanes: 'static {
    type Rows: Activation;
    type Along: Activation;

    fn rows_of(n: usize, fully_masked: FullyMasked) -> Self::Rows;
    fn along(n: usize, inner: usize, fully_masked: FullyMasked) -> Self::Along;
}

macro_rules! lanes_of {
    ($($operation:ident $($fully_masked:ident)?;)*) => {$(
        impl Lanes for $operation {
            type Rows = Self;
            type Along = Along<Self>;

            fn rows_of(n: usize, _masked: FullyMasked) -> Self {
                Self::rows_of(n)$(.$fully_masked(_masked))?
            }

            fn along(n: usize, inner: usize, _masked: FullyMasked) -> Along<Self> {
                Self::along(n, inner)$(.$fully_masked(_masked))?
            }
        }
    )*};
}

lanes_of! {
    Softmax fully_masked;
    LogSoftmax fully_masked;
    Softmin;
    Hardmax;
}

const MASKED: &str = "fully_masked: Literal[\"nan\", \"zeros\"] = \"nan\", ";

pub(super) fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    rows.extend(verbs::<Softmax>("softmax", "Softmax", MASKED));
    rows.extend(verbs::<LogSoftmax>("log_softmax", "LogSoftmax", MASKED));
    rows.extend(verbs::<Softmin>("softmin", "Softmin", ""));
    rows.extend(verbs::<Hardmax>("hardmax", "Hardmax", ""));
    rows.extend(from_output::<Softmax>("softmax", "Softmax"));
    rows.extend(from_output::<LogSoftmax>("log_softmax", "LogSoftmax"));
    rows.extend(log_sum_exp());
    rows
}

fn verbs<O: Lanes>(name: &'static str, operation: &str, masked: &str) -> [Row; 2] {
    let (formula, arrays, has_masked) = (docs::formula(operation), docs::ARRAYS, !masked.is_empty());
    let masked_of =
        move |call: &Call<'_, '_>| if has_masked { fully_masked(call) } else { Ok(FullyMasked::Nan) };
    [
        row(
            name,
            format!("x: A, axis: int = -1, *, {masked}{OUT}, {PLACE}"),
            format!("{formula}\n\nOver the lanes of an axis. {arrays}"),
            move |call| forward::<O>(call, masked_of(call)?),
        ),
        row(
            format!("{name}_backward"),
            format!("x: A, dy: A, axis: int = -1, *, {masked}{OUT}, {PLACE}"),
            format!("The gradient of {name} for x, given that of its result.\n\n{formula} {arrays}"),
            move |call| backward::<O>(call, masked_of(call)?),
        ),
    ]
}

fn from_output<O: Lanes<Rows: BackwardFromOutput, Along: BackwardFromOutput>>(
    name: &'static str,
    operation: &str,
) -> [Row; 1] {
    let (formula, arrays) = (docs::formula(operation), docs::ARRAYS);
    [row(
        format!("{name}_backward_from_output"),
        format!("y: A, dy: A, axis: int = -1, *, {MASKED}{OUT}, {PLACE}"),
        format!(
            "The gradient of {name} for x, given its result y and that's gradient.\n\n{formula} {arrays}"
        ),
        |call| {
            let ([y, dy], out, place, masked) =
                (pair(call, "y")?, call.maybe_array("out")?, call.place()?, fully_masked(call)?);
            let (dims, element) = (y.dims().to_vec(), y.element);
            let axis = axis_of(call.int("axis")?, &dims)?;
            run_into(
                place,
                [y, dy],
                &dims,
                out,
                &|order, [y, dy], [dx]| {
                    of_type!(element, T => {
                        let (y, dy, dx) = (T::read(y), T::read(dy), T::write(dx));
                        match lanes(&dims, axis, order) {
                            _ if y.is_empty() => place.apply(()).map(drop),
                            (n, 1) => place.apply(O::rows_of(n, masked))?.backward_from_output(y, dy, dx),
                            (n, inner) => place.apply(O::along(n, inner, masked))?.backward_from_output(y, dy, dx),
                        }
                    })
                },
                None,
            )
        },
    )]
}

fn forward<'py, O: Lanes>(call: &Call<'_, 'py>, masked: FullyMasked) -> PyResult<Bound<'py, PyAny>> {
    let (x, out, place) = (call.array("x")?, call.maybe_array("out")?, call.place()?);
    let (dims, element) = (x.dims().to_vec(), x.element);
    let axis = axis_of(call.int("axis")?, &dims)?;
    run_into(
        place,
        [x],
        &dims,
        out,
        &|order, [x], [y]| {
            of_type!(element, T => {
                let (x, y) = (T::read(x), T::write(y));
                match lanes(&dims, axis, order) {
                    _ if x.is_empty() => place.apply(()).map(drop),
                    (n, 1) => place.apply(O::rows_of(n, masked))?.forward(x, y),
                    (n, inner) => place.apply(O::along(n, inner, masked))?.forward(x, y),
                }
            })
        },
        Some(&|order, x| {
            of_type!(element, T => {
                let x = T::write(x);
                match lanes(&dims, axis, order) {
                    _ if x.is_empty() => place.apply(()).map(drop),
                    (n, 1) => place.apply(O::rows_of(n, masked))?.forward_in_place(x),
                    (n, inner) => place.apply(O::along(n, inner, masked))?.forward_in_place(x),
                }
            })
        }),
    )
}

fn backward<'py, O: Lanes>(call: &Call<'_, 'py>, masked: FullyMasked) -> PyResult<Bound<'py, PyAny>> {
    let ([x, dy], out, place) = (pair(call, "x")?, call.maybe_array("out")?, call.place()?);
    let (dims, element) = (x.dims().to_vec(), x.element);
    let axis = axis_of(call.int("axis")?, &dims)?;
    run_into(
        place,
        [x, dy],
        &dims,
        out,
        &|order, [x, dy], [dx]| {
            of_type!(element, T => {
                let (x, dy, dx) = (T::read(x), T::read(dy), T::write(dx));
                match lanes(&dims, axis, order) {
                    _ if x.is_empty() => place.apply(()).map(drop),
                    (n, 1) => place.apply(O::rows_of(n, masked))?.backward(x, dy, dx),
                    (n, inner) => place.apply(O::along(n, inner, masked))?.backward(x, dy, dx),
                }
            })
        },
        None,
    )
}

/// The array of this name, and the gradient of one like it.
fn pair<'py>(call: &Call<'_, 'py>, name: &'static str) -> PyResult<[Array<'py>; 2]> {
    let (x, dy) = (call.array(name)?, call.array("dy")?);
    alike(&x, &dy)?;
    Ok([x, dy])
}

/// What a lane of nothing but −∞ is.
pub(super) fn fully_masked(call: &Call<'_, '_>) -> PyResult<FullyMasked> {
    Ok(if call.choice("fully_masked")? == "zeros" { FullyMasked::Zeros } else { FullyMasked::Nan })
}

/// One number for each lane.
fn log_sum_exp() -> [Row; 2] {
    let (formula, arrays) = (docs::formula("LogSumExp"), docs::ARRAYS);
    let of = "Of the lanes of an axis, which the result is without, or has with a length of 1.";
    [
        row(
            "logsumexp",
            format!("x: A, axis: int = -1, keepdims: bool = False, *, {OUT}, {PLACE}"),
            format!("{formula}\n\n{of} {arrays}"),
            |call| {
                let (x, out, place) = (call.array("x")?, call.maybe_array("out")?, call.place()?);
                let (dims, element) = (x.dims().to_vec(), x.element);
                let axis = axis_of(call.int("axis")?, &dims)?;
                let reduced = reduced(&dims, axis, call.flag("keepdims")?);
                run_into(
                    place,
                    [x],
                    &reduced,
                    out,
                    &|order, [x], [y]| {
                        of_type!(element, T => {
                            let (x, y) = (T::read(x), T::write(y));
                            match lanes(&dims, axis, order) {
                                _ if x.is_empty() => {
                                    // What nothing has.
                                    y.fill(T::NEG_INFINITY);
                                    place.apply(()).map(drop)
                                }
                                (n, 1) => place.apply(LogSumExp::rows_of(n))?.forward(x, y),
                                (n, inner) => place.apply(LogSumExp::along(n, inner))?.forward(x, y),
                            }
                        })
                    },
                    None,
                )
            },
        ),
        row(
            "logsumexp_backward",
            format!(
                "x: A, dy: A, axis: int = -1, *, fully_masked: Literal[\"nan\", \"zeros\"] = \"nan\", {OUT}, {PLACE}"
            ),
            format!("The gradient of logsumexp for x, given that of its result.\n\n{of} {arrays}"),
            |call| {
                let (x, dy, out, place) =
                    (call.array("x")?, call.array("dy")?, call.maybe_array("out")?, call.place()?);
                let (dims, element, masked) = (x.dims().to_vec(), x.element, fully_masked(call)?);
                let axis = axis_of(call.int("axis")?, &dims)?;
                same_type(&x, &dy)?;
                if needs(&dy, &reduced(&dims, axis, true)).is_err()
                    && needs(&dy, &without(&dims, axis)).is_err()
                {
                    return Err(misshapen("dy", dy.dims(), &without(&dims, axis)));
                }
                let inputs: [Array<'_>; 2] = [x.in_c_order()?, dy.in_c_order()?];
                run_into(
                    place,
                    inputs,
                    &dims,
                    out,
                    &|order, [x, dy], [dx]| {
                        of_type!(element, T => {
                            let (x, dy, dx) = (T::read(x), T::read(dy), T::write(dx));
                            match lanes(&dims, axis, order) {
                                _ if x.is_empty() => place.apply(()).map(drop),
                                (n, 1) => place.apply(LogSumExp::rows_of(n).fully_masked(masked))?.backward(x, dy, dx),
                                (n, inner) => {
                                    place.apply(LogSumExp::along(n, inner).fully_masked(masked))?.backward(x, dy, dx)
                                }
                            }
                        })
                    },
                    None,
                )
            },
        ),
    ]
}

/// The dimensions without an axis, or with a length of 1 there.
fn reduced(dims: &[usize], axis: usize, keep: bool) -> Vec<usize> {
    let mut reduced = dims.to_vec();
    if keep {
        reduced[axis] = 1;
        return reduced;
    }
    reduced.remove(axis);
    reduced
}
