//! The losses: of each element or row, reduced in three ways, and their gradients.

use activ8::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CategoricalCrossEntropy, CrossEntropy, Error, Hinge,
    HingeEmbedding, Huber, JensenShannon, KlDivergence, L1, LogCosh, Loss, Mse, MultiLabelSoftMargin, On,
    PoissonNll, Quantile, Reduction, Result, SigmoidFocal, SmoothL1, SoftMargin, SquaredHinge, TargetType,
    Tier,
};

use crate::common::golden::Golden;
use crate::common::{oracle, tiers};
use crate::{Judge, Place};

/// A loss over rows of a length, with a reduction, on a tier.
type Make<'a, L> = &'a dyn Fn(usize, Reduction, Tier) -> Result<On<L>>;

/// In whose ULP the errors of a loss and of its derivative are stated, from input and target: their
/// own, for which 0 stands, but for differences of terms.
type Scales = fn(f64, f64) -> [f64; 2];

const THEIR_OWN: Scales = |_, _| [0.0; 2];

#[test]
fn mse_agrees_with_pytorch() {
    for file in ["mse", "mse_special"] {
        let make = |_, reduction, tier| Mse::default().reduction(reduction).on(tier);
        floats(file, &make, THEIR_OWN, [2.0, 2.0]);
    }
}

#[test]
fn bce_agrees_with_pytorch() {
    floats(
        "bce",
        &|_, reduction, tier| BinaryCrossEntropy::default().reduction(reduction).on(tier),
        THEIR_OWN,
        [2.5, 4.0],
    );
}

#[test]
fn bce_with_logits_agrees_with_pytorch() {
    for file in ["bce_with_logits", "bce_with_logits_special"] {
        let make = |_, reduction, tier| BinaryCrossEntropyWithLogits::default().reduction(reduction).on(tier);
        // The derivative is what σ(−|x|) is more than the target lacks to the side that x takes.
        let scales: Scales = |x, t| {
            let lack = if x > 0.0 { 1.0 - t } else { t };
            [0.0, oracle::sigmoid(-x.abs()).max(lack)]
        };
        floats(file, &make, scales, [2.5, 2.0]);
    }
}

#[test]
fn kl_divergence_agrees_with_pytorch() {
    for file in ["kl", "kl_special"] {
        let make = |_, reduction, tier| KlDivergence::probabilities().reduction(reduction).on(tier);
        floats(file, &make, THEIR_OWN, [2.0, 2.0]);
    }
    for file in ["kl_div", "kl_div_special"] {
        let make = |_, reduction, tier| KlDivergence::log_probabilities().reduction(reduction).on(tier);
        floats(file, &make, |x, t| [t * t.ln().abs().max(x.abs()), 0.0], [2.5, 2.0]);
    }
}

#[test]
fn categorical_cross_entropy_agrees_with_pytorch() {
    for file in ["categorical_cross_entropy", "categorical_cross_entropy_special"] {
        let make = |row, reduction, tier| CategoricalCrossEntropy::rows_of(row).reduction(reduction).on(tier);
        floats(file, &make, THEIR_OWN, [2.5, 2.0]);
    }
}

/// A test of a loss: its files, each with how it is made of a row and a reduction, the scales and the
/// bounds.
macro_rules! agree {
    ($($test:ident: $($file:literal |$row:pat_param, $reduction:ident| $loss:expr, $scales:expr, $bounds:expr;)*)*) => {$(
        #[test]
        fn $test() {
            $(floats($file, &|$row, $reduction, tier| $loss.on(tier), $scales, $bounds);)*
        }
    )*};
}

/// Terms of two signs, and derivatives that are a difference with the target.
fn poisson(x: f64, t: f64) -> [f64; 2] {
    [x.exp().max((t * x).abs()).max(t * t.max(1.0).ln()), x.exp().max(t)]
}

fn poisson_of_counts(x: f64, t: f64) -> [f64; 2] {
    [x.max((t * (x + 1e-8).ln()).abs()), (t / (x + 1e-8)).max(1.0)]
}

/// 1 − y·x, where y·x is rounded without fused instructions.
fn hinge(x: f64, _: f64) -> [f64; 2] {
    [x.abs().max(1.0); 2]
}

fn squared_hinge(x: f64, y: f64) -> [f64; 2] {
    let lack = (1.0 - x * y).max(0.0);
    [lack * x.abs().max(1.0), 2.0 * x.abs().max(1.0)]
}

/// Differences of logarithms, of which the greater may be the input's or the target's.
fn forward_divergence(x: f64, y: f64) -> [f64; 2] {
    [y.exp() * x.abs().max(y.abs()), 0.0]
}

