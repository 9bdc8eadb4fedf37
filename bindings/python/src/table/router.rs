//! The choice of experts.

use activ8::{GroupScore, Router, Scoring};
use numpy::{PyArray1, PyArrayMethods};
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyTuple;

use super::{OUT, PLACE, Row, row};
use crate::array::{Array, Integers, Typed, of_type};
use crate::call::Call;
use crate::docs;
use crate::run::{misshapen, run, run_into, same_type};

const OPTIONS: &str = "scoring: Literal[\"softmax\", \"top_k_softmax\", \"sigmoid\", \"sqrt_softplus\"] = \"softmax\", \
     renormalize: bool = False, scale: float = 1.0";
const CHOICE: &str = "bias: A | None = None, groups: int = 1, kept_groups: int = 1, \
     group_score: Literal[\"sum_of_two\", \"greatest\"] = \"sum_of_two\"";

pub(super) fn rows() -> [Row; 2] {
    let (formula, arrays) = (docs::formula("Router"), docs::ARRAYS);
    [
        row(
            "router",
            format!("x: A, k: int, {OPTIONS}, {CHOICE}, *, {PLACE}"),
            format!(
                "{formula}\n\nOf each row along the last axis the k greatest, the greatest first: their numbers, in an array of \
                 int64, and their weights. `renormalize` divides weights by their sum, `scale` multiplies them; `bias` counts for \
                 the choice alone, and of `groups` of neighbours `kept_groups` are kept. {arrays}"
            ),
            route,
        ),
        row(
            "router_backward",
            format!("x: A, experts: Integers, dweights: A, {OPTIONS}, *, {OUT}, {PLACE}"),
            format!(
                "The gradient of router's weights for x, given the experts and that of their weights.\n\n{formula} {arrays}"
            ),
            backward,
        ),
    ]
}

/// One that weighs.
fn router(call: &Call<'_, '_>, experts: usize, k: usize) -> PyResult<Router<'static>> {
    let scoring = match call.choice("scoring")? {
        "top_k_softmax" => Scoring::TopKSoftmax,
        "sigmoid" => Scoring::Sigmoid,
        "sqrt_softplus" => Scoring::SqrtSoftplus,
        _ => Scoring::Softmax,
    };
    let router = Router::top(k).of(experts).scoring(scoring);
    Ok(router.renormalize(call.flag("renormalize")?).scale(call.float("scale")?))
}

/// The last of the dimensions, and the same with another one in its place.
fn last(x: &Array<'_>, k: usize) -> PyResult<(usize, Vec<usize>)> {
    let mut dims = x.dims().to_vec();
    let last = dims.last_mut().ok_or_else(|| PyValueError::new_err("`x` has no axis, but must have rows"))?;
    Ok((std::mem::replace(last, k), dims))
}

fn route<'py>(call: &Call<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
    let (x, k, place) = (call.array("x")?.in_c_order()?, call.size("k")?, call.place()?);
    let (experts, dims) = last(&x, k)?;
    let bias = call.maybe_array("bias")?.map(Array::in_c_order).transpose()?;
    if let Some(bias) = &bias {
        same_type(&x, bias)?;
        if bias.dims() != [experts] {
            return Err(misshapen("bias", bias.dims(), &[experts]));
        }
    }
    let bias = bias.as_ref().map(Array::to_f32);
    let score =
        if call.choice("group_score")? == "greatest" { GroupScore::Greatest } else { GroupScore::SumOfTwo };
    let router = Router { bias: bias.as_deref(), ..router(call, experts, k)? }
        .groups(call.size("groups")?, call.size("kept_groups")?)
        .group_score(score);
    if k > experts {
        return Err(PyValueError::new_err(format!("`k` is {k}, but there are {experts} experts")));
    }
    let indices = std::sync::Mutex::new(vec![0; dims.iter().product()]);
    let (element, like) = (x.element, x.clone());
    let [weights] = run(place, [x], [&dims], &|_, [x], [weights]| {
        let mut indices = indices.lock().expect("no thread panics with the lock");
        of_type!(element, T => place.apply(router)?.route(T::read(x), &mut indices, T::write(weights)))
    })?;
    let indices = indices.into_inner().expect("no thread panics with the lock");
    let indices = PyArray1::from_vec(call.py, indices.into_iter().map(i64::from).collect()).reshape(dims)?;
    let both = [like.kind_of(indices.into_any())?, weights.into_given()?];
    Ok(PyTuple::new(call.py, both)?.into_any())
}

fn backward<'py>(call: &Call<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
    let (x, dweights, out, place) = (
        call.array("x")?.in_c_order()?,
        call.array("dweights")?.in_c_order()?,
        call.maybe_array("out")?,
        call.place()?,
    );
    same_type(&x, &dweights)?;
    let k = dweights.dims().last().copied().unwrap_or(0);
    let (experts, needed) = last(&x, k)?;
    if dweights.dims() != needed {
        return Err(misshapen("dweights", dweights.dims(), &needed));
    }
    let given = call.given("experts").ok_or_else(|| PyTypeError::new_err("`experts` is None"))?;
    let chosen = Integers::of("experts", given, out.is_some())?;
    let chosen = chosen.ok_or_else(|| PyTypeError::new_err("`experts` must be of integers"))?;
    if chosen.dims() != needed {
        return Err(misshapen("experts", &chosen.dims(), &needed));
    }
    // What is no expert is none of the core's either.
    let chosen: Vec<u32> = chosen.slice().iter().map(|&i| u32::try_from(i).unwrap_or(u32::MAX)).collect();
    let (router, element, dims) = (router(call, experts, k)?, x.element, x.dims().to_vec());
    run_into(
        place,
        [x, dweights],
        &dims,
        out,
        &|_, [x, dweights], [dx]| {
            of_type!(element, T => {
                place.apply(router)?.backward(T::read(x), &chosen, T::read(dweights), T::write(dx))
            })
        },
        None,
    )
}
