//! What the gradients of the elementwise activations should be, and in what their errors are stated.

use activ8::{AnyActivation, Elementwise, Tier};

use super::table::elementwise::row_of;
use super::ulp::ulp_error_at;

/// The gradient of an activation.
pub(crate) struct Gradient {
    activation: AnyActivation,
    slope: Box<dyn Fn(f64) -> f64>,
    scale: Box<dyn Fn(f64) -> f64>,
}

/// A right answer.
#[derive(Clone, Copy)]
pub(crate) struct Want {
    pub(crate) value: f64,
    /// The number in whose ULP the error is stated: the value, or next to a zero of f' the greater of its terms.
    pub(crate) scale: f64,
    /// Whether dy·f' and f' are both beyond `f32` or both not: what overflows on the way is stated in
    /// tests/golden/README.md.
    pub(crate) overflows_alike: bool,
}

impl Gradient {
    pub(crate) fn of(activation: AnyActivation) -> Self {
        let row = row_of(activation);
        let (slope, scale) = (row.slope_of(activation), row.slope_scale_of(activation));
        Self { activation, slope: Box::new(slope), scale: Box::new(scale) }
    }

    /// The library's stated bound.
    pub(crate) fn bound(&self, tier: Tier) -> f64 {
        self.activation.max_ulp_gradient(tier)
    }

    /// dy·f'(x).
    pub(crate) fn want(&self, x: f32, dy: f32) -> Want {
        let (slope, dy) = ((self.slope)(x.into()), f64::from(dy));
        let value = slope * dy;
        let overflows_alike = slope.is_nan() || (slope as f32).is_infinite() == (value as f32).is_infinite();
        Want { value, scale: (self.scale)(x.into()) * dy, overflows_alike }
    }
}

impl Want {
    /// The error of `got`, in what it is stated in.
    pub(crate) fn error(self, got: f32) -> f64 {
        if self.overflows_alike { ulp_error_at(got, self.value, self.scale) } else { 0.0 }
    }
}
