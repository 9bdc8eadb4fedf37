//! The losses by name, each with inputs of any size and its right answer.

use activ8::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CategoricalCrossEntropy, CategoricalFocal,
    CrossEntropy, Dice, FixedGaussianNll, Hinge, HingeEmbedding, Huber, JensenShannon, KlDivergence, L1,
    LogCosh, Loss, Mse, MultiMargin, Nll, PoissonNll, Quantile, Result, SigmoidFocal, SmoothL1, SoftMargin,
    SquaredHinge, Tier, Tversky,
};

use super::oracle::{Sum, classes as by_class, loss};
use super::random::Random;

/// The bound of a mean of up to 16 Mi losses, in ULP, which the documentation of `Loss` states.
pub(crate) const MAX_ULP: f64 = 4.0;
/// The length of the rows, for losses of rows.
pub(crate) const ROW: usize = 1024;

/// A loss with reduction "mean", and what it should give.
pub(crate) struct LossOfAll {
    /// What reports and arguments call it.
    pub(crate) name: &'static str,
    /// Draws an input and a target of so many elements, a whole number of rows.
    pub(crate) draw: fn(&mut Random, usize) -> [Vec<f32>; 2],
    /// The library's verb `forward` on a tier.
    pub(crate) forward: fn(Tier, &[f32], &[f32]) -> Result<f32>,
    /// Its right answer.
    pub(crate) mean: fn(&[f32], &[f32]) -> f64,
}

