//! Gradients from the output, for who keeps y and not x.

mod rows;

pub(super) use rows::RowwiseFromOutput;

use super::{Activation, elementwise};
use crate::check;
use crate::element::{Element, Output, Slice, SliceMut};
use crate::error::Result;
use crate::mixed::{OfHalves, Slices};
use crate::place::{On, Place};
use crate::shape::{FromOutput, LoopsFromOutput, cells};
use crate::tier::Tier;

/// What activations can do besides whose gradient is a function of their output: it is computed from y = f(x), without
/// x and without f. Autograd engines keep y; of most such activations nothing but a product is left to compute.
///
/// ```
/// use activ8::{Activation, BackwardFromOutput, Tanh};
///
/// let (mut y, mut dx) = ([0.0; 3], [0.0; 3]);
/// Tanh.forward(&[0.0, 0.5, 20.0], &mut y)?;
/// Tanh.backward_from_output(&y, &[1.0; 3], &mut dx)?;
/// assert_eq!((dx[0], dx[2]), (1.0, 0.0));
/// assert!((dx[1] / 0.786447733 - 1.0).abs() < 2e-7);
/// # Ok::<(), activ8::Error>(())
/// ```
///
/// | | dx | ULP | y does not tell it for |
/// |---|---|---|---|
/// | [`Relu`](crate::Relu) | dy where y > 0, else 0 | 0 |  |
/// | [`LeakyRelu`](crate::LeakyRelu) | dy where y > 0, else slope · dy | 0.5 | a slope below 0 |
/// | [`Relu6`](crate::Relu6), [`Hardtanh`](crate::Hardtanh) | dy where min < y < max, else 0 | 0 |  |
/// | [`Threshold`](crate::Threshold) | dy where y > threshold, else 0 | 0 | a value above the threshold |
/// | [`Sigmoid`](crate::Sigmoid) | dy · y · (1 − y) | 1.5 / 2.3 |  |
/// | [`Tanh`](crate::Tanh) | dy · (1 − y²) | 1.5 / 2.5 |  |
/// | [`Elu`](crate::Elu) | dy where y > 0, else dy · (y + alpha) | 1.5 | an alpha below 0 |
/// | [`Selu`](crate::Selu) | scale · dy where y > 0, else dy · (y + scale · alpha) | 1.5 |  |
/// | [`Celu`](crate::Celu) | dy where y > 0, else dy · (y + alpha) / alpha | 1.5; 2.5 for an alpha that is not 1 |  |
/// | [`Softplus`](crate::Softplus) | dy where beta · y > threshold, else dy · (1 − e^(−beta · y)); for a threshold below 17 a beta · y between it and ln(1 + e^threshold) has two x, and counts as above | 1.8; 2.5 for a beta that is not 1 |  |
/// | [`LogSigmoid`](crate::LogSigmoid) | dy · (1 − e^y) | 1.8 |  |
/// | [`Exp`](crate::Exp) | dy · y | 0.5 |  |
/// | [`Softmax`](crate::Softmax) | y · (dy − Σ y · dy) over each row | 6 |  |
/// | [`LogSoftmax`](crate::LogSoftmax) | dy − e^y · Σ dy over each row | 3 |  |
///
/// The last two have it along any axis, too: an element with more than 15/16 of the probability has its own from what
/// the others have. The scale · alpha of selu is the float that y is at −∞, so that the gradient is 0 there.
///
/// * **Accuracy**: within so many ULP of the exact result for the y that is given, on tiers that fuse multiply-add and
///   on those that do not; over rows, of the greater of its terms. But y is rounded. Where f is nearly flat away from 0,
///   as tanh is near ±1 and sigmoid near 1, few digits of y tell the gradient or none: it may be off from that of x by
///   dy · 2^-22, and more for a y in halves, where [`backward`](Activation::backward) has all its digits.
/// * **Special values**: a NaN in y gives NaN, over rows in all of the row (of a logarithm in its own place). At a kink
///   it is as of x. Where the slope is 0, as tanh's is for y = ±1, the product with an infinite dy is NaN, but for the
///   piecewise linear ones, which give 0. Just above the threshold of softplus a y may be that of an x on either side:
///   it counts as that of the greater one.
///   A row that nothing is left of has the gradient that its [`FullyMasked`](crate::FullyMasked) says.
/// * **A y that f never gives**, such as 1.5 of tanh, is no error, and its gradient has no meaning.
/// * **Elsewhere**: PyTorch's `tanh_backward`, `sigmoid_backward`, `elu_backward` with `is_result`,
///   `_softmax_backward_data` and their kin.
///
/// # Errors
/// Those of [`Activation`], and [`Error::Parameter`](crate::Error::Parameter) for parameters with which y does not tell
/// the gradient.
pub trait BackwardFromOutput: Activation {
    /// `dx = dy · f'(x)`, given y = f(x); over elements of any type: see [`forward`](Activation::forward).
    #[inline]
    fn backward_from_output<Y: Element, G: Element, D: Output>(
        &self,
        y: &[Y],
        dy: &[G],
        dx: &mut [D],
    ) -> Result<()> {
        self.run_from_output(Place::default(), Y::slice(y), G::slice(dy), D::out(dx))
    }

    /// The greatest error of [`backward_from_output`](Self::backward_from_output) on `tier`, in ULP of the exact result
    /// for the y that is given; over rows, of the greater of its terms, as their documentation says of the gradient.
    fn max_ulp_from_output(&self, tier: Tier) -> f64;

    #[doc(hidden)]
    fn run_from_output(&self, place: Place, y: Slice<'_>, dy: Slice<'_>, dx: SliceMut<'_>) -> Result<()>;
}

impl<A: BackwardFromOutput> BackwardFromOutput for On<A> {
    fn max_ulp_from_output(&self, tier: Tier) -> f64 {
        self.operation.max_ulp_from_output(tier)
    }

