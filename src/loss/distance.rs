//! The distance of two vectors, `‖x − y + eps‖ₚ`, and its gradient.

use super::length::{ROOMY, to_unit};
use crate::math::{exp, ln};
use crate::shape::{Kernel, Source, Terms, greatest, sum};
use crate::simd::{F32s, Simd};

/// How a distance is measured.
#[derive(Clone, Copy)]
pub(super) struct Distance {
    pub(super) p: f32,
    pub(super) eps: f32,
}

/// A distance, and what it takes to derive it.
#[derive(Clone, Copy)]
pub(super) struct Measured {
    pub(super) value: f64,
    /// A power of two by which differences are of the order of 1.
    scale: f32,
    /// 1 / distance, of scaled differences; 0 where it is 0.
    inverse: f32,
    /// For p = ∞ what the greatest differences share.
    share: f32,
}

impl Measured {
    /// Of nothing.
    pub(super) const NONE: Self = Self { value: 0.0, scale: 1.0, inverse: 0.0, share: 0.0 };
}

impl Distance {
    /// x − y + eps.
    #[inline(always)]
    fn difference<S: Simd>(self, x: F32s<S>, y: F32s<S>) -> F32s<S> {
        (x - y) + x.of(self.eps)
    }

    /// The derivative by an element of x; by y's it is minus that.
    #[inline(always)]
    pub(super) fn slope<S: Simd>(self, of: Measured, x: F32s<S>, y: F32s<S>) -> F32s<S> {
        let (difference, zero) = (self.difference(x, y), x.of(0.0));
        let part = difference * x.of(of.scale) * x.of(of.inverse);
        if self.p == 2.0 {
            return part;
        }
        let size = if self.p == 1.0 {
            x.of(1.0)
        } else if self.p == f32::INFINITY {
            // Not the part, which the quotient has rounded.
            difference.abs().eq(x.of(of.value as f32)).select(x.of(of.share), zero)
        } else {
            power(part.abs(), self.p - 1.0)
        };
        part.nan_or(part.eq(zero).select(zero, size.with_sign_of(part)))
    }

    /// The distance of two vectors.
    #[inline(always)]
    pub(super) fn measure<S: Simd>(self, s: S, x: Source<'_>, y: Source<'_>) -> Measured {
        let exact = self.p == 1.0 || self.p == 2.0;
        let (mut scale, mut max) = (1.0, 0.0);
        let mut known = false;
        let total = loop {
            if known || exact {
                let [total] = sum(s, Powers { of: self, scale, max }, [x, y], [], 1.0);
                if known || ROOMY.contains(&total) {
                    break total;
                }
            }
            max = greatest(s, Difference(self), [x, y], []);
            scale = to_unit(max);
            known = true;
        };
        let scaled = if self.p == f32::INFINITY {
            // The number of the greatest, or NaN.
            f64::from(max * scale) + 0.0 * total
        } else {
            total.powf(1.0 / f64::from(self.p))
        };
        Measured {
            value: scaled / f64::from(scale),
            scale,
            inverse: if scaled == 0.0 { 0.0 } else { (1.0 / scaled) as f32 },
            share: (1.0 / total) as f32,
        }
    }
}

/// r^p for r ≥ 0 and p > 0.
#[inline(always)]
fn power<S: Simd>(r: F32s<S>, p: f32) -> F32s<S> {
    exp(ln(r) * r.of(p))
}

/// |x − y + eps|.
#[derive(Clone, Copy)]
struct Difference(Distance);

impl Kernel<2> for Difference {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, y]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        [self.0.difference(x, y).abs()]
    }
}

/// Its powers, or whether it is the greatest.
#[derive(Clone, Copy)]
struct Powers {
    of: Distance,
    scale: f32,
    max: f32,
}

impl Terms<2, 1, 0> for Powers {
    #[inline(always)]
    fn eval<S: Simd>(self, [x, y]: [F32s<S>; 2]) -> ([F32s<S>; 1], [F32s<S>; 0]) {
        let size = self.of.difference(x, y).abs();
        let scaled = size * x.of(self.scale);
        let p = self.of.p;
        let term = if p == 2.0 {
            scaled * scaled
        } else if p == 1.0 {
            scaled
        } else if p == f32::INFINITY {
            size.nan_or(size.eq(x.of(self.max)).select(x.of(1.0), x.of(0.0)))
        } else {
            power(scaled, p)
        };
        ([term], [])
    }
}
