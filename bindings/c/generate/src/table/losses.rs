//! The losses: of one input, and of several.

use crate::table::Argument::Read;
use crate::table::Field::{Choice, Floats, Maybe, Plain};
use crate::table::{Argument, Field, Of, Type, flag, float};

pub(crate) struct Loss {
    /// In C.
    pub(crate) name: &'static str,
    /// In the core.
    pub(crate) operation: &'static str,
    pub(crate) make: Make,
    pub(crate) shape: &'static Shape,
    pub(crate) inputs: &'static [&'static str],
    pub(crate) fields: &'static [Field],
}

/// How the loss with its defaults is made.
pub(crate) enum Make {
    /// By `default()`.
    Default,
    /// By the function of this name, of this number.
    Of(&'static str, f32),
    /// By the function of this name, of the length `row`.
    Row(&'static str),
    /// By `new(classes, input_lengths, target_lengths)`.
    Sequences,
    /// Of a cross-entropy, whose parameters it takes.
    Linear,
}

/// What a loss is given: the function of its module that says how long inputs and targets are and how many losses
/// there are, the lengths that it does so from, what targets are, if there are any, and other arguments.
pub(crate) struct Shape {
    pub(crate) module: &'static str,
    pub(crate) function: &'static str,
    pub(crate) lengths: &'static [&'static str],
    pub(crate) target: Option<Of>,
    pub(crate) others: &'static [Argument<'static>],
}

const fn shape(function: &'static str, target: Of, lengths: &'static [&'static str]) -> Shape {
    Shape { module: "losses", function, lengths, target: Some(target), others: &[] }
}

const fn joint(function: &'static str, target: Option<Of>, lengths: &'static [&'static str]) -> Shape {
    Shape { module: "joint", function, lengths, target, others: &[] }
}

const ELEMENTS: &Shape = &shape("elements", Of::Element, &["n"]);
const ROWS: &Shape = &shape("rows", Of::Element, &["rows", "row"]);
/// Rows against lists of classes, as long as rows.
const LISTS: &Shape = &shape("rows", Of::Class, &["rows", "row"]);
/// Rows against a class each.
const CLASSES: &Shape = &shape("classes", Of::Class, &["rows", "row"]);
/// Steps of sequences against their labels.
const SEQUENCES: &Shape = &Shape {
    others: &[Read("input_lengths", Of::Size), Read("target_lengths", Of::Size)],
    ..shape("sequences", Of::Class, &["labels", "steps", "sequences", "classes"])
};
/// Elements of each input.
const TUPLES: &Shape = &joint("elements", Some(Of::Element), &["n"]);
/// Rows of each input against a number each.
const VECTORS: &Shape = &joint("vectors", Some(Of::Element), &["rows", "row"]);
const VECTORS_ALONE: &Shape = &joint("vectors_alone", None, &["rows", "row"]);
const LINEAR: &Shape = &joint("linear", Some(Of::Class), &["rows", "dim", "classes"]);

const fn loss(
    name: &'static str,
    operation: &'static str,
    shape: &'static Shape,
    make: Make,
    fields: &'static [Field],
) -> Loss {
    Loss { name, operation, make, shape, inputs: &["x"], fields }
}

const fn elements(name: &'static str, operation: &'static str, fields: &'static [Field]) -> Loss {
    loss(name, operation, ELEMENTS, Make::Default, fields)
}

const fn rows(
    name: &'static str,
    operation: &'static str,
    shape: &'static Shape,
    fields: &'static [Field],
) -> Loss {
    loss(name, operation, shape, Make::Row("rows_of"), fields)
}

const fn tuples(
    name: &'static str,
    operation: &'static str,
    inputs: &'static [&'static str],
    fields: &'static [Field],
) -> Loss {
    Loss { inputs, ..loss(name, operation, TUPLES, Make::Default, fields) }
}

const fn vectors(
    name: &'static str,
    operation: &'static str,
    shape: &'static Shape,
    inputs: &'static [&'static str],
    fields: &'static [Field],
) -> Loss {
    Loss { inputs, ..loss(name, operation, shape, Make::Row("dim"), fields) }
}

