//! Connectionist temporal classification.

use activ8::Ctc;
use burn::config::Config;
use burn::module::Module;
use burn::nn::loss as theirs;
use burn::tensor::{Int, Shape, Tensor};

use super::operation::{Against, Each, Reduced};
use super::{Reduction, classes, integers, mean_or_sum, ours, run};

/// The configuration of [`CTCLoss`].
#[derive(Config, Debug)]
pub struct CTCLossConfig {
    /// The class that is none.
    #[config(default = 0)]
    pub blank: usize,
    /// Whether impossible targets cost nothing, instead of ∞.
    #[config(default = false)]
    pub zero_infinity: bool,
}

impl CTCLossConfig {
    /// The loss.
    pub fn init(&self) -> CTCLoss {
        CTCLoss { blank: self.blank, zero_infinity: self.zero_infinity }
    }
}

/// [`Ctc`] of logarithms of probabilities, of shape (steps, sequences, classes).
///
/// Its gradient is PyTorch's, `e^x − posterior`: behind a log-softmax the same as burn's own, which is −posterior.
#[derive(Module, Debug)]
pub struct CTCLoss {
    blank: usize,
    zero_infinity: bool,
}

/// What the loss is asked of.
struct Question {
    log_probs: Tensor<3>,
    targets: Tensor<2, Int>,
    input_lengths: Tensor<1, Int>,
    target_lengths: Tensor<1, Int>,
}

impl CTCLoss {
    /// The loss of each sequence.
    pub fn forward(
        &self,
        log_probs: Tensor<3>,
        targets: Tensor<2, Int>,
        input_lengths: Tensor<1, Int>,
        target_lengths: Tensor<1, Int>,
    ) -> Tensor<1> {
        self.run(Question { log_probs, targets, input_lengths, target_lengths }, None).unwrap_or_else(
            |Question { log_probs, targets, input_lengths, target_lengths }| {
                self.theirs().forward(log_probs, targets, input_lengths, target_lengths)
            },
        )
    }

    /// The loss, reduced. The mean, [`Reduction::Auto`] too, is of each loss over its number of labels.
    pub fn forward_with_reduction(
        &self,
        log_probs: Tensor<3>,
        targets: Tensor<2, Int>,
        input_lengths: Tensor<1, Int>,
        target_lengths: Tensor<1, Int>,
        reduction: Reduction,
    ) -> Tensor<1> {
        let by = mean_or_sum(&reduction);
        self.run(Question { log_probs, targets, input_lengths, target_lengths }, Some(by)).unwrap_or_else(
            |Question { log_probs, targets, input_lengths, target_lengths }| {
                self.theirs().forward_with_reduction(
                    log_probs,
                    targets,
                    input_lengths,
                    target_lengths,
                    reduction,
                )
            },
        )
    }

    fn theirs(&self) -> theirs::CTCLoss {
        theirs::CTCLossConfig { blank: self.blank, zero_infinity: self.zero_infinity }.init()
    }

    fn run(&self, question: Question, reduction: Option<activ8::Reduction>) -> Result<Tensor<1>, Question> {
        let Question { log_probs, targets, input_lengths, target_lengths } = &question;
        let ([_, sequences, row], [of_targets, padded]) = (log_probs.dims(), targets.dims());
        let fits = of_targets == sequences
            && input_lengths.dims() == [sequences]
            && target_lengths.dims() == [sequences]
            && self.blank < row
            && padded > 0;
        let (Some(labels), Some(steps), Some(lens), true) =
            (classes(targets), classes(input_lengths), classes(target_lengths), fits)
        else {
            return Err(question);
        };
        let Ok(x) = ours(log_probs.clone()) else { return Err(question) };
        let lengths =
            |lengths: &[i64]| lengths.iter().map(|&len| usize::try_from(len)).collect::<Result<Vec<_>, _>>();
        let (Ok(steps), Ok(lens)) = (lengths(&integers(&steps)), lengths(&integers(&lens))) else {
            return Err(question);
        };
        let loss = Ctc {
            blank: self.blank,
            zero_infinity: self.zero_infinity,
            padded,
            reduction: reduction.unwrap_or(activ8::Reduction::Mean),
            ..Ctc::new(row, &steps, &lens)
        };
        let verbs = Against { loss, target: integers(&labels) };
        Ok(Tensor::from_dispatch(match reduction {
            Some(_) => run([x], &Reduced(verbs)),
            None => {
                let (shape, beside) = (Shape::new([sequences]), Shape::new([1, sequences, 1]));
                run([x], &Each { verbs, shape, beside })
            }
        }))
    }
}
