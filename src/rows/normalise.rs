//! From exponentials to probabilities.

use super::shift::Greatest;
use crate::math::UNIT;
use crate::shape::{Kernel, Out, map};
use crate::simd::{F32s, Simd};

/// The inverse of a sum, in two floats times a power of two, so that the product with it is rounded once, and
/// another time only to a subnormal.
#[derive(Clone, Copy, Default)]
pub(crate) struct Inverse {
    high: f32,
    low: f32,
    unscale: f32,
}

/// What probabilities are multiplied with before they are rounded to subnormals: the errors of products are exact
/// where these are normal.
pub(crate) const PROBABILITY_SCALE: f32 = (1 << 26) as f32;

impl Inverse {
    /// Of the sum of a row's exponentials, or of that divided by a factor that the probabilities then have.
    #[inline(always)]
    pub(crate) fn of(total: f64) -> Self {
        // A factor above 2^64 leaves no room above, and one below 2^-60 would itself be subnormal.
        const LEAST_SCALED: f64 = UNIT as f64 / (1_u128 << 64) as f64;
        const GREATEST_NORMAL: f64 = UNIT as f64 * UNIT as f64;
        let size = total.abs();
        let scale = if size < LEAST_SCALED { 1.0 } else { PROBABILITY_SCALE };
        Self::scaled(total, if size > GREATEST_NORMAL { PROBABILITY_SCALE * UNIT } else { scale })
    }

    /// Of a number of any size.
    #[inline(always)]
    pub(crate) fn unscaled(total: f64) -> Self {
        Self::scaled(total, 1.0)
    }

    /// The parts of inverses that are given themselves, as [`of`](Self::of) has them: a float, what its rounding has lost,
    /// and what undoes their scale. Without a branch, so that vectors are made of it.
    #[inline(always)]
    pub(crate) fn parts_of<const N: usize>(inverses: &[f64; N]) -> [[f32; N]; 3] {
        const SCALE: f64 = PROBABILITY_SCALE as f64;
        const MOST: f64 = SCALE * UNIT as f64;
        const GREATEST_SCALED: f64 = (1_u128 << 64) as f64 / UNIT as f64;
        const LEAST_NORMAL: f64 = 1.0 / (UNIT as f64 * UNIT as f64);
        let (mut scaled, [mut high, mut low, mut unscale]) = ([0.0; N], [[0.0; N]; 3]);
        for i in 0..N {
            let size = inverses[i].abs();
            let scale = if size > GREATEST_SCALED { 1.0 } else { SCALE };
            scaled[i] = inverses[i] * if size < LEAST_NORMAL { MOST } else { scale };
        }
        for i in 0..N {
            let size = inverses[i].abs();
            let scale = if size > GREATEST_SCALED { 1.0 } else { 1.0 / SCALE };
            unscale[i] = (if size < LEAST_NORMAL { 1.0 / MOST } else { scale }) as f32;
        }
        for i in 0..N {
            high[i] = scaled[i] as f32;
        }
        for i in 0..N {
            low[i] = (scaled[i] - f64::from(high[i])) as f32;
        }
        [high, low, unscale]
    }

    /// Of its parts.
    #[inline(always)]
    pub(crate) fn of_parts([high, low, unscale]: [f32; 3]) -> Self {
        Self { high, low, unscale }
    }

    #[inline(always)]
    fn scaled(total: f64, scale: f32) -> Self {
        let inverse = f64::from(scale) / total;
        let high = inverse as f32;
        Self { high, low: (inverse - f64::from(high)) as f32, unscale: 1.0 / scale }
    }

    #[inline(always)]
    fn to_shares(self) -> Shares {
        Shares { scaled: self, high: self.high * self.unscale, low: self.low * self.unscale }
    }

    /// e · inverse.
    #[inline(always)]
    pub(crate) fn times<S: Simd>(self, e: F32s<S>) -> F32s<S> {
        Self::product(e, [e.of(self.high), e.of(self.low), e.of(self.unscale)])
    }

    /// The same by the parts of an inverse for each lane: its two floats, and what undoes their scale.
    #[inline(always)]
    pub(crate) fn product<S: Simd>(e: F32s<S>, [high, low, unscale]: [F32s<S>; 3]) -> F32s<S> {
        e.mul_pair(high, low) * unscale
    }

    /// The number.
    #[inline(always)]
    fn exact(self) -> f64 {
        (f64::from(self.high) + f64::from(self.low)) * f64::from(self.unscale)
    }
}

/// An [`Inverse`] in one float, times a power of two: exact enough for gradients of losses.
#[derive(Clone, Copy, Default)]
pub(crate) struct RoundedInverse {
    high: f32,
    unscale: f32,
}

