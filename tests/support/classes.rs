//! The part of the table with losses over rows of classes, and their options.

use std::sync::LazyLock;

use activ8::{CategoricalFocal, CrossEntropy, Dice, Loss, MultiMargin, Nll, Tversky};

use super::table::{Domain, Output, Verb, at, losses};

/// The weight of each of `row` classes; none where no test has so many.
pub(crate) fn weights(row: usize) -> &'static [f32] {
    static ALL: LazyLock<Vec<f32>> =
        LazyLock::new(|| (0..1 << 20).map(|i| 0.25 + 0.125 * (i % 9) as f32).collect());
    ALL.get(..row).unwrap_or_default()
}

pub(super) const LOSSES: [[Verb; 4]; 8] = losses! { call;
    "CrossEntropySmoothed" true Rows (Real, Class classes) =
        CrossEntropy::rows_of(call.row).label_smoothing(0.125).reduction(call.reduction);
    "CrossEntropyOptions" true Rows (Real, Probability second) =
        CrossEntropy::rows_of(call.row).weight(weights(call.row)).label_smoothing(0.125)
            .z_loss(0.0078125).soft_cap(30.0).reduction(call.reduction);
    "Nll" true Rows (Logarithm, Class classes) = Nll::rows_of(call.row).reduction(call.reduction);
    "MultiMargin" true Rows (Real, Class classes) =
        MultiMargin::rows_of(call.row).margin(1.0625).reduction(call.reduction);
    "MultiMarginSquared" true Rows (Real, Class classes) =
        MultiMargin::rows_of(call.row).p(2).margin(1.0625).weight(weights(call.row))
            .reduction(call.reduction);
    "CategoricalFocal" true Rows (Probability, Probability second) =
        CategoricalFocal::rows_of(call.row).reduction(call.reduction);
    "Dice" true Rows (Probability, Probability second) = Dice::rows_of(call.row).reduction(call.reduction);
    "Tversky" true Rows (Probability, Probability second) =
        Tversky::rows_of(call.row).alpha(0.25).beta(0.75).reduction(call.reduction);
};
