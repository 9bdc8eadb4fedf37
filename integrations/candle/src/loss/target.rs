//! What losses have as their target: numbers as `f32`, classes of any type as `i64`, or nothing.

use std::borrow::Cow;

use activ8::{Target, Targets};
use candle_core::{Result, Tensor};

use super::NAME;
use crate::view::{Held, View};

/// `f32` or `i64`, as the elements of a target.
pub(super) trait TargetElement: Target<Self> + Copy + Send + Sync + 'static {
    fn elements(target: View<'_>) -> Result<Cow<'_, [Self]>>;
}

impl TargetElement for f32 {
    fn elements(target: View<'_>) -> Result<Cow<'_, [Self]>> {
        target.floats()
    }
}

impl TargetElement for i64 {
    fn elements(target: View<'_>) -> Result<Cow<'_, [Self]>> {
        target.integers()
    }
}

/// What a joint loss may have as its target: numbers, classes, or nothing.
pub trait JointTarget: Targets<Self> {
    /// Calls with the elements of a tensor, which there is where one is needed.
    #[doc(hidden)]
    fn with<R>(target: Option<&Tensor>, then: impl FnOnce(&Self) -> Result<R>) -> Result<R>;
}

impl JointTarget for () {
    fn with<R>(target: Option<&Tensor>, then: impl FnOnce(&Self) -> Result<R>) -> Result<R> {
        match target {
            None => then(&()),
            Some(_) => candle_core::bail!("{NAME}: the inputs are held against each other, without a target"),
        }
    }
}

impl<T: TargetElement> JointTarget for [T] {
    fn with<R>(target: Option<&Tensor>, then: impl FnOnce(&Self) -> Result<R>) -> Result<R> {
        match target.map(Held::of) {
            Some(target) => then(&T::elements(target.view(NAME)?)?),
            None => candle_core::bail!("{NAME}: the inputs are held against a target"),
        }
    }
}
