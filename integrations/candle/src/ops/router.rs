//! The choice of experts.

use activ8::Router;
use candle_core::backend::BackendStorage;
use candle_core::{CpuStorage, Result, Tensor};

use crate::error::refused;
use crate::float::stored;
use crate::view::{Held, tensor};

const NAME: &str = "route";

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
    let logits = held.view(NAME)?;
    let (x, experts, mut dims) = (logits.floats()?, logits.row(), logits.layout.dims().to_vec());
    // More are refused, and not allocated.
    let k = router.k.min(experts);
    dims.pop();
    dims.push(k);
    let len = dims.iter().product();
    let (mut indices, mut weights) = (vec![0; len], vec![0.0; len]);
    router.of(experts).route(&x, &mut indices, &mut weights).map_err(refused)?;
    let weights = stored(weights, NAME, logits.storage.dtype())?;
    Ok((tensor(CpuStorage::U32(indices), dims.clone()), tensor(weights, dims)))
}
