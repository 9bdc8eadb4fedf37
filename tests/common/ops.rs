//! The activations by name, each with its right answers.

use activ8::{Activation, AnyActivation, LogSoftmax, Result, Softmax, Tier};

use super::formulas::{slope, term, value};
use super::oracle;

/// A function of parameters and x.
type Of = fn(&[f64], f64) -> f64;

/// An elementwise activation, and what it should give.
pub(crate) struct Elementwise {
    /// What reports and arguments call it, parameters included: `AnyActivation` parses it.
    pub(crate) name: &'static str,
    value: Of,
    slope: Of,
    /// In whose ULP the error is stated: the value itself, but for one that has a zero inside.
    scale: Of,
    /// The greatest term of the slope, or the slope itself.
    term: Of,
}

impl Elementwise {
    /// The activation.
    pub(crate) fn activation(&self) -> AnyActivation {
        self.name.parse().expect("a name of the table")
    }

    /// f with the parameters of `activation`, to far more digits than an `f32` has.
    pub(crate) fn value_of(&self, activation: AnyActivation) -> impl Fn(f64) -> f64 + 'static {
        of_parameters(self.value, activation)
    }

    /// f'.
    pub(crate) fn slope_of(&self, activation: AnyActivation) -> impl Fn(f64) -> f64 + 'static {
        of_parameters(self.slope, activation)
    }

    /// The number in whose ULP the error is stated.
    pub(crate) fn scale_of(&self, activation: AnyActivation) -> impl Fn(f64) -> f64 + 'static {
        of_parameters(self.scale, activation)
    }

    /// The number in whose ULP the error of f'(x) is stated: f'(x), or where that is less than half the
    /// greatest of its terms, that term.
    pub(crate) fn slope_scale_of(&self, activation: AnyActivation) -> impl Fn(f64) -> f64 + 'static {
        let [slope, term] = [self.slope, self.term].map(|f| of_parameters(f, activation));
        move |x| {
            let (slope, term) = (slope(x), term(x));
            if slope.abs() < 0.5 * term { term } else { slope }
        }
    }

    /// The library's stated bound.
    pub(crate) fn max_ulp(&self, tier: Tier) -> f64 {
        self.activation().max_ulp(tier)
    }

    /// y = f(x), by the library.
    pub(crate) fn forward(&self, tier: Tier, x: &[f32], y: &mut [f32]) -> Result<()> {
        self.activation().on(tier)?.forward(x, y)
    }

    /// dx = dy · f'(x), by the library.
    pub(crate) fn backward(&self, tier: Tier, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.activation().on(tier)?.backward(x, dy, dx)
    }
}

fn of_parameters(f: Of, activation: AnyActivation) -> impl Fn(f64) -> f64 + 'static {
    let parameters: Vec<f64> = activation.parameters().into_iter().map(|(_, value)| value.into()).collect();
    move |x| f(&parameters, x)
}

/// The other function, if there is one.
const fn last(value: Of, other: &[Of]) -> Of {
    if let [other] = other { *other } else { value }
}

/// The table: a name, f and f' in f64, and in whose ULP else their errors are stated.
macro_rules! elementwise {
    ($($name:literal $value:ident $slope:ident $(in ULP of $scale:ident)? $(with a zero, of $term:ident)?;)*) => {
        &[$(Elementwise {
            name: $name,
            value: value::$value,
            slope: slope::$slope,
            scale: last(value::$value, &[$(value::$scale)?]),
            term: last(slope::$slope, &[$(term::$term)?]),
        }),*]
    };
}

