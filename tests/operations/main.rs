//! What the operations give: their values and gradients, their edges, what they refuse, and that they give the same
//! bits everywhere.

#[path = "../common/mod.rs"]
mod common;

#[path = "../common/cases.rs"]
mod cases;

mod accuracy;
mod any;
mod attention;
mod errors;
mod from_output;
mod gated;
mod golden;
mod half;
mod joint;
mod laws;
mod losses;
#[cfg(target_arch = "x86_64")]
mod modes;
mod nothing;
mod prelu;
mod ruler;
#[cfg(feature = "serde")]
mod serde;
mod shapes;
mod softmax_kin;
mod specials;
mod tiers;
mod weights;

use common::subject;
