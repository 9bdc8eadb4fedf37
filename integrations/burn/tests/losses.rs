//! The losses beside burn's of the same name: the same answers with either `use`.

mod common;

use burn::nn::loss::Reduction;
use burn::tensor::{FloatDType, Int, Tensor};
use common::{classes, matrix, near, of, wide};

/// The inputs of a loss, of one shape.
type Inputs = [Tensor<2>; 3];
type Function = fn(Inputs) -> Tensor<1>;

/// A loss by ours and by burn's.
struct Row {
    name: &'static str,
    ours: Function,
    theirs: Function,
    /// Where its inputs are drawn from.
    domain: Domain,
    /// Whether burn computes it in `f64`: not with weights, or shares of classes, which are `f32`.
    wide: bool,
    /// How many inputs are learnt.
    learnt: usize,
}

#[derive(Clone, Copy)]
enum Domain {
    Any,
    /// The second and third input are positive.
    Positive,
    /// All are logarithms of probabilities, the second their probabilities.
    Distributions,
    /// The second is 1 or −1.
    Signs,
    Probabilities,
}

macro_rules! table {
    ($($name:literal, $domain:ident, $wide:literal, $learnt:literal: |$inputs:pat_param| $call:expr;)*) => {
        vec![$(Row {
            name: $name,
            ours: |$inputs| {
                #[allow(unused_imports, reason = "a row uses one of them")]
                use activ8_burn::loss::*;
                $call
            },
            theirs: |$inputs| {
                #[allow(unused_imports, reason = "a row uses one of them")]
                use burn::nn::loss::*;
                $call
            },
            domain: Domain::$domain,
            wide: $wide,
            learnt: $learnt,
        }),*]
    };
}

/// Labels of rows.
fn of_rows(x: &Tensor<2>) -> Tensor<1, Int> {
    let [rows, row] = x.dims();
    classes(11, rows, row as i64)
}

/// Labels 0 and 1.
fn labels(x: &Tensor<2>) -> Tensor<2, Int> {
    classes(12, x.shape().num_elements(), 2).reshape(x.dims())
}

/// 1 or −1 for each row.
fn directions(x: &Tensor<2>) -> Tensor<1, Int> {
    classes(13, x.dims()[0], 2) * 2 - 1
}

/// A sum of losses, each times another number.
fn weighed<const D: usize>(each: Tensor<D>) -> Tensor<1> {
    let len = each.shape().num_elements();
    let dy = matrix(14, [1, len], [-1.0, 1.0]).reshape(each.dims()).cast(each.dtype());
    (each * dy).sum()
}

