//! The Gaussian likelihood.

use super::elements::Elements;
use super::pointwise::Pointwise;
use super::{JointLoss, Loss, LossSum, LossVerb, Reduction};
use crate::check;
use crate::error::Result;
use crate::math::ln;
use crate::place::Place;
use crate::simd::{F32s, Simd};

/// ½·ln 2π: what makes the value a likelihood.
const HALF_LN_TAU: f32 = 0.918_938_5;

/// The negative log-likelihood of targets t under Gaussians: `½·(ln v + (x − t)² / v)`, v being the variance,
/// but at least eps. With [`full`](Self::full) ½·ln 2π is added.
///
/// * **Shapes**: the inputs are means and variances, of the target's length.
/// * **Gradients**: `(x − t) / v`, and `½·(1 − (x − t)² / v) / v`, times 1/n for a mean. As in PyTorch eps is
///   not differentiated: a variance below it has the gradient of eps.
/// * **Accuracy**: each within 4 ULP of the greatest of its terms, or of itself where that is greater; the gradient
///   for the mean within 4 ULP, that for the variance within 6 ULP of the greater of its two terms.
/// * **Special values**: NaN gives NaN.
/// * **Errors**: [`Error::Value`](crate::Error::Value) where a variance is negative or NaN;
///   [`Error::Parameter`](crate::Error::Parameter) where eps is not above 0.
/// * **Elsewhere**: `torch.nn.functional.gaussian_nll_loss`. One variance for all is [`FixedGaussianNll`].
///
/// ```
/// use activ8::{GaussianNll, JointLoss};
///
/// let (mut of_mean, mut of_variance) = ([0.0], [0.0]);
/// let gradients = [&mut of_mean[..], &mut of_variance[..]];
/// let loss = GaussianNll::default().forward_backward([&[2.0], &[1.0]], &[0.0], gradients)?;
/// assert_eq!((loss, of_mean, of_variance), (2.0, [2.0], [-1.5]));
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GaussianNll {
    /// Whether to add ½·ln 2π.
    pub full: bool,
    /// The least variance; 1e-6 by default.
    pub eps: f32,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

impl Default for GaussianNll {
    fn default() -> Self {
        Self { full: false, eps: 1e-6, reduction: Reduction::Mean }
    }
}

/// [`GaussianNll`] with one variance for all elements, which is a number: its accuracy too.
///
/// ```
/// use activ8::{FixedGaussianNll, Loss};
///
/// assert_eq!(FixedGaussianNll::of_variance(1.0).forward(&[3.0], &[0.0])?, 4.5);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FixedGaussianNll {
    /// The variance.
    pub variance: f32,
    /// Whether to add ½·ln 2π.
    pub full: bool,
    /// The least variance; 1e-6 by default.
    pub eps: f32,
    /// How the losses of the elements become one.
    pub reduction: Reduction,
}

impl FixedGaussianNll {
    /// With this variance.
    pub const fn of_variance(variance: f32) -> Self {
        Self { variance, full: false, eps: 1e-6, reduction: Reduction::Mean }
    }
}

super::sum::reduced! { GaussianNll FixedGaussianNll }

#[derive(Clone, Copy)]
struct OfEach {
    eps: f32,
    more: f32,
}

impl Pointwise<3, 2> for OfEach {
    #[inline(always)]
    fn value<S: Simd>(self, [x, v, t]: [F32s<S>; 3]) -> F32s<S> {
        let (d, v) = (x - t, x.of(self.eps).max(v));
        // Not d², which may be too large.
        let half = x.of(0.5);
        (d * half).mul_add(d / v, ln(v).mul_add(half, x.of(self.more)))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [x, v, t]: [F32s<S>; 3], factor: F32s<S>) -> [F32s<S>; 2] {
        let (d, v) = (x - t, x.of(self.eps).max(v));
        let slope = d / v;
        let half = factor * x.of(0.5);
        [slope * factor, (slope * half).neg_mul_add(slope, half / v)]
    }
}

/// The factor of d², and what is added.
#[derive(Clone, Copy)]
struct OfAll {
    factor: f32,
    more: f32,
}

impl Pointwise for OfAll {
    #[inline(always)]
    fn value<S: Simd>(self, [x, t]: [F32s<S>; 2]) -> F32s<S> {
        let d = x - t;
        (d * x.of(self.factor)).mul_add(d, x.of(self.more))
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, [x, t]: [F32s<S>; 2], factor: F32s<S>) -> [F32s<S>; 1] {
        [(x - t) * (x.of(2.0 * self.factor) * factor)]
    }
}

fn check_eps(eps: f32) -> Result<()> {
    check::require("eps", eps, eps > 0.0 && eps.is_finite(), "a finite number above 0")
}

impl JointLoss<2> for GaussianNll {
    type Target = [f32];

    fn run(&self, place: Place, verb: LossVerb<'_, [f32], 2>) -> Result<LossSum> {
        let LossVerb { inputs, target, output } = verb;
        let [mean, variance] = inputs;
        check_eps(self.eps)?;
        check::length("variance", variance.len(), mean.len())?;
        check::length("target", target.len(), mean.len())?;
        check::any(place.level()?, "variance", variance, check::not_negative)?;
        let formula = OfEach { eps: self.eps, more: if self.full { HALF_LN_TAU } else { 0.0 } };
        Elements::new(&formula, [mean, variance, target], self.reduction).run(place, output)
    }
}

impl Loss for FixedGaussianNll {
    fn run(&self, place: Place, verb: LossVerb<'_, [f32]>) -> Result<LossSum> {
        let LossVerb { inputs: [input], target, output } = verb;
        check_eps(self.eps)?;
        check::require("variance", self.variance, self.variance >= 0.0, "a number of at least 0")?;
        check::length("target", target.len(), input.len())?;
        let variance = f64::from(self.variance.max(self.eps));
        let more = 0.5 * variance.ln() + if self.full { f64::from(HALF_LN_TAU) } else { 0.0 };
        let formula = OfAll { factor: (0.5 / variance) as f32, more: more as f32 };
        Elements::new(&formula, [input, target], self.reduction).run(place, output)
    }
}
