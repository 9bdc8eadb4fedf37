//! Softmax with options, and its kin.

use activ8::{AttentionSoftmax, Hardmax, Router, Softmin};
use candle_core::shape::Dim;
use candle_core::{CpuStorage, D, Result, Tensor};

use crate::activate::apply;
use crate::attention::Attention;
use crate::graph;
use crate::rows::RowLogSumExp;
use crate::samples::{Gumbel, Harden};
use crate::storage::{Held, is_ours, last, refused, shape, stored, tensor};

/// Rows along any dimension are rows along the last one of a view.
fn along(xs: &Tensor, dim: usize, run: impl Fn(&Tensor, usize) -> Result<Tensor>) -> Result<Tensor> {
    let (last, row) = (xs.rank() - 1, xs.dim(dim)?);
    if dim == last {
        run(xs, row)
    } else {
        run(&xs.transpose(dim, last)?, row)?.transpose(dim, last)?.contiguous()
    }
}

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
    graph::of_one(xs, Attention::new(xs, scaled(xs, scale), mask, None)?)
}

/// The same in place, without an allocation for the scores where they are contiguous.
pub fn softmax_scaled_masked_in_place(xs: &Tensor, scale: f64, mask: Option<&Tensor>) -> Result<()> {
    // It would wait for itself.
    if mask.is_some_and(|mask| Held::of(mask).is(&Held::of(xs))) {
        candle_core::bail!("softmax-scaled-masked: the scores and their mask share a storage");
    }
    xs.inplace_op1(&Attention::new(xs, scaled(xs, scale), mask, None)?)
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
        Some(sinks) => graph::of_two([xs, sinks], attention),
        None => graph::of_one(xs, attention),
    }
}

/// [`Softmin`] along a dimension: the softmax of −x.
pub fn softmin<D: Dim>(xs: &Tensor, dim: D) -> Result<Tensor> {
    let dim = dim.to_index(xs.shape(), "softmin")?;
    if !is_ours(xs) {
        return candle_nn::ops::softmax(&xs.neg()?, dim);
    }
    along(xs, dim, |xs, row| apply(xs, "softmin", Softmin::rows_of(row)))
}

/// [`Hardmax`] along a dimension: 1 for the greatest element, and 0 for the others. Its gradient is 0.
pub fn hardmax<D: Dim>(xs: &Tensor, dim: D) -> Result<Tensor> {
    let dim = dim.to_index(xs.shape(), "hardmax")?;
    along(xs, dim, |xs, row| apply(xs, "hardmax", Hardmax::rows_of(row)))
}

/// [`activ8::LogSumExp`] along a dimension, which the result is without, as with `Tensor::log_sum_exp`.
pub fn log_sum_exp<D: Dim>(xs: &Tensor, dim: D) -> Result<Tensor> {
    let dim = dim.to_index(xs.shape(), "log-sum-exp")?;
    if !is_ours(xs) {
        return xs.log_sum_exp(dim);
    }
    // The last dimension is that one, and the order of the others stays.
    let mut order: Vec<usize> = (0..xs.rank()).filter(|&other| other != dim).collect();
    order.push(dim);
    graph::of_one(&xs.permute(order)?, RowLogSumExp)
}

/// [`activ8::GumbelSoftmax`] along the last dimension: a sample for each row, soft or one category, in either
/// case with the soft one's gradient. The noise is the caller's, of x's shape and Gumbel's distribution.
///
/// ```
/// use activ8_candle::ops;
/// use candle_core::{Device, Tensor};
///
/// let x = Tensor::new(&[[1f32, 0., 3.]], &Device::Cpu)?;
/// let noise = x.rand_like(1e-9, 1.0)?.log()?.neg()?.log()?.neg()?;
/// let one = ops::gumbel_softmax(&x, &noise, 0.5, true)?;
/// assert_eq!(one.sum_all()?.to_scalar::<f32>()?, 1.0);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn gumbel_softmax(xs: &Tensor, noise: &Tensor, temperature: f64, hard: bool) -> Result<Tensor> {
    shape("noise", xs.dims(), noise.dims())?;
    let soft = graph::of_two([xs, noise], Gumbel { temperature: temperature as f32 })?;
    if hard { graph::of_one(&soft, Harden) } else { Ok(soft) }
}

/// The experts of each row of logits, as `u32`s, and their weights, of the logits' type: [`Router`] along the
/// last dimension, of which `k` are left. They have no gradient.
///
/// ```
/// use activ8_candle::{activ8::Router, ops};
/// use candle_core::{Device, Tensor};
///
/// let logits = Tensor::new(&[[1f32, 3., 3., -2.]], &Device::Cpu)?;
/// let (experts, weights) = ops::route(Router::top(2).renormalize(true), &logits)?;
/// assert_eq!(experts.to_vec2::<u32>()?, [[1, 2]]);
/// assert_eq!(weights.to_vec2::<f32>()?, [[0.5, 0.5]]);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn route(router: Router<'_>, logits: &Tensor) -> Result<(Tensor, Tensor)> {
    let held = Held::of(logits);
    let of_logits = held.view()?;
    let (x, mut dims) = (of_logits.floats("route")?, of_logits.layout.dims().to_vec());
    let experts = last(of_logits.layout);
    // More are refused, and not allocated.
    let k = router.k.min(experts);
    dims.pop();
    dims.push(k);
    let len = dims.iter().product();
    let (mut indices, mut weights) = (vec![0; len], vec![0.0; len]);
    router.of(experts).route(&x, &mut indices, &mut weights).map_err(refused)?;
    let weights = stored(weights, of_logits.storage)?;
    Ok((tensor(CpuStorage::U32(indices), dims.clone()), tensor(weights, dims)))
}
