//! Every activation through candle: the core's bits, whatever the layout, and gradients.

mod common;

use activ8_candle::activ8::{
    self, Activation as _, AnyActivation, Elementwise, GateLayout, GatedActivation, GeGlu, LogSoftmax, ReGlu,
    Softmax, SwiGlu,
};
use activ8_candle::{Activate, ops};
use candle_core::{D, DType, Device, Result, Tensor, Var};
use common::{assert_close, bits, layouts, values};

/// Of `x` in its order, by the core.
fn by_core(x: &Tensor, activation: impl activ8::Activation) -> Result<Vec<f32>> {
    let mut y = values(x)?;
    activation.forward_in_place(&mut y).expect("a whole number of rows");
    Ok(y)
}

#[test]
fn all_have_the_bits_of_the_core_in_any_layout() -> Result<()> {
    for activation in AnyActivation::all() {
        for (layout, x) in layouts()? {
            let y = x.activate(activation)?;
            assert_eq!(bits(&values(&y)?), bits(&by_core(&x, activation)?), "{activation} of {layout}");
            assert_eq!(y.dims(), x.dims(), "{activation} of {layout}");
            if layout.contains("broadcast") {
                // candle refuses to write to elements that stand for several.
                assert!(
                    x.copy()?.activate_in_place(activation).is_err(),
                    "{activation} in place of {layout}"
                );
                continue;
            }
            let in_place = x.copy()?;
            in_place.activate_in_place(activation)?;
            assert_eq!(bits(&values(&in_place)?), bits(&values(&y)?), "{activation} in place of {layout}");
        }
    }
    Ok(())
}

/// Rows that are longer than the blocks of a view, and rows that are not the last dimension.
#[test]
fn rows_may_be_of_several_blocks() -> Result<()> {
    let x = common::tensor(&[50, 40, 6])?.narrow(1, 3, 30)?.transpose(0, 2)?;
    let y = x.activate(Softmax::rows_of(50))?;
    assert_eq!(bits(&values(&y)?), bits(&by_core(&x, Softmax::rows_of(50))?), "rows of 50 blocks");
    assert!(x.activate(Softmax::rows_of(7)).is_err(), "no whole number of rows");
    assert!(x.activate(Softmax::rows_of(3000)).is_err(), "rows of two planes");
    Ok(())
}

#[test]
fn a_view_is_changed_in_place_and_the_rest_is_not() -> Result<()> {
    for narrow in [0, 1] {
        let x = common::tensor(&[40, 50])?;
        let view = x.narrow(narrow, 7, 20)?;
        let (expected, before) = (by_core(&view, activ8::Tanh)?, values(&x)?);
        view.activate_in_place(activ8::Tanh)?;
        assert_eq!(bits(&values(&view)?), bits(&expected), "the view");
        let changed = values(&x)?.iter().zip(&before).filter(|(after, before)| after != before).count();
        assert!(
            changed <= view.elem_count(),
            "{changed} elements changed, of a view of {}",
            view.elem_count()
        );
    }
    Ok(())
}

#[test]
fn rows_lie_along_any_dimension() -> Result<()> {
    for (layout, x) in layouts()? {
        for dim in 0..x.rank() {
            let (axis, inner) = (x.dim(dim)?, x.dims()[dim + 1..].iter().product());
            let [softmax, log_softmax] = if dim + 1 == x.rank() {
                [by_core(&x, Softmax::rows_of(axis))?, by_core(&x, LogSoftmax::rows_of(axis))?]
            } else {
                [by_core(&x, Softmax::along(axis, inner))?, by_core(&x, LogSoftmax::along(axis, inner))?]
            };
            let found = values(&ops::softmax(&x, dim)?)?;
            assert_eq!(bits(&found), bits(&softmax), "softmax of {layout} along {dim}");
            let found = values(&ops::log_softmax(&x, dim)?)?;
            assert_eq!(bits(&found), bits(&log_softmax), "log_softmax of {layout} along {dim}");
        }
    }
    Ok(())
}

#[test]
fn a_bias_is_added_in_the_same_pass() -> Result<()> {
    let bias = common::tensor(&[24])?;
    for activation in AnyActivation::all() {
        let x = common::tensor(&[7, 24])?;
        let mut expected = values(&x)?;
        activation.forward_biased_in_place(&mut expected, &values(&bias)?).expect("rows of the bias");
        assert_eq!(bits(&values(&x.activate_biased(&bias, activation)?)?), bits(&expected), "{activation}");
        x.activate_biased_in_place(&bias, activation)?;
        assert_eq!(bits(&values(&x)?), bits(&expected), "{activation} in place");
    }
    let x = common::tensor(&[24, 7])?;
    assert!(ops::bias_gelu(&x, &bias).is_err(), "a bias of another length");
    Ok(())
}

