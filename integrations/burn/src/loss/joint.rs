//! Losses of several tensors that all may be learnt.

use activ8::{CosineEmbedding, Error, GaussianNll, JointLoss, MarginRanking, TargetKind, TripletMargin};
use burn::backend::{DispatchTensor, flex::FlexTensor};
use burn::config::Config;
use burn::module::{Content, DisplaySettings, Module, ModuleDisplay};
use burn::nn::loss as theirs;
use burn::tensor::{Int, Shape, Tensor};

use super::operation::{Each, Jointly, Reduced};
use super::{Reduction, classes, is_tracked, mean_or_sum};
use crate::graph::{Run, all_ours, data, run};
use crate::module::configured;
use crate::tensor::numbers;

/// The loss of tensors of one shape, reduced, or of each element or row where there are shapes of the losses: their
/// own, and one that broadcasts to the inputs.
fn jointly<const D: usize, const R: usize, const N: usize, L: JointLoss<N>>(
    loss: L,
    inputs: [Tensor<D>; N],
    target: &L::Target,
    each: Option<[Shape; 2]>,
) -> Result<Tensor<R>, [Tensor<D>; N]>
where
    [DispatchTensor; N]: Run<N>,
    L::Target: TargetKind,
{
    if inputs.iter().any(|x| x.dims() != inputs[0].dims()) {
        return Err(inputs);
    }
    let inputs = all_ours(inputs)?;
    let verbs = Jointly { loss, target };
    Ok(Tensor::from_dispatch(match each {
        None => run(inputs, &Reduced(verbs)),
        Some([shape, beside]) => run(inputs, &Each { verbs, shape, beside }),
    }))
}

/// A target of numbers that is not learnt.
fn constant<const D: usize>(target: &Tensor<D>, like: &Tensor<D>) -> Option<FlexTensor> {
    let is_like = target.dims() == like.dims();
    let target = target.clone().into_dispatch();
    (is_like && crate::graph::ours(like.clone()).is_ok() && !is_tracked(&target))
        .then(|| data(target))
        .flatten()
}

configured! {
    /// How far two scores are from the order that the target wants, 1 or −1: [`MarginRanking`].
    MarginRankingLoss, MarginRankingLossConfig of burn::nn::loss::MarginRankingLossConfig {
        /// By how much the one should be the greater.
        margin: f64 = 0.0
    }
}

impl MarginRankingLoss {
    fn core(&self, reduction: activ8::Reduction) -> MarginRanking {
        MarginRanking { margin: self.margin as f32, reduction }
    }

    fn theirs(&self) -> theirs::MarginRankingLoss {
        theirs::MarginRankingLoss { margin: self.margin }
    }

    /// The loss, reduced. [`Reduction::Auto`] is the mean.
    pub fn forward<const D: usize>(
        &self,
        first: Tensor<D>,
        second: Tensor<D>,
        target: Tensor<D>,
        reduction: Reduction,
    ) -> Tensor<1> {
        let loss = self.core(mean_or_sum(&reduction));
        let Some(numbers_of) = constant(&target, &first) else {
            return self.theirs().forward(first, second, target, reduction);
        };
        jointly(loss, [first, second], &numbers(&numbers_of)[..], None)
            .unwrap_or_else(|[first, second]| self.theirs().forward(first, second, target, reduction))
    }

    /// The loss of each pair.
    pub fn forward_no_reduction<const D: usize>(
        &self,
        first: Tensor<D>,
        second: Tensor<D>,
        target: Tensor<D>,
    ) -> Tensor<D> {
        let (loss, shape) = (self.core(activ8::Reduction::Mean), first.shape());
        let Some(numbers_of) = constant(&target, &first) else {
            return self.theirs().forward_no_reduction(first, second, target);
        };
        jointly(loss, [first, second], &numbers(&numbers_of)[..], Some([shape.clone(), shape]))
            .unwrap_or_else(|[first, second]| self.theirs().forward_no_reduction(first, second, target))
    }
}

