//! The elementwise activations in f64, without cancellation: values with the limits at ±∞, and slopes.
//! `p` holds the parameters in the order of the activation's fields.

pub(crate) mod term;

use core_math::{erf as erf_f64, erfc, exp as e, expm1, log1p, tanh};

use super::oracle::{self, sigmoid};

const SELU: [f64; 2] = [1.673_263_242_354_377_2, 1.050_700_987_355_480_5];
const SQRT_2: f64 = std::f64::consts::SQRT_2;
/// 1 / √(2π) and 2 / √π.
const PDF: f64 = 0.398_942_280_401_432_7;
const ERF: f64 = std::f64::consts::FRAC_2_SQRT_PI;
/// 2·√(2/π).
const GELU: f64 = 1.595_769_121_605_730_7;

/// `x` where it is NaN, else `y`: some formulas do not compute with x.
fn nan_or(x: f64, y: f64) -> f64 {
    if x.is_nan() { x } else { y }
}

/// x·factor, 0 where the factor is 0 even if x is infinite.
fn times(x: f64, factor: f64) -> f64 {
    if factor == 0.0 { 0.0f64.copysign(x) } else { x * factor }
}

fn phi(x: f64) -> f64 {
    0.5 * erfc(-x / SQRT_2)
}

/// t = tanh(softplus x), and 1 − t².
fn mish_parts(x: f64) -> (f64, f64) {
    if x > 40.0 {
        return (1.0, 0.0);
    }
    let w = e(x);
    let n = w * (w + 2.0);
    (n / (n + 2.0), 4.0 * (n + 1.0) / ((n + 2.0) * (n + 2.0)))
}

fn gelu_argument(x: f64) -> f64 {
    GELU * (x + 0.044_715 * x * x * x)
}

pub(crate) mod value {
    use super::*;