fn table() -> Vec<Row> {
    use Reduction::{Auto, BatchMean, Mean, Sum};
    table! {
        "mse", Any, true, 2: |[x, t, _]| MseLoss::new().forward(x, t, Mean);
        "mse, sum", Any, true, 2: |[x, t, _]| MseLoss::new().forward(x, t, Sum);
        "mse, each", Any, true, 2: |[x, t, _]| weighed(MseLoss::new().forward_no_reduction(x, t));
        "mse, broadcast", Any, true, 2: |[x, t, _]| MseLoss::new().forward(x, t.narrow(0, 0, 1), Mean);
        "huber", Any, true, 2: |[x, t, _]| HuberLossConfig::new(0.75).init().forward(x, t, Auto);
        "huber, each", Any, true, 2: |[x, t, _]| weighed(HuberLossConfig::new(0.75).init().forward_no_reduction(x, t));
        "huber, residuals", Any, true, 1: |[x, _, _]| weighed(HuberLossConfig::new(1.5).init().forward_residuals(x));
        "huber, delta 0", Any, true, 2: |[x, t, _]| HuberLossConfig::new(0.0).init().forward(x, t, Sum);
        "smooth l1", Any, true, 2: |[x, t, _]| SmoothL1LossConfig::new().with_beta(0.5).init()
            .forward_with_reduction(x, t, Mean);
        "smooth l1, each", Any, true, 2: |[x, t, _]| weighed(SmoothL1LossConfig::new().init().forward(x, t));
        "smooth l1, dims", Any, true, 2: |[x, t, _]| weighed(SmoothL1LossConfig::new().init()
            .forward_reduce_dims(x, t, &[1]));
        "l1", Any, true, 2: |[x, t, _]| LpLossConfig::l1().forward(x, t, Mean);
        "l2, each", Any, true, 2: |[x, t, _]| weighed(LpLossConfig::l2().forward_no_reduction(x, t));
        "l3", Any, true, 2: |[x, t, _]| LpLossConfig::new(3.0).init().forward(x, t, Sum);
        "kl", Distributions, true, 1: |[x, t, _]| KLDivLossConfig::new().init().forward(x, t, BatchMean);
        "kl, mean", Distributions, true, 1: |[x, t, _]| KLDivLossConfig::new().init().forward(x, t, Mean);
        "kl, each", Distributions, true, 1: |[x, t, _]| weighed(KLDivLossConfig::new().init().forward_no_reduction(x, t));
        "kl, targets learnt", Distributions, true, 2: |[x, t, _]| KLDivLossConfig::new().init().forward(x, t, Auto);
        "kl, log targets", Distributions, true, 1: |[x, _, t]| KLDivLossConfig::new().with_log_target(true).init()
            .forward(x, t, Auto);
        "poisson", Positive, true, 1: |[x, t, _]| PoissonNllLossConfig::new().init().forward(x, t, Mean);
        "poisson, full", Positive, true, 1: |[x, t, _]| PoissonNllLossConfig::new().with_full(true).init().forward(x, t, Sum);
        "poisson, counts", Positive, true, 0: |[_, t, x]| PoissonNllLossConfig::new().with_log_input(false)
            .with_eps(0.0009765625).init().forward(x, t, Mean);
        "poisson, each", Positive, true, 1: |[x, t, _]| weighed(PoissonNllLossConfig::new().init().forward_no_reduction(x, t));
        "hinge embedding", Signs, true, 1: |[x, t, _]| HingeEmbeddingLossConfig::new().with_margin(1.5).init()
            .forward(x, t, Mean);
        "soft margin", Signs, true, 1: |[x, t, _]| SoftMarginLoss::new().forward(x, t, Mean);
        "soft margin, targets learnt", Signs, true, 2: |[x, t, _]| SoftMarginLoss::new().forward(x, t, Mean);
        "soft margin, each", Signs, true, 1: |[x, t, _]| weighed(SoftMarginLoss::new().forward_no_reduction(x, t));
        "margin ranking", Signs, true, 1: |[x, y, z]| MarginRankingLossConfig::new().with_margin(0.5).init()
            .forward(x, z, y, Sum);
        "margin ranking, each", Signs, true, 1: |[x, y, z]| weighed(MarginRankingLossConfig::new().init()
            .forward_no_reduction(x, z, y));
        "gaussian", Positive, true, 1: |[x, t, v]| GaussianNLLLossConfig::new().init().forward(x, t, v, Mean);
        "gaussian, full, each", Positive, true, 1: |[x, t, v]| weighed(GaussianNLLLossConfig::new().with_full(true).init()
            .forward_no_reduction(x, t, v));
        "gaussian, variance learnt", Positive, true, 2: |[x, v, t]| GaussianNLLLossConfig::new().init()
            .forward(x, t, v, Sum);
        "triplet", Any, true, 3: |[a, p, n]| TripletMarginLossConfig::new().init().forward(a, p, n, Mean);
        "triplet, p 1, each", Any, true, 3: |[a, p, n]| weighed(TripletMarginLossConfig::new().with_p(1.0).init()
            .forward_no_reduction(a, p, n));
        "cosine", Any, true, 2: |[x, y, _]| {
            let t = directions(&x);
            CosineEmbeddingLossConfig::new().with_margin(0.25).init().forward(x, y, t)
        };
        "cosine, each", Any, true, 2: |[x, y, _]| {
            let t = directions(&x);
            weighed(CosineEmbeddingLoss::new().forward_no_reduction(x, y, t))
        };
        "cross-entropy", Any, true, 1: |[x, ..]| {
            let t = of_rows(&x);
            CrossEntropyLossConfig::new().init(&x.device()).forward(x, t)
        };
        "cross-entropy, pads", Any, true, 1: |[x, ..]| {
            let t = of_rows(&x);
            CrossEntropyLossConfig::new().with_pad_tokens(Some(vec![1, 2])).init(&x.device()).forward(x, t)
        };
        "cross-entropy, smoothing, a pad", Any, false, 1: |[x, ..]| {
            let t = of_rows(&x);
            CrossEntropyLossConfig::new().with_smoothing(Some(0.125)).with_pad_tokens(Some(vec![0]))
                .init(&x.device()).forward(x, t)
        };
        "cross-entropy, weights, smoothing, pads", Any, false, 1: |[x, ..]| {
            let (t, weights) = (of_rows(&x), common::numbers(15, x.dims()[1], [0.5, 2.0]));
            CrossEntropyLossConfig::new().with_smoothing(Some(0.125)).with_pad_tokens(Some(vec![0, 2]))
                .with_weights(Some(weights)).init(&x.device()).forward(x, t)
        };
        "cross-entropy of probabilities", Probabilities, true, 1: |[x, ..]| {
            let t = of_rows(&x);
            CrossEntropyLossConfig::new().with_logits(false).init(&x.device()).forward(x, t)
        };
        "multi margin", Any, true, 1: |[x, ..]| {
            let t = of_rows(&x);
            MultiMarginLossConfig::new().with_p(2).init().forward(x, t, Mean)
        };
        "multi margin, each", Any, true, 1: |[x, ..]| {
            let t = of_rows(&x);
            weighed(MultiMarginLossConfig::new().with_margin(0.5).init().forward_no_reduction(x, t))
        };
        "bce of logits", Any, false, 1: |[x, ..]| {
            let t = labels(&x);
            BinaryCrossEntropyLossConfig::new().with_logits(true).init(&x.device()).forward(x, t)
        };
        "bce of logits, smoothing, weights", Any, false, 1: |[x, ..]| {
            let (t, weights) = (labels(&x), common::numbers(16, x.dims()[1], [0.5, 2.0]));
            BinaryCrossEntropyLossConfig::new().with_logits(true).with_smoothing(Some(0.25))
                .with_weights(Some(weights)).init(&x.device()).forward(x, t)
        };
        "bce of one dimension, weights", Probabilities, false, 1: |[x, ..]| {
            let (x, t) = (x.clone().flatten::<1>(0, 1), labels(&x).flatten::<1>(0, 1));
            BinaryCrossEntropyLossConfig::new().with_weights(Some(vec![0.5, 3.0])).init(&x.device()).forward(x, t)
        };
        "ctc", Any, false, 1: |[x, ..]| {
            let question = ctc(x);
            CTCLossConfig::new().init().forward_with_reduction(question.0, question.1, question.2, question.3, Mean)
        };
        "ctc, each", Any, false, 1: |[x, ..]| {
            let question = ctc(x);
            weighed(CTCLossConfig::new().init().forward(question.0, question.1, question.2, question.3))
        };
    }
}

