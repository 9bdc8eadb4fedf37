//! Cross-entropy of logits that are a product with a vocabulary's weights, and are never there.

use core::marker::PhantomData;

use super::blocks::LinearRows;
use super::{ClassIndex, CrossEntropy};
use crate::check;
use crate::error::Result;
use crate::loss::classes::Classes;
use crate::loss::verb::F32Output;
use crate::loss::{JointLoss, LossSum, LossVerb, Reduce, Reduction};
use crate::place::{On, Place};
use crate::tier::Tier;

/// [`CrossEntropy`] of the logits `h·Wᵀ + b`: of hidden states h, a row of [`dim`](Self::dim) each, with the
/// weights W of a row for each class, and a bias b for each class or none. The logits are made a block at a
/// time, so that those of a large vocabulary are never in memory.
///
/// * **Shapes**: the inputs are `[h, W]`, or `[h, W, b]`, of n·dim, classes·dim and classes elements, the
///   target a class for each row of h, of any type of [`ClassIndex`]. A loss is that of a row. There is a
///   gradient for each input.
/// * **Options** and **reduction** are those of [`loss`](Self::loss), whose rows are of as many classes.
/// * **Gradient**: with g, the one that the cross-entropy has for the logits, `g·W`, `gᵀ·h`, and the sums of
///   g's columns. Where there are more than 1,024 classes the logits are made a second time for it.
/// * **Accuracy**: a logit is a sum of dim products in f32, off by at most `dim·2^-24` of the sum of their
///   sizes, in practice by a hundredth of that; the loss is within 4 ULP of what these logits cost, and the
///   greatest of these of each other.
/// * **Special values**: as the logits have them; −∞ in the bias rules a class out. A row that
///   counts for nothing costs nothing whatever it holds, and is left out of the gradient for W.
/// * **Errors**: [`Error::Rows`](crate::Error::Rows) and [`Error::Length`](crate::Error::Length) of `hidden`,
///   `linear_weight` and `linear_bias`, and those of [`CrossEntropy`].
/// * **Allocates** a block of up to 512 rows by 1,024 classes (2 MiB), two for gradients, 80 bytes for each of
///   these rows, and what the product needs to reorder its operands (about 1 MiB, for each thread at work).
/// * **Bits**: the product is `matrixmultiply`'s, made by the best instructions that the CPU has, whatever the
///   tier; with threads it has the same bits.
/// * **Elsewhere**: `torch.nn.functional.linear_cross_entropy`; Liger-Kernel's
///   `LigerFusedLinearCrossEntropyLoss`.
///
/// ```
/// use activ8::{CrossEntropy, JointLoss, LinearCrossEntropy};
///
/// let hidden = [1.0, 0.0, 0.0, 2.0]; // two states
/// let weight = [1.0, 0.0, 0.0, 1.0, -1.0, 1.0]; // of three classes
/// let bias = [0.0, 0.5, 0.0];
/// let mut gradients = ([0.0; 4], [0.0; 6], [0.0; 3]);
/// let (of_hidden, of_weight, of_bias) = (&mut gradients.0, &mut gradients.1, &mut gradients.2);
///
/// let fused = LinearCrossEntropy::dim(2, CrossEntropy::rows_of(3).label_smoothing(0.1));
/// let loss = fused.forward_backward(
///     [&hidden, &weight, &bias],
///     &[0u32, 1],
///     [of_hidden, of_weight, of_bias],
/// )?;
/// let logits = [1.0, 0.5, -1.0, 0.0, 2.5, 2.0];
/// let apart = activ8::Loss::forward(&fused.loss, &logits, &[0u32, 1])?;
/// assert!((loss / apart - 1.0).abs() < 1e-6);
/// assert!(gradients.2.iter().sum::<f32>().abs() < 1e-6);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LinearCrossEntropy<'a, T = i64> {
    /// The number of elements of a hidden state.
    pub dim: usize,
    /// The loss of the logits.
    pub loss: CrossEntropy<'a>,
    classes: PhantomData<fn(T)>,
}

