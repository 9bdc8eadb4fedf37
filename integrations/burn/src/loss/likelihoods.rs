//! Losses of a tensor against targets of its shape.

use activ8::{HingeEmbedding, KlDivergence, PoissonNll, SoftMargin};
use burn::nn::loss as theirs;
use burn::tensor::Tensor;

use super::{Reduction, against, against_each, mean_or_sum};
use crate::module::{configured, module};

/// `forward` with a reduction and `forward_no_reduction`: the core's loss, and burn's for what is not for it.
macro_rules! against_targets {
    ($module:ident: |$this:ident, $reduction:ident| $core:expr, by |$x:ident| $by:expr, else $theirs:expr) => {
        impl $module {
            /// The loss, reduced.
            pub fn forward<const D: usize>(
                &self,
                predictions: Tensor<D>,
                targets: Tensor<D>,
                reduction: Reduction,
            ) -> Tensor<1> {
                let ($this, $x) = (self, (&predictions, &reduction));
                let $reduction = $by;
                against($core, predictions, targets).unwrap_or_else(|[x, t]| $theirs.forward(x, t, reduction))
            }

            /// The loss of each element.
            pub fn forward_no_reduction<const D: usize>(
                &self,
                predictions: Tensor<D>,
                targets: Tensor<D>,
            ) -> Tensor<D> {
                let ($this, $reduction) = (self, activ8::Reduction::Mean);
                against_each($core, predictions, targets)
                    .unwrap_or_else(|[x, t]| $theirs.forward_no_reduction(x, t))
            }
        }
    };
}

configured! {
    /// The divergence of an input of logarithms from the targets: [`KlDivergence`]. [`Reduction::Auto`] divides by the
    /// batch, and so does [`Reduction::BatchMean`].
    KLDivLoss, KLDivLossConfig of burn::nn::loss::KLDivLossConfig {
        /// Whether targets are logarithms too.
        log_target: bool = false
    }
}
against_targets! {
    KLDivLoss: |this, reduction| KlDivergence {
        log_target: this.log_target,
        reduction,
        ..KlDivergence::log_probabilities()
    },
    by |asked| match asked {
        (x, Reduction::BatchMean | Reduction::Auto) => activ8::Reduction::BatchMean(x.dims()[0]),
        (_, Reduction::Mean) => activ8::Reduction::Mean,
        (_, Reduction::Sum) => activ8::Reduction::Sum,
    },
    else theirs::KLDivLoss { log_target: this.log_target }
}

configured! {
    /// The negative log-likelihood of counts: [`PoissonNll`].
    PoissonNllLoss, PoissonNllLossConfig of burn::nn::loss::PoissonNllLossConfig {
        /// Whether predictions are logarithms of the expected counts.
        log_input: bool = true,
        /// Whether to add Stirling's term.
        full: bool = false,
        /// What is added to predictions that are no logarithms.
        eps: f64 = 1e-8
    }
}
against_targets! {
    PoissonNllLoss: |this, reduction| PoissonNll {
        log_input: this.log_input,
        full: this.full,
        eps: this.eps as f32,
        reduction,
    },
    by |asked| mean_or_sum(asked.1),
    else theirs::PoissonNllLoss { log_input: this.log_input, full: this.full, eps: this.eps }
}

configured! {
    /// `x` for a target of 1, `max(0, margin − x)` for −1: [`HingeEmbedding`].
    HingeEmbeddingLoss, HingeEmbeddingLossConfig of burn::nn::loss::HingeEmbeddingLossConfig {
        /// The margin.
        margin: f64 = 1.0
    }
}
against_targets! {
    HingeEmbeddingLoss: |this, reduction| HingeEmbedding { margin: this.margin as f32, reduction },
    by |asked| mean_or_sum(asked.1),
    else theirs::HingeEmbeddingLoss { margin: this.margin }
}

module! {
    /// `ln(1 + e^(−t·x))` for targets of 1 and −1: [`SoftMargin`].
    SoftMarginLoss
}
against_targets! {
    SoftMarginLoss: |_this, reduction| SoftMargin { reduction },
    by |asked| mean_or_sum(asked.1),
    else theirs::SoftMarginLoss::new()
}
