//! The activations by name, each with its right answers.

use activ8::{Activation, Erf, Exp, ExpM1, Ln, Ln1p, LogSoftmax, Relu, Result, Sigmoid, Softmax, Tanh, Tier};

use super::oracle::{self, slope};

/// The library's verb `forward` on a tier: x, y.
type Forward = fn(Tier, &[f32], &mut [f32]) -> Result<()>;
/// The library's verb `backward` on a tier: x, dy, dx.
type Backward = fn(Tier, &[f32], &[f32], &mut [f32]) -> Result<()>;

/// An elementwise activation, and what it should give.
pub(crate) struct Elementwise {
    /// What reports and arguments call it.
    pub(crate) name: &'static str,
    /// f, to far more digits than an `f32` has.
    pub(crate) value: fn(f64) -> f64,
    /// f'.
    pub(crate) slope: fn(f64) -> f64,
    /// The library's stated bound on a tier.
    pub(crate) max_ulp: fn(Tier) -> f64,
    /// y = f(x).
    pub(crate) forward: Forward,
    /// dx = dy · f'(x).
    pub(crate) backward: Backward,
}

/// The table: a name, the activation, f and f' in f64.
macro_rules! elementwise {
    ($($name:literal $activation:ident $value:path, $slope:path;)*) => {
        &[$(Elementwise {
            name: $name,
            value: $value,
            slope: $slope,
            max_ulp: |tier| $activation.max_ulp(tier),
            forward: |tier, x, y| $activation.on(tier)?.forward(x, y),
            backward: |tier, x, dy, dx| $activation.on(tier)?.backward(x, dy, dx),
        }),*]
    };
}

/// Every elementwise activation: a new one is a row here, and the sweep and the tests have it.
pub(crate) const ELEMENTWISE: &[Elementwise] = elementwise! {
    "exp"     Exp     oracle::exp,     slope::exp;
    "exp_m1"  ExpM1   oracle::exp_m1,  slope::exp;
    "ln"      Ln      oracle::ln,      slope::ln;
    "ln_1p"   Ln1p    oracle::ln_1p,   slope::ln_1p;
    "tanh"    Tanh    oracle::tanh,    slope::tanh;
    "sigmoid" Sigmoid oracle::sigmoid, slope::sigmoid;
    "relu"    Relu    oracle::relu,    slope::relu;
    "erf"     Erf     oracle::erf,     slope::erf;
};

/// The elementwise activation of this name.
pub(crate) fn elementwise(name: &str) -> &'static Elementwise {
    ELEMENTWISE.iter().find(|op| op.name == name).unwrap_or_else(|| panic!("no operation is called {name}"))
}

/// The library's verb `forward` on a tier, over rows of a length: x, y.
type ForwardRows = fn(Tier, usize, &[f32], &mut [f32]) -> Result<()>;

/// The library's verb `backward` on a tier, over rows of a length: x, dy, dx.
type BackwardRows = fn(Tier, usize, &[f32], &[f32], &mut [f32]) -> Result<()>;
/// The right gradients of a row, from x and dy, each with the number in whose ULP its error is stated.
type GradientOfRow = fn(oracle::Row, &[f32], &[f32]) -> Vec<(f64, f64)>;

/// An activation over rows, and what it should give.
pub(crate) struct Rowwise {
    /// What reports and arguments call it.
    pub(crate) name: &'static str,
    /// An element's right answer, and the number in whose ULP its error is stated.
    pub(crate) value: fn(oracle::Row, f32) -> (f64, f64),
    /// The gradients of a row.
    pub(crate) gradient: GradientOfRow,
    /// The library's stated bound on a tier.
    pub(crate) max_ulp: fn(Tier) -> f64,
    /// y = f(x).
    pub(crate) forward: ForwardRows,
    /// dx, given dy.
    pub(crate) backward: BackwardRows,
}

/// Every activation over rows.
pub(crate) const ROWWISE: &[Rowwise] = &[
    Rowwise {
        name: "softmax",
        value: |row, x| (row.softmax(x), row.softmax(x)),
        max_ulp: |tier| Softmax::rows_of(1).max_ulp(tier),
        gradient: oracle::Row::softmax_gradient,
        forward: |tier, row, x, y| Softmax::rows_of(row).on(tier)?.forward(x, y),
        backward: |tier, row, x, dy, dx| Softmax::rows_of(row).on(tier)?.backward(x, dy, dx),
    },
    // The difference of two terms: its error is stated in ULP of the greater.
    Rowwise {
        name: "log_softmax",
        value: oracle::Row::log_softmax,
        max_ulp: |tier| LogSoftmax::rows_of(1).max_ulp(tier),
        gradient: oracle::Row::log_softmax_gradient,
        forward: |tier, row, x, y| LogSoftmax::rows_of(row).on(tier)?.forward(x, y),
        backward: |tier, row, x, dy, dx| LogSoftmax::rows_of(row).on(tier)?.backward(x, dy, dx),
    },
];
