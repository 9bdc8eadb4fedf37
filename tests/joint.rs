//! Losses of several inputs, and CTC: against PyTorch, against their formulas and differences of these, at
//! the edges, on bad input, and on every tier and number of threads.

mod common;

#[path = "common/cases.rs"]
mod cases;
#[path = "joint/errors.rs"]
mod errors;
#[path = "joint/formulas.rs"]
mod formulas;
#[path = "joint/golden.rs"]
mod golden;
#[path = "joint/gradients.rs"]
mod gradients;
#[path = "joint/op.rs"]
mod op;
#[path = "joint/random.rs"]
mod random;
#[path = "joint/specials.rs"]
mod specials;
#[path = "joint/tiers.rs"]
mod tiers;
