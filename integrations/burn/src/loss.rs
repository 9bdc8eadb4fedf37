//! `burn::nn::loss` by name, field and method; what has no kernel here is burn's own, under the same name.
//!
//! Sums are good to 4 ULP, where a tensor's `mean` is a plain sum. Each is the core's where [`ours`](crate#where) are
//! computed, shapes are equal and parameters are in the core's domain; else burn's own, which may broadcast or refuse.
//! Targets that are learnt have gradients: where a loss is one of a difference by the core, else by burn's own.
//! A value that the core refuses, such as a probability of 2, is a panic that names it.

mod binary;
mod classes;
mod ctc;
mod distances;
mod joint;
mod likelihoods;
mod operation;

use activ8::{Error, Loss};
use burn::backend::flex::FlexTensor;
use burn::tensor::{Int, Shape, Tensor};

use crate::graph::{all_ours, data, is_tracked, ours, run};
use crate::tensor::{integers, numbers};
pub use binary::{BinaryCrossEntropyLoss, BinaryCrossEntropyLossConfig};
pub use burn::nn::loss::*;
pub use classes::{CrossEntropyLoss, CrossEntropyLossConfig, MultiMarginLoss, MultiMarginLossConfig};
pub use ctc::{CTCLoss, CTCLossConfig};
pub use distances::{
    HuberLoss, HuberLossConfig, LpLoss, LpLossConfig, MseLoss, SmoothL1Loss, SmoothL1LossConfig,
};
pub use joint::{
    CosineEmbeddingLoss, CosineEmbeddingLossConfig, GaussianNLLLoss, GaussianNLLLossConfig,
    MarginRankingLoss, MarginRankingLossConfig, TripletMarginLoss, TripletMarginLossConfig,
};
pub use likelihoods::{
    HingeEmbeddingLoss, HingeEmbeddingLossConfig, KLDivLoss, KLDivLossConfig, PoissonNllLoss,
    PoissonNllLossConfig, SoftMarginLoss,
};
use operation::{Against, Difference, Each, Reduced};

/// The core's reduction for those of burn's that most losses have.
#[track_caller]
fn mean_or_sum(reduction: &Reduction) -> activ8::Reduction {
    match reduction {
        Reduction::Mean | Reduction::Auto => activ8::Reduction::Mean,
        Reduction::Sum => activ8::Reduction::Sum,
        other => panic!("{other:?} reduction is not supported"),
    }
}

/// Whether the parameters of a loss have a meaning for the core.
fn accepts<T: activ8::TargetType>(loss: impl Loss<T>) -> bool {
    !matches!(loss.forward::<f32, T>(&[], &[]), Err(Error::Parameter { .. }))
}

/// Both tensors, where there is nothing that the core can do with them.
type Pair<const D: usize> = [Tensor<D>; 2];

/// A loss of the difference of two tensors, reduced.
fn difference<const D: usize>(
    loss: impl Loss<f32>,
    x: Tensor<D>,
    t: Tensor<D>,
) -> Result<Tensor<1>, Pair<D>> {
    if x.dims() != t.dims() || !accepts(loss) {
        return Err([x, t]);
    }
    all_ours([x, t]).map(|inputs| Tensor::from_dispatch(run(inputs, &Difference { loss, each: false })))
}

/// The same of each element.
fn difference_each<const D: usize>(
    loss: impl Loss<f32>,
    x: Tensor<D>,
    t: Tensor<D>,
) -> Result<Tensor<D>, Pair<D>> {
    if x.dims() != t.dims() || !accepts(loss) {
        return Err([x, t]);
    }
    all_ours([x, t]).map(|inputs| Tensor::from_dispatch(run(inputs, &Difference { loss, each: true })))
}

/// A loss of a tensor against a target of its shape that is not learnt, reduced.
fn against<const D: usize>(
    loss: impl Loss<f32> + 'static,
    x: Tensor<D>,
    t: Tensor<D>,
) -> Result<Tensor<1>, Pair<D>> {
    with_target(loss, x, t, |verbs, _| Box::new(Reduced(verbs)))
}

/// The same of each element.
fn against_each<const D: usize>(
    loss: impl Loss<f32> + 'static,
    x: Tensor<D>,
    t: Tensor<D>,
) -> Result<Tensor<D>, Pair<D>> {
    with_target(loss, x, t, |verbs, shape| Box::new(Each { verbs, shape: shape.clone(), beside: shape }))
}

fn with_target<const D: usize, const R: usize, L: Loss<f32> + 'static>(
    loss: L,
    x: Tensor<D>,
    t: Tensor<D>,
    operation: impl for<'t> FnOnce(Against<'t, L, f32>, Shape) -> Box<dyn crate::graph::Operation<1> + 't>,
) -> Result<Tensor<R>, Pair<D>> {
    if x.dims() != t.dims() || !accepts(loss) {
        return Err([x, t]);
    }
    let shape = x.shape();
    let [x, t] = all_ours([x, t])?;
    if is_tracked(&t) {
        return Err([x, t].map(Tensor::from_dispatch));
    }
    let target = data(t).expect("it is on Flex");
    let operation = operation(Against { loss, target: numbers(&target) }, shape);
    Ok(Tensor::from_dispatch(run([x], &*operation)))
}

/// The classes of a tensor, where it is on Flex.
fn classes<const D: usize>(target: &Tensor<D, Int>) -> Option<FlexTensor> {
    data(target.clone().into_dispatch())
}