/// The losses; a target of classes holds them as floats.
pub(crate) const LOSSES: &[LossOfAll] = &[
    LossOfAll {
        name: "mse",
        draw: errors,
        forward: |tier, x, t| Mse::default().on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, loss::mse),
    },
    LossOfAll {
        name: "bce",
        draw: |random, len| [(); 2].map(|()| random.fill(len, Random::unit)),
        forward: |tier, x, t| BinaryCrossEntropy::default().on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, loss::bce),
    },
    LossOfAll {
        name: "bce_with_logits",
        draw: |random, len| {
            [random.fill(len, |random| random.uniform(-20.0, 20.0)), random.fill(len, Random::unit)]
        },
        forward: |tier, x, t| BinaryCrossEntropyWithLogits::default().on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, loss::bce_with_logits),
    },
    LossOfAll {
        name: "categorical_cross_entropy",
        draw: |random, len| [probabilities(random, len), probabilities(random, len)],
        forward: |tier, x, t| CategoricalCrossEntropy::rows_of(ROW).on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, ROW, loss::categorical_cross_entropy),
    },
    LossOfAll {
        name: "cross_entropy",
        draw: logits_and_classes,
        forward: |tier, x, t| {
            let classes: Vec<u32> = t.iter().map(|&class| class as u32).collect();
            CrossEntropy::rows_of(ROW).on(tier)?.forward(x, &classes)
        },
        mean: |x, t| mean_of_classes(x, t, loss::cross_entropy),
    },
    LossOfAll {
        name: "cross_entropy_smoothed",
        draw: logits_and_classes,
        forward: |tier, x, t| {
            let classes: Vec<u32> = t.iter().map(|&class| class as u32).collect();
            CrossEntropy::rows_of(ROW).label_smoothing(0.125).on(tier)?.forward(x, &classes)
        },
        mean: |x, t| mean_of_classes(x, t, |row, class| by_class::smoothed_cross_entropy(row, class, 0.125)),
    },
    LossOfAll {
        name: "cross_entropy_soft",
        draw: |random, len| {
            [random.fill(len, |random| random.uniform(-8.0, 8.0)), probabilities(random, len)]
        },
        forward: |tier, x, t| CrossEntropy::rows_of(ROW).on(tier)?.forward(x, t),
        mean: |x, t| mean_of_rows(x, t, by_class::soft_cross_entropy),
    },
    LossOfAll {
        name: "multi_margin",
        draw: logits_and_classes,
        forward: |tier, x, t| {
            let classes: Vec<u32> = t.iter().map(|&class| class as u32).collect();
            MultiMargin::rows_of(ROW).on(tier)?.forward(x, &classes)
        },
        mean: |x, t| mean_of_classes(x, t, |row, class| by_class::multi_margin(row, class, 1.0, 1)),
    },
    LossOfAll {
        name: "multi_margin_squared",
        draw: logits_and_classes,
        forward: |tier, x, t| {
            let classes: Vec<u32> = t.iter().map(|&class| class as u32).collect();
            MultiMargin::rows_of(ROW).p(2).on(tier)?.forward(x, &classes)
        },
        mean: |x, t| mean_of_classes(x, t, |row, class| by_class::multi_margin(row, class, 1.0, 2)),
    },
    LossOfAll {
        name: "categorical_focal",
        draw: |random, len| [probabilities(random, len), probabilities(random, len)],
        forward: |tier, x, t| CategoricalFocal::rows_of(ROW).gamma(1.3).on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, ROW, |p, t| by_class::focal(p, t, 0.25, f64::from(1.3f32))),
    },
    LossOfAll {
        name: "dice",
        draw: near_labels,
        forward: |tier, x, t| Dice::rows_of(ROW).on(tier)?.forward(x, t),
        mean: |x, t| mean_of_rows(x, t, |p, t| by_class::tversky(p, t, [0.5, 0.5, 0.5 * f64::from(1e-7f32)])),
    },
    LossOfAll {
        name: "tversky",
        draw: near_labels,
        forward: |tier, x, t| Tversky::rows_of(ROW).alpha(0.3).beta(0.7).on(tier)?.forward(x, t),
        mean: |x, t| {
            let [alpha, beta, epsilon] = [0.3f32, 0.7, 1e-7].map(f64::from);
            mean_of_rows(x, t, |p, t| by_class::tversky(p, t, [alpha, beta, epsilon]))
        },
    },
    // Its terms have either sign; their sum over a row has not.
    LossOfAll {
        name: "kl",
        draw: |random, len| [probabilities(random, len), probabilities(random, len)],
        forward: |tier, x, t| KlDivergence::probabilities().on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, loss::kl),
    },
    LossOfAll {
        name: "kl_div",
        draw: |random, len| {
            let logarithms = probabilities(random, len).into_iter().map(f32::ln).collect();
            [logarithms, probabilities(random, len)]
        },
        forward: |tier, x, t| KlDivergence::log_probabilities().on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, loss::kl_div),
    },
    LossOfAll {
        name: "jensen_shannon",
        draw: |random, len| [(); 2].map(|()| probabilities(random, len).into_iter().map(f32::ln).collect()),
        forward: |tier, x, t| JensenShannon::default().on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, |x, t| loss::jensen_shannon(x, t, 0.5)),
    },
    LossOfAll {
        name: "l1",
        draw: errors,
        forward: |tier, x, t| L1::default().on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, |x, t| (x - t).abs()),
    },
    LossOfAll {
        name: "smooth_l1",
        draw: errors,
        forward: |tier, x, t| SmoothL1 { beta: 0.3, ..SmoothL1::default() }.on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, |x, t| loss::huber(x, t, f64::from(0.3f32)) / f64::from(0.3f32)),
    },
    LossOfAll {
        name: "huber",
        draw: errors,
        forward: |tier, x, t| Huber::default().on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, |x, t| loss::huber(x, t, 1.0)),
    },
    LossOfAll {
        name: "hinge",
        draw: scores,
        forward: |tier, x, y| Hinge::default().on(tier)?.forward(x, y),
        mean: |x, y| mean(x, y, 1, loss::hinge),
    },
    LossOfAll {
        name: "squared_hinge",
        draw: scores,
        forward: |tier, x, y| SquaredHinge::default().on(tier)?.forward(x, y),
        mean: |x, y| mean(x, y, 1, |x, y| loss::hinge(x, y).powi(2)),
    },
    LossOfAll {
        name: "soft_margin",
        draw: scores,
        forward: |tier, x, y| SoftMargin::default().on(tier)?.forward(x, y),
        mean: |x, y| mean(x, y, 1, loss::soft_margin),
    },
    LossOfAll {
        name: "sigmoid_focal",
        draw: |random, len| [random.fill(len, |random| random.uniform(-20.0, 20.0)), random.fill(len, label)],
        forward: |tier, x, t| SigmoidFocal::default().on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, |x, t| loss::focal(x, t, 0.25, 2.0)),
    },
    LossOfAll {
        name: "log_cosh",
        draw: errors,
        forward: |tier, x, t| LogCosh::default().on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, loss::log_cosh),
    },
    LossOfAll {
        name: "quantile",
        draw: errors,
        forward: |tier, x, t| Quantile::of(0.75).on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, |x, t| loss::quantile(x, t, 0.75)),
    },
    LossOfAll {
        name: "hinge_embedding",
        draw: |random, len| {
            let [_, signs] = scores(random, len);
            [random.fill(len, |random| random.uniform(0.0, 3.0)), signs]
        },
        forward: |tier, x, y| HingeEmbedding::default().on(tier)?.forward(x, y),
        mean: |x, y| mean(x, y, 1, |x, y| if y > 0.0 { x } else { (1.0 - x).max(0.0) }),
    },
    // Expected counts below 1, whose logarithms are negative: then all terms have one sign.
    LossOfAll {
        name: "poisson_nll",
        draw: |random, len| {
            let logarithms = random.fill(len, |random| random.uniform(-20.0, 0.0));
            [logarithms, random.fill(len, |random| random.index(5) as f32)]
        },
        forward: |tier, x, t| PoissonNll::default().on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, |x, t| x.exp() - t * x),
    },
    LossOfAll {
        name: "gaussian_nll",
        draw: errors,
        forward: |tier, x, t| FixedGaussianNll::of_variance(1.5).on(tier)?.forward(x, t),
        mean: |x, t| mean(x, t, 1, |x, t| ((x - t).powi(2) / 1.5 + 1.5f64.ln()) / 2.0),
    },
    LossOfAll {
        name: "nll",
        draw: |random, len| {
            let [logits, classes] = logits_and_classes(random, len);
            [logits.into_iter().map(|x| -x.abs()).collect(), classes]
        },
        forward: |tier, x, t| {
            let classes: Vec<u32> = t.iter().map(|&class| class as u32).collect();
            Nll::rows_of(ROW).on(tier)?.forward(x, &classes)
        },
        mean: |x, t| mean_of_classes(x, t, |row, class| f64::from(-row[class])),
    },
];

