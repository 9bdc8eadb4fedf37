//! The choice of experts, whose logits are the last axis.

use activ8::{Error, Result, Router};
use ndarray::{Array, ArrayBase, Data, Dimension};

use crate::combined::needed;
use crate::lanes::{order, standard, written};

/// The experts of each row of logits and their weights: [`Router`] along the last axis, of which `k` are left.
///
/// ```
/// use activ8_ndarray::{activ8::Router, route, route_given, route_gradient};
/// use ndarray::array;
///
/// let (router, logits) = (Router::top(2).renormalize(true), array![[1.0_f32, 3.0, 3.0, -2.0]]);
/// let (experts, weights) = route(router, &logits)?;
/// assert_eq!((&experts, &weights), (&array![[1, 2]], &array![[0.5, 0.5]]));
/// assert_eq!(route_given(router, &logits, &experts)?, weights);
/// let gradient = route_gradient(router, &logits, &experts, &array![[1.0, 0.0]])?;
/// assert_eq!(gradient, array![[0.0, 0.25, -0.25, 0.0]]);
/// # Ok::<(), activ8_ndarray::activ8::Error>(())
/// ```
///
/// # Errors
/// What the core refuses, and [`Error::Shape`] for an array without axes.
pub fn route<D: Dimension>(
    router: Router<'_>,
    logits: &ArrayBase<impl Data<Elem = f32>, D>,
) -> Result<(Array<u32, D>, Array<f32, D>)> {
    let experts = last(logits.shape())?;
    // More are refused, and not allocated.
    let dim = with_last(logits, router.k.min(experts));
    let mut indices = vec![0; dim.size()];
    let weights = written(dim.clone(), |y| router.of(experts).route(&order(logits), &mut indices, y))?;
    Ok((Array::from_shape_vec(dim, indices).expect("as many as the shape has"), weights))
}

/// The weights of experts that are given: [`Router::weigh`].
///
/// # Errors
/// As of [`route`], and [`Error::Shape`] for experts of another shape than `k` for each row.
pub fn route_given<D: Dimension>(
    router: Router<'_>,
    logits: &ArrayBase<impl Data<Elem = f32>, D>,
    experts: &ArrayBase<impl Data<Elem = u32>, D>,
) -> Result<Array<f32, D>> {
    let router = router.of(last(logits.shape())?);
    needed("experts", with_last(logits, router.k).slice(), experts.shape())?;
    written(experts.raw_dim(), |y| router.weigh(&order(logits), &order(experts), y))
}

/// The gradient for the logits from that for the weights of these experts: [`Router::backward`].
///
/// # Errors
/// As of [`route_given`], and [`Error::Shape`] for gradients of another shape than the experts.
pub fn route_gradient<D: Dimension>(
    router: Router<'_>,
    logits: &ArrayBase<impl Data<Elem = f32>, D>,
    experts: &ArrayBase<impl Data<Elem = u32>, D>,
    dweights: &ArrayBase<impl Data<Elem = f32>, D>,
) -> Result<Array<f32, D>> {
    let router = router.of(last(logits.shape())?);
    needed("experts", with_last(logits, router.k).slice(), experts.shape())?;
    needed("dweights", experts.shape(), dweights.shape())?;
    let mut gradient = vec![0.0; logits.len()];
    router.backward(&order(logits), &order(experts), &order(dweights), &mut gradient)?;
    Ok(standard(logits.raw_dim(), gradient))
}

/// The length of the last axis.
fn last(shape: &[usize]) -> Result<usize> {
    let none = || Error::Shape { argument: "logits", expected: [1].into(), found: [].into() };
    shape.last().copied().ok_or_else(none)
}

/// A shape with another last axis.
fn with_last<D: Dimension>(x: &ArrayBase<impl Data<Elem = f32>, D>, len: usize) -> D {
    let mut dim = x.raw_dim();
    dim[x.ndim() - 1] = len;
    dim
}
