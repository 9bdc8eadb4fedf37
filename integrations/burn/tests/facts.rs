//! What burn's own tests say of its activations and losses, and what is said of this crate: single facts.

mod common;

use activ8_burn::activ8::AttentionSoftmax;
use activ8_burn::{activation, loss, nn};
use burn::tensor::{Bool, Device, FloatDType, Int, Tensor};
use common::{device, matrix, near, of};

fn refused(what: impl FnOnce() + std::panic::UnwindSafe) -> String {
    let panic = std::panic::catch_unwind(what).expect_err("it is refused");
    panic
        .downcast_ref::<String>()
        .cloned()
        .or_else(|| panic.downcast_ref::<&str>().map(|&text| text.into()))
        .unwrap()
}

#[test]
fn modules_are_shown_as_burns_are() {
    macro_rules! shown {
        ($($module:ident $(.$init:ident($($argument:expr),*))*;)*) => {$(
            assert_eq!(
                nn::activation::$module::new()$(.$init($($argument),*))*.to_string(),
                burn::nn::activation::$module::new()$(.$init($($argument),*))*.to_string(),
            );
        )*};
    }
    let device = Device::flex();
    shown! {
        Relu; Relu6; SiLU; Mish; Sigmoid; LogSigmoid; HardSwish; Tanh; Tanhshrink; Softsign; Selu; Gelu;
        LeakyReluConfig.init(); HardtanhConfig.init(); ThresholdedReluConfig.init(); HardSigmoidConfig.init();
        SoftplusConfig.init(); EluConfig.init(); CeluConfig.init(); HardShrinkConfig.init(); SoftShrinkConfig.init();
        ShrinkConfig.init(); PReluConfig.init(&device); RReluConfig.init();
    }
    assert_eq!(
        nn::SwiGluConfig::new(3, 4).init(&device).to_string(),
        burn::nn::SwiGluConfig::new(3, 4).init(&device).to_string()
    );
    assert_eq!(
        loss::HuberLossConfig::new(0.5).init().to_string(),
        "HuberLoss {delta: 0.5}",
        "burn's shows a bias, too"
    );
    assert_eq!(
        loss::CosineEmbeddingLoss::new().to_string(),
        burn::nn::loss::CosineEmbeddingLoss::new().to_string()
    );
}

