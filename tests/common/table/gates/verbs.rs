//! The verbs of gated activations.

use activ8::{Element, GateLayout, GatedActivation, Output, Result, bf16, f16};

/// The verbs behind a pointer, of gates, values and outputs of some types.
pub(crate) trait VerbsOf<A, B, Y> {
    fn forward(&self, gate: &[A], value: &[B], y: &mut [Y]) -> Result<()>;
    /// Of a gate, a value and dy; dgate, and dvalue.
    fn backward(&self, gate: &[A], value: &[B], dy: &[A], dgate: &mut [Y], dvalue: &mut [f32]) -> Result<()>;
    fn forward_packed(&self, layout: GateLayout, x: &[A], y: &mut [Y]) -> Result<()>;
    fn backward_packed(&self, layout: GateLayout, x: &[A], dy: &[B], dx: &mut [Y]) -> Result<()>;
}

impl<A: Element, B: Element, Y: Output, G: GatedActivation> VerbsOf<A, B, Y> for G {
    fn forward(&self, gate: &[A], value: &[B], y: &mut [Y]) -> Result<()> {
        GatedActivation::forward(self, gate, value, y)
    }

    fn backward(&self, gate: &[A], value: &[B], dy: &[A], dgate: &mut [Y], dvalue: &mut [f32]) -> Result<()> {
        GatedActivation::backward(self, gate, value, dy, dgate, dvalue)
    }

    fn forward_packed(&self, layout: GateLayout, x: &[A], y: &mut [Y]) -> Result<()> {
        GatedActivation::forward_packed(self, layout, x, y)
    }

    fn backward_packed(&self, layout: GateLayout, x: &[A], dy: &[B], dx: &mut [Y]) -> Result<()> {
        GatedActivation::backward_packed(self, layout, x, dy, dx)
    }
}

/// Those of floats, and those of the mixtures that are tested.
pub(crate) trait Verbs:
    VerbsOf<f32, f32, f32>
    + VerbsOf<bf16, bf16, bf16>
    + VerbsOf<f16, f32, f16>
    + VerbsOf<f16, f32, f32>
    + VerbsOf<f32, f32, bf16>
{
}

impl<G: GatedActivation> Verbs for G {}

/// A gated activation that has been made, whatever it is.
pub(crate) type AnyGate = dyn Verbs;
