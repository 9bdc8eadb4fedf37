//! The gradient of softmax from a row's exponentials.
//!
//! With the probabilities p and the mean m = Σ p[j]·dy[j], an element's gradient is p[i]·(dy[i] − m). Two things
//! would lose digits.
//!
//! **An element that dominates.** Where one element k has nearly all of the probability, the mean is nearly
//! dy[k]. The difference dy[k] − m is then of two numbers that agree in most of their digits, or in all, and what is
//! left of it is rounding. But since the probabilities sum to 1,
//!
//! ```text
//! m = dy[k] + d,  where  d = Σ p[j]·(dy[j] − dy[k])  over the other elements j.
//! ```
//!
//! This sum is of the others alone. They have little probability, so that d is small, and it is computed to
//! the last digit for as small as it may be. The element's own gradient is −p[k]·d, and 0 where the
//! others have nothing; those of the others take m = dy[k] + d. A sink, which has a share beside the row and no dy,
//! is one more term, p[sink]·(0 − dy[k]). An element dominates from [`DOMINANT`] of the probability on: two cannot,
//! and below that the ordinary difference is exact enough.
//!
//! **A probability that is subnormal.** p alone may have lost digits to the bottom of the range where its
//! product with a great dy is an ordinary number: see [`CentredGradient`].

use crate::math::UNIT;
use crate::shape::{Kernel, Source, Terms, position, sum};
use crate::simd::{F32s, Simd};

/// The sums over a row's exponentials.
#[derive(Clone, Copy, Default)]
pub(crate) struct WeightedSums {
    /// Σ e, as they are rounded.
    pub(crate) total: f64,
    /// Σ e·dy.
    pub(crate) of_dy: f64,
}

impl WeightedSums {
    /// From those of [`WeightedSumExp`](super::WeightedSumExp).
    #[inline(always)]
    pub(crate) fn of([total, of_dy]: [f64; 2]) -> Self {
        Self { total, of_dy: of_dy * f64::from(UNIT) }
    }

    #[inline(always)]
    pub(crate) fn plus(self, other: Self) -> Self {
        Self { total: self.total + other.total, of_dy: self.of_dy + other.of_dy }
    }
}

/// p·(dy − mean) times a factor, where p is a multiple of an exponential e.
///
/// p may be subnormal where the product is not. So it is computed 2^58 times too great, and made up for: dy − mean
/// is computed as many times too small, or, where dy is so small that this would be subnormal itself, the
/// product is brought down in the end.
#[derive(Clone, Copy, Default)]
pub(crate) struct CentredGradient {
    /// p / e in two floats, scaled up.
    high: f32,
    low: f32,
    /// The mean, scaled as dy is.
    mean: f32,
    /// What dy is multiplied with, and what the product is.
    scale_dy: f32,
    scale_product: f32,
}

/// The power of two that p is scaled up by.
pub(crate) const SCALE: f64 = (1_u64 << 58) as f64;
/// Where the mean is this or greater, and so Σ p·|dy|, a difference keeps its digits when it is scaled down.
pub(crate) const LEAST_SCALED_MEAN: f64 = 1.0 / (1_u64 << 60) as f64;
/// Where Σ p·|dy| is less than this, a gradient that is scaled up does not overflow.
pub(crate) const MAX_SCALED_UP: f64 = (1_u64 << 60) as f64;

impl CentredGradient {
    /// Of probabilities that are each `relative / unit` times their `e`, which is up to about `unit`.
    #[inline(always)]
    pub(crate) fn of<S: Simd>(
        s: S,
        [relative, unit]: [f64; 2],
        mean: f64,
        e: Source<'_>,
        dy: Source<'_>,
    ) -> Self {
        let [scale_dy, scale_product, scale] = match relative.abs() > 256.0 {
            true => [1.0; 3],
            false
                if mean.abs() < LEAST_SCALED_MEAN
                    && size(s, unit, e, dy) * relative.abs() < MAX_SCALED_UP =>
            {
                [1.0, 1.0 / SCALE, SCALE]
            }
            false => [1.0 / SCALE, 1.0, SCALE],
        };
        let share = relative / unit * scale;
        let high = share as f32;
        let low = (share - f64::from(high)) as f32;
        let [scale_dy, scale_product] = [scale_dy as f32, scale_product as f32];
        Self { high, low, mean: (mean * f64::from(scale_dy)) as f32, scale_dy, scale_product }
    }

    /// The gradient of what a mask leaves out: 0, or NaN in a row of NaN.
    #[inline(always)]
    pub(crate) fn of_masked(self) -> f32 {
        0.0 * self.high
    }
}

/// Σ e·|dy| in units.
#[inline(always)]
fn size<S: Simd>(s: S, unit: f64, e: Source<'_>, dy: Source<'_>) -> f64 {
    let [size] = sum(s, Sizes(1.0 / unit as f32), [e, dy], [], 1.0);
    size
}

#[derive(Clone, Copy)]
struct Sizes(f32);

