//! Hinges: losses of scores against targets of 1 and −1.

use super::elements::run_pair;
use super::pointwise::Pointwise;
use super::{Loss, LossSum, LossVerb, Reduction};
use crate::check::{self, signed};
use crate::error::Result;
use crate::place::Place;
use crate::simd::{F32s, Simd};

/// The hinge loss of each score x and its target y, 1 or −1: `max(0, 1 − y·x)`.
///
/// * **Gradient**: `−y` where the loss is above 0, else 0; times 1/n for a mean.
/// * **Accuracy**: each, and its gradient, within 0.5 ULP, and their sum within 4 ULP.
/// * **Special values**: NaN gives NaN; ∞ on the right side costs 0.
/// * **Errors**: [`Error::Value`](crate::Error::Value) where a target is neither 1 nor −1: Keras takes
///   labels of 0 for −1, which here must be said.
/// * **Elsewhere**: Keras' `Hinge`.
///
/// ```
/// use activ8::{Hinge, Loss};
///
/// let mut each = [0.0; 3];
/// Hinge::default().forward_each(&[0.25, 2.0, 0.25], &[1.0, 1.0, -1.0], &mut each)?;
/// assert_eq!(each, [0.75, 0.0, 1.25]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hinge {
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

/// The square of the [`Hinge`] loss: `max(0, 1 − y·x)²`.
///
/// * **Gradient**: `−2·y·max(0, 1 − y·x)`, times 1/n for a mean.
/// * **Accuracy**: each, and its gradient, within 2 ULP, and their sum within 4 ULP.
/// * **Special values**: NaN gives NaN; ∞ on the right side costs 0.
/// * **Errors**: [`Error::Value`](crate::Error::Value) where a target is neither 1 nor −1.
/// * **Elsewhere**: Keras' `SquaredHinge`.
///
/// ```
/// use activ8::{Loss, SquaredHinge};
///
/// assert_eq!(SquaredHinge::default().forward(&[0.5, 2.0], &[-1.0, 1.0])?, 1.125);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct SquaredHinge {
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

/// The hinge loss of distances: x where its target is 1, `max(0, margin − x)` where it is −1.
///
/// * **Gradient**: 1, and −1 up to the margin, else 0; times 1/n for a mean.
/// * **Accuracy**: each, and its gradient, within 0.5 ULP; their sum within 4 ULP where no x with target 1 is below 0.
/// * **Special values**: NaN gives NaN.
/// * **Errors**: [`Error::Value`](crate::Error::Value) where a target is neither 1 nor −1: PyTorch adds up
///   both branches for a target of 0, in silence. [`Error::Parameter`](crate::Error::Parameter) for a margin
///   that is no number.
/// * **Elsewhere**: `torch.nn.functional.hinge_embedding_loss`.
///
/// ```
/// use activ8::{HingeEmbedding, Loss};
///
/// let mut each = [0.0; 3];
/// HingeEmbedding::default().forward_each(&[0.25, 0.25, 3.0], &[1.0, -1.0, -1.0], &mut each)?;
/// assert_eq!(each, [0.25, 0.75, 0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HingeEmbedding {
    /// How far apart what does not belong together should be; 1 by default.
    pub margin: f32,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

impl Default for HingeEmbedding {
    fn default() -> Self {
        Self { margin: 1.0, reduction: Reduction::Mean }
    }
}

super::sum::reduced! { Hinge SquaredHinge HingeEmbedding }

/// What x lacks to 1 on the side of y, at least 0.
#[inline(always)]
fn lack<S: Simd>(x: F32s<S>, y: F32s<S>) -> F32s<S> {
    x.of(0.0).max(x.neg_mul_add(y, x.of(1.0)))
}

#[derive(Clone, Copy)]
struct Linear;

impl Pointwise for Linear {
    const IS_SHORT: bool = true;

    #[inline(always)]
    fn value<S: Simd>(self, [x, y]: [F32s<S>; 2]) -> F32s<S> {
        signed(y).select(lack(x, y), x.of(f32::NAN))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [x, y]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let (lack, zero) = (lack(x, y), x.of(0.0));
        [lack.nan_or(zero.lt(lack).select(-(y * factor), zero))]
    }
}

#[derive(Clone, Copy)]
struct Squared;

impl Pointwise for Squared {
    const IS_SHORT: bool = true;

    #[inline(always)]
    fn value<S: Simd>(self, [x, y]: [F32s<S>; 2]) -> F32s<S> {
        let lack = lack(x, y);
        signed(y).select(lack * lack, x.of(f32::NAN))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [x, y]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        [lack(x, y) * -(y * (factor + factor))]
    }
}

/// By its margin.
#[derive(Clone, Copy)]
struct Embedding(f32);

impl Pointwise for Embedding {
    const IS_SHORT: bool = true;

    #[inline(always)]
    fn value<S: Simd>(self, [x, y]: [F32s<S>; 2]) -> F32s<S> {
        let zero = x.of(0.0);
        let value = zero.lt(y).select(x, zero.max(x.of(self.0) - x));
        signed(y).select(value, x.of(f32::NAN))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [x, y]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        let zero = x.of(0.0);
        let apart = x.le(x.of(self.0)).select(-factor, zero);
        [x.nan_or(zero.lt(y).select(factor, apart))]
    }
}

fn run_signed(
    formula: impl Pointwise,
    reduction: Reduction,
    place: Place,
    verb: LossVerb<'_, [f32]>,
) -> Result<LossSum> {
    run_pair(&formula, reduction, [None, Some(check::signs)], place, verb)
}

impl Loss for Hinge {
    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        run_signed(Linear, self.reduction, place, verb)
    }
}

impl Loss for SquaredHinge {
    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        run_signed(Squared, self.reduction, place, verb)
    }
}

impl Loss for HingeEmbedding {
    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        check::finite("margin", self.margin)?;
        run_signed(Embedding(self.margin), self.reduction, place, verb)
    }
}
