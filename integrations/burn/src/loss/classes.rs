//! Losses of rows against classes.

use std::borrow::Cow;

use activ8::{CrossEntropy, MultiMargin};
use burn::config::Config;
use burn::module::Module;
use burn::nn::loss as theirs;
use burn::tensor::{Device, Int, Shape, Tensor};

use super::operation::{Against, Each, Reduced};
use super::{Reduction, classes, integers, mean_or_sum, ours, run};
use crate::graph::data;
use crate::module::{configured, displayed};
use crate::tensor::numbers;

/// The configuration of [`CrossEntropyLoss`].
#[derive(Config, Debug)]
pub struct CrossEntropyLossConfig {
    /// Classes of rows that do not count.
    pub pad_tokens: Option<Vec<usize>>,
    /// A weight for each class.
    pub weights: Option<Vec<f32>>,
    /// What part of each target is spread over all classes.
    pub smoothing: Option<f32>,
    /// Whether inputs are logits, and not probabilities.
    #[config(default = true)]
    pub logits: bool,
}

impl CrossEntropyLossConfig {
    /// The loss.
    ///
    /// # Panics
    /// For a smoothing or weights that burn refuses.
    pub fn init(&self, device: &Device) -> CrossEntropyLoss {
        let Self { pad_tokens, weights, smoothing, logits } = self.clone();
        let theirs::CrossEntropyLoss { pad_tokens, weights, smoothing, logits } =
            theirs::CrossEntropyLossConfig { pad_tokens, weights, smoothing, logits }.init(device);
        CrossEntropyLoss { pad_tokens, weights, smoothing, logits }
    }
}

/// [`CrossEntropy`] of logits, the mean over the rows' weights; of probabilities burn's own.
#[derive(Module, Debug)]
#[module(custom_display)]
pub struct CrossEntropyLoss {
    /// Classes of rows that do not count.
    pub pad_tokens: Option<Vec<usize>>,
    /// A weight for each class.
    pub weights: Option<Tensor<1>>,
    /// What part of each target is spread over all classes.
    pub smoothing: Option<f32>,
    /// Whether inputs are logits.
    pub logits: bool,
}

displayed! { CrossEntropyLoss { pad_tokens, weights, smoothing, logits } }

impl CrossEntropyLoss {
    /// Of rows of which this class does not count, if one is given.
    pub fn new(pad_index: Option<usize>, device: &Device) -> Self {
        CrossEntropyLossConfig::new().with_pad_tokens(pad_index.map(|index| vec![index])).init(device)
    }

    /// The mean of the losses of rows of logits.
    pub fn forward(&self, logits: Tensor<2>, targets: Tensor<1, Int>) -> Tensor<1> {
        let [rows, row] = logits.dims();
        let weights = self.weights.as_ref().map(|weights| data(weights.clone().into_dispatch()));
        let (Some(target), true, true) =
            (classes(&targets), self.logits && targets.dims() == [rows], !matches!(weights, Some(None)))
        else {
            return self.theirs(logits, targets);
        };
        let x = match ours(logits) {
            Ok(x) => x,
            Err(logits) => return self.theirs(logits, targets),
        };
        let weights = weights.flatten();
        let weights = weights.as_ref().map(numbers);
        let (target, ignore_index) =
            without_pads(integers(&target), self.pad_tokens.as_deref().unwrap_or(&[]));
        let loss = CrossEntropy {
            weight: weights.as_deref(),
            ignore_index,
            label_smoothing: self.smoothing.unwrap_or(0.0),
            ..CrossEntropy::rows_of(row)
        };
        Tensor::from_dispatch(run([x], &Reduced(Against { loss, target })))
    }

    fn theirs(&self, logits: Tensor<2>, targets: Tensor<1, Int>) -> Tensor<1> {
        let Self { pad_tokens, weights, smoothing, logits: of_logits } = self.clone();
        theirs::CrossEntropyLoss { pad_tokens, weights, smoothing, logits: of_logits }
            .forward(logits, targets)
    }
}

/// The same classes with one for all pads, and which that is. Without pads it is none.
fn without_pads<'a>(classes: Cow<'a, [i64]>, pads: &[usize]) -> (Cow<'a, [i64]>, i64) {
    match *pads {
        [] => (classes, i64::MIN),
        [pad] => (classes, pad as i64),
        [first, ref others @ ..] => {
            let is_pad = |class: i64| others.iter().any(|&pad| pad as i64 == class);
            let class = |&class: &i64| if is_pad(class) { first as i64 } else { class };
            (classes.iter().map(class).collect::<Vec<_>>().into(), first as i64)
        }
    }
}

configured! {
    /// What each row's class lacks to a margin above the others: [`MultiMargin`].
    MultiMarginLoss, MultiMarginLossConfig of burn::nn::loss::MultiMarginLossConfig {
        /// The margin.
        margin: f64 = 1.0,
        /// The power: 1 or 2.
        p: i32 = 1
    }
}

impl MultiMarginLoss {
    fn core(&self, row: usize, reduction: activ8::Reduction) -> MultiMargin<'static> {
        MultiMargin { margin: self.margin as f32, p: self.p as u8, reduction, ..MultiMargin::rows_of(row) }
    }

    fn theirs(&self) -> theirs::MultiMarginLoss {
        theirs::MultiMarginLoss { margin: self.margin, p: self.p }
    }

    /// The loss, reduced. [`Reduction::Auto`] is the mean.
    pub fn forward(&self, input: Tensor<2>, target: Tensor<1, Int>, reduction: Reduction) -> Tensor<1> {
        let [rows, row] = input.dims();
        let loss = self.core(row, mean_or_sum(&reduction));
        match (ours(input), classes(&target)) {
            (Ok(x), Some(classes)) if target.dims() == [rows] => {
                let target = integers(&classes);
                Tensor::from_dispatch(run([x], &Reduced(Against { loss, target })))
            }
            (x, _) => {
                let input = x.map_or_else(std::convert::identity, Tensor::from_dispatch);
                self.theirs().forward(input, target, reduction)
            }
        }
    }

    /// The loss of each row.
    pub fn forward_no_reduction(&self, input: Tensor<2>, target: Tensor<1, Int>) -> Tensor<1> {
        let [rows, row] = input.dims();
        let loss = self.core(row, activ8::Reduction::Mean);
        match (ours(input), classes(&target)) {
            (Ok(x), Some(classes)) if target.dims() == [rows] => {
                let verbs = Against { loss, target: integers(&classes) };
                let (shape, beside) = (Shape::new([rows]), Shape::new([rows, 1]));
                Tensor::from_dispatch(run([x], &Each { verbs, shape, beside }))
            }
            (x, _) => {
                let input = x.map_or_else(std::convert::identity, Tensor::from_dispatch);
                self.theirs().forward_no_reduction(input, target)
            }
        }
    }
}
