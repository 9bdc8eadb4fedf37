//! The functions that there are.

mod activations;
mod attention;
mod class_losses;
mod drawn;
mod gates;
mod joint_losses;
mod kl_target;
mod loss;
mod losses;
mod prelu;
mod router;
mod rows;

pub(crate) use activations::missing;
use pyo3::prelude::*;

use crate::call::Call;

/// What a function does.
pub(crate) type Run =
    Box<dyn for<'a, 'py> Fn(&Call<'a, 'py>) -> PyResult<Bound<'py, PyAny>> + Send + Sync + 'static>;

/// A function: its parameters as Python writes them, and what it gives.
pub(crate) struct Row {
    pub(crate) name: &'static str,
    pub(crate) signature: String,
    pub(crate) doc: String,
    pub(crate) run: Run,
}

/// One of those that many functions are made of.
fn row(
    name: impl Into<String>,
    signature: String,
    doc: String,
    run: impl for<'a, 'py> Fn(&Call<'a, 'py>) -> PyResult<Bound<'py, PyAny>> + Send + Sync + 'static,
) -> Row {
    // Kept as long as the functions are.
    Row { name: name.into().leak(), signature, doc, run: Box::new(run) }
}

/// The parameters at the end of all signatures, by name only.
const PLACE: &str = "threads: int = 1, tier: Tier | None = None, accuracy: Accuracy | None = None";
const OUT: &str = "out: A | None = None";

/// All of them.
pub(crate) fn rows() -> Vec<Row> {
    let mut all = activations::rows();
    all.extend(rows::rows());
    all.extend(attention::rows());
    all.extend(prelu::rows());
    all.extend(drawn::rows());
    all.extend(router::rows());
    all.extend(gates::rows());
    all.extend(losses::rows());
    all.push(kl_target::kl_div_backward_target());
    all.extend(class_losses::rows());
    all.extend(joint_losses::rows());
    all
}