    pub(crate) fn celu(p: &[f64], x: f64) -> f64 {
        if x > 0.0 { x } else { p[0] * expm1(x / p[0]) }
    }
    pub(crate) fn clipped_gelu(p: &[f64], x: f64) -> f64 {
        hardtanh(p, gelu(&[], x))
    }
    pub(crate) fn elu(p: &[f64], x: f64) -> f64 {
        if x > 0.0 { x } else { p[0] * expm1(x) }
    }
    pub(crate) fn exp(_: &[f64], x: f64) -> f64 {
        e(x)
    }
    pub(crate) fn exp_m1(_: &[f64], x: f64) -> f64 {
        expm1(x)
    }
    pub(crate) fn erf(_: &[f64], x: f64) -> f64 {
        erf_f64(x)
    }
    pub(crate) fn gelu(_: &[f64], x: f64) -> f64 {
        times(x, phi(x))
    }
    pub(crate) fn gelu_tanh(_: &[f64], x: f64) -> f64 {
        times(x, super::sigmoid(gelu_argument(x)))
    }
    pub(crate) fn gelu_quick(_: &[f64], x: f64) -> f64 {
        times(x, super::sigmoid(1.702 * x))
    }
    pub(crate) fn hardshrink(p: &[f64], x: f64) -> f64 {
        if x.abs() <= p[0] { 0.0f64.copysign(x) } else { x }
    }
    pub(crate) fn hardsigmoid(_: &[f64], x: f64) -> f64 {
        (x.clamp(-3.0, 3.0) + 3.0) / 6.0
    }
    pub(crate) fn hardswish(_: &[f64], x: f64) -> f64 {
        if x >= 3.0 { x } else { times(x, hardsigmoid(&[], x)) }
    }
    pub(crate) fn hardtanh(p: &[f64], x: f64) -> f64 {
        if x < p[0] {
            p[0]
        } else if x > p[1] {
            p[1]
        } else {
            x
        }
    }
    pub(crate) fn identity(_: &[f64], x: f64) -> f64 {
        x
    }
    pub(crate) fn laplace(p: &[f64], x: f64) -> f64 {
        phi((x - p[0]) / p[1])
    }
    pub(crate) fn leaky_relu(p: &[f64], x: f64) -> f64 {
        if x > 0.0 { x } else { p[0] * x }
    }
    pub(crate) fn linear_hardsigmoid(p: &[f64], x: f64) -> f64 {
        (p[0] * x + p[1]).clamp(0.0, 1.0)
    }
    pub(crate) fn ln(_: &[f64], x: f64) -> f64 {
        oracle::ln(x)
    }
    pub(crate) fn ln_1p(_: &[f64], x: f64) -> f64 {
        log1p(x)
    }
    pub(crate) fn log_sigmoid(_: &[f64], x: f64) -> f64 {
        if x < 0.0 { x - log1p(e(x)) } else { -log1p(e(-x)) }
    }
    pub(crate) fn mish(_: &[f64], x: f64) -> f64 {
        times(x, mish_parts(x).0)
    }
    pub(crate) fn relu(_: &[f64], x: f64) -> f64 {
        oracle::relu(x)
    }
    pub(crate) fn relu6(_: &[f64], x: f64) -> f64 {
        hardtanh(&[0.0, 6.0], x)
    }
    pub(crate) fn rrelu(p: &[f64], x: f64) -> f64 {
        leaky_relu(&[(p[0] + p[1]) / 2.0], x)
    }
    pub(crate) fn scaled_tanh(p: &[f64], x: f64) -> f64 {
        p[0] * super::tanh(p[1] * x)
    }
    pub(crate) fn selu(_: &[f64], x: f64) -> f64 {
        SELU[1] * if x > 0.0 { x } else { SELU[0] * expm1(x) }
    }
    pub(crate) fn shrink(p: &[f64], x: f64) -> f64 {
        if x.abs() <= p[0] { 0.0f64.copysign(x) } else { x - p[1].copysign(p[1] * x) }
    }
    pub(crate) fn sigmoid(_: &[f64], x: f64) -> f64 {
        super::sigmoid(x)
    }
    pub(crate) fn silu(_: &[f64], x: f64) -> f64 {
        times(x, super::sigmoid(x))
    }
    pub(crate) fn soft_cap(p: &[f64], x: f64) -> f64 {
        p[0] * super::tanh(x / p[0])
    }
    pub(crate) fn softplus(p: &[f64], x: f64) -> f64 {
        let v = p[0] * x;
        match v {
            _ if v > p[1] => x,
            _ if v > 0.0 => x + log1p(e(-v)) / p[0],
            _ => log1p(e(v)) / p[0],
        }
    }
    pub(crate) fn softshrink(p: &[f64], x: f64) -> f64 {
        nan_or(x, (x.abs() - p[0]).max(0.0).copysign(x))
    }
    pub(crate) fn softsign(_: &[f64], x: f64) -> f64 {
        if x.is_infinite() { x.signum() } else { x / (1.0 + x.abs()) }
    }
    pub(crate) fn squared_relu(_: &[f64], x: f64) -> f64 {
        oracle::relu(x) * oracle::relu(x)
    }
    pub(crate) fn squareplus(p: &[f64], x: f64) -> f64 {
        let sum = x.abs() + (x * x + p[0]).sqrt();
        if x > 0.0 { 0.5 * sum } else { 0.5 * p[0] / sum }
    }
    pub(crate) fn swish(p: &[f64], x: f64) -> f64 {
        times(x, super::sigmoid(p[0] * x))
    }
    pub(crate) fn tanh(_: &[f64], x: f64) -> f64 {
        super::tanh(x)
    }
    /// x − tanh x, below ½ by its series.
    pub(crate) fn tanhshrink(_: &[f64], x: f64) -> f64 {
        const SERIES: [f64; 14] = [
            1.0 / 3.0,
            -2.0 / 15.0,
            17.0 / 315.0,
            -62.0 / 2_835.0,
            1_382.0 / 155_925.0,
            -21_844.0 / 6_081_075.0,
            929_569.0 / 638_512_875.0,
            -6_404_582.0 / 10_854_718_875.0,
            443_861_162.0 / 1_856_156_927_625.0,
            -18_888_466_084.0 / 194_896_477_400_625.0,
            113_927_491_862.0 / 2_900_518_163_668_125.0,
            -58_870_668_456_604.0 / 3_698_160_658_676_859_375.0,
            8_374_643_517_010_684.0 / 1_298_054_391_195_577_640_625.0,
            -689_005_380_505_609_448.0 / 263_505_041_412_702_261_046_875.0,
        ];
        if x.abs() > 0.4 {
            return x - super::tanh(x);
        }
        x * x * x * SERIES.iter().rev().fold(0.0, |sum, c| sum * (x * x) + c)
    }
    pub(crate) fn threshold(p: &[f64], x: f64) -> f64 {
        if x <= p[0] { p[1] } else { x }
    }
    pub(crate) fn thresholded_relu(p: &[f64], x: f64) -> f64 {
        if x <= p[0] { 0.0 } else { x }
    }
    pub(crate) fn xielu(p: &[f64], x: f64) -> f64 {
        if x > 0.0 { p[0] * x * x + p[2] * x } else { p[1] * expm1(x.min(p[3])) + (p[2] - p[1]) * x }
    }
    /// The greatest of its terms αₚ·x², αₙ·(e^x − 1), αₙ·x and β·x, or itself: it has a zero below 0.
    pub(crate) fn xielu_terms(p: &[f64], x: f64) -> f64 {
        let [square, line] = [(p[0] * x * x).abs(), (p[2] * x).abs()];
        let below = || (p[1] * x).abs().max((p[1] * expm1(x.min(p[3]))).abs()).max(line);
        xielu(p, x).abs().max(if x > 0.0 { square.max(line) } else { below() })
    }
}

