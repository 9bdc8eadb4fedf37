//! Losses as a graph keeps them: what the core's borrow is theirs.

use activ8::{
    BinaryCrossEntropy, BinaryCrossEntropyWithLogits, CrossEntropy, Ctc, Huber, L1, Loss, Mse,
    MultiLabelSoftMargin, MultiMargin, Nll,
};

/// A loss that can be kept until its gradient is asked for: each of the core's that borrows nothing, and what
/// [`weighted`] and [`ctc`](super::ctc) make of others.
pub trait Kept<T>: Send + Sync {
    /// The core's.
    type Of<'a>: Loss<T>
    where
        Self: 'a;

    /// The core's, which borrows from this one.
    fn lend(&self) -> Self::Of<'_>;
}

impl<T, L: Loss<T>> Kept<T> for L {
    type Of<'a>
        = L
    where
        L: 'a;

    fn lend(&self) -> L {
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
    BinaryCrossEntropy BinaryCrossEntropyWithLogits CrossEntropy Huber L1 Mse MultiLabelSoftMargin MultiMargin
    Nll
}

/// A loss and its weights: see [`weighted`].
#[derive(Clone, Debug)]
pub struct Weighted<L> {
    loss: L,
    weight: Vec<f32>,
}

/// A loss of the core with weights, of classes or of elements as it says, for [`of`](super::of) or
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

impl<T, L> Kept<T> for Weighted<L>
where
    L: Weigh + 'static,
    for<'a> L::Of<'a>: Loss<T>,
{
    type Of<'a> = L::Of<'a>;

    fn lend(&self) -> L::Of<'_> {
        self.loss.weigh(&self.weight)
    }
}

/// With its lengths.
pub(super) struct KeptCtc {
    of_none: Ctc<'static>,
    input_lengths: Vec<usize>,
    target_lengths: Vec<usize>,
}

impl KeptCtc {
    pub(super) fn new(ctc: Ctc<'_>) -> Self {
        let Ctc { classes, blank, zero_infinity, input_lengths, target_lengths, reduction } = ctc;
        let of_none =
            Ctc { classes, blank, zero_infinity, input_lengths: &[], target_lengths: &[], reduction };
        Self { of_none, input_lengths: input_lengths.to_vec(), target_lengths: target_lengths.to_vec() }
    }
}

impl Kept<i64> for KeptCtc {
    type Of<'a> = Ctc<'a>;

    fn lend(&self) -> Ctc<'_> {
        let (input_lengths, target_lengths) = (&self.input_lengths, &self.target_lengths);
        Ctc { input_lengths, target_lengths, ..self.of_none }
    }
}
