//! The losses over rows: of a class or of targets of their length.

use std::sync::LazyLock;

use activ8::{
    CategoricalCrossEntropy, CategoricalFocal, CrossEntropy, Dice, MultiLabelSoftMargin, MultiMargin, Nll,
    Reduction, Result, Tversky,
};

use super::super::random::Random;
use super::Domain::{Class, Logarithm, Probability, Real};
use super::losses::Ask;
use super::{Domain, draws};

/// A loss over rows.
pub(crate) struct Row {
    /// What reports, arguments and tests call it.
    pub(crate) name: &'static str,
    /// What its input and its target may be.
    pub(crate) domains: [Domain; 2],
    /// A verb over rows of a length.
    pub(crate) run: fn(usize, Reduction, Ask<'_>) -> Result<Option<f32>>,
    /// The loss of a row by the book, for inputs of moderate size.
    pub(crate) book: fn(&[f64], Target<'_>) -> f64,
    /// Rows of a length, and their targets, classes being floats.
    pub(crate) draw: fn(&mut Random, usize, usize) -> [Vec<f32>; 2],
    /// Files of golden vectors, and the bounds of losses and gradients in them.
    pub(crate) golden: &'static [(&'static str, [f64; 2])],
}

/// The target of a row.
#[derive(Clone, Copy)]
pub(crate) enum Target<'a> {
    Class(usize),
    Floats(&'a [f64]),
}

impl<'a> Target<'a> {
    fn class(self) -> usize {
        let Self::Class(class) = self else { panic!("a class") };
        class
    }

    fn floats(self) -> &'a [f64] {
        let Self::Floats(floats) = self else { panic!("floats") };
        floats
    }
}

/// The weight of each of `row` classes; none where no test has so many.
pub(crate) fn weights(row: usize) -> &'static [f32] {
    static ALL: LazyLock<Vec<f32>> =
        LazyLock::new(|| (0..1 << 20).map(|i| 0.25 + 0.125 * (i % 9) as f32).collect());
    ALL.get(..row).unwrap_or_default()
}

/// ln softmax.
pub(crate) fn log_softmax(x: &[f64]) -> Vec<f64> {
    let max = x.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let log_total = x.iter().map(|x| (x - max).exp()).sum::<f64>().ln();
    x.iter().map(|x| x - max - log_total).collect()
}

/// Σ max(0, margin − x[class] + x[i])^p / row, over all i but the class.
fn hinges(x: &[f64], class: usize, margin: f64, p: i32) -> f64 {
    let others = x.iter().enumerate().filter(|&(i, _)| i != class);
    others.map(|(_, other)| (margin - x[class] + other).max(0.0).powi(p)).sum::<f64>() / x.len() as f64
}

/// Σ of a term of an element and its target.
fn sum(x: &[f64], target: Target<'_>, term: impl Fn(f64, f64) -> f64) -> f64 {
    x.iter().zip(target.floats()).map(|(&x, &t)| term(x, t)).sum()
}

/// 1 − tp / (tp + alpha·fp + beta·fn + epsilon), as a quotient of positive sums.
fn overlap(p: &[f64], t: Target<'_>, [alpha, beta, epsilon]: [f64; 3]) -> f64 {
    let [both, wrong, missed] =
        [sum(p, t, |p, t| p * t), sum(p, t, |p, t| p * (1.0 - t)), sum(p, t, |p, t| (1.0 - p) * t)];
    let rest = alpha * wrong + beta * missed + epsilon;
    rest / (both + rest)
}

