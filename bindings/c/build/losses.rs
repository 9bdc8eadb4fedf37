//! The losses of one input: how each is made, and its entry points.

use std::fmt::Write as _;

use crate::entry::{self, entry};

/// What a loss is one of, and what it is held against.
#[derive(Clone, Copy, PartialEq)]
enum Of {
    /// Elements against as many.
    Elements,
    /// Rows against rows.
    Rows,
    /// Rows against a class each.
    Classes,
    /// Rows against lists of classes, as long as rows.
    Lists,
    /// Steps of sequences against their labels.
    Sequences,
}

/// A field of a loss.
pub(crate) enum Field {
    /// A float, or what C writes as another plain type.
    Plain(&'static str, &'static str),
    /// A float that may be none.
    Maybe(&'static str),
    /// Floats that may be none.
    Slice(&'static str),
    /// An enum, by the function that makes it of a number, and the default's number.
    Choice(&'static str, &'static str, i32),
}
use Field::{Choice, Maybe, Plain, Slice};

pub(crate) const fn float(name: &'static str) -> Field {
    Plain(name, "f32")
}

pub(crate) struct Loss {
    name: &'static str,
    /// The operation with its defaults; rows are of `row`.
    operation: &'static str,
    of: Of,
    fields: &'static [Field],
}

const fn loss(name: &'static str, operation: &'static str, of: Of, fields: &'static [Field]) -> Loss {
    Loss { name, operation, of, fields }
}

const WEIGHT: Field = Slice("weight");
pub(crate) const FULL: Field = Plain("full", "bool");
const IGNORE: Field = Plain("ignore_index", "i64");

/// The fields of both cross-entropies, which the one with linear logits has too.
pub(crate) const CROSS_ENTROPY: &[Field] =
    &[float("label_smoothing"), float("z_loss"), Maybe("soft_cap"), IGNORE, WEIGHT];

pub(crate) const LOSSES: &[Loss] = &[
    loss("mse", "Mse::default()", Of::Elements, &[WEIGHT]),
    loss("l1", "L1::default()", Of::Elements, &[WEIGHT]),
    loss("huber", "Huber::default()", Of::Elements, &[float("delta"), WEIGHT]),
    loss("smooth_l1", "SmoothL1::default()", Of::Elements, &[float("beta")]),
    loss("log_cosh", "LogCosh::default()", Of::Elements, &[]),
    loss("quantile", "Quantile::of(0.5)", Of::Elements, &[float("q")]),
    loss("bce", "BinaryCrossEntropy::default()", Of::Elements, &[WEIGHT]),
    loss(
        "bce_with_logits",
        "BinaryCrossEntropyWithLogits::default()",
        Of::Elements,
        &[WEIGHT, Slice("pos_weight")],
    ),
    loss("sigmoid_focal", "SigmoidFocal::default()", Of::Elements, &[Maybe("alpha"), float("gamma")]),
    loss(
        "kl_div",
        "KlDivergence::default()",
        Of::Elements,
        &[Choice("input", "kl_input", 1), Plain("log_target", "bool")],
    ),
    loss("jensen_shannon", "JensenShannon::default()", Of::Elements, &[float("beta")]),
    loss(
        "poisson_nll",
        "PoissonNll::default()",
        Of::Elements,
        &[Plain("log_input", "bool"), FULL, float("eps")],
    ),
    loss(
        "fixed_gaussian_nll",
        "FixedGaussianNll::of_variance(1.0)",
        Of::Elements,
        &[float("variance"), FULL, float("eps")],
    ),
    loss("hinge", "Hinge::default()", Of::Elements, &[]),
    loss("squared_hinge", "SquaredHinge::default()", Of::Elements, &[]),
    loss("hinge_embedding", "HingeEmbedding::default()", Of::Elements, &[float("margin")]),
    loss("soft_margin", "SoftMargin::default()", Of::Elements, &[]),
    loss("categorical_cross_entropy", "CategoricalCrossEntropy::rows_of(row)", Of::Rows, &[]),
    loss("categorical_focal", "CategoricalFocal::rows_of(row)", Of::Rows, &[float("alpha"), float("gamma")]),
    loss("dice", "Dice::rows_of(row)", Of::Rows, &[float("epsilon")]),
    loss("tversky", "Tversky::rows_of(row)", Of::Rows, &[float("alpha"), float("beta"), float("epsilon")]),
    loss("multilabel_soft_margin", "MultiLabelSoftMargin::rows_of(row)", Of::Rows, &[WEIGHT]),
    loss("multilabel_margin", "MultiLabelMargin::rows_of(row)", Of::Lists, &[]),
    loss("cross_entropy", "CrossEntropy::rows_of(row)", Of::Classes, CROSS_ENTROPY),
    loss("soft_cross_entropy", "CrossEntropy::rows_of(row)", Of::Rows, CROSS_ENTROPY),
    loss("nll", "Nll::rows_of(row)", Of::Classes, &[IGNORE, WEIGHT]),
    loss(
        "multi_margin",
        "MultiMargin::rows_of(row)",
        Of::Classes,
        &[Plain("p", "u8"), float("margin"), WEIGHT],
    ),
    loss(
        "ctc",
        "Ctc::new(classes, input_lengths, target_lengths)",
        Of::Sequences,
        &[Plain("blank", "usize"), Plain("zero_infinity", "bool")],
    ),
];

/// The structs of parameters.
pub(crate) fn parameters(api: &mut String) {
    for loss in LOSSES {
        fields(api, loss.name, loss.operation, loss.fields);
    }
}

pub(crate) fn write(api: &mut String, of: &str) {
    LOSSES.iter().for_each(|loss| verbs(api, loss, of));
}

/// Statements that make `loss` of the core, as the parameters say, and keep what it borrows.
pub(crate) fn make(operation: &str, fields: &[Field]) -> String {
    let mut make = format!(
        "{}        let mut loss = activ8::{operation};\n        loss.reduction = reduction(params.reduction, params.batch)?;\n",
        entry::GET
    );
    let mut kept = String::new();
    for field in fields {
        match field {
            Plain(name, _) => writeln!(make, "        loss.{name} = params.{name};"),
            Maybe(name) => {
                writeln!(make, "        loss.{name} = params.has_{name}.then_some(params.{name});")
            }
            Choice(name, function, _) => {
                writeln!(make, "        loss.{name} = {function}(params.{name})?;")
            }
            Slice(name) => {
                write!(kept, "kept(loss.{name}), ").expect("a string");
                writeln!(
                    make,
                    "        // SAFETY: the caller's promise.\n        loss.{name} = unsafe {{ optional({name:?}, params.{name}, params.{name}_len) }}?;"
                )
            }
        }
        .expect("a string");
    }
    if operation.starts_with("Ctc") {
        kept += "kept(Some(input_lengths)), kept(Some(target_lengths)), ";
    }
    make + &format!("        let kept: &[Span] = &[{kept}];\n")
}

fn verbs(api: &mut String, Loss { name, operation, of: kind, fields }: &Loss, of: &str) {
    let (class, target) = match kind {
        Of::Elements | Of::Rows => ("f32", of),
        Of::Classes | Of::Lists | Of::Sequences => ("i64", "i64"),
    };
    let (lengths, len, losses) = match kind {
        Of::Elements => ("n: usize", "n", "n"),
        Of::Sequences => (SEQUENCES, "product(steps, product(sequences, classes)?)?", "sequences"),
        _ => ("rows: usize, row: usize", "product(rows, row)?", "rows"),
    };
    let targets = match kind {
        Of::Classes => "rows",
        Of::Sequences => "labels",
        _ => "x_len",
    };
    let lists = if *kind == Of::Sequences { LISTS } else { "" };
    let make = format!("{lists}{}        let x_len = {len};\n", make(operation, fields));
    let given = format!("Given {{ x: (x, x_len), t: (t, {targets}), losses: {losses}, kept }}");
    let outputs = [
        (
            "",
            "The loss, reduced as the parameters say, into `*value`.",
            "value: *mut f32".to_owned(),
            "value",
        ),
        ("_each", "Each loss, not reduced.", format!("each: *mut {of}"), "each"),
        ("_backward", "The gradient of the reduced loss for x.", format!("dx: *mut {of}"), "dx"),
        (
            "_forward_backward",
            "The loss and its gradient for x, from one pass.",
            format!("value: *mut f32, dx: *mut {of}"),
            "value, dx",
        ),
    ];
    for (verb, doc, output, out) in outputs {
        let arguments = format!(
            "x: *const {of}, t: *const {target}, {lengths}, params: *const activ8_{name}_params, {output}"
        );
        let helper = if verb.is_empty() { "_value" } else { verb };
        let body = format!("loss{helper}::<{class}, _, _, _>(loss, {given}, {out})");
        entry(api, doc, &format!("{name}{verb}_{of}"), &arguments, &make, &body);
    }
}

/// The lengths of sequences as arguments, of which a list is of `sequences`.
const SEQUENCES: &str = "labels: usize, steps: usize, sequences: usize, classes: usize, input_lengths: *const usize, target_lengths: *const usize";
/// The lists as slices.
const LISTS: &str = r#"        // SAFETY: the caller's promise.
        let input_lengths = unsafe { optional("input_lengths", input_lengths, sequences) }?.unwrap_or_default();
        // SAFETY: as those.
        let target_lengths = unsafe { optional("target_lengths", target_lengths, sequences) }?.unwrap_or_default();
"#;

/// The struct of a loss's parameters.
pub(crate) fn fields(api: &mut String, name: &str, operation: &str, fields: &[Field]) {
    let kind = operation.split("::").next().unwrap_or(operation);
    let row = match operation.split_once('(').map_or("", |(_, arguments)| arguments) {
        "row)" => "        let row = 1;\n",
        "classes, input_lengths, target_lengths)" => {
            "        let (classes, input_lengths, target_lengths) = (1, &[], &[]);\n"
        }
        _ => "",
    };
    let mut declared = String::from(
        "    /// An activ8_reduction.\n    pub reduction: i32,\n    /// The rows of a batch, for ACTIV8_BATCH_MEAN.\n    pub batch: usize,\n",
    );
    let (mut defaults, mut used) = (String::from("reduction: 0, batch: 0, "), false);
    for field in fields {
        let (more, default) = match field {
            Plain(name, of) => {
                used = true;
                (
                    format!("    /// {name} of `{kind}`\n    pub {name}: {of},\n"),
                    format!("{name}: loss.{name}, "),
                )
            }
            Maybe(name) => {
                used = true;
                (
                    format!(
                        "    /// Whether there is {name}.\n    pub has_{name}: bool,\n    /// {name} of `{kind}`\n    pub {name}: f32,\n"
                    ),
                    format!("has_{name}: loss.{name}.is_some(), {name}: loss.{name}.unwrap_or_default(), "),
                )
            }
            Slice(name) => (
                format!(
                    "    /// {name} of `{kind}`, or null.\n    pub {name}: *const f32,\n    /// Their number.\n    pub {name}_len: usize,\n"
                ),
                format!("{name}: std::ptr::null(), {name}_len: 0, "),
            ),
            Choice(name, of, default) => {
                (format!("    /// An activ8_{of}.\n    pub {name}: i32,\n"), format!("{name}: {default}, "))
            }
        };
        declared += &more;
        defaults += &default;
    }
    let make = if used { format!("{row}        let loss = activ8::{operation};\n") } else { String::new() };
    entry::parameters(api, name, &declared, &make, &defaults);
}