pub(crate) mod slope {
    use super::*;

    /// 1 within a range and 0 outside of it.
    fn within(x: f64, range: bool) -> f64 {
        nan_or(x, f64::from(u8::from(range)))
    }

    /// The slope of x·σ(v), given v and x·v'.
    fn of_sigmoid(v: f64, x_v: f64) -> f64 {
        let minor = sigmoid(-v.abs());
        let slope = if minor == 0.0 { 0.0 } else { minor * (1.0 - x_v.abs() * (1.0 - minor)) };
        nan_or(v, if v > 0.0 { 1.0 - slope } else { slope })
    }

    pub(crate) fn celu(p: &[f64], x: f64) -> f64 {
        if x > 0.0 { 1.0 } else { e(x / p[0]) }
    }
    pub(crate) fn clipped_gelu(p: &[f64], x: f64) -> f64 {
        let y = value::gelu(&[], x);
        if p[0] < y && y < p[1] { gelu(&[], x) } else { nan_or(x, 0.0) }
    }
    pub(crate) fn elu(p: &[f64], x: f64) -> f64 {
        if x > 0.0 { 1.0 } else { p[0] * e(x) }
    }
    pub(crate) fn exp(_: &[f64], x: f64) -> f64 {
        e(x)
    }
    pub(crate) fn erf(_: &[f64], x: f64) -> f64 {
        ERF * e(-x * x)
    }
    pub(crate) fn gelu(_: &[f64], x: f64) -> f64 {
        if x.is_infinite() { f64::from(u8::from(x > 0.0)) } else { phi(x) + x * PDF * e(-0.5 * x * x) }
    }
    pub(crate) fn gelu_tanh(_: &[f64], x: f64) -> f64 {
        of_sigmoid(gelu_argument(x), GELU * (x + 3.0 * 0.044_715 * x * x * x))
    }
    pub(crate) fn gelu_quick(_: &[f64], x: f64) -> f64 {
        of_sigmoid(1.702 * x, 1.702 * x)
    }
    pub(crate) fn hardshrink(p: &[f64], x: f64) -> f64 {
        within(x, x.abs() > p[0])
    }
    pub(crate) fn hardsigmoid(_: &[f64], x: f64) -> f64 {
        within(x, x.abs() < 3.0) / 6.0
    }
    pub(crate) fn hardswish(_: &[f64], x: f64) -> f64 {
        if x.abs() < 3.0 { x / 3.0 + 0.5 } else { within(x, x > 0.0) }
    }
    pub(crate) fn hardtanh(p: &[f64], x: f64) -> f64 {
        within(x, p[0] < x && x < p[1])
    }
    pub(crate) fn identity(_: &[f64], x: f64) -> f64 {
        nan_or(x, 1.0)
    }
    pub(crate) fn laplace(p: &[f64], x: f64) -> f64 {
        let z = (x - p[0]) / p[1];
        PDF * e(-0.5 * z * z) / p[1]
    }
    pub(crate) fn leaky_relu(p: &[f64], x: f64) -> f64 {
        nan_or(x, if x > 0.0 { 1.0 } else { p[0] })
    }
    pub(crate) fn linear_hardsigmoid(p: &[f64], x: f64) -> f64 {
        let y = p[0] * x + p[1];
        within(x, 0.0 < y && y < 1.0) * p[0]
    }
    pub(crate) fn ln(_: &[f64], x: f64) -> f64 {
        1.0 / x
    }
    pub(crate) fn ln_1p(_: &[f64], x: f64) -> f64 {
        1.0 / (1.0 + x)
    }
    pub(crate) fn log_sigmoid(_: &[f64], x: f64) -> f64 {
        sigmoid(-x)
    }
    pub(crate) fn mish(_: &[f64], x: f64) -> f64 {
        let (t, rest) = mish_parts(x);
        if (-800.0..=40.0).contains(&x) { t + x * sigmoid(x) * rest } else { nan_or(x, t) }
    }
    pub(crate) fn relu(_: &[f64], x: f64) -> f64 {
        within(x, x > 0.0)
    }
    pub(crate) fn relu6(_: &[f64], x: f64) -> f64 {
        within(x, 0.0 < x && x < 6.0)
    }
    pub(crate) fn rrelu(p: &[f64], x: f64) -> f64 {
        leaky_relu(&[(p[0] + p[1]) / 2.0], x)
    }
    pub(crate) fn scaled_tanh(p: &[f64], x: f64) -> f64 {
        p[0] * p[1] * oracle::slope::tanh(p[1] * x)
    }
    pub(crate) fn selu(_: &[f64], x: f64) -> f64 {
        SELU[1] * if x > 0.0 { 1.0 } else { SELU[0] * e(x) }
    }
    pub(crate) fn shrink(p: &[f64], x: f64) -> f64 {
        within(x, x.abs() > p[0])
    }
    pub(crate) fn sigmoid_(_: &[f64], x: f64) -> f64 {
        oracle::slope::sigmoid(x)
    }
    pub(crate) fn silu(_: &[f64], x: f64) -> f64 {
        of_sigmoid(x, x)
    }
    pub(crate) fn soft_cap(p: &[f64], x: f64) -> f64 {
        oracle::slope::tanh(x / p[0])
    }
    pub(crate) fn softplus(p: &[f64], x: f64) -> f64 {
        if p[0] * x > p[1] { 1.0 } else { sigmoid(p[0] * x) }
    }
    pub(crate) fn softsign(_: &[f64], x: f64) -> f64 {
        1.0 / ((1.0 + x.abs()) * (1.0 + x.abs()))
    }
    pub(crate) fn squared_relu(_: &[f64], x: f64) -> f64 {
        2.0 * oracle::relu(x)
    }
    pub(crate) fn squareplus(p: &[f64], x: f64) -> f64 {
        let root = (x * x + p[0]).sqrt();
        let minor = 0.5 * p[0] / (x.abs() + root) / root;
        if x > 0.0 { 1.0 - minor } else { minor }
    }
    pub(crate) fn swish(p: &[f64], x: f64) -> f64 {
        of_sigmoid(p[0] * x, p[0] * x)
    }
    pub(crate) fn tanh(_: &[f64], x: f64) -> f64 {
        oracle::slope::tanh(x)
    }
    pub(crate) fn tanhshrink(_: &[f64], x: f64) -> f64 {
        super::tanh(x) * super::tanh(x)
    }
    pub(crate) fn threshold(p: &[f64], x: f64) -> f64 {
        within(x, x > p[0])
    }
    pub(crate) fn xielu(p: &[f64], x: f64) -> f64 {
        match x {
            _ if x > 0.0 => 2.0 * p[0] * x + p[2],
            _ if x <= p[3] => p[1] * expm1(x) + p[2],
            _ => nan_or(x, p[2] - p[1]),
        }
    }
}
