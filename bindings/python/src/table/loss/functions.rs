//! The functions of a loss: its value, its gradient, and both.

use pyo3::prelude::*;

use super::Verb;
use crate::call::Call;
use crate::docs;
use crate::table::{OUT, PLACE, Row, row};

/// What a loss does with a call that asks for something.
type Asked = for<'a, 'py> fn(&Call<'a, 'py>, Verb) -> PyResult<Bound<'py, PyAny>>;

/// The functions of a loss of one input: its inputs and its parameters, and what it does.
pub(crate) fn verbs(
    name: &'static str,
    operation: &str,
    inputs: &str,
    parameters: &str,
    work: Asked,
) -> [Row; 3] {
    all_verbs(name, operation, inputs, parameters, work, false)
}

/// The same of one of several inputs, whose gradients no `out` takes.
pub(crate) fn joint_verbs(
    name: &'static str,
    operation: &str,
    inputs: &str,
    parameters: &str,
    work: Asked,
) -> [Row; 3] {
    all_verbs(name, operation, inputs, parameters, work, true)
}

fn all_verbs(
    name: &'static str,
    operation: &str,
    inputs: &str,
    parameters: &str,
    work: Asked,
    joint: bool,
) -> [Row; 3] {
    let (formula, arrays) = (docs::formula(operation), docs::ARRAYS);
    let (loss, gradient) = (docs::LOSS, docs::LOSS_GRADIENT);
    let out = format!(", {OUT}");
    let of = if joint { "gradients of {} for each input" } else { "gradient of {} for its input" }
        .replace("{}", name);
    let gradient_out = if joint { "" } else { &out };
    [
        row(
            name,
            format!("{inputs}{parameters}, *{out}, {PLACE}"),
            format!("{formula}\n\n{loss} {arrays}"),
            move |call| work(call, Verb::Value),
        ),
        row(
            format!("{name}_backward"),
            format!("{inputs}, dy: A | None = None{parameters}, *{gradient_out}, {PLACE}"),
            format!("The {of}.\n\n{formula} {gradient} {arrays}"),
            move |call| work(call, Verb::Gradient),
        ),
        row(
            format!("{name}_value_and_grad"),
            format!("{inputs}{parameters}, *{gradient_out}, {PLACE}"),
            format!("The loss and the {of}, from one pass.\n\n{formula} {arrays}"),
            move |call| work(call, Verb::Both),
        ),
    ]
}