/// Two sequences of steps, from a matrix, with one and two labels.
fn ctc(x: Tensor<2>) -> (Tensor<3>, Tensor<2, Int>, Tensor<1, Int>, Tensor<1, Int>) {
    let [steps, row] = x.dims();
    let x = burn::tensor::activation::log_softmax(x.reshape([steps / 2, 2, row]), 2);
    let device = common::device();
    let lengths = Tensor::from_data([(steps / 2) as i64, (steps / 2 - 1) as i64], &device);
    let (targets, target_lengths) = ([[1i64, 2], [2, 0]], [2i64, 1]);
    (x, Tensor::from_data(targets, &device), lengths, Tensor::from_data(target_lengths, &device))
}

fn inputs(domain: Domain, shape: [usize; 2], seed: u64) -> Inputs {
    let of = |i: u64, range| matrix(seed + 100 * i, shape, range);
    let log_probabilities = |i| burn::tensor::activation::log_softmax(of(i, [-2.0, 2.0]), 1);
    match domain {
        Domain::Any => [0, 1, 2].map(|i| of(i, [-4.0, 4.0])),
        Domain::Positive => [of(0, [-2.0, 2.0]), of(1, [0.25, 4.0]), of(2, [0.25, 4.0])],
        Domain::Distributions => [log_probabilities(0), log_probabilities(1).exp(), log_probabilities(2)],
        Domain::Signs => [of(0, [-2.0, 2.0]), of(1, [-1.0, 1.0]).sign(), of(2, [-2.0, 2.0])],
        Domain::Probabilities => [0, 1, 2].map(|i| of(i, [0.0625, 0.9375])),
    }
    .map(Tensor::detach)
}

