//! The clamped gate of gpt-oss.

use super::{Gate, GatedActivation};
use crate::activation::swish::Swish;
use crate::check::require;
use crate::error::Result;
use crate::place::Place;
use crate::shape::Map;
use crate::simd::{F32s, Simd};
use crate::verb::GatedVerb;

/// gpt-oss's gated unit: `y = g · sigmoid(alpha · g) · (v + 1)` for `g = min(gate, limit)` and
/// `v = min(max(value, −limit), limit)`; the gate has no limit below.
///
/// * **Gradients**: 0 for what is at or beyond its limit.
/// * **Accuracy**: within 5.2 ULP, of a product that is a normal number, also where the swish is not; the gradients
///   within 7.5.
/// * **Special values**: NaN gives NaN.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where the limit is not positive, and as for
///   [`Swish`](crate::Swish).
/// * **Elsewhere**: ggml's `SWIGLU_OAI`; gpt-oss's weights come
///   [`GateLayout::Interleaved`](crate::GateLayout::Interleaved).
/// * **Source**: OpenAI, *gpt-oss-120b & gpt-oss-20b Model Card*, 2025.
///
/// ```
/// use activ8::{GatedActivation, SwiGluOai};
///
/// let mut y = [0.0; 2];
/// SwiGluOai::default().forward(&[0.0, -100.0], &[3.0, 0.5], &mut y)?;
/// assert!(y[0] == 0.0 && y[1].abs() < 1e-30);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SwiGluOai {
    /// The multiple of the gate; 1.702 by default.
    pub alpha: f32,
    /// The limit; 7 by default.
    pub limit: f32,
}

impl Default for SwiGluOai {
    fn default() -> Self {
        Self { alpha: 1.702, limit: 7.0 }
    }
}

crate::place::placed! { SwiGluOai }

impl GatedActivation for SwiGluOai {
    fn run(&self, place: Place, verb: GatedVerb<'_>) -> Result<()> {
        super::run(*self, place, verb)
    }
}

impl SwiGluOai {
    fn swish(self) -> Swish {
        Swish { alpha: self.alpha }
    }
}

impl Gate for SwiGluOai {
    fn check(self) -> Result<()> {
        require("limit", self.limit, self.limit > 0.0, "a positive number")?;
        Map::check(self.swish())
    }

    #[inline(always)]
    fn eval<S: Simd>(self, gate: F32s<S>, value: F32s<S>) -> F32s<S> {
        let value = value.clamp(-self.limit, self.limit);
        self.swish().times(gate.of(self.limit).min(gate), value + value.of(1.0))
    }

    #[inline(always)]
    fn gradients<S: Simd>(self, gate: F32s<S>, value: F32s<S>, dy: F32s<S>) -> [F32s<S>; 2] {
        let (zero, limit) = (gate.of(0.0), gate.of(self.limit));
        let clamped = value.clamp(-self.limit, self.limit);
        let dgate = self.swish().gradient(gate, dy * (clamped + gate.of(1.0)));
        let dvalue = self.swish().times(limit.min(gate), dy);
        let dgate = limit.le(gate).select(zero, dgate);
        [dgate, value.abs().lt(limit).select(dvalue, value.nan_or(zero))]
    }
}
