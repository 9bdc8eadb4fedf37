//! The gradient of softmax from a row's exponentials.

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
    /// From those of [`Weighted`](super::exponentials::Weighted).
    #[inline(always)]
    pub(crate) fn of([total, _, of_dy]: [f64; 3]) -> Self {
        Self { total, of_dy: of_dy * f64::from(UNIT) }
    }

    #[inline(always)]
    pub(crate) fn plus(self, other: Self) -> Self {
        Self { total: self.total + other.total, of_dy: self.of_dy + other.of_dy }
    }
}

/// p·(dy − mean) times a factor, from what p is a multiple of.
///
/// p alone may be subnormal where the product is not, so that it is computed 2^58 times too great, and dy − mean as
/// many times too small, or the product, if that would be subnormal itself.
#[derive(Clone, Copy, Default)]
pub(crate) struct Centred {
    high: f32,
    low: f32,
    mean: f32,
    before: f32,
    after: f32,
}

/// The power that p is brought up by.
pub(super) const UP: f64 = (1_u64 << 58) as f64;

impl Centred {
    /// Of shares, each `relative / unit` times its `e`, which is up to about `unit`.
    #[inline(always)]
    pub(crate) fn of<S: Simd>(
        s: S,
        [relative, unit]: [f64; 2],
        mean: f64,
        e: Source<'_>,
        dy: Source<'_>,
    ) -> Self {
        let [before, after, up] = match relative.abs() > 256.0 {
            true => [1.0; 3],
            false if mean.abs() < SMALL && size(s, unit, e, dy) * relative.abs() < GREAT => {
                [1.0, 1.0 / UP, UP]
            }
            false => [1.0 / UP, 1.0, UP],
        };
        let share = relative / unit * up;
        let high = share as f32;
        let low = (share - f64::from(high)) as f32;
        let [before, after] = [before as f32, after as f32];
        Self { high, low, mean: (mean * f64::from(before)) as f32, before, after }
    }

    /// What is left out: 0, or NaN in a row of NaN.
    #[inline(always)]
    pub(crate) fn of_nothing(self) -> f32 {
        0.0 * self.high
    }
}

/// Where Σ p·|dy| is this or greater, as it is where the mean is, 2^-58 times a difference keeps its digits.
pub(super) const SMALL: f64 = 1.0 / (1_u64 << 60) as f64;
/// Where it is less, 2^58 times a gradient does not overflow.
pub(super) const GREAT: f64 = (1_u64 << 60) as f64;

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

impl Kernel<2> for Centred {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy]: [F32s<S>; 2]) -> [F32s<S>; 1] {
        let pair = [e.of(self.high), e.of(self.low)];
        [centred(e, dy, pair, e.of(self.mean), [e.of(self.before), e.of(self.after)])]
    }
}

/// p·(dy − mean), as [`Centred`] has it: p is e·(high + low), and the mean comes brought down.
#[inline(always)]
pub(super) fn centred<S: Simd>(
    e: F32s<S>,
    dy: F32s<S>,
    [high, low]: [F32s<S>; 2],
    mean: F32s<S>,
    [before, after]: [F32s<S>; 2],
) -> F32s<S> {
    e.mul_pair(high, low) * dy.mul_add(before, -mean) * after
}

/// The gradient of a row: by a formula, but for one element.
#[derive(Clone, Copy, Default)]
pub(crate) struct Slopes {
    pub(crate) others: Centred,
    pub(crate) top: Option<Top>,
}

/// The element that has nearly all the probability. Its dy is nearly the mean, so that the difference is computed
/// from what the other elements have: nothing of it is lost, and where these have nothing it is 0.
#[derive(Clone, Copy)]
pub(crate) struct Top {
    pub(crate) index: usize,
    pub(crate) slope: f32,
}

impl Slopes {
    /// Of a row from the sums over its exponentials `e`, the `greatest` of these, and the `sink`, which has a share
    /// beside them; times `factor`.
    #[inline(always)]
    pub(crate) fn of<S: Simd>(
        s: S,
        sums: WeightedSums,
        [sink, factor]: [f64; 2],
        greatest: impl FnOnce() -> f32,
        e: Source<'_>,
        dy: Source<'_>,
    ) -> Self {
        let (total, unit) = (sums.total + sink, f64::from(UNIT));
        let (mut mean, mut slope) = (sums.of_dy / total, None);
        if let Some((index, top)) = top(s, total, greatest, e) {
            let own = dy.get(index);
            let [near, far] = sum(s, FromOwn { top, own }, [e, dy], [], 1.0);
            let of_others = if near.is_finite() { near } else { far / f64::from(DOWN) };
            let from_own = (of_others - sink * f64::from(own)) / total;
            mean = f64::from(own) + from_own;
            slope = Some(Top { index, slope: (0.0 - f64::from(top) / total * from_own * factor) as f32 });
        }
        Self { others: Centred::of(s, [factor * unit / total, unit], mean, e, dy), top: slope }
    }
}

/// What part of the probability is nearly all.
pub(super) const NEARLY: f64 = 15.0 / 16.0;

/// The place of the element that has nearly all of the `total` of the exponentials, if there is one, and its
/// exponential.
#[inline(always)]
pub(crate) fn top<S: Simd>(
    s: S,
    total: f64,
    greatest: impl FnOnce() -> f32,
    e: Source<'_>,
) -> Option<(usize, f32)> {
    // The greatest exponential is at most √2·UNIT and a little; a NaN is no such row.
    let may_be = total * NEARLY < 1.5 * f64::from(UNIT);
    let top = if may_be { greatest() } else { return None };
    if f64::from(top) < NEARLY * total { None } else { Some((position(s, e, top)?, top)) }
}

/// Brings the greatest products of [`FromOwn`] down.
pub(super) const DOWN: f32 = 1.0 / (1_u128 << 64) as f32;

/// The exponentials but for the top's, weighted with dy less the top's dy, and with as much times [`DOWN`].
#[derive(Clone, Copy)]
struct FromOwn {
    top: f32,
    own: f32,
}

impl Terms<2, 2, 0> for FromOwn {
    #[inline(always)]
    fn eval<S: Simd>(self, [e, dy]: [F32s<S>; 2]) -> ([F32s<S>; 2], [F32s<S>; 0]) {
        let e = e.replace_equal(e, e.of(self.top), e.of(0.0));
        let far = dy.mul_add(dy.of(DOWN), dy.of(-self.own * DOWN));
        ([e * (dy - dy.of(self.own)), e * far], [])
    }
}
