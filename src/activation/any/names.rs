//! What others call the activations.

use super::*;

/// Other names: of PyTorch, ONNX (with its defaults), Hugging Face, Keras, candle and ggml.
const ALIASES: &[(&str, fn() -> AnyActivation)] = &[
    ("clipped_relu6", || Relu6.into()),
    ("expm1", || ExpM1.into()),
    ("FastGelu", || Gelu::Tanh.into()),
    ("gelu_accurate", || Gelu::Tanh.into()),
    ("gelu_erf", || Gelu::Erf.into()),
    ("gelu_fast", || Gelu::Tanh.into()),
    ("gelu_new", || Gelu::Tanh.into()),
    ("gelu_none", || Gelu::Erf.into()),
    ("gelu_python", || Gelu::Erf.into()),
    ("gelu_pytorch_tanh", || Gelu::Tanh.into()),
    ("HardSigmoid", || LinearHardsigmoid::default().into()),
    ("linear", || Identity.into()),
    ("log", || Ln.into()),
    ("log1p", || Ln1p.into()),
    ("new_gelu", || Gelu::Tanh.into()),
    ("quick_gelu", || Gelu::Quick.into()),
    ("relu2", || SquaredRelu.into()),
    ("relu_squared", || SquaredRelu.into()),
    ("soft_shrink", || Softshrink::default().into()),
    ("hard_shrink", || Hardshrink::default().into()),
    ("logistic", || Sigmoid.into()),
];

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
    let name = plain(name.split('(').next().unwrap_or_default());
    let mut known: Vec<_> = known().map(|(known, _)| known).collect();
    known.sort_by_key(|known| strsim::damerau_levenshtein(&plain(known), &name));
    known.truncate(3);
    known
}

fn plain(name: &str) -> String {
    name.chars().filter(|c| !"_- ".contains(*c)).flat_map(char::to_lowercase).collect()
}