#[test]
fn gates_and_values() -> Result<()> {
    let (gate, value) = (common::tensor(&[6, 10])?, common::tensor(&[6, 10])?);
    let packed = Tensor::cat(&[&gate, &value], 1)?;
    let mut expected = vec![0.0; 60];
    SwiGlu::default().forward(&values(&gate)?, &values(&value)?, &mut expected).expect("equal lengths");
    assert_eq!(bits(&values(&ops::swiglu(&packed)?)?), bits(&expected), "halves");
    assert_eq!(bits(&values(&ops::swiglu_split(&gate, &value)?)?), bits(&expected), "two tensors");
    let y = packed.activate_packed(GateLayout::ValuesFirst(20), GeGlu::Tanh)?;
    let mut expected = vec![0.0; 60];
    GeGlu::Tanh.forward(&values(&value)?, &values(&gate)?, &mut expected).expect("equal lengths");
    assert_eq!(bits(&values(&y)?), bits(&expected), "swapped halves");
    assert!(ops::swiglu(&common::tensor(&[3, 5])?).is_err(), "an odd dimension");
    assert!(gate.activate_gated(&packed, ReGlu).is_err(), "two shapes");
    Ok(())
}

#[test]
fn gradients_are_the_core_s() -> Result<()> {
    for activation in AnyActivation::all() {
        let x = Var::from_tensor(&common::tensor(&[5, 24])?)?;
        let dy = common::tensor(&[24, 5])?.t()?;
        let grads = (x.activate(activation)? * &dy)?.sum_all()?.backward()?;
        let (mut expected, dy) = (vec![0.0; 120], values(&dy)?);
        let done = match activation.output_gradient() {
            Some(gradient) => gradient.backward(&by_core(&x, activation)?, &dy, &mut expected),
            None => activation.backward(&values(&x)?, &dy, &mut expected),
        };
        done.expect("equal lengths");
        let dx = values(grads.get(&x).expect("a gradient"))?;
        // candle adds a gradient to zeros, and −0 becomes 0.
        let plus_zero: Vec<f32> = expected.iter().map(|dx| dx + 0.0).collect();
        assert_eq!(bits(&dx), bits(&plus_zero), "{activation}");
    }
    Ok(())
}

#[test]
fn gradients_of_a_sum_with_a_bias() -> Result<()> {
    let (x, bias) =
        (Var::from_tensor(&common::tensor(&[2, 3, 24])?)?, Var::from_tensor(&common::tensor(&[24])?)?);
    let ours = ops::bias_gelu(&x, &bias)?.sqr()?.sum_all()?.backward()?;
    let theirs = ops::gelu_erf(&x.broadcast_add(&bias)?)?.sqr()?.sum_all()?.backward()?;
    for of in [&x, &bias] {
        let (ours, theirs) = (ours.get(of).expect("a gradient"), theirs.get(of).expect("a gradient"));
        assert_close(&values(ours)?, &values(theirs)?, 1e-5);
    }
    Ok(())
}

