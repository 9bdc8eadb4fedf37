//! Activations by name: every name and alias parses, what is none is refused, and so are parameters
//! without a meaning.

use activ8::{Activation, AnyActivation, Error, Gelu, Hardsigmoid, Identity, LinearHardsigmoid, Silu, Swish};

/// What others call ours: PyTorch, ONNX, Hugging Face.
const ALIASES: [(&str, &str); 51] = [
    ("CELU", "celu"),
    ("ELU", "elu"),
    ("GELU", "gelu"),
    ("Hardshrink", "hardshrink"),
    ("Hardsigmoid", "hardsigmoid"),
    ("Hardswish", "hardswish"),
    ("Hardtanh", "hardtanh"),
    ("Identity", "identity"),
    ("LeakyReLU", "leaky_relu"),
    ("LogSigmoid", "log_sigmoid"),
    ("logsigmoid", "log_sigmoid"),
    ("Mish", "mish"),
    ("ReLU", "relu"),
    ("ReLU6", "relu6"),
    ("SELU", "selu"),
    ("Sigmoid", "sigmoid"),
    ("SiLU", "silu"),
    ("Softplus", "softplus"),
    ("Softshrink", "softshrink"),
    ("Softsign", "softsign"),
    ("Tanh", "tanh"),
    ("Threshold", "threshold"),
    ("Celu", "celu"),
    ("Elu", "elu"),
    ("Exp", "exp"),
    ("Gelu", "gelu"),
    ("FastGelu", "gelu_tanh"),
    ("QuickGelu", "gelu_quick"),
    ("HardSigmoid", "linear_hardsigmoid"),
    ("HardSwish", "hardswish"),
    ("LeakyRelu", "leaky_relu"),
    ("Log", "ln"),
    ("Relu", "relu"),
    ("ScaledTanh", "scaled_tanh"),
    ("Selu", "selu"),
    ("Shrink", "shrink"),
    ("Swish", "swish"),
    ("ThresholdedRelu", "thresholded_relu"),
    ("gelu_fast", "gelu_tanh"),
    ("gelu_new", "gelu_tanh"),
    ("gelu_python", "gelu"),
    ("gelu_pytorch_tanh", "gelu_tanh"),
    ("leaky_relu", "leaky_relu"),
    ("linear", "identity"),
    ("mish", "mish"),
    ("quick_gelu", "gelu_quick"),
    ("relu2", "squared_relu"),
    ("silu", "silu"),
    ("swish", "swish"),
    ("xIELU", "xielu"),
    ("squared-relu", "squared_relu"),
];

fn parse(text: &str) -> Result<AnyActivation, Error> {
    text.parse()
}

#[test]
fn every_activation_parses_back() {
    for activation in AnyActivation::all() {
        assert_eq!(parse(activation.name()), Ok(activation), "{}", activation.name());
        assert_eq!(parse(&activation.to_string()), Ok(activation), "{activation}");
        assert_eq!(
            parse(&activation.name().to_uppercase().replace('_', "-")),
            Ok(activation),
            "{activation}"
        );
        assert!(activation.to_string().starts_with(activation.name()), "{activation}");
        assert_eq!(format!("{activation:>90}").len(), 90, "{activation} padded");
    }
}

/// Other parameters than the defaults: each one by itself, through the text and back.
#[test]
fn parameters_parse_back() {
    for activation in AnyActivation::all() {
        for (i, (name, value)) in activation.parameters().into_iter().enumerate() {
            let other = parse(&format!("{} ( {name} = {} )", activation.name(), value + 0.1));
            let other = other.unwrap_or_else(|error| panic!("{activation}: {error}"));
            let found = other.parameters();
            let mut want = activation.parameters();
            want[i].1 = value + 0.1;
            assert_eq!(found, want, "{name} of {activation}");
            assert_eq!(parse(&other.to_string()), Ok(other), "{other}");
        }
    }
}

