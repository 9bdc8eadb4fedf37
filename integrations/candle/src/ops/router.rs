//! The choice of experts.

use activ8::Router;
use candle_core::{CpuStorage, Layout, Result, Shape, Tensor};

use crate::error::{refused, shape};
use crate::float::{Float, stored, written};
use crate::graph::{Gradients, Operation, apply};
use crate::view::{Held, View, tensor};

const NAME: &str = "route";

/// The experts of each row of logits, as `u32`s, and their weights, of the logits' type: [`Router`] along the
/// last dimension, of which `k` are left. The weights have a gradient for the logits.
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
    let (indices, weights, dims) = chosen(router, logits)?;
    let weights = match weights {
        Some(weights) => weights,
        None => apply(NAME, [logits], Weights::new(router, logits, indices.clone()))?,
    };
    Ok((tensor(CpuStorage::U32(indices), dims), weights))
}

/// The choice, and its weights where no gradient is asked for.
fn chosen(router: Router<'_>, logits: &Tensor) -> Result<(Vec<u32>, Option<Tensor>, Vec<usize>)> {
    let held = Held::of(logits);
    let view = held.view(NAME)?;
    let (x, experts, mut dims) = (view.floats()?, view.row(), view.layout.dims().to_vec());
    // More are refused, and not allocated.
    let k = router.k.min(experts);
    dims.pop();
    dims.push(k);
    let len = dims.iter().product();
    let (mut indices, mut weights) = (vec![0; len], vec![0.0; len]);
    router.of(experts).route(&x, &mut indices, &mut weights).map_err(refused)?;
    let untracked = !logits.track_op();
    let weights = untracked.then(|| stored(weights, NAME, view.storage)).transpose()?;
    Ok((indices, weights.map(|weights| tensor(weights, dims.clone())), dims))
}

/// The weights of experts that are given, integers of the logits' shape but for the last dimension, which is theirs:
/// [`Router::weigh`], with a gradient for the logits.
///
/// ```
/// use activ8_candle::{activ8::Router, ops};
/// use candle_core::{Device, Tensor};
///
/// let logits = Tensor::new(&[[1f32, 3., 3., -2.]], &Device::Cpu)?;
/// let experts = Tensor::new(&[[2u32, 1]], &Device::Cpu)?;
/// let weights = ops::route_given(Router::top(2).renormalize(true), &logits, &experts)?;
/// assert_eq!(weights.to_vec2::<f32>()?, [[0.5, 0.5]]);
/// # Ok::<(), candle_core::Error>(())
/// ```
pub fn route_given(router: Router<'_>, logits: &Tensor, experts: &Tensor) -> Result<Tensor> {
    let mut dims = logits.dims().to_vec();
    dims.pop();
    dims.push(router.k);
    shape("experts", &dims, experts.dims())?;
    let held = Held::of(experts);
    let given = held.view(NAME)?.integers()?;
    // One that is no `u32` is none of the experts either.
    let indices = given.iter().map(|&expert| u32::try_from(expert).unwrap_or(u32::MAX)).collect();
    apply(NAME, [logits], Weights::new(router, logits, indices))
}

/// Of the experts of all rows.
struct Weights {
    router: Router<'static>,
    indices: Vec<u32>,
}

impl Weights {
    fn new(router: Router<'_>, logits: &Tensor, indices: Vec<u32>) -> Self {
        let experts = logits.dims().last().copied().unwrap_or(1);
        let Router { k, scoring, groups, kept_groups, group_score, renormalize, scale, .. } = router;
        // What a choice alone has is not looked at.
        let router =
            Router { experts, k, scoring, bias: None, groups, kept_groups, group_score, renormalize, scale };
        Self { router, indices }
    }
}

impl Operation<1> for Weights {
    fn shape(&self, x: &Layout) -> Result<Shape> {
        let mut dims = x.dims().to_vec();
        dims.pop();
        dims.push(self.router.k);
        Ok(dims.into())
    }

    fn forward<T: Float>(&self, [x]: [View<'_>; 1]) -> Result<Vec<T>> {
        let elements = x.elements::<T>()?;
        written(self.indices.len(), |weights| self.router.weigh(&elements, &self.indices, weights))
    }

    fn backward<T: Float>(&self, [x]: [View<'_>; 1], _: View<'_>, dy: View<'_>) -> Gradients<1> {
        let (elements, dy) = (x.elements::<T>()?, dy.elements::<T>()?);
        Ok([Some(x.gradient::<T>(|dx| self.router.backward(&elements, &self.indices, &dy, dx))?)])
    }
}
