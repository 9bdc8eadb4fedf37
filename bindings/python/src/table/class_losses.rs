//! Losses of one input against classes.

use activ8::*;
use pyo3::exceptions::PyValueError;
use pyo3::prelude::*;

use super::Row;
use super::loss::{Given, Verb, verbs};
use super::losses::{mean, pair};
use crate::array::Array;
use crate::call::Call;

const CLASSES: &str = "input: A, target: Integers";

pub(super) fn rows() -> Vec<Row> {
    let all = [
        verbs("multilabel_margin_loss", "MultiLabelMargin", CLASSES, mean!(""), |call, verb| {
            let given = pair(call, verb)?;
            let (row, reduction) = (given.row()?, given.reduction());
            let dims = given.dims().to_vec();
            given.of_integers(MultiLabelMargin { row, reduction }, "target", Some(&dims))
        }),
        verbs(
            "multi_margin_loss",
            "MultiMargin",
            CLASSES,
            mean!(", p: int = 1, margin: float = 1.0, weight: A | None = None"),
            |call, verb| {
                let given = pair(call, verb)?;
                let (row, weight, reduction) = (given.row()?, given.class_weights()?, given.reduction());
                let p = u8::try_from(call.int("p")?).unwrap_or(0);
                let (margin, values) = (call.float("margin")?, weight.values());
                given.of_classes(MultiMargin { row, p, margin, weight: values.as_deref(), reduction })
            },
        ),
        verbs(
            "nll_loss",
            "Nll",
            CLASSES,
            mean!(", weight: A | None = None, ignore_index: int = -100"),
            |call, verb| {
                let mut given = pair(call, verb)?;
                let ((row, inner), reduction) = (given.classes()?, given.reduction());
                let (ignore_index, weight) = (call.int("ignore_index")?, given.class_weights()?);
                let values = weight.values();
                given.of_classes(Nll { row, inner, weight: values.as_deref(), ignore_index, reduction })
            },
        ),
        verbs(
            "cross_entropy",
            "CrossEntropy",
            "logits: A, target: Integers | A",
            mean!(
                ", weight: A | None = None, ignore_index: int = -100",
                ", label_smoothing: float = 0.0, z_loss: float = 0.0, soft_cap: float | None = None"
            ),
            cross_entropy,
        ),
        verbs(
            "ctc_loss",
            "Ctc",
            "log_probs: A, targets: Integers, input_lengths: Integers, target_lengths: Integers",
            mean!(", blank: int = 0", ", zero_infinity: bool = False"),
            ctc,
        ),
    ];
    all.into_iter().flatten().collect()
}

/// Against classes, or against probabilities.
fn cross_entropy<'py>(call: &Call<'_, 'py>, verb: Verb) -> PyResult<Bound<'py, PyAny>> {
    let mut given = Given::of(call, verb, ["logits"])?;
    let ((row, inner), reduction) = (given.classes()?, given.reduction());
    let weight = given.class_weights()?;
    let values = weight.values();
    let loss = CrossEntropy {
        row,
        inner,
        weight: values.as_deref(),
        ignore_index: call.int("ignore_index")?,
        label_smoothing: call.float("label_smoothing")?,
        z_loss: call.float("z_loss")?,
        soft_cap: call.maybe_float("soft_cap")?,
        reduction,
    };
    let target = call.given("target").map(|target| Array::maybe_floats("target", target)).transpose()?;
    if target.flatten().is_some() { given.of_floats(loss) } else { given.of_classes(loss) }
}

/// Labels in rows, or one after the other.
fn ctc<'py>(call: &Call<'_, 'py>, verb: Verb) -> PyResult<Bound<'py, PyAny>> {
    let given = Given::of(call, verb, ["log_probs"])?;
    let (classes, reduction) = (given.row()?, given.reduction());
    let [inputs, targets] = ["input_lengths", "target_lengths"].map(|name| lengths(&given, name));
    let (input_lengths, target_lengths) = (inputs?, targets?);
    let labels = given.integers("targets")?.dims();
    let loss = Ctc {
        classes,
        blank: call.size("blank")?,
        zero_infinity: call.flag("zero_infinity")?,
        input_lengths: &input_lengths,
        target_lengths: &target_lengths,
        padded: if labels.len() == 2 { labels[1] } else { 0 },
        reduction,
    };
    given.of_integers(loss, "targets", None)
}

fn lengths(given: &Given<'_, '_, '_>, name: &'static str) -> PyResult<Vec<usize>> {
    let lengths = given.integers(name)?;
    let sizes = lengths.slice().iter().map(|&length| usize::try_from(length));
    sizes
        .collect::<core::result::Result<_, _>>()
        .map_err(|_| PyValueError::new_err(format!("`{name}` has a length below 0")))
}
