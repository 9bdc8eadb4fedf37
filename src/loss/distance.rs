//! The distance of two vectors, `‖x − y + eps‖ₚ`, and its gradient.

use super::norm::{SAFE_SUMS, to_unit};
use crate::math::{exp_of_sum, ln_with_lost_pair};
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
    /// For p other than 1, 2 and ∞ the distance's logarithm, of scaled differences.
    log: Log,
}

/// A logarithm in two floats.
#[derive(Clone, Copy)]
struct Log([f32; 2]);

impl Log {
    const NONE: Self = Self([0.0; 2]);

    fn of(log: f64) -> Self {
        let high = log as f32;
        Self([high, (log - f64::from(high)) as f32])
    }
}

impl Measured {
    /// Of nothing.
    pub(super) const NONE: Self = Self { value: 0.0, scale: 1.0, inverse: 0.0, share: 0.0, log: Log::NONE };
}

impl Distance {
    /// From 2^29 on the norm is that of p = ∞: (1 + 2^-23)^p, which a rounding of the greatest difference may come to,
    /// would soon be no float, and what is less than the greatest by a last place counts for e^-32 of it.
    pub(super) fn of(p: f32, eps: f32) -> Self {
        Self { p: if p < 536_870_912.0 { p } else { f32::INFINITY }, eps }
    }

    /// x − y + eps.
    #[inline(always)]
    fn difference<S: Simd>(self, x: F32s<S>, y: F32s<S>) -> F32s<S> {
        (x - y) + x.of(self.eps)
    }

    /// The size of x − y + eps, times a power of two, and what is lost of it.
    #[inline(always)]
    fn exact<S: Simd>(self, x: F32s<S>, y: F32s<S>, scale: f32) -> [F32s<S>; 2] {
        let (difference, lost) = x.two_sum(-y);
        let (sum, more) = difference.two_sum(x.of(self.eps));
        [sum.abs() * x.of(scale), (lost + more).with_sign_of(sum) * x.of(scale)]
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
            let [high, low] = self.exact(x, y, of.scale);
            power(high, low, of.log, self.p - 1.0)
        };
        part.nan_or(part.eq(zero).select(zero, size.with_sign_of(part)))
    }

    /// The distance of two vectors.
    #[inline(always)]
    pub(super) fn measure<S: Simd>(self, s: S, x: Source<'_>, y: Source<'_>) -> Measured {
        let exact = self.p == 1.0 || self.p == 2.0;
        let (mut scale, mut max, mut log) = (1.0, 0.0, 0.0);
        let mut known = false;
        let total = loop {
            if known || exact {
                let [total] = sum(s, Powers { of: self, scale, max, log: Log::of(log) }, [x, y], [], 1.0);
                if known || SAFE_SUMS.contains(&total) {
                    break total;
                }
            }
            max = greatest(s, Difference(self), [x, y], []);
            scale = to_unit(max);
            log = if max > 0.0 && max < f32::INFINITY { f64::from(max * scale).ln() } else { 0.0 };
            known = true;
        };
        let scaled = if self.p == f32::INFINITY {
            // The number of the greatest, or NaN.
            f64::from(max * scale) + 0.0 * total
        } else if exact {
            total.powf(1.0 / f64::from(self.p))
        } else {
            // Powers are of parts of the greatest, so that none is too large.
            let Log([high, low]) = Log::of(log);
            log = f64::from(high) + f64::from(low) + total.ln() / f64::from(self.p);
            log.exp()
        };
        Measured {
            value: scaled / f64::from(scale),
            scale,
            inverse: if scaled == 0.0 { 0.0 } else { (1.0 / scaled) as f32 },
            share: (1.0 / total) as f32,
            log: Log::of(log),
        }
    }
}

/// (r / d)^p for r = high + low no greater than d but for a rounding, of whose logarithm, and p > 0: the exponent
/// in two floats, since p may be large.
#[inline(always)]
fn power<S: Simd>(high: F32s<S>, low: F32s<S>, d: Log, p: f32) -> F32s<S> {
    let (zero, p, Log([log, log_low])) = (high.of(0.0), high.of(p), d);
    let (of_r, of_low) = ln_with_lost_pair(high, low);
    let (ratio, lost) = of_r.two_sum(high.of(-log));
    let (product, error) = ratio.product(p);
    let rest = ((of_low - high.of(log_low)) + lost).mul_add(p, error);
    let least = high.of(-1000.0);
    // A NaN passes.
    let (exponent, rest) = least.max(product).fast_two_sum(product.lt(least).select(zero, rest));
    let power = exp_of_sum(exponent, rest);
    let power = high.eq(high.of(f32::INFINITY)).select(high, power);
    high.nan_or(high.eq(zero).select(zero, power))
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
    log: Log,
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
            let [high, low] = self.of.exact(x, y, self.scale);
            power(high, low, self.log, p)
        };
        ([term], [])
    }
}