impl RoundedInverse {
    /// Of an inverse.
    #[inline(always)]
    pub(crate) fn of(Inverse { high, unscale, .. }: Inverse) -> Self {
        Self { high, unscale }
    }

    /// e times an inverse, of which a part is in each lane.
    #[inline(always)]
    pub(crate) fn product<S: Simd>(e: F32s<S>, [high, unscale]: [F32s<S>; 2]) -> F32s<S> {
        e * high * unscale
    }
}

impl Kernel<1> for RoundedInverse {
    #[inline(always)]
    fn eval<S: Simd>(self, [e]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [Self::product(e, [e.of(self.high), e.of(self.unscale)])]
    }
}

impl Kernel<1> for Inverse {
    #[inline(always)]
    fn eval<S: Simd>(self, [x]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [self.times(x)]
    }
}

/// From a row's exponentials to its probabilities.
///
/// Where the greatest element has much of the sum, it has its probability by itself, and so have those that equal it: the
/// sum has what the rounding of its exponential has lost, one that has all is to be 1, and equal ones 1/2 each. Most long
/// rows have none that has as much, and do without.
#[derive(Clone, Copy, Default)]
pub(crate) struct Probabilities {
    inverse: Inverse,
    /// The greatest exponential, or NaN where it has little of the sum, and its probability.
    max_exp: f32,
    max_probability: f32,
}

/// Much of a sum.
const MUCH: f64 = 1.0 / 32.0;

impl Probabilities {
    /// Of a row with this [`SumForShares`](super::SumForShares).
    #[inline(always)]
    pub(crate) fn of<S: Simd>(_: S, sum: f64, greatest: Greatest) -> Self {
        let total = if S::FAST { greatest.total(sum) } else { sum };
        Self {
            inverse: Inverse::scaled(total, PROBABILITY_SCALE),
            max_exp: if greatest.exact >= MUCH * total { greatest.rounded } else { f32::NAN },
            // A sum of rounded terms may be less than the greatest.
            max_probability: ((greatest.exact / total) as f32).min(1.0),
        }
    }

    /// Makes probabilities of a row's exponentials.
    #[inline(always)]
    pub(crate) fn run<S: Simd>(self, s: S, row: Out<'_>) {
        if self.max_exp.is_nan() {
            map(s, self.inverse.to_shares(), [row.into()], [row]);
        } else {
            map(s, self, [row.into()], [row]);
        }
    }

    /// The probability of an exponential.
    #[inline(always)]
    pub(crate) fn of_exp<S: Simd>(self, e: F32s<S>) -> F32s<S> {
        self.inverse.to_shares().of_exp(e).replace_equal(e, e.of(self.max_exp), e.of(self.max_probability))
    }

    /// What a mask leaves out of a row: 0, or NaN in a row of NaN.
    #[inline(always)]
    pub(crate) fn of_masked(self) -> f32 {
        0.0 * self.inverse.high
    }
}

impl Kernel<1> for Probabilities {
    #[inline(always)]
    fn eval<S: Simd>(self, [e]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [self.of_exp(e)]
    }
}

/// [`Inverse`] of a row's own sum, whose products are probabilities: on tiers that fuse multiply-add they need no scale.
/// One that is nearly subnormal may be half a last place further off.
#[derive(Clone, Copy)]
struct Shares {
    scaled: Inverse,
    high: f32,
    low: f32,
}

impl Shares {
    #[inline(always)]
    fn of_exp<S: Simd>(self, e: F32s<S>) -> F32s<S> {
        match S::FUSED {
            false => self.scaled.times(e),
            true if S::FAST => e * e.of(self.high),
            true => e.mul_pair(e.of(self.high), e.of(self.low)),
        }
    }
}

impl Kernel<1> for Shares {
    #[inline(always)]
    fn eval<S: Simd>(self, [e]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [self.of_exp(e)]
    }
}

/// From exponentials to multiples of probabilities. That of the greatest elements is computed by itself, as of
/// [`Probabilities`].
#[derive(Clone, Copy, Default)]
pub(crate) struct Normalise {
    inverse: Inverse,
    max_exp: f32,
    max_probability: f32,
}

impl Normalise {
    /// By the inverse of a row's sum, and its greatest exponential.
    #[inline(always)]
    pub(crate) fn of(inverse: Inverse, greatest: Greatest) -> Self {
        let max_probability = greatest.exact * inverse.exact();
        Self { inverse, max_exp: greatest.rounded, max_probability: max_probability as f32 }
    }
}

impl Kernel<1> for Normalise {
    #[inline(always)]
    fn eval<S: Simd>(self, [e]: [F32s<S>; 1]) -> [F32s<S>; 1] {
        [self.inverse.times(e).replace_equal(e, e.of(self.max_exp), e.of(self.max_probability))]
    }
}
