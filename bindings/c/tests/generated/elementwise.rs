//! The elementwise activations.
//!
//! `cargo run -p activ8-c-generate` writes this file from the tables of `bindings/c/generate`; do not edit it.

use super::*;

pub(crate) const F32: &[Entry<f32>] = &[
    entry!(
        "celu", activ8_celu_f32 activ8_celu_backward_f32 activ8_celu_biased_f32
        activ8_celu_biased_backward_f32[activ8_celu_backward_from_output_f32],
        activ8_celu_params { alpha }
    ),
    entry!(
        "clipped_gelu", activ8_clipped_gelu_f32 activ8_clipped_gelu_backward_f32
        activ8_clipped_gelu_biased_f32 activ8_clipped_gelu_biased_backward_f32[],
        activ8_clipped_gelu_params { min, max }
    ),
    entry!(
        "elu", activ8_elu_f32 activ8_elu_backward_f32 activ8_elu_biased_f32
        activ8_elu_biased_backward_f32[activ8_elu_backward_from_output_f32],
        activ8_elu_params { alpha }
    ),
    entry!(
        "erf", activ8_erf_f32 activ8_erf_backward_f32 activ8_erf_biased_f32
        activ8_erf_biased_backward_f32[]
    ),
    entry!(
        "exp", activ8_exp_f32 activ8_exp_backward_f32 activ8_exp_biased_f32
        activ8_exp_biased_backward_f32[activ8_exp_backward_from_output_f32]
    ),
    entry!(
        "exp_m1", activ8_exp_m1_f32 activ8_exp_m1_backward_f32 activ8_exp_m1_biased_f32
        activ8_exp_m1_biased_backward_f32[]
    ),
    entry!(
        "hardshrink", activ8_hardshrink_f32 activ8_hardshrink_backward_f32
        activ8_hardshrink_biased_f32 activ8_hardshrink_biased_backward_f32[],
        activ8_hardshrink_params { lambda }
    ),
    entry!(
        "hardsigmoid", activ8_hardsigmoid_f32 activ8_hardsigmoid_backward_f32
        activ8_hardsigmoid_biased_f32 activ8_hardsigmoid_biased_backward_f32[]
    ),
    entry!(
        "hardswish", activ8_hardswish_f32 activ8_hardswish_backward_f32
        activ8_hardswish_biased_f32 activ8_hardswish_biased_backward_f32[]
    ),
    entry!(
        "hardtanh", activ8_hardtanh_f32 activ8_hardtanh_backward_f32
        activ8_hardtanh_biased_f32
        activ8_hardtanh_biased_backward_f32[activ8_hardtanh_backward_from_output_f32],
        activ8_hardtanh_params { min, max }
    ),
    entry!(
        "identity", activ8_identity_f32 activ8_identity_backward_f32
        activ8_identity_biased_f32 activ8_identity_biased_backward_f32[]
    ),
    entry!(
        "laplace", activ8_laplace_f32 activ8_laplace_backward_f32
        activ8_laplace_biased_f32 activ8_laplace_biased_backward_f32[],
        activ8_laplace_params { mu, sigma }
    ),
    entry!(
        "leaky_relu", activ8_leaky_relu_f32 activ8_leaky_relu_backward_f32
        activ8_leaky_relu_biased_f32
        activ8_leaky_relu_biased_backward_f32[activ8_leaky_relu_backward_from_output_f32],
        activ8_leaky_relu_params { negative_slope }
    ),
    entry!(
        "linear_hardsigmoid", activ8_linear_hardsigmoid_f32
        activ8_linear_hardsigmoid_backward_f32 activ8_linear_hardsigmoid_biased_f32
        activ8_linear_hardsigmoid_biased_backward_f32[], activ8_linear_hardsigmoid_params
        { alpha, beta }
    ),
    entry!(
        "ln", activ8_ln_f32 activ8_ln_backward_f32 activ8_ln_biased_f32
        activ8_ln_biased_backward_f32[]
    ),
    entry!(
        "ln_1p", activ8_ln_1p_f32 activ8_ln_1p_backward_f32 activ8_ln_1p_biased_f32
        activ8_ln_1p_biased_backward_f32[]
    ),
    entry!(
        "log_sigmoid", activ8_log_sigmoid_f32 activ8_log_sigmoid_backward_f32
        activ8_log_sigmoid_biased_f32
        activ8_log_sigmoid_biased_backward_f32[activ8_log_sigmoid_backward_from_output_f32]
    ),
    entry!(
        "mish", activ8_mish_f32 activ8_mish_backward_f32 activ8_mish_biased_f32
        activ8_mish_biased_backward_f32[]
    ),
    entry!(
        "rrelu", activ8_rrelu_f32 activ8_rrelu_backward_f32 activ8_rrelu_biased_f32
        activ8_rrelu_biased_backward_f32[], activ8_rrelu_params { lower, upper }
    ),
    entry!(
        "relu", activ8_relu_f32 activ8_relu_backward_f32 activ8_relu_biased_f32
        activ8_relu_biased_backward_f32[activ8_relu_backward_from_output_f32]
    ),
    entry!(
        "relu6", activ8_relu6_f32 activ8_relu6_backward_f32 activ8_relu6_biased_f32
        activ8_relu6_biased_backward_f32[activ8_relu6_backward_from_output_f32]
    ),
    entry!(
        "scaled_tanh", activ8_scaled_tanh_f32 activ8_scaled_tanh_backward_f32
        activ8_scaled_tanh_biased_f32 activ8_scaled_tanh_biased_backward_f32[],
        activ8_scaled_tanh_params { alpha, beta }
    ),
    entry!(
        "selu", activ8_selu_f32 activ8_selu_backward_f32 activ8_selu_biased_f32
        activ8_selu_biased_backward_f32[activ8_selu_backward_from_output_f32]
    ),
    entry!(
        "shrink", activ8_shrink_f32 activ8_shrink_backward_f32 activ8_shrink_biased_f32
        activ8_shrink_biased_backward_f32[], activ8_shrink_params { lambda, bias }
    ),
    entry!(
        "sigmoid", activ8_sigmoid_f32 activ8_sigmoid_backward_f32
        activ8_sigmoid_biased_f32
        activ8_sigmoid_biased_backward_f32[activ8_sigmoid_backward_from_output_f32]
    ),
    entry!(
        "silu", activ8_silu_f32 activ8_silu_backward_f32 activ8_silu_biased_f32
        activ8_silu_biased_backward_f32[]
    ),
    entry!(
        "soft_cap", activ8_soft_cap_f32 activ8_soft_cap_backward_f32
        activ8_soft_cap_biased_f32 activ8_soft_cap_biased_backward_f32[],
        activ8_soft_cap_params { cap }
    ),
    entry!(
        "softplus", activ8_softplus_f32 activ8_softplus_backward_f32
        activ8_softplus_biased_f32
        activ8_softplus_biased_backward_f32[activ8_softplus_backward_from_output_f32],
        activ8_softplus_params { beta, threshold }
    ),
    entry!(
        "softshrink", activ8_softshrink_f32 activ8_softshrink_backward_f32
        activ8_softshrink_biased_f32 activ8_softshrink_biased_backward_f32[],
        activ8_softshrink_params { lambda }
    ),
    entry!(
        "softsign", activ8_softsign_f32 activ8_softsign_backward_f32
        activ8_softsign_biased_f32 activ8_softsign_biased_backward_f32[]
    ),
    entry!(
        "sparse_plus", activ8_sparse_plus_f32 activ8_sparse_plus_backward_f32
        activ8_sparse_plus_biased_f32 activ8_sparse_plus_biased_backward_f32[]
    ),
    entry!(
        "squared_relu", activ8_squared_relu_f32 activ8_squared_relu_backward_f32
        activ8_squared_relu_biased_f32 activ8_squared_relu_biased_backward_f32[]
    ),
    entry!(
        "squareplus", activ8_squareplus_f32 activ8_squareplus_backward_f32
        activ8_squareplus_biased_f32 activ8_squareplus_biased_backward_f32[],
        activ8_squareplus_params { b }
    ),
    entry!(
        "swish", activ8_swish_f32 activ8_swish_backward_f32 activ8_swish_biased_f32
        activ8_swish_biased_backward_f32[], activ8_swish_params { alpha }
    ),
    entry!(
        "tanh", activ8_tanh_f32 activ8_tanh_backward_f32 activ8_tanh_biased_f32
        activ8_tanh_biased_backward_f32[activ8_tanh_backward_from_output_f32]
    ),
    entry!(
        "tanhshrink", activ8_tanhshrink_f32 activ8_tanhshrink_backward_f32
        activ8_tanhshrink_biased_f32 activ8_tanhshrink_biased_backward_f32[]
    ),
    entry!(
        "threshold", activ8_threshold_f32 activ8_threshold_backward_f32
        activ8_threshold_biased_f32
        activ8_threshold_biased_backward_f32[activ8_threshold_backward_from_output_f32],
        activ8_threshold_params { threshold, value }
    ),
    entry!(
        "thresholded_relu", activ8_thresholded_relu_f32
        activ8_thresholded_relu_backward_f32 activ8_thresholded_relu_biased_f32
        activ8_thresholded_relu_biased_backward_f32[], activ8_thresholded_relu_params {
        alpha }
    ),
    entry!(
        "xielu", activ8_xielu_f32 activ8_xielu_backward_f32 activ8_xielu_biased_f32
        activ8_xielu_biased_backward_f32[], activ8_xielu_params { alpha_p, alpha_n, beta,
        eps }
    ),
    entry!(
        "gelu", activ8_gelu_f32 activ8_gelu_backward_f32 activ8_gelu_biased_f32
        activ8_gelu_biased_backward_f32[]
    ),
    entry!(
        "gelu_tanh", activ8_gelu_tanh_f32 activ8_gelu_tanh_backward_f32
        activ8_gelu_tanh_biased_f32 activ8_gelu_tanh_biased_backward_f32[]
    ),
    entry!(
        "gelu_quick", activ8_gelu_quick_f32 activ8_gelu_quick_backward_f32
        activ8_gelu_quick_biased_f32 activ8_gelu_quick_biased_backward_f32[]
    ),
];