/// A function of a tensor in candle, and ours.
type Pair = (&'static str, fn(&Tensor) -> Result<Tensor>, fn(&Tensor) -> Result<Tensor>);

/// Where candle is right: within what its own tests allow, and its gradients.
#[test]
fn candle_agrees_where_it_is_right() -> Result<()> {
    use candle_nn::ops as theirs;
    let mask = common::tensor(&[24])?;
    let pairs: [Pair; 16] = [
        ("sigmoid", theirs::sigmoid, ops::sigmoid),
        ("silu", theirs::silu, ops::silu),
        ("swiglu", theirs::swiglu, ops::swiglu),
        ("hard_sigmoid", theirs::hard_sigmoid, ops::hard_sigmoid),
        ("mish", theirs::mish, ops::mish),
        ("leaky_relu", |x| theirs::leaky_relu(x, 0.125), |x| ops::leaky_relu(x, 0.125)),
        ("selu", |x| theirs::selu(x, 1.673_263_2, 1.050_701), |x| ops::selu(x, 1.673_263_2, 1.050_701)),
        ("selu, other", |x| theirs::selu(x, 1.5, 2.0), |x| ops::selu(x, 1.5, 2.0)),
        ("softmax", |x| theirs::softmax(x, 0), |x| ops::softmax(x, 0)),
        ("log_softmax", |x| theirs::log_softmax(x, D::Minus1), |x| ops::log_softmax(x, D::Minus1)),
        ("softmax_last_dim", |x| theirs::softmax(x, D::Minus1), ops::softmax_last_dim),
        ("gelu", |x| x.gelu(), ops::gelu),
        ("gelu_erf", |x| x.gelu_erf(), ops::gelu_erf),
        ("relu", |x| x.relu(), ops::relu),
        ("elu", |x| x.elu(0.75), |x| ops::elu(x, 0.75)),
        ("tanh", |x| x.tanh(), ops::tanh),
    ];
    let x = Var::from_tensor(&common::tensor(&[7, 24])?)?;
    let dy = common::tensor(&[7, 24])?;
    for (name, theirs, ours) in pairs {
        let (y, expected) = (ours(&x)?, theirs(&x)?);
        assert_eq!(y.dims(), expected.dims(), "{name}");
        assert_close(&values(&y)?, &values(&expected)?, 2e-6);
        let dy = dy.narrow(1, 0, y.dim(1)?)?;
        let gradient = |y: Tensor| {
            (y * &dy)?.sum_all()?.backward()?.get(&x).cloned().ok_or("none").map_err(candle_core::Error::msg)
        };
        assert_close(&values(&gradient(y)?)?, &values(&gradient(expected)?)?, 2e-5);
    }
    let ours = (ops::softmax_scaled_masked(&x, 0.5, Some(&mask))? * &dy)?.sum_all()?.backward()?;
    let z = (x.as_tensor() * 0.5)?.broadcast_add(&mask)?;
    let theirs = (theirs::softmax(&z, D::Minus1)? * &dy)?.sum_all()?.backward()?;
    let [ours, theirs] = [ours, theirs].map(|grads| values(grads.get(&x).expect("a gradient")));
    assert_close(&ours?, &theirs?, 2e-6);
    Ok(())
}

#[test]
fn every_variant_of_candle_s_activation() -> Result<()> {
    use activ8_candle::{Activation, Module};
    let x = common::tensor(&[7, 24])?;
    for name in [
        "\"gelu\"",
        "\"newgelu\"",
        "\"gelu_new\"",
        "\"relu\"",
        "\"relu2\"",
        "\"relu6\"",
        "\"silu\"",
        "\"sigmoid\"",
        "\"hardsigmoid\"",
        "\"swiglu\"",
        "\"swish\"",
        "\"mish\"",
        "\"hardswish\"",
        "{\"elu\":0.5}",
        "{\"leakyrelu\":0.25}",
        "\"gelu_pytorch_tanh\"",
    ] {
        let theirs: candle_nn::Activation = serde_json::from_str(name).map_err(candle_core::Error::wrap)?;
        let ours: Activation = serde_json::from_str(name).map_err(candle_core::Error::wrap)?;
        assert_eq!(Activation::from(theirs), ours, "{name}");
        assert_eq!(serde_json::to_string(&ours).ok(), serde_json::to_string(&theirs).ok(), "{name}");
        assert_close(&values(&ours.forward(&x)?)?, &values(&theirs.forward(&x)?)?, 2e-6);
    }
    Ok(())
}

#[test]
fn other_types_are_candle_s_or_an_error() -> Result<()> {
    let x = common::tensor(&[3, 4])?.to_dtype(DType::F64)?;
    assert_eq!(ops::gelu_erf(&x)?.to_vec2::<f64>()?, x.gelu_erf()?.to_vec2::<f64>()?, "f64 is candle's");
    assert!(x.activate(activ8::Softplus::default()).is_err(), "what candle does not have");
    assert!(Tensor::new(&[1u32], &Device::Cpu)?.activate(activ8::Relu).is_err(), "integers");
    let none = Tensor::zeros((0, 4), DType::F32, &Device::Cpu)?;
    assert_eq!(ops::softmax_last_dim(&none)?.dims(), [0, 4], "nothing");
    let none = Tensor::zeros((3, 4, 5), DType::F32, &Device::Cpu)?.narrow(1, 2, 0)?.transpose(0, 2)?;
    assert_eq!(ops::softmax(&none, 1)?.dims(), [5, 0, 3], "nothing that is strided");
    assert_eq!(
        none.t()?.activate_biased(&Tensor::zeros(0, DType::F32, &Device::Cpu)?, activ8::Relu)?.elem_count(),
        0,
        "nothing"
    );
    Ok(())
}
