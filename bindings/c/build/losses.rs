//! The losses of one input: how each is made, and its entry points.

use std::fmt::Write as _;

/// What a loss is one of, and what it is held against.
#[derive(Clone, Copy, PartialEq)]
enum Of {
    /// Elements against as many.
    Elements,
    /// Rows against rows.
    Rows,
    /// Rows against a class each.
    Classes,
}

pub(crate) struct Loss {
    name: &'static str,
    /// The operation with its defaults; rows are of `row`.
    operation: &'static str,
    of: Of,
    fields: &'static [&'static str],
    /// Whether it takes weights.
    weight: bool,
}

const fn loss(name: &'static str, operation: &'static str, of: Of, fields: &'static [&'static str]) -> Loss {
    Loss { name, operation, of, fields, weight: false }
}

const fn weighted(
    name: &'static str,
    operation: &'static str,
    of: Of,
    fields: &'static [&'static str],
) -> Loss {
    Loss { name, operation, of, fields, weight: true }
}

pub(crate) const LOSSES: &[Loss] = &[
    weighted("mse", "Mse::default()", Of::Elements, &[]),
    weighted("l1", "L1::default()", Of::Elements, &[]),
    weighted("huber", "Huber::default()", Of::Elements, &["delta"]),
    loss("smooth_l1", "SmoothL1::default()", Of::Elements, &["beta"]),
    loss("log_cosh", "LogCosh::default()", Of::Elements, &[]),
    loss("quantile", "Quantile { q: 0.5, reduction: activ8::Reduction::Mean }", Of::Elements, &["q"]),
    weighted("bce", "BinaryCrossEntropy::default()", Of::Elements, &[]),
    weighted("bce_with_logits", "BinaryCrossEntropyWithLogits::default()", Of::Elements, &[]),
    loss("sigmoid_focal", "SigmoidFocal::default()", Of::Elements, &["gamma"]),
    loss("kl_div", "KlDivergence::default()", Of::Elements, &[]),
    loss("poisson_nll", "PoissonNll::default()", Of::Elements, &["eps"]),
    loss("hinge", "Hinge::default()", Of::Elements, &[]),
    loss("squared_hinge", "SquaredHinge::default()", Of::Elements, &[]),
    loss("hinge_embedding", "HingeEmbedding::default()", Of::Elements, &["margin"]),
    loss("soft_margin", "SoftMargin::default()", Of::Elements, &[]),
    loss("categorical_cross_entropy", "CategoricalCrossEntropy::rows_of(row)", Of::Rows, &[]),
    loss("categorical_focal", "CategoricalFocal::rows_of(row)", Of::Rows, &["alpha", "gamma"]),
    loss("dice", "Dice::rows_of(row)", Of::Rows, &["epsilon"]),
    loss("tversky", "Tversky::rows_of(row)", Of::Rows, &["alpha", "beta", "epsilon"]),
    weighted("multilabel_soft_margin", "MultiLabelSoftMargin::rows_of(row)", Of::Rows, &[]),
    weighted("cross_entropy", "CrossEntropy::rows_of(row)", Of::Classes, &["label_smoothing", "z_loss"]),
    weighted("nll", "Nll::rows_of(row)", Of::Classes, &[]),
    weighted("multi_margin", "MultiMargin::rows_of(row)", Of::Classes, &["margin"]),
];

pub(crate) fn write(api: &mut String, loss: &Loss, suffix: &str, of: &str) {
    parameters(api, loss);
    let Loss { name, operation, fields, weight, .. } = loss;
    let classes = loss.of == Of::Classes;
    let target = if classes { "i64" } else { of };
    let lengths = if loss.of == Of::Elements { "n: usize" } else { "rows: usize, row: usize" };
    let shape = if loss.of == Of::Elements { "[n, 1]" } else { "[rows, row]" };
    let set: String =
        fields.iter().map(|field| format!("        loss.{field} = params.{field};\n")).collect();
    let ignore = match *name {
        "cross_entropy" | "nll" => "        loss.ignore_index = params.ignore_index;\n",
        _ => "",
    };
    let weight = match weight {
        true => {
            "        // SAFETY: the caller's promise.\n        loss.weight = unsafe { weight(params.weight, params.weight_len) }?;\n"
        }
        false => "",
    };
    let make = format!(
        "        // SAFETY: the caller's promise.\n        let params = unsafe {{ get(params) }}?;\n        \
         let mut loss = activ8::{operation};\n        loss.reduction = reduction(params.reduction, params.batch)?;\n{set}{ignore}{weight}"
    );
    let verbs = [
        ("", "The loss, reduced as the parameters say, into `*loss`.", ["value", "1"]),
        ("_each", "Each loss, not reduced.", ["each", if loss.of == Of::Elements { "n" } else { "rows" }]),
        ("_backward", "The gradient of the reduced loss for x.", ["dx", "all"]),
    ];
    let count = usize::from(!classes);
    for (verb, doc, [out, _]) in verbs {
        let helper = ["loss_value", "loss_each", "loss_backward"]
            [usize::from(verb == "_each") + 2 * usize::from(verb == "_backward")];
        write!(
            api,
            "/// {doc}\n#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn activ8_{name}{verb}_{suffix}(x: *const {of}, t: *const {target}, {lengths}, params: *const activ8_{name}_params, {out}: *mut {of}) -> activ8_status {{\n    \
             call(|| {{\n{make}        // SAFETY: the caller's promise.\n        unsafe {{ {helper}(loss, (x, t), {shape}, {count}, {out}) }}\n    }})\n}}\n\n",
        )
        .expect("a string");
    }
}

fn parameters(api: &mut String, loss: &Loss) {
    let Loss { name, operation, fields, weight, .. } = loss;
    let row = if loss.of == Of::Elements { "" } else { "        let row = 1;\n" };
    let ignores = matches!(*name, "cross_entropy" | "nll");
    let mut declared = String::from(
        "    /// An activ8_reduction.\n    pub reduction: i32,\n    /// The rows of a batch, for ACTIV8_BATCH_MEAN.\n    pub batch: usize,\n",
    );
    let mut defaults = String::from("reduction: 0, batch: 0, ");
    for field in *fields {
        write!(declared, "    /// {field}\n    pub {field}: f32,\n").expect("a string");
        write!(defaults, "{field}: loss.{field}, ").expect("a string");
    }
    if ignores {
        declared += "    /// The class of rows that do not count.\n    pub ignore_index: i64,\n";
        defaults += "ignore_index: loss.ignore_index, ";
    }
    if *weight {
        declared += "    /// Weights, or null.\n    pub weight: *const f32,\n    /// Their number.\n    pub weight_len: usize,\n";
        defaults += "weight: std::ptr::null(), weight_len: 0, ";
    }
    let value = if fields.is_empty() && !ignores {
        String::new()
    } else {
        format!("{row}        let loss = activ8::{operation};\n")
    };
    write!(
        api,
        "/// The parameters of {name}.\n#[repr(C)]\n#[derive(Clone, Copy, Debug)]\npub struct activ8_{name}_params {{\n{declared}}}\n\n\
         /// Sets the defaults.\n#[unsafe(no_mangle)]\npub unsafe extern \"C\" fn activ8_{name}_params_init(params: *mut activ8_{name}_params) -> activ8_status {{\n    \
         call(|| {{\n{value}        let defaults = activ8_{name}_params {{ {defaults}}};\n        // SAFETY: the caller's promise.\n        unsafe {{ set(params, defaults) }}\n    }})\n}}\n\n",
    )
    .expect("a string");
}
