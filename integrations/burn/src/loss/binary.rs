//! Binary cross-entropy.

use std::borrow::Cow;

use activ8::{BinaryCrossEntropy, BinaryCrossEntropyWithLogits};
use burn::config::Config;
use burn::module::Module;
use burn::nn::loss as theirs;
use burn::tensor::{Device, Int, Tensor};

use super::operation::{Against, Reduced};
use super::{classes, integers, ours, run};
use crate::graph::{Operation, data};
use crate::module::displayed;
use crate::tensor::numbers;

/// The configuration of [`BinaryCrossEntropyLoss`].
#[derive(Config, Debug)]
pub struct BinaryCrossEntropyLossConfig {
    /// A weight for each class.
    pub weights: Option<Vec<f32>>,
    /// What part of each target is spread over all classes.
    pub smoothing: Option<f32>,
    /// Whether inputs are logits.
    #[config(default = false)]
    pub logits: bool,
}

impl BinaryCrossEntropyLossConfig {
    /// The loss.
    ///
    /// # Panics
    /// For a smoothing or weights that burn refuses.
    pub fn init(&self, device: &Device) -> BinaryCrossEntropyLoss {
        let Self { weights, smoothing, logits } = self.clone();
        let theirs::BinaryCrossEntropyLoss { weights, smoothing, logits } =
            theirs::BinaryCrossEntropyLossConfig { weights, smoothing, logits }.init(device);
        BinaryCrossEntropyLoss { weights, smoothing, logits }
    }
}

/// [`BinaryCrossEntropyWithLogits`], or [`BinaryCrossEntropy`] of probabilities; their mean.
#[derive(Module, Debug)]
#[module(custom_display)]
pub struct BinaryCrossEntropyLoss {
    /// A weight for each class: of the last dimension, or of one dimension for targets of 0 and of 1.
    pub weights: Option<Tensor<1>>,
    /// What part of each target is spread over all classes.
    pub smoothing: Option<f32>,
    /// Whether inputs are logits.
    pub logits: bool,
}

displayed! { BinaryCrossEntropyLoss { weights, smoothing, logits } }

impl BinaryCrossEntropyLoss {
    /// The mean of the losses.
    pub fn forward<const D: usize>(&self, logits: Tensor<D>, targets: Tensor<D, Int>) -> Tensor<1> {
        let dims = logits.dims();
        let weights = self.weights.as_ref().map(|weights| data(weights.clone().into_dispatch()));
        let weights_fit =
            self.weights.as_ref().is_none_or(|weights| D == 1 || weights.dims()[0] == dims[D - 1]);
        let (Some(labels), true, true) = (classes(&targets), targets.dims() == dims, weights_fit) else {
            return self.theirs(logits, targets);
        };
        let labels = integers(&labels);
        let weight = weights.flatten().map(|weights| weight_of::<D>(&numbers(&weights), &labels));
        let x = match ours(logits) {
            Ok(x) if weight.is_some() || self.weights.is_none() => x,
            Ok(x) => return self.theirs(Tensor::from_dispatch(x), targets),
            Err(x) => return self.theirs(x, targets),
        };
        let smoothing = self.smoothing.unwrap_or(0.0);
        let shares = if D > 1 { dims[D - 1] } else { 2 };
        let target: Vec<f32> = labels
            .iter()
            .map(|&label| label as f32 * (1.0 - smoothing) + smoothing / shares as f32)
            .collect();
        let (target, weight) = (Cow::Owned(target), weight.as_deref());
        let operation: &dyn Operation<1> = if self.logits {
            let loss = BinaryCrossEntropyWithLogits { weight, ..Default::default() };
            &Reduced(Against { loss, target })
        } else {
            &Reduced(Against { loss: BinaryCrossEntropy { weight, ..Default::default() }, target })
        };
        Tensor::from_dispatch(run([x], operation))
    }

    fn theirs<const D: usize>(&self, logits: Tensor<D>, targets: Tensor<D, Int>) -> Tensor<1> {
        let Self { weights, smoothing, logits: of_logits } = self.clone();
        theirs::BinaryCrossEntropyLoss { weights, smoothing, logits: of_logits }.forward(logits, targets)
    }
}

/// A weight for each of a row, or of one dimension for each label.
fn weight_of<const D: usize>(weights: &[f32], labels: &[i64]) -> Vec<f32> {
    if D > 1 {
        return weights.to_vec();
    }
    let of = |&label: &i64| usize::try_from(label).ok().and_then(|label| weights.get(label).copied());
    labels
        .iter()
        .map(|label| of(label).unwrap_or_else(|| panic!("there is no weight for label {label}")))
        .collect()
}
