//! The entry points for elements of bf16.
//!
//! `cargo run -p activ8-c-generate` writes this file from the tables of `bindings/c/generate`; do not edit it.

use super::uses::*;

/// `y = celu(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_celu_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_celu_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * celu'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_celu_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_celu_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = celu(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_celu_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_celu_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * celu'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_celu_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_celu_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = clipped_gelu(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_clipped_gelu_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_clipped_gelu_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * clipped_gelu'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_clipped_gelu_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_clipped_gelu_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = clipped_gelu(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_clipped_gelu_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_clipped_gelu_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * clipped_gelu'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_clipped_gelu_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_clipped_gelu_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = elu(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_elu_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_elu_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * elu'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_elu_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_elu_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = elu(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_elu_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_elu_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * elu'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_elu_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_elu_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = erf(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_erf_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Erf, x, y, n) })
}

/// `dx = dy * erf'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_erf_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Erf, x, dy, dx, n) })
}

/// `y = erf(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_erf_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Erf, x, bias, y, [rows, n]) })
}

/// `dx = dy * erf'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_erf_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Erf, x, bias, dy, dx, [rows, n]) })
}

/// `y = exp(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_exp_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Exp, x, y, n) })
}

/// `dx = dy * exp'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_exp_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Exp, x, dy, dx, n) })
}

/// `y = exp(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_exp_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Exp, x, bias, y, [rows, n]) })
}

/// `dx = dy * exp'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_exp_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Exp, x, bias, dy, dx, [rows, n]) })
}

/// `y = exp_m1(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_exp_m1_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::ExpM1, x, y, n) })
}

/// `dx = dy * exp_m1'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_exp_m1_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::ExpM1, x, dy, dx, n) })
}

/// `y = exp_m1(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_exp_m1_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::ExpM1, x, bias, y, [rows, n]) })
}

/// `dx = dy * exp_m1'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_exp_m1_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::ExpM1, x, bias, dy, dx, [rows, n]) })
}

/// `y = hardshrink(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardshrink_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_hardshrink_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * hardshrink'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardshrink_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_hardshrink_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = hardshrink(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardshrink_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_hardshrink_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * hardshrink'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardshrink_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_hardshrink_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = hardsigmoid(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardsigmoid_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Hardsigmoid, x, y, n) })
}

/// `dx = dy * hardsigmoid'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardsigmoid_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Hardsigmoid, x, dy, dx, n) })
}

/// `y = hardsigmoid(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardsigmoid_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Hardsigmoid, x, bias, y, [rows, n]) })
}

/// `dx = dy * hardsigmoid'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardsigmoid_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Hardsigmoid, x, bias, dy, dx, [rows, n]) })
}

/// `y = hardswish(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardswish_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Hardswish, x, y, n) })
}

/// `dx = dy * hardswish'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardswish_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Hardswish, x, dy, dx, n) })
}

/// `y = hardswish(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardswish_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Hardswish, x, bias, y, [rows, n]) })
}

/// `dx = dy * hardswish'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardswish_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Hardswish, x, bias, dy, dx, [rows, n]) })
}

/// `y = hardtanh(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardtanh_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_hardtanh_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * hardtanh'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardtanh_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_hardtanh_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = hardtanh(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardtanh_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_hardtanh_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * hardtanh'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardtanh_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_hardtanh_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = identity(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_identity_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Identity, x, y, n) })
}

/// `dx = dy * identity'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_identity_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Identity, x, dy, dx, n) })
}

/// `y = identity(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_identity_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Identity, x, bias, y, [rows, n]) })
}

/// `dx = dy * identity'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_identity_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Identity, x, bias, dy, dx, [rows, n]) })
}

/// `y = laplace(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_laplace_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_laplace_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * laplace'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_laplace_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_laplace_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = laplace(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_laplace_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_laplace_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * laplace'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_laplace_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_laplace_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = leaky_relu(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_leaky_relu_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_leaky_relu_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * leaky_relu'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_leaky_relu_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_leaky_relu_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = leaky_relu(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_leaky_relu_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_leaky_relu_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * leaky_relu'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_leaky_relu_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_leaky_relu_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = linear_hardsigmoid(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_hardsigmoid_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_linear_hardsigmoid_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * linear_hardsigmoid'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_hardsigmoid_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_linear_hardsigmoid_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = linear_hardsigmoid(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_hardsigmoid_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_linear_hardsigmoid_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * linear_hardsigmoid'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_hardsigmoid_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_linear_hardsigmoid_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = ln(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ln_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Ln, x, y, n) })
}

/// `dx = dy * ln'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ln_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Ln, x, dy, dx, n) })
}

/// `y = ln(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ln_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Ln, x, bias, y, [rows, n]) })
}

/// `dx = dy * ln'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ln_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Ln, x, bias, dy, dx, [rows, n]) })
}

/// `y = ln_1p(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ln_1p_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Ln1p, x, y, n) })
}

/// `dx = dy * ln_1p'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ln_1p_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Ln1p, x, dy, dx, n) })
}

/// `y = ln_1p(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ln_1p_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Ln1p, x, bias, y, [rows, n]) })
}

/// `dx = dy * ln_1p'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ln_1p_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Ln1p, x, bias, dy, dx, [rows, n]) })
}

/// `y = log_sigmoid(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_sigmoid_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::LogSigmoid, x, y, n) })
}

/// `dx = dy * log_sigmoid'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_sigmoid_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::LogSigmoid, x, dy, dx, n) })
}

/// `y = log_sigmoid(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_sigmoid_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::LogSigmoid, x, bias, y, [rows, n]) })
}

/// `dx = dy * log_sigmoid'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_sigmoid_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::LogSigmoid, x, bias, dy, dx, [rows, n]) })
}

/// `y = mish(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mish_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Mish, x, y, n) })
}

/// `dx = dy * mish'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mish_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Mish, x, dy, dx, n) })
}

/// `y = mish(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mish_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Mish, x, bias, y, [rows, n]) })
}

/// `dx = dy * mish'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mish_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Mish, x, bias, dy, dx, [rows, n]) })
}

/// `y = rrelu(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_rrelu_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_rrelu_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * rrelu'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_rrelu_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_rrelu_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = rrelu(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_rrelu_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_rrelu_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * rrelu'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_rrelu_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_rrelu_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = relu(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_relu_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Relu, x, y, n) })
}

/// `dx = dy * relu'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_relu_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Relu, x, dy, dx, n) })
}

/// `y = relu(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_relu_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Relu, x, bias, y, [rows, n]) })
}

/// `dx = dy * relu'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_relu_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Relu, x, bias, dy, dx, [rows, n]) })
}

/// `y = relu6(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_relu6_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Relu6, x, y, n) })
}

/// `dx = dy * relu6'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_relu6_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Relu6, x, dy, dx, n) })
}

/// `y = relu6(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_relu6_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Relu6, x, bias, y, [rows, n]) })
}

/// `dx = dy * relu6'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_relu6_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Relu6, x, bias, dy, dx, [rows, n]) })
}

/// `y = scaled_tanh(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_scaled_tanh_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_scaled_tanh_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * scaled_tanh'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_scaled_tanh_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_scaled_tanh_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = scaled_tanh(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_scaled_tanh_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_scaled_tanh_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * scaled_tanh'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_scaled_tanh_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_scaled_tanh_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = selu(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_selu_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Selu, x, y, n) })
}

/// `dx = dy * selu'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_selu_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Selu, x, dy, dx, n) })
}

/// `y = selu(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_selu_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Selu, x, bias, y, [rows, n]) })
}

/// `dx = dy * selu'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_selu_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Selu, x, bias, dy, dx, [rows, n]) })
}

/// `y = shrink(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_shrink_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_shrink_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * shrink'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_shrink_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_shrink_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = shrink(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_shrink_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_shrink_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * shrink'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_shrink_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_shrink_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = sigmoid(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sigmoid_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Sigmoid, x, y, n) })
}

/// `dx = dy * sigmoid'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sigmoid_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Sigmoid, x, dy, dx, n) })
}

/// `y = sigmoid(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sigmoid_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Sigmoid, x, bias, y, [rows, n]) })
}

/// `dx = dy * sigmoid'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sigmoid_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Sigmoid, x, bias, dy, dx, [rows, n]) })
}

/// `y = silu(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_silu_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Silu, x, y, n) })
}

