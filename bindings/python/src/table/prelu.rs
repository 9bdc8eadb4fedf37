//! The rectifier with slopes that are learnt.

use activ8::{Activation, PRelu};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use super::{OUT, PLACE, Row, row};
use crate::array::{Array, Order, SliceMut, Typed, of_type};
use crate::call::{Call, refused};
use crate::docs;
use crate::run::{alike, misshapen, run, run_into, same_type};

pub(super) fn rows() -> [Row; 2] {
    let (formula, arrays) = (docs::formula("PRelu"), docs::ARRAYS);
    let channels =
        "`weight` is one slope, or one for each channel, which the second axis are, or the only one.";
    [
        row(
            "prelu",
            format!("x: A, weight: A, *, {OUT}, {PLACE}"),
            format!("{formula}\n\n{channels} {arrays}"),
            |call| {
                let (x, out, place) =
                    (call.array("x")?.in_c_order()?, call.maybe_array("out")?, call.place()?);
                let (dims, element, weight) = (x.dims().to_vec(), x.element, weight(call, &x)?);
                let slopes = weight.to_f32();
                let prelu = place.apply(PRelu { weight: &slopes, inner: inner(&dims) }).map_err(refused)?;
                run_into(
                    place,
                    [x],
                    &dims,
                    out,
                    &|_, [x], [y]| of_type!(element, T => prelu.forward(T::read(x), T::write(y))),
                    None,
                )
            },
        ),
        row(
            "prelu_backward",
            format!("x: A, dy: A, weight: A, *, {PLACE}"),
            format!(
                "The gradients of prelu for x and for weight, given that of its result.\n\n{channels} {arrays}"
            ),
            |call| {
                let (x, dy, place) =
                    (call.array("x")?.in_c_order()?, call.array("dy")?.in_c_order()?, call.place()?);
                alike(&x, &dy)?;
                let (dims, element, weight) = (x.dims().to_vec(), x.element, weight(call, &x)?);
                let slopes = weight.to_f32();
                let prelu = place.apply(PRelu { weight: &slopes, inner: inner(&dims) }).map_err(refused)?;
                let [dx, dweight] =
                    run(place, [x, dy], [&dims, weight.dims()], &|_, [x, dy], [dx, dweight]| {
                        of_type!(element, T => {
                            let (x, dy) = (T::read(x), T::read(dy));
                            let mut sums = vec![0.0; slopes.len()];
                            prelu.backward_weight(x, dy, &mut sums)?;
                            prelu.backward(x, dy, T::write(dx))?;
                            rounded(&sums, dweight)
                        })
                    })?;
                let both = [dx.into_given()?, dweight.into_given()?];
                Ok(PyTuple::new(call.py, both)?.into_any())
            },
        ),
    ]
}

/// One slope, or as many as there are channels.
fn weight<'py>(call: &Call<'_, 'py>, x: &Array<'py>) -> PyResult<Array<'py>> {
    let weight = call.array("weight")?.in_c_order()?;
    same_type(x, &weight)?;
    let channels = x.dims().get(1).or(x.dims().first()).copied().unwrap_or(1);
    if weight.len() != 1 && weight.dims() != [channels] {
        return Err(misshapen("weight", weight.dims(), &[channels]));
    }
    debug_assert!(weight.lies_in(Order::C), "slopes lie one after the other");
    Ok(weight)
}

/// Neighbours of one channel.
fn inner(dims: &[usize]) -> usize {
    dims.get(2..).map_or(1, |behind| behind.iter().product())
}

fn rounded(sums: &[f32], to: SliceMut<'_>) -> activ8::Result<()> {
    match to {
        SliceMut::F32(to) => to.copy_from_slice(sums),
        SliceMut::F16(to) => to.iter_mut().zip(sums).for_each(|(to, sum)| *to = activ8::f16::from_f32(*sum)),
        SliceMut::Bf16(to) => {
            to.iter_mut().zip(sums).for_each(|(to, sum)| *to = activ8::bf16::from_f32(*sum));
        }
    }
    Ok(())
}
