//! What the gated activations should give, and by how much they may be off.

use activ8::AnyActivation;

use super::super::elementwise::row_of;
use super::{Operands, Row, Set};

impl Row {
    /// What it should give with parameters of its own.
    pub(crate) fn formula(&'static self, set: &'static Set) -> Formula {
        let activation = set.activation.parse::<AnyActivation>().expect("a name of the library");
        let row = row_of(activation);
        Formula {
            row: self,
            set,
            value: Box::new(row.value_of(activation)),
            scale: Box::new(row.scale_of(activation)),
            slope: Box::new(row.slope_of(activation)),
            slope_scale: Box::new(row.slope_scale_of(activation)),
        }
    }
}

/// What an operation should give.
pub(crate) struct Formula {
    row: &'static Row,
    set: &'static Set,
    value: Box<dyn Fn(f64) -> f64>,
    scale: Box<dyn Fn(f64) -> f64>,
    slope: Box<dyn Fn(f64) -> f64>,
    slope_scale: Box<dyn Fn(f64) -> f64>,
}

/// A right answer, and the number in whose ULP its error is stated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Want {
    pub(crate) value: f64,
    pub(crate) scale: f64,
    /// What the activation or its slope is multiplied with; 0 where that is no float of all its digits.
    pub(crate) factor: f64,
}

impl Formula {
    /// y and both gradients, of a gate, a value and dy; exactly 0 for what is at a limit.
    pub(crate) fn wants(&self, [gate, value, dy]: [f32; 3]) -> [Want; 3] {
        let Operands { gate, factor, follow } =
            (self.row.operands)(self.set.parameters, [gate.into(), value.into()]);
        let product = f64::from(dy * factor as f32);
        let whole = (f64::from(f32::MIN_POSITIVE)..f64::from(f32::MAX)).contains(&product.abs());
        let dy = f64::from(dy);
        let want = |[value, scale]: [f64; 2], factor, follows| {
            if follows {
                Want { value: value * factor, scale: scale * factor, factor }
            } else {
                Want { value: 0.0, scale: 0.0, factor }
            }
        };
        let of_value = [(self.value)(gate), (self.scale)(gate)];
        let of_slope = [(self.slope)(gate), (self.slope_scale)(gate)];
        [
            want(of_value, factor, true),
            want(of_slope, if whole { dy * factor } else { 0.0 }, follow[0]),
            want(of_value, dy, follow[1]),
        ]
    }
}