/// `dx = dy * silu'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_silu_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Silu, x, dy, dx, n) })
}

/// `y = silu(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_silu_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Silu, x, bias, y, [rows, n]) })
}

/// `dx = dy * silu'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_silu_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Silu, x, bias, dy, dx, [rows, n]) })
}

/// `y = soft_cap(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_cap_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_soft_cap_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * soft_cap'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_cap_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_soft_cap_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = soft_cap(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_cap_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_soft_cap_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * soft_cap'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_cap_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_soft_cap_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = softplus(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softplus_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_softplus_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * softplus'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softplus_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_softplus_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = softplus(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softplus_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_softplus_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * softplus'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softplus_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_softplus_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = softshrink(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softshrink_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_softshrink_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * softshrink'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softshrink_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_softshrink_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = softshrink(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softshrink_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_softshrink_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * softshrink'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softshrink_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_softshrink_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = softsign(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softsign_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Softsign, x, y, n) })
}

/// `dx = dy * softsign'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softsign_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Softsign, x, dy, dx, n) })
}

/// `y = softsign(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softsign_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Softsign, x, bias, y, [rows, n]) })
}

/// `dx = dy * softsign'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softsign_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Softsign, x, bias, dy, dx, [rows, n]) })
}

/// `y = sparse_plus(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sparse_plus_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::SparsePlus, x, y, n) })
}

/// `dx = dy * sparse_plus'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sparse_plus_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::SparsePlus, x, dy, dx, n) })
}

/// `y = sparse_plus(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sparse_plus_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::SparsePlus, x, bias, y, [rows, n]) })
}

/// `dx = dy * sparse_plus'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sparse_plus_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::SparsePlus, x, bias, dy, dx, [rows, n]) })
}

/// `y = squared_relu(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squared_relu_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::SquaredRelu, x, y, n) })
}

/// `dx = dy * squared_relu'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squared_relu_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::SquaredRelu, x, dy, dx, n) })
}

/// `y = squared_relu(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squared_relu_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::SquaredRelu, x, bias, y, [rows, n]) })
}

/// `dx = dy * squared_relu'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squared_relu_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::SquaredRelu, x, bias, dy, dx, [rows, n]) })
}

/// `y = squareplus(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squareplus_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_squareplus_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * squareplus'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squareplus_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_squareplus_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = squareplus(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squareplus_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_squareplus_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * squareplus'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squareplus_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_squareplus_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = swish(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swish_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_swish_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * swish'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swish_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_swish_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = swish(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swish_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_swish_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * swish'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swish_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_swish_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = tanh(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tanh_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Tanh, x, y, n) })
}

/// `dx = dy * tanh'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tanh_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Tanh, x, dy, dx, n) })
}

/// `y = tanh(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tanh_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Tanh, x, bias, y, [rows, n]) })
}

/// `dx = dy * tanh'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tanh_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Tanh, x, bias, dy, dx, [rows, n]) })
}

/// `y = tanhshrink(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tanhshrink_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Tanhshrink, x, y, n) })
}

/// `dx = dy * tanhshrink'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tanhshrink_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Tanhshrink, x, dy, dx, n) })
}

/// `y = tanhshrink(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tanhshrink_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Tanhshrink, x, bias, y, [rows, n]) })
}

/// `dx = dy * tanhshrink'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tanhshrink_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Tanhshrink, x, bias, dy, dx, [rows, n]) })
}

/// `y = threshold(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_threshold_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_threshold_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * threshold'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_threshold_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_threshold_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = threshold(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_threshold_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_threshold_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * threshold'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_threshold_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_threshold_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = thresholded_relu(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_thresholded_relu_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_thresholded_relu_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * thresholded_relu'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_thresholded_relu_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_thresholded_relu_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = thresholded_relu(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_thresholded_relu_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_thresholded_relu_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * thresholded_relu'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_thresholded_relu_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_thresholded_relu_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = xielu(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_xielu_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_xielu_params,
) -> activ8_status {
    call(|| unsafe { activations::forward(get(params)?.operation(), x, y, n) })
}

/// `dx = dy * xielu'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_xielu_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    params: *const activ8_xielu_params,
) -> activ8_status {
    call(|| unsafe { activations::backward(get(params)?.operation(), x, dy, dx, n) })
}

/// `y = xielu(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_xielu_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_xielu_params,
) -> activ8_status {
    call(|| unsafe { biased::forward(get(params)?.operation(), x, bias, y, [rows, n]) })
}

/// `dx = dy * xielu'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_xielu_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_xielu_params,
) -> activ8_status {
    call(|| unsafe {
        biased::backward(get(params)?.operation(), x, bias, dy, dx, [rows, n])
    })
}

/// `y = gelu(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gelu_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Gelu::Erf, x, y, n) })
}

/// `dx = dy * gelu'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gelu_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Gelu::Erf, x, dy, dx, n) })
}

/// `y = gelu(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gelu_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Gelu::Erf, x, bias, y, [rows, n]) })
}

/// `dx = dy * gelu'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gelu_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Gelu::Erf, x, bias, dy, dx, [rows, n]) })
}

/// `y = gelu_tanh(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gelu_tanh_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Gelu::Tanh, x, y, n) })
}

/// `dx = dy * gelu_tanh'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gelu_tanh_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Gelu::Tanh, x, dy, dx, n) })
}

/// `y = gelu_tanh(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gelu_tanh_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Gelu::Tanh, x, bias, y, [rows, n]) })
}

/// `dx = dy * gelu_tanh'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gelu_tanh_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Gelu::Tanh, x, bias, dy, dx, [rows, n]) })
}

/// `y = gelu_quick(x)`; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gelu_quick_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::forward(activ8::Gelu::Quick, x, y, n) })
}

/// `dx = dy * gelu_quick'(x)`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gelu_quick_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { activations::backward(activ8::Gelu::Quick, x, dy, dx, n) })
}

/// `y = gelu_quick(x + bias)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gelu_quick_biased_bf16(
    x: *const bf16,
    bias: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::forward(activ8::Gelu::Quick, x, bias, y, [rows, n]) })
}

/// `dx = dy * gelu_quick'(x + bias)` of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gelu_quick_biased_backward_bf16(
    x: *const bf16,
    bias: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { biased::backward(activ8::Gelu::Quick, x, bias, dy, dx, [rows, n]) })
}

/// `y = act(gate) * value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_glu_bf16(
    gate: *const bf16,
    value: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { gated::forward(activ8::Glu, gate, value, y, n) })
}

/// Both gradients.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_glu_backward_bf16(
    gate: *const bf16,
    value: *const bf16,
    dy: *const bf16,
    dgate: *mut bf16,
    dvalue: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { gated::backward(activ8::Glu, gate, value, dy, dgate, dvalue, n) })
}

/// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_glu_packed_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe { gated::forward_packed(activ8::Glu, x, y, [rows, n], layout) })
}

/// The gradient, packed like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_glu_packed_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe { gated::backward_packed(activ8::Glu, x, dy, dx, [rows, n], layout) })
}

/// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_glu_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::forward_along(activ8::Glu, x, y, [outer, axis, inner], layout)
    })
}

/// The gradient, along the axis like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_glu_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_along(activ8::Glu, x, dy, dx, [outer, axis, inner], layout)
    })
}

/// `y = act(gate) * value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_bf16(
    gate: *const bf16,
    value: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_swiglu_params,
) -> activ8_status {
    call(|| unsafe { gated::forward(get(params)?.operation(), gate, value, y, n) })
}

/// Both gradients.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_backward_bf16(
    gate: *const bf16,
    value: *const bf16,
    dy: *const bf16,
    dgate: *mut bf16,
    dvalue: *mut bf16,
    n: usize,
    params: *const activ8_swiglu_params,
) -> activ8_status {
    call(|| unsafe {
        gated::backward(get(params)?.operation(), gate, value, dy, dgate, dvalue, n)
    })
}

/// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_packed_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
    params: *const activ8_swiglu_params,
) -> activ8_status {
    call(|| unsafe {
        gated::forward_packed(get(params)?.operation(), x, y, [rows, n], layout)
    })
}

/// The gradient, packed like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_packed_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
    params: *const activ8_swiglu_params,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_packed(get(params)?.operation(), x, dy, dx, [rows, n], layout)
    })
}

/// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
    params: *const activ8_swiglu_params,
) -> activ8_status {
    call(|| unsafe {
        gated::forward_along(
            get(params)?.operation(),
            x,
            y,
            [outer, axis, inner],
            layout,
        )
    })
}

