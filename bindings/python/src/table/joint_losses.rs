//! Losses of several inputs, each of which has a gradient.

use activ8::*;
use pyo3::prelude::*;

use super::Row;
use super::loss::{Given, Verb, joint_verbs as verbs};
use crate::call::Call;

const MEAN: &str = ", reduction: Literal[\"mean\", \"sum\", \"none\"] = \"mean\"";
const TWO: &str = "input1: A, input2: A, target: A";

pub(super) fn rows() -> Vec<Row> {
    let margin = format!(", margin: float = 0.0{MEAN}");
    let triplet =
        format!(", margin: float = 1.0, p: float = 2.0, eps: float = 1e-6, swap: bool = False{MEAN}");
    let info_nce =
        format!(", temperature: float = 0.07, symmetric: bool = False, normalize: bool = True{MEAN}");
    let gaussian = format!(", full: bool = False, eps: float = 1e-6{MEAN}");
    let linear = format!(
        ", linear_bias: A | None = None, weight: A | None = None{MEAN}, ignore_index: int = -100, \
         label_smoothing: float = 0.0, z_loss: float = 0.0, soft_cap: float | None = None"
    );
    let all = [
        verbs("margin_ranking_loss", "MarginRanking", TWO, &margin, |call, verb| {
            let given = Given::of(call, verb, ["input1", "input2"])?;
            let reduction = given.reduction();
            given.joint(MarginRanking { margin: call.float("margin")?, reduction })
        }),
        verbs("cosine_embedding_loss", "CosineEmbedding", TWO, &margin, |call, verb| {
            let given = Given::of(call, verb, ["input1", "input2"])?;
            let (dim, reduction) = (given.row()?, given.reduction());
            given.joint(CosineEmbedding { dim, margin: call.float("margin")?, reduction })
        }),
        verbs(
            "gaussian_nll_loss",
            "GaussianNll",
            "input: A, target: A, var: A | float",
            &gaussian,
            gaussian_nll,
        ),
        verbs(
            "triplet_margin_loss",
            "TripletMargin",
            "anchor: A, positive: A, negative: A",
            &triplet,
            |call, verb| {
                let given = Given::of(call, verb, ["anchor", "positive", "negative"])?;
                let (dim, reduction) = (given.row()?, given.reduction());
                let (margin, p) = (call.float("margin")?, call.float("p")?);
                let (eps, swap) = (call.float("eps")?, call.flag("swap")?);
                given.joint_alone(TripletMargin { dim, margin, p, eps, swap, reduction })
            },
        ),
        verbs("info_nce_loss", "InfoNce", "query: A, key: A", &info_nce, |call, verb| {
            let given = Given::of(call, verb, ["query", "key"])?;
            let (dim, temperature, reduction) = (given.row()?, call.float("temperature")?, given.reduction());
            let (symmetric, normalize) = (call.flag("symmetric")?, call.flag("normalize")?);
            given.joint_alone(InfoNce { dim, temperature, symmetric, normalize, reduction })
        }),
        verbs(
            "linear_cross_entropy",
            "LinearCrossEntropy",
            "input: A, linear_weight: A, target: Integers",
            &linear,
            linear_cross_entropy,
        ),
    ];
    all.into_iter().flatten().collect()
}

/// A variance for each element, or one for all.
fn gaussian_nll<'py>(call: &Call<'_, 'py>, verb: Verb) -> PyResult<Bound<'py, PyAny>> {
    let (full, eps) = (call.flag("full")?, call.float("eps")?);
    if call.is_number("var") {
        let given = Given::of(call, verb, ["input"])?;
        let (variance, reduction) = (call.float("var")?, given.reduction());
        return given.of_floats(FixedGaussianNll { variance, full, eps, reduction });
    }
    let given = Given::of(call, verb, ["input", "var"])?;
    let reduction = given.reduction();
    given.joint(GaussianNll { full, eps, reduction })
}

fn linear_cross_entropy<'py>(call: &Call<'_, 'py>, verb: Verb) -> PyResult<Bound<'py, PyAny>> {
    let hidden = ["input", "linear_weight"];
    if call.given("linear_bias").is_none() {
        return of_linear(call, Given::of_any(call, verb, hidden)?, |given, loss| {
            given.joint_of_classes(loss)
        });
    }
    let given = Given::of_any(call, verb, [hidden[0], hidden[1], "linear_bias"])?;
    of_linear(call, given, |given, loss| given.joint_of_classes(loss))
}

fn of_linear<'c, 'a, 'py, const N: usize>(
    call: &'c Call<'a, 'py>,
    given: Given<'c, 'a, 'py, N>,
    run: impl FnOnce(Given<'c, 'a, 'py, N>, LinearCrossEntropy<'_>) -> PyResult<Bound<'py, PyAny>>,
) -> PyResult<Bound<'py, PyAny>> {
    let (dim, reduction) = (given.row()?, given.reduction());
    let classes = given.inputs[1].dims().first().copied().unwrap_or(0);
    let weight = given.weights_of(classes)?;
    let values = weight.values();
    let loss = CrossEntropy {
        weight: values.as_deref(),
        ignore_index: call.int("ignore_index")?,
        label_smoothing: call.float("label_smoothing")?,
        z_loss: call.float("z_loss")?,
        soft_cap: call.maybe_float("soft_cap")?,
        reduction,
        ..CrossEntropy::rows_of(classes)
    };
    run(given, LinearCrossEntropy::dim(dim, loss))
}
