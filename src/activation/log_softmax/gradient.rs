//! The gradient of the logarithm of softmax.
//!
//! With the probabilities p and D = Σ dy[j], an element's gradient is dy[i] − p[i]·D. Where one element k has nearly
//! all of the probability, p[k] is nearly 1, and a float has few digits of 1 − p[k], or none. They count: where dy
//! is 0 but for dy[k], the gradient is dy[k]·(1 − p[k]). With the sums over the other elements, q = Σ p[j] and
//! D' = Σ dy[j], it is
//!
//! ```text
//! dy[k] − (1 − q)·(dy[k] + D') = q·dy[k] − p[k]·D',
//! ```
//!
//! whose terms have all their digits: see [`softmax_gradient`](crate::rows::softmax_gradient).

use crate::activation::FullyMasked;
use crate::rows::softmax_gradient::{Dominant, find_dominant};
use crate::rows::{Passes, RowRange, RowShift};
use crate::shape::{Adding, Kernel, Out, Source, Terms, greatest, map, max, sum};
use crate::simd::{F32s, Simd};

/// What gradients are scaled up with where D is small, so that no part of p·D is subnormal where dy is not.
pub(in crate::activation) const SCALE: f32 = (1_u64 << 60) as f32;
/// A D of this size needs no scaling.
pub(in crate::activation) const LEAST_SCALED_SUM: f64 = 1.0 / (1_u64 << 30) as f64;
/// Where all |dy| are less than this, gradients that are scaled up do not overflow.
pub(in crate::activation) const MAX_SCALED_UP: f32 = (1_u64 << 60) as f32;

/// The maximum; the exponentials, to the output, and the sums; and the gradient.
pub(super) struct Backward<'a> {
    pub(super) fully_masked: FullyMasked,
    pub(super) x: Source<'a>,
    pub(super) dy: Source<'a>,
    pub(super) dx: Out<'a>,
}

impl Passes for Backward<'_> {
    type First = f32;
    type Prepared = RowShift;
    type Second = RowGradient;
    type Combined = ();

    #[inline(always)]
    fn first<S: Simd>(&self, s: S, row: RowRange) -> f32 {
        max(s, row.of(self.x))
    }

    #[inline(always)]
    fn prepare<S: Simd>(&self, _: S, max: f32) -> RowShift {
        RowShift::deep(self.fully_masked.max(max))
    }

    #[inline(always)]
    fn second<S: Simd>(&self, s: S, row: RowRange, shift: RowShift) -> RowGradient {
        let (x, dy, dx) = (row.of(self.x), row.of(self.dy), row.of_out(self.dx));
        let [total, dy_total] = sum(s, Sums(shift), [x, dy], [dx], 1.0);
        if self.fully_masked.is_zeros(total) {
            return RowGradient::default();
        }
        RowGradient::of(
            s,
            [total, dy_total],
            #[inline(always)]
            || shift.max_exp(s).rounded().lane(),
            dx.into(),
            dy,
        )
    }

    #[inline(always)]
    fn last<S: Simd>(&mut self, s: S, row: RowRange, gradient: RowGradient, (): ()) {
        let dx = row.of_out(self.dx);
        map(s, gradient, [dx.into(), row.of(self.dy)], [dx]);
        if let Some(dominant) = gradient.dominant {
            dx[dominant.index].set(dominant.gradient);
        }
    }
}

/// The exponentials, the sum of what they are rounded to, and the sum of `dy`. With the rounded ones, equal elements
/// have probabilities whose sum is 1.
#[derive(Clone, Copy)]
struct Sums(RowShift);

impl Terms<2, 2, 1> for Sums {
    #[inline(always)]
    fn adding<S: Simd>() -> Adding {
        Adding::Exact
    }

    #[inline(always)]
    fn eval<S: Simd>(self, [x, dy]: [F32s<S>; 2]) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        let e = self.0.exp(x).rounded();
        ([e, dy], [e])
    }
}

/// The gradient of a row: dy − p·D, p·D being a multiple of the exponentials, and that of the element that dominates.
#[derive(Clone, Copy, Default)]
pub(super) struct RowGradient {
    /// D over the sum of the exponentials in two floats, scaled as dy is.
    high: f32,
    low: f32,
    /// What dy is multiplied with, and what the difference is: powers of two.
    scale_dy: f32,
    scale_difference: f32,
    dominant: Option<Dominant>,
}

impl RowGradient {
    /// From Σ e, Σ dy, the greatest e, and both.
    #[inline(always)]
    fn of<S: Simd>(
        s: S,
        [total, of_dy]: [f64; 2],
        max_exp: impl FnOnce() -> f32,
        e: Source<'_>,
        dy: Source<'_>,
    ) -> Self {
        let is_small = 0.0 < of_dy.abs() && of_dy.abs() < LEAST_SCALED_SUM;
        let is_small = is_small && greatest(s, Size, [dy], []) < MAX_SCALED_UP;
        let [scale_dy, scale_difference] = if is_small { [SCALE, 1.0 / SCALE] } else { [1.0; 2] };
        let share = of_dy / total * f64::from(scale_dy);
        let high = share as f32;
        let dominant = match find_dominant(s, total, max_exp, e) {
            Some((index, exp)) => {
                let own = f64::from(dy.get(index));
                let [others, of_others] = sum(s, WithoutDominant { exp }, [e, dy], [], 1.0);
                let gradient = (others / total * own - f64::from(exp) / total * of_others) as f32;
                Some(Dominant { index, gradient })
            }
            None => None,
        };
        Self { high, low: (share - f64::from(high)) as f32, scale_dy, scale_difference, dominant }
    }
}

impl Kernel<2> for RowGradient {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        let scales = [e.of(self.scale_dy), e.of(self.scale_difference)];
        [gradient(e, dy, (e.of(self.high), e.of(self.low)), scales)]
    }
}

/// dy − e·(high + low), as [`RowGradient`] has it.
#[inline(always)]
pub(in crate::activation) fn gradient<S: Simd>(
    e: F32s<S>,
    dy: F32s<S>,
    (high, low): (F32s<S>, F32s<S>),
    [scale_dy, scale_difference]: [F32s<S>; 2],
) -> F32s<S> {
    (dy * scale_dy - e.mul_pair(high, low)) * scale_difference
}

/// |x|.
#[derive(Clone, Copy)]
struct Size;

impl Kernel<1> for Size {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [x.abs()]
    }
}

/// The sums of the exponentials and of dy over all elements but the one that dominates, by its exponential.
#[derive(Clone, Copy)]
struct WithoutDominant {
    exp: f32,
}

impl Terms<2, 2, 0> for WithoutDominant {
    #[inline(always)]
    fn adding<S: Simd>() -> Adding {
        Adding::Exact
    }

    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy]: [F32s<S>; 2]) -> ([F32s<S>; 2], [F32s<S>; 0]) {
        let (exp, zero) = (e.of(self.exp), e.of(0.0));
        ([e.replace_equal(e, exp, zero), dy.replace_equal(e, exp, zero)], [])
    }
}