/// The gradient, along the axis like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
    params: *const activ8_swiglu_params,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_along(
            get(params)?.operation(),
            x,
            dy,
            dx,
            [outer, axis, inner],
            layout,
        )
    })
}

/// `y = act(gate) * value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_bf16(
    gate: *const bf16,
    value: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { gated::forward(activ8::GeGlu::Erf, gate, value, y, n) })
}

/// Both gradients.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_backward_bf16(
    gate: *const bf16,
    value: *const bf16,
    dy: *const bf16,
    dgate: *mut bf16,
    dvalue: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        gated::backward(activ8::GeGlu::Erf, gate, value, dy, dgate, dvalue, n)
    })
}

/// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_packed_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::forward_packed(activ8::GeGlu::Erf, x, y, [rows, n], layout)
    })
}

/// The gradient, packed like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_packed_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_packed(activ8::GeGlu::Erf, x, dy, dx, [rows, n], layout)
    })
}

/// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::forward_along(activ8::GeGlu::Erf, x, y, [outer, axis, inner], layout)
    })
}

/// The gradient, along the axis like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_along(
            activ8::GeGlu::Erf,
            x,
            dy,
            dx,
            [outer, axis, inner],
            layout,
        )
    })
}

/// `y = act(gate) * value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_tanh_bf16(
    gate: *const bf16,
    value: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { gated::forward(activ8::GeGlu::Tanh, gate, value, y, n) })
}

/// Both gradients.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_tanh_backward_bf16(
    gate: *const bf16,
    value: *const bf16,
    dy: *const bf16,
    dgate: *mut bf16,
    dvalue: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        gated::backward(activ8::GeGlu::Tanh, gate, value, dy, dgate, dvalue, n)
    })
}

/// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_tanh_packed_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::forward_packed(activ8::GeGlu::Tanh, x, y, [rows, n], layout)
    })
}

/// The gradient, packed like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_tanh_packed_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_packed(activ8::GeGlu::Tanh, x, dy, dx, [rows, n], layout)
    })
}

/// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_tanh_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::forward_along(activ8::GeGlu::Tanh, x, y, [outer, axis, inner], layout)
    })
}

/// The gradient, along the axis like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_tanh_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_along(
            activ8::GeGlu::Tanh,
            x,
            dy,
            dx,
            [outer, axis, inner],
            layout,
        )
    })
}

/// `y = act(gate) * value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_quick_bf16(
    gate: *const bf16,
    value: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { gated::forward(activ8::GeGlu::Quick, gate, value, y, n) })
}

/// Both gradients.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_quick_backward_bf16(
    gate: *const bf16,
    value: *const bf16,
    dy: *const bf16,
    dgate: *mut bf16,
    dvalue: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        gated::backward(activ8::GeGlu::Quick, gate, value, dy, dgate, dvalue, n)
    })
}

/// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_quick_packed_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::forward_packed(activ8::GeGlu::Quick, x, y, [rows, n], layout)
    })
}

/// The gradient, packed like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_quick_packed_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_packed(activ8::GeGlu::Quick, x, dy, dx, [rows, n], layout)
    })
}

/// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_quick_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::forward_along(activ8::GeGlu::Quick, x, y, [outer, axis, inner], layout)
    })
}

/// The gradient, along the axis like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_geglu_quick_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_along(
            activ8::GeGlu::Quick,
            x,
            dy,
            dx,
            [outer, axis, inner],
            layout,
        )
    })
}

/// `y = act(gate) * value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_reglu_bf16(
    gate: *const bf16,
    value: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { gated::forward(activ8::ReGlu, gate, value, y, n) })
}

/// Both gradients.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_reglu_backward_bf16(
    gate: *const bf16,
    value: *const bf16,
    dy: *const bf16,
    dgate: *mut bf16,
    dvalue: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { gated::backward(activ8::ReGlu, gate, value, dy, dgate, dvalue, n) })
}

/// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_reglu_packed_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe { gated::forward_packed(activ8::ReGlu, x, y, [rows, n], layout) })
}

/// The gradient, packed like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_reglu_packed_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_packed(activ8::ReGlu, x, dy, dx, [rows, n], layout)
    })
}

/// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_reglu_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::forward_along(activ8::ReGlu, x, y, [outer, axis, inner], layout)
    })
}

/// The gradient, along the axis like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_reglu_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_along(activ8::ReGlu, x, dy, dx, [outer, axis, inner], layout)
    })
}

/// `y = act(gate) * value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bilinear_bf16(
    gate: *const bf16,
    value: *const bf16,
    y: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { gated::forward(activ8::Bilinear, gate, value, y, n) })
}

/// Both gradients.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bilinear_backward_bf16(
    gate: *const bf16,
    value: *const bf16,
    dy: *const bf16,
    dgate: *mut bf16,
    dvalue: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        gated::backward(activ8::Bilinear, gate, value, dy, dgate, dvalue, n)
    })
}

/// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bilinear_packed_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe { gated::forward_packed(activ8::Bilinear, x, y, [rows, n], layout) })
}

/// The gradient, packed like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bilinear_packed_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_packed(activ8::Bilinear, x, dy, dx, [rows, n], layout)
    })
}

/// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bilinear_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::forward_along(activ8::Bilinear, x, y, [outer, axis, inner], layout)
    })
}

/// The gradient, along the axis like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bilinear_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_along(activ8::Bilinear, x, dy, dx, [outer, axis, inner], layout)
    })
}

/// `y = act(gate) * value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_oai_bf16(
    gate: *const bf16,
    value: *const bf16,
    y: *mut bf16,
    n: usize,
    params: *const activ8_swiglu_oai_params,
) -> activ8_status {
    call(|| unsafe { gated::forward(get(params)?.operation(), gate, value, y, n) })
}

/// Both gradients.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_oai_backward_bf16(
    gate: *const bf16,
    value: *const bf16,
    dy: *const bf16,
    dgate: *mut bf16,
    dvalue: *mut bf16,
    n: usize,
    params: *const activ8_swiglu_oai_params,
) -> activ8_status {
    call(|| unsafe {
        gated::backward(get(params)?.operation(), gate, value, dy, dgate, dvalue, n)
    })
}

/// `y` of rows of n from an x of rows of 2 n, which holds gates and values as `layout`, an activ8_layout, says.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_oai_packed_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
    params: *const activ8_swiglu_oai_params,
) -> activ8_status {
    call(|| unsafe {
        gated::forward_packed(get(params)?.operation(), x, y, [rows, n], layout)
    })
}

/// The gradient, packed like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_oai_packed_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    layout: i32,
    params: *const activ8_swiglu_oai_params,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_packed(get(params)?.operation(), x, dy, dx, [rows, n], layout)
    })
}

/// `y` of a tensor (outer, axis / 2, inner) from an x of (outer, axis, inner), one half of whose axis are gates and one values: `layout` is ACTIV8_GATES_FIRST or ACTIV8_VALUES_FIRST.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_oai_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
    params: *const activ8_swiglu_oai_params,
) -> activ8_status {
    call(|| unsafe {
        gated::forward_along(
            get(params)?.operation(),
            x,
            y,
            [outer, axis, inner],
            layout,
        )
    })
}

/// The gradient, along the axis like x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_swiglu_oai_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
    layout: i32,
    params: *const activ8_swiglu_oai_params,
) -> activ8_status {
    call(|| unsafe {
        gated::backward_along(
            get(params)?.operation(),
            x,
            dy,
            dx,
            [outer, axis, inner],
            layout,
        )
    })
}

/// `y = softmax(x)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { rows::forward(activ8::Softmax::rows_of(n), x, y, [rows, n]) })
}

/// The gradient of softmax for x, of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { rows::backward(activ8::Softmax::rows_of(n), x, dy, dx, [rows, n]) })
}

/// `y = softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_strided_bf16(
    x: *const bf16,
    x_stride: usize,
    y: *mut bf16,
    y_stride: usize,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward_strided(
            activ8::Softmax::rows_of(n),
            (x, x_stride),
            (y, y_stride),
            [rows, n],
        )
    })
}

/// The gradient of softmax for x, of rows of n that begin so many elements apart.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_strided_backward_bf16(
    x: *const bf16,
    x_stride: usize,
    dy: *const bf16,
    dy_stride: usize,
    dx: *mut bf16,
    dx_stride: usize,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward_strided(
            activ8::Softmax::rows_of(n),
            (x, x_stride),
            (dy, dy_stride),
            (dx, dx_stride),
            [rows, n],
        )
    })
}