fn reverse_divergence(x: f64, y: f64) -> [f64; 2] {
    [x.exp() * x.abs().max(y.abs()); 2]
}

agree! {
    l1_agrees_with_pytorch: "l1" |_, reduction| L1::default().reduction(reduction), THEIR_OWN, [0.5, 0.5];
    smooth_l1_agrees_with_pytorch:
        "smooth_l1" |_, reduction| SmoothL1::default().reduction(reduction), THEIR_OWN, [2.0, 1.75];
        "smooth_l1_beta" |_, reduction| SmoothL1 { beta: 0.3125, reduction }, THEIR_OWN, [2.5, 2.0];
    huber_agrees_with_pytorch:
        "huber" |_, reduction| Huber::default().reduction(reduction), THEIR_OWN, [2.0, 1.75];
        "huber_delta" |_, reduction| Huber { delta: 2.5, ..Huber::default() }.reduction(reduction),
            THEIR_OWN, [2.0, 1.75];
    hinges_agree_with_pytorch:
        "hinge_embedding" |_, reduction| HingeEmbedding::default().reduction(reduction),
            THEIR_OWN, [0.5, 0.5];
        "hinge_embedding_margin" |_, reduction| HingeEmbedding { margin: 0.375, reduction },
            THEIR_OWN, [0.5, 0.5];
        "hinge" |_, reduction| Hinge { reduction }, hinge, [1.0, 0.5];
        "squared_hinge" |_, reduction| SquaredHinge { reduction }, squared_hinge, [2.0, 1.5];
    soft_margins_agree_with_pytorch:
        "soft_margin" |_, reduction| SoftMargin { reduction }, THEIR_OWN, [2.2, 3.0];
        "multilabel_soft_margin" |row, reduction| MultiLabelSoftMargin::rows_of(row).reduction(reduction),
            |x, t| [0.0, oracle::sigmoid(-x.abs()).max(if x > 0.0 { 1.0 - t } else { t })], [3.0, 3.0];
    poisson_nll_agrees_with_pytorch:
        "poisson_nll" |_, reduction| PoissonNll::default().reduction(reduction), poisson, [2.5, 2.0];
        "poisson_nll_full" |_, reduction| PoissonNll { full: true, ..PoissonNll::default() }.reduction(reduction),
            poisson, [4.0, 2.0];
        "poisson_nll_counts" |_, reduction| PoissonNll { log_input: false, reduction, ..PoissonNll::default() },
            poisson_of_counts, [2.5, 2.5];
    focal_agrees_with_pytorch:
        "focal" |_, reduction| SigmoidFocal::default().reduction(reduction), THEIR_OWN, [6.0, 8.0];
        "focal_gamma" |_, reduction| SigmoidFocal { alpha: None, gamma: 3.5, reduction },
            THEIR_OWN, [7.5, 9.5];
    log_cosh_agrees_with_pytorch:
        "log_cosh" |_, reduction| LogCosh { reduction }, THEIR_OWN, [4.0, 2.5];
    quantile_agrees_with_pytorch:
        "quantile" |_, reduction| Quantile::of(0.75).reduction(reduction), THEIR_OWN, [1.5, 1.5];
    jensen_shannon_agrees_with_pytorch:
        "jensen_shannon" |_, reduction| JensenShannon::default().reduction(reduction), THEIR_OWN, [6.0, 5.0];
        "jensen_shannon_beta" |_, reduction| JensenShannon::beta(0.125).reduction(reduction),
            THEIR_OWN, [6.0, 5.0];
        "jensen_shannon_forward" |_, reduction| JensenShannon::beta(0.0).reduction(reduction),
            forward_divergence, [3.0, 2.0];
        "jensen_shannon_reverse" |_, reduction| JensenShannon::beta(1.0).reduction(reduction),
            reverse_divergence, [3.0, 3.0];
        "kl_log_target" |_, reduction| KlDivergence::default().log_target(true).reduction(reduction),
            forward_divergence, [3.0, 2.0];
}

#[test]
fn cross_entropy_agrees_with_pytorch() {
    for file in ["cross_entropy", "cross_entropy_special"] {
        let make = |row, reduction, tier| CrossEntropy::rows_of(row).reduction(reduction).on(tier);
        // The class stands on each line of its row.
        let classes = |golden: &Golden| golden.classes("target");
        check(file, classes, |row: &[i32]| vec![row[0]], &make, THEIR_OWN, [3.0, 4.0]);
    }
}

fn floats<L: Loss + Copy>(file: &'static str, make: Make<'_, L>, scales: Scales, bounds: [f64; 2]) {
    check(file, |golden| golden.f32s("target"), <[f32]>::to_vec, make, scales, bounds);
}