impl Terms<2, 1, 0> for Sizes {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy]: [F32s<S>; 2]) -> ([F32s<S>; 1], [F32s<S>; 0]) {
        ([e * e.of(self.0) * dy.abs()], [])
    }
}

impl Kernel<2> for CentredGradient {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        let share = [e.of(self.high), e.of(self.low)];
        [centred(e, dy, share, e.of(self.mean), [e.of(self.scale_dy), e.of(self.scale_product)])]
    }
}

/// p·(dy − mean), as [`CentredGradient`] has it: p is e·(high + low), and the mean comes scaled.
#[inline(always)]
pub(crate) fn centred<S: Simd>(
    e: F32s<S>,
    dy: F32s<S>,
    [high, low]: [F32s<S>; 2],
    mean: F32s<S>,
    [scale_dy, scale_product]: [F32s<S>; 2],
) -> F32s<S> {
    e.mul_pair(high, low) * dy.mul_add(scale_dy, -mean) * scale_product
}

/// The gradient of a row: by a formula, but for the element that dominates.
#[derive(Clone, Copy, Default)]
pub(crate) struct RowGradient {
    pub(crate) elements: CentredGradient,
    pub(crate) dominant: Option<Dominant>,
}

/// The gradient of the element that has nearly all of the probability, which stands by itself.
#[derive(Clone, Copy)]
pub(crate) struct Dominant {
    pub(crate) index: usize,
    pub(crate) gradient: f32,
}

impl RowGradient {
    /// Of a row from the sums over its exponentials `e`, the greatest of these, `max_exp`, and that of the `sink`;
    /// times `factor`.
    #[inline(always)]
    pub(crate) fn of<S: Simd>(
        s: S,
        sums: WeightedSums,
        [sink, factor]: [f64; 2],
        max_exp: impl FnOnce() -> f32,
        e: Source<'_>,
        dy: Source<'_>,
    ) -> Self {
        let (total, unit) = (sums.total + sink, f64::from(UNIT));
        let dominant = find_dominant(s, total, max_exp, e);
        Self::about(s, sums.of_dy / total, dominant, [total, sink, factor, unit], e, dy)
    }

    /// The same about the mean of dy, and the element that dominates: its place and exponential. The exponentials, of
    /// which the greatest is about `unit`, come to `total` with that of the `sink`.
    #[inline(always)]
    pub(crate) fn about<S: Simd>(
        s: S,
        mut mean: f64,
        dominant: Option<(usize, f32)>,
        [total, sink, factor, unit]: [f64; 4],
        e: Source<'_>,
        dy: Source<'_>,
    ) -> Self {
        let mut of_dominant = None;
        if let Some((index, exp)) = dominant {
            let own = dy.get(index);
            let [distance, scaled] = sum(s, FromDominant { exp, dy: own }, [e, dy], [], 1.0);
            let distance = if distance.is_finite() { distance } else { scaled / f64::from(SCALE_DISTANCE) };
            let distance = (distance - sink * f64::from(own)) / total;
            mean = f64::from(own) + distance;
            let gradient = (0.0 - f64::from(exp) / total * distance * factor) as f32;
            of_dominant = Some(Dominant { index, gradient });
        }
        Self {
            elements: CentredGradient::of(s, [factor * unit / total, unit], mean, e, dy),
            dominant: of_dominant,
        }
    }
}

/// The part of the probability from which on an element dominates.
pub(crate) const DOMINANT: f64 = 15.0 / 16.0;

/// The place of the element that has nearly all of the `total` of the exponentials, if there is one, and its
/// exponential, which is the greatest.
#[inline(always)]
pub(crate) fn find_dominant<S: Simd>(
    s: S,
    total: f64,
    max_exp: impl FnOnce() -> f32,
    e: Source<'_>,
) -> Option<(usize, f32)> {
    // The greatest exponential is at most √2·UNIT and a little; a NaN is no such row.
    let may_be = total * DOMINANT < 1.5 * f64::from(UNIT);
    let max_exp = if may_be { max_exp() } else { return None };
    if f64::from(max_exp) < DOMINANT * total { None } else { Some((position(s, e, max_exp)?, max_exp)) }
}

/// Scales the greatest terms of [`FromDominant`] down, lest they overflow.
pub(crate) const SCALE_DISTANCE: f32 = 1.0 / (1_u128 << 64) as f32;

/// Σ e·(dy − the dominant element's dy) over the other elements, and the same times [`SCALE_DISTANCE`].
#[derive(Clone, Copy)]
struct FromDominant {
    /// The dominant element's.
    exp: f32,
    dy: f32,
}

impl Terms<2, 2, 0> for FromDominant {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy]: [F32s<S>; 2]) -> ([F32s<S>; 2], [F32s<S>; 0]) {
        let e = e.replace_equal(e, e.of(self.exp), e.of(0.0));
        let scaled = dy.mul_add(dy.of(SCALE_DISTANCE), dy.of(-self.dy * SCALE_DISTANCE));
        ([e * (dy - dy.of(self.dy)), e * scaled], [])
    }
}
