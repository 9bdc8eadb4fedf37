//! Factors of more digits than a float has.

use crate::simd::{F32s, Simd};

/// A factor in two parts of one sign, the first being the float towards 0: of one sign so that an
/// infinite product is no ∞ − ∞.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Factor {
    high: f32,
    low: f32,
}

impl Factor {
    /// `factor` to 48 digits, in base 2.
    #[inline(always)]
    pub(crate) const fn of(factor: f64) -> Self {
        // Without a branch, so that it is done before a loop. A low part of 0 has no product with ∞, and a
        // subnormal one is slow: what is added is far below every last bit.
        let high = f64::from_bits(factor.to_bits() & !((1 << 29) - 1)) as f32;
        let low = ((factor - high as f64) + factor / (1_u64 << 60) as f64) as f32;
        Self { high, low }
    }

    /// The product with x, rounded once.
    #[inline(always)]
    pub(crate) fn times<S: Simd>(self, x: F32s<S>) -> F32s<S> {
        x.mul_pair(x.of(self.high), x.of(self.low))
    }

    /// The product with the sum of `high` and of a smaller `low`, rounded once but for what is far below
    /// the last bit.
    #[inline(always)]
    pub(crate) fn times_pair<S: Simd>(self, high: F32s<S>, low: F32s<S>) -> F32s<S> {
        let factor = high.of(self.high);
        if S::FUSED {
            return factor.mul_add(high, factor.mul_add(low, high * high.of(self.low)));
        }
        let (product, error) = factor.product(high);
        product.plus_error(error + (factor * low + high * high.of(self.low)))
    }

    /// The product with x in two parts: rounded, and what the rounding has lost.
    #[inline(always)]
    pub(crate) fn product<S: Simd>(self, x: F32s<S>) -> (F32s<S>, F32s<S>) {
        let (product, error) = x.product(x.of(self.high));
        (product, x.mul_add(x.of(self.low), error))
    }
}
