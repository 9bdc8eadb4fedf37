//! Weights of elements and of classes.

use super::elements::{Elements, run_pair};
use super::pointwise::Pointwise;
use super::{LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::Result;
use crate::place::Place;
use crate::shapes::LossShape;
use crate::simd::{F32s, Mask, Simd};

/// A formula times a weight, its last operand. A weight of 0 makes 0 of everything that is not refused.
#[derive(Clone, Copy)]
pub(super) struct Weighted<P>(pub(super) P);

macro_rules! weighted {
    ($($n:literal $with_weight:literal)*) => {$(
        impl<P: Pointwise<$n, M>, const M: usize> Pointwise<$with_weight, M> for Weighted<P> {
            const IS_SHORT: bool = P::IS_SHORT;

            #[inline(always)]
            fn value<S: Simd>(self, of: [F32s<S>; $with_weight]) -> F32s<S> {
                let ([of @ .., weight], zero) = (of, of[0].of(0.0));
                let nothing = weight.eq(zero) & self.0.valid(of);
                nothing.select(zero, self.0.weighted_value(of, weight))
            }

            #[inline(always)]
            fn gradient<S: Simd>(self, of: [F32s<S>; $with_weight], factor: F32s<S>) -> [F32s<S>; M] {
                let ([of @ .., weight], zero) = (of, of[0].of(0.0));
                let mut gradients = self.0.weighted_gradient(of, factor * weight);
                for m in 0..M {
                    gradients[m] = weight.eq(zero).select(zero, gradients[m]);
                }
                gradients
            }

            #[inline(always)]
            fn valid<S: Simd>(self, of: [F32s<S>; $with_weight]) -> Mask<S> {
                let [of @ .., _] = of;
                self.0.valid(of)
            }
        }
    )*};
}

weighted! { 2 3 3 4 }

/// Weights that a loss of elements may have.
#[derive(Clone, Copy)]
pub(super) struct Weights<'a> {
    pub(super) weight: Option<&'a [f32]>,
    /// Whether there is one for each row of elements.
    pub(super) of_rows: bool,
}

impl Weights<'_> {
    /// The shape of a loss of elements with these, and weights of positive targets.
    pub(super) fn shape(self, pos_weight: Option<&[f32]>) -> LossShape {
        LossShape::weighted(self.weight, self.of_rows, pos_weight)
    }
}

/// A loss of inputs and targets, with weights by whose sum a mean is divided.
pub(super) fn weighted_mean(
    formula: impl Pointwise,
    Weights { weight, of_rows }: Weights<'_>,
    reduction: Reduction,
    place: Place,
    verb: LossVerb<'_, [f32]>,
) -> Result<LossSum> {
    let Some(weight) = weight else {
        return run_pair(&formula, reduction, [None; 2], place, verb);
    };
    let LossVerb { inputs: [input], target, output } = verb;
    check::length("target", target.len(), input.len())?;
    check_weight("weight", weight, input.len())?;
    Elements::new(&Weighted(formula), [input, target, weight.into()], reduction)
        .last_of_rows(of_rows)
        .weight(sum_of_weights(weight, input.len()))
        .run(place, output)
}

/// Weights of `len` elements: as many; or a row of them that repeats, or one for each row, as they may be.
pub(super) fn check_weight(argument: &'static str, weight: &[f32], len: usize) -> Result<()> {
    check::rows_of(argument, weight.len(), "input", len)
}

/// The sum of the weights of `len` elements.
pub(super) fn sum_of_weights(weight: &[f32], len: usize) -> f64 {
    let row: f64 = weight.iter().copied().map(f64::from).sum();
    if weight.is_empty() { 0.0 } else { row * (len / weight.len()) as f64 }
}