    fn run_from_output(&self, _: Place, y: Slice<'_>, dy: Slice<'_>, dx: SliceMut<'_>) -> Result<()> {
        self.operation.run_from_output(self.place, y, dy, dx)
    }
}

/// The gradient of an activation as a function of its output: what [`Activation::output_gradient`] has for who does not
/// know the type, as of [`AnyActivation`](crate::AnyActivation).
///
/// ```
/// use activ8::{Activation, AnyActivation};
///
/// let mut dx = [0.0; 2];
/// let sigmoid: AnyActivation = "sigmoid".parse()?;
/// let gradient = sigmoid.output_gradient().expect("sigmoid has one");
/// gradient.backward(&[0.5, 1.0], &[1.0; 2], &mut dx)?;
/// assert_eq!(dx, [0.25, 0.0]);
/// assert!("gelu".parse::<AnyActivation>()?.output_gradient().is_none());
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct OutputGradient<'a> {
    activation: &'a dyn RunFromOutput,
    place: Place,
}

impl OutputGradient<'_> {
    /// The same where an operation runs.
    pub(super) fn at(self, place: Place) -> Self {
        Self { place, ..self }
    }

    /// [`BackwardFromOutput::backward_from_output`].
    pub fn backward<Y: Element, G: Element, D: Output>(&self, y: &[Y], dy: &[G], dx: &mut [D]) -> Result<()> {
        self.activation.run(self.place, Y::slice(y), G::slice(dy), D::out(dx))
    }

    /// [`BackwardFromOutput::max_ulp_from_output`].
    pub fn max_ulp(&self, tier: Tier) -> f64 {
        self.activation.max_ulp(tier)
    }
}

impl core::fmt::Debug for OutputGradient<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("OutputGradient").field("place", &self.place).finish_non_exhaustive()
    }
}

/// An activation that has such a gradient, whatever it is over.
pub(super) trait RunFromOutput: Sync {
    /// Refuses parameters with which y does not tell the gradient.
    fn check(&self) -> Result<()>;
    /// See [`BackwardFromOutput::max_ulp_from_output`].
    fn max_ulp(&self, tier: Tier) -> f64;
    /// `dx = dy · f'(x)`.
    fn run(&self, place: Place, y: Slice<'_>, dy: Slice<'_>, dx: SliceMut<'_>) -> Result<()>;
}

impl<F: FromOutput> RunFromOutput for F {
    fn check(&self) -> Result<()> {
        LoopsFromOutput::check(self)
    }

    fn max_ulp(&self, tier: Tier) -> f64 {
        elementwise::on(tier, self.max_ulp_from_output())
    }

    fn run(&self, place: Place, y: Slice<'_>, dy: Slice<'_>, dx: SliceMut<'_>) -> Result<()> {
        run(self, place, y, dy, dx)
    }
}

/// The gradient of an activation, if its parameters allow for one.
pub(super) fn of(activation: &dyn RunFromOutput) -> Option<OutputGradient<'_>> {
    activation.check().ok().map(|()| OutputGradient { activation, place: Place::default() })
}

/// Refuses slices that are not as long as y.
pub(super) fn check_lengths(y: Slice<'_>, dy: Slice<'_>, dx: &SliceMut<'_>) -> Result<()> {
    check::length("dy", dy.len(), y.len())?;
    check::length("dx", dx.len(), y.len())
}

fn run(
    formula: &dyn LoopsFromOutput,
    place: Place,
    y: Slice<'_>,
    dy: Slice<'_>,
    dx: SliceMut<'_>,
) -> Result<()> {
    formula.check()?;
    check_lengths(y, dy, &dx)?;
    let level = place.level()?;
    match (y, dy, dx) {
        // Most calls first: floats on the calling thread.
        (Slice::F32(y), Slice::F32(dy), SliceMut::F32(dx)) if place.is_plain() => {
            formula.gradients(level, [y.into(), dy.into()], cells(dx));
            Ok(())
        }
        (y, dy, dx) => {
            let slices = Slices::rows(1, [Some(y), Some(dy)], [dx]);
            let of_halves: OfHalves<'_, _, _> = &|arrays| formula.gradients_of(level, arrays);
            slices.run_any(place, level, of_halves, &|_, inputs, [dx]| formula.gradients(level, inputs, dx))
        }
    }
}

/// What a parameter must be for y to tell which side of 0 an x is on.
pub(super) const AT_LEAST_0: &str = "at least 0, for a gradient from the output";

/// [`BackwardFromOutput`] for a type that is [`RunFromOutput`].
macro_rules! backward_from_output {
    ($($activation:ty)*) => {$(
        impl $crate::activation::BackwardFromOutput for $activation {
            fn max_ulp_from_output(&self, tier: $crate::Tier) -> f64 {
                $crate::activation::from_output::RunFromOutput::max_ulp(self, tier)
            }

            fn run_from_output(
                &self,
                place: $crate::place::Place,
                y: $crate::element::Slice<'_>,
                dy: $crate::element::Slice<'_>,
                dx: $crate::element::SliceMut<'_>,
            ) -> $crate::Result<()> {
                $crate::activation::from_output::RunFromOutput::run(self, place, y, dy, dx)
            }
        }
    )*};
}
pub(super) use backward_from_output;

backward_from_output! {
    super::Celu super::Elu super::Exp super::Hardtanh super::LeakyRelu super::LogSigmoid super::Relu super::Relu6
    super::Selu super::Sigmoid super::Softplus super::Tanh super::Threshold
}