configured! {
    /// The negative log-likelihood of targets under Gaussians: [`GaussianNll`]. A variance below `eps` has the gradient
    /// of eps, as in PyTorch, where burn's own has 0.
    GaussianNLLLoss, GaussianNLLLossConfig of burn::nn::loss::GaussianNLLLossConfig {
        /// The least variance.
        eps: f64 = 1e-6,
        /// Whether to add ½·ln 2π.
        full: bool = false
    }
}

impl GaussianNLLLoss {
    fn core(&self, reduction: activ8::Reduction) -> GaussianNll {
        GaussianNll { full: self.full, eps: self.eps as f32, reduction }
    }

    fn theirs(&self) -> theirs::GaussianNLLLoss {
        theirs::GaussianNLLLoss { eps: self.eps, full: self.full }
    }

    /// The loss, reduced. [`Reduction::Auto`] is the mean.
    pub fn forward<const D: usize>(
        &self,
        input: Tensor<D>,
        target: Tensor<D>,
        var: Tensor<D>,
        reduction: Reduction,
    ) -> Tensor<1> {
        let loss = self.core(mean_or_sum(&reduction));
        let Some(numbers_of) = constant(&target, &input) else {
            return self.theirs().forward(input, target, var, reduction);
        };
        jointly(loss, [input, var], &numbers(&numbers_of)[..], None)
            .unwrap_or_else(|[input, var]| self.theirs().forward(input, target, var, reduction))
    }

    /// The loss of each element.
    pub fn forward_no_reduction<const D: usize>(
        &self,
        input: Tensor<D>,
        target: Tensor<D>,
        var: Tensor<D>,
    ) -> Tensor<D> {
        let (loss, shape) = (self.core(activ8::Reduction::Mean), input.shape());
        let Some(numbers_of) = constant(&target, &input) else {
            return self.theirs().forward_no_reduction(input, target, var);
        };
        jointly(loss, [input, var], &numbers(&numbers_of)[..], Some([shape.clone(), shape]))
            .unwrap_or_else(|[input, var]| self.theirs().forward_no_reduction(input, target, var))
    }
}

configured! {
    /// By how much an anchor is not nearer to a positive than to a negative: [`TripletMargin`], without its eps.
    TripletMarginLoss, TripletMarginLossConfig of burn::nn::loss::TripletMarginLossConfig {
        /// By how much it should be nearer.
        margin: f64 = 1.0,
        /// Which norm.
        p: f64 = 2.0
    }
}

impl TripletMarginLoss {
    fn core(&self, dim: usize, reduction: activ8::Reduction) -> TripletMargin {
        TripletMargin {
            margin: self.margin as f32,
            p: self.p as f32,
            eps: 0.0,
            reduction,
            ..TripletMargin::dim(dim)
        }
    }

    fn theirs(&self) -> theirs::TripletMarginLoss {
        theirs::TripletMarginLoss { margin: self.margin, p: self.p }
    }

    /// Whether the core has this margin and norm.
    fn is_ours(&self) -> bool {
        let loss = self.core(1, activ8::Reduction::Mean);
        !matches!(loss.forward::<f32, ()>([&[]; 3], &()), Err(Error::Parameter { .. }))
    }

    /// The loss, reduced. [`Reduction::Auto`] is the mean.
    pub fn forward(
        &self,
        anchor: Tensor<2>,
        positive: Tensor<2>,
        negative: Tensor<2>,
        reduction: Reduction,
    ) -> Tensor<1> {
        let loss = self.core(anchor.dims()[1], mean_or_sum(&reduction));
        let inputs = [anchor, positive, negative];
        let loss = if self.is_ours() { jointly(loss, inputs, &(), None) } else { Err(inputs) };
        loss.unwrap_or_else(|[anchor, positive, negative]| {
            self.theirs().forward(anchor, positive, negative, reduction)
        })
    }

