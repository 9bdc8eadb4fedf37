//! Our functions beside burn's of the same name: ns an element, on one thread, in turns, the least of many samples.
//! Each with its gradient, too, by burn's autodiff.
//!
//! ```sh
//! cargo run --release --example speed            # or with parts of names, and sizes: -- gelu softmax 64
//! ```

use std::hint::black_box;
use std::time::{Duration, Instant};

use burn::tensor::{Device, Int, Tensor};

type Function = fn(Tensor<2>) -> f32;

struct Row {
    name: &'static str,
    ours: Function,
    theirs: Function,
    /// Whether it is for one of the goals of activations.
    is_activation: bool,
}

/// An output is dropped; of a gradient there is one for each input.
fn drop_all<const D: usize>(y: Tensor<D>) -> f32 {
    black_box(y);
    0.0
}

fn gradient<const D: usize>(x: Tensor<2>, function: impl FnOnce(Tensor<2>) -> Tensor<D>) -> f32 {
    let x = x.require_grad();
    let gradients = function(x.clone()).sum().backward();
    black_box(x.grad(&gradients));
    0.0
}

/// The same numbers, which are not learnt.
fn constant(x: &Tensor<2>) -> Tensor<2> {
    Tensor::from_inner(x.clone().inner())
}

/// Classes of rows.
fn classes(x: &Tensor<2>) -> Tensor<1, Int> {
    Tensor::arange(0..x.dims()[0] as i64, &x.device()).remainder_scalar(x.dims()[1] as i64)
}

macro_rules! table {
    ($($name:literal, $is_activation:literal: |$x:ident| $call:expr;)*) => {
        vec![$(Row {
            name: $name,
            is_activation: $is_activation,
            ours: |$x| {
                #[allow(unused_imports, reason = "a row uses one of them")]
                use activ8_burn::{activation, loss};
                $call
            },
            theirs: |$x| {
                #[allow(unused_imports, reason = "a row uses one of them")]
                use burn::{nn::loss, tensor::activation};
                $call
            },
        }),*]
    };
}

fn table() -> Vec<Row> {
    use burn::nn::loss::Reduction::Mean;
    table! {
        "relu", true: |x| drop_all(activation::relu(x));
        "leaky_relu", true: |x| drop_all(activation::leaky_relu(x, 0.1));
        "prelu", true: |x| {
            let alpha = Tensor::from_floats([0.25], &x.device());
            drop_all(activation::prelu(x, alpha))
        };
        "hardtanh", true: |x| drop_all(activation::hardtanh(x, -1.0, 1.0));
        "thresholded_relu", true: |x| drop_all(activation::thresholded_relu(x, 1.0));
        "gelu", true: |x| drop_all(activation::gelu(x));
        "gelu_approximate", true: |x| drop_all(activation::gelu_approximate(x));
        "silu", true: |x| drop_all(activation::silu(x));
        "mish", true: |x| drop_all(activation::mish(x));
        "sigmoid", true: |x| drop_all(activation::sigmoid(x));
        "log_sigmoid", true: |x| drop_all(activation::log_sigmoid(x));
        "hard_sigmoid", true: |x| drop_all(activation::hard_sigmoid(x, 0.2, 0.5));
        "hard_swish", true: |x| drop_all(activation::hard_swish(x));
        "tanh", true: |x| drop_all(activation::tanh(x));
        "tanhshrink", true: |x| drop_all(activation::tanhshrink(x));
        "softsign", true: |x| drop_all(activation::softsign(x));
        "softplus", true: |x| drop_all(activation::softplus(x, 1.0));
        "elu", true: |x| drop_all(activation::elu(x, 1.0));
        "celu", true: |x| drop_all(activation::celu(x, 1.0));
        "selu", true: |x| drop_all(activation::selu(x));
        "hard_shrink", true: |x| drop_all(activation::hard_shrink(x, 0.5));
        "soft_shrink", true: |x| drop_all(activation::soft_shrink(x, 0.5));
        "shrink", true: |x| drop_all(activation::shrink(x, 0.5, 0.25));
        "glu", true: |x| drop_all(activation::glu(x, 1));
        "softmax", false: |x| drop_all(activation::softmax(x, 1));
        "softmax along 0", false: |x| drop_all(activation::softmax(x, 0));
        "log_softmax", false: |x| drop_all(activation::log_softmax(x, 1));
        "softmin", false: |x| drop_all(activation::softmin(x, 1));
        "quiet_softmax", false: |x| drop_all(activation::quiet_softmax(x, 1));
        "relu'", false: |x| gradient(x, activation::relu);
        "gelu'", false: |x| gradient(x, activation::gelu);
        "silu'", false: |x| gradient(x, activation::silu);
        "tanh'", false: |x| gradient(x, activation::tanh);
        "sigmoid'", false: |x| gradient(x, activation::sigmoid);
        "softmax'", false: |x| gradient(x, |x| activation::softmax(x, 1));
        "log_softmax'", false: |x| gradient(x, |x| activation::log_softmax(x, 1));
        "mse", false: |x| drop_all(loss::MseLoss::new().forward(x.clone(), x, Mean));
        "mse'", false: |x| gradient(x, |x| loss::MseLoss::new().forward(constant(&x), x, Mean));
        "huber'", false: |x| gradient(x, |x| loss::HuberLossConfig::new(1.0).init().forward(constant(&x), x, Mean));
        "soft margin'", false: |x| gradient(x, |x| {
            let t = constant(&x).sign();
            loss::SoftMarginLoss::new().forward(x, t, Mean)
        });
        "cross-entropy", false: |x| {
            let t = classes(&x);
            drop_all(loss::CrossEntropyLossConfig::new().init(&x.device()).forward(x, t))
        };
        "cross-entropy'", false: |x| gradient(x, |x| {
            let t = classes(&x);
            loss::CrossEntropyLossConfig::new().init(&x.device()).forward(x, t)
        });
        "bce of logits'", false: |x| gradient(x, |x| {
            let t = constant(&x).greater_scalar(0.0).int();
            loss::BinaryCrossEntropyLossConfig::new().with_logits(true).init(&x.device()).forward(x, t)
        });
    }
}

