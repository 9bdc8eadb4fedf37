//! activ8's kernels for C and C++: `include/activ8.h` says what there is.
//!
//! Entry points are written by build.rs from a table of operations. Each gives a status, checks what it is
//! given before it writes anything, and never unwinds into its caller.

#![allow(non_camel_case_types, reason = "names of C")]
#![allow(clippy::missing_safety_doc, reason = "the header says what pointers must be")]

mod attention;
mod call;
mod gated;
mod joint;
mod losses;
mod memory;
mod router;
mod softmax;
mod streaming;
mod strided;
mod verbs;

/// The entry points.
#[allow(clippy::field_reassign_with_default, reason = "some losses have no default")]
pub mod api {
    use activ8::{bf16, f16};

    use crate::attention::operation as attention;
    pub use crate::attention::*;
    use crate::call::{activ8_status, call, kl_input, reduction};
    use crate::gated::*;
    use crate::joint::{Joint, joint_backward, joint_each, joint_forward_backward, joint_value};
    use crate::losses::{
        Given, all_apart, loss_backward, loss_each, loss_forward_backward, loss_value, optional,
    };
    use crate::memory::{Span, get, kept, params, product, set, span};
    pub use crate::router::*;
    use crate::softmax::volume;
    pub use crate::softmax::*;
    pub use crate::streaming::*;
    use crate::strided::*;
    use crate::verbs::*;

    include!(concat!(env!("OUT_DIR"), "/api.rs"));
}

pub use call::*;
