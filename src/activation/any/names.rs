//! What others call the activations.

use super::*;

/// Other names: of PyTorch, ONNX (with its defaults), Hugging Face, Keras, candle and ggml.
const ALIASES: &[(&str, fn() -> AnyActivation)] = &[
    ("accurate_gelu", || Gelu::Tanh.into()),
    ("clipped_relu6", || Relu6.into()),
    ("exponential", || Exp.into()),
    ("expm1", || ExpM1.into()),
    ("FastGelu", || Gelu::Tanh.into()),
    ("gelu_10", || ClippedGelu::default().into()),
    ("gelu_approximate", || Gelu::Tanh.into()),
    ("gelu_accurate", || Gelu::Tanh.into()),
    ("gelu_erf", || Gelu::Erf.into()),
    ("gelu_fast", || Gelu::Tanh.into()),
    ("gelu_new", || Gelu::Tanh.into()),
    ("gelu_none", || Gelu::Erf.into()),
    ("gelu_python", || Gelu::Erf.into()),
    ("gelu_python_tanh", || Gelu::Tanh.into()),
    ("gelu_pytorch_tanh", || Gelu::Tanh.into()),
    ("hard_silu", || Hardswish.into()),
    ("HardSigmoid", || LinearHardsigmoid::default().into()),
    ("linear", || Identity.into()),
    ("log", || Ln.into()),
    ("log1p", || Ln1p.into()),
    ("new_gelu", || Gelu::Tanh.into()),
    ("pytorch_gelu_tanh", || Gelu::Tanh.into()),
    ("quick_gelu", || Gelu::Quick.into()),
    ("relu2", || SquaredRelu.into()),
    ("relu_sqr", || SquaredRelu.into()),
    ("relu_squared", || SquaredRelu.into()),
    ("soft_shrink", || Softshrink::default().into()),
    ("hard_shrink", || Hardshrink::default().into()),
    ("logistic", || Sigmoid.into()),
];

/// Names of operations that are none of single elements, and the type that has them.
const OTHERS: &[(&str, &str)] = &[
    ("bilinear", "Bilinear"),
    ("geglu", "GeGlu"),
    ("glu", "Glu"),
    ("gumbel_softmax", "GumbelSoftmax"),
    ("hardmax", "Hardmax"),
    ("log_softmax", "LogSoftmax"),
    ("logsumexp", "LogSumExp"),
    ("prelu", "PRelu"),
    ("reglu", "ReGlu"),
    ("softmax", "Softmax"),
    ("softmax2d", "Softmax"),
    ("softmin", "Softmin"),
    ("swiglu", "SwiGlu"),
];

/// Where PyTorch has its modules and functions.
const MODULES: [&str; 7] = [
    "torch.nn.modules.activation.",
    "torch.nn.functional.",
    "torch.nn.",
    "torch.",
    "nn.functional.",
    "nn.",
    "F.",
];

/// The name without where PyTorch has it, and without what Hugging Face's modules end with.
pub(super) fn of_torch(name: &str) -> &str {
    let name = MODULES.iter().find_map(|module| name.strip_prefix(module)).unwrap_or(name);
    name.strip_suffix("Activation").unwrap_or(name)
}

/// The type that has an operation which is none of single elements.
pub(super) fn other(name: &str) -> Option<&'static str> {
    let plain = plain(name);
    OTHERS.iter().find(|(other, _)| self::plain(other) == plain).map(|(_, operation)| *operation)
}

fn known() -> impl Iterator<Item = (&'static str, AnyActivation)> {
    let named = AnyActivation::all().into_iter().map(|activation| (activation.name(), activation));
    named.chain(ALIASES.iter().map(|(name, make)| (*name, make())))
}

/// The activation of this name: spelled like this, or else but for case, `_` and `-`.
pub(super) fn find(name: &str) -> Option<AnyActivation> {
    let plain = plain(name);
    let exact = known().find(|(known, _)| *known == name);
    exact.or_else(|| known().find(|(known, _)| self::plain(known) == plain)).map(|(_, activation)| activation)
}

/// The three known names that are most like `name`.
pub(super) fn near(name: &str) -> Vec<&'static str> {
    let name = plain(of_torch(name.split('(').next().unwrap_or_default().trim()));
    let mut known: Vec<_> = known().map(|(known, _)| known).collect();
    known.sort_by_key(|known| strsim::damerau_levenshtein(&plain(known), &name));
    known.truncate(3);
    known
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| !"_- ".contains(*c)).flat_map(char::to_lowercase).collect()
}