    /// The loss of each row.
    pub fn forward_no_reduction(
        &self,
        anchor: Tensor<2>,
        positive: Tensor<2>,
        negative: Tensor<2>,
    ) -> Tensor<1> {
        let [rows, dim] = anchor.dims();
        let (loss, inputs) = (self.core(dim, activ8::Reduction::Mean), [anchor, positive, negative]);
        let each = Some([Shape::new([rows]), Shape::new([rows, 1])]);
        let losses = if self.is_ours() { jointly(loss, inputs, &(), each) } else { Err(inputs) };
        losses.unwrap_or_else(|[anchor, positive, negative]| {
            self.theirs().forward_no_reduction(anchor, positive, negative)
        })
    }
}

/// The configuration of [`CosineEmbeddingLoss`].
#[derive(Config, Debug)]
pub struct CosineEmbeddingLossConfig {
    /// Up to which cosine other directions cost nothing.
    #[config(default = 0.0)]
    pub margin: f32,
    /// How the losses of the rows become one.
    #[config(default = "Reduction::Mean")]
    pub reduction: Reduction,
}

impl CosineEmbeddingLossConfig {
    /// The loss.
    pub fn init(&self) -> CosineEmbeddingLoss {
        CosineEmbeddingLoss { margin: self.margin, reduction: self.reduction.clone() }
    }
}

/// How far two vectors are from the direction that the target wants, 1 for the same and −1 for another:
/// [`CosineEmbedding`].
#[derive(Module, Debug)]
#[module(custom_display)]
pub struct CosineEmbeddingLoss {
    /// Up to which cosine other directions cost nothing.
    pub margin: f32,
    /// How the losses of the rows become one.
    #[module(skip)]
    pub reduction: Reduction,
}

impl Default for CosineEmbeddingLoss {
    fn default() -> Self {
        CosineEmbeddingLossConfig::new().init()
    }
}

impl ModuleDisplay for CosineEmbeddingLoss {
    fn custom_settings(&self) -> Option<DisplaySettings> {
        DisplaySettings::new().with_new_line_after_attribute(false).optional()
    }

    fn custom_content(&self, content: Content) -> Option<Content> {
        content
            .add("margin", &self.margin)
            .add("reduction", format!("{:?}", self.reduction).as_str())
            .optional()
    }
}

impl CosineEmbeddingLoss {
    /// With a margin of 0, and the mean.
    pub fn new() -> Self {
        Self::default()
    }

    fn theirs(&self) -> theirs::CosineEmbeddingLoss {
        theirs::CosineEmbeddingLoss { margin: self.margin, reduction: self.reduction.clone() }
    }

    /// The loss, reduced.
    pub fn forward(&self, input1: Tensor<2>, input2: Tensor<2>, target: Tensor<1, Int>) -> Tensor<1> {
        let ([rows, dim], reduction) = (input1.dims(), mean_or_sum(&self.reduction));
        let Some(directions) = classes(&target).filter(|_| target.dims() == [rows]) else {
            return self.theirs().forward(input1, input2, target);
        };
        let loss = CosineEmbedding { margin: self.margin, reduction, ..CosineEmbedding::dim(dim) };
        jointly(loss, [input1, input2], &numbers(&directions)[..], None)
            .unwrap_or_else(|[input1, input2]| self.theirs().forward(input1, input2, target))
    }

    /// The loss of each row.
    pub fn forward_no_reduction(
        &self,
        input1: Tensor<2>,
        input2: Tensor<2>,
        target: Tensor<1, Int>,
    ) -> Tensor<1> {
        let [rows, dim] = input1.dims();
        let Some(directions) = classes(&target).filter(|_| target.dims() == [rows]) else {
            return self.theirs().forward_no_reduction(input1, input2, target);
        };
        let loss = CosineEmbedding { margin: self.margin, ..CosineEmbedding::dim(dim) };
        let each = Some([Shape::new([rows]), Shape::new([rows, 1])]);
        jointly(loss, [input1, input2], &numbers(&directions)[..], each)
            .unwrap_or_else(|[input1, input2]| self.theirs().forward_no_reduction(input1, input2, target))
    }
}
