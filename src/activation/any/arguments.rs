//! What stands in parentheses after a name: parameters, and what frameworks print beside them.

use super::*;
use crate::error::Error;

/// What others call a parameter: in PyTorch, ONNX and Keras.
const ALIASES: &[(&str, &str, &str)] = &[
    ("hardtanh", "min_val", "min"),
    ("hardtanh", "max_val", "max"),
    ("hardshrink", "lambd", "lambda"),
    ("leaky_relu", "alpha", "negative_slope"),
    ("shrink", "lambd", "lambda"),
    ("softshrink", "lambd", "lambda"),
    ("thresholded_relu", "theta", "alpha"),
];

/// Whether PyTorch's may be told to work in place, which changes no value.
fn may_be_in_place(activation: AnyActivation) -> bool {
    use AnyActivation as Any;
    matches!(
        activation,
        Any::Celu(_)
            | Any::Elu(_)
            | Any::Hardsigmoid(_)
            | Any::Hardswish(_)
            | Any::Hardtanh(_)
            | Any::LeakyRelu(_)
            | Any::Mish(_)
            | Any::RRelu(_)
            | Any::Relu(_)
            | Any::Relu6(_)
            | Any::Selu(_)
            | Any::Silu(_)
            | Any::Threshold(_)
    )
}

/// The activation with the arguments of `text`: `name=value`, or a value alone in its place.
pub(super) fn given(activation: AnyActivation, text: &str) -> Result<AnyActivation> {
    let mut places: Vec<&str> = activation.parameters().into_iter().map(|(name, _)| name).collect();
    if may_be_in_place(activation) {
        places.push("inplace");
    }
    if activation == Gelu::Erf.into() {
        places.push("approximate");
    }
    let text = text.trim();
    let (mut made, mut set, mut named) = (activation, Vec::new(), false);
    let arguments = text.strip_suffix(',').unwrap_or(text).split(',');
    for (i, argument) in arguments.enumerate().filter(|_| !text.is_empty()) {
        let (name, value) = match argument.split_once('=') {
            Some((name, value)) => (name.trim(), value.trim()),
            // After one with a name none is in its place.
            None if named => ("", argument.trim()),
            None => (places.get(i).copied().unwrap_or_default(), argument.trim()),
        };
        named |= argument.contains('=');
        let own = (activation.name(), name);
        let name = ALIASES.iter().find(|(of, other, _)| (*of, *other) == own).map_or(name, |(.., name)| name);
        let refused = || Error::Argument {
            activation: activation.name(),
            argument: if name.is_empty() { format!("argument {}", i + 1) } else { name.to_owned() }.into(),
            value: value.into(),
        };
        let place = places.iter().copied().find(|place| *place == name && !set.contains(place));
        set.push(place.ok_or_else(refused)?);
        match name {
            "inplace" => drop(truth(value).ok_or_else(refused)?),
            "approximate" => made = approximate(value).ok_or_else(refused)?.into(),
            name => {
                let parameter = made.parameter_mut(name).ok_or_else(refused)?;
                *parameter = value.parse().map_err(|_| refused())?;
            }
        }
    }
    Ok(made)
}

/// Python's.
fn truth(value: &str) -> Option<bool> {
    match value {
        "True" | "true" => Some(true),
        "False" | "false" => Some(false),
        _ => None,
    }
}

/// PyTorch's and ONNX's word, in quotes or without, or Keras' truth value.
fn approximate(value: &str) -> Option<Gelu> {
    let bare = |quote| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
    match bare('\'').or_else(|| bare('"')).unwrap_or(value) {
        "none" => Some(Gelu::Erf),
        "tanh" => Some(Gelu::Tanh),
        value => truth(value).map(|tanh| if tanh { Gelu::Tanh } else { Gelu::Erf }),
    }
}
