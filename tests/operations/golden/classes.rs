//! The losses over rows of classes with their options: the files of `make_classes.py`.

use std::ops::Range;

use activ8::{
    CategoricalFocal, CrossEntropy, Dice, Loss, MultiLabelMargin, MultiMargin, Nll, Reduction, Tversky,
};

use super::losses::Outcome;
use crate::common::golden::Golden;
use crate::common::tiers;
use crate::golden::{Judge, Place};

/// The options of a loss, as a file states them for rows of one length.
struct Options {
    row: usize,
    weight: Vec<f32>,
    ignore_index: i64,
    golden: Golden,
}

impl Options {
    fn of(file: &str, row: usize) -> Self {
        let golden = Golden::read(file);
        let weight = golden.facts_or_none(&format!("weight_c{row}"));
        let ignore_index = golden.integer(&format!("ignore_index_c{row}"));
        Self { row, weight: weight.into_iter().map(|w| w as f32).collect(), ignore_index, golden }
    }

    fn weight(&self) -> Option<&[f32]> {
        (!self.weight.is_empty()).then_some(&self.weight)
    }

    /// A parameter, which an `f32` holds.
    fn number(&self, name: &str) -> f32 {
        self.golden.fact(name) as f32
    }

    fn cross_entropy(&self) -> CrossEntropy<'_> {
        let soft_cap = Some(self.number("soft_cap")).filter(|&cap| cap != 0.0);
        CrossEntropy { weight: self.weight(), soft_cap, ..CrossEntropy::rows_of(self.row) }
            .ignore_index(self.ignore_index)
            .label_smoothing(self.number("label_smoothing"))
            .z_loss(self.number("z_loss"))
    }
}

/// A column of the target for the rows of one length.
fn floats(golden: &Golden, _: usize, range: Range<usize>) -> Vec<f32> {
    golden.f32s("target")[range].to_vec()
}

/// The same of integers, one for each element,
fn lists(golden: &Golden, _: usize, range: Range<usize>) -> Vec<i64> {
    golden.classes("target")[range].iter().copied().map(i64::from).collect()
}

/// or one for each row, on whose lines it stands.
fn classes(golden: &Golden, row: usize, range: Range<usize>) -> Vec<i64> {
    lists(golden, row, range).into_iter().step_by(row).collect()
}

/// Compares a file: losses and gradients within `bounds`, in ULP of themselves, or of the greatest of their
/// terms where the file states these; the reductions within `bounds[0]` too.
macro_rules! check {
    ($file:expr, $targets:expr, $bounds:expr, |$options:ident| $loss:expr) => {{
        let (golden, mut judge) = (Golden::read($file), Judge::of($file));
        let [bound, gradient_bound] = $bounds;
        let x = golden.f32s("input");
        let column = |name: &str, or: &str| golden.f64s(if golden.has(name) { name } else { or });
        let [each, grad] = ["each_f64", "grad_f64"].map(|name| golden.f64s(name));
        let (each_scale, grad_scale) = (column("each_scale", "each_f64"), column("grad_scale", "grad_f64"));
        for (row, range) in golden.blocks() {
            let $options = Options::of($file, row);
            let (loss, targets) = ($loss, $targets(&golden, row, range.clone()));
            let (x, count) = (&x[range.clone()], range.len() / row);
            for tier in tiers() {
                let on = |reduction| loss.reduction(reduction).on(tier).expect("an available tier");
                let outcome = Outcome::of(on(Reduction::Mean), x, &targets, count);
                let place =
                    |column, i: usize| Place { tier, column, inputs: [x[i], (range.start + i) as f32] };
                let mut scale = 0.0f64;
                for i in 0..count {
                    let at = range.start + i * row;
                    scale += each_scale[at].abs();
                    judge.difference_of_terms(
                        place("each", i * row),
                        outcome.each[i],
                        [each[at], each_scale[at].abs()],
                        bound,
                    );
                }
                for i in 0..range.len() {
                    let want = [grad[range.start + i], grad_scale[range.start + i].abs()];
                    judge.difference_of_terms(place("grad", i), outcome.gradient[i], want, gradient_bound);
                }
                for (name, reduction) in [("mean", Reduction::Mean), ("sum", Reduction::Sum)] {
                    let (mean, sum) =
                        (golden.fact(&format!("mean_f64_c{row}")), golden.fact(&format!("sum_f64_c{row}")));
                    let (want, scale) =
                        if name == "mean" { (mean, scale * (mean / sum).abs()) } else { (sum, scale) };
                    let got = on(reduction).forward(x, &targets).expect("nothing to refuse");
                    let got_sum = on(reduction).forward_sum(x, &targets).expect("nothing to refuse");
                    assert_eq!(got_sum.reduce(reduction), Ok(got), "{}: forward_sum", $file);
                    judge.difference_of_terms(place(name, 0), got, [want, scale], bound);
                }
            }
        }
        judge.finish();
    }};
}

#[test]
fn cross_entropy_of_classes_agrees_with_pytorch() {
    for file in ["cross_entropy_weight", "cross_entropy_ignore"] {
        check!(file, classes, [2.0, 4.0], |options| options.cross_entropy());
    }
    for file in ["smoothing", "smoothing_weight", "z_loss", "all"] {
        let file = ["cross_entropy_", file].concat().leak();
        check!(file, classes, [4.0, 4.0], |options| options.cross_entropy());
    }
    // The cap's own gradient is a factor.
    check!("cross_entropy_soft_cap", classes, [4.0, 4.0 + 3.5], |options| options.cross_entropy());
}

#[test]
fn cross_entropy_of_probabilities_agrees_with_pytorch() {
    for file in ["soft", "soft_smoothing", "soft_weight", "soft_all"] {
        let file = ["cross_entropy_", file].concat().leak();
        check!(file, floats, [4.0, 4.0], |options| options.cross_entropy());
    }
}

#[test]
fn nll_agrees_with_pytorch() {
    for file in ["nll", "nll_weight"] {
        check!(file, classes, [1.0, 1.0], |options| Nll {
            weight: options.weight(),
            ..Nll::rows_of(options.row).ignore_index(options.ignore_index)
        });
    }
}

#[test]
fn margins_agree_with_pytorch() {
    for file in ["multi_margin", "multi_margin_p2"] {
        check!(file, classes, [4.0, 4.0], |options| MultiMargin {
            weight: options.weight(),
            ..MultiMargin::rows_of(options.row).p(options.number("p") as u8).margin(options.number("margin"))
        });
    }
    check!("multilabel_margin", lists, [4.0, 1.0], |options| MultiLabelMargin::rows_of(options.row));
    let narrow = |golden: &Golden, row, range| -> Vec<i32> {
        lists(golden, row, range).iter().map(|&class| class as i32).collect()
    };
    check!("multilabel_margin", narrow, [4.0, 1.0], |options| MultiLabelMargin::rows_of(options.row));
}

#[test]
fn categorical_focal_agrees_with_its_formula() {
    for file in ["categorical_focal", "categorical_focal_gamma"] {
        check!(file, floats, [4.0, 6.0], |options| CategoricalFocal::rows_of(options.row)
            .alpha(options.number("alpha"))
            .gamma(options.number("gamma")));
    }
}

#[test]
fn overlaps_agree_with_their_formulas() {
    check!("dice", floats, [4.0, 4.0], |options| {
        Dice::rows_of(options.row).epsilon(options.number("epsilon"))
    });
    check!("tversky", floats, [4.0, 4.0], |options| Tversky {
        epsilon: options.number("epsilon"),
        ..Tversky::rows_of(options.row).alpha(options.number("alpha")).beta(options.number("beta"))
    });
}