/// `y = log_softmax(x)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_softmax_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { rows::forward(activ8::LogSoftmax::rows_of(n), x, y, [rows, n]) })
}

/// The gradient of log_softmax for x, of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_softmax_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward(activ8::LogSoftmax::rows_of(n), x, dy, dx, [rows, n])
    })
}

/// `y = log_softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_softmax_strided_bf16(
    x: *const bf16,
    x_stride: usize,
    y: *mut bf16,
    y_stride: usize,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward_strided(
            activ8::LogSoftmax::rows_of(n),
            (x, x_stride),
            (y, y_stride),
            [rows, n],
        )
    })
}

/// The gradient of log_softmax for x, of rows of n that begin so many elements apart.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_softmax_strided_backward_bf16(
    x: *const bf16,
    x_stride: usize,
    dy: *const bf16,
    dy_stride: usize,
    dx: *mut bf16,
    dx_stride: usize,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward_strided(
            activ8::LogSoftmax::rows_of(n),
            (x, x_stride),
            (dy, dy_stride),
            (dx, dx_stride),
            [rows, n],
        )
    })
}

/// `y = safe_softmax(x)` of rows of n; y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_softmax_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward(
            activ8::Softmax::rows_of(n).fully_masked(activ8::FullyMasked::Zeros),
            x,
            y,
            [rows, n],
        )
    })
}

/// The gradient of safe_softmax for x, of rows of n. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_softmax_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward(
            activ8::Softmax::rows_of(n).fully_masked(activ8::FullyMasked::Zeros),
            x,
            dy,
            dx,
            [rows, n],
        )
    })
}

/// `y = safe_softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_softmax_strided_bf16(
    x: *const bf16,
    x_stride: usize,
    y: *mut bf16,
    y_stride: usize,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward_strided(
            activ8::Softmax::rows_of(n).fully_masked(activ8::FullyMasked::Zeros),
            (x, x_stride),
            (y, y_stride),
            [rows, n],
        )
    })
}

/// The gradient of safe_softmax for x, of rows of n that begin so many elements apart. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_softmax_strided_backward_bf16(
    x: *const bf16,
    x_stride: usize,
    dy: *const bf16,
    dy_stride: usize,
    dx: *mut bf16,
    dx_stride: usize,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward_strided(
            activ8::Softmax::rows_of(n).fully_masked(activ8::FullyMasked::Zeros),
            (x, x_stride),
            (dy, dy_stride),
            (dx, dx_stride),
            [rows, n],
        )
    })
}

/// `y = safe_log_softmax(x)` of rows of n; y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_log_softmax_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward(
            activ8::LogSoftmax::rows_of(n).fully_masked(activ8::FullyMasked::Zeros),
            x,
            y,
            [rows, n],
        )
    })
}

/// The gradient of safe_log_softmax for x, of rows of n. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_log_softmax_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward(
            activ8::LogSoftmax::rows_of(n).fully_masked(activ8::FullyMasked::Zeros),
            x,
            dy,
            dx,
            [rows, n],
        )
    })
}

/// `y = safe_log_softmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_log_softmax_strided_bf16(
    x: *const bf16,
    x_stride: usize,
    y: *mut bf16,
    y_stride: usize,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward_strided(
            activ8::LogSoftmax::rows_of(n).fully_masked(activ8::FullyMasked::Zeros),
            (x, x_stride),
            (y, y_stride),
            [rows, n],
        )
    })
}

/// The gradient of safe_log_softmax for x, of rows of n that begin so many elements apart. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_log_softmax_strided_backward_bf16(
    x: *const bf16,
    x_stride: usize,
    dy: *const bf16,
    dy_stride: usize,
    dx: *mut bf16,
    dx_stride: usize,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward_strided(
            activ8::LogSoftmax::rows_of(n).fully_masked(activ8::FullyMasked::Zeros),
            (x, x_stride),
            (dy, dy_stride),
            (dx, dx_stride),
            [rows, n],
        )
    })
}

/// `y = softmin(x)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmin_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { rows::forward(activ8::Softmin::rows_of(n), x, y, [rows, n]) })
}

/// The gradient of softmin for x, of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmin_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { rows::backward(activ8::Softmin::rows_of(n), x, dy, dx, [rows, n]) })
}

/// `y = softmin(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmin_strided_bf16(
    x: *const bf16,
    x_stride: usize,
    y: *mut bf16,
    y_stride: usize,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward_strided(
            activ8::Softmin::rows_of(n),
            (x, x_stride),
            (y, y_stride),
            [rows, n],
        )
    })
}

/// The gradient of softmin for x, of rows of n that begin so many elements apart.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmin_strided_backward_bf16(
    x: *const bf16,
    x_stride: usize,
    dy: *const bf16,
    dy_stride: usize,
    dx: *mut bf16,
    dx_stride: usize,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward_strided(
            activ8::Softmin::rows_of(n),
            (x, x_stride),
            (dy, dy_stride),
            (dx, dx_stride),
            [rows, n],
        )
    })
}

/// `y = hardmax(x)` of rows of n; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardmax_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { rows::forward(activ8::Hardmax::rows_of(n), x, y, [rows, n]) })
}

/// The gradient of hardmax for x, of rows of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardmax_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { rows::backward(activ8::Hardmax::rows_of(n), x, dy, dx, [rows, n]) })
}

/// `y = hardmax(x)` of rows of n that begin so many elements apart; y may be x with the same stride.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardmax_strided_bf16(
    x: *const bf16,
    x_stride: usize,
    y: *mut bf16,
    y_stride: usize,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward_strided(
            activ8::Hardmax::rows_of(n),
            (x, x_stride),
            (y, y_stride),
            [rows, n],
        )
    })
}

/// The gradient of hardmax for x, of rows of n that begin so many elements apart.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardmax_strided_backward_bf16(
    x: *const bf16,
    x_stride: usize,
    dy: *const bf16,
    dy_stride: usize,
    dx: *mut bf16,
    dx_stride: usize,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward_strided(
            activ8::Hardmax::rows_of(n),
            (x, x_stride),
            (dy, dy_stride),
            (dx, dx_stride),
            [rows, n],
        )
    })
}

/// `y = softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward_along(
            activ8::Softmax::along(axis, inner),
            x,
            y,
            [outer, axis, inner],
        )
    })
}

/// Its gradient for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward_along(
            activ8::Softmax::along(axis, inner),
            x,
            dy,
            dx,
            [outer, axis, inner],
        )
    })
}

/// `y = log_softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_softmax_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward_along(
            activ8::LogSoftmax::along(axis, inner),
            x,
            y,
            [outer, axis, inner],
        )
    })
}

/// Its gradient for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_softmax_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward_along(
            activ8::LogSoftmax::along(axis, inner),
            x,
            dy,
            dx,
            [outer, axis, inner],
        )
    })
}

/// `y = safe_softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_softmax_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward_along(
            activ8::Softmax::along(axis, inner).fully_masked(activ8::FullyMasked::Zeros),
            x,
            y,
            [outer, axis, inner],
        )
    })
}

/// Its gradient for x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_softmax_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward_along(
            activ8::Softmax::along(axis, inner).fully_masked(activ8::FullyMasked::Zeros),
            x,
            dy,
            dx,
            [outer, axis, inner],
        )
    })
}

/// `y = safe_log_softmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_log_softmax_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward_along(
            activ8::LogSoftmax::along(axis, inner)
                .fully_masked(activ8::FullyMasked::Zeros),
            x,
            y,
            [outer, axis, inner],
        )
    })
}

/// Its gradient for x. Where x is nothing but -infinity, probabilities are 0, their logarithms -infinity, and gradients 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_log_softmax_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward_along(
            activ8::LogSoftmax::along(axis, inner)
                .fully_masked(activ8::FullyMasked::Zeros),
            x,
            dy,
            dx,
            [outer, axis, inner],
        )
    })
}

/// `y = softmin(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmin_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward_along(
            activ8::Softmin::along(axis, inner),
            x,
            y,
            [outer, axis, inner],
        )
    })
}

/// Its gradient for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmin_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward_along(
            activ8::Softmin::along(axis, inner),
            x,
            dy,
            dx,
            [outer, axis, inner],
        )
    })
}

