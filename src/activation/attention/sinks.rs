//! The gradient for sinks.

use super::{AttentionSoftmax, gradient};
use crate::element::Element;
use crate::error::Result;
use crate::mixed;
use crate::place::{On, Place};

impl AttentionSoftmax<'_> {
    /// `dsinks[h] = −Σ p_sink · Σ p·dy` over the rows of head h: the gradient for the sinks. Sums are in
    /// `f64`, of a fixed order.
    ///
    /// A sink of −∞ has no share: 0, from rows that have something. A row of which nothing is left, whatever has
    /// emptied it, adds 0 to a sink that is there; beside a sink of −∞ it adds what
    /// [`fully_masked`](Self::fully_masked) makes of the row: NaN, or 0. At temperature 0 all are 0.
    pub fn backward_sinks(&self, x: &[f32], dy: &[f32], dsinks: &mut [f32]) -> Result<()> {
        gradient::of_sinks(*self, Place::default(), x, dy, dsinks)
    }

    /// [`backward_sinks`](Self::backward_sinks) over elements of any type, halves in a copy.
    pub fn backward_sinks_any<X: Element, G: Element>(
        &self,
        x: &[X],
        dy: &[G],
        dsinks: &mut [f32],
    ) -> Result<()> {
        On { operation: *self, place: Place::default() }.backward_sinks_any(x, dy, dsinks)
    }
}

impl On<AttentionSoftmax<'_>> {
    /// See [`AttentionSoftmax::backward_sinks`].
    pub fn backward_sinks(&self, x: &[f32], dy: &[f32], dsinks: &mut [f32]) -> Result<()> {
        gradient::of_sinks(self.operation, self.place, x, dy, dsinks)
    }

    /// See [`AttentionSoftmax::backward_sinks_any`].
    pub fn backward_sinks_any<X: Element, G: Element>(
        &self,
        x: &[X],
        dy: &[G],
        dsinks: &mut [f32],
    ) -> Result<()> {
        let inputs = [X::slice(x), G::slice(dy)];
        mixed::whole(self.place, inputs, &mut |[x, dy]| self.backward_sinks(x, dy, dsinks))
    }
}
