//! What has a limit on both sides.

use std::f32::consts::FRAC_2_SQRT_PI;

use super::*;

/// Laplace's mu, in as many digits as Hugging Face has.
#[expect(clippy::approx_constant, reason = "those digits")]
const MU: f32 = 0.707_107;

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "sigmoid",
        aliases: &["Sigmoid"],
        value: |_, x| sigmoid(x),
        slope: |_, x| sigmoid_slope(x),
        of_output: Some(|_, y| y * (1.0 - y)),
        worst: &[0xc148_a745, 0xc153_89d5],
        golden: Some("sigmoid"),
        ends: [[0.5, 0.5, 1.0, 0.0], [0.25, 0.25, 0.0, 0.0]],
        values: &[(TINY, 0.5), (-TINY, 0.5), (MAX, 1.0), (-MAX, 0.0), (20.0, 1.0), (-105.0, 0.0)],
        slopes: &[(MAX, 0.0), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "tanh",
        aliases: &["Tanh"],
        value: |_, x| tanh(x),
        slope: |_, x| tanh_slope(x),
        of_output: Some(|_, y| (1.0 - y) * (1.0 + y)),
        worst: &[0x3f4d_863f, 0x3f63_b348],
        golden: Some("tanh"),
        ends: [[0.0, -0.0, 1.0, -1.0], [1.0, 1.0, 0.0, 0.0]],
        values: &[(TINY, TINY), (-TINY, -TINY), (MAX, 1.0), (-MAX, -1.0), (20.0, 1.0), (-20.0, -1.0)],
        slopes: &[(MAX, 0.0), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "scaled_tanh",
        aliases: &["ScaledTanh"],
        value: |p, x| p[0] * tanh(p[1] * x),
        slope: |p, x| p[0] * p[1] * tanh_slope(p[1] * x),
        worst: &[0x3f41_158b, 0x3f4e_9c84],
        others: &[("(alpha=1.7159,beta=0.6666667)", &[0x3f7f_a8d8, 0x3f78_1eb2])],
        ranges: &[("alpha", Octaves(4.0)), ("beta", Octaves(4.0))],
        golden: Some("scaled_tanh"),
        ends: [[0.0, -0.0, 1.0, -1.0], [1.0, 1.0, 0.0, 0.0]],
        values: &[(TINY, TINY), (-TINY, -TINY), (MAX, 1.0), (-MAX, -1.0)],
        slopes: &[(MAX, 0.0), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "soft_cap",
        value: |p, x| p[0] * tanh(x / p[0]),
        slope: |p, x| tanh_slope(x / p[0]),
        worst: &[0xbef8_79ca],
        others: &[("(cap=50)", &[0x4216_c364, 0x4217_7260])],
        golden: Some("soft_cap"),
        ends: [[0.0, -0.0, 30.0, -30.0], [1.0, 1.0, 0.0, 0.0]],
        values: &[(TINY, TINY), (-TINY, -TINY), (MAX, 30.0), (-MAX, -30.0)],
        slopes: &[(MAX, 0.0), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "softsign",
        aliases: &["Softsign"],
        value: |_, x| if x.is_infinite() { x.signum() } else { x / (1.0 + x.abs()) },
        slope: |_, x| 1.0 / ((1.0 + x.abs()) * (1.0 + x.abs())),
        worst: &[0xc108_8597],
        golden: Some("softsign"),
        ends: [[0.0, -0.0, 1.0, -1.0], [1.0, 1.0, 0.0, 0.0]],
        values: &[(TINY, TINY), (-TINY, -TINY), (1.0, 0.5), (MAX, 1.0), (-MAX, -1.0)],
        slopes: &[(1.0, 0.25), (-1.0, 0.25), (MAX, 0.0), (-MAX, 0.0)],
        kinks: &[0.0],
        ..PLAIN
    },
    Row {
        name: "erf",
        value: |_, x| erf(x),
        slope: |_, x| std::f64::consts::FRAC_2_SQRT_PI * e(-x * x),
        worst: &[0xbfeb_61e9, 0xbfea_36d1],
        golden: Some("erf"),
        ends: [[0.0, -0.0, 1.0, -1.0], [FRAC_2_SQRT_PI, FRAC_2_SQRT_PI, 0.0, 0.0]],
        values: &[(4.0, 1.0), (-4.0, -1.0), (MAX, 1.0), (-MAX, -1.0)],
        slopes: &[(20.0, 0.0), (-20.0, 0.0), (MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "laplace",
        aliases: &["LaplaceActivation"],
        value: |p, x| phi((x - p[0]) / p[1]),
        slope: |p, x| {
            let z = (x - p[0]) / p[1];
            DENSITY * e(-0.5 * z * z) / p[1]
        },
        worst: &[0xc00b_80d5, 0xbdf8_057d],
        others: &[
            ("(mu=0,sigma=1)", &[0x3ac1_4e56, 0xb85c_08cb]),
            ("(mu=-30,sigma=3)", &[]),
            ("(mu=1e9,sigma=1e-18)", &[]),
            ("(mu=0,sigma=2e-18)", &[0xa380_3748, 0x9cf4_9107]),
            ("(mu=-3e38,sigma=1e18)", &[]),
            ("(mu=5,sigma=1e18)", &[]),
        ],
        ranges: &[("mu", Between(-20.0, 20.0))],
        golden: Some("laplace"),
        ends: [[NO_LIMIT, NO_LIMIT, 1.0, 0.0], [NO_LIMIT, NO_LIMIT, 0.0, 0.0]],
        values: &[(MU, 0.5), (4.0, 1.0), (-4.0, 0.0), (MAX, 1.0), (-MAX, 0.0)],
        slopes: &[(6.0, 0.0), (-6.0, 0.0), (MAX, 0.0), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "tanhshrink",
        value: |_, x| tanhshrink(x),
        slope: |_, x| tanh(x) * tanh(x),
        worst: &[0x3f7b_42b1, 0x3f7f_2692],
        golden: Some("tanhshrink"),
        ends: [[0.0, -0.0, INF, -INF], [0.0, 0.0, 1.0, 1.0]],
        values: &[(1e-20, 0.0), (-1e-20, -0.0), (MAX, MAX), (-MAX, -MAX)],
        slopes: &[(20.0, 1.0), (-20.0, 1.0), (MAX, 1.0), (-MAX, 1.0)],
        ..PLAIN
    },
];
