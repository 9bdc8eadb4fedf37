//! The swish of a gate that is limited above, times a value that is limited on both sides.

use super::gate::Gate;
use crate::activation::swish::Swish;
use crate::error::Result;
use crate::shape::Map;
use crate::simd::{F32s, Simd};

/// `swish(min(gate, limit)) · (min(max(value, −limit), limit) + added)`, with gradients of 0 for what is at or beyond
/// its limit.
#[derive(Clone, Copy)]
pub(super) struct Clamped {
    pub(super) swish: Swish,
    pub(super) limit: f32,
    /// Of nothing it is −0, to which every number can be added and stays as it is.
    pub(super) added: f32,
}

impl Gate for Clamped {
    fn check(self) -> Result<()> {
        Map::check(self.swish)
    }

    #[inline(always)]
    fn eval<S: Simd>(self, gate: F32s<S>, value: F32s<S>) -> F32s<S> {
        let value = value.clamp(-self.limit, self.limit);
        self.swish.times(gate.of(self.limit).min(gate), value + value.of(self.added))
    }

    #[inline(always)]
    fn gradients<S: Simd>(self, gate: F32s<S>, value: F32s<S>, dy: F32s<S>) -> [F32s<S>; 2] {
        let (zero, limit) = (gate.of(0.0), gate.of(self.limit));
        let clamped = value.clamp(-self.limit, self.limit);
        let factors = [dy * (clamped + gate.of(self.added)), dy];
        let [dgate, dvalue] = self.swish.with_slope_times(limit.min(gate), factors);
        let dgate = limit.le(gate).select(zero, dgate);
        [dgate, value.abs().lt(limit).select(dvalue, value.nan_or(zero))]
    }
}
