//! Rectified linear units whose slopes are drawn.

use crate::check::{self, require};
use crate::element::{Element, Output};
use crate::error::Result;
use crate::math::Factor;
use crate::mixed::Slices;
use crate::shape::{Kernel, Map, Source, map_on};
use crate::simd::{F32s, Simd};

/// The randomised rectified linear unit: for evaluation `y = x` where x > 0, else
/// `(lower + upper) / 2 · x`; for training each element draws a slope between lower and upper.
///
#[doc = include_str!("plots/rrelu.svg")]
///
/// * **Gradient**: `dy` where x > 0, else the slope times `dy`.
/// * **Accuracy**: within 1 ULP, 2 on tiers that do not fuse multiply-add, the mean of the slopes being no
///   float; within 0.51 where the result is above 2^-100. The gradient is within 1 ULP on tiers that fuse
///   multiply-add, 2 on the others.
/// * **Special values**: NaN gives NaN, and so does −∞ where the slope is 0.
/// * **Errors**: [`Error::Parameter`](crate::Error::Parameter) where lower > upper, or one is infinite or
///   NaN.
/// * **Elsewhere**: `torch.nn.functional.rrelu`.
/// * **Source**: B. Xu et al., *Empirical Evaluation of Rectified Activations in Convolutional Network*,
///   2015.
///
/// ```
/// use activ8::{Activation, RRelu};
///
/// let rrelu = RRelu { lower: 0.0, upper: 0.5 };
/// let mut y = [0.0; 2];
/// rrelu.forward(&[-4.0, 2.0], &mut y)?;
/// assert_eq!(y, [-1.0, 2.0]);
///
/// let (mut slopes, mut dx) = ([0.0; 2], [0.0; 2]);
/// let uniform = || 0.75; // the caller's generator of numbers in [0, 1)
/// rrelu.forward_training(&[-4.0, 2.0], &mut y, &mut slopes, uniform)?;
/// assert_eq!((y, slopes), ([-1.5, 2.0], [0.375, 1.0]));
/// rrelu.backward_training(&[-4.0, 2.0], &slopes, &[1.0; 2], &mut dx)?;
/// assert_eq!(dx, slopes);
/// # Ok::<(), activ8::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RRelu {
    /// The least slope; ⅛ by default.
    pub lower: f32,
    /// The greatest slope; ⅓ by default.
    pub upper: f32,
}

impl Default for RRelu {
    fn default() -> Self {
        Self { lower: 1.0 / 8.0, upper: 1.0 / 3.0 }
    }
}

impl RRelu {
    fn middle(self) -> Factor {
        Factor::of((f64::from(self.lower) + f64::from(self.upper)) / 2.0)
    }
}

crate::place::verbs! { RRelu:
    #[cfg(feature = "std")]
    /// The forward verb of training. `slopes` holds what [`backward_training`](Self::backward_training)
    /// needs: for an x that is not positive a slope, for which `uniform` is called once and gives a
    /// number in [0, 1), else 1. It is done on the calling thread.
    fn forward_training<X: Element, Y: Output, S: Output>(
        rrelu, place, x: &[X], y: &mut [Y], slopes: &mut [S], uniform: impl FnMut() -> f32
    ) {
        let mut uniform = uniform;
        let RRelu { lower, upper } = rrelu;
        Map::check(rrelu)?;
        check::length("y", y.len(), x.len())?;
        check::length("slopes", slopes.len(), x.len())?;
        let level = place.level()?;
        let mut job = Slices::rows(1, [Some(X::slice(x))], [Y::out(y), S::out(slopes)]);
        job.by_blocks(level, &mut |_, [x], [y, slopes]| {
            for (i, slope) in slopes.iter().enumerate() {
                slope.set(if x.get(i) > 0.0 { 1.0 } else { uniform().mul_add(upper - lower, lower) });
            }
            map_on(level, Scaled, [x, Source::from(slopes)], [y]);
        })
    }

    /// `dx = slopes · dy`.
    fn backward_training<X: Element, S: Element, G: Element, D: Output>(
        _rrelu, place, x: &[X], slopes: &[S], dy: &[G], dx: &mut [D]
    ) {
        check::length("slopes", slopes.len(), x.len())?;
        check::length("dy", dy.len(), x.len())?;
        check::length("dx", dx.len(), x.len())?;
        let level = place.level()?;
        let inputs = [X::slice(x), S::slice(slopes), G::slice(dy)].map(Some);
        let slices = Slices::rows(1, inputs, [D::out(dx)]);
        slices.run(place, level, &|_, inputs, dx| map_on(level, Scaled, inputs, dx))
    }
}

/// What has its own factor.
#[derive(Clone, Copy)]
struct Scaled;

impl Kernel<2> for Scaled {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, slope]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [x * slope]
    }
}

impl Kernel<3> for Scaled {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, slope, dy]: [F32s<S>; 3]) -> [F32s<S>; 1] {
        [x.nan_or(slope * dy)]
    }
}

impl Map for RRelu {
    const IS_SHORT: bool = true;

    fn max_ulp(self) -> [f64; 2] {
        [1.0, 2.0]
    }

    fn max_ulp_gradient(self) -> [f64; 2] {
        [1.0, 2.0]
    }

    fn check(self) -> Result<()> {
        require("upper", self.upper, self.upper.is_finite(), "a finite number")?;
        let valid = self.lower.is_finite() && self.lower <= self.upper;
        require("lower", self.lower, valid, "a finite number that is at most `upper`")
    }

    #[inline(always)]
    fn eval<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        x.lt(x.of(0.0)).select(self.middle().times(x), x)
    }

    #[inline(always)]
    fn gradient<S: Simd>(self, x: F32s<S>, dy: F32s<S>) -> F32s<S> {
        x.of(0.0).lt(x).select(dy, x.nan_or(self.middle().times(dy)))
    }
}
