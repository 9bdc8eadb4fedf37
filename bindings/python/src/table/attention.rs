//! The softmax of attention's scores, with its options.

use activ8::{Activation, AttentionSoftmax, ScoreMask};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use super::rows::fully_masked;
use super::{OUT, PLACE, Row, row};
use crate::array::{Array, Truths, Typed, of_type};
use crate::call::{Call, refused};
use crate::docs;
use crate::run::{alike, misshapen, run_into};

const OPTIONS: &str = "*, scale: float = 1.0, soft_cap: float | None = None, temperature: float = 1.0, \
mask: Mask | None = None, causal: bool = False, offset: int = 0, left: int | None = None, right: int | None = None, \
slopes: A | None = None, sinks: A | None = None, fully_masked: Literal[\"nan\", \"zeros\"] = \"nan\"";

pub(super) fn rows() -> [Row; 2] {
    let (formula, arrays) = (docs::formula("AttentionSoftmax"), docs::ARRAYS);
    let options = "Scores are scaled, capped softly at `soft_cap`, and have `mask` added, or are left out where a mask \
of truth values is False; it repeats over the first axes. With `causal`, keys beyond the query's position, which is its \
number and `offset`, are left out, and those further than `left` and `right`. `slopes` are ALiBi's and `sinks` logits \
without a place, one for each head.";
    [
        row(
            "attention_softmax",
            format!("x: A, {OPTIONS}, {OUT}, {PLACE}"),
            format!("{formula}\n\nOf scores (..., queries, keys). {options} {arrays}"),
            |call| attention(call, call.array("x")?, None),
        ),
        row(
            "attention_softmax_backward",
            format!("x: A, dy: A, {OPTIONS}, {OUT}, {PLACE}"),
            format!(
                "The gradient of attention_softmax for x, given that of its result.\n\n{options} {arrays}"
            ),
            |call| {
                let (x, dy) = (call.array("x")?, call.array("dy")?);
                alike(&x, &dy)?;
                attention(call, x, Some(dy.in_c_order()?))
            },
        ),
    ]
}

fn attention<'py>(
    call: &Call<'_, 'py>,
    x: Array<'py>,
    dy: Option<Array<'py>>,
) -> PyResult<Bound<'py, PyAny>> {
    let (out, place, element, dims) = (call.maybe_array("out")?, call.place()?, x.element, x.dims().to_vec());
    let x = x.in_c_order()?;
    let (slopes, sinks) = (floats(call, "slopes")?, floats(call, "sinks")?);
    let mask = Mask::of(call, &dims)?;
    let operation = AttentionSoftmax {
        queries: dims.len().checked_sub(2).map_or(1, |at| dims[at]),
        scale: call.float("scale")?,
        soft_cap: call.maybe_float("soft_cap")?,
        temperature: call.float("temperature")?,
        mask: match &mask {
            Mask::None => None,
            Mask::Add(add) => Some(ScoreMask::Add(add)),
            Mask::Keep(keep) => Some(ScoreMask::Keep(keep.slice())),
        },
        causal: call.flag("causal")?,
        offset: call.int("offset")? as isize,
        left: call.maybe_size("left")?,
        right: call.maybe_size("right")?,
        slopes: slopes.as_deref(),
        sinks: sinks.as_deref(),
        fully_masked: fully_masked(call)?,
        ..AttentionSoftmax::rows_of(dims.last().copied().unwrap_or(1))
    };
    let operation = place.apply(operation).map_err(refused)?;
    if x.len() == 0 {
        return run_into(place, [x], &dims, out, &|_, [_], [_]| Ok(()), None);
    }
    operation.shape().fit("x", &dims).map_err(refused)?;
    match dy {
        None => run_into(
            place,
            [x],
            &dims,
            out,
            &|_, [x], [y]| of_type!(element, T => operation.forward(T::read(x), T::write(y))),
            None,
        ),
        Some(dy) => run_into(
            place,
            [x, dy],
            &dims,
            out,
            &|_, [x, dy], [dx]| of_type!(element, T => operation.backward(T::read(x), T::read(dy), T::write(dx))),
            None,
        ),
    }
}

/// What is added to scores, or which of them count.
enum Mask<'py> {
    None,
    Add(Vec<f32>),
    Keep(Truths<'py>),
}

impl<'py> Mask<'py> {
    fn of(call: &Call<'_, 'py>, dims: &[usize]) -> PyResult<Self> {
        let Some(given) = call.given("mask") else { return Ok(Self::None) };
        let (found, mask) = match call.array("mask") {
            Ok(add) => (add.dims().to_vec(), Self::Add(add.in_c_order()?.to_f32().into_owned())),
            Err(_) => {
                let keep = Truths::of("mask", given, true)?;
                let keep =
                    keep.ok_or_else(|| PyTypeError::new_err("`mask` must be of floats or truth values"))?;
                (keep.dims(), Self::Keep(keep))
            }
        };
        if dims.ends_with(&found) { Ok(mask) } else { Err(misshapen("mask", &found, dims)) }
    }
}

fn floats(call: &Call<'_, '_>, name: &'static str) -> PyResult<Option<Vec<f32>>> {
    let array = call.maybe_array(name)?.map(Array::in_c_order).transpose()?;
    Ok(array.map(|array| array.to_f32().into_owned()))
}
