//! Gated activations: the product of an activation of one input and of another input, in one pass.

mod glu;
mod packed;
mod swiglu_oai;

pub use glu::{Bilinear, GeGlu, Glu, ReGlu, SwiGlu};
pub use swiglu_oai::SwiGluOai;

use super::elementwise::{Map, run_map};
use crate::check;
use crate::error::Result;
use crate::place::{On, Run};
use crate::shape::Kernel;
use crate::simd::{F32s, Simd};

/// Where gates and values lie in one slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GateLayout {
    /// In each row of so many elements the gates, then as many values: most models' `gate_up` product.
    Halves(usize),
    /// In each row of so many elements the values, then as many gates: PyTorch's `glu`.
    SwappedHalves(usize),
    /// A gate, a value, a gate, a value: gpt-oss.
    Interleaved,
}

/// The verbs of the gated activations, `y = act(gate) · value`, over two slices or a packed one.
///
/// Like those of [`Activation`](crate::Activation) they run on the best tier, in one pass, without an
/// allocation, and with `.on(tier)` and `.parallel()`.
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
/// [`Error::Rows`](crate::Error::Rows) where it is no whole number of rows, [`Error::Parameter`](crate::Error::Parameter) where a row cannot be halved, or a parameter has no
/// meaning. Outputs are then as they were.
pub trait GatedActivation: Copy + Send + Sync {
    /// `y = act(gate) · value`.
    fn forward(&self, gate: &[f32], value: &[f32], y: &mut [f32]) -> Result<()> {
        self.run(Run::default(), GatedVerb::Forward { gate, value, y })
    }

    /// The gradients for both inputs: `dgate = dy · value · act'(gate)`, `dvalue = dy · act(gate)`.
    fn backward(
        &self,
        gate: &[f32],
        value: &[f32],
        dy: &[f32],
        dgate: &mut [f32],
        dvalue: &mut [f32],
    ) -> Result<()> {
        self.run(Run::default(), GatedVerb::Backward { gate, value, dy, dgate, dvalue })
    }

    /// `y = act(gate) · value` of a slice that holds both.
    fn forward_packed(&self, layout: GateLayout, x: &[f32], y: &mut [f32]) -> Result<()> {
        self.run(Run::default(), GatedVerb::ForwardPacked { layout, x, y })
    }

    /// Both gradients, packed like the inputs.
    fn backward_packed(&self, layout: GateLayout, x: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        self.run(Run::default(), GatedVerb::BackwardPacked { layout, x, dy, dx })
    }

    #[doc(hidden)]
    fn run(&self, run: Run, verb: GatedVerb<'_>) -> Result<()>;
}

/// A verb with its slices.
#[derive(Debug)]
#[allow(missing_docs, reason = "the arguments of the verbs of the trait")]
pub enum GatedVerb<'a> {
    Forward { gate: &'a [f32], value: &'a [f32], y: &'a mut [f32] },
    Backward { gate: &'a [f32], value: &'a [f32], dy: &'a [f32], dgate: &'a mut [f32], dvalue: &'a mut [f32] },
    ForwardPacked { layout: GateLayout, x: &'a [f32], y: &'a mut [f32] },
    BackwardPacked { layout: GateLayout, x: &'a [f32], dy: &'a [f32], dx: &'a mut [f32] },
}

impl<G: GatedActivation> GatedActivation for On<G> {
    fn run(&self, _: Run, verb: GatedVerb<'_>) -> Result<()> {
        self.operation.run(self.run, verb)
    }
}

/// A gated formula.
trait Gate: Copy + Send + Sync {
    fn check(self) -> Result<()>;
    fn eval<S: Simd>(self, gate: F32s<S>, value: F32s<S>) -> F32s<S>;
    /// The gradients for the gate and for the value.
    fn gradients<S: Simd>(self, gate: F32s<S>, value: F32s<S>, dy: F32s<S>) -> [F32s<S>; 2];
}

/// The product with an elementwise activation of the gate.
impl<M: Map> Gate for M {
    fn check(self) -> Result<()> {
        Map::check(self)
    }

    #[inline(always)]
    fn eval<S: Simd>(self, gate: F32s<S>, value: F32s<S>) -> F32s<S> {
        Map::eval(self, gate) * value
    }

    #[inline(always)]
    fn gradients<S: Simd>(self, gate: F32s<S>, value: F32s<S>, dy: F32s<S>) -> [F32s<S>; 2] {
        [self.gradient(gate, dy * value), Map::eval(self, gate) * dy]
    }
}

/// A formula as a kernel.
#[derive(Clone, Copy)]
struct Gated<G>(G);

impl<G: Gate> Kernel<2> for Gated<G> {
    #[inline(always)]
    fn eval<S: Simd>(self, [gate, value]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.0.eval(gate, value)]
    }
}

impl<G: Gate> Kernel<3, 2> for Gated<G> {
    #[inline(always)]
    fn eval<S: Simd>(self, [gate, value, dy]: [F32s<S>; 3]) -> [F32s<S>; 2] {
        self.0.gradients(gate, value, dy)
    }
}

fn run(gate: impl Gate, run: Run, verb: GatedVerb<'_>) -> Result<()> {
    gate.check()?;
    let kernel = Gated(gate);
    match verb {
        GatedVerb::Forward { gate, value, y } => {
            check::length("value", value.len(), gate.len())?;
            check::length("y", y.len(), gate.len())?;
            run_map(kernel, run, [gate, value], [y])
        }
        GatedVerb::Backward { gate, value, dy, dgate, dvalue } => {
            check::length("value", value.len(), gate.len())?;
            check::length("dy", dy.len(), gate.len())?;
            check::length("dgate", dgate.len(), gate.len())?;
            check::length("dvalue", dvalue.len(), gate.len())?;
            run_map(kernel, run, [gate, value, dy], [dgate, dvalue])
        }
        GatedVerb::ForwardPacked { layout, x, y } => packed::forward(kernel, run, layout, x, y),
        GatedVerb::BackwardPacked { layout, x, dy, dx } => packed::backward(kernel, run, layout, x, dy, dx),
    }
}
