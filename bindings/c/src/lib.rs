//! activ8's kernels for C and C++: `include/activ8.h` says what there is.
//!
//! The entry points are in `generated`, which the package `activ8-c-generate` writes from its tables of operations. Each
//! gives a status, checks what it is given before it writes anything, and never unwinds into its caller.

#![allow(non_camel_case_types, reason = "names of C")]
#![allow(clippy::missing_safety_doc, reason = "the header says what pointers must be")]

mod activations;
mod attention;
mod biased;
mod call;
mod divergence;
mod gated;
mod generated;
mod gumbel_softmax;
mod joint;
mod log_sum_exp;
mod losses;
mod memory;
mod place;
mod prelu;
mod router;
mod rows;
mod rrelu;
mod streaming;

/// The entry points.
pub mod api {
    pub use crate::attention::*;
    pub use crate::generated::*;
    pub use crate::gumbel_softmax::*;
    pub use crate::router::*;
    pub use crate::streaming::*;
}

pub use call::*;
pub use place::*;
