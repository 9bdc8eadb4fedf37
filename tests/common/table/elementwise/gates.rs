//! x times a gate: GELU, SiLU and their kin.

use super::*;

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "gelu",
        is_gate: true,
        aliases: &["GELU", "Gelu", "gelu_python"],
        value: |_, x| gelu(x),
        slope: |_, x| gelu_slope(x),
        term: Some(|_, x| gelu_term(x)),
        worst: &[0xc12e_5c5a, 0xbc81_800c],
        golden: Some("gelu_erf"),
        ends: [[0.0, -0.0, INF, -0.0], [0.5, 0.5, 1.0, 0.0]],
        values: &[(100.0, 100.0), (-200.0, -0.0), (MAX, MAX), (-MAX, -0.0)],
        slopes: &[(100.0, 1.0), (-200.0, 0.0), (MAX, 1.0), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "gelu_tanh",
        is_gate: true,
        aliases: &["FastGelu", "gelu_fast", "gelu_new", "gelu_pytorch_tanh", "gelu_python_tanh"],
        value: |_, x| times(x, sigmoid(gelu_tanh_argument(x)[0])),
        slope: |_, x| gate_slope(gelu_tanh_argument(x)),
        term: Some(|_, x| gate_term(gelu_tanh_argument(x))),
        worst: &[0x38fc_f02c, 0x39fb_7426],
        golden: Some("gelu_tanh"),
        ends: [[0.0, -0.0, INF, -0.0], [0.5, 0.5, 1.0, 0.0]],
        values: &[(100.0, 100.0), (-200.0, -0.0), (MAX, MAX), (-MAX, -0.0)],
        slopes: &[(100.0, 1.0), (-200.0, 0.0), (MAX, 1.0), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "gelu_quick",
        is_gate: true,
        aliases: &["QuickGelu", "quick_gelu"],
        value: |_, x| times(x, sigmoid(1.702 * x)),
        slope: |_, x| gate_slope([1.702 * x, 1.702 * x]),
        term: Some(|_, x| gate_term([1.702 * x, 1.702 * x])),
        worst: &[0x38ff_5d4b, 0xbd03_7a94],
        golden: Some("gelu_quick"),
        ends: [[0.0, -0.0, INF, -0.0], [0.5, 0.5, 1.0, 0.0]],
        values: &[(100.0, 100.0), (-200.0, -0.0), (MAX, MAX), (-MAX, -0.0)],
        slopes: &[(100.0, 1.0), (-200.0, 0.0), (MAX, 1.0), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "clipped_gelu",
        is_gate: true,
        aliases: &["gelu_10", "ClippedGELU", "ClippedGELUActivation"],
        value: |p, x| clamp(gelu(x), p[0], p[1]),
        slope: |p, x| {
            let y = gelu(x);
            if p[0] < y && y < p[1] { gelu_slope(x) } else { nan_or(x, 0.0) }
        },
        term: Some(|_, x| gelu_term(x)),
        worst: &[0xc12e_5c5a, 0xbc81_800c],
        others: &[("(min=-0.1,max=3)", &[])],
        ranges: &[("min", Between(-0.2, 0.0)), ("max", Between(0.0, 5.0))],
        golden: Some("clipped_gelu"),
        ends: [[0.0, -0.0, 10.0, -0.0], [0.5, 0.5, 0.0, 0.0]],
        values: &[(10.0, 10.0), (9.0, 9.0), (-200.0, -0.0), (MAX, 10.0), (-MAX, -0.0)],
        slopes: &[(10.0, 0.0), (9.0, 1.0), (-200.0, 0.0), (MAX, 0.0), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "silu",
        is_gate: true,
        aliases: &["SiLU"],
        value: |_, x| times(x, sigmoid(x)),
        slope: |_, x| gate_slope([x, x]),
        term: Some(|_, x| gate_term([x, x])),
        worst: &[0xbafa_dd43, 0xbafe_8b4f],
        golden: Some("silu"),
        ends: [[0.0, -0.0, INF, -0.0], [0.5, 0.5, 1.0, 0.0]],
        values: &[(100.0, 100.0), (-200.0, -0.0), (MAX, MAX), (-MAX, -0.0)],
        slopes: &[(100.0, 1.0), (-200.0, 0.0), (MAX, 1.0), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "swish",
        is_gate: true,
        aliases: &["Swish"],
        value: |p, x| times(x, sigmoid(p[0] * x)),
        slope: |p, x| gate_slope([p[0] * x, p[0] * x]),
        term: Some(|p, x| gate_term([p[0] * x, p[0] * x])),
        worst: &[0xbafa_dd43, 0xbafe_8b4f],
        others: &[("(alpha=1.7)", &[0xba7f_0f18, 0xb9fd_6036]), ("(alpha=-0.6)", &[0x3fc1_9ccc])],
        golden: Some("swish"),
        ends: [[0.0, -0.0, INF, -0.0], [0.5, 0.5, 1.0, 0.0]],
        values: &[(100.0, 100.0), (-200.0, -0.0), (MAX, MAX), (-MAX, -0.0)],
        slopes: &[(100.0, 1.0), (-200.0, 0.0), (MAX, 1.0), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "mish",
        is_gate: true,
        aliases: &["Mish"],
        value: |_, x| times(x, mish_parts(x).0),
        slope: |_, x| {
            let (t, rest) = mish_parts(x);
            if (-800.0..=40.0).contains(&x) { t + x * sigmoid(x) * rest } else { nan_or(x, t) }
        },
        term: Some(|_, x| {
            let (t, rest) = mish_parts(x);
            if (-800.0..=40.0).contains(&x) { t.max((x * sigmoid(x) * rest).abs()) } else { t }
        }),
        worst: &[0x3c50_a82d, 0x3b53_2bc9],
        golden: Some("mish"),
        ends: [[0.0, -0.0, INF, -0.0], [0.6, 0.6, 1.0, 0.0]],
        values: &[(100.0, 100.0), (-200.0, -0.0), (MAX, MAX), (-MAX, -0.0)],
        slopes: &[(100.0, 1.0), (-200.0, 0.0), (MAX, 1.0), (-MAX, 0.0)],
        ..PLAIN
    },
];
