//! Exponentials and logarithms, and what they are pieces of.

use std::f32::consts::LN_2;

use super::*;

/// SELU's alpha and scale.
const SELU: [f64; 2] = [1.673_263_242_354_377_2, 1.050_700_987_355_480_5];
/// Just below −1.
const BEYOND: f32 = -1.000_000_1;
/// 0.8·(e^−1e-6 − 1), an ULP off: what xIELU is at 0.
const AT_EPS: f32 = f32::from_bits(0xb556_bf8f);

/// xIELU, and the greatest of its terms αₚ·x², αₙ·(e^x − 1), αₙ·x and β·x: it has a zero below 0.
fn xielu(p: &[f64], x: f64) -> [f64; 2] {
    let terms = match x {
        _ if x > 0.0 => [p[0] * x * x, p[2] * x, 0.0],
        _ => [p[1] * expm1(x.min(p[3])), p[2] * x, -p[1] * x],
    };
    // As a product: a beta below 0 leaves no ∞ − ∞.
    let value = if x > 0.0 { x * (p[0] * x + p[2]) } else { terms[0] + (p[2] - p[1]) * x };
    [value, terms.iter().fold(value.abs(), |greatest, term| greatest.max(term.abs()))]
}

pub(super) const ROWS: &[Row] = &[
    Row {
        name: "celu",
        aliases: &["CELU", "Celu"],
        value: |p, x| if x > 0.0 { x } else { p[0] * expm1(x / p[0]) },
        slope: |p, x| if x > 0.0 { 1.0 } else { e(x / p[0]) },
        of_output: Some(|p, y| if y > 0.0 { 1.0 } else { (y + p[0]) / p[0] }),
        worst: &[0xbe9b_fea4, 0xbe9b_b15f],
        others: &[("(alpha=0.3)", &[0xbe1c_52cf, 0xbe19_eb03])],
        golden: Some("celu"),
        ends: [[0.0, -0.0, INF, -1.0], [1.0, 1.0, 1.0, 0.0]],
        values: &[(TINY, TINY), (-TINY, -TINY), (MAX, MAX), (-MAX, -1.0)],
        slopes: &[(TINY, 1.0), (MAX, 1.0), (-MAX, 0.0)],
        kinks: &[0.0],
        ..PLAIN
    },
    Row {
        name: "elu",
        aliases: &["ELU", "Elu"],
        value: |p, x| if x > 0.0 { x } else { p[0] * expm1(x) },
        slope: |p, x| if x > 0.0 { 1.0 } else { p[0] * e(x) },
        of_output: Some(|p, y| if y > 0.0 { 1.0 } else { y + p[0] }),
        worst: &[0xbe9b_fea4, 0xbe9b_b15f],
        others: &[("(alpha=0.3)", &[0x80ff_1f9f, 0xbe9b_a209])],
        golden: Some("elu"),
        ends: [[0.0, -0.0, INF, -1.0], [1.0, 1.0, 1.0, 0.0]],
        values: &[(TINY, TINY), (-TINY, -TINY), (MAX, MAX), (-MAX, -1.0)],
        slopes: &[(TINY, 1.0), (MAX, 1.0), (-MAX, 0.0)],
        kinks: &[0.0],
        ..PLAIN
    },
    Row {
        name: "selu",
        aliases: &["SELU", "Selu"],
        value: |_, x| SELU[1] * if x > 0.0 { x } else { SELU[0] * expm1(x) },
        slope: |_, x| SELU[1] * if x > 0.0 { 1.0 } else { SELU[0] * e(x) },
        of_output: Some(|_, y| if y > 0.0 { SELU[1] } else { y + f64::from((SELU[0] * SELU[1]) as f32) }),
        worst: &[0xbd96_cadb, 0xbe1c_2f2a, 0x7f73_a598],
        golden: Some("selu"),
        ends: [[0.0, -0.0, INF, -1.758_099_3], [1.758_099_3, 1.758_099_3, 1.050_701, 0.0]],
        values: &[(TINY, TINY), (MAX, INF), (-MAX, -1.758_099_3), (-20.0, -1.758_099_3)],
        slopes: &[(TINY, 1.050_701), (MAX, 1.050_701), (-MAX, 0.0)],
        kinks: &[0.0],
        ..PLAIN
    },
    Row {
        name: "exp",
        aliases: &["Exp", "exponential"],
        value: |_, x| e(x),
        slope: |_, x| e(x),
        of_output: Some(|_, y| y),
        worst: &[0xc2af_92b3, 0xc2af_9e84],
        golden: Some("exp"),
        ends: [[1.0, 1.0, INF, 0.0], [1.0, 1.0, INF, 0.0]],
        values: &[(TINY, 1.0), (-TINY, 1.0), (MAX, INF), (-MAX, 0.0), (89.0, INF), (-105.0, 0.0)],
        slopes: &[(MAX, INF), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "exp_m1",
        value: |_, x| expm1(x),
        slope: |_, x| e(x),
        worst: &[0x3ec0_72d6, 0x3ec0_0083],
        golden: Some("expm1"),
        ends: [[0.0, -0.0, INF, -1.0], [1.0, 1.0, INF, 0.0]],
        values: &[(TINY, TINY), (-TINY, -TINY), (MAX, INF), (-MAX, -1.0), (89.0, INF), (-20.0, -1.0)],
        slopes: &[(MAX, INF), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "ln",
        aliases: &["Log"],
        value: |_, x| ln(x),
        slope: |_, x| 1.0 / x,
        worst: &[0x3f6f_bc2e],
        golden: Some("log"),
        ends: [[-INF, -INF, INF, NAN], [INF, -INF, 0.0, -0.0]],
        values: &[(1.0, 0.0), (-TINY, NAN), (-1.0, NAN), (-MAX, NAN), (2.0, LN_2), (0.5, -LN_2)],
        slopes: &[(1.0, 1.0), (0.5, 2.0), (TINY, INF)],
        ..PLAIN
    },
    Row {
        name: "ln_1p",
        value: |_, x| log1p(x),
        slope: |_, x| 1.0 / (1.0 + x),
        worst: &[0xbd87_5ca2],
        golden: Some("log1p"),
        ends: [[0.0, -0.0, INF, NAN], [1.0, 1.0, 0.0, -0.0]],
        values: &[(TINY, TINY), (-TINY, -TINY), (-1.0, -INF), (BEYOND, NAN), (-MAX, NAN), (1.0, LN_2)],
        slopes: &[(-1.0, INF), (1.0, 0.5), (-0.5, 2.0)],
        ..PLAIN
    },
    Row {
        name: "softplus",
        aliases: &["Softplus"],
        value: |p, x| {
            let v = p[0] * x;
            match v {
                _ if v > p[1] => x,
                _ if v > 0.0 => x + log1p(e(-v)) / p[0],
                _ => log1p(e(v)) / p[0],
            }
        },
        slope: |p, x| if p[0] * x > p[1] { 1.0 } else { sigmoid(p[0] * x) },
        of_output: Some(|p, y| if p[0] * y > p[1] { 1.0 } else { -expm1(-p[0] * y) }),
        worst: &[0xbee0_57d5, 0xbee3_f83a],
        others: &[
            ("(beta=0.7,threshold=15)", &[0x39ba_3410, 0x38e0_b074]),
            ("(beta=3,threshold=40)", &[0x3b79_9edf, 0x3b4b_e85f]),
        ],
        ranges: &[("beta", Octaves(4.0)), ("threshold", Between(1.0, 41.0))],
        golden: Some("softplus"),
        ends: [[LN_2, LN_2, INF, 0.0], [0.5, 0.5, 1.0, 0.0]],
        values: &[(TINY, LN_2), (21.0, 21.0), (-200.0, 0.0), (MAX, MAX), (-MAX, 0.0)],
        slopes: &[(21.0, 1.0), (-200.0, 0.0), (MAX, 1.0), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "log_sigmoid",
        aliases: &["LogSigmoid", "logsigmoid"],
        value: |_, x| if x < 0.0 { x - log1p(e(x)) } else { -log1p(e(-x)) },
        slope: |_, x| sigmoid(-x),
        of_output: Some(|_, y| -expm1(y)),
        worst: &[0x3ee0_57d5, 0x3ee3_f83a],
        golden: Some("log_sigmoid"),
        ends: [[-LN_2, -LN_2, -0.0, -INF], [0.5, 0.5, 0.0, 1.0]],
        values: &[(TINY, -LN_2), (MAX, -0.0), (-MAX, -MAX), (200.0, -0.0), (-1000.0, -1000.0)],
        slopes: &[(200.0, 0.0), (-200.0, 1.0), (MAX, 0.0), (-MAX, 1.0)],
        ..PLAIN
    },
    Row {
        name: "squareplus",
        value: |p, x| {
            let sum = x.abs() + (x * x + p[0]).sqrt();
            if x > 0.0 { 0.5 * sum } else { 0.5 * p[0] / sum }
        },
        slope: |p, x| {
            let root = (x * x + p[0]).sqrt();
            let minor = 0.5 * p[0] / (x.abs() + root) / root;
            if x > 0.0 { 1.0 - minor } else { minor }
        },
        worst: &[0xba4a_7bfc],
        others: &[("(b=0.3)", &[0xbd58_7b45])],
        golden: Some("squareplus"),
        ends: [[1.0, 1.0, INF, 0.0], [0.5, 0.5, 1.0, 0.0]],
        values: &[(TINY, 1.0), (MAX, MAX), (-MAX, 1.0 / MAX)],
        slopes: &[(MAX, 1.0), (-MAX, 0.0)],
        ..PLAIN
    },
    Row {
        name: "xielu",
        aliases: &["xIELU"],
        value: |p, x| xielu(p, x)[0],
        slope: |p, x| match x {
            _ if x > 0.0 => 2.0 * p[0] * x + p[2],
            _ if x <= p[3] => p[1] * expm1(x) + p[2],
            _ => nan_or(x, p[2] - p[1]),
        },
        scale: Some(|p, x| xielu(p, x)[1]),
        term: Some(|p, x| {
            let other = match x {
                _ if x > 0.0 => 2.0 * p[0] * x,
                _ if x <= p[3] => p[1] * expm1(x),
                _ => p[1],
            };
            p[2].abs().max(other.abs())
        }),
        worst: &[0xb57f_fb09, 0xb4ff_fefc],
        ranges: &[("beta", Between(-1.0, 1.0)), ("eps", Between(-1e-3, 0.0))],
        golden: Some("xielu"),
        ends: [[AT_EPS, AT_EPS, INF, INF], [0.5 - 0.8, 0.5 - 0.8, INF, 0.5 - 0.8]],
        values: &[(1.0, 1.3), (MAX, INF)],
        slopes: &[(MAX, INF), (-MAX, 0.5 - 0.8)],
        kinks: &[0.0],
        ..PLAIN
    },
];