/// `y = hardmax(x)` along the middle axis of a tensor (outer, axis, inner); y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardmax_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::forward_along(
            activ8::Hardmax::along(axis, inner),
            x,
            y,
            [outer, axis, inner],
        )
    })
}

/// Its gradient for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hardmax_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe {
        rows::backward_along(
            activ8::Hardmax::along(axis, inner),
            x,
            dy,
            dx,
            [outer, axis, inner],
        )
    })
}

/// `y = softmax(x)` of rows of keys, with the options that the parameters have; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_attention_softmax_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    keys: usize,
    params: *const activ8_attention_softmax_params,
) -> activ8_status {
    call(|| unsafe { attention::forward(x, y, [rows, keys], params) })
}

/// Its gradient for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_attention_softmax_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    keys: usize,
    params: *const activ8_attention_softmax_params,
) -> activ8_status {
    call(|| unsafe { attention::backward(x, dy, dx, [rows, keys], params) })
}

/// `y = x` where x > 0, else `weight[c] * x`, of samples of channels of inner elements; y may be x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_prelu_bf16(
    x: *const bf16,
    y: *mut bf16,
    n: usize,
    weight: *const f32,
    channels: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe { prelu::forward(x, y, n, weight, [channels, inner]) })
}

/// Its gradient for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_prelu_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
    weight: *const f32,
    channels: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe { prelu::backward(x, dy, dx, n, weight, [channels, inner]) })
}

/// `y = ln(sum(e^x))`, one number for each row of n.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_sum_exp_bf16(
    x: *const bf16,
    y: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { log_sum_exp::forward(x, y, [rows, n]) })
}

/// Its gradient for x, from a dy of one number for each row.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_sum_exp_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { log_sum_exp::backward(x, dy, dx, [rows, n]) })
}

/// The same along the middle axis of a tensor (outer, axis, inner), one number for each column: y is of (outer, inner).
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_sum_exp_along_bf16(
    x: *const bf16,
    y: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe { log_sum_exp::forward_along(x, y, [outer, axis, inner]) })
}

/// Its gradient for x, from a dy of one number for each column.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_sum_exp_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe { log_sum_exp::backward_along(x, dy, dx, [outer, axis, inner]) })
}

/// activ8_log_sum_exp_backward, but 0 for rows of nothing but -infinity, where that is NaN.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_log_sum_exp_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
) -> activ8_status {
    call(|| unsafe { log_sum_exp::safe_backward(x, dy, dx, [rows, n]) })
}

/// activ8_log_sum_exp_along_backward, but 0 for columns of nothing but -infinity, where that is NaN.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_safe_log_sum_exp_along_backward_bf16(
    x: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    outer: usize,
    axis: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe { log_sum_exp::safe_backward_along(x, dy, dx, [outer, axis, inner]) })
}

/// `y = softmax((x + noise) / temperature)` of rows of n. The noise, as long as x, is of Gumbel's distribution, which the caller draws. activ8_hardmax of y makes one category of each sample.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gumbel_softmax_bf16(
    x: *const bf16,
    noise: *const f32,
    y: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_gumbel_softmax_params,
) -> activ8_status {
    call(|| unsafe { gumbel_softmax::forward(x, noise, y, [rows, n], params) })
}

/// The gradient for x of rows of n, from the soft samples y and the gradient for soft or hard ones.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gumbel_softmax_backward_bf16(
    y: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    rows: usize,
    n: usize,
    params: *const activ8_gumbel_softmax_params,
) -> activ8_status {
    call(|| unsafe { gumbel_softmax::backward(y, dy, dx, [rows, n], params) })
}

/// The k best experts of each row of logits, the best first, and their weights: k of both for each row.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_router_bf16(
    logits: *const bf16,
    indices: *mut u32,
    weights: *mut bf16,
    rows: usize,
    experts: usize,
    k: usize,
    params: *const activ8_router_params,
) -> activ8_status {
    call(|| unsafe {
        router::route(logits, indices, weights, [rows, experts, k], params)
    })
}

/// The weights of experts that are given, k for each row of logits.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_router_weigh_bf16(
    logits: *const bf16,
    indices: *const u32,
    weights: *mut bf16,
    rows: usize,
    experts: usize,
    k: usize,
    params: *const activ8_router_params,
) -> activ8_status {
    call(|| unsafe {
        router::weigh(logits, indices, weights, [rows, experts, k], params)
    })
}

/// The gradient for the logits from that for the weights of the experts that were chosen or given.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_router_backward_bf16(
    logits: *const bf16,
    indices: *const u32,
    dweights: *const bf16,
    dlogits: *mut bf16,
    rows: usize,
    experts: usize,
    k: usize,
    params: *const activ8_router_params,
) -> activ8_status {
    call(|| unsafe {
        router::backward(logits, indices, dweights, dlogits, [rows, experts, k], params)
    })
}

/// The gradient of the reduced loss kl_div for the target t.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_kl_div_backward_target_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_kl_div_params,
    dt: *mut bf16,
) -> activ8_status {
    call(|| unsafe { divergence::backward_target(x, t, n, params, dt) })
}

/// The same of each loss, not reduced, from dy, the gradient for it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_kl_div_backward_target_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_kl_div_params,
    dt: *mut bf16,
) -> activ8_status {
    call(|| unsafe { divergence::backward_target_each(x, t, dy, n, params, dt) })
}

/// Takes n more logits into account.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_state_update_bf16(
    state: *mut activ8_softmax_state,
    x: *const bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { streaming::update(state, x, n) })
}

/// Takes n scores into account, which become `e^(score - max)`, and multiplies the accumulator of dim elements with what the weights of earlier ones are worth by the new maximum.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_softmax_state_attend_bf16(
    state: *mut activ8_softmax_state,
    scores: *mut bf16,
    n: usize,
    accumulator: *mut f32,
    dim: usize,
) -> activ8_status {
    call(|| unsafe { streaming::attend(state, scores, n, accumulator, dim) })
}

/// The forward verb of training: each x that is not positive takes the next of `uniform`, n numbers in [0, 1), for its slope, and `slopes` keeps what the gradient needs.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_rrelu_training_bf16(
    x: *const bf16,
    uniform: *const f32,
    y: *mut bf16,
    slopes: *mut bf16,
    n: usize,
    params: *const activ8_rrelu_params,
) -> activ8_status {
    call(|| unsafe { rrelu::forward_training(x, uniform, y, slopes, n, params) })
}

/// `dx = slopes * dy`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_rrelu_training_backward_bf16(
    x: *const bf16,
    slopes: *const bf16,
    dy: *const bf16,
    dx: *mut bf16,
    n: usize,
) -> activ8_status {
    call(|| unsafe { rrelu::backward_training(x, slopes, dy, dx, n) })
}

/// Its gradient for the slopes.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_prelu_backward_weight_bf16(
    x: *const bf16,
    dy: *const bf16,
    dweight: *mut f32,
    n: usize,
    weight: *const f32,
    channels: usize,
    inner: usize,
) -> activ8_status {
    call(|| unsafe {
        prelu::backward_weight(x, dy, dweight, n, weight, [channels, inner])
    })
}

