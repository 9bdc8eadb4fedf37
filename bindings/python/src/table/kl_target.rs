//! The gradient of Kullback and Leibler's divergence for its target.

use activ8::{KlDivergence, KlInput};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;

use super::{OUT, PLACE, Row, row};
use crate::array::{Typed, of_type};
use crate::call::Call;
use crate::docs;
use crate::run::{alike, run_into};

pub(super) fn kl_div_backward_target() -> Row {
    row(
        "kl_div_backward_target",
        format!(
            "input: A, target: A, dy: A | None = None, reduction: Literal[\"mean\", \"sum\", \"none\", \"batchmean\"] = \"mean\", \
             log_target: bool = False, log_input: bool = True, *, {OUT}, {PLACE}"
        ),
        format!(
            "The gradient of kl_div for its target.\n\n{} A target of 0 has −∞, which is the limit. {} {}",
            docs::formula("KlDivergence"),
            docs::LOSS_GRADIENT,
            docs::ARRAYS
        ),
        backward_target,
    )
}

fn backward_target<'py>(call: &Call<'_, 'py>) -> PyResult<Bound<'py, PyAny>> {
    let (x, t, out, place) = (
        call.array("input")?.in_c_order()?,
        call.array("target")?.in_c_order()?,
        call.maybe_array("out")?,
        call.place()?,
    );
    alike(&x, &t)?;
    let (element, dims) = (x.element, x.dims().to_vec());
    let input = if call.flag("log_input")? { KlInput::LogProbabilities } else { KlInput::Probabilities };
    let reduction = call.reduction(dims.first().copied().unwrap_or(1))?;
    let kl = KlDivergence {
        input,
        log_target: call.flag("log_target")?,
        reduction: reduction.unwrap_or_default(),
    };
    if reduction.is_some() {
        if call.given("dy").is_some() {
            return Err(PyTypeError::new_err("`dy` is for the reduction none"));
        }
        return run_into(
            place,
            [x, t],
            &dims,
            out,
            &|_, [x, t], [dt]| of_type!(element, T => place.apply(kl)?.backward_target(T::read(x), T::read(t), T::write(dt))),
            None,
        );
    }
    let needed = || PyTypeError::new_err("`dy` is needed for the reduction none");
    let dy = call.maybe_array("dy")?.ok_or_else(needed)?.in_c_order()?;
    alike(&x, &dy)?;
    run_into(
        place,
        [x, t, dy],
        &dims,
        out,
        &|_, [x, t, dy], [dt]| {
            of_type!(element, T => {
                let (x, t, dy) = (T::read(x), T::read(t), T::read(dy));
                place.apply(kl)?.backward_target_each(x, t, dy, T::write(dt))
            })
        },
        None,
    )
}
