//! What is random in training: the random numbers are arrays that the caller draws.

use activ8::{Activation, GumbelSoftmax, Hardmax, RRelu};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use super::{OUT, PLACE, Row, row};
use crate::array::{Array, Typed, of_type};
use crate::call::Call;
use crate::docs;
use crate::run::{alike, run, run_into};

const SLOPES: &str = "lower: float = 0.125, upper: float = 0.3333333333333333";

pub(super) fn rows() -> [Row; 4] {
    let (gumbel, rrelu, arrays) = (docs::formula("GumbelSoftmax"), docs::formula("RRelu"), docs::ARRAYS);
    [
        row(
            "gumbel_softmax",
            format!("x: A, noise: A, tau: float = 1.0, hard: bool = False, *, {OUT}, {PLACE}"),
            format!(
                "{gumbel}\n\nOver the last axis, tau being the temperature. `noise` is of Gumbel's distribution, one number \
                 for each of x: `rng.gumbel(size=x.shape).astype(x.dtype)`. `hard` makes 1 of the greatest of a row and 0 of \
                 the others. {arrays}"
            ),
            gumbel_softmax,
        ),
        row(
            "gumbel_softmax_backward",
            format!("y: A, dy: A, tau: float = 1.0, *, {OUT}, {PLACE}"),
            format!(
                "The gradient of gumbel_softmax for x, given its result y, not a hard one, and that of its result.\n\n{gumbel} {arrays}"
            ),
            gumbel_softmax_backward,
        ),
        row(
            "rrelu_training",
            format!("x: A, uniform: A, {SLOPES}, *, {PLACE}"),
            format!(
                "{rrelu}\n\nFor training: the result, and the slopes, which are 1 for what is above 0. `uniform` has a number in \
                 [0, 1) for each of x: those that are not above 0 take one after the other. {arrays}"
            ),
            rrelu_training,
        ),
        row(
            "rrelu_training_backward",
            format!("x: A, slopes: A, dy: A, *, {OUT}, {PLACE}"),
            format!(
                "The gradient of rrelu_training for x, given the slopes and that of its result.\n\n{rrelu} {arrays}"
            ),
            |call| {
                let (x, slopes, dy, out, place) = (
                    call.array("x")?,
                    call.array("slopes")?,
                    call.array("dy")?,
                    call.maybe_array("out")?,
                    call.place()?,
                );
                alike(&x, &slopes)?;
                alike(&x, &dy)?;
                let (element, dims) = (x.element, x.dims().to_vec());
                run_into(
                    place,
                    [x, slopes, dy],
                    &dims,
                    out,
                    &|_, [x, slopes, dy], [dx]| {
                        of_type!(element, T => {
                            let (x, slopes, dy) = (T::read(x), T::read(slopes), T::read(dy));
                            place.apply(RRelu::default())?.backward_training(x, slopes, dy, T::write(dx))
                        })
                    },
                    None,
                )
            },
        ),
    ]
}

/// Rows along the last axis.
fn gumbel(call: &Call<'_, '_>, x: &Array<'_>) -> PyResult<GumbelSoftmax> {
    let row = x.dims().last().copied().unwrap_or(1).max(1);
    Ok(GumbelSoftmax { temperature: call.float("tau")?, ..GumbelSoftmax::rows_of(row) })
}

fn gumbel_softmax<'py>(call: &Call<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
    let (x, noise, out) =
        (call.array("x")?.in_c_order()?, call.array("noise")?.in_c_order()?, call.maybe_array("out")?);
    alike(&x, &noise)?;
    let (place, is_hard, gumbel) = (call.place()?, call.flag("hard")?, gumbel(call, &x)?);
    let (element, dims, noise) = (x.element, x.dims().to_vec(), noise.to_f32().into_owned());
    run_into(
        place,
        [x],
        &dims,
        out,
        &|_, [x], [y]| {
            of_type!(element, T => {
                let (y, mut noise) = (T::write(y), noise.iter().copied());
                place.apply(gumbel)?.forward(T::read(x), || noise.next().unwrap_or(f32::NAN), y)?;
                if is_hard {
                    place.apply(Hardmax::rows_of(gumbel.row))?.forward_in_place(y)?;
                }
                Ok(())
            })
        },
        None,
    )
}

fn gumbel_softmax_backward<'py>(call: &Call<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
    let (y, dy, out) =
        (call.array("y")?.in_c_order()?, call.array("dy")?.in_c_order()?, call.maybe_array("out")?);
    alike(&y, &dy)?;
    let (place, gumbel) = (call.place()?, gumbel(call, &y)?);
    let (element, dims) = (y.element, y.dims().to_vec());
    run_into(
        place,
        [y, dy],
        &dims,
        out,
        &|_, [y, dy], [dx]| of_type!(element, T => place.apply(gumbel)?.backward(T::read(y), T::read(dy), T::write(dx))),
        None,
    )
}

fn rrelu_training<'py>(call: &Call<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
    let (x, uniform, place) =
        (call.array("x")?.in_c_order()?, call.array("uniform")?.in_c_order()?, call.place()?);
    alike(&x, &uniform)?;
    let rrelu = RRelu { lower: call.float("lower")?, upper: call.float("upper")? };
    let (element, dims) = (x.element, x.dims().to_vec());
    let uniform = uniform.to_f32();
    let both = run(place, [x], [&dims, &dims], &|_, [x], [y, slopes]| {
        of_type!(element, T => {
            let mut uniform = uniform.iter().copied();
            let uniform = || uniform.next().unwrap_or(0.0);
            place.apply(rrelu)?.forward_training(T::read(x), T::write(y), T::write(slopes), uniform)
        })
    })?;
    let [y, slopes] = both;
    Ok(PyTuple::new(call.py, [y.into_given()?, slopes.into_given()?])?.into_any())
}
