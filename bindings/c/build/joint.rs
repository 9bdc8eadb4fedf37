//! The losses of several inputs, of floats: a table, and their entry points.

use crate::entry::entry;
use crate::losses::{self, CROSS_ENTROPY, FULL, Field, Field::Plain, float};

struct Joint {
    name: &'static str,
    operation: &'static str,
    /// What is made of the operation, called `loss`, if more.
    then: &'static str,
    fields: &'static [Field],
    /// Whose struct of parameters it takes.
    params: &'static str,
    /// The lengths as arguments.
    lengths: &'static str,
    /// Each input's name, and its length.
    inputs: &'static [[&'static str; 2]],
    /// The type of targets, `f32` being that of the inputs, and their number; of none there is no such argument.
    target: [&'static str; 2],
    losses: &'static str,
}

const PAIRS: Joint = Joint {
    name: "",
    operation: "",
    then: "",
    fields: &[],
    params: "",
    lengths: "n: usize",
    inputs: &[["first", "n"], ["second", "n"]],
    target: ["f32", "n"],
    losses: "n",
};
const VECTORS: Joint = Joint {
    lengths: "rows: usize, row: usize",
    inputs: &[["first", "product(rows, row)?"], ["second", "product(rows, row)?"]],
    target: ["f32", "rows"],
    losses: "rows",
    ..PAIRS
};
const LINEAR: Joint = Joint {
    operation: "CrossEntropy::rows_of(classes)",
    then: "        let loss = activ8::LinearCrossEntropy::<i64>::dim(dim, loss);\n",
    fields: CROSS_ENTROPY,
    params: "cross_entropy",
    lengths: "rows: usize, dim: usize, classes: usize",
    target: ["i64", "rows"],
    losses: "rows",
    ..PAIRS
};

const JOINT: &[Joint] = &[
    Joint {
        name: "margin_ranking",
        params: "margin_ranking",
        operation: "MarginRanking::default()",
        fields: &[float("margin")],
        ..PAIRS
    },
    Joint {
        name: "gaussian_nll",
        params: "gaussian_nll",
        operation: "GaussianNll::default()",
        fields: &[FULL, float("eps")],
        inputs: &[["mean", "n"], ["variance", "n"]],
        ..PAIRS
    },
    Joint {
        name: "cosine_embedding",
        params: "cosine_embedding",
        operation: "CosineEmbedding::dim(row)",
        fields: &[float("margin")],
        ..VECTORS
    },
    Joint {
        name: "triplet_margin",
        params: "triplet_margin",
        operation: "TripletMargin::dim(row)",
        fields: &[float("margin"), float("p"), float("eps"), Plain("swap", "bool")],
        inputs: &[
            ["anchor", "product(rows, row)?"],
            ["positive", "product(rows, row)?"],
            ["negative", "product(rows, row)?"],
        ],
        target: ["", "0"],
        ..VECTORS
    },
    Joint {
        name: "info_nce",
        params: "info_nce",
        operation: "InfoNce::dim(row)",
        fields: &[float("temperature"), Plain("symmetric", "bool"), Plain("normalize", "bool")],
        target: ["", "0"],
        ..VECTORS
    },
    Joint {
        name: "linear_cross_entropy",
        inputs: &[["hidden", "product(rows, dim)?"], ["weight", "product(classes, dim)?"]],
        ..LINEAR
    },
    Joint {
        name: "linear_biased_cross_entropy",
        inputs: &[
            ["hidden", "product(rows, dim)?"],
            ["weight", "product(classes, dim)?"],
            ["bias", "classes"],
        ],
        ..LINEAR
    },
];

/// The structs of parameters that are theirs.
pub(crate) fn parameters(api: &mut String) {
    for joint in JOINT.iter().filter(|joint| joint.params == joint.name) {
        losses::fields(api, joint.name, joint.operation, joint.fields);
    }
}

pub(crate) fn write(api: &mut String, of: &str) {
    JOINT.iter().for_each(|joint| verbs(api, joint, of));
}

fn verbs(api: &mut String, joint: &Joint, of: &str) {
    let Joint { name, operation, then, fields, params, lengths, inputs, target, losses } = joint;
    let list = |each: &dyn Fn(&str) -> String| {
        inputs.iter().map(|[input, _]| each(input)).collect::<Vec<_>>().join(", ")
    };
    let (t, given_t) = match target {
        ["", _] => (String::new(), "(std::ptr::null::<f32>(), 0)".to_owned()),
        ["f32", len] => (format!("t: *const {of}, "), format!("(t, {len})")),
        [class, len] => (format!("t: *const {class}, "), format!("(t, {len})")),
    };
    let given: String = inputs.iter().map(|[input, len]| format!("({input:?}, {input}, {len}), ")).collect();
    let given = format!("Joint {{ inputs: [{given}], t: {given_t}, losses: {losses}, kept }}");
    let make = format!("{}{then}        let given = {given};\n", losses::make(operation, fields));
    let gradients = list(&|input| format!("d{input}: *mut {of}"));
    let outs = format!("[{}]", list(&|input| format!("d{input}")));
    let outputs = [
        (
            "",
            "The loss, reduced as the parameters say, into `*value`.",
            "value: *mut f32".to_owned(),
            "value(loss, given, value)".to_owned(),
        ),
        (
            "_each",
            "Each loss, not reduced.",
            format!("each: *mut {of}"),
            "each(loss, given, each)".to_owned(),
        ),
        (
            "_backward",
            "The gradients of the reduced loss for each input.",
            gradients.clone(),
            format!("backward(loss, given, {outs})"),
        ),
        (
            "_forward_backward",
            "The loss and its gradients for each input, from one pass.",
            format!("value: *mut f32, {gradients}"),
            format!("forward_backward(loss, given, value, {outs})"),
        ),
    ];
    let inputs = list(&|input| format!("{input}: *const {of}"));
    for (verb, doc, output, body) in outputs {
        let arguments = format!("{inputs}, {t}{lengths}, params: *const activ8_{params}_params, {output}");
        entry(api, doc, &format!("{name}{verb}_{of}"), &arguments, &make, &format!("joint_{body}"));
    }
}
