//! The functions of `activation` beside burn's of the same name, which compute the right answers in `f64`.

mod common;

use activ8_burn::activ8::{self, Activation as _, AnyActivation, bf16, f16};
use burn::tensor::{FloatDType, GradientCheckpointingStrategy, Tensor};
use common::{bits, matrix, near, numbers, of, wide};

type Function = fn(Tensor<2>) -> Tensor<2>;

/// A function by ours and by burn's, and for one of elements the core's.
struct Row {
    name: &'static str,
    ours: Function,
    theirs: Function,
    core: Option<AnyActivation>,
}

/// Rows with one call each, which is compiled with either `use`.
macro_rules! table {
    ($($name:literal: |$x:ident| $call:expr $(, $core:expr)?;)*) => {
        vec![$(Row {
            name: $name,
            ours: |$x| {
                #[allow(unused_imports, reason = "a row uses one of them")]
                use activ8_burn::{activation, nn};
                $call
            },
            theirs: |$x| {
                #[allow(unused_imports, reason = "a row uses one of them")]
                use burn::{nn, tensor::activation};
                $call
            },
            core: None$(.or(Some($core.into())))?,
        }),*]
    };
}

/// Parameters are floats, so that they are the same in `f64`.
fn table() -> Vec<Row> {
    table! {
        "relu": |x| activation::relu(x), activ8::Relu;
        "relu6": |x| activation::relu6(x), activ8::Relu6;
        "leaky_relu": |x| activation::leaky_relu(x, 0.25), activ8::LeakyRelu { negative_slope: 0.25 };
        "hardtanh": |x| activation::hardtanh(x, -0.5, 0.75), activ8::Hardtanh { min: -0.5, max: 0.75 };
        "thresholded_relu": |x| activation::thresholded_relu(x, 0.5), activ8::ThresholdedRelu { alpha: 0.5 };
        "threshold": |x| activation::threshold(x, 0.5, -1.5), activ8::Threshold { threshold: 0.5, value: -1.5 };
        "gelu": |x| activation::gelu(x), activ8::Gelu::Erf;
        "gelu_approximate": |x| activation::gelu_approximate(x), activ8::Gelu::Tanh;
        "silu": |x| activation::silu(x), activ8::Silu;
        "mish": |x| activation::mish(x), activ8::Mish;
        "sigmoid": |x| activation::sigmoid(x), activ8::Sigmoid;
        "log_sigmoid": |x| activation::log_sigmoid(x), activ8::LogSigmoid;
        "hard_sigmoid": |x| activation::hard_sigmoid(x, 0.25, 0.375),
            activ8::LinearHardsigmoid { alpha: 0.25, beta: 0.375 };
        "hard_swish": |x| activation::hard_swish(x), activ8::Hardswish;
        "tanh": |x| activation::tanh(x), activ8::Tanh;
        "tanhshrink": |x| activation::tanhshrink(x), activ8::Tanhshrink;
        "softsign": |x| activation::softsign(x), activ8::Softsign;
        "softplus": |x| activation::softplus(x, 1.0), activ8::Softplus { beta: 1.0, threshold: 20.0 };
        "softplus with beta": |x| activation::softplus(x, 2.0), activ8::Softplus { beta: 2.0, threshold: 20.0 };
        "softplus with threshold": |x| activation::softplus_with_threshold(x, 1.5, 3.0),
            activ8::Softplus { beta: 1.5, threshold: 3.0 };
        "elu": |x| activation::elu(x, 0.75), activ8::Elu { alpha: 0.75 };
        "celu": |x| activation::celu(x, 1.25), activ8::Celu { alpha: 1.25 };
        "selu": |x| activation::selu(x), activ8::Selu;
        "hard_shrink": |x| activation::hard_shrink(x, 0.5), activ8::Hardshrink { lambda: 0.5 };
        "soft_shrink": |x| activation::soft_shrink(x, 0.5), activ8::Softshrink { lambda: 0.5 };
        "shrink": |x| activation::shrink(x, 0.5, 0.25), activ8::Shrink { lambda: 0.5, bias: 0.25 };
        // Parameters that the core refuses are burn's.
        "celu with an alpha below 0": |x| activation::celu(x, -1.0);
        "softmax": |x| activation::softmax(x, 1);
        "softmax along 0": |x| activation::softmax(x, 0);
        "softmax along the last": |x| activation::softmax(x, -1);
        "log_softmax": |x| activation::log_softmax(x, 1);
        "log_softmax along 0": |x| activation::log_softmax(x, -2);
        "softmin": |x| activation::softmin(x, 1);
        "softmin along 0": |x| activation::softmin(x, 0);
        "quiet_softmax": |x| activation::quiet_softmax(x, 1);
        "quiet_softmax along 0": |x| activation::quiet_softmax(x, 0);
        "glu": |x| activation::glu(x, 1);
        "glu along 0": |x| activation::glu(x, -2);
        "prelu": |x| {
            let alpha = x.clone().slice([0..1, 0..1]).reshape([1]);
            activation::prelu(x, alpha)
        };
        "prelu of channels": |x| {
            let alpha = x.clone().narrow(0, 0, 1).reshape([x.dims()[1]]);
            activation::prelu(x, alpha)
        };
        "Gelu": |x| nn::Gelu::new().forward(x);
        "Gelu by tanh": |x| nn::Gelu::new_approximate().forward(x);
        "GLU": |x| nn::GLU::new(-1).forward(x);
        "LeakyRelu": |x| nn::LeakyReluConfig::new().init().forward(x);
        "HardSigmoid": |x| nn::HardSigmoidConfig::new().with_alpha(0.25).init().forward(x);
        "Softplus": |x| nn::SoftplusConfig::new().with_threshold(2.0).init().forward(x);
        "PRelu": |x| nn::PReluConfig::new().init(&x.device()).forward(x.cast(burn::tensor::FloatDType::F32));
        "Activation": |x| {
            nn::activation::ActivationConfig::Shrink(nn::ShrinkConfig::new()).init(&x.device()).forward(x)
        };
    }
}

