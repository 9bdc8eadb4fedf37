//! How exact the gradients of the elementwise activations are.

use activ8::AnyActivation;

use super::ops::row_of;
use super::ulp::ulp_error;

/// Where f' is at least this, all factors of it are normal numbers.
const NORMAL: f64 = 1e-36;

/// What the error of a gradient dy·f'(x) is stated in.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Class {
    /// ULP, as almost everywhere.
    Normal,
    /// ULP, where factors may be subnormal.
    Tiny,
    /// Units of 2^-23·dy: near a zero that f' passes through, nothing is left of the ULP of its terms.
    Zero,
}

pub(crate) const CLASSES: [Class; 3] = [Class::Normal, Class::Tiny, Class::Zero];

/// The bounds in the order of [`CLASSES`], seen over every 1009th input and 5 % more. Those of an
/// activation that is not here are `PROMISED`.
const BOUNDS: &[(&str, [f64; 3])] = &[
    ("celu", [1.6, 1.8, 0.0]),
    ("elu", [2.05, 1.8, 0.0]),
    ("exp", [1.6, 1.8, 0.0]),
    ("exp_m1", [1.6, 1.8, 0.0]),
    // Left of its zero the difference still cancels; by far less than 2^-23.
    ("gelu_quick", [5.2, 4.0, 0.75]),
    ("gelu_tanh", [6.6, 4.0, 0.75]),
    ("hardshrink", EXACT),
    // A remainder of a third is the greatest that a sixth leaves.
    ("hardsigmoid", [0.34, 0.34, 0.0]),
    ("hardswish", [3.9, 0.0, 0.5]),
    ("hardtanh", EXACT),
    ("identity", EXACT),
    ("leaky_relu", ROUNDED),
    ("linear_hardsigmoid", ROUNDED),
    ("ln", ROUNDED),
    ("ln_1p", [1.6, 0.5, 0.0]),
    ("log_sigmoid", [2.8, 2.2, 0.0]),
    ("mish", [6.9, 4.0, 0.75]),
    ("relu", EXACT),
    ("relu6", EXACT),
    // 4·σ(2x)·σ(−2x)·dy: where σ(−2|x|) is subnormal, its error is multiplied with 4 and dy.
    ("scaled_tanh", [4.0, 8.5, 0.0]),
    ("selu", [2.2, 3.6, 0.0]),
    ("shrink", EXACT),
    ("sigmoid", [2.8, 2.2, 0.0]),
    ("silu", [3.8, 2.0, 0.5]),
    ("soft_cap", [4.0, 8.5, 0.0]),
    ("softplus", [2.8, 2.2, 0.0]),
    ("softshrink", EXACT),
    ("softsign", [4.3, 3.3, 0.0]),
    ("squared_relu", ROUNDED),
    // Unfused; 3.9 where multiply-add is fused.
    ("swish", [4.5, 4.0, 0.75]),
    ("tanh", [2.9, 8.5, 0.0]),
    ("tanhshrink", [4.6, 4.0, 0.75]),
    ("threshold", EXACT),
    ("thresholded_relu", EXACT),
];
const EXACT: [f64; 3] = [0.0; 3];
const ROUNDED: [f64; 3] = [0.5, 0.5, 0.0];
const PROMISED: [f64; 3] = [4.0, 4.0, 0.75];

/// The gradient of an activation.
pub(crate) struct Gradient {
    slope: Box<dyn Fn(f64) -> f64>,
    bounds: [f64; 3],
}

/// A right answer.
#[derive(Clone, Copy)]
pub(crate) struct Want {
    pub(crate) class: Class,
    pub(crate) value: f64,
    dy: f64,
    /// Whether dy·f' and f' are both beyond `f32` or both not: what overflows on the way is stated in
    /// tests/golden/README.md.
    overflows_alike: bool,
}

impl Gradient {
    pub(crate) fn of(activation: AnyActivation) -> Self {
        let listed = BOUNDS.iter().find(|(name, _)| *name == activation.name());
        Self {
            slope: Box::new(row_of(activation).slope_of(activation)),
            bounds: listed.map_or(PROMISED, |(_, bounds)| *bounds),
        }
    }

    pub(crate) fn bound(&self, class: Class) -> f64 {
        self.bounds[class as usize]
    }

    /// f', and whether it passes through 0 within a factor of 2 of x.
    fn slope(&self, x: f64) -> (f64, bool) {
        let slope = (self.slope)(x);
        // The nearer pair, because a function that is constant far out has no sign there.
        let passes = |factor| (self.slope)(x / factor) * (self.slope)(x * factor) < 0.0;
        (slope, slope.abs() < 0.25 && (passes(1.4) || passes(2.0)))
    }

    /// dy·f'(x).
    pub(crate) fn want(&self, x: f32, dy: f32) -> Want {
        let ((slope, zero), dy) = (self.slope(f64::from(x)), f64::from(dy));
        let value = slope * dy;
        let overflows_alike = slope.is_nan() || (slope as f32).is_infinite() == (value as f32).is_infinite();
        let class = match slope.abs() {
            _ if zero => Class::Zero,
            size if size < NORMAL => Class::Tiny,
            _ => Class::Normal,
        };
        Want { class, value, dy, overflows_alike }
    }
}

impl Want {
    /// The error of `got`, in what it is stated in.
    pub(crate) fn error(self, got: f32) -> f64 {
        match self.class {
            _ if !self.overflows_alike => 0.0,
            Class::Zero => (f64::from(got) - self.value).abs() / (self.dy.abs() * f64::from(f32::EPSILON)),
            _ => ulp_error(got, self.value),
        }
    }
}
