//! What several of the tests draw.

use activ8::Reduction;

use crate::common::random::Random;

pub(super) fn reduction(random: &mut Random) -> Reduction {
    [Reduction::Mean, Reduction::Sum, Reduction::BatchMean(7)][random.index(3)]
}

/// What a loss counts in the reduced one, all having this weight.
pub(crate) fn factor(reduction: Reduction, weight: f64) -> f64 {
    1.0 / match reduction {
        Reduction::Mean => weight,
        Reduction::BatchMean(rows) => rows as f64,
        _ => 1.0,
    }
}
