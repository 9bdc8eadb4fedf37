//! Routers of mixtures of experts; what `verbs` says of pointers holds here too.

use activ8::{Element, Router, Scoring};

use crate::call::{Done, activ8_status, call, placed, unknown};
use crate::losses::{all_apart, optional};
use crate::memory::{input, kept, output, params, product, set, span};

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

params! { activ8_router_params: renormalize }

/// Sets the defaults.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_router_params_init(params: *mut activ8_router_params) -> activ8_status {
    let Router { groups, kept_groups, renormalize, scale, .. } = Router::top(1);
    let (scoring, bias, bias_len) = (0, std::ptr::null(), 0);
    let defaults = activ8_router_params { scoring, bias, bias_len, groups, kept_groups, renormalize, scale };
    // SAFETY: the caller's promise.
    call(|| unsafe { set(params, defaults) })
}

pub(crate) unsafe fn route<T: Element>(
    logits: *const T,
    (indices, weights): (*mut u32, *mut T),
    [rows, experts, k]: [usize; 3],
    params: activ8_router_params,
) -> Done {
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
    let outs =
        [("indices", span("indices", indices, chosen)?), ("weights", span("weights", weights, chosen)?)];
    all_apart(&outs, [&[span("logits", logits, len)?, kept(bias)], &[]])?;
    // SAFETY: it has been checked, and is the caller's to read.
    let logits = unsafe { input(logits, len) };
    // SAFETY: it has been checked, is the caller's to write, and is apart from the others.
    let indices = unsafe { output(indices, chosen) };
    // SAFETY: as the indices.
    let weights = unsafe { output(weights, chosen) };
    Ok(placed(router)?.route_any(logits, indices, weights)?)
}