/// Predictions and targets.
fn errors(random: &mut Random, len: usize) -> [Vec<f32>; 2] {
    [(); 2].map(|()| random.fill(len, |random| random.uniform(-3.0, 3.0)))
}

/// Scores and their signs.
fn scores(random: &mut Random, len: usize) -> [Vec<f32>; 2] {
    let scores = random.fill(len, |random| random.uniform(-20.0, 20.0));
    [scores, random.fill(len, |random| 2.0 * label(random) - 1.0)]
}

/// 0 or 1.
fn label(random: &mut Random) -> f32 {
    random.index(2) as f32
}

/// The mean over elements, or over rows of more than one.
fn mean(x: &[f32], t: &[f32], row: usize, term: fn(f64, f64) -> f64) -> f64 {
    let terms = x.iter().zip(t).map(|(&x, &t)| term(f64::from(x), f64::from(t)));
    terms.collect::<Sum>().total() / (x.len() / row) as f64
}

/// The mean over rows, each with its class.
fn mean_of_classes(x: &[f32], t: &[f32], loss: fn(&[f32], usize) -> f64) -> f64 {
    let losses = x.chunks_exact(ROW).zip(t).map(|(row, &class)| loss(row, class as usize));
    losses.collect::<Sum>().total() / t.len() as f64
}

/// The mean over rows, each with its target.
fn mean_of_rows(x: &[f32], t: &[f32], loss: impl Fn(&[f32], &[f32]) -> f64) -> f64 {
    let losses = x.chunks_exact(ROW).zip(t.chunks_exact(ROW)).map(|(x, t)| loss(x, t));
    losses.collect::<Sum>().total() / (x.len() / ROW) as f64
}

fn logits_and_classes(random: &mut Random, len: usize) -> [Vec<f32>; 2] {
    let classes = random.fill(len / ROW, |random| random.index(ROW) as f32);
    [random.fill(len, |random| random.uniform(-8.0, 8.0)), classes]
}

/// Labels of 0 and 1, and probabilities that are nearly right, so that little is lost.
fn near_labels(random: &mut Random, len: usize) -> [Vec<f32>; 2] {
    let t = random.fill(len, |random| random.index(2) as f32);
    let off = random.fill(len, |random| random.unit() / 1024.0);
    [t.iter().zip(off).map(|(t, off)| (t - off).abs()).collect(), t]
}

/// Rows of numbers that add up to 1, up to rounding.
fn probabilities(random: &mut Random, len: usize) -> Vec<f32> {
    let mut p = random.fill(len, |random| 1.0 - random.unit());
    for row in p.chunks_exact_mut(ROW) {
        let total: f32 = row.iter().sum();
        row.iter_mut().for_each(|p| *p /= total);
    }
    p
}
