//! Losses of the difference of predictions and targets.

use activ8::{Huber, L1, Mse, SmoothL1};
use burn::nn::loss as theirs;
use burn::tensor::{AsIndex, Tensor};

use super::{Reduction, difference, difference_each, mean_or_sum};
use crate::module::{configured, module};

/// `forward` with a reduction and `forward_no_reduction`: the core's loss, and burn's for what is not for it.
macro_rules! of_difference {
    ($module:ident: |$this:ident, $reduction:ident| $core:expr, else $theirs:expr) => {
        impl $module {
            /// The loss, reduced. [`Reduction::Auto`] is the mean.
            pub fn forward<const D: usize>(
                &self,
                predictions: Tensor<D>,
                targets: Tensor<D>,
                reduction: Reduction,
            ) -> Tensor<1> {
                let ($this, $reduction) = (self, mean_or_sum(&reduction));
                difference($core, predictions, targets)
                    .unwrap_or_else(|[x, t]| $theirs.forward(x, t, reduction))
            }

            /// The loss of each element.
            pub fn forward_no_reduction<const D: usize>(
                &self,
                predictions: Tensor<D>,
                targets: Tensor<D>,
            ) -> Tensor<D> {
                let ($this, $reduction) = (self, activ8::Reduction::Mean);
                difference_each($core, predictions, targets)
                    .unwrap_or_else(|[x, t]| $theirs.forward_no_reduction(x, t))
            }
        }
    };
}

module! {
    /// The squared error: [`Mse`].
    MseLoss
}
of_difference! {
    MseLoss: |_this, reduction| Mse { reduction, ..Mse::default() }, else theirs::MseLoss::new()
}

configured! {
    /// The loss of [`Huber`].
    HuberLoss, HuberLossConfig of burn::nn::loss::HuberLossConfig {
        /// Where the square ends.
        delta: f32
    }
}
of_difference! {
    HuberLoss: |this, reduction| Huber { delta: this.delta, reduction, ..Huber::default() },
        else theirs::HuberLossConfig::new(this.delta).init()
}

impl HuberLoss {
    /// The loss of each residual.
    pub fn forward_residuals<const D: usize>(&self, residuals: Tensor<D>) -> Tensor<D> {
        let zeros = residuals.zeros_like();
        self.forward_no_reduction(residuals, zeros)
    }
}

configured! {
    /// The absolute error that is smooth at 0: [`SmoothL1`].
    SmoothL1Loss, SmoothL1LossConfig of burn::nn::loss::SmoothL1LossConfig {
        /// Where the square ends.
        beta: f32 = 1.0
    }
}

impl SmoothL1Loss {
    /// The loss of each element.
    pub fn forward<const D: usize>(&self, predictions: Tensor<D>, targets: Tensor<D>) -> Tensor<D> {
        difference_each(SmoothL1 { beta: self.beta, ..SmoothL1::default() }, predictions, targets)
            .unwrap_or_else(|[x, t]| theirs::SmoothL1Loss { beta: self.beta }.forward(x, t))
    }

    /// The loss, reduced. [`Reduction::Auto`] is the mean.
    pub fn forward_with_reduction<const D: usize>(
        &self,
        predictions: Tensor<D>,
        targets: Tensor<D>,
        reduction: Reduction,
    ) -> Tensor<1> {
        let loss = SmoothL1 { beta: self.beta, reduction: mean_or_sum(&reduction) };
        difference(loss, predictions, targets).unwrap_or_else(|[x, t]| {
            theirs::SmoothL1Loss { beta: self.beta }.forward_with_reduction(x, t, reduction)
        })
    }

    /// The mean over some dimensions of the loss of each element.
    pub fn forward_reduce_dims<const D: usize>(
        &self,
        predictions: Tensor<D>,
        targets: Tensor<D>,
        dims: &[impl AsIndex],
    ) -> Tensor<D> {
        self.forward(predictions, targets).mean_dims(dims)
    }
}

configured! {
    /// `|x − t|^p`: [`L1`] and [`Mse`], and for another p burn's own.
    LpLoss, LpLossConfig of burn::nn::loss::LpLossConfig {
        /// The power.
        p: f64
    }
}

impl LpLossConfig {
    /// The absolute error.
    pub fn l1() -> LpLoss {
        LpLoss { p: 1.0 }
    }

    /// The squared error.
    pub fn l2() -> LpLoss {
        LpLoss { p: 2.0 }
    }
}

impl LpLoss {
    /// The loss, reduced. [`Reduction::Auto`] is the mean.
    pub fn forward<const D: usize>(
        &self,
        predictions: Tensor<D>,
        targets: Tensor<D>,
        reduction: Reduction,
    ) -> Tensor<1> {
        let by = mean_or_sum(&reduction);
        let loss = match self.p {
            1.0 => difference(L1 { reduction: by, ..L1::default() }, predictions, targets),
            2.0 => difference(Mse { reduction: by, ..Mse::default() }, predictions, targets),
            _ => Err([predictions, targets]),
        };
        loss.unwrap_or_else(|[x, t]| theirs::LpLoss { p: self.p }.forward(x, t, reduction))
    }

    /// The loss of each element.
    pub fn forward_no_reduction<const D: usize>(
        &self,
        predictions: Tensor<D>,
        targets: Tensor<D>,
    ) -> Tensor<D> {
        let losses = match self.p {
            1.0 => difference_each(L1::default(), predictions, targets),
            2.0 => difference_each(Mse::default(), predictions, targets),
            _ => Err([predictions, targets]),
        };
        losses.unwrap_or_else(|[x, t]| theirs::LpLoss { p: self.p }.forward_no_reduction(x, t))
    }

    /// The mean over some dimensions of the loss of each element.
    pub fn forward_reduce_dims<const D: usize>(
        &self,
        predictions: Tensor<D>,
        targets: Tensor<D>,
        dims: &[impl AsIndex],
    ) -> Tensor<D> {
        self.forward_no_reduction(predictions, targets).mean_dims(dims)
    }
}
