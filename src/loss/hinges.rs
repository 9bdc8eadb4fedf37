//! Sums of hinges: what the margin losses over rows are made of.

use crate::shape::{Source, Terms, cells, sum};
use crate::simd::{F32s, Simd};
use crate::tier::{Level, dispatch};

/// Σ max(0, v)^P and the sum of its slopes, for v = margin − score + x.
#[derive(Clone, Copy)]
pub(super) struct Hinges<const P: u8> {
    /// margin − score in two parts.
    high: f32,
    low: f32,
    /// What the slopes are multiplied with before they are added to a gradient.
    factor: f32,
}

impl<const P: u8> Hinges<P> {
    pub(super) fn new(margin: f32, score: f32, factor: f32) -> Self {
        let distance = f64::from(margin) - f64::from(score);
        let high = distance as f32;
        Self { high, low: (distance - f64::from(high)) as f32, factor }
    }

    /// Both sums over `x`. The slopes are added to `gradient`, where there is one.
    pub(super) fn sums(self, level: Level, x: &[f32], gradient: Option<&mut [f32]>) -> [f64; 2] {
        let x = Source::from(x);
        match gradient {
            None => dispatch!(level, s => s.vectorize(#[inline(always)] || sum(s, self, [x], [], 1.0))),
            Some(gradient) => {
                let gradient = cells(gradient);
                dispatch!(level, s => s.vectorize(#[inline(always)] || {
                    sum(s, self, [x, gradient.into()], [gradient], 1.0)
                }))
            }
        }
    }

    #[inline(always)]
    fn terms<S: Simd>(self, x: F32s<S>) -> [F32s<S>; 2] {
        let zero = x.of(0.0);
        // The rounding of the sum is made up for, but of an infinite one.
        let (sum, error) = x.of(self.high).two_sum(x);
        let v = sum.abs().lt(x.of(f32::INFINITY)).select(sum + (error + x.of(self.low)), sum);
        // In this order a NaN passes.
        let hinge = zero.max(v);
        if P == 1 {
            [hinge, v.nan_or(zero.lt(v).select(x.of(1.0), zero))]
        } else {
            [hinge * hinge, hinge + hinge]
        }
    }
}

impl<const P: u8> Terms<1, 2, 0> for Hinges<P> {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> ([F32s<S>; 2], [F32s<S>; 0]) {
        (self.terms(x), [])
    }
}

impl<const P: u8> Terms<2, 2, 1> for Hinges<P> {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, gradient]: [F32s<S>; 2]) -> ([F32s<S>; 2], [F32s<S>; 1]) {
        let [hinge, slope] = self.terms(x);
        ([hinge, slope], [slope.mul_add(x.of(self.factor), gradient)])
    }
}
