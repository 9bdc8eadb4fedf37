//! The part of the table with losses over rows of classes, and their options.

use activ8::{CategoricalFocal, CrossEntropy, Dice, Loss, MultiMargin, Nll, Tversky};

use super::table::{Domain, Output, Verb, at, losses};

/// Weights of classes, for rows as long as any test has.
const WEIGHTS: [f32; 1 << 18] = {
    let mut weights = [0.0; 1 << 18];
    let mut i = 0;
    while i < weights.len() {
        weights[i] = 0.25 + 0.125 * (i % 9) as f32;
        i += 1;
    }
    weights
};

/// The weight of each of `row` classes; none where no test has so many.
pub(crate) fn weights(row: usize) -> &'static [f32] {
    static ALL: [f32; 1 << 18] = WEIGHTS;
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
        MultiMargin::rows_of(call.row).p(2).weight(weights(call.row)).reduction(call.reduction);
    "CategoricalFocal" true Rows (Probability, Probability second) =
        CategoricalFocal::rows_of(call.row).reduction(call.reduction);
    "Dice" true Rows (Probability, Probability second) = Dice::rows_of(call.row).reduction(call.reduction);
    "Tversky" true Rows (Probability, Probability second) =
        Tversky::rows_of(call.row).alpha(0.25).beta(0.75).reduction(call.reduction);
};
