//! The softmax of attention's scores.

mod mask;
mod operation;

use activ8::AttentionSoftmax;
use candle_core::{D, Result, Tensor};

use crate::float::is_ours;
use crate::graph::{Custom, apply};
use crate::view::Held;
use operation::Attention;

const NAME: &str = "attention-softmax";

/// `softmax(scale · x + mask)` along the last dimension, in one pass over memory; the mask has x's shape or
/// broadcasts to it, −∞ where x does not count. It has no gradient. With other options it is
/// [`attention_softmax`].
///
/// ```
/// use activ8_candle::ops;
/// use candle_core::{Device, Tensor};
///
/// let scores = Tensor::new(&[[8f32, 8., 1.], [2., 8., 8.]], &Device::Cpu)?;
/// let mask = Tensor::new(&[0f32, 0., f32::NEG_INFINITY], &Device::Cpu)?;
/// let p = ops::softmax_scaled_masked(&scores, 0.125, Some(&mask))?;
/// assert_eq!(p.to_vec2::<f32>()?[0], [0.5, 0.5, 0.0]);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn softmax_scaled_masked(xs: &Tensor, scale: f64, mask: Option<&Tensor>) -> Result<Tensor> {
    if !is_ours(xs) {
        let xs = (xs * scale)?;
        let xs = mask.map_or(Ok(xs.clone()), |mask| xs.broadcast_add(mask))?;
        return candle_nn::ops::softmax(&xs, D::Minus1);
    }
    apply(NAME, [xs], Attention::new(xs, scaled(xs, scale), mask, None)?)
}

/// The same in place, without an allocation for the scores where they are contiguous.
pub fn softmax_scaled_masked_in_place(xs: &Tensor, scale: f64, mask: Option<&Tensor>) -> Result<()> {
    // It would wait for itself.
    if mask.is_some_and(|mask| Held::of(mask).is(&Held::of(xs))) {
        candle_core::bail!("softmax-scaled-masked: the scores and their mask share a storage");
    }
    xs.inplace_op1(&Custom::new(NAME, Attention::new(xs, scaled(xs, scale), mask, None)?))
}

fn scaled(xs: &Tensor, scale: f64) -> AttentionSoftmax<'static> {
    AttentionSoftmax::rows_of(xs.dims().last().copied().unwrap_or(1)).scale(scale as f32)
}

/// [`AttentionSoftmax`] of scores whose last two dimensions are queries and keys, with its options: causal or
/// a window, a soft cap, a temperature, ALiBi's slopes, what a row is that nothing is left of.
///
/// `mask` has the scores' shape or broadcasts to it: numbers that are added, or `u8`s that are not 0 where a
/// score counts. `sinks`, one for each head, have a gradient; those of `options` are constants. Keys and queries of
/// the options are the scores'; queries need not be said.
///
/// ```
/// use activ8_candle::{activ8::AttentionSoftmax, ops};
/// use candle_core::{Device, Tensor};
///
/// let scores = Tensor::new(&[[2f32, 9.], [4., 4.]], &Device::Cpu)?;
/// let causal = AttentionSoftmax::rows_of(2).scale(0.5).causal(0);
/// let p = ops::attention_softmax(&scores, causal, None, None)?;
/// assert_eq!(p.to_vec2::<f32>()?, [[1.0, 0.0], [0.5, 0.5]]);
/// let sinks = Tensor::new(&[2f32], &Device::Cpu)?;
/// let p = ops::attention_softmax(&scores, causal, None, Some(&sinks))?;
/// assert_eq!(p.to_vec2::<f32>()?[1], [1.0 / 3.0; 2]);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn attention_softmax(
    xs: &Tensor,
    options: AttentionSoftmax<'_>,
    mask: Option<&Tensor>,
    sinks: Option<&Tensor>,
) -> Result<Tensor> {
    let attention = Attention::new(xs, options, mask, sinks)?;
    match sinks {
        Some(sinks) => apply(NAME, [xs, sinks], attention),
        None => apply(NAME, [xs], attention),
    }
}