/// Every elementwise activation, and other parameters of those that have some: a new one is a row here,
/// and the sweep and the tests have it.
pub(crate) const ELEMENTWISE: &[Elementwise] = elementwise! {
    "erf" erf erf;
    "exp" exp exp;
    "exp_m1" exp_m1 exp;
    "ln" ln ln;
    "ln_1p" ln_1p ln_1p;
    "tanh" tanh tanh;
    "sigmoid" sigmoid sigmoid_;
    "relu" relu relu;
    "celu" celu celu;
    "celu(alpha=0.3)" celu celu;
    "elu" elu elu;
    "elu(alpha=0.3)" elu elu;
    "gelu" gelu gelu with a zero, of gelu;
    "gelu_tanh" gelu_tanh gelu_tanh with a zero, of gelu_tanh;
    "gelu_quick" gelu_quick gelu_quick with a zero, of gelu_quick;
    "clipped_gelu" clipped_gelu clipped_gelu with a zero, of gelu;
    "clipped_gelu(min=-0.1,max=3)" clipped_gelu clipped_gelu with a zero, of gelu;
    "hardshrink" hardshrink hardshrink;
    "hardsigmoid" hardsigmoid hardsigmoid;
    "hardswish" hardswish hardswish;
    "hardtanh" hardtanh hardtanh;
    "hardtanh(min=-0.5,max=20)" hardtanh hardtanh;
    "identity" identity identity;
    "laplace" laplace laplace;
    "laplace(mu=0,sigma=1)" laplace laplace;
    "laplace(mu=-30,sigma=3)" laplace laplace;
    "laplace(mu=1e9,sigma=1e-18)" laplace laplace;
    "laplace(mu=0,sigma=2e-18)" laplace laplace;
    "laplace(mu=-3e38,sigma=1e18)" laplace laplace;
    "laplace(mu=5,sigma=1e18)" laplace laplace;
    "leaky_relu" leaky_relu leaky_relu;
    "leaky_relu(negative_slope=0.2)" leaky_relu leaky_relu;
    "linear_hardsigmoid" linear_hardsigmoid linear_hardsigmoid;
    "linear_hardsigmoid(alpha=0.3,beta=0.6)" linear_hardsigmoid linear_hardsigmoid;
    "log_sigmoid" log_sigmoid log_sigmoid;
    "mish" mish mish with a zero, of mish;
    "relu6" relu6 relu6;
    "rrelu" rrelu rrelu;
    "scaled_tanh" scaled_tanh scaled_tanh;
    "scaled_tanh(alpha=1.7159,beta=0.6666667)" scaled_tanh scaled_tanh;
    "selu" selu selu;
    "shrink" shrink shrink;
    "shrink(lambda=1,bias=0.3)" shrink shrink;
    "silu" silu silu with a zero, of silu;
    "soft_cap" soft_cap soft_cap;
    "soft_cap(cap=50)" soft_cap soft_cap;
    "softplus" softplus softplus;
    "softplus(beta=0.7,threshold=15)" softplus softplus;
    "softplus(beta=3,threshold=40)" softplus softplus;
    "softshrink" softshrink hardshrink;
    "softshrink(lambda=1.3)" softshrink hardshrink;
    "softsign" softsign softsign;
    "squared_relu" squared_relu squared_relu;
    "squareplus" squareplus squareplus;
    "squareplus(b=0.3)" squareplus squareplus;
    "swish" swish swish with a zero, of swish;
    "swish(alpha=1.7)" swish swish with a zero, of swish;
    "swish(alpha=-0.6)" swish swish with a zero, of swish;
    "tanhshrink" tanhshrink tanhshrink;
    "threshold(threshold=0.1,value=20)" threshold threshold;
    "thresholded_relu" thresholded_relu threshold;
    "xielu" xielu xielu in ULP of xielu_terms with a zero, of xielu;
};

/// The elementwise activation of this name.
pub(crate) fn elementwise(name: &str) -> &'static Elementwise {
    ELEMENTWISE.iter().find(|op| op.name == name).unwrap_or_else(|| panic!("no operation is called {name}"))
}

/// The row of this activation, whatever its parameters are.
pub(crate) fn row_of(activation: AnyActivation) -> &'static Elementwise {
    let row = ELEMENTWISE.iter().find(|op| op.activation().name() == activation.name());
    row.unwrap_or_else(|| panic!("{activation} has no row"))
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
