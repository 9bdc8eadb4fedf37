//! What is known of a loss before it is reduced, so that batches and workers can add up to one value.

use super::{JointLoss, Loss, Reduction, Target, TargetType, Targets};
use crate::element::Element;
use crate::error::Result;

/// The sum of losses, and what a mean divides it by: plain data, for a file or another worker.
///
/// With the feature `serde` it serialises.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct LossSum {
    /// The sum,
    total: f64,
    /// and what its roundings have lost.
    lost: f64,
    /// What a mean divides by: the number of losses, or the sum of their weights.
    weight: f64,
}

impl LossSum {
    pub(crate) const fn new(total: f64, weight: f64) -> Self {
        Self { total, lost: 0.0, weight }
    }

    /// Adds another sum: Knuth's, so that the order of many changes nothing but the last bit.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        let total = self.total + other.total;
        let back = total - self.total;
        let error = (self.total - (total - back)) + (other.total - back);
        // Of an infinite sum nothing is lost.
        let error = if error.is_nan() { 0.0 } else { error };
        Self { total, lost: self.lost + other.lost + error, weight: self.weight + other.weight }
    }

    /// The loss.
    #[inline]
    pub fn reduce(self, reduction: Reduction) -> Result<f32> {
        let by = reduction.divisor(self.weight)?;
        Ok(((self.total + self.lost) / by) as f32)
    }
}

/// A loss over a data set that comes in batches: larger than memory, or spread over workers.
///
/// Its value is that of one call over the whole. [`sum`](Self::sum) is its state, which can be kept and
/// given to [`merge`](Self::merge) elsewhere.
///
/// ```
/// use activ8::{Accumulator, Loss, Mse};
///
/// let (x, t) = ([1.0, 2.0, 4.0], [0.0, 0.0, 1.0]);
/// let mut first = Accumulator::of(Mse::default());
/// first.update(&x[..1], &t[..1])?;
/// let mut second = Accumulator::of(Mse::default());
/// second.update(&x[1..], &t[1..])?;
/// first.merge(second.sum());
/// assert_eq!(first.value()?, Mse::default().forward(&x, &t)?);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Accumulator<L> {
    loss: L,
    reduction: Reduction,
    sum: LossSum,
}

impl<L: Reduce> Accumulator<L> {
    /// Of nothing yet.
    pub fn of(loss: L) -> Self {
        Self { reduction: loss.reduces_by(), loss, sum: LossSum::default() }
    }

    /// Adds a batch. After an error nothing has been added.
    pub fn update<T: TargetType, X: Element, U: Target<T>>(&mut self, input: &[X], target: &[U]) -> Result<()>
    where
        L: Loss<T>,
    {
        self.sum = self.sum.merge(self.loss.forward_sum(input, target)?);
        Ok(())
    }

    /// Adds a batch of a loss of several inputs.
    pub fn update_joint<const N: usize, X: Element, U: Targets<L::Target> + ?Sized>(
        &mut self,
        inputs: [&[X]; N],
        target: &U,
    ) -> Result<()>
    where
        L: JointLoss<N>,
    {
        self.sum = self.sum.merge(self.loss.forward_sum(inputs, target)?);
        Ok(())
    }

    /// Adds what another accumulator of the same loss has gathered.
    pub fn merge(&mut self, other: LossSum) {
        self.sum = self.sum.merge(other);
    }

    /// What has been gathered.
    pub fn sum(&self) -> LossSum {
        self.sum
    }

    /// The loss of all that has been added.
    pub fn value(&self) -> Result<f32> {
        self.sum.reduce(self.reduction)
    }
}

/// A loss that has a reduction.
pub trait Reduce {
    #[doc(hidden)]
    fn reduces_by(&self) -> Reduction;
}

/// [`Reduce`], and `.reduction(..)`, for losses with such a field.
macro_rules! reduced {
    ($($loss:ty)*) => {$(
        impl $crate::loss::Reduce for $loss {
            #[inline]
            fn reduces_by(&self) -> $crate::Reduction {
                self.reduction
            }
        }

        impl $loss {
            $crate::setters::setters! {
                /// The same with another reduction.
                fn reduction(reduction: $crate::Reduction) { reduction = reduction }
            }
        }
    )*};
}
pub(super) use reduced;

impl<L: Reduce> Reduce for crate::place::On<L> {
    fn reduces_by(&self) -> Reduction {
        self.operation.reduces_by()
    }
}
