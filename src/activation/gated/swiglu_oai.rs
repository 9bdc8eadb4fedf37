//! The clamped gate of gpt-oss.

use super::GatedActivation;
use super::clamped::Clamped;
use crate::activation::swish::Swish;
use crate::check::require;
use crate::error::Result;
use crate::place::Place;
use crate::verb::GatedVerb;

/// gpt-oss's gated unit: `y = g · sigmoid(alpha · g) · (v + 1)` for `g = min(gate, limit)` and
/// `v = min(max(value, −limit), limit)`; the gate has no limit below.
///
/// * **Gradients**: 0 for what is at or beyond its limit.
/// * **Accuracy**: within 5.2 ULP, of a product that is a normal number, also where the swish is not; the gradients
///   within 8.5.
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
        let Self { alpha, limit } = *self;
        require("limit", limit, limit > 0.0, "a positive number")?;
        super::run(&Clamped { swish: Swish { alpha }, limit, added: 1.0 }, place, verb)
    }
}
