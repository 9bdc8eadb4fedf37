//! Roundings made up for: sums and products in two floats.

use super::{F32s, Simd};

impl<S: Simd> F32s<S> {
    /// `self·a + b` for `self·a` close to `−b`, with at most one rounding on every tier: where
    /// `mul_add` rounds twice, the product's error is made up for. |self| and |a| between 2^-40 and
    /// 2^40.
    #[inline(always)]
    pub(crate) fn mul_add_exact(self, a: Self, b: Self) -> Self {
        if S::FUSED {
            return self.mul_add(a, b);
        }
        let (product, error) = self.product(a);
        (product + b) + error
    }

    /// `self·(high + low)` for a `low` below `high`'s last bit, rounded once but for what is far below
    /// the result's last bit.
    #[inline(always)]
    pub(crate) fn mul_pair(self, high: Self, low: Self) -> Self {
        self.mul_add_low(high, self * low)
    }

    /// `self·a + low` for a `low` below the product's last bit, rounded once but for what is far below the
    /// result's last bit.
    #[inline(always)]
    pub(crate) fn mul_add_low(self, a: Self, low: Self) -> Self {
        if S::FUSED {
            return self.mul_add(a, low);
        }
        let (product, error) = self.product(a);
        product.plus_error(error + low)
    }

    /// `self` and what its rounding has lost: of −0 and ∞ nothing, whatever `error` has become; nor of numbers so
    /// small that the error's own terms may be subnormal, and so 0 to a caller who lets such numbers be.
    #[inline(always)]
    pub(crate) fn plus_error(self, error: Self) -> Self {
        const LEAST: f32 = 1.0 / (1_u128 << 100) as f32;
        let a = self.abs();
        (a.of(LEAST).le(a) & a.lt(a.of(f32::INFINITY))).select(self + error, self)
    }

    /// `b − self·a` for `self·a` close to `b`: see [`mul_add_exact`](Self::mul_add_exact).
    #[inline(always)]
    pub(crate) fn neg_mul_add_exact(self, a: Self, b: Self) -> Self {
        if S::FUSED { self.neg_mul_add(a, b) } else { (-self).mul_add_exact(a, b) }
    }

    /// `self·a` rounded, and its error: exact but where that is subnormal. Without fused instructions
    /// Veltkamp's and Dekker's (1971), for factors below 2^115.
    #[inline(always)]
    pub(crate) fn product(self, a: Self) -> (Self, Self) {
        let product = self * a;
        if S::FUSED {
            return (product, self.with(self.s.mul_sub(self.v, a.v, product.v)));
        }
        let (x, x_low) = self.split();
        let (y, y_low) = a.split();
        (product, ((x * y - product) + x * y_low + x_low * y) + x_low * y_low)
    }

    /// `self + a` rounded, and its error: Knuth's.
    #[inline(always)]
    pub(crate) fn two_sum(self, a: Self) -> (Self, Self) {
        let sum = self + a;
        let back = sum - self;
        (sum, (self - (sum - back)) + (a - back))
    }

    /// [`two_sum`](Self::two_sum) where |a| ≤ |self| or either is 0: Dekker's.
    #[inline(always)]
    pub(crate) fn fast_two_sum(self, a: Self) -> (Self, Self) {
        let sum = self + a;
        (sum, a - (sum - self))
    }

    /// The upper twelve bits of the significand, and the rest.
    #[inline(always)]
    fn split(self) -> (Self, Self) {
        let high = (self.bits() & self.of_bits(!0xfff)).to_floats();
        (high, self - high)
    }
}
