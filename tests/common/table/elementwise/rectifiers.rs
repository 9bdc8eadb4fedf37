//! What is made of straight lines, and a square.

use super::*;

/// The slope of `RRelu` below 0: between its parameters.
const RRELU: f32 = 0.229_166_67;
/// The least number above the shrinks' lambda.
const ABOVE_HALF: f32 = f32::from_bits(0x3f00_0001);

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "relu",
        aliases: &["ReLU", "Relu"],
        value: |_, x| relu(x),
        slope: |_, x| within(x, x > 0.0),
        of_output: Some(|_, y| within(y, y > 0.0)),
        golden: Some("relu"),
        ends: [[0.0, -0.0, INF, 0.0], [0.0, 0.0, 1.0, 0.0]],
        values: &[(TINY, TINY), (-TINY, 0.0), (MAX, MAX), (-MAX, 0.0), (1.5, 1.5), (-1.5, 0.0)],
        slopes: &[(TINY, 1.0), (-TINY, 0.0), (MAX, 1.0), (-MAX, 0.0)],
        kinks: &[0.0],
        ..PLAIN
    },
    Row {
        name: "relu6",
        aliases: &["ReLU6"],
        value: |_, x| clamp(x, 0.0, 6.0),
        slope: |_, x| within(x, 0.0 < x && x < 6.0),
        of_output: Some(|_, y| within(y, 0.0 < y && y < 6.0)),
        golden: Some("relu6"),
        ends: [[0.0, -0.0, 6.0, 0.0], [0.0, 0.0, 0.0, 0.0]],
        values: &[(TINY, TINY), (-TINY, 0.0), (MAX, 6.0), (-MAX, 0.0), (6.0, 6.0)],
        slopes: &[(TINY, 1.0), (-TINY, 0.0), (6.0, 0.0), (MAX, 0.0)],
        kinks: &[0.0, 6.0],
        ..PLAIN
    },
    Row {
        name: "leaky_relu",
        aliases: &["LeakyReLU", "LeakyRelu"],
        value: |p, x| if x > 0.0 { x } else { p[0] * x },
        slope: |p, x| nan_or(x, if x > 0.0 { 1.0 } else { p[0] }),
        others: &[("(negative_slope=0.2)", &[])],
        ranges: &[("negative_slope", Between(-0.5, 1.5))],
        of_output: Some(|p, y| nan_or(y, if y > 0.0 { 1.0 } else { p[0] })),
        golden: Some("leaky_relu"),
        ends: [[0.0, -0.0, INF, -INF], [0.01, 0.01, 1.0, 0.01]],
        values: &[(TINY, TINY), (-TINY, -0.0), (MAX, MAX), (-100.0, -1.0)],
        slopes: &[(TINY, 1.0), (-TINY, 0.01), (MAX, 1.0), (-MAX, 0.01)],
        kinks: &[0.0],
        ..PLAIN
    },
    Row {
        name: "rrelu",
        value: |p, x| if x > 0.0 { x } else { (p[0] + p[1]) / 2.0 * x },
        slope: |p, x| nan_or(x, if x > 0.0 { 1.0 } else { (p[0] + p[1]) / 2.0 }),
        ranges: &[("lower", Between(0.0, 0.5)), ("upper", Between(0.5, 1.0))],
        golden: Some("rrelu"),
        ends: [[0.0, -0.0, INF, -INF], [RRELU, RRELU, 1.0, RRELU]],
        values: &[(TINY, TINY), (-TINY, -0.0), (MAX, MAX), (1.0, 1.0)],
        slopes: &[(TINY, 1.0), (-TINY, RRELU), (MAX, 1.0), (-MAX, RRELU)],
        kinks: &[0.0],
        ..PLAIN
    },
    Row {
        name: "squared_relu",
        aliases: &["relu2", "squared-relu"],
        value: |_, x| relu(x) * relu(x),
        slope: |_, x| 2.0 * relu(x),
        golden: Some("squared_relu"),
        ends: [[0.0, 0.0, INF, 0.0], [0.0, 0.0, INF, 0.0]],
        values: &[(TINY, 0.0), (2.0, 4.0), (-2.0, 0.0), (2e19, INF), (MAX, INF), (-MAX, 0.0)],
        slopes: &[(1.5, 3.0), (-1.5, 0.0), (MAX, INF), (-MAX, 0.0)],
        kinks: &[0.0],
        ..PLAIN
    },
    Row {
        name: "threshold",
        aliases: &["Threshold"],
        value: |p, x| if x <= p[0] { p[1] } else { x },
        slope: |p, x| within(x, x > p[0]),
        others: &[("(threshold=0.1,value=20)", &[])],
        ranges: &[("threshold", Between(-2.0, 2.0)), ("value", Between(-2.0, 2.0))],
        of_output: Some(|p, y| within(y, y > p[0])),
        golden: Some("threshold"),
        ends: [[0.0, 0.0, INF, 0.0], [0.0, 0.0, 1.0, 0.0]],
        values: &[(TINY, TINY), (-TINY, 0.0), (MAX, MAX), (-MAX, 0.0)],
        slopes: &[(TINY, 1.0), (-TINY, 0.0), (MAX, 1.0), (-MAX, 0.0)],
        kinks: &[0.0],
        ..PLAIN
    },
    Row {
        name: "thresholded_relu",
        aliases: &["ThresholdedRelu"],
        value: |p, x| if x <= p[0] { 0.0 } else { x },
        slope: |p, x| within(x, x > p[0]),
        golden: Some("thresholded_relu"),
        ends: [[0.0, 0.0, INF, 0.0], [0.0, 0.0, 1.0, 0.0]],
        values: &[(1.0, 0.0), (1.5, 1.5), (MAX, MAX), (-MAX, 0.0)],
        slopes: &[(1.0, 0.0), (1.5, 1.0), (MAX, 1.0), (-MAX, 0.0)],
        kinks: &[1.0],
        ..PLAIN
    },
    Row {
        name: "identity",
        aliases: &["Identity", "linear"],
        value: |_, x| x,
        slope: |_, x| nan_or(x, 1.0),
        golden: Some("identity"),
        ends: [[0.0, -0.0, INF, -INF], [1.0, 1.0, 1.0, 1.0]],
        values: &[(TINY, TINY), (-TINY, -TINY), (MAX, MAX), (-MAX, -MAX)],
        slopes: &[(TINY, 1.0), (MAX, 1.0), (-MAX, 1.0)],
        ..PLAIN
    },
    Row {
        name: "hardtanh",
        aliases: &["Hardtanh", "hard_tanh"],
        value: |p, x| clamp(x, p[0], p[1]),
        slope: |p, x| within(x, p[0] < x && x < p[1]),
        others: &[("(min=-0.5,max=20)", &[])],
        ranges: &[("min", Between(-5.0, 0.0)), ("max", Between(0.0, 5.0))],
        of_output: Some(|p, y| within(y, p[0] < y && y < p[1])),
        golden: Some("hardtanh"),
        ends: [[0.0, -0.0, 1.0, -1.0], [1.0, 1.0, 0.0, 0.0]],
        values: &[(TINY, TINY), (-TINY, -TINY), (MAX, 1.0), (-MAX, -1.0)],
        slopes: &[(1.0, 0.0), (-1.0, 0.0), (MAX, 0.0), (-MAX, 0.0)],
        kinks: &[-1.0, 1.0],
        ..PLAIN
    },
    Row {
        name: "hardsigmoid",
        aliases: &["Hardsigmoid", "hard_sigmoid"],
        value: |_, x| (x.clamp(-3.0, 3.0) + 3.0) / 6.0,
        slope: |_, x| within(x, x.abs() < 3.0) / 6.0,
        golden: Some("hardsigmoid"),
        ends: [[0.5, 0.5, 1.0, 0.0], [1.0 / 6.0, 1.0 / 6.0, 0.0, 0.0]],
        values: &[(TINY, 0.5), (3.0, 1.0), (-3.0, 0.0), (MAX, 1.0), (-MAX, 0.0)],
        slopes: &[(3.0, 0.0), (-3.0, 0.0), (MAX, 0.0), (-MAX, 0.0)],
        kinks: &[-3.0, 3.0],
        ..PLAIN
    },
    Row {
        name: "linear_hardsigmoid",
        aliases: &["HardSigmoid"],
        value: |p, x| (p[0] * x + p[1]).clamp(0.0, 1.0),
        slope: |p, x| {
            let y = p[0] * x + p[1];
            within(x, 0.0 < y && y < 1.0) * p[0]
        },
        worst: &[0xb643_0000],
        others: &[("(alpha=0.3,beta=0.6)", &[0x3676_aaaa])],
        ranges: &[("beta", Between(-1.0, 1.0))],
        golden: Some("hardsigmoid_onnx"),
        ends: [[0.5, 0.5, 1.0, 0.0], [0.2, 0.2, 0.0, 0.0]],
        values: &[(TINY, 0.5), (2.5, 1.0), (-2.5, 0.0), (MAX, 1.0), (-MAX, 0.0)],
        slopes: &[(2.5, 0.0), (-2.5, 0.0), (MAX, 0.0), (-MAX, 0.0)],
        kinks: &[-2.5, 2.5],
        ..PLAIN
    },
    Row {
        name: "hardswish",
        aliases: &["Hardswish", "HardSwish", "hard_silu", "hard_swish"],
        value: |_, x| if x >= 3.0 { x } else { times(x, (x.clamp(-3.0, 3.0) + 3.0) / 6.0) },
        slope: |_, x| if x.abs() < 3.0 { x / 3.0 + 0.5 } else { within(x, x > 0.0) },
        golden: Some("hardswish"),
        ends: [[0.0, -0.0, INF, -0.0], [0.5, 0.5, 1.0, 0.0]],
        values: &[(3.0, 3.0), (-3.0, -0.0), (MAX, MAX), (-MAX, -0.0)],
        slopes: &[(3.0, 1.0), (-3.0, 0.0), (MAX, 1.0), (-MAX, 0.0)],
        kinks: &[-3.0, 3.0],
        ..PLAIN
    },
    Row {
        name: "hardshrink",
        aliases: &["Hardshrink"],
        value: |p, x| if x.abs() <= p[0] { 0.0f64.copysign(x) } else { x },
        slope: |p, x| within(x, x.abs() > p[0]),
        golden: Some("hardshrink"),
        ends: [[0.0, -0.0, INF, -INF], [0.0, 0.0, 1.0, 1.0]],
        values: &[(TINY, 0.0), (0.5, 0.0), (-0.5, -0.0), (ABOVE_HALF, ABOVE_HALF), (MAX, MAX), (-MAX, -MAX)],
        slopes: &[(0.5, 0.0), (-0.5, 0.0), (ABOVE_HALF, 1.0), (-MAX, 1.0)],
        kinks: &[-0.5, 0.5],
        ..PLAIN
    },
    Row {
        name: "softshrink",
        aliases: &["Softshrink"],
        value: |p, x| nan_or(x, (x.abs() - p[0]).max(0.0).copysign(x)),
        slope: |p, x| within(x, x.abs() > p[0]),
        others: &[("(lambda=1.3)", &[])],
        golden: Some("softshrink"),
        ends: [[0.0, -0.0, INF, -INF], [0.0, 0.0, 1.0, 1.0]],
        values: &[(TINY, 0.0), (0.5, 0.0), (-0.5, -0.0), (1.0, 0.5), (MAX, MAX), (-MAX, -MAX)],
        slopes: &[(0.5, 0.0), (-0.5, 0.0), (ABOVE_HALF, 1.0), (-MAX, 1.0)],
        kinks: &[-0.5, 0.5],
        ..PLAIN
    },
    Row {
        name: "shrink",
        aliases: &["Shrink"],
        value: |p, x| if x.abs() <= p[0] { 0.0f64.copysign(x) } else { x - p[1].copysign(p[1] * x) },
        slope: |p, x| within(x, x.abs() > p[0]),
        others: &[("(lambda=1,bias=0.3)", &[])],
        ranges: &[("bias", Between(-1.0, 1.0))],
        golden: Some("shrink"),
        ends: [[0.0, -0.0, INF, -INF], [0.0, 0.0, 1.0, 1.0]],
        values: &[(TINY, 0.0), (0.5, 0.0), (-0.5, -0.0), (ABOVE_HALF, ABOVE_HALF), (MAX, MAX), (-MAX, -MAX)],
        slopes: &[(0.5, 0.0), (-0.5, 0.0), (ABOVE_HALF, 1.0), (-MAX, 1.0)],
        kinks: &[-0.5, 0.5],
        ..PLAIN
    },
    Row {
        name: "sparse_plus",
        value: |_, x| match x {
            _ if x <= -1.0 => 0.0,
            _ if x < 1.0 => (x + 1.0) * (x + 1.0) / 4.0,
            _ => x,
        },
        slope: |_, x| nan_or(x, ((x + 1.0) / 2.0).clamp(0.0, 1.0)),
        worst: &[0xbe96_742f],
        ends: [[0.25, 0.25, INF, 0.0], [0.5, 0.5, 1.0, 0.0]],
        values: &[(-1.0, 0.0), (1.0, 1.0), (3.0, 3.0), (-2.0, 0.0), (MAX, MAX), (-MAX, 0.0)],
        slopes: &[(-1.0, 0.0), (1.0, 1.0), (0.5, 0.75), (MAX, 1.0), (-MAX, 0.0)],
        kinks: &[-1.0, 1.0],
        ..PLAIN
    },
];
