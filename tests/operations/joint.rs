//! Losses of several inputs, and CTC: against PyTorch, against their formulas and differences of these, at
//! the edges, on bad input, and on every tier and number of threads.

mod errors;
mod formulas;
mod golden;
mod gradients;
mod op;
mod random;
mod specials;
mod tiers;
