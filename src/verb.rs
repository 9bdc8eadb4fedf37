//! What is asked of an activation: one enum a family, with the slices of any elements. An input that is missing
//! is what the output holds: in place.

use crate::check;
use crate::element::{Slice, SliceMut};
use crate::error::Result;

/// What is asked of an activation of one input.
#[derive(Debug)]
#[allow(missing_docs, reason = "the arguments of the verbs of `Activation`")]
pub enum Verb<'a> {
    /// `y = f(x)`, or `y = f(y)` without an x.
    Forward { x: Option<Slice<'a>>, y: SliceMut<'a> },
    /// `dx = dy · f'(x)`
    Backward { x: Slice<'a>, dy: Slice<'a>, dx: SliceMut<'a> },
}

impl Verb<'_> {
    /// The number of inputs.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Forward { x: Some(x), .. } | Self::Backward { x, .. } => x.len(),
            Self::Forward { x: None, y } => y.len(),
        }
    }

    /// Refuses slices that are not as long as the input.
    #[inline]
    pub(crate) fn check(&self) -> Result<()> {
        let len = self.len();
        match self {
            Self::Forward { y, .. } => check::length("y", y.len(), len),
            Self::Backward { dy, dx, .. } => {
                check::length("dy", dy.len(), len)?;
                check::length("dx", dx.len(), len)
            }
        }
    }
}

/// Where gates and values lie in one slice.
///
/// ```
/// use activ8::{GateLayout, GatedActivation, ReGlu};
///
/// // Columns of four: (2, 3) and (1, −1) are values, then gates.
/// let (layout, mut y) = (GateLayout::ValuesFirstAlong { axis: 4, inner: 2 }, [0.0; 4]);
/// ReGlu.forward_packed(layout, &[2.0, 1.0, 3.0, -1.0, 10.0, -5.0, 20.0, 6.0], &mut y)?;
/// assert_eq!(y, [20.0, 0.0, 60.0, -6.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GateLayout {
    /// In each row of so many elements the gates, then as many values: most models' `gate_up` product.
    GatesFirst(usize),
    /// In each row of so many elements the values, then as many gates: PyTorch's `glu`.
    ValuesFirst(usize),
    /// A gate, a value, a gate, a value: gpt-oss.
    Interleaved,
    /// The first half of an axis are gates, the second values: of a tensor (outer, axis, inner) the result is one of
    /// (outer, axis / 2, inner).
    GatesFirstAlong {
        /// The axis' length.
        axis: usize,
        /// The product of the dimensions after it.
        inner: usize,
    },
    /// The first half of an axis are values, the second gates: PyTorch's `glu` with a `dim`.
    ValuesFirstAlong {
        /// The axis' length.
        axis: usize,
        /// The product of the dimensions after it.
        inner: usize,
    },
}

/// What is asked of a gated activation.
#[derive(Debug)]
#[allow(missing_docs, reason = "the arguments of the verbs of `GatedActivation`")]
pub enum GatedVerb<'a> {
    /// `y = act(gate) · value`
    Forward { gate: Slice<'a>, value: Slice<'a>, y: SliceMut<'a> },
    /// `dgate = dy · value · act'(gate)`, `dvalue = dy · act(gate)`
    Backward { gate: Slice<'a>, value: Slice<'a>, dy: Slice<'a>, dgate: SliceMut<'a>, dvalue: SliceMut<'a> },
    /// Forward, of gates and values in one slice.
    ForwardPacked { layout: GateLayout, x: Slice<'a>, y: SliceMut<'a> },
    /// Backward, of gates and values in one slice.
    BackwardPacked { layout: GateLayout, x: Slice<'a>, dy: Slice<'a>, dx: SliceMut<'a> },
}