/// Its gradient for the sinks, of which there are `params.sinks_len`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_attention_softmax_backward_sinks_bf16(
    x: *const bf16,
    dy: *const bf16,
    dsinks: *mut f32,
    rows: usize,
    keys: usize,
    params: *const activ8_attention_softmax_params,
) -> activ8_status {
    call(|| unsafe { attention::backward_sinks(x, dy, dsinks, [rows, keys], params) })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mse_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_mse_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mse_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_mse_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mse_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_mse_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mse_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_mse_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mse_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_mse_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_l1_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_l1_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_l1_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_l1_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_l1_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_l1_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_l1_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_l1_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_l1_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_l1_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_huber_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_huber_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_huber_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_huber_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_huber_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_huber_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_huber_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_huber_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_huber_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_huber_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_smooth_l1_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_smooth_l1_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_smooth_l1_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_smooth_l1_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_smooth_l1_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_smooth_l1_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_smooth_l1_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_smooth_l1_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_smooth_l1_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_smooth_l1_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_cosh_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_log_cosh_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_cosh_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_log_cosh_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_cosh_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_log_cosh_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_cosh_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_log_cosh_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_log_cosh_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_log_cosh_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mape_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_mape_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mape_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_mape_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mape_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_mape_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mape_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_mape_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_mape_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_mape_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_quantile_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_quantile_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_quantile_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_quantile_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_quantile_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_quantile_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_quantile_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_quantile_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_quantile_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_quantile_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bce_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_bce_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bce_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_bce_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bce_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_bce_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bce_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_bce_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bce_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_bce_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bce_with_logits_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_bce_with_logits_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bce_with_logits_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_bce_with_logits_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bce_with_logits_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_bce_with_logits_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bce_with_logits_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_bce_with_logits_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_bce_with_logits_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_bce_with_logits_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sigmoid_focal_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_sigmoid_focal_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sigmoid_focal_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_sigmoid_focal_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sigmoid_focal_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_sigmoid_focal_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sigmoid_focal_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_sigmoid_focal_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_sigmoid_focal_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_sigmoid_focal_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_kl_div_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_kl_div_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_kl_div_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_kl_div_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_kl_div_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_kl_div_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_kl_div_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_kl_div_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_kl_div_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_kl_div_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_jensen_shannon_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_jensen_shannon_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_jensen_shannon_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_jensen_shannon_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_jensen_shannon_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_jensen_shannon_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_jensen_shannon_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_jensen_shannon_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_jensen_shannon_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_jensen_shannon_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_poisson_nll_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_poisson_nll_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_poisson_nll_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_poisson_nll_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_poisson_nll_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_poisson_nll_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_poisson_nll_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_poisson_nll_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_poisson_nll_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_poisson_nll_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_fixed_gaussian_nll_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_fixed_gaussian_nll_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_fixed_gaussian_nll_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_fixed_gaussian_nll_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_fixed_gaussian_nll_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_fixed_gaussian_nll_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_fixed_gaussian_nll_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_fixed_gaussian_nll_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_fixed_gaussian_nll_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_fixed_gaussian_nll_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hinge_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_hinge_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hinge_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_hinge_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hinge_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_hinge_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hinge_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_hinge_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hinge_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_hinge_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squared_hinge_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_squared_hinge_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squared_hinge_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_squared_hinge_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squared_hinge_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_squared_hinge_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squared_hinge_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_squared_hinge_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_squared_hinge_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_squared_hinge_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hinge_embedding_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_hinge_embedding_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hinge_embedding_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_hinge_embedding_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hinge_embedding_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_hinge_embedding_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hinge_embedding_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_hinge_embedding_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_hinge_embedding_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_hinge_embedding_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_margin_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_soft_margin_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss()?, losses::elements(x, t, n)?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_margin_each_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_soft_margin_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(get(params)?.loss()?, losses::elements(x, t, n)?, each)
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_margin_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_soft_margin_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss()?, losses::elements(x, t, n)?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_margin_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_soft_margin_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(get(params)?.loss()?, losses::elements(x, t, n)?, dy, dx)
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_margin_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_soft_margin_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss()?,
            losses::elements(x, t, n)?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_categorical_cross_entropy_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_categorical_cross_entropy_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_categorical_cross_entropy_each_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_categorical_cross_entropy_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            each,
        )
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_categorical_cross_entropy_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_categorical_cross_entropy_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_categorical_cross_entropy_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_categorical_cross_entropy_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            dy,
            dx,
        )
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_categorical_cross_entropy_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_categorical_cross_entropy_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_categorical_focal_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_categorical_focal_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_categorical_focal_each_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_categorical_focal_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            each,
        )
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_categorical_focal_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_categorical_focal_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_categorical_focal_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_categorical_focal_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            dy,
            dx,
        )
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_categorical_focal_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_categorical_focal_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_dice_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_dice_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_dice_each_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_dice_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            each,
        )
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_dice_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_dice_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_dice_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_dice_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            dy,
            dx,
        )
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_dice_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_dice_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tversky_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_tversky_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tversky_each_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_tversky_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            each,
        )
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tversky_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_tversky_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tversky_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_tversky_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            dy,
            dx,
        )
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_tversky_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_tversky_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multilabel_soft_margin_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_multilabel_soft_margin_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multilabel_soft_margin_each_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_multilabel_soft_margin_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            each,
        )
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multilabel_soft_margin_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_multilabel_soft_margin_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multilabel_soft_margin_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_multilabel_soft_margin_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            dy,
            dx,
        )
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multilabel_soft_margin_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_multilabel_soft_margin_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multilabel_margin_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_multilabel_margin_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multilabel_margin_each_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_multilabel_margin_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            each,
        )
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multilabel_margin_backward_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_multilabel_margin_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multilabel_margin_backward_each_bf16(
    x: *const bf16,
    t: *const i64,
    dy: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_multilabel_margin_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            dy,
            dx,
        )
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multilabel_margin_forward_backward_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_multilabel_margin_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_cross_entropy_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_cross_entropy_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            value,
        )
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_cross_entropy_each_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_cross_entropy_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            each,
        )
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_cross_entropy_backward_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_cross_entropy_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            dx,
        )
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_cross_entropy_backward_each_bf16(
    x: *const bf16,
    t: *const i64,
    dy: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_cross_entropy_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            dy,
            dx,
        )
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_cross_entropy_forward_backward_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_cross_entropy_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_cross_entropy_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_soft_cross_entropy_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, value)
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_cross_entropy_each_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_soft_cross_entropy_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            each,
        )
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_cross_entropy_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_soft_cross_entropy_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(get(params)?.loss(row)?, losses::rows(x, t, [rows, row])?, dx)
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_cross_entropy_backward_each_bf16(
    x: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_soft_cross_entropy_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            dy,
            dx,
        )
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_soft_cross_entropy_forward_backward_bf16(
    x: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_soft_cross_entropy_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss(row)?,
            losses::rows(x, t, [rows, row])?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_nll_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_nll_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            value,
        )
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_nll_each_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_nll_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            each,
        )
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_nll_backward_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_nll_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            dx,
        )
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_nll_backward_each_bf16(
    x: *const bf16,
    t: *const i64,
    dy: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_nll_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            dy,
            dx,
        )
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_nll_forward_backward_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_nll_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multi_margin_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_multi_margin_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            value,
        )
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multi_margin_each_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_multi_margin_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            each,
        )
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multi_margin_backward_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_multi_margin_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            dx,
        )
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multi_margin_backward_each_bf16(
    x: *const bf16,
    t: *const i64,
    dy: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_multi_margin_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            dy,
            dx,
        )
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_multi_margin_forward_backward_bf16(
    x: *const bf16,
    t: *const i64,
    rows: usize,
    row: usize,
    params: *const activ8_multi_margin_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?.loss(row)?,
            losses::classes(x, t, [rows, row])?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ctc_bf16(
    x: *const bf16,
    t: *const i64,
    labels: usize,
    steps: usize,
    sequences: usize,
    classes: usize,
    input_lengths: *const usize,
    target_lengths: *const usize,
    params: *const activ8_ctc_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        losses::forward(
            get(params)?
                .loss(
                    classes,
                    optional("input_lengths", input_lengths, sequences)?
                        .unwrap_or_default(),
                    optional("target_lengths", target_lengths, sequences)?
                        .unwrap_or_default(),
                )?,
            losses::sequences(x, t, [labels, steps, sequences, classes])?,
            value,
        )
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ctc_each_bf16(
    x: *const bf16,
    t: *const i64,
    labels: usize,
    steps: usize,
    sequences: usize,
    classes: usize,
    input_lengths: *const usize,
    target_lengths: *const usize,
    params: *const activ8_ctc_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_each(
            get(params)?
                .loss(
                    classes,
                    optional("input_lengths", input_lengths, sequences)?
                        .unwrap_or_default(),
                    optional("target_lengths", target_lengths, sequences)?
                        .unwrap_or_default(),
                )?,
            losses::sequences(x, t, [labels, steps, sequences, classes])?,
            each,
        )
    })
}

/// The gradient of the reduced loss for x.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ctc_backward_bf16(
    x: *const bf16,
    t: *const i64,
    labels: usize,
    steps: usize,
    sequences: usize,
    classes: usize,
    input_lengths: *const usize,
    target_lengths: *const usize,
    params: *const activ8_ctc_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward(
            get(params)?
                .loss(
                    classes,
                    optional("input_lengths", input_lengths, sequences)?
                        .unwrap_or_default(),
                    optional("target_lengths", target_lengths, sequences)?
                        .unwrap_or_default(),
                )?,
            losses::sequences(x, t, [labels, steps, sequences, classes])?,
            dx,
        )
    })
}