/// The loss and its gradients for those inputs that are learnt.
fn asked(function: Function, inputs: Inputs, learnt: usize) -> (f64, Vec<Vec<f64>>) {
    let mut inputs = inputs.map(Tensor::detach);
    for input in inputs.iter_mut().take(learnt) {
        *input = input.clone().require_grad();
    }
    let loss = function(inputs.clone());
    if learnt == 0 {
        return (of(loss)[0], Vec::new());
    }
    let gradients = (loss.clone() * 0.75).backward();
    let of_inputs = inputs.iter().take(learnt).map(|x| {
        let gradient = x.grad(&gradients).expect("it is learnt");
        assert_eq!(gradient.dims(), x.dims(), "a gradient has its input's shape");
        of(gradient)
    });
    (of(loss)[0], of_inputs.collect())
}

#[test]
fn losses_and_gradients_are_those_of_burn() {
    for row in table() {
        for (seed, shape) in [[4, 3], [6, 17], [34, 5]].into_iter().enumerate() {
            let inputs = inputs(row.domain, shape, seed as u64);
            let (found, of_inputs) = asked(row.ours, inputs.clone(), row.learnt);
            let as_burn = if row.wide { inputs.map(wide) } else { inputs };
            let (right, right_of_inputs) = asked(row.theirs, as_burn, row.learnt);
            let share = if row.wide { 2e-6 } else { 1e-5 };
            near(row.name, &[found], &[right], [share, 1.0]);
            for (of_input, right) in of_inputs.iter().zip(&right_of_inputs) {
                near(row.name, of_input, right, [share, 1.0]);
            }
            // Nothing is asked of a graph where nothing is learnt.
            let (untracked, _) = asked(row.ours, self::inputs(row.domain, shape, seed as u64), 0);
            near(row.name, &[untracked], &[found], [1e-6, 1.0]);
        }
    }
}

#[test]
fn losses_of_halves_are_near() {
    for row in table().iter().filter(|row| row.wide) {
        for dtype in [FloatDType::F16, FloatDType::BF16] {
            let inputs = inputs(row.domain, [6, 5], 5).map(|x| x.cast(dtype).detach());
            let (found, of_inputs) = asked(row.ours, inputs.clone(), row.learnt);
            let (right, right_of_inputs) = asked(row.theirs, inputs.map(wide), row.learnt);
            let share = if dtype == FloatDType::F16 { 4e-3 } else { 4e-2 };
            near(row.name, &[found], &[right], [share, 2.0]);
            for (of_input, right) in of_inputs.iter().zip(&right_of_inputs) {
                near(row.name, of_input, right, [share, 2.0]);
            }
        }
    }
}
