//! Activations by name: every name and alias parses, what is none is refused, and so are parameters
//! without a meaning.

use crate::common::table::elementwise::rows;
use activ8::{Activation, AnyActivation, Error, Gelu, Hardsigmoid, Identity, LinearHardsigmoid, Silu, Swish};

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
    for row in rows() {
        for alias in row.aliases {
            assert_eq!(parse(alias).map(|activation| activation.name()), Ok(row.name), "{alias}");
        }
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

/// As PyTorch prints its modules, each with the parameters that it is not made with by default.
const PRINTED: [(&str, &str); 32] = [
    ("CELU(alpha=1.5)", "celu(alpha=1.5)"),
    ("ELU(alpha=0.5, inplace=True)", "elu(alpha=0.5)"),
    ("GELU(approximate='none')", "gelu"),
    ("GELU(approximate='tanh')", "gelu_tanh"),
    ("GELU(approximate=\"tanh\")", "gelu_tanh"),
    ("Gelu(approximate=tanh)", "gelu_tanh"),
    ("Hardshrink(0.25)", "hardshrink(lambda=0.25)"),
    ("Hardsigmoid()", "hardsigmoid"),
    ("Hardswish(inplace=True)", "hardswish"),
    ("Hardtanh(min_val=-2.0, max_val=2.5)", "hardtanh(min=-2, max=2.5)"),
    ("Hardtanh(min_val=-2.0, max_val=2.0, inplace=True)", "hardtanh(min=-2, max=2)"),
    ("Identity()", "identity"),
    ("LeakyReLU(negative_slope=1e-05)", "leaky_relu(negative_slope=0.00001)"),
    ("LeakyReLU(0.2, True)", "leaky_relu(negative_slope=0.2)"),
    ("LogSigmoid()", "log_sigmoid"),
    ("Mish(inplace=True)", "mish"),
    ("nn.ReLU()", "relu"),
    ("ReLU(inplace=True)", "relu"),
    ("ReLU6(inplace=False)", "relu6"),
    ("RReLU(lower=0.25, upper=0.3333333333333333)", "rrelu(lower=0.25, upper=0.33333334)"),
    ("SELU(inplace=True)", "selu"),
    ("SiLU()", "silu"),
    ("Softplus(beta=2.0, threshold=10.0)", "softplus(beta=2, threshold=10)"),
    ("Softshrink(0.25)", "softshrink(lambda=0.25)"),
    ("Softshrink(lambd=0.25)", "softshrink(lambda=0.25)"),
    ("Softsign()", "softsign"),
    ("torch.nn.Tanh()", "tanh"),
    ("Tanhshrink()", "tanhshrink"),
    ("Threshold(threshold=0.1, value=20)", "threshold(threshold=0.1, value=20)"),
    ("torch.nn.functional.threshold(0.1, 20)", "threshold(threshold=0.1, value=20)"),
    ("NewGELUActivation()", "gelu_tanh"),
    ("PytorchGELUTanh()", "gelu_tanh"),
];

#[test]
fn what_pytorch_prints_parses() {
    for (text, same) in PRINTED {
        assert_eq!(parse(text), parse(same), "{text}");
        assert_eq!(parse(&format!(" {text}\n")), parse(same), "{text} with spaces");
    }
}

/// An argument that an activation does not have, has twice, or not as such a value, by its name and value.
#[test]
fn arguments_that_do_not_fit_are_named() {
    for (text, activation, argument, value) in [
        ("elu(beta=1)", "elu", "beta", "1"),
        ("elu(alpha=x)", "elu", "alpha", "x"),
        ("elu(alpha=)", "elu", "alpha", ""),
        ("elu(alpha)", "elu", "alpha", "alpha"),
        ("elu(=1)", "elu", "argument 1", "1"),
        ("ELU(1, False, 2)", "elu", "argument 3", "2"),
        ("elu(1, alpha=2)", "elu", "alpha", "2"),
        ("elu(alpha=1, alpha=1)", "elu", "alpha", "1"),
        ("elu(inplace=True, 2)", "elu", "argument 2", "2"),
        ("elu(,)", "elu", "alpha", ""),
        ("relu(alpha=1)", "relu", "alpha", "1"),
        ("ReLU(inplace=2)", "relu", "inplace", "2"),
        ("Tanh(inplace=True)", "tanh", "inplace", "True"),
        ("Hardtanh(-2.0, max_val=True)", "hardtanh", "max", "True"),
        ("Softshrink(min_val=1)", "softshrink", "min_val", "1"),
        ("GELU(approximate='sigmoid')", "gelu", "approximate", "'sigmoid'"),
        ("GELU(approximate='tanh)", "gelu", "approximate", "'tanh"),
        ("gelu_tanh(approximate='none')", "gelu_tanh", "approximate", "'none'"),
    ] {
        let error = parse(text).expect_err(text);
        let (argument, value) = (argument.into(), value.into());
        assert_eq!(error, Error::Argument { activation, argument, value }, "{text}");
    }
    let error = parse("ELU(beta=2)").expect_err("no such argument").to_string();
    assert_eq!(error, "\"elu\" takes no `beta` of \"2\"", "its text");
}

#[test]
fn operations_that_are_not_elementwise_are_named() {
    for (text, operation) in [
        ("Softmax(dim=-1)", "Softmax"),
        ("nn.LogSoftmax(dim=1)", "LogSoftmax"),
        ("Softmin(dim=1)", "Softmin"),
        ("GLU(dim=-1)", "Glu"),
        ("PReLU(num_parameters=1)", "PRelu"),
        ("swiglu", "SwiGlu"),
        ("Hardmax", "Hardmax"),
    ] {
        let error = parse(text).expect_err(text);
        assert_eq!(error, Error::NotElementwise { value: text.to_owned(), operation }, "{text}");
    }
}

#[test]
fn unknown_names_list_near_ones() {
    for (name, near) in [
        ("nn.Tahn()", "tanh"),
        ("gleu", "gelu"),
        ("sigmiod", "sigmoid"),
        ("leakyrel", "leaky_relu"),
        ("soft_pluss", "softplus"),
    ] {
        let error = parse(name).expect_err(name);
        let Error::UnknownActivation { value, near: found } = &error else { panic!("{name}: {error:?}") };
        assert_eq!(value, name, "the name as given");
        assert!(found.contains(&near) && found.len() == 3, "{name}: {found:?}");
        assert!(
            error.to_string().starts_with(&format!("{name:?} is no activation; near it are ")),
            "{error}"
        );
    }
    for text in ["", "(", "()", "elu(", "elu)", "elu(alpha=1)x", "elu(alpha=1", "nn.", "torch.elu6()"] {
        let refused = matches!(parse(text), Err(Error::UnknownActivation { value, .. }) if value == text);
        assert!(refused, "{text:?}: {:?}", parse(text));
    }
    for text in ["elu()", "elu(alpha=1)", "elu(alpha=1,)", " elu ", "ELU( alpha = 1.0 )", "elu(1)"] {
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