const RANGE: [f32; 2] = [-8.0, 8.0];

/// Bounds, and what the terms of rows are at least. Burn's gelu loses digits in `f64` too, where it is below 1e-8.
fn bound(row: &Row) -> [f64; 2] {
    [8e-7, if row.core.is_some() { 1e-8 } else { 1.0 }]
}

#[test]
fn values_are_those_of_burn_in_f64() {
    for (seed, row) in table().iter().enumerate() {
        for shape in [[2, 2], [2, 4], [6, 34], [40, 18]] {
            // With autodiff burn computes hard_sigmoid of `f64` in `f32`.
            let x = matrix(seed as u64, shape, RANGE).inner();
            let (found, right) = ((row.ours)(x.clone()), (row.theirs)(wide(x)));
            assert_eq!(found.dims(), right.dims(), "{}", row.name);
            near(row.name, &of(found), &of(right), bound(row));
        }
    }
}

/// The gradient for x of a sum of the outputs times numbers.
fn gradient(function: Function, x: Tensor<2>) -> Vec<f64> {
    let x = x.require_grad();
    let y = function(x.clone());
    let dy = numbers(7, y.shape().num_elements(), [-1.0, 1.0]);
    // On a device with the same checkpointing.
    let dy = Tensor::<1>::from_floats(&dy[..], &y.device()).reshape(y.dims()).cast(y.dtype());
    let gradients = (y * dy).sum().backward();
    of(x.grad(&gradients).expect("it is differentiable"))
}

#[test]
fn gradients_are_those_of_burn_in_f64() {
    for (seed, row) in table().iter().enumerate() {
        for shape in [[2, 4], [6, 34]] {
            let x = matrix(seed as u64, shape, RANGE);
            let right = gradient(row.theirs, wide(x.clone()).detach());
            for strategy in [GradientCheckpointingStrategy::Disabled, GradientCheckpointingStrategy::Balanced]
            {
                let x = x.clone().with_gradient_checkpointing_strategy(strategy);
                near(row.name, &gradient(row.ours, x), &right, [3e-6, 0.3]);
            }
        }
    }
}

