//! The mathematics, generic over the tier: one function or family a file, with its constants, where
//! they come from, and its bound.

mod exp;
mod log;
mod sigmoid;
mod tanh;

pub(crate) use exp::{EXP_BOUND, EXP_M1_BOUND, Shift, TO_EIGHTHS, exp, exp_m1, exp_shifted};
pub(crate) use log::{LN_1P_BOUND, LN_BOUND, ln, ln_1p, ln_1p_unit, ln_positive, ln_ratio, ln_with_lost};
pub(crate) use sigmoid::{SIGMOID_BOUND, sigmoid, sigmoid_minor};
pub(crate) use tanh::{TANH_BOUND, TANH_BOUND_UNFUSED, tanh};
