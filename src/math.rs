//! The mathematics, generic over the tier: one function or family a file, with its constants, where
//! they come from, and its bound.

mod erf;
mod exp;
mod exp_m1;
mod factor;
mod fast;
mod gelu;
mod gelu_tanh;
mod jensen_shannon;
mod less_exp;
mod log;
mod log_cosh;
mod log_ratio;
mod normal;
mod pieces;
mod power;
mod scaled;
mod shifted;
mod sigmoid;
mod sigmoid_power;
mod sigmoids;
mod softplus;
mod softplus_minor;
mod tanh;
mod tanhshrink;
mod times_sigmoid;

pub(crate) use erf::{ERF_BOUND, erf, erf_slope_times};
pub(crate) use exp::{
    ALL_POWERS, EXP_BOUND, SCALE, SCALED_POWERS, TO_EIGHTHS, exp, exp_of_sum, exp_of_sum_scaled, exp_r,
    exp_scaled, exp_times, reduce,
};
pub(crate) use exp_m1::{EXP_M1_BOUND, celu, elu, exp_m1, exp_m1_negative};
pub(crate) use factor::Factor;
pub(crate) use fast::{mish as fast_mish, times_sigmoid as fast_times_sigmoid};
pub(crate) use gelu::{GELU_BOUND, GELU_BOUND_UNFUSED, GELU_TINY, gelu, gelu_slope};
pub(crate) use gelu_tanh::{GELU_TANH_TINY, gelu_tanh, gelu_tanh_slope, gelu_tanh_with_slope};
pub(crate) use jensen_shannon::jensen_shannon;
pub(crate) use less_exp::LessExp;
pub(crate) use log::{LN_1P_BOUND, LN_BOUND, ln, ln_1p, ln_1p_pair, ln_unit, ln_with_lost_pair};
pub(crate) use log_cosh::ln_cosh;
pub(crate) use log_ratio::ln_ratio;
pub(crate) use normal::{NORMAL_BOUND, Normal};
pub(crate) use power::{power, power_of_rest};
pub(crate) use scaled::{Scaled, TINY, Tiny, products};
pub(crate) use shifted::{
    Shift, UNIT, Unrounded, exp_shifted, exp_shifted_above, exp_shifted_by, exp_shifted_rounded,
    exp_shifted_sum, weighted,
};
pub(crate) use sigmoid::{SIGMOID_BOUND, sigmoid, sigmoid_scaled, sigmoid_times};
pub(crate) use sigmoid_power::sigmoid_power;
pub(crate) use sigmoids::{sigmoid_slope, sigmoid_with_slope, times_sigmoid_slope, times_sigmoid_with_slope};
pub(crate) use softplus::{
    LOG_SIGMOID_BOUND, SOFTPLUS_BOUND, log_sigmoid, softplus, softplus_times, sqrt_softplus,
};
pub(crate) use softplus_minor::{
    exp_and_softplus_minor, sigmoid_by_quotient, sigmoid_minor, softplus_by_quotient, softplus_minor,
};
pub(crate) use tanh::{TANH_BOUND, TANH_BOUND_UNFUSED, tanh, tanh_times};
pub(crate) use tanhshrink::{TANHSHRINK_BOUND, tanhshrink};
pub(crate) use times_sigmoid::times_sigmoid;