pub(crate) const F16: &[Entry<f16>] = &[
    entry!(
        "celu", activ8_celu_f16 activ8_celu_backward_f16 activ8_celu_biased_f16
        activ8_celu_biased_backward_f16[activ8_celu_backward_from_output_f16],
        activ8_celu_params { alpha }
    ),
    entry!(
        "clipped_gelu", activ8_clipped_gelu_f16 activ8_clipped_gelu_backward_f16
        activ8_clipped_gelu_biased_f16 activ8_clipped_gelu_biased_backward_f16[],
        activ8_clipped_gelu_params { min, max }
    ),
    entry!(
        "elu", activ8_elu_f16 activ8_elu_backward_f16 activ8_elu_biased_f16
        activ8_elu_biased_backward_f16[activ8_elu_backward_from_output_f16],
        activ8_elu_params { alpha }
    ),
    entry!(
        "erf", activ8_erf_f16 activ8_erf_backward_f16 activ8_erf_biased_f16
        activ8_erf_biased_backward_f16[]
    ),
    entry!(
        "exp", activ8_exp_f16 activ8_exp_backward_f16 activ8_exp_biased_f16
        activ8_exp_biased_backward_f16[activ8_exp_backward_from_output_f16]
    ),
    entry!(
        "exp_m1", activ8_exp_m1_f16 activ8_exp_m1_backward_f16 activ8_exp_m1_biased_f16
        activ8_exp_m1_biased_backward_f16[]
    ),
    entry!(
        "hardshrink", activ8_hardshrink_f16 activ8_hardshrink_backward_f16
        activ8_hardshrink_biased_f16 activ8_hardshrink_biased_backward_f16[],
        activ8_hardshrink_params { lambda }
    ),
    entry!(
        "hardsigmoid", activ8_hardsigmoid_f16 activ8_hardsigmoid_backward_f16
        activ8_hardsigmoid_biased_f16 activ8_hardsigmoid_biased_backward_f16[]
    ),
    entry!(
        "hardswish", activ8_hardswish_f16 activ8_hardswish_backward_f16
        activ8_hardswish_biased_f16 activ8_hardswish_biased_backward_f16[]
    ),
    entry!(
        "hardtanh", activ8_hardtanh_f16 activ8_hardtanh_backward_f16
        activ8_hardtanh_biased_f16
        activ8_hardtanh_biased_backward_f16[activ8_hardtanh_backward_from_output_f16],
        activ8_hardtanh_params { min, max }
    ),
    entry!(
        "identity", activ8_identity_f16 activ8_identity_backward_f16
        activ8_identity_biased_f16 activ8_identity_biased_backward_f16[]
    ),
    entry!(
        "laplace", activ8_laplace_f16 activ8_laplace_backward_f16
        activ8_laplace_biased_f16 activ8_laplace_biased_backward_f16[],
        activ8_laplace_params { mu, sigma }
    ),
    entry!(
        "leaky_relu", activ8_leaky_relu_f16 activ8_leaky_relu_backward_f16
        activ8_leaky_relu_biased_f16
        activ8_leaky_relu_biased_backward_f16[activ8_leaky_relu_backward_from_output_f16],
        activ8_leaky_relu_params { negative_slope }
    ),
    entry!(
        "linear_hardsigmoid", activ8_linear_hardsigmoid_f16
        activ8_linear_hardsigmoid_backward_f16 activ8_linear_hardsigmoid_biased_f16
        activ8_linear_hardsigmoid_biased_backward_f16[], activ8_linear_hardsigmoid_params
        { alpha, beta }
    ),
    entry!(
        "ln", activ8_ln_f16 activ8_ln_backward_f16 activ8_ln_biased_f16
        activ8_ln_biased_backward_f16[]
    ),
    entry!(
        "ln_1p", activ8_ln_1p_f16 activ8_ln_1p_backward_f16 activ8_ln_1p_biased_f16
        activ8_ln_1p_biased_backward_f16[]
    ),
    entry!(
        "log_sigmoid", activ8_log_sigmoid_f16 activ8_log_sigmoid_backward_f16
        activ8_log_sigmoid_biased_f16
        activ8_log_sigmoid_biased_backward_f16[activ8_log_sigmoid_backward_from_output_f16]
    ),
    entry!(
        "mish", activ8_mish_f16 activ8_mish_backward_f16 activ8_mish_biased_f16
        activ8_mish_biased_backward_f16[]
    ),
    entry!(
        "rrelu", activ8_rrelu_f16 activ8_rrelu_backward_f16 activ8_rrelu_biased_f16
        activ8_rrelu_biased_backward_f16[], activ8_rrelu_params { lower, upper }
    ),
    entry!(
        "relu", activ8_relu_f16 activ8_relu_backward_f16 activ8_relu_biased_f16
        activ8_relu_biased_backward_f16[activ8_relu_backward_from_output_f16]
    ),
    entry!(
        "relu6", activ8_relu6_f16 activ8_relu6_backward_f16 activ8_relu6_biased_f16
        activ8_relu6_biased_backward_f16[activ8_relu6_backward_from_output_f16]
    ),
    entry!(
        "scaled_tanh", activ8_scaled_tanh_f16 activ8_scaled_tanh_backward_f16
        activ8_scaled_tanh_biased_f16 activ8_scaled_tanh_biased_backward_f16[],
        activ8_scaled_tanh_params { alpha, beta }
    ),
    entry!(
        "selu", activ8_selu_f16 activ8_selu_backward_f16 activ8_selu_biased_f16
        activ8_selu_biased_backward_f16[activ8_selu_backward_from_output_f16]
    ),
    entry!(
        "shrink", activ8_shrink_f16 activ8_shrink_backward_f16 activ8_shrink_biased_f16
        activ8_shrink_biased_backward_f16[], activ8_shrink_params { lambda, bias }
    ),
    entry!(
        "sigmoid", activ8_sigmoid_f16 activ8_sigmoid_backward_f16
        activ8_sigmoid_biased_f16
        activ8_sigmoid_biased_backward_f16[activ8_sigmoid_backward_from_output_f16]
    ),
    entry!(
        "silu", activ8_silu_f16 activ8_silu_backward_f16 activ8_silu_biased_f16
        activ8_silu_biased_backward_f16[]
    ),
    entry!(
        "soft_cap", activ8_soft_cap_f16 activ8_soft_cap_backward_f16
        activ8_soft_cap_biased_f16 activ8_soft_cap_biased_backward_f16[],
        activ8_soft_cap_params { cap }
    ),
    entry!(
        "softplus", activ8_softplus_f16 activ8_softplus_backward_f16
        activ8_softplus_biased_f16
        activ8_softplus_biased_backward_f16[activ8_softplus_backward_from_output_f16],
        activ8_softplus_params { beta, threshold }
    ),
    entry!(
        "softshrink", activ8_softshrink_f16 activ8_softshrink_backward_f16
        activ8_softshrink_biased_f16 activ8_softshrink_biased_backward_f16[],
        activ8_softshrink_params { lambda }
    ),
    entry!(
        "softsign", activ8_softsign_f16 activ8_softsign_backward_f16
        activ8_softsign_biased_f16 activ8_softsign_biased_backward_f16[]
    ),
    entry!(
        "sparse_plus", activ8_sparse_plus_f16 activ8_sparse_plus_backward_f16
        activ8_sparse_plus_biased_f16 activ8_sparse_plus_biased_backward_f16[]
    ),
    entry!(
        "squared_relu", activ8_squared_relu_f16 activ8_squared_relu_backward_f16
        activ8_squared_relu_biased_f16 activ8_squared_relu_biased_backward_f16[]
    ),
    entry!(
        "squareplus", activ8_squareplus_f16 activ8_squareplus_backward_f16
        activ8_squareplus_biased_f16 activ8_squareplus_biased_backward_f16[],
        activ8_squareplus_params { b }
    ),
    entry!(
        "swish", activ8_swish_f16 activ8_swish_backward_f16 activ8_swish_biased_f16
        activ8_swish_biased_backward_f16[], activ8_swish_params { alpha }
    ),
    entry!(
        "tanh", activ8_tanh_f16 activ8_tanh_backward_f16 activ8_tanh_biased_f16
        activ8_tanh_biased_backward_f16[activ8_tanh_backward_from_output_f16]
    ),
    entry!(
        "tanhshrink", activ8_tanhshrink_f16 activ8_tanhshrink_backward_f16
        activ8_tanhshrink_biased_f16 activ8_tanhshrink_biased_backward_f16[]
    ),
    entry!(
        "threshold", activ8_threshold_f16 activ8_threshold_backward_f16
        activ8_threshold_biased_f16
        activ8_threshold_biased_backward_f16[activ8_threshold_backward_from_output_f16],
        activ8_threshold_params { threshold, value }
    ),
    entry!(
        "thresholded_relu", activ8_thresholded_relu_f16
        activ8_thresholded_relu_backward_f16 activ8_thresholded_relu_biased_f16
        activ8_thresholded_relu_biased_backward_f16[], activ8_thresholded_relu_params {
        alpha }
    ),
    entry!(
        "xielu", activ8_xielu_f16 activ8_xielu_backward_f16 activ8_xielu_biased_f16
        activ8_xielu_biased_backward_f16[], activ8_xielu_params { alpha_p, alpha_n, beta,
        eps }
    ),
    entry!(
        "gelu", activ8_gelu_f16 activ8_gelu_backward_f16 activ8_gelu_biased_f16
        activ8_gelu_biased_backward_f16[]
    ),
    entry!(
        "gelu_tanh", activ8_gelu_tanh_f16 activ8_gelu_tanh_backward_f16
        activ8_gelu_tanh_biased_f16 activ8_gelu_tanh_biased_backward_f16[]
    ),
    entry!(
        "gelu_quick", activ8_gelu_quick_f16 activ8_gelu_quick_backward_f16
        activ8_gelu_quick_biased_f16 activ8_gelu_quick_biased_backward_f16[]
    ),
];

