//! Rectified linear units whose slopes are drawn.

use super::elementwise::{Map, require, run_map};
use crate::check;
use crate::element::{Element, Output};
use crate::error::Result;
use crate::math::Factor;
use crate::mixed::{self, Cut, Refusal, Slices};
use crate::place::{On, Place};
use crate::shape::Kernel;
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
/// * **Special values**: NaN gives NaN.
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

    /// The forward verb of training. `slopes` holds what [`backward_training`](Self::backward_training)
    /// needs: for an x that is not positive a slope, for which `uniform` is called once and gives a
    /// number in [0, 1), else 1.
    pub fn forward_training(
        &self,
        x: &[f32],
        y: &mut [f32],
        slopes: &mut [f32],
        uniform: impl FnMut() -> f32,
    ) -> Result<()> {
        On::new(*self).forward_training(x, y, slopes, uniform)
    }

    /// `dx = slopes · dy`.
    pub fn backward_training(&self, x: &[f32], slopes: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        On::new(*self).backward_training(x, slopes, dy, dx)
    }

    /// [`forward_training`](Self::forward_training) over elements of any type: what it gives for the widened
    /// ones, rounded. Elements are not shared out to threads.
    pub fn forward_training_any<X: Element, Y: Output, S: Output>(
        &self,
        x: &[X],
        y: &mut [Y],
        slopes: &mut [S],
        uniform: impl FnMut() -> f32,
    ) -> Result<()> {
        On::new(*self).forward_training_any(x, y, slopes, uniform)
    }

    /// [`backward_training`](Self::backward_training) over elements of any type.
    pub fn backward_training_any<X: Element, S: Element, G: Element, D: Output>(
        &self,
        x: &[X],
        slopes: &[S],
        dy: &[G],
        dx: &mut [D],
    ) -> Result<()> {
        On::new(*self).backward_training_any(x, slopes, dy, dx)
    }

    /// Refuses what [`forward_training`](Self::forward_training) refuses.
    fn check_training(self, x: usize, y: usize, slopes: usize) -> Result<()> {
        Map::check(self)?;
        check::length("y", y, x)?;
        check::length("slopes", slopes, x)
    }
}

impl On<RRelu> {
    /// See [`RRelu::forward_training`]; slopes are drawn on the calling thread.
    pub fn forward_training(
        &self,
        x: &[f32],
        y: &mut [f32],
        slopes: &mut [f32],
        mut uniform: impl FnMut() -> f32,
    ) -> Result<()> {
        let Self { operation: RRelu { lower, upper }, place } = *self;
        self.operation.check_training(x.len(), y.len(), slopes.len())?;
        place.level()?;
        for (slope, &x) in slopes.iter_mut().zip(x) {
            *slope = if x > 0.0 { 1.0 } else { uniform().mul_add(upper - lower, lower) };
        }
        run_map(Scaled, place, [x, slopes], [y])
    }

    /// See [`RRelu::backward_training`].
    pub fn backward_training(&self, x: &[f32], slopes: &[f32], dy: &[f32], dx: &mut [f32]) -> Result<()> {
        check_gradient(x.len(), slopes.len(), dy.len(), dx.len())?;
        run_map(Scaled, self.place, [x, slopes, dy], [dx])
    }

    /// See [`RRelu::forward_training_any`].
    pub fn forward_training_any<X: Element, Y: Output, S: Output>(
        &self,
        x: &[X],
        y: &mut [Y],
        slopes: &mut [S],
        mut uniform: impl FnMut() -> f32,
    ) -> Result<()> {
        self.operation.check_training(x.len(), y.len(), slopes.len())?;
        let (level, refusal) = (self.place.level()?, Refusal::default());
        let on = Self { place: Place::serial(level), ..*self };
        let outs = [(Y::out(y), 1), (S::out(slopes), 1)];
        let job = Slices { unit: 1, inputs: [(X::slice(x), 1)], outs };
        mixed::blocks(level, Cut::ELEMENTS, job, &mut |_, [x], [y, slopes]| {
            refusal.keep(on.forward_training(x, y, slopes, &mut uniform));
        })?;
        refusal.done()
    }

    /// See [`RRelu::backward_training_any`].
    pub fn backward_training_any<X: Element, S: Element, G: Element, D: Output>(
        &self,
        x: &[X],
        slopes: &[S],
        dy: &[G],
        dx: &mut [D],
    ) -> Result<()> {
        check_gradient(x.len(), slopes.len(), dy.len(), dx.len())?;
        let inputs = [X::slice(x), S::slice(slopes), G::slice(dy)].map(|x| (x, 1));
        mixed::rows(self.place, 1, inputs, [(D::out(dx), 1)], &|place, inputs, outs| {
            run_map(Scaled, place, inputs, outs)
        })
    }
}

fn check_gradient(x: usize, slopes: usize, dy: usize, dx: usize) -> Result<()> {
    check::length("slopes", slopes, x)?;
    check::length("dy", dy, x)?;
    check::length("dx", dx, x)
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