/// The gradient of each loss for x, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ctc_backward_each_bf16(
    x: *const bf16,
    t: *const i64,
    dy: *const bf16,
    labels: usize,
    steps: usize,
    sequences: usize,
    classes: usize,
    input_lengths: *const usize,
    target_lengths: *const usize,
    params: *const activ8_ctc_params,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::backward_each(
            get(params)?
                .loss(
                    classes,
                    optional("input_lengths", input_lengths, sequences)?
                        .unwrap_or_default(),
                    optional("target_lengths", target_lengths, sequences)?
                        .unwrap_or_default(),
                )?,
            losses::sequences(x, t, [labels, steps, sequences, classes])?,
            dy,
            dx,
        )
    })
}

/// The loss and its gradient for x, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_ctc_forward_backward_bf16(
    x: *const bf16,
    t: *const i64,
    labels: usize,
    steps: usize,
    sequences: usize,
    classes: usize,
    input_lengths: *const usize,
    target_lengths: *const usize,
    params: *const activ8_ctc_params,
    value: *mut f32,
    dx: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        losses::forward_backward(
            get(params)?
                .loss(
                    classes,
                    optional("input_lengths", input_lengths, sequences)?
                        .unwrap_or_default(),
                    optional("target_lengths", target_lengths, sequences)?
                        .unwrap_or_default(),
                )?,
            losses::sequences(x, t, [labels, steps, sequences, classes])?,
            value,
            dx,
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_margin_ranking_bf16(
    first: *const bf16,
    second: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_margin_ranking_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        joint::forward(
            get(params)?.loss()?,
            joint::elements([("first", first), ("second", second)], t, n)?,
            value,
        )
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_margin_ranking_each_bf16(
    first: *const bf16,
    second: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_margin_ranking_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_each(
            get(params)?.loss()?,
            joint::elements([("first", first), ("second", second)], t, n)?,
            each,
        )
    })
}

/// The gradients of the reduced loss for each input.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_margin_ranking_backward_bf16(
    first: *const bf16,
    second: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_margin_ranking_params,
    dfirst: *mut bf16,
    dsecond: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward(
            get(params)?.loss()?,
            joint::elements([("first", first), ("second", second)], t, n)?,
            [dfirst, dsecond],
        )
    })
}

/// The gradients of each loss for each input, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_margin_ranking_backward_each_bf16(
    first: *const bf16,
    second: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_margin_ranking_params,
    dfirst: *mut bf16,
    dsecond: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward_each(
            get(params)?.loss()?,
            joint::elements([("first", first), ("second", second)], t, n)?,
            dy,
            [dfirst, dsecond],
        )
    })
}

/// The loss and its gradients for each input, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_margin_ranking_forward_backward_bf16(
    first: *const bf16,
    second: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_margin_ranking_params,
    value: *mut f32,
    dfirst: *mut bf16,
    dsecond: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_backward(
            get(params)?.loss()?,
            joint::elements([("first", first), ("second", second)], t, n)?,
            value,
            [dfirst, dsecond],
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gaussian_nll_bf16(
    mean: *const bf16,
    variance: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_gaussian_nll_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        joint::forward(
            get(params)?.loss()?,
            joint::elements([("mean", mean), ("variance", variance)], t, n)?,
            value,
        )
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gaussian_nll_each_bf16(
    mean: *const bf16,
    variance: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_gaussian_nll_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_each(
            get(params)?.loss()?,
            joint::elements([("mean", mean), ("variance", variance)], t, n)?,
            each,
        )
    })
}

/// The gradients of the reduced loss for each input.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gaussian_nll_backward_bf16(
    mean: *const bf16,
    variance: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_gaussian_nll_params,
    dmean: *mut bf16,
    dvariance: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward(
            get(params)?.loss()?,
            joint::elements([("mean", mean), ("variance", variance)], t, n)?,
            [dmean, dvariance],
        )
    })
}

/// The gradients of each loss for each input, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gaussian_nll_backward_each_bf16(
    mean: *const bf16,
    variance: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    n: usize,
    params: *const activ8_gaussian_nll_params,
    dmean: *mut bf16,
    dvariance: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward_each(
            get(params)?.loss()?,
            joint::elements([("mean", mean), ("variance", variance)], t, n)?,
            dy,
            [dmean, dvariance],
        )
    })
}

/// The loss and its gradients for each input, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_gaussian_nll_forward_backward_bf16(
    mean: *const bf16,
    variance: *const bf16,
    t: *const bf16,
    n: usize,
    params: *const activ8_gaussian_nll_params,
    value: *mut f32,
    dmean: *mut bf16,
    dvariance: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_backward(
            get(params)?.loss()?,
            joint::elements([("mean", mean), ("variance", variance)], t, n)?,
            value,
            [dmean, dvariance],
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_cosine_embedding_bf16(
    first: *const bf16,
    second: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_cosine_embedding_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        joint::forward(
            get(params)?.loss(row)?,
            joint::vectors([("first", first), ("second", second)], t, [rows, row])?,
            value,
        )
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_cosine_embedding_each_bf16(
    first: *const bf16,
    second: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_cosine_embedding_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_each(
            get(params)?.loss(row)?,
            joint::vectors([("first", first), ("second", second)], t, [rows, row])?,
            each,
        )
    })
}

/// The gradients of the reduced loss for each input.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_cosine_embedding_backward_bf16(
    first: *const bf16,
    second: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_cosine_embedding_params,
    dfirst: *mut bf16,
    dsecond: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward(
            get(params)?.loss(row)?,
            joint::vectors([("first", first), ("second", second)], t, [rows, row])?,
            [dfirst, dsecond],
        )
    })
}

/// The gradients of each loss for each input, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_cosine_embedding_backward_each_bf16(
    first: *const bf16,
    second: *const bf16,
    t: *const bf16,
    dy: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_cosine_embedding_params,
    dfirst: *mut bf16,
    dsecond: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward_each(
            get(params)?.loss(row)?,
            joint::vectors([("first", first), ("second", second)], t, [rows, row])?,
            dy,
            [dfirst, dsecond],
        )
    })
}

/// The loss and its gradients for each input, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_cosine_embedding_forward_backward_bf16(
    first: *const bf16,
    second: *const bf16,
    t: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_cosine_embedding_params,
    value: *mut f32,
    dfirst: *mut bf16,
    dsecond: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_backward(
            get(params)?.loss(row)?,
            joint::vectors([("first", first), ("second", second)], t, [rows, row])?,
            value,
            [dfirst, dsecond],
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_triplet_margin_bf16(
    anchor: *const bf16,
    positive: *const bf16,
    negative: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_triplet_margin_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        joint::forward(
            get(params)?.loss(row)?,
            joint::vectors_alone(
                [("anchor", anchor), ("positive", positive), ("negative", negative)],
                [rows, row],
            )?,
            value,
        )
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_triplet_margin_each_bf16(
    anchor: *const bf16,
    positive: *const bf16,
    negative: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_triplet_margin_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_each(
            get(params)?.loss(row)?,
            joint::vectors_alone(
                [("anchor", anchor), ("positive", positive), ("negative", negative)],
                [rows, row],
            )?,
            each,
        )
    })
}

/// The gradients of the reduced loss for each input.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_triplet_margin_backward_bf16(
    anchor: *const bf16,
    positive: *const bf16,
    negative: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_triplet_margin_params,
    danchor: *mut bf16,
    dpositive: *mut bf16,
    dnegative: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward(
            get(params)?.loss(row)?,
            joint::vectors_alone(
                [("anchor", anchor), ("positive", positive), ("negative", negative)],
                [rows, row],
            )?,
            [danchor, dpositive, dnegative],
        )
    })
}

/// The gradients of each loss for each input, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_triplet_margin_backward_each_bf16(
    anchor: *const bf16,
    positive: *const bf16,
    negative: *const bf16,
    dy: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_triplet_margin_params,
    danchor: *mut bf16,
    dpositive: *mut bf16,
    dnegative: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward_each(
            get(params)?.loss(row)?,
            joint::vectors_alone(
                [("anchor", anchor), ("positive", positive), ("negative", negative)],
                [rows, row],
            )?,
            dy,
            [danchor, dpositive, dnegative],
        )
    })
}