#[test]
fn other_names_mean_the_same() {
    for (alias, name) in ALIASES {
        assert_eq!(parse(alias).map(|activation| activation.name()), Ok(name), "{alias}");
    }
    assert_eq!(parse("HardSigmoid"), Ok(LinearHardsigmoid { alpha: 0.2, beta: 0.5 }.into()), "ONNX's");
    assert_eq!(parse("hardsigmoid"), Ok(Hardsigmoid.into()), "PyTorch's");
    assert_eq!(parse("gelu"), Ok(Gelu::Erf.into()), "the exact one");
    assert_eq!(parse("linear"), Ok(Identity.into()), "Keras'");
}

/// Hugging Face's `swish` is its `silu`: the same to the last bit but one, forward and backward.
#[test]
fn swish_is_silu() {
    let x: Vec<f32> = (0..=u32::MAX).step_by(40_009).map(f32::from_bits).collect();
    let swish = parse("swish").expect("a name");
    assert_eq!(swish, Swish { alpha: 1.0 }.into(), "its alpha");
    let both = |activation: AnyActivation| {
        let (mut y, mut dx) = (vec![0.0; x.len()], vec![0.0; x.len()]);
        activation.forward(&x, &mut y).expect("nothing to refuse");
        activation.backward(&x, &vec![1.5; x.len()], &mut dx).expect("nothing to refuse");
        y.into_iter().chain(dx).collect::<Vec<_>>()
    };
    for (i, (swish, silu)) in both(swish).into_iter().zip(both(Silu.into())).enumerate() {
        let near = swish.to_bits().abs_diff(silu.to_bits()) <= 1 || (swish.is_nan() && silu.is_nan());
        assert!(near, "{swish:e} and {silu:e} of {:e}", x[i % x.len()]);
    }
}

#[test]
fn unknown_names_list_near_ones() {
    for (name, near) in
        [("gleu", "gelu"), ("sigmiod", "sigmoid"), ("leakyrel", "leaky_relu"), ("soft_pluss", "softplus")]
    {
        let error = parse(name).expect_err(name);
        let Error::UnknownActivation { value, near: found } = &error else { panic!("{name}: {error:?}") };
        assert_eq!(value, name, "the name as given");
        assert!(found.contains(&near) && found.len() == 3, "{name}: {found:?}");
        assert!(
            error.to_string().starts_with(&format!("{name:?} is no activation; near it are ")),
            "{error}"
        );
    }
    let bad = ["", "(", "()", "elu(", "elu)", "elu(alpha=x)", "elu(alpha=)", "elu(alpha)", "elu(beta=1)"];
    for text in bad.into_iter().chain(["elu(alpha=1)x", "elu(alpha=1", "relu(alpha=1)", "elu(=1)", "elu(1)"])
    {
        let refused = matches!(parse(text), Err(Error::UnknownActivation { value, .. }) if value == text);
        assert!(refused, "{text:?}: {:?}", parse(text));
    }
    for text in ["elu()", "elu(alpha=1)", "elu(alpha=1,)", " elu ", "ELU( alpha = 1.0 )"] {
        assert_eq!(parse(text), parse("elu"), "{text:?}");
    }
}

/// What a parameter may not be is refused by each verb before it writes; a threshold's value may be NaN,
/// as any number that is only copied.
#[test]
fn parameters_without_a_meaning_are_refused() {
    for activation in AnyActivation::all() {
        for (name, _) in activation.parameters() {
            let broken = parse(&format!("{}({name}=NaN)", activation.name())).expect("a number to a parser");
            let (x, mut y) = ([1.0; 5], [7.0; 5]);
            let results = [
                broken.forward(&x, &mut y),
                broken.forward_in_place(&mut y),
                broken.backward(&x, &x, &mut y),
            ];
            if (activation.name(), name) == ("threshold", "value") {
                assert_eq!(results, [Ok(()), Ok(()), Ok(())], "{broken}");
                continue;
            }
            for result in results {
                let named = matches!(&result, Err(Error::Parameter { argument, value, .. })
                    if *argument == name && value.is_nan());
                assert!(named, "{broken}: {result:?}");
            }
            assert_eq!(y, [7.0; 5], "{broken} wrote");
        }
    }
}