/// Compares a file: the losses and gradients within `bounds`, the reductions within 1 ULP.
fn check<T: TargetType + Into<f64>, L: Loss<T> + Copy>(
    file: &'static str,
    targets: impl Fn(&Golden) -> Vec<T>,
    of_row: impl Fn(&[T]) -> Vec<T>,
    make: Make<'_, L>,
    scales: Scales,
    [bound, gradient_bound]: [f64; 2],
) {
    let (golden, mut judge) = (Golden::read(file), Judge::of(file));
    let (x, t) = (golden.f32s("input"), targets(&golden));
    let [each, grad] = ["each_f64", "grad_f64"].map(|column| golden.f64s(column));
    for (tier, (row, range)) in
        tiers().into_iter().flat_map(|tier| golden.blocks().into_iter().map(move |b| (tier, b)))
    {
        let loss = |reduction| make(row, reduction, tier).expect("an available tier");
        let (mut kept, mut kept_x, mut kept_t) = (Vec::new(), Vec::new(), Vec::new());
        let count = range.len() / row;
        for at in range.step_by(row) {
            let (x, t) = (&x[at..at + row], of_row(&t[at..at + row]));
            if is_taken(loss(Reduction::Mean), x, &t) {
                kept.push(at);
                kept_x.extend_from_slice(x);
                kept_t.extend(t);
            }
        }
        // The file's gradients are those of the mean over all, refused ones included.
        let outcome = Outcome::of(loss(Reduction::BatchMean(count)), &kept_x, &kept_t, kept.len());
        for (i, at) in kept.iter().copied().enumerate() {
            let place = |column, i: usize| Place { tier, column, inputs: [x[i], t[i].into() as f32] };
            let [scale, slope_scale] = scales(f64::from(x[at]), t[at].into());
            let want = [each[at], scale.max(each[at].abs())];
            judge.difference_of_terms(place("each", at), outcome.each[i], want, bound);
            for j in 0..row {
                let want = [grad[at + j], (slope_scale / count as f64).max(grad[at + j].abs())];
                judge.difference_of_terms(
                    place("grad", at + j),
                    outcome.gradient[i * row + j],
                    want,
                    gradient_bound,
                );
            }
        }
        if kept.len() == count {
            let suffix = golden.suffix(row);
            let batch = Reduction::BatchMean(golden.count(&format!("batch{suffix}")));
            for (column, reduction) in
                [("mean", Reduction::Mean), ("sum", Reduction::Sum), ("batchmean", batch)]
            {
                let (got, want) = (
                    loss(reduction).forward(&kept_x, &kept_t),
                    golden.fact(&format!("{column}_f64{suffix}")),
                );
                let place = Place { tier, column, inputs: [row as f32, 0.0] };
                judge.difference_of_terms(place, got.expect("nothing to refuse"), [want; 2], 1.0);
            }
        }
    }
    judge.finish();
}

/// False where a probability is none, and refused: PyTorch answers some of these with NaN.
fn is_taken<T: TargetType, L: Loss<T>>(loss: L, x: &[f32], t: &[T]) -> bool {
    match loss.forward(x, t) {
        Ok(_) => true,
        Err(Error::Probability { value, .. }) if !(0.0..=1.0).contains(&value) => false,
        Err(error) => panic!("{error}"),
    }
}

/// What the verbs give.
pub(crate) struct Outcome {
    pub(crate) each: Vec<f32>,
    pub(crate) gradient: Vec<f32>,
}

impl Outcome {
    /// Of `count` losses; `forward` and `backward` must agree with `forward_backward`.
    pub(crate) fn of<T: TargetType, L: Loss<T>>(loss: L, x: &[f32], t: &[T], count: usize) -> Self {
        let (mut each, mut gradient, mut again) = (vec![0.0; count], vec![0.0; x.len()], vec![0.0; x.len()]);
        loss.forward_each(x, t, &mut each).expect("nothing to refuse");
        loss.backward(x, t, &mut gradient).expect("nothing to refuse");
        let total = loss.forward(x, t).expect("nothing to refuse");
        let total_again = loss.forward_backward(x, t, &mut again).expect("nothing to refuse");
        // Any NaN is the same as any other.
        let bits = |values: &[f32]| {
            values.iter().map(|v| if v.is_nan() { u32::MAX } else { v.to_bits() }).collect::<Vec<_>>()
        };
        assert_eq!(bits(&[total]), bits(&[total_again]), "forward {total}, forward_backward {total_again}");
        assert_eq!(bits(&gradient), bits(&again), "backward and forward_backward");
        Self { each, gradient }
    }
}
