//! The list of all benchmarks.

use std::sync::LazyLock;

use activ8::{AnyActivation, Gelu, Silu};

use super::{Named, Op, Slopes};
use crate::gate::Gate;

/// The benchmarks that are no family, by name.
const SINGLE: [(&str, Op); 20] = [
    ("prelu", Op::PRelu(Slopes::One)),
    ("prelu_columns", Op::PRelu(Slopes::Columns)),
    ("prelu_backward", Op::PReluBackward(Slopes::One)),
    ("prelu_columns_backward", Op::PReluBackward(Slopes::Columns)),
    ("rrelu_training", Op::RReluTraining),
    ("softmax", Op::Softmax),
    ("softmax_masked", Op::SoftmaxMasked),
    ("log_softmax", Op::LogSoftmax),
    ("mse", Op::Mse),
    ("binary_cross_entropy", Op::BinaryCrossEntropy),
    ("binary_cross_entropy_with_logits", Op::BinaryCrossEntropyWithLogits),
    ("cross_entropy", Op::CrossEntropy),
    ("cross_entropy_backward", Op::CrossEntropyGradient),
    ("nll", Op::Nll),
    ("categorical_cross_entropy", Op::CategoricalCrossEntropy),
    ("kl_divergence", Op::KlDivergence),
    ("kl_divergence_log", Op::KlDivergenceLog),
    ("tanh_parallel", Op::TanhParallel),
    ("call8", Op::Call8),
    ("softmax10", Op::Softmax10),
];

/// The activations that are measured with a bias.
const BIASED: [AnyActivation; 3] =
    [AnyActivation::Gelu(Gelu::Erf), AnyActivation::Gelu(Gelu::Tanh), AnyActivation::Silu(Silu)];

/// The losses of elements that are no benchmark of their own, by their names in the tests.
const LOSSES: [&str; 9] = [
    "l1",
    "smooth_l1",
    "huber",
    "hinge",
    "squared_hinge",
    "soft_margin",
    "sigmoid_focal",
    "log_cosh",
    "quantile",
];

/// The benchmarks of the race: those operations that rivals have.
pub(super) const RACE: [&str; 32] = [
    "exp",
    "ln",
    "exp_m1",
    "ln_1p",
    "tanh",
    "sigmoid",
    "silu",
    "erf",
    "gelu",
    "gelu_tanh",
    "elu",
    "mish",
    "softplus",
    "log_sigmoid",
    "tanhshrink",
    "softsign",
    "squareplus",
    "hardswish",
    "hardsigmoid",
    "relu",
    "swiglu",
    "softmax",
    "softmax10",
    "log_softmax",
    "cross_entropy",
    "mse",
    "l1",
    "kl_divergence",
    "kl_divergence_log",
    "binary_cross_entropy",
    "binary_cross_entropy_with_logits",
    "soft_margin",
];

/// Every benchmark and its name, as on the command line and in the tables.
pub(super) static NAMED: LazyLock<Vec<(String, Op)>> = LazyLock::new(|| {
    let activations = AnyActivation::all();
    let mut named = vec![("copy".to_owned(), Op::Copy)];
    named.extend(activations.iter().map(|a| (a.name().to_owned(), Op::Forward(*a))));
    named.extend(activations.iter().map(|a| (format!("{}_backward", a.name()), Op::Backward(*a))));
    named.extend(BIASED.iter().map(|a| (format!("bias_{}", a.name()), Op::Biased(*a))));
    named.extend(Gate::ALL.iter().map(|gate| (gate.name().to_owned(), Op::Gated(*gate))));
    named
        .extend(Gate::ALL.iter().map(|gate| (format!("{}_backward", gate.name()), Op::GatedBackward(*gate))));
    named.extend(SINGLE.map(|(name, op)| (name.to_owned(), op)));
    named.extend(LOSSES.map(|name| {
        let loss = Named::of(name).expect("the tests have a loss of each of these names");
        (name.to_owned(), Op::Loss(loss))
    }));
    named
});
