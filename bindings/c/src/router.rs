//! Routers of mixtures of experts; what `activations` says of pointers holds here too.

use std::mem::offset_of;

use activ8::{Element, GroupScore, Router, Scoring};

use crate::call::{Done, activ8_status, call, unknown};
use crate::memory::{Params, Span, get, init, kept, optional, product, slices};
use crate::place::placed;

/// How logits become scores and weights.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum activ8_scoring {
    /// Softmax over all experts, of which the greatest are taken.
    ACTIV8_SOFTMAX = 0,
    /// The greatest logits are taken, and softmax is over these.
    ACTIV8_TOP_K_SOFTMAX = 1,
    /// `sigmoid(x)` is the weight, and with the bias decides.
    ACTIV8_SIGMOID = 2,
    /// The root of `ln(1 + e^x)` likewise.
    ACTIV8_SQRT_SOFTPLUS = 3,
}

/// What a group of experts counts as.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum activ8_group_score {
    /// The sum of its two greatest scores.
    ACTIV8_SUM_OF_TWO = 0,
    /// Its greatest score.
    ACTIV8_GREATEST = 1,
}

/// The parameters of router.
#[repr(C)]
#[derive(Clone, Copy, Debug)]
pub struct activ8_router_params {
    /// An activ8_scoring.
    pub scoring: i32,
    /// What is added to scores for the choice, one for each expert, or null.
    pub bias: *const f32,
    /// Their number.
    pub bias_len: usize,
    /// The number of groups of neighbouring experts.
    pub groups: usize,
    /// How many of them are kept.
    pub kept_groups: usize,
    /// An activ8_group_score.
    pub group_score: i32,
    /// Whether weights are divided by their sum.
    pub renormalize: bool,
    /// What weights are multiplied with.
    pub scale: f32,
}

impl Params for activ8_router_params {
    const TRUTHS: &'static [(&'static str, usize)] = &[("renormalize", offset_of!(Self, renormalize))];
}

impl Default for activ8_router_params {
    fn default() -> Self {
        let Router { groups, kept_groups, renormalize, scale, .. } = Router::top(1);
        Self {
            scoring: 0,
            bias: std::ptr::null(),
            bias_len: 0,
            groups,
            kept_groups,
            group_score: 0,
            renormalize,
            scale,
        }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_router_params_init(params: *mut activ8_router_params) -> activ8_status {
    // SAFETY: the caller's promise.
    call(|| unsafe { init(params) })
}

/// The router of these parameters, and where what it borrows lies.
unsafe fn router<'a>(
    params: *const activ8_router_params,
    [experts, k]: [usize; 2],
) -> Done<(Router<'a>, [Span; 1])> {
    // SAFETY: the caller's promise.
    let params = unsafe { get(params) }?;
    let scoring = match params.scoring {
        0 => Scoring::Softmax,
        1 => Scoring::TopKSoftmax,
        2 => Scoring::Sigmoid,
        3 => Scoring::SqrtSoftplus,
        other => return Err(unknown("scoring", other)),
    };
    let group_score = match params.group_score {
        0 => GroupScore::SumOfTwo,
        1 => GroupScore::Greatest,
        other => return Err(unknown("group_score", other)),
    };
    // SAFETY: the caller's promise.
    let bias = unsafe { optional("bias", params.bias, params.bias_len) }?;
    let activ8_router_params { groups, kept_groups, renormalize, scale, .. } = params;
    let router = Router { experts, k, scoring, bias, groups, kept_groups, group_score, renormalize, scale };
    Ok((router, [kept(bias)]))
}

pub(crate) unsafe fn route<T: Element>(
    logits: *const T,
    indices: *mut u32,
    weights: *mut T,
    [rows, experts, k]: [usize; 3],
    params: *const activ8_router_params,
) -> Done {
    // SAFETY: the caller's promise.
    let (router, kept) = unsafe { router(params, [experts, k]) }?;
    let (len, chosen) = (product(rows, experts)?, product(rows, k)?);
    slices! { read logits: len; write indices: chosen, weights: chosen; apart from &kept }
    Ok(placed(router)?.route(logits, indices, weights)?)
}

pub(crate) unsafe fn weigh<T: Element>(
    logits: *const T,
    indices: *const u32,
    weights: *mut T,
    [rows, experts, k]: [usize; 3],
    params: *const activ8_router_params,
) -> Done {
    // SAFETY: the caller's promise.
    let (router, kept) = unsafe { router(params, [experts, k]) }?;
    let (len, chosen) = (product(rows, experts)?, product(rows, k)?);
    slices! { read logits: len, indices: chosen; write weights: chosen; apart from &kept }
    Ok(placed(router)?.weigh(logits, indices, weights)?)
}

pub(crate) unsafe fn backward<T: Element>(
    logits: *const T,
    indices: *const u32,
    dweights: *const T,
    dlogits: *mut T,
    [rows, experts, k]: [usize; 3],
    params: *const activ8_router_params,
) -> Done {
    // SAFETY: the caller's promise.
    let (router, kept) = unsafe { router(params, [experts, k]) }?;
    let (len, chosen) = (product(rows, experts)?, product(rows, k)?);
    slices! { read logits: len, indices: chosen, dweights: chosen; write dlogits: len; apart from &kept }
    Ok(placed(router)?.backward(logits, indices, dweights, dlogits)?)
}
