//! Routers of mixtures of experts; what `activations` says of pointers holds here too.

use std::mem::offset_of;

use activ8::{Element, Router, Scoring};

use crate::call::{Done, activ8_status, call, placed, unknown};
use crate::memory::{Params, get, init, kept, optional, product, slices};

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
        Self { scoring: 0, bias: std::ptr::null(), bias_len: 0, groups, kept_groups, renormalize, scale }
    }
}

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_router_params_init(params: *mut activ8_router_params) -> activ8_status {
    // SAFETY: the caller's promise.
    call(|| unsafe { init(params) })
}

pub(crate) unsafe fn route<T: Element>(
    logits: *const T,
    indices: *mut u32,
    weights: *mut T,
    [rows, experts, k]: [usize; 3],
    params: *const activ8_router_params,
) -> Done {
    // SAFETY: the caller's promise.
    let params = unsafe { get(params) }?;
    let scoring = match params.scoring {
        0 => Scoring::Softmax,
        1 => Scoring::TopKSoftmax,
        2 => Scoring::Sigmoid,
        other => return Err(unknown("scoring", other)),
    };
    // SAFETY: the caller's promise.
    let bias = unsafe { optional("bias", params.bias, params.bias_len) }?;
    let activ8_router_params { groups, kept_groups, renormalize, scale, .. } = params;
    let router = Router { experts, k, scoring, bias, groups, kept_groups, renormalize, scale };
    let (len, chosen) = (product(rows, experts)?, product(rows, k)?);
    slices! { read logits: len; write indices: chosen, weights: chosen; apart from &[kept(bias)] }
    Ok(placed(router)?.route(logits, indices, weights)?)
}