/// The least time of a call of each, in turns, in seconds.
fn measure(functions: [Function; 2], x: &Tensor<2>) -> [f64; 2] {
    let time = |function: Function, calls: u32| {
        let start = Instant::now();
        for _ in 0..calls {
            black_box(function(black_box(x.clone())));
        }
        start.elapsed().as_secs_f64() / f64::from(calls)
    };
    let calls = functions.map(|function| (20e-6 / time(function, 2)).clamp(1.0, 1000.0) as u32);
    let (mut least, start) = ([f64::INFINITY; 2], Instant::now());
    for round in 0.. {
        if round >= 3 && start.elapsed() > Duration::from_millis(40) {
            break;
        }
        for i in 0..2 {
            least[i] = least[i].min(time(functions[i], calls[i]));
        }
    }
    least
}

fn main() {
    let parts: Vec<String> = std::env::args().skip(1).collect();
    let (sizes, parts): (Vec<String>, Vec<String>) =
        parts.into_iter().partition(|part| part.parse::<usize>().is_ok());
    let mut sizes: Vec<usize> = sizes.iter().filter_map(|size| size.parse().ok()).collect();
    if sizes.is_empty() {
        sizes = vec![64, 1024, 65_536, 1 << 20];
    }
    println!("{:18} ns an element of burn and ours, and the ratio, of rows of 64", "");
    println!("{:18} {}", "", sizes.iter().map(|size| format!("{size:>30}")).collect::<String>());
    let [mut slower, mut below_four, mut all, mut activations] = [0; 4];
    for row in table() {
        if !parts.is_empty() && !parts.iter().any(|part| row.name.contains(part.as_str())) {
            continue;
        }
        let mut line = format!("{:18}", row.name);
        for &size in &sizes {
            let device = if row.name.ends_with('\'') { Device::flex().autodiff() } else { Device::flex() };
            let mut random = fastrand::Rng::with_seed(1);
            let numbers: Vec<f32> = (0..size).map(|_| 8.0 * random.f32() - 4.0).collect();
            let x = Tensor::<1>::from_floats(&numbers[..], &device).reshape([size / 64, 64]);
            let [theirs, ours] = measure([row.theirs, row.ours], &x).map(|time| 1e9 * time / size as f64);
            let ratio = theirs / ours;
            all += 1;
            slower += i32::from(ratio < 1.0);
            activations += i32::from(row.is_activation);
            below_four += i32::from(row.is_activation && ratio < 4.0);
            line += &format!(" {theirs:9.3} {ours:8.3} {ratio:6.1}×");
        }
        println!("{line}");
    }
    println!(
        "{slower} of {all} are slower than burn's; {below_four} of {activations} activations are less than 4 times as fast"
    );
}