/// The loss and its gradients for each input, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_triplet_margin_forward_backward_bf16(
    anchor: *const bf16,
    positive: *const bf16,
    negative: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_triplet_margin_params,
    value: *mut f32,
    danchor: *mut bf16,
    dpositive: *mut bf16,
    dnegative: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_backward(
            get(params)?.loss(row)?,
            joint::vectors_alone(
                [("anchor", anchor), ("positive", positive), ("negative", negative)],
                [rows, row],
            )?,
            value,
            [danchor, dpositive, dnegative],
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_info_nce_bf16(
    first: *const bf16,
    second: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_info_nce_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        joint::forward(
            get(params)?.loss(row)?,
            joint::vectors_alone([("first", first), ("second", second)], [rows, row])?,
            value,
        )
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_info_nce_each_bf16(
    first: *const bf16,
    second: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_info_nce_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_each(
            get(params)?.loss(row)?,
            joint::vectors_alone([("first", first), ("second", second)], [rows, row])?,
            each,
        )
    })
}

/// The gradients of the reduced loss for each input.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_info_nce_backward_bf16(
    first: *const bf16,
    second: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_info_nce_params,
    dfirst: *mut bf16,
    dsecond: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward(
            get(params)?.loss(row)?,
            joint::vectors_alone([("first", first), ("second", second)], [rows, row])?,
            [dfirst, dsecond],
        )
    })
}

/// The gradients of each loss for each input, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_info_nce_backward_each_bf16(
    first: *const bf16,
    second: *const bf16,
    dy: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_info_nce_params,
    dfirst: *mut bf16,
    dsecond: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward_each(
            get(params)?.loss(row)?,
            joint::vectors_alone([("first", first), ("second", second)], [rows, row])?,
            dy,
            [dfirst, dsecond],
        )
    })
}

/// The loss and its gradients for each input, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_info_nce_forward_backward_bf16(
    first: *const bf16,
    second: *const bf16,
    rows: usize,
    row: usize,
    params: *const activ8_info_nce_params,
    value: *mut f32,
    dfirst: *mut bf16,
    dsecond: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_backward(
            get(params)?.loss(row)?,
            joint::vectors_alone([("first", first), ("second", second)], [rows, row])?,
            value,
            [dfirst, dsecond],
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_cross_entropy_bf16(
    hidden: *const bf16,
    weight: *const bf16,
    t: *const i64,
    rows: usize,
    dim: usize,
    classes: usize,
    params: *const activ8_cross_entropy_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        joint::forward(
            joint::linear_cross_entropy(dim, get(params)?.loss(classes)?),
            joint::linear(
                [("hidden", hidden), ("weight", weight)],
                t,
                [rows, dim, classes],
            )?,
            value,
        )
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_cross_entropy_each_bf16(
    hidden: *const bf16,
    weight: *const bf16,
    t: *const i64,
    rows: usize,
    dim: usize,
    classes: usize,
    params: *const activ8_cross_entropy_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_each(
            joint::linear_cross_entropy(dim, get(params)?.loss(classes)?),
            joint::linear(
                [("hidden", hidden), ("weight", weight)],
                t,
                [rows, dim, classes],
            )?,
            each,
        )
    })
}

/// The gradients of the reduced loss for each input.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_cross_entropy_backward_bf16(
    hidden: *const bf16,
    weight: *const bf16,
    t: *const i64,
    rows: usize,
    dim: usize,
    classes: usize,
    params: *const activ8_cross_entropy_params,
    dhidden: *mut bf16,
    dweight: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward(
            joint::linear_cross_entropy(dim, get(params)?.loss(classes)?),
            joint::linear(
                [("hidden", hidden), ("weight", weight)],
                t,
                [rows, dim, classes],
            )?,
            [dhidden, dweight],
        )
    })
}

/// The gradients of each loss for each input, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_cross_entropy_backward_each_bf16(
    hidden: *const bf16,
    weight: *const bf16,
    t: *const i64,
    dy: *const bf16,
    rows: usize,
    dim: usize,
    classes: usize,
    params: *const activ8_cross_entropy_params,
    dhidden: *mut bf16,
    dweight: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward_each(
            joint::linear_cross_entropy(dim, get(params)?.loss(classes)?),
            joint::linear(
                [("hidden", hidden), ("weight", weight)],
                t,
                [rows, dim, classes],
            )?,
            dy,
            [dhidden, dweight],
        )
    })
}

/// The loss and its gradients for each input, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_cross_entropy_forward_backward_bf16(
    hidden: *const bf16,
    weight: *const bf16,
    t: *const i64,
    rows: usize,
    dim: usize,
    classes: usize,
    params: *const activ8_cross_entropy_params,
    value: *mut f32,
    dhidden: *mut bf16,
    dweight: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_backward(
            joint::linear_cross_entropy(dim, get(params)?.loss(classes)?),
            joint::linear(
                [("hidden", hidden), ("weight", weight)],
                t,
                [rows, dim, classes],
            )?,
            value,
            [dhidden, dweight],
        )
    })
}

/// The loss, reduced as the parameters say, into `*value`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_biased_cross_entropy_bf16(
    hidden: *const bf16,
    weight: *const bf16,
    bias: *const bf16,
    t: *const i64,
    rows: usize,
    dim: usize,
    classes: usize,
    params: *const activ8_cross_entropy_params,
    value: *mut f32,
) -> activ8_status {
    call(|| unsafe {
        joint::forward(
            joint::linear_cross_entropy(dim, get(params)?.loss(classes)?),
            joint::linear(
                [("hidden", hidden), ("weight", weight), ("bias", bias)],
                t,
                [rows, dim, classes],
            )?,
            value,
        )
    })
}

/// Each loss, not reduced.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_biased_cross_entropy_each_bf16(
    hidden: *const bf16,
    weight: *const bf16,
    bias: *const bf16,
    t: *const i64,
    rows: usize,
    dim: usize,
    classes: usize,
    params: *const activ8_cross_entropy_params,
    each: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_each(
            joint::linear_cross_entropy(dim, get(params)?.loss(classes)?),
            joint::linear(
                [("hidden", hidden), ("weight", weight), ("bias", bias)],
                t,
                [rows, dim, classes],
            )?,
            each,
        )
    })
}

/// The gradients of the reduced loss for each input.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_biased_cross_entropy_backward_bf16(
    hidden: *const bf16,
    weight: *const bf16,
    bias: *const bf16,
    t: *const i64,
    rows: usize,
    dim: usize,
    classes: usize,
    params: *const activ8_cross_entropy_params,
    dhidden: *mut bf16,
    dweight: *mut bf16,
    dbias: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward(
            joint::linear_cross_entropy(dim, get(params)?.loss(classes)?),
            joint::linear(
                [("hidden", hidden), ("weight", weight), ("bias", bias)],
                t,
                [rows, dim, classes],
            )?,
            [dhidden, dweight, dbias],
        )
    })
}

/// The gradients of each loss for each input, not reduced, times its element of dy.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_biased_cross_entropy_backward_each_bf16(
    hidden: *const bf16,
    weight: *const bf16,
    bias: *const bf16,
    t: *const i64,
    dy: *const bf16,
    rows: usize,
    dim: usize,
    classes: usize,
    params: *const activ8_cross_entropy_params,
    dhidden: *mut bf16,
    dweight: *mut bf16,
    dbias: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::backward_each(
            joint::linear_cross_entropy(dim, get(params)?.loss(classes)?),
            joint::linear(
                [("hidden", hidden), ("weight", weight), ("bias", bias)],
                t,
                [rows, dim, classes],
            )?,
            dy,
            [dhidden, dweight, dbias],
        )
    })
}

/// The loss and its gradients for each input, from one pass.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn activ8_linear_biased_cross_entropy_forward_backward_bf16(
    hidden: *const bf16,
    weight: *const bf16,
    bias: *const bf16,
    t: *const i64,
    rows: usize,
    dim: usize,
    classes: usize,
    params: *const activ8_cross_entropy_params,
    value: *mut f32,
    dhidden: *mut bf16,
    dweight: *mut bf16,
    dbias: *mut bf16,
) -> activ8_status {
    call(|| unsafe {
        joint::forward_backward(
            joint::linear_cross_entropy(dim, get(params)?.loss(classes)?),
            joint::linear(
                [("hidden", hidden), ("weight", weight), ("bias", bias)],
                t,
                [rows, dim, classes],
            )?,
            value,
            [dhidden, dweight, dbias],
        )
    })
}
