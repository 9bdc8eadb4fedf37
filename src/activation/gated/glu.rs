//! Products with an elementwise activation.

use super::GatedActivation;
use super::clamped::Clamped;
use crate::activation::gelu::{ByErf, ByQuick, ByTanh};
use crate::activation::{Identity, Relu, Sigmoid, Silu, Swish};
use crate::check::require;
use crate::error::Result;
use crate::place::Place;
use crate::verb::GatedVerb;

/// The gated linear unit: `y = value · sigmoid(gate)`.
///
/// PyTorch's `glu` of a last dimension of `n` is [`GateLayout::ValuesFirst(n)`](crate::GateLayout), and with another
/// `dim` [`GateLayout::ValuesFirstAlong`](crate::GateLayout).
///
/// * **Accuracy**: within 3.8 ULP, of a product that is a normal number, also where the sigmoid is not; the gradients
///   within 5.8. A gate below −123.9 counts as −∞, for its gradient one beyond ±123.9 as ±∞: what it makes
///   of a value below 2^52 is no normal number.
/// * **Elsewhere**: `torch.nn.functional.glu`.
/// * **Source**: Y. Dauphin et al., *Language Modeling with Gated Convolutional Networks*, 2016.
///
/// ```
/// use activ8::{GateLayout, GatedActivation, Glu};
///
/// let mut y = [0.0; 2];
/// Glu.forward_packed(GateLayout::ValuesFirst(4), &[1.0, 2.0, 0.0, f32::INFINITY], &mut y)?;
/// assert_eq!(y, [0.5, 2.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Glu;

/// The product with the swish of the gate: `y = gate · sigmoid(alpha · gate) · value`; with a limit L that of
/// `min(gate, L)` and `min(max(value, −L), L)`: the gate has no limit below.
///
/// * **Gradients**: with a limit 0 for what is at or beyond it, as PyTorch's `clamp` has it.
/// * **Accuracy**: within 4.2 ULP, of a product that is a normal number, also where the swish is not; the gradients
///   within 7.5. With an alpha of 1 a gate below −123.9 counts as −∞, with others, and with a limit, one below
///   −123.9 / alpha: what it makes of a value below 2^45 is no normal number.
/// * **Special values**: NaN gives NaN, limited or not.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) as for [`Swish`], and where the limit is negative or
///   NaN.
/// * **Elsewhere**: ONNX `SwiGLU` (opset 28); the feed-forward layers of LLaMA, Mistral and Qwen; ggml's
///   `SWIGLU`. The experts of DeepSeek-V4 have a limit; gpt-oss's, which add 1 to the value, are
///   [`SwiGluOai`](crate::SwiGluOai).
/// * **Source**: N. Shazeer, *GLU Variants Improve Transformer*, 2020.
///
/// ```
/// use activ8::{GatedActivation, SwiGlu};
///
/// let mut y = [0.0; 2];
/// SwiGlu::default().forward(&[0.0, 100.0], &[3.0, 0.5], &mut y)?;
/// assert_eq!(y, [0.0, 50.0]);
/// SwiGlu { limit: 50.0, ..SwiGlu::default() }.forward(&[50.0, 100.0], &[-80.0, 0.5], &mut y)?;
/// assert_eq!(y, [-2500.0, 25.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SwiGlu {
    /// The multiple of the gate; 1 by default.
    pub alpha: f32,
    /// The limit; 0, the default, and ∞ are none.
    pub limit: f32,
}

impl Default for SwiGlu {
    fn default() -> Self {
        Self { alpha: 1.0, limit: 0.0 }
    }
}

impl GatedActivation for SwiGlu {
    fn run(&self, place: Place, verb: GatedVerb<'_>) -> Result<()> {
        let Self { alpha, limit } = *self;
        require("limit", limit, limit >= 0.0, "a number of at least 0")?;
        if limit > 0.0 && limit < f32::INFINITY {
            super::run(&Clamped { swish: Swish { alpha }, limit, added: -0.0 }, place, verb)
        } else if alpha == 1.0 {
            super::run(&Silu, place, verb)
        } else {
            super::run(&Swish { alpha }, place, verb)
        }
    }
}

/// The product with a gelu of the gate: `y = gelu(gate) · value`.
///
/// * **Accuracy**: within 4.5 ULP, `Tanh` and `Quick` 4, of a product that is a normal number, also where the gelu is
///   not; the gradients within 6.5, `Tanh` 10.5 and `Quick` 8.5. A gate below −14.6, −11.25 and −72 counts as −∞: what
///   it makes of a value below 2^24 is no normal number.
/// * **Elsewhere**: ggml's `GEGLU` is `Tanh`, `GEGLU_ERF` and `GEGLU_QUICK` the others; Gemma has `Tanh`.
/// * **Source**: N. Shazeer, *GLU Variants Improve Transformer*, 2020.
///
/// ```
/// use activ8::{GatedActivation, GeGlu};
///
/// let mut y = [0.0; 2];
/// GeGlu::Tanh.forward(&[0.0, 100.0], &[3.0, 0.5], &mut y)?;
/// assert_eq!(y, [0.0, 50.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum GeGlu {
    /// Of [`Gelu::Erf`](crate::Gelu::Erf).
    #[default]
    Erf,
    /// Of [`Gelu::Tanh`](crate::Gelu::Tanh).
    Tanh,
    /// Of [`Gelu::Quick`](crate::Gelu::Quick).
    Quick,
}

/// The product with the rectified gate: `y = max(0, gate) · value`.
///
/// * **Accuracy**: correctly rounded.
/// * **Elsewhere**: ggml's `REGLU`.
/// * **Source**: N. Shazeer, *GLU Variants Improve Transformer*, 2020.
///
/// ```
/// use activ8::{GatedActivation, ReGlu};
///
/// let mut y = [0.0; 2];
/// ReGlu.forward(&[-1.0, 2.0], &[3.0, 0.5], &mut y)?;
/// assert_eq!(y, [0.0, 1.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ReGlu;

/// The product: `y = gate · value`.
///
/// * **Accuracy**: correctly rounded.
/// * **Source**: N. Shazeer, *GLU Variants Improve Transformer*, 2020.
///
/// ```
/// use activ8::{Bilinear, GatedActivation};
///
/// let mut y = [0.0; 2];
/// Bilinear.forward(&[-1.0, 2.0], &[3.0, 0.5], &mut y)?;
/// assert_eq!(y, [-3.0, 1.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Bilinear;

crate::place::placed! { Glu SwiGlu GeGlu ReGlu Bilinear }

/// Which formula of the gate belongs to which operation.
macro_rules! products {
    ($($operation:ident { $($pattern:pat => $map:expr),* })*) => {$(
        impl GatedActivation for $operation {
            fn run(&self, place: Place, verb: GatedVerb<'_>) -> Result<()> {
                match *self {
                    $($pattern => super::run(&$map, place, verb),)*
                }
            }
        }
    )*};
}

products! {
    Glu { Self => Sigmoid }
    GeGlu { Self::Erf => ByErf, Self::Tanh => ByTanh, Self::Quick => ByQuick }
    ReGlu { Self => Relu }
    Bilinear { Self => Identity }
}
