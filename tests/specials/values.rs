//! What the activations are at the edges.

use std::f32::consts::LN_2;

use super::super::{ABOVE_HALF, INF, MAX, NAN, TINY};
use super::{NO_LIMIT, Row};

/// Just below −1.
const BEYOND: f32 = -1.000_000_1;

/// 0.8·(e^−1e-6 − 1), an ULP off: what xIELU is at 0.
const AT_EPS: f32 = f32::from_bits(0xb556_bf8f);

/// Laplace's mu, in as many digits as Hugging Face has.
#[expect(clippy::approx_constant, reason = "those digits")]
const MU: f32 = 0.707_107;

pub(super) const VALUES: &[Row] = &[
    ("celu", [0.0, -0.0, INF, -1.0], &[TINY, -TINY, MAX, -MAX], &[TINY, -TINY, MAX, -1.0]),
    (
        "clipped_gelu",
        [0.0, -0.0, 10.0, -0.0],
        &[10.0, 9.0, -200.0, MAX, -MAX],
        &[10.0, 9.0, -0.0, 10.0, -0.0],
    ),
    ("elu", [0.0, -0.0, INF, -1.0], &[TINY, -TINY, MAX, -MAX], &[TINY, -TINY, MAX, -1.0]),
    ("erf", [0.0, -0.0, 1.0, -1.0], &[4.0, -4.0, MAX, -MAX], &[1.0, -1.0, 1.0, -1.0]),
    ("exp", [1.0, 1.0, INF, 0.0], &[TINY, -TINY, MAX, -MAX, 89.0, -105.0], &[1.0, 1.0, INF, 0.0, INF, 0.0]),
    (
        "exp_m1",
        [0.0, -0.0, INF, -1.0],
        &[TINY, -TINY, MAX, -MAX, 89.0, -20.0],
        &[TINY, -TINY, INF, -1.0, INF, -1.0],
    ),
    (
        "hardshrink",
        [0.0, -0.0, INF, -INF],
        &[TINY, 0.5, -0.5, ABOVE_HALF, MAX, -MAX],
        &[0.0, 0.0, -0.0, ABOVE_HALF, MAX, -MAX],
    ),
    ("hardsigmoid", [0.5, 0.5, 1.0, 0.0], &[TINY, 3.0, -3.0, MAX, -MAX], &[0.5, 1.0, 0.0, 1.0, 0.0]),
    ("hardswish", [0.0, -0.0, INF, -0.0], &[3.0, -3.0, MAX, -MAX], &[3.0, -0.0, MAX, -0.0]),
    ("hardtanh", [0.0, -0.0, 1.0, -1.0], &[TINY, -TINY, MAX, -MAX], &[TINY, -TINY, 1.0, -1.0]),
    ("identity", [0.0, -0.0, INF, -INF], &[TINY, -TINY, MAX, -MAX], &[TINY, -TINY, MAX, -MAX]),
    ("laplace", [NO_LIMIT, NO_LIMIT, 1.0, 0.0], &[MU, 4.0, -4.0, MAX, -MAX], &[0.5, 1.0, 0.0, 1.0, 0.0]),
    ("leaky_relu", [0.0, -0.0, INF, -INF], &[TINY, -TINY, MAX, -100.0], &[TINY, -0.0, MAX, -1.0]),
    ("linear_hardsigmoid", [0.5, 0.5, 1.0, 0.0], &[TINY, 2.5, -2.5, MAX, -MAX], &[0.5, 1.0, 0.0, 1.0, 0.0]),
    ("ln", [-INF, -INF, INF, NAN], &[1.0, -TINY, -1.0, -MAX, 2.0, 0.5], &[0.0, NAN, NAN, NAN, LN_2, -LN_2]),
    (
        "ln_1p",
        [0.0, -0.0, INF, NAN],
        &[TINY, -TINY, -1.0, BEYOND, -MAX, 1.0],
        &[TINY, -TINY, -INF, NAN, NAN, LN_2],
    ),
    (
        "log_sigmoid",
        [-LN_2, -LN_2, -0.0, -INF],
        &[TINY, MAX, -MAX, 200.0, -1000.0],
        &[-LN_2, -0.0, -MAX, -0.0, -1000.0],
    ),
    ("mish", [0.0, -0.0, INF, -0.0], &[100.0, -200.0, MAX, -MAX], &[100.0, -0.0, MAX, -0.0]),
    ("rrelu", [0.0, -0.0, INF, -INF], &[TINY, -TINY, MAX, 1.0], &[TINY, -0.0, MAX, 1.0]),
    ("relu", [0.0, -0.0, INF, 0.0], &[TINY, -TINY, MAX, -MAX, 1.5, -1.5], &[TINY, 0.0, MAX, 0.0, 1.5, 0.0]),
    ("relu6", [0.0, -0.0, 6.0, 0.0], &[TINY, -TINY, MAX, -MAX, 6.0], &[TINY, 0.0, 6.0, 0.0, 6.0]),
    ("scaled_tanh", [0.0, -0.0, 1.0, -1.0], &[TINY, -TINY, MAX, -MAX], &[TINY, -TINY, 1.0, -1.0]),
    (
        "selu",
        [0.0, -0.0, INF, -1.758_099_3],
        &[TINY, MAX, -MAX, -20.0],
        &[TINY, INF, -1.758_099_3, -1.758_099_3],
    ),
    (
        "shrink",
        [0.0, -0.0, INF, -INF],
        &[TINY, 0.5, -0.5, ABOVE_HALF, MAX, -MAX],
        &[0.0, 0.0, -0.0, ABOVE_HALF, MAX, -MAX],
    ),
    (
        "sigmoid",
        [0.5, 0.5, 1.0, 0.0],
        &[TINY, -TINY, MAX, -MAX, 20.0, -105.0],
        &[0.5, 0.5, 1.0, 0.0, 1.0, 0.0],
    ),
    ("silu", [0.0, -0.0, INF, -0.0], &[100.0, -200.0, MAX, -MAX], &[100.0, -0.0, MAX, -0.0]),
    ("soft_cap", [0.0, -0.0, 30.0, -30.0], &[TINY, -TINY, MAX, -MAX], &[TINY, -TINY, 30.0, -30.0]),
    ("softplus", [LN_2, LN_2, INF, 0.0], &[TINY, 21.0, -200.0, MAX, -MAX], &[LN_2, 21.0, 0.0, MAX, 0.0]),
    (
        "softshrink",
        [0.0, -0.0, INF, -INF],
        &[TINY, 0.5, -0.5, 1.0, MAX, -MAX],
        &[0.0, 0.0, -0.0, 0.5, MAX, -MAX],
    ),
    ("softsign", [0.0, -0.0, 1.0, -1.0], &[TINY, -TINY, 1.0, MAX, -MAX], &[TINY, -TINY, 0.5, 1.0, -1.0]),
    (
        "squared_relu",
        [0.0, 0.0, INF, 0.0],
        &[TINY, 2.0, -2.0, 2e19, MAX, -MAX],
        &[0.0, 4.0, 0.0, INF, INF, 0.0],
    ),
    ("squareplus", [1.0, 1.0, INF, 0.0], &[TINY, MAX, -MAX], &[1.0, MAX, 1.0 / MAX]),
    ("swish", [0.0, -0.0, INF, -0.0], &[100.0, -200.0, MAX, -MAX], &[100.0, -0.0, MAX, -0.0]),
    (
        "tanh",
        [0.0, -0.0, 1.0, -1.0],
        &[TINY, -TINY, MAX, -MAX, 20.0, -20.0],
        &[TINY, -TINY, 1.0, -1.0, 1.0, -1.0],
    ),
    ("tanhshrink", [0.0, -0.0, INF, -INF], &[1e-20, -1e-20, MAX, -MAX], &[0.0, -0.0, MAX, -MAX]),
    ("threshold", [0.0, 0.0, INF, 0.0], &[TINY, -TINY, MAX, -MAX], &[TINY, 0.0, MAX, 0.0]),
    ("thresholded_relu", [0.0, 0.0, INF, 0.0], &[1.0, 1.5, MAX, -MAX], &[0.0, 1.5, MAX, 0.0]),
    ("xielu", [AT_EPS, AT_EPS, INF, INF], &[1.0, MAX], &[1.3, INF]),
    ("gelu", [0.0, -0.0, INF, -0.0], &[100.0, -200.0, MAX, -MAX], &[100.0, -0.0, MAX, -0.0]),
    ("gelu_tanh", [0.0, -0.0, INF, -0.0], &[100.0, -200.0, MAX, -MAX], &[100.0, -0.0, MAX, -0.0]),
    ("gelu_quick", [0.0, -0.0, INF, -0.0], &[100.0, -200.0, MAX, -MAX], &[100.0, -0.0, MAX, -0.0]),
];
