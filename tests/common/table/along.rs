//! The losses of rows that lie along any axis: each with the row of [`classes::ROWS`] that has its formula.

use activ8::{CategoricalCrossEntropy, CategoricalFocal, CrossEntropy, Nll, Reduction, Result};

use super::classes::{self, weights};
use super::losses::Ask;

/// A loss along an axis.
pub(crate) struct Along {
    /// Its name among the losses of rows.
    pub(crate) name: &'static str,
    /// By how many ULP it may differ from that of the same rows: both bounds together.
    pub(crate) differs: f64,
    /// A verb along an axis of so many elements, which lie so far apart.
    pub(crate) run: fn([usize; 2], Reduction, Ask<'_>) -> Result<Option<f32>>,
}

impl Along {
    /// The same loss of rows.
    pub(crate) fn rows(&self) -> &'static classes::Row {
        classes::ROWS.iter().find(|row| row.name == self.name).expect("a loss of rows")
    }
}

pub(crate) const ALONG: &[Along] = &[
    Along {
        name: "cross_entropy",
        differs: 8.0,
        run: |[row, inner], reduction, ask| {
            ask.of_classes(CrossEntropy::along(row, inner).reduction(reduction))
        },
    },
    Along {
        name: "cross_entropy_smoothed",
        differs: 8.0,
        run: |[row, inner], reduction, ask| {
            ask.of_classes(CrossEntropy::along(row, inner).label_smoothing(0.125).reduction(reduction))
        },
    },
    Along {
        name: "cross_entropy_soft",
        differs: 8.0,
        run: |[row, inner], reduction, ask| ask.of(CrossEntropy::along(row, inner).reduction(reduction)),
    },
    Along {
        name: "cross_entropy_options",
        differs: 8.0,
        run: |[row, inner], reduction, ask| {
            let loss = CrossEntropy::along(row, inner).weight(weights(row)).label_smoothing(0.125);
            ask.of(loss.z_loss(0.0078125).soft_cap(30.0).reduction(reduction))
        },
    },
    Along {
        name: "nll",
        differs: 0.0,
        run: |[row, inner], reduction, ask| ask.of_classes(Nll::along(row, inner).reduction(reduction)),
    },
    Along {
        name: "categorical_cross_entropy",
        differs: 8.0,
        run: |[row, inner], reduction, ask| {
            ask.of(CategoricalCrossEntropy::along(row, inner).reduction(reduction))
        },
    },
    Along {
        name: "categorical_focal",
        differs: 8.0,
        run: |[row, inner], reduction, ask| ask.of(CategoricalFocal::along(row, inner).reduction(reduction)),
    },
];

/// Rows of `row` elements as matrices of (row, inner), one after the other.
pub(crate) fn to_columns<X: Copy>(x: &[X], [row, inner]: [usize; 2]) -> Vec<X> {
    let matrices = x.chunks_exact(row * inner);
    matrices.flat_map(|m| (0..row * inner).map(|i| m[i % inner * row + i / inner])).collect()
}

/// The other way.
pub(crate) fn to_rows<X: Copy>(x: &[X], [row, inner]: [usize; 2]) -> Vec<X> {
    to_columns(x, [inner, row])
}
