//! Losses of one input against floats.

use activ8::*;
use pyo3::prelude::*;

use super::Row;
use super::loss::{Given, Verb, verbs};
use crate::call::Call;

const PAIR: &str = "input: A, target: A";

/// How losses become one, at the end of the parameters, or before.
macro_rules! mean {
    ($before:literal) => {
        mean!($before, "")
    };
    ($before:literal, $after:literal) => {
        concat!($before, ", reduction: Literal[\"mean\", \"sum\", \"none\"] = \"mean\"", $after)
    };
}

pub(super) use mean;

const BATCH_MEAN: &str = ", reduction: Literal[\"mean\", \"sum\", \"none\", \"batchmean\"] = \"mean\"";

pub(super) fn rows() -> Vec<Row> {
    let weighted = mean!("", ", weight: A | None = None");
    let kl = format!("{BATCH_MEAN}, log_target: bool = False, log_input: bool = True");
    let jensen_shannon = format!("{BATCH_MEAN}, beta: float = 0.5, weight: A | None = None");
    let focal = ", alpha: float | None = 0.25, gamma: float = 2.0, \
                 reduction: Literal[\"mean\", \"sum\", \"none\"] = \"none\"";
    let all = [
        verbs("mse_loss", "Mse", PAIR, weighted, |call, verb| {
            let given = pair(call, verb)?;
            let (weight, reduction) = (given.weights("weight")?, given.reduction());
            let values = weight.values();
            given.of_floats(Mse { weight: values.as_deref(), weight_of_rows: weight.of_rows, reduction })
        }),
        verbs("l1_loss", "L1", PAIR, weighted, |call, verb| {
            let given = pair(call, verb)?;
            let (weight, reduction) = (given.weights("weight")?, given.reduction());
            let values = weight.values();
            given.of_floats(L1 { weight: values.as_deref(), weight_of_rows: weight.of_rows, reduction })
        }),
        verbs(
            "huber_loss",
            "Huber",
            PAIR,
            mean!("", ", delta: float = 1.0, weight: A | None = None"),
            |call, verb| {
                let given = pair(call, verb)?;
                let (weight, reduction) = (given.weights("weight")?, given.reduction());
                let (delta, values) = (call.float("delta")?, weight.values());
                let (weight, weight_of_rows) = (values.as_deref(), weight.of_rows);
                given.of_floats(Huber { delta, weight, weight_of_rows, reduction })
            },
        ),
        verbs("smooth_l1_loss", "SmoothL1", PAIR, mean!("", ", beta: float = 1.0"), |call, verb| {
            let given = pair(call, verb)?;
            let reduction = given.reduction();
            given.of_floats(SmoothL1 { beta: call.float("beta")?, reduction })
        }),
        verbs("log_cosh_loss", "LogCosh", PAIR, mean!(""), |call, verb| {
            let given = pair(call, verb)?;
            let reduction = given.reduction();
            given.of_floats(LogCosh { reduction })
        }),
        verbs("mape_loss", "Mape", PAIR, mean!(", eps: float = 1e-7"), |call, verb| {
            let given = pair(call, verb)?;
            let reduction = given.reduction();
            given.of_floats(Mape { eps: call.float("eps")?, reduction })
        }),
        verbs("quantile_loss", "Quantile", PAIR, mean!(", q: float = 0.5"), |call, verb| {
            let given = pair(call, verb)?;
            let reduction = given.reduction();
            given.of_floats(Quantile { q: call.float("q")?, reduction })
        }),
        verbs(
            "binary_cross_entropy",
            "BinaryCrossEntropy",
            PAIR,
            mean!(", weight: A | None = None"),
            |call, verb| {
                let given = pair(call, verb)?;
                let (weight, reduction) = (given.weights("weight")?, given.reduction());
                let values = weight.values();
                let (weight, weight_of_rows) = (values.as_deref(), weight.of_rows);
                given.of_floats(BinaryCrossEntropy { weight, weight_of_rows, reduction })
            },
        ),
        verbs(
            "binary_cross_entropy_with_logits",
            "BinaryCrossEntropyWithLogits",
            PAIR,
            mean!(", weight: A | None = None", ", pos_weight: A | None = None"),
            |call, verb| {
                let given = pair(call, verb)?;
                let (weight, reduction) = (given.weights("weight")?, given.reduction());
                let positive = given.weights("pos_weight")?;
                let (values, positive) = (weight.values(), positive.values());
                given.of_floats(BinaryCrossEntropyWithLogits {
                    weight: values.as_deref(),
                    weight_of_rows: weight.of_rows,
                    pos_weight: positive.as_deref(),
                    reduction,
                })
            },
        ),
        verbs("sigmoid_focal_loss", "SigmoidFocal", PAIR, focal, |call, verb| {
            let given = pair(call, verb)?;
            let reduction = given.reduction();
            // torchvision's sign for none.
            let alpha = call.maybe_float("alpha")?.filter(|alpha| *alpha >= 0.0);
            given.of_floats(SigmoidFocal { alpha, gamma: call.float("gamma")?, reduction })
        }),
        verbs("kl_div", "KlDivergence", PAIR, &kl, |call, verb| {
            let given = pair(call, verb)?;
            let reduction = given.reduction();
            let input =
                if call.flag("log_input")? { KlInput::LogProbabilities } else { KlInput::Probabilities };
            given.of_floats(KlDivergence { input, log_target: call.flag("log_target")?, reduction })
        }),
        verbs("jensen_shannon_loss", "JensenShannon", PAIR, &jensen_shannon, |call, verb| {
            let given = pair(call, verb)?;
            let (weight, reduction) = (given.weights("weight")?, given.reduction());
            let (beta, values) = (call.float("beta")?, weight.values());
            let (weight, weight_of_rows) = (values.as_deref(), weight.of_rows);
            given.of_floats(JensenShannon { beta, weight, weight_of_rows, reduction })
        }),
        verbs(
            "poisson_nll_loss",
            "PoissonNll",
            PAIR,
            mean!(", log_input: bool = True, full: bool = False, eps: float = 1e-8"),
            |call, verb| {
                let given = pair(call, verb)?;
                let reduction = given.reduction();
                let (log_input, full) = (call.flag("log_input")?, call.flag("full")?);
                given.of_floats(PoissonNll { log_input, full, eps: call.float("eps")?, reduction })
            },
        ),
        verbs("hinge_loss", "Hinge", PAIR, mean!(""), |call, verb| {
            let given = pair(call, verb)?;
            let reduction = given.reduction();
            given.of_floats(Hinge { reduction })
        }),
        verbs("squared_hinge_loss", "SquaredHinge", PAIR, mean!(""), |call, verb| {
            let given = pair(call, verb)?;
            let reduction = given.reduction();
            given.of_floats(SquaredHinge { reduction })
        }),
        verbs(
            "hinge_embedding_loss",
            "HingeEmbedding",
            PAIR,
            mean!(", margin: float = 1.0"),
            |call, verb| {
                let given = pair(call, verb)?;
                let reduction = given.reduction();
                given.of_floats(HingeEmbedding { margin: call.float("margin")?, reduction })
            },
        ),
        verbs("soft_margin_loss", "SoftMargin", PAIR, mean!(""), |call, verb| {
            let given = pair(call, verb)?;
            let reduction = given.reduction();
            given.of_floats(SoftMargin { reduction })
        }),
        verbs("categorical_cross_entropy", "CategoricalCrossEntropy", PAIR, mean!(""), |call, verb| {
            let mut given = pair(call, verb)?;
            let ((classes, inner), reduction) = (given.classes()?, given.reduction());
            given.of_floats(CategoricalCrossEntropy { row: classes, inner, reduction })
        }),
        verbs(
            "categorical_focal_loss",
            "CategoricalFocal",
            PAIR,
            mean!(", alpha: float = 0.25, gamma: float = 2.0"),
            |call, verb| {
                let mut given = pair(call, verb)?;
                let ((row, inner), reduction) = (given.classes()?, given.reduction());
                let (alpha, gamma) = (call.float("alpha")?, call.float("gamma")?);
                given.of_floats(CategoricalFocal { row, inner, alpha, gamma, reduction })
            },
        ),
        verbs(
            "dice_loss",
            "Dice",
            PAIR,
            mean!(", epsilon: float = 1e-7, ignore_class: float | None = None"),
            |call, verb| {
                let given = pair(call, verb)?;
                let (row, reduction) = (given.row()?, given.reduction());
                let ignore_class = call.maybe_float("ignore_class")?;
                given.of_floats(Dice { row, epsilon: call.float("epsilon")?, ignore_class, reduction })
            },
        ),
        verbs(
            "tversky_loss",
            "Tversky",
            PAIR,
            mean!(
                ", alpha: float = 0.5, beta: float = 0.5, epsilon: float = 1e-7, ignore_class: float | None = None"
            ),
            |call, verb| {
                let given = pair(call, verb)?;
                let (row, reduction) = (given.row()?, given.reduction());
                let (alpha, beta, epsilon) =
                    (call.float("alpha")?, call.float("beta")?, call.float("epsilon")?);
                let ignore_class = call.maybe_float("ignore_class")?;
                given.of_floats(Tversky { row, alpha, beta, epsilon, ignore_class, reduction })
            },
        ),
        verbs(
            "multilabel_soft_margin_loss",
            "MultiLabelSoftMargin",
            PAIR,
            mean!(", weight: A | None = None"),
            |call, verb| {
                let given = pair(call, verb)?;
                let (row, weight, reduction) = (given.row()?, given.class_weights()?, given.reduction());
                let values = weight.values();
                given.of_floats(MultiLabelSoftMargin { row, weight: values.as_deref(), reduction })
            },
        ),
    ];
    all.into_iter().flatten().collect()
}

pub(super) fn pair<'c, 'a, 'py>(call: &'c Call<'a, 'py>, verb: Verb) -> PyResult<Given<'c, 'a, 'py>> {
    Given::of(call, verb, ["input"])
}