/// The core's values of a row of numbers.
fn by_core<E: activ8::Element + Default>(core: AnyActivation, x: &[E]) -> Vec<E> {
    let mut y = vec![E::default(); x.len()];
    core.forward(x, &mut y).expect("the parameters are valid");
    y
}

#[test]
fn bits_are_those_of_the_core_whatever_lies_in_memory() {
    for row in table() {
        let Some(core) = row.core else { continue };
        let x = numbers(3, 7 * 13, RANGE);
        let right: Vec<u32> = by_core(core, &x).iter().map(|y| y.to_bits()).collect();
        let tensor = || Tensor::<1>::from_floats(&x[..], &common::device()).reshape([7, 13]);
        let shared = tensor();
        assert_eq!(bits((row.ours)(shared.clone())), right, "{}: shared", row.name);
        assert_eq!(
            bits(shared),
            x.iter().map(|x| x.to_bits()).collect::<Vec<_>>(),
            "{}: written over",
            row.name
        );
        assert_eq!(bits((row.ours)(tensor())), right, "{}: alone", row.name);
        assert_eq!(bits((row.ours)(tensor().transpose()).transpose()), right, "{}: transposed", row.name);
        assert_eq!(bits((row.ours)(tensor().flip([0, 1])).flip([0, 1])), right, "{}: flipped", row.name);
        let sliced = (row.ours)(tensor().slice([2..5, 3..11]));
        let expected = (2..5).flat_map(|i| right[13 * i + 3..13 * i + 11].to_vec()).collect::<Vec<_>>();
        assert_eq!(bits(sliced), expected, "{}: sliced", row.name);
        let rows = (row.ours)(tensor().narrow(0, 2, 3));
        assert_eq!(bits(rows), right[26..65], "{}: rows", row.name);
        let expanded = (row.ours)(tensor().narrow(0, 0, 1).expand([3, 13]));
        assert_eq!(bits(expanded), right[..13].repeat(3), "{}: expanded", row.name);
        let empty = Tensor::zeros([0, 13], &common::device());
        assert_eq!((row.ours)(empty).dims(), [0, 13], "{}: empty", row.name);
    }
}

#[test]
fn halves_are_those_of_the_core() {
    for row in table() {
        let Some(core) = row.core else { continue };
        let x = numbers(4, 35, RANGE);
        let tensor = Tensor::<1>::from_floats(&x[..], &common::device()).reshape([5, 7]);
        let halves: Vec<f16> = x.iter().map(|&x| f16::from_f32(x)).collect();
        let right: Vec<u32> = by_core(core, &halves).iter().map(|y| y.to_f32().to_bits()).collect();
        assert_eq!(bits((row.ours)(tensor.clone().cast(FloatDType::F16))), right, "{}: f16", row.name);
        let halves: Vec<bf16> = x.iter().map(|&x| bf16::from_f32(x)).collect();
        let right: Vec<u32> = by_core(core, &halves).iter().map(|y| y.to_f32().to_bits()).collect();
        assert_eq!(bits((row.ours)(tensor.cast(FloatDType::BF16))), right, "{}: bf16", row.name);
    }
}

#[test]
fn gradients_of_halves_are_near() {
    for (seed, row) in table().iter().enumerate().filter(|(_, row)| row.core.is_some()) {
        // None of these is at a kink, when it is rounded.
        let x = matrix(50 + seed as u64, [3, 8], RANGE);
        let found = gradient(row.ours, x.clone().cast(FloatDType::F16).detach());
        let right = gradient(row.theirs, wide(x.cast(FloatDType::F16)).detach());
        near(row.name, &found, &right, [2e-3, 1.0]);
    }
}