impl<'a, T> LinearCrossEntropy<'a, T> {
    /// `loss` of hidden states of `dim` elements.
    pub const fn dim(dim: usize, loss: CrossEntropy<'a>) -> Self {
        Self { dim, loss, classes: PhantomData }
    }

    /// The same with another reduction.
    #[must_use]
    pub const fn reduction(mut self, reduction: Reduction) -> Self {
        self.loss.reduction = reduction;
        self
    }

    /// The same on `tier`, or an error where this CPU does not have it.
    pub fn on(self, tier: Tier) -> Result<On<Self>> {
        On { operation: self, place: Place::default() }.on(tier)
    }

    /// The same on the caller's rayon pool, where splitting pays; the same bits as on one thread.
    #[cfg(feature = "rayon")]
    #[must_use]
    pub fn parallel(self) -> On<Self> {
        On { operation: self, place: Place::default() }.parallel()
    }
}

impl<T> Reduce for LinearCrossEntropy<'_, T> {
    fn reduces_by(&self) -> Reduction {
        self.loss.reduction
    }
}

impl<T: ClassIndex> LinearCrossEntropy<'_, T> {
    fn of_logits(
        &self,
        place: Place,
        [hidden, weight]: [&[f32]; 2],
        bias: Option<&[f32]>,
        target: Classes<'_>,
        output: F32Output<'_, 3>,
    ) -> Result<LossSum> {
        let rows = check::rows("hidden", hidden.len(), self.dim)?;
        let classes = self.loss.row;
        // None are no whole number of rows of none.
        self.loss.check(&[])?;
        let inner = self.loss.inner;
        check::require("inner", inner as f32, inner == 1, "1, since logits that are a product are rows")?;
        check::length("linear_weight", weight.len(), classes.saturating_mul(self.dim))?;
        bias.map_or(Ok(()), |bias| check::length("linear_bias", bias.len(), classes))?;
        check::length("target", target.len(), rows)?;
        target.check(classes, Some(self.loss.ignore_index))?;
        let operands = [hidden, weight, bias.unwrap_or_default()];
        output.check(operands.map(<[f32]>::len), rows)?;
        LinearRows { loss: self.loss, dim: self.dim, operands, target }.run(place, output)
    }
}

impl<T: ClassIndex> JointLoss<2> for LinearCrossEntropy<'_, T> {
    type Target = [T];

    fn shape(&self) -> crate::LossShape {
        crate::LossShape::Linear { dim: self.dim, classes: self.loss.row }
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [T], 2>) -> Result<LossSum> {
        verb.in_f32(place, |inputs, target, output| {
            self.of_logits(place, inputs, None, target, without_bias(output))
        })
    }
}

impl<T: ClassIndex> JointLoss<3> for LinearCrossEntropy<'_, T> {
    type Target = [T];

    fn shape(&self) -> crate::LossShape {
        crate::LossShape::Linear { dim: self.dim, classes: self.loss.row }
    }

    fn run(&self, place: Place, verb: LossVerb<'_, [T], 3>) -> Result<LossSum> {
        verb.in_f32(place, |[hidden, weight, bias], target, output| {
            self.of_logits(place, [hidden, weight], Some(bias), target, output)
        })
    }
}

/// What is asked where there is no bias, whose gradient is empty.
fn without_bias(output: F32Output<'_, 2>) -> F32Output<'_, 3> {
    match output {
        F32Output::Total => F32Output::Total,
        F32Output::Each(each) => F32Output::Each(each),
        F32Output::Gradient([hidden, weight]) => F32Output::Gradient([hidden, weight, &mut []]),
        F32Output::Both([hidden, weight]) => F32Output::Both([hidden, weight, &mut []]),
        F32Output::GradientOfEach { dy, gradients: [hidden, weight] } => {
            F32Output::GradientOfEach { dy, gradients: [hidden, weight, &mut []] }
        }
    }
}
