//! The parameters and the entry points that `cargo run -p activ8-c-generate` writes: a file for each type of elements.

#![allow(
    clippy::undocumented_unsafe_blocks,
    reason = "each rests on the caller's promise that pointers are as the header asks"
)]
#![allow(clippy::derivable_impls, reason = "defaults that are all 0 are written as the others")]
#![allow(clippy::field_reassign_with_default, reason = "some losses have no default")]

#[rustfmt::skip]
mod of_bf16;
#[rustfmt::skip]
mod of_f16;
#[rustfmt::skip]
mod of_f32;
#[rustfmt::skip]
mod params;

pub use of_bf16::*;
pub use of_f16::*;
pub use of_f32::*;
pub use params::*;

/// What generated files use.
mod uses {
    pub(super) use activ8::{bf16, f16};

    pub(super) use super::params::*;
    pub(super) use crate::attention::activ8_attention_softmax_params;
    pub(super) use crate::call::{Done, activ8_status, call, kl_input, reduction};
    pub(super) use crate::gumbel_softmax::activ8_gumbel_softmax_params;
    pub(super) use crate::memory::{Params, Span, get, init, kept, optional};
    pub(super) use crate::router::activ8_router_params;
    pub(super) use crate::streaming::activ8_softmax_state;
    pub(super) use crate::{
        activations, attention, biased, divergence, gated, gumbel_softmax, joint, log_sum_exp, losses, prelu,
        router, rows, rrelu, streaming,
    };
}
