//! Losses that own what the core's borrow, so that a graph can keep them.

use activ8::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CrossEntropy, Ctc, Huber, JensenShannon, L1, Loss, Mse,
    MultiLabelSoftMargin, MultiMargin, Nll, TargetType,
};

/// A loss that borrows nothing, so that it is there when its gradient is asked for: each of the core's that has no
/// slices, and what [`weighted`] and [`ctc`](super::ctc) make of others.
pub trait OwnedLoss<T: TargetType>: Send + Sync {
    /// The core's.
    type Of<'a>: Loss<T>
    where
        Self: 'a;

    /// The core's, which borrows from this one.
    fn borrowed(&self) -> Self::Of<'_>;
}

impl<T: TargetType, L: Loss<T>> OwnedLoss<T> for L {
    type Of<'a>
        = L
    where
        L: 'a;

    fn borrowed(&self) -> L {
        *self
    }
}

/// A loss that may have weights.
pub trait Weigh: Copy + Send + Sync {
    /// It with weights.
    type Of<'a>;

    /// The same with these.
    fn weigh(self, weight: &[f32]) -> Self::Of<'_>;
}

macro_rules! weigh {
    ($($loss:ident)*) => {$(
        impl Weigh for $loss<'static> {
            type Of<'a> = $loss<'a>;

            fn weigh(self, weight: &[f32]) -> Self::Of<'_> {
                self.weight(weight)
            }
        }
    )*};
}

weigh! {
    BinaryCrossEntropy BinaryCrossEntropyWithLogits CrossEntropy Huber JensenShannon L1 Mse MultiLabelSoftMargin
    MultiMargin Nll
}

/// A loss and its weights: see [`weighted`].
#[derive(Clone, Debug)]
pub struct Weighted<L> {
    loss: L,
    weight: Vec<f32>,
}

/// A loss of the core with weights, of classes or of elements as it says, or of rows where its `weight_of_rows` is set, for [`of`](super::of) or
/// [`of_classes`](super::of_classes).
///
/// ```
/// use activ8_candle::{activ8::CrossEntropy, loss};
/// use candle_core::{Device, Tensor};
///
/// let (x, t) = (Tensor::new(&[[0f32, 0.]], &Device::Cpu)?, Tensor::new(&[1u32], &Device::Cpu)?);
/// let rare = loss::weighted(CrossEntropy::rows_of(2), [1.0, 9.0]);
/// assert_eq!(loss::of_classes(rare, &x, &t)?.to_scalar::<f32>()?, std::f32::consts::LN_2);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn weighted<L: Weigh>(loss: L, weight: impl Into<Vec<f32>>) -> Weighted<L> {
    Weighted { loss, weight: weight.into() }
}

impl<T: TargetType, L> OwnedLoss<T> for Weighted<L>
where
    L: Weigh + 'static,
    for<'a> L::Of<'a>: Loss<T>,
{
    type Of<'a> = L::Of<'a>;

    fn borrowed(&self) -> L::Of<'_> {
        self.loss.weigh(&self.weight)
    }
}

/// [`Ctc`] with its lengths.
pub(super) struct OwnedCtc {
    without_lengths: Ctc<'static>,
    input_lengths: Vec<usize>,
    target_lengths: Vec<usize>,
}

impl OwnedCtc {
    pub(super) fn new(ctc: Ctc<'_>) -> Self {
        let Ctc { classes, blank, zero_infinity, input_lengths, target_lengths, padded, reduction } = ctc;
        Self {
            without_lengths: Ctc {
                classes,
                blank,
                zero_infinity,
                input_lengths: &[],
                target_lengths: &[],
                padded,
                reduction,
            },
            input_lengths: input_lengths.to_vec(),
            target_lengths: target_lengths.to_vec(),
        }
    }
}

impl OwnedLoss<i64> for OwnedCtc {
    type Of<'a> = Ctc<'a>;

    fn borrowed(&self) -> Ctc<'_> {
        let (input_lengths, target_lengths) = (&self.input_lengths, &self.target_lengths);
        Ctc { input_lengths, target_lengths, ..self.without_lengths }
    }
}
