//! A bias in the pass of an activation.

use super::Activation;
use crate::element::{Element, Output, Slice};
use crate::error::Result;
use crate::place::{On, Place};
use crate::tier::Tier;
use crate::verb::Verb;

/// What activations of single elements can do besides: a bias along the last dimension, added in the
/// same pass and without an allocation.
///
/// The slices are whole rows of the bias's length, and the sum `x + bias` is rounded to an `f32`:
/// ONNX's `BiasGelu` and `FastGelu` are `Gelu::Erf` and `Gelu::Tanh` here.
///
/// ```
/// use activ8::{Elementwise, Relu};
///
/// let mut y = [0.0; 4];
/// Relu.forward_biased(&[1.0, 2.0, -3.0, 4.0], &[1.0, -5.0], &mut y)?;
/// assert_eq!(y, [2.0, 0.0, 0.0, 0.0]);
/// # Ok::<(), activ8::Error>(())
/// ```
///
/// # Errors
/// Those of [`Activation`]; [`Error::Rows`](crate::Error::Rows) where `x` is no whole number of rows
/// of the bias's length.
pub trait Elementwise: Activation {
    /// `y = f(x + bias)`, over elements of any type: see [`forward`](Activation::forward). The sum is an `f32`.
    fn forward_biased<X: Element, B: Element, Y: Output>(
        &self,
        x: &[X],
        bias: &[B],
        y: &mut [Y],
    ) -> Result<()> {
        let verb = Verb::Forward { x: Some(X::slice(x)), y: Y::out(y) };
        self.run_biased(Place::default(), B::slice(bias), verb)
    }

    /// `x = f(x + bias)`.
    fn forward_biased_in_place<X: Element, B: Element>(&self, x: &mut [X], bias: &[B]) -> Result<()> {
        self.run_biased(Place::default(), B::slice(bias), Verb::Forward { x: None, y: X::out(x) })
    }

    /// `dx = dy · f'(x + bias)`, whose sum over the rows is the gradient for the bias.
    fn backward_biased<X: Element, B: Element, G: Element, D: Output>(
        &self,
        x: &[X],
        bias: &[B],
        dy: &[G],
        dx: &mut [D],
    ) -> Result<()> {
        let verb = Verb::Backward { x: X::slice(x), dy: G::slice(dy), dx: D::out(dx) };
        self.run_biased(Place::default(), B::slice(bias), verb)
    }

    /// The greatest error of `backward` on `tier` in ULP of the exact gradient dy·f'(x), over all 2^32 inputs x.
    ///
    /// Where f' is a difference of two terms and less than half the greater of them, next to a zero of f', it is in
    /// ULP of that term times dy. It holds where neither f'(x) nor the gradient is beyond `f32`, also where f'(x) is
    /// no normal number and the gradient, for a great dy, is one; what is less than 2^-149, or for some functions than
    /// 2^-150 of the greatest derivative, counts as 0 whatever dy is.
    fn max_ulp_gradient(&self, tier: Tier) -> f64;

    /// Whether `forward` has a formula of its own at [`Accuracy::Fast`](crate::Accuracy::Fast), on tiers of a CPU's own
    /// instructions. Elsewhere, and where it has none, `Fast` is `High`.
    fn is_faster(&self) -> bool;

    #[doc(hidden)]
    fn run_biased(&self, place: Place, bias: Slice<'_>, verb: Verb<'_>) -> Result<()>;
}

impl<A: Elementwise> Elementwise for On<A> {
    fn max_ulp_gradient(&self, tier: Tier) -> f64 {
        self.operation.max_ulp_gradient(tier)
    }

    fn is_faster(&self) -> bool {
        self.operation.is_faster()
    }

    fn run_biased(&self, _: Place, bias: Slice<'_>, verb: Verb<'_>) -> Result<()> {
        self.operation.run_biased(self.place, bias, verb)
    }
}