const fn linear(name: &'static str, inputs: &'static [&'static str]) -> Loss {
    Loss { inputs, ..loss(name, "LinearCrossEntropy", LINEAR, Make::Linear, &[]) }
}

const WEIGHT: Field = Floats("weight");
/// Whether these are one for each row.
const OF_ROWS: Field = flag("weight_of_rows");
const IGNORE_CLASS: Field = Maybe("ignore_class");
const FULL: Field = flag("full");
const EPS: Field = float("eps");
const MARGIN: Field = float("margin");
const IGNORE: Field = Plain("ignore_index", Type::I64);
const INNER: Field = Plain("inner", Type::Usize);
const CROSS_ENTROPY: &[Field] =
    &[INNER, float("label_smoothing"), float("z_loss"), Maybe("soft_cap"), IGNORE, WEIGHT];

pub(crate) const LOSSES: &[Loss] = &[
    elements("mse", "Mse", &[WEIGHT, OF_ROWS]),
    elements("l1", "L1", &[WEIGHT, OF_ROWS]),
    elements("huber", "Huber", &[float("delta"), WEIGHT, OF_ROWS]),
    elements("smooth_l1", "SmoothL1", &[float("beta")]),
    elements("log_cosh", "LogCosh", &[]),
    loss("mape", "Mape", ELEMENTS, Make::Default, &[float("eps")]),
    loss("quantile", "Quantile", ELEMENTS, Make::Of("of", 0.5), &[float("q")]),
    elements("bce", "BinaryCrossEntropy", &[WEIGHT, OF_ROWS]),
    elements("bce_with_logits", "BinaryCrossEntropyWithLogits", &[WEIGHT, OF_ROWS, Floats("pos_weight")]),
    elements("sigmoid_focal", "SigmoidFocal", &[Maybe("alpha"), float("gamma")]),
    elements("kl_div", "KlDivergence", &[Choice("input", "kl_input", 1), flag("log_target")]),
    elements("jensen_shannon", "JensenShannon", &[float("beta"), WEIGHT, OF_ROWS]),
    elements("poisson_nll", "PoissonNll", &[flag("log_input"), FULL, EPS]),
    loss(
        "fixed_gaussian_nll",
        "FixedGaussianNll",
        ELEMENTS,
        Make::Of("of_variance", 1.0),
        &[float("variance"), FULL, EPS],
    ),
    elements("hinge", "Hinge", &[]),
    elements("squared_hinge", "SquaredHinge", &[]),
    elements("hinge_embedding", "HingeEmbedding", &[MARGIN]),
    elements("soft_margin", "SoftMargin", &[]),
    rows("categorical_cross_entropy", "CategoricalCrossEntropy", ROWS, &[INNER]),
    rows("categorical_focal", "CategoricalFocal", ROWS, &[INNER, float("alpha"), float("gamma")]),
    rows("dice", "Dice", ROWS, &[float("epsilon"), IGNORE_CLASS]),
    rows("tversky", "Tversky", ROWS, &[float("alpha"), float("beta"), float("epsilon"), IGNORE_CLASS]),
    rows("multilabel_soft_margin", "MultiLabelSoftMargin", ROWS, &[WEIGHT]),
    rows("multilabel_margin", "MultiLabelMargin", LISTS, &[]),
    rows("cross_entropy", "CrossEntropy", CLASSES, CROSS_ENTROPY),
    rows("soft_cross_entropy", "CrossEntropy", ROWS, CROSS_ENTROPY),
    rows("nll", "Nll", CLASSES, &[INNER, IGNORE, WEIGHT]),
    rows("multi_margin", "MultiMargin", CLASSES, &[Plain("p", Type::U8), MARGIN, WEIGHT]),
    loss(
        "ctc",
        "Ctc",
        SEQUENCES,
        Make::Sequences,
        &[Plain("blank", Type::Usize), flag("zero_infinity"), Plain("padded", Type::Usize)],
    ),
    tuples("margin_ranking", "MarginRanking", &["first", "second"], &[MARGIN]),
    tuples("gaussian_nll", "GaussianNll", &["mean", "variance"], &[FULL, EPS]),
    vectors("cosine_embedding", "CosineEmbedding", VECTORS, &["first", "second"], &[MARGIN]),
    vectors(
        "triplet_margin",
        "TripletMargin",
        VECTORS_ALONE,
        &["anchor", "positive", "negative"],
        &[MARGIN, float("p"), EPS, flag("swap")],
    ),
    vectors(
        "info_nce",
        "InfoNce",
        VECTORS_ALONE,
        &["first", "second"],
        &[float("temperature"), flag("symmetric"), flag("normalize")],
    ),
    linear("linear_cross_entropy", &["hidden", "weight"]),
    linear("linear_biased_cross_entropy", &["hidden", "weight", "bias"]),
];
