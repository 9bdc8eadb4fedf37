//! Gated activations: the product of an activation of one input and of another input, in one pass.

mod clamped;
mod gate;
mod glu;
mod packed;
mod swiglu_oai;

pub use crate::verb::GateLayout;
pub use glu::{Bilinear, GeGlu, Glu, ReGlu, SwiGlu};
pub use swiglu_oai::SwiGluOai;

use crate::check;
use crate::element::{Element, Output, Slice, SliceMut};
use crate::error::Result;
use crate::place::{On, Place};
use crate::shape::cells;
use crate::verb::GatedVerb;
use gate::{Gate, GateLoops};

/// The verbs of the gated activations, `y = act(gate) · value`, over two slices or a packed one.
///
/// Like those of [`Activation`](crate::Activation) they run on the best tier, in one pass, without an
/// allocation, and with `.on(tier)` and `.parallel()`.
///
/// Gradients' errors are stated in ULP of the gradient; where `act'` is a difference of two terms and less than half
/// the greater of them, next to a zero, in ULP of that term times dy·value. They hold where the gate and dy·value
/// are normal numbers and the results are.
///
/// ```
/// use activ8::{GateLayout, GatedActivation, ReGlu};
///
/// let mut y = [0.0; 2];
/// ReGlu.forward(&[1.0, -1.0], &[5.0, 6.0], &mut y)?;
/// assert_eq!(y, [5.0, 0.0]);
/// ReGlu.forward_packed(GateLayout::Interleaved, &[1.0, 5.0, -1.0, 6.0], &mut y)?;
/// assert_eq!(y, [5.0, 0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
///
/// # Errors
/// [`Error::Length`](crate::Error::Length) where lengths differ, a packed slice being twice as long as the others;
/// [`Error::Rows`](crate::Error::Rows) where it is no whole number of rows, [`Error::Parameter`](crate::Error::Parameter) where a row or an axis cannot be halved, or a parameter has no
/// meaning. Outputs are then as they were.
pub trait GatedActivation: Copy + Send + Sync {
    /// `y = act(gate) · value`, over elements of any type: see [`Activation::forward`](crate::Activation::forward).
    fn forward<A: Element, B: Element, Y: Output>(&self, gate: &[A], value: &[B], y: &mut [Y]) -> Result<()> {
        let verb = GatedVerb::Forward { gate: A::slice(gate), value: B::slice(value), y: Y::out(y) };
        self.run(Place::default(), verb)
    }

    /// The gradients for both inputs: `dgate = dy · value · act'(gate)`, `dvalue = dy · act(gate)`.
    fn backward<A: Element, B: Element, G: Element, D: Output, E: Output>(
        &self,
        gate: &[A],
        value: &[B],
        dy: &[G],
        dgate: &mut [D],
        dvalue: &mut [E],
    ) -> Result<()> {
        let (gate, value, dy) = (A::slice(gate), B::slice(value), G::slice(dy));
        let (dgate, dvalue) = (D::out(dgate), E::out(dvalue));
        self.run(Place::default(), GatedVerb::Backward { gate, value, dy, dgate, dvalue })
    }

    /// `y = act(gate) · value` of a slice that holds both.
    fn forward_packed<X: Element, Y: Output>(&self, layout: GateLayout, x: &[X], y: &mut [Y]) -> Result<()> {
        self.run(Place::default(), GatedVerb::ForwardPacked { layout, x: X::slice(x), y: Y::out(y) })
    }

    /// Both gradients, packed like the inputs.
    fn backward_packed<X: Element, G: Element, D: Output>(
        &self,
        layout: GateLayout,
        x: &[X],
        dy: &[G],
        dx: &mut [D],
    ) -> Result<()> {
        let (x, dy, dx) = (X::slice(x), G::slice(dy), D::out(dx));
        self.run(Place::default(), GatedVerb::BackwardPacked { layout, x, dy, dx })
    }

    #[doc(hidden)]
    fn run(&self, place: Place, verb: GatedVerb<'_>) -> Result<()>;
}

impl<G: GatedActivation> GatedActivation for On<G> {
    fn run(&self, _: Place, verb: GatedVerb<'_>) -> Result<()> {
        self.operation.run(self.place, verb)
    }
}

/// Does what a verb asks for; of floats on the calling thread, which most calls are, by the shortest way.
#[inline(always)]
fn run<G: Gate>(gate: G, place: Place, verb: GatedVerb<'_>) -> Result<()> {
    if let GatedVerb::Forward { gate: Slice::F32(x), value: Slice::F32(value), y: SliceMut::F32(y) } = verb {
        if place.is_plain()
            && x.len() == y.len()
            && value.len() == y.len()
            && Gate::check(gate).is_ok()
            && let Ok(level) = place.level()
        {
            gate.values(level, [x.into(), value.into()], cells(y));
            return Ok(());
        }
        let (x, value, y) = (Slice::F32(x), Slice::F32(value), SliceMut::F32(y));
        return run_any(&gate, place, GatedVerb::Forward { gate: x, value, y });
    }
    run_any(&gate, place, verb)
}

#[inline(never)]
fn run_any(gate: &dyn GateLoops, place: Place, verb: GatedVerb<'_>) -> Result<()> {
    gate.check()?;
    match verb {
        GatedVerb::Forward { gate: x, value, y } => {
            check::length("value", value.len(), x.len())?;
            check::length("y", y.len(), x.len())?;
            packed::forward_apart(gate, place, [x, value], y)
        }
        GatedVerb::Backward { gate: x, value, dy, dgate, dvalue } => {
            check::length("value", value.len(), x.len())?;
            check::length("dy", dy.len(), x.len())?;
            check::length("dgate", dgate.len(), x.len())?;
            check::length("dvalue", dvalue.len(), x.len())?;
            packed::backward_apart(gate, place, [x, value, dy], [dgate, dvalue])
        }
        GatedVerb::ForwardPacked { layout, x, y } => packed::forward(gate, place, layout, x, y),
        GatedVerb::BackwardPacked { layout, x, dy, dx } => packed::backward(gate, place, layout, x, dy, dx),
    }
}