pub(crate) const BF16: &[Entry<bf16>] = &[
    entry!(
        "celu", activ8_celu_bf16 activ8_celu_backward_bf16 activ8_celu_biased_bf16
        activ8_celu_biased_backward_bf16[activ8_celu_backward_from_output_bf16],
        activ8_celu_params { alpha }
    ),
    entry!(
        "clipped_gelu", activ8_clipped_gelu_bf16 activ8_clipped_gelu_backward_bf16
        activ8_clipped_gelu_biased_bf16 activ8_clipped_gelu_biased_backward_bf16[],
        activ8_clipped_gelu_params { min, max }
    ),
    entry!(
        "elu", activ8_elu_bf16 activ8_elu_backward_bf16 activ8_elu_biased_bf16
        activ8_elu_biased_backward_bf16[activ8_elu_backward_from_output_bf16],
        activ8_elu_params { alpha }
    ),
    entry!(
        "erf", activ8_erf_bf16 activ8_erf_backward_bf16 activ8_erf_biased_bf16
        activ8_erf_biased_backward_bf16[]
    ),
    entry!(
        "exp", activ8_exp_bf16 activ8_exp_backward_bf16 activ8_exp_biased_bf16
        activ8_exp_biased_backward_bf16[activ8_exp_backward_from_output_bf16]
    ),
    entry!(
        "exp_m1", activ8_exp_m1_bf16 activ8_exp_m1_backward_bf16
        activ8_exp_m1_biased_bf16 activ8_exp_m1_biased_backward_bf16[]
    ),
    entry!(
        "hardshrink", activ8_hardshrink_bf16 activ8_hardshrink_backward_bf16
        activ8_hardshrink_biased_bf16 activ8_hardshrink_biased_backward_bf16[],
        activ8_hardshrink_params { lambda }
    ),
    entry!(
        "hardsigmoid", activ8_hardsigmoid_bf16 activ8_hardsigmoid_backward_bf16
        activ8_hardsigmoid_biased_bf16 activ8_hardsigmoid_biased_backward_bf16[]
    ),
    entry!(
        "hardswish", activ8_hardswish_bf16 activ8_hardswish_backward_bf16
        activ8_hardswish_biased_bf16 activ8_hardswish_biased_backward_bf16[]
    ),
    entry!(
        "hardtanh", activ8_hardtanh_bf16 activ8_hardtanh_backward_bf16
        activ8_hardtanh_biased_bf16
        activ8_hardtanh_biased_backward_bf16[activ8_hardtanh_backward_from_output_bf16],
        activ8_hardtanh_params { min, max }
    ),
    entry!(
        "identity", activ8_identity_bf16 activ8_identity_backward_bf16
        activ8_identity_biased_bf16 activ8_identity_biased_backward_bf16[]
    ),
    entry!(
        "laplace", activ8_laplace_bf16 activ8_laplace_backward_bf16
        activ8_laplace_biased_bf16 activ8_laplace_biased_backward_bf16[],
        activ8_laplace_params { mu, sigma }
    ),
    entry!(
        "leaky_relu", activ8_leaky_relu_bf16 activ8_leaky_relu_backward_bf16
        activ8_leaky_relu_biased_bf16
        activ8_leaky_relu_biased_backward_bf16[activ8_leaky_relu_backward_from_output_bf16],
        activ8_leaky_relu_params { negative_slope }
    ),
    entry!(
        "linear_hardsigmoid", activ8_linear_hardsigmoid_bf16
        activ8_linear_hardsigmoid_backward_bf16 activ8_linear_hardsigmoid_biased_bf16
        activ8_linear_hardsigmoid_biased_backward_bf16[],
        activ8_linear_hardsigmoid_params { alpha, beta }
    ),
    entry!(
        "ln", activ8_ln_bf16 activ8_ln_backward_bf16 activ8_ln_biased_bf16
        activ8_ln_biased_backward_bf16[]
    ),
    entry!(
        "ln_1p", activ8_ln_1p_bf16 activ8_ln_1p_backward_bf16 activ8_ln_1p_biased_bf16
        activ8_ln_1p_biased_backward_bf16[]
    ),
    entry!(
        "log_sigmoid", activ8_log_sigmoid_bf16 activ8_log_sigmoid_backward_bf16
        activ8_log_sigmoid_biased_bf16
        activ8_log_sigmoid_biased_backward_bf16[activ8_log_sigmoid_backward_from_output_bf16]
    ),
    entry!(
        "mish", activ8_mish_bf16 activ8_mish_backward_bf16 activ8_mish_biased_bf16
        activ8_mish_biased_backward_bf16[]
    ),
    entry!(
        "rrelu", activ8_rrelu_bf16 activ8_rrelu_backward_bf16 activ8_rrelu_biased_bf16
        activ8_rrelu_biased_backward_bf16[], activ8_rrelu_params { lower, upper }
    ),
    entry!(
        "relu", activ8_relu_bf16 activ8_relu_backward_bf16 activ8_relu_biased_bf16
        activ8_relu_biased_backward_bf16[activ8_relu_backward_from_output_bf16]
    ),
    entry!(
        "relu6", activ8_relu6_bf16 activ8_relu6_backward_bf16 activ8_relu6_biased_bf16
        activ8_relu6_biased_backward_bf16[activ8_relu6_backward_from_output_bf16]
    ),
    entry!(
        "scaled_tanh", activ8_scaled_tanh_bf16 activ8_scaled_tanh_backward_bf16
        activ8_scaled_tanh_biased_bf16 activ8_scaled_tanh_biased_backward_bf16[],
        activ8_scaled_tanh_params { alpha, beta }
    ),
    entry!(
        "selu", activ8_selu_bf16 activ8_selu_backward_bf16 activ8_selu_biased_bf16
        activ8_selu_biased_backward_bf16[activ8_selu_backward_from_output_bf16]
    ),
    entry!(
        "shrink", activ8_shrink_bf16 activ8_shrink_backward_bf16
        activ8_shrink_biased_bf16 activ8_shrink_biased_backward_bf16[],
        activ8_shrink_params { lambda, bias }
    ),
    entry!(
        "sigmoid", activ8_sigmoid_bf16 activ8_sigmoid_backward_bf16
        activ8_sigmoid_biased_bf16
        activ8_sigmoid_biased_backward_bf16[activ8_sigmoid_backward_from_output_bf16]
    ),
    entry!(
        "silu", activ8_silu_bf16 activ8_silu_backward_bf16 activ8_silu_biased_bf16
        activ8_silu_biased_backward_bf16[]
    ),
    entry!(
        "soft_cap", activ8_soft_cap_bf16 activ8_soft_cap_backward_bf16
        activ8_soft_cap_biased_bf16 activ8_soft_cap_biased_backward_bf16[],
        activ8_soft_cap_params { cap }
    ),
    entry!(
        "softplus", activ8_softplus_bf16 activ8_softplus_backward_bf16
        activ8_softplus_biased_bf16
        activ8_softplus_biased_backward_bf16[activ8_softplus_backward_from_output_bf16],
        activ8_softplus_params { beta, threshold }
    ),
    entry!(
        "softshrink", activ8_softshrink_bf16 activ8_softshrink_backward_bf16
        activ8_softshrink_biased_bf16 activ8_softshrink_biased_backward_bf16[],
        activ8_softshrink_params { lambda }
    ),
    entry!(
        "softsign", activ8_softsign_bf16 activ8_softsign_backward_bf16
        activ8_softsign_biased_bf16 activ8_softsign_biased_backward_bf16[]
    ),
    entry!(
        "sparse_plus", activ8_sparse_plus_bf16 activ8_sparse_plus_backward_bf16
        activ8_sparse_plus_biased_bf16 activ8_sparse_plus_biased_backward_bf16[]
    ),
    entry!(
        "squared_relu", activ8_squared_relu_bf16 activ8_squared_relu_backward_bf16
        activ8_squared_relu_biased_bf16 activ8_squared_relu_biased_backward_bf16[]
    ),
    entry!(
        "squareplus", activ8_squareplus_bf16 activ8_squareplus_backward_bf16
        activ8_squareplus_biased_bf16 activ8_squareplus_biased_backward_bf16[],
        activ8_squareplus_params { b }
    ),
    entry!(
        "swish", activ8_swish_bf16 activ8_swish_backward_bf16 activ8_swish_biased_bf16
        activ8_swish_biased_backward_bf16[], activ8_swish_params { alpha }
    ),
    entry!(
        "tanh", activ8_tanh_bf16 activ8_tanh_backward_bf16 activ8_tanh_biased_bf16
        activ8_tanh_biased_backward_bf16[activ8_tanh_backward_from_output_bf16]
    ),
    entry!(
        "tanhshrink", activ8_tanhshrink_bf16 activ8_tanhshrink_backward_bf16
        activ8_tanhshrink_biased_bf16 activ8_tanhshrink_biased_backward_bf16[]
    ),
    entry!(
        "threshold", activ8_threshold_bf16 activ8_threshold_backward_bf16
        activ8_threshold_biased_bf16
        activ8_threshold_biased_backward_bf16[activ8_threshold_backward_from_output_bf16],
        activ8_threshold_params { threshold, value }
    ),
    entry!(
        "thresholded_relu", activ8_thresholded_relu_bf16
        activ8_thresholded_relu_backward_bf16 activ8_thresholded_relu_biased_bf16
        activ8_thresholded_relu_biased_backward_bf16[], activ8_thresholded_relu_params {
        alpha }
    ),
    entry!(
        "xielu", activ8_xielu_bf16 activ8_xielu_backward_bf16 activ8_xielu_biased_bf16
        activ8_xielu_biased_backward_bf16[], activ8_xielu_params { alpha_p, alpha_n,
        beta, eps }
    ),
    entry!(
        "gelu", activ8_gelu_bf16 activ8_gelu_backward_bf16 activ8_gelu_biased_bf16
        activ8_gelu_biased_backward_bf16[]
    ),
    entry!(
        "gelu_tanh", activ8_gelu_tanh_bf16 activ8_gelu_tanh_backward_bf16
        activ8_gelu_tanh_biased_bf16 activ8_gelu_tanh_biased_backward_bf16[]
    ),
    entry!(
        "gelu_quick", activ8_gelu_quick_bf16 activ8_gelu_quick_backward_bf16
        activ8_gelu_quick_biased_bf16 activ8_gelu_quick_biased_backward_bf16[]
    ),
];