#[test]
fn what_burn_refuses_is_refused_with_its_words() {
    let x = || matrix(1, [3, 5], [-1.0, 1.0]);
    type Case = (&'static str, fn(Tensor<2>));
    let cases: [Case; 8] = [
        ("even size", |x| drop(activation::glu(x, 1))),
        ("Softmax", |x| drop(activation::softmax(x, 2))),
        ("Quiet Softmax", |x| drop(activation::quiet_softmax(x, -3))),
        ("finite and non-zero", |_| {
            let _refused = nn::CeluConfig::new().with_alpha(0.0).init();
        }),
        ("finite", |_| {
            let _refused = nn::activation::HardtanhConfig::new().with_max_val(f64::NAN).init();
        }),
        ("non-negative", |_| {
            let _refused = loss::HuberLossConfig::new(-1.0).init();
        }),
        ("not supported", |x| drop(loss::MseLoss::new().forward(x.clone(), x, loss::Reduction::BatchMean))),
        ("p = 1 or p = 2", |_| {
            let _refused = loss::MultiMarginLossConfig::new().with_p(3).init();
        }),
    ];
    for (words, case) in cases {
        let text = refused(std::panic::AssertUnwindSafe(|| case(x())));
        assert!(text.contains(words), "{text:?} says {words:?}");
    }
}

#[test]
fn what_the_core_refuses_names_the_value() {
    let x = matrix(1, [2, 3], [-1.0, 1.0]);
    let classes = Tensor::<1, Int>::from_data([0, 3], &device());
    let loss = loss::CrossEntropyLossConfig::new().init(&device());
    let text = refused(std::panic::AssertUnwindSafe(|| drop(loss.forward(x.clone(), classes))));
    assert!(text.contains("activ8: ") && text.contains('3'), "{text}");
    let wide = x.cast(FloatDType::F64);
    let text = refused(std::panic::AssertUnwindSafe(|| {
        drop(activation::activate(wide, activ8_burn::activ8::Relu));
    }));
    assert!(text.contains("f32, f16 and bf16") && text.contains("F64"), "{text}");
}

#[test]
fn doubles_are_burns_own() {
    let x = matrix(1, [2, 3], [-1.0, 1.0]).cast(FloatDType::F64);
    let right = of(burn::tensor::activation::mish(x.clone()));
    assert_eq!(of(activation::mish(x)), right);
}

#[test]
fn digits_are_kept_where_burn_loses_them() {
    let x = Tensor::<2>::from_floats([[20.0, 0.0, 0.0]], &device());
    near("log_softmax", &of(activation::log_softmax(x, 1))[..1], &[-4.122_307_236_2e-9], [3e-7, 0.0]);
    let x = Tensor::<1>::from_floats([-6.0], &device());
    near("gelu", &of(activation::gelu(x)), &[-5.919_526_117e-9], [3e-7, 0.0]);
    let x = Tensor::<1>::from_floats([1e-4], &device());
    near("tanhshrink", &of(activation::tanhshrink(x)), &[3.333_333_2e-13], [3e-7, 0.0]);
}

#[test]
fn special_values() {
    let x = Tensor::<1>::from_floats([f32::NAN, f32::INFINITY, f32::NEG_INFINITY], &device());
    let y = of(activation::silu(x.clone()));
    assert!(y[0].is_nan() && y[1] == f64::INFINITY && y[2] == 0.0, "{y:?}");
    assert!(of(activation::relu(x))[0].is_nan());
    let x = Tensor::<2>::from_floats([[f32::NEG_INFINITY; 3]], &device());
    assert_eq!(of(activation::quiet_softmax(x, 1)), [0.0; 3], "nothing is selected");
    let all_padded = loss::CrossEntropyLoss::new(Some(0), &device())
        .forward(matrix(1, [2, 3], [0.0, 1.0]), Tensor::from_data([0, 0], &device()));
    assert!(of(all_padded)[0].is_nan());
}

#[test]
fn of_no_rows_there_are_none() {
    let x = || Tensor::<2>::zeros([0, 2], &device());
    assert_eq!(activation::softmax(x(), 1).dims(), [0, 2]);
    assert_eq!(activation::log_softmax(x(), 1).dims(), [0, 2]);
    assert_eq!(activation::glu(x(), 1).dims(), [0, 1]);
    assert_eq!(of(loss::MseLoss::new().forward(x(), x(), loss::Reduction::Sum)), [0.0]);
}

#[test]
fn rrelu_has_the_mean_slope_but_while_training() {
    let x = || Tensor::<1>::from_floats([-6.0, 2.0], &device());
    let rrelu = nn::RReluConfig::new().with_lower(0.25).with_upper(0.75).init();
    assert_eq!(of(rrelu.forward(x().inner())), [-3.0, 2.0]);
    let drawn = of(rrelu.forward(x()));
    assert!((-4.5..=-1.5).contains(&drawn[0]) && drawn[1] == 2.0, "{drawn:?}");
}

/// Scores of two heads, causal and with a mask that broadcasts, beside burn's functions.
#[test]
fn attention() {
    let scores = || matrix(2, [2 * 3, 5], [-3.0, 3.0]).reshape([1, 2, 3, 5]);
    let out = Tensor::<1, Bool>::from_data([false, true, false, false, true], &device());
    let out = || out.clone().reshape([1, 1, 1, 5]);
    let options = AttentionSoftmax::rows_of(5).scale(0.25);
    let theirs = |x: Tensor<4>| {
        let x = (x * 0.25).mask_fill(out().expand([1, 2, 3, 5]), f32::NEG_INFINITY);
        burn::tensor::activation::softmax(x, 3)
    };
    let found = activation::attention_softmax(scores(), options, Some(out()));
    near("masked", &of(found), &of(theirs(scores().cast(FloatDType::F64))), [5e-7, 1.0]);

    let gradient = |function: &dyn Fn(Tensor<4>) -> Tensor<4>, x: Tensor<4>| {
        let x = x.detach().require_grad();
        let dy = scores().cast(x.dtype());
        of(x.grad(&(function(x.clone()) * dy).sum().backward()).expect("it is learnt"))
    };
    let ours = |x| activation::attention_softmax(x, options, Some(out()));
    near(
        "its gradient",
        &gradient(&ours, scores()),
        &gradient(&theirs, scores().cast(FloatDType::F64)),
        [2e-6, 1.0],
    );

    let causal = activation::attention_softmax(scores(), options.causal(0), None);
    assert_eq!(of(causal.slice([0..1, 1..2, 0..1, 0..5])), [1.0, 0.0, 0.0, 0.0, 0.0]);
}

#[test]
fn gates() {
    let [gates, values] = [3, 4].map(|seed| matrix(seed, [4, 6], [-3.0, 3.0]));
    let swiglu = activ8_burn::activ8::SwiGlu::default();
    let right = burn::tensor::activation::silu(gates.clone().cast(FloatDType::F64))
        * values.clone().cast(FloatDType::F64);
    let right = of(right);
    near(
        "gated",
        &of(activation::activate_gated(gates.clone(), values.clone(), swiglu)),
        &right,
        [1e-6, 0.0],
    );
    let packed = Tensor::cat(vec![gates, values], 1);
    near("packed", &of(activation::activate_packed(packed, 1, swiglu)), &right, [1e-6, 0.0]);
}

/// A module with what burn has initialised: the same weights, the same answers.
#[test]
fn swiglu_is_burns() {
    let device = device();
    let ours = nn::SwiGluConfig::new(6, 3).with_bias(true).init(&device);
    let theirs =
        burn::nn::SwiGlu { linear_inner: ours.linear_inner.clone(), linear_outer: ours.linear_outer.clone() };
    let x = matrix(5, [4, 6], [-2.0, 2.0]).require_grad();
    let right = theirs.forward(x.clone());
    near("swiglu", &of(ours.forward(x.clone())), &of(right.clone()), [2e-6, 1.0]);
    let of_x = |y: Tensor<2>| of(x.grad(&y.sum().backward()).expect("it is learnt"));
    near("its gradient", &of_x(ours.forward(x.clone())), &of_x(right), [2e-6, 1.0]);
}
