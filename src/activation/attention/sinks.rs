//! The gradient for sinks.

use super::{AttentionSoftmax, gradient};
use crate::element::Element;

crate::place::verbs! { AttentionSoftmax<'_>:
    /// `dsinks[h] = −Σ p_sink · Σ p·dy` over the rows of head h: the gradient for the sinks. Sums are in
    /// `f64`, of a fixed order. Halves are copied.
    ///
    /// A sink of −∞ has no share: 0, from rows that have something. A row of which nothing is left, whatever has
    /// emptied it, adds 0 to a sink that is there; beside a sink of −∞ it adds what
    /// [`fully_masked`](AttentionSoftmax::fully_masked) makes of the row: NaN, or 0. At temperature 0 all are 0.
    fn backward_sinks<X: Element, G: Element>(softmax, place, x: &[X], dy: &[G], dsinks: &mut [f32]) {
        gradient::of_sinks(softmax, place, [X::slice(x), G::slice(dy)], dsinks)
    }
}
