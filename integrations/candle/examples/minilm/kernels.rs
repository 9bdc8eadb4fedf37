//! The two sets of kernels: what a model changes.

use activ8_candle::{Activate, activ8, ops};
use candle_core::{Result, Tensor};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kernels {
    Candle,
    Activ8,
}

impl Kernels {
    /// `softmax(scale · scores + mask)`; the scores are not needed any more.
    pub(crate) fn softmax(self, scores: Tensor, scale: f64, mask: &Tensor) -> Result<Tensor> {
        match self {
            Self::Candle => candle_nn::ops::softmax_last_dim(&(scores * scale)?.broadcast_add(mask)?),
            Self::Activ8 => {
                ops::softmax_scaled_masked_in_place(&scores, scale, Some(mask))?;
                Ok(scores)
            }
        }
    }

    /// `gelu(x + bias)`.
    pub(crate) fn bias_gelu(self, x: Tensor, bias: &Tensor) -> Result<Tensor> {
        match self {
            Self::Candle => x.broadcast_add(bias)?.gelu_erf(),
            Self::Activ8 => {
                ops::bias_gelu_in_place(&x, bias)?;
                Ok(x)
            }
        }
    }

    /// `x + bias`.
    pub(crate) fn bias(self, x: Tensor, bias: &Tensor) -> Result<Tensor> {
        match self {
            Self::Candle => x.broadcast_add(bias),
            Self::Activ8 => {
                x.activate_biased_in_place(bias, activ8::Identity)?;
                Ok(x)
            }
        }
    }
}