pub(crate) const ROWS: &[Row] = &[
    Row {
        name: "categorical_cross_entropy",
        domains: [Probability, Probability],
        run: |row, reduction, ask| ask.of(CategoricalCrossEntropy::rows_of(row).reduction(reduction)),
        book: |x, t| sum(x, t, |x, t| if t == 0.0 { 0.0 } else { -t * x.ln() }),
        draw: draws::distributions,
        golden: &[
            ("categorical_cross_entropy", [2.5, 2.0]),
            ("categorical_cross_entropy_special", [2.5, 2.0]),
        ],
    },
    Row {
        name: "cross_entropy",
        domains: [Real, Class],
        run: |row, reduction, ask| ask.of_classes(CrossEntropy::rows_of(row).reduction(reduction)),
        book: |x, t| -log_softmax(x)[t.class()],
        draw: draws::logits_and_classes,
        golden: &[("cross_entropy", [3.0, 4.0]), ("cross_entropy_special", [3.0, 4.0])],
    },
    Row {
        name: "cross_entropy_smoothed",
        domains: [Real, Class],
        run: |row, reduction, ask| {
            ask.of_classes(CrossEntropy::rows_of(row).label_smoothing(0.125).reduction(reduction))
        },
        book: |x, t| {
            let log = log_softmax(x);
            -0.875 * log[t.class()] - 0.125 / x.len() as f64 * log.iter().sum::<f64>()
        },
        draw: draws::logits_and_classes,
        golden: &[],
    },
    Row {
        name: "cross_entropy_soft",
        domains: [Real, Probability],
        run: |row, reduction, ask| ask.of(CrossEntropy::rows_of(row).reduction(reduction)),
        book: |x, t| -log_softmax(x).iter().zip(t.floats()).map(|(log, t)| t * log).sum::<f64>(),
        draw: draws::logits_and_distributions,
        golden: &[],
    },
    Row {
        name: "cross_entropy_options",
        domains: [Real, Probability],
        run: |row, reduction, ask| {
            let loss = CrossEntropy::rows_of(row).weight(weights(row)).label_smoothing(0.125);
            ask.of(loss.z_loss(0.0078125).soft_cap(30.0).reduction(reduction))
        },
        book: |x, t| {
            let z: Vec<f64> = x.iter().map(|x| 30.0 * (x / 30.0).tanh()).collect();
            let log = log_softmax(&z);
            let shares = t.floats().iter().zip(weights(x.len()));
            let shares = shares.map(|(t, &w)| (0.875 * t + 0.125 / x.len() as f64) * f64::from(w));
            let of_weights = shares.zip(&log).map(|(share, log)| share * log).sum::<f64>();
            0.0078125 * (z[0] - log[0]).powi(2) - of_weights
        },
        draw: draws::logits_and_distributions,
        golden: &[],
    },
    Row {
        name: "nll",
        domains: [Logarithm, Class],
        run: |row, reduction, ask| ask.of_classes(Nll::rows_of(row).reduction(reduction)),
        book: |x, t| -x[t.class()],
        draw: |random, rows, row| {
            let [logits, classes] = draws::logits_and_classes(random, rows, row);
            [logits.into_iter().map(|x| -x.abs()).collect(), classes]
        },
        golden: &[],
    },
    Row {
        name: "multi_margin",
        domains: [Real, Class],
        run: |row, reduction, ask| {
            ask.of_classes(MultiMargin::rows_of(row).margin(1.0625).reduction(reduction))
        },
        book: |x, t| hinges(x, t.class(), 1.0625, 1),
        draw: draws::logits_and_classes,
        golden: &[],
    },
    Row {
        name: "multi_margin_squared",
        domains: [Real, Class],
        run: |row, reduction, ask| {
            let loss = MultiMargin::rows_of(row).p(2).margin(1.0625).weight(weights(row));
            ask.of_classes(loss.reduction(reduction))
        },
        book: |x, t| f64::from(weights(x.len())[t.class()]) * hinges(x, t.class(), 1.0625, 2),
        draw: draws::logits_and_classes,
        golden: &[],
    },
    Row {
        name: "multi_label_soft_margin",
        domains: [Real, Probability],
        run: |row, reduction, ask| ask.of(MultiLabelSoftMargin::rows_of(row).reduction(reduction)),
        book: |x, t| sum(x, t, |x, t| (1.0 - t) * x + (-x).exp().ln_1p()) / x.len() as f64,
        draw: draws::logits_and_distributions,
        golden: &[("multilabel_soft_margin", [3.0, 3.0])],
    },
    Row {
        name: "categorical_focal",
        domains: [Probability, Probability],
        run: |row, reduction, ask| ask.of(CategoricalFocal::rows_of(row).reduction(reduction)),
        book: |x, t| sum(x, t, |x, t| if t == 0.0 { 0.0 } else { -0.25 * (1.0 - x).powi(2) * t * x.ln() }),
        draw: draws::distributions,
        golden: &[],
    },
    Row {
        name: "dice",
        domains: [Probability, Probability],
        run: |row, reduction, ask| ask.of(Dice::rows_of(row).reduction(reduction)),
        book: |x, t| overlap(x, t, [0.5, 0.5, 0.5 * f64::from(1e-7f32)]),
        draw: draws::near_labels,
        golden: &[],
    },
    Row {
        name: "tversky",
        domains: [Probability, Probability],
        run: |row, reduction, ask| ask.of(Tversky::rows_of(row).alpha(0.25).beta(0.75).reduction(reduction)),
        book: |x, t| overlap(x, t, [0.25, 0.75, f64::from(1e-7f32)]),
        draw: draws::near_labels,
        golden: &[],
    },
];
