//! Vectors that carry their tier: operators and the few functions that are compositions of
//! primitives on every tier.

use std::ops::{Add, BitAnd, BitOr, BitXor, Div, Mul, Neg, Sub};

use super::{Simd, Table};

/// `S::LANES` floats.
#[derive(Clone, Copy)]
pub(crate) struct F32s<S: Simd> {
    pub(crate) s: S,
    pub(crate) v: S::F32,
}

/// `S::LANES` 32-bit integers, used for the bits of floats.
#[derive(Clone, Copy)]
pub(crate) struct I32s<S: Simd> {
    s: S,
    v: S::I32,
}

/// `S::LANES` truth values.
#[derive(Clone, Copy)]
pub(crate) struct Mask<S: Simd> {
    s: S,
    v: S::Mask,
}

/// A power of two in pieces, so that what is multiplied with it is rounded once, subnormal or not.
#[derive(Clone, Copy)]
pub(crate) struct Power<S: Simd> {
    /// The power less a power of two that only [`scale`](Self::scale) knows. Normal.
    pub(crate) fraction: F32s<S>,
    factor: F32s<S>,
}

impl<S: Simd> Power<S> {
    /// What a function of [`fraction`](Self::fraction), linear in it, is of the power.
    #[inline(always)]
    pub(crate) fn scale(self, of_fraction: F32s<S>) -> F32s<S> {
        let s = of_fraction.s;
        F32s { s, v: s.exp2_scale(of_fraction.v, self.factor.v) }
    }
}

impl<S: Simd> F32s<S> {
    #[inline(always)]
    pub(crate) fn new(s: S, v: S::F32) -> Self {
        Self { s, v }
    }

    #[inline(always)]
    pub(crate) fn splat(s: S, x: f32) -> Self {
        Self { s, v: s.splat(x) }
    }

    /// `x` in every lane, on the tier of `self`.
    #[inline(always)]
    pub(crate) fn of(self, x: f32) -> Self {
        Self::splat(self.s, x)
    }

    /// The integer `x` in every lane, on the tier of `self`.
    #[inline(always)]
    pub(crate) fn of_bits(self, x: i32) -> I32s<S> {
        I32s { s: self.s, v: self.s.splat_bits(x) }
    }

    #[inline(always)]
    fn with(self, v: S::F32) -> Self {
        Self { s: self.s, v }
    }

    /// `self·a + b`, rounded once or twice: see [`Simd::mul_add`].
    #[inline(always)]
    pub(crate) fn mul_add(self, a: Self, b: Self) -> Self {
        self.with(self.s.mul_add(self.v, a.v, b.v))
    }

    /// `b − self·a`, rounded as in [`mul_add`](Self::mul_add).
    #[inline(always)]
    pub(crate) fn neg_mul_add(self, a: Self, b: Self) -> Self {
        self.with(self.s.neg_mul_add(self.v, a.v, b.v))
    }

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

    /// `self` and what its rounding has lost: of −0 and ∞ nothing, whatever `error` has become.
    #[inline(always)]
    pub(crate) fn plus_error(self, error: Self) -> Self {
        let a = self.abs();
        (a.of(0.0).lt(a) & a.lt(a.of(f32::INFINITY))).select(self + error, self)
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

    /// The sum of `c[i]·selfⁱ`, by Horner's rule.
    #[inline(always)]
    pub(crate) fn polynomial<const N: usize>(self, c: [f32; N]) -> Self {
        let mut sum = self.of(c[N - 1]);
        for i in (0..N - 1).rev() {
            sum = sum.mul_add(self, self.of(c[i]));
        }
        sum
    }

    /// The same as the sum of its even and its odd half, which a core computes side by side.
    #[inline(always)]
    pub(crate) fn polynomial_in_halves<const N: usize>(self, c: [f32; N]) -> Self {
        let square = self * self;
        let (mut last, mut before) = (self.of(c[N - 1]), self.of(c[N - 2]));
        for i in (0..N - 2).rev() {
            let next = last.mul_add(square, self.of(c[i]));
            (last, before) = (before, next);
        }
        // `before` is of the even powers now, `last` of the odd ones.
        last.mul_add(self, before)
    }

    /// `self < a ? self : a`: where one is NaN or both are zeros, `a`.
    #[inline(always)]
    pub(crate) fn min(self, a: Self) -> Self {
        self.with(self.s.min(self.v, a.v))
    }

    /// `self > a ? self : a`: where one is NaN or both are zeros, `a`.
    #[inline(always)]
    pub(crate) fn max(self, a: Self) -> Self {
        self.with(self.s.max(self.v, a.v))
    }

    #[inline(always)]
    pub(crate) fn abs(self) -> Self {
        (self.bits() & self.of_bits(i32::MAX)).to_floats()
    }

    /// −|self|.
    #[inline(always)]
    pub(crate) fn neg_abs(self) -> Self {
        (self.bits() | self.of_bits(i32::MIN)).to_floats()
    }

    /// `self` with its sign bit set where that of `sign` is.
    #[inline(always)]
    pub(crate) fn or_sign(self, sign: Self) -> Self {
        (self.bits() | (sign.bits() & self.of_bits(i32::MIN))).to_floats()
    }

    /// `self` with its sign changed where that of `sign` is set.
    #[inline(always)]
    pub(crate) fn with_sign_of(self, sign: Self) -> Self {
        (self.bits() ^ (sign.bits() & self.of_bits(i32::MIN))).to_floats()
    }

    /// 0 where `x < least`, else `self`.
    #[inline(always)]
    pub(crate) fn zero_below(self, x: Self, least: Self) -> Self {
        self.with(self.s.zero_below(self.v, x.v, least.v))
    }

    /// `self` where it is NaN, else `other`: how a NaN passes a function that does not compute with it.
    #[inline(always)]
    pub(crate) fn nan_or(self, other: Self) -> Self {
        self.eq(self).select(other, self)
    }

    /// `self` between `low` and `high`, or NaN.
    #[inline(always)]
    pub(crate) fn clamp(self, low: f32, high: f32) -> Self {
        self.of(high).min(self.of(low).max(self))
    }

    #[inline(always)]
    pub(crate) fn sqrt(self) -> Self {
        self.with(self.s.sqrt(self.v))
    }

    /// The lanes of even and those of odd number of `self` and `next` in a row.
    #[inline(always)]
    pub(crate) fn deinterleave(self, next: Self) -> [Self; 2] {
        let (even, odd) = self.s.deinterleave(self.v, next.v);
        [self.with(even), self.with(odd)]
    }

    /// The reverse.
    #[inline(always)]
    pub(crate) fn interleave(self, odd: Self) -> [Self; 2] {
        let (first, next) = self.s.interleave(self.v, odd.v);
        [self.with(first), self.with(next)]
    }

    /// The first lane.
    #[inline(always)]
    pub(crate) fn lane(self) -> f32 {
        self.s.lane(self.v)
    }

    #[inline(always)]
    pub(crate) fn lt(self, a: Self) -> Mask<S> {
        Mask { s: self.s, v: self.s.lt(self.v, a.v) }
    }

    #[inline(always)]
    pub(crate) fn le(self, a: Self) -> Mask<S> {
        Mask { s: self.s, v: self.s.le(self.v, a.v) }
    }

    #[inline(always)]
    pub(crate) fn eq(self, a: Self) -> Mask<S> {
        Mask { s: self.s, v: self.s.eq(self.v, a.v) }
    }

    #[inline(always)]
    pub(crate) fn bits(self) -> I32s<S> {
        I32s { s: self.s, v: self.s.bits(self.v) }
    }

    /// `unit·table[j]·2^⌊e⌋` for `e = self − bias`, both in [2^20, 2^21): see [`Power`].
    #[inline(always)]
    pub(crate) fn exp2(self, table: &Table, bias: Self, unit: f32) -> Power<S> {
        let (fraction, factor) = self.s.exp2(table, self.v, bias.v, unit);
        Power { fraction: self.with(fraction), factor: self.with(factor) }
    }

    /// `(k, m)`: see [`Simd::split_exponent`].
    #[inline(always)]
    pub(crate) fn split_exponent(self) -> (Self, Self) {
        let (k, m) = self.s.split_exponent(self.v);
        (self.with(k), self.with(m))
    }

    /// `self` where 0 < x < ∞, else the limit of the logarithm at x, or NaN.
    #[inline(always)]
    pub(crate) fn log_limits(self, x: Self) -> Self {
        self.with(self.s.log_limits(self.v, x.v))
    }

    /// The greatest lane; where a lane is NaN, any value.
    #[inline(always)]
    pub(crate) fn max_lane(self) -> f32 {
        self.s.max_lane(self.v)
    }
}

impl<S: Simd> I32s<S> {
    /// The floats that have these bits.
    #[inline(always)]
    pub(crate) fn to_floats(self) -> F32s<S> {
        F32s { s: self.s, v: self.s.floats(self.v) }
    }

    /// The floats of these values, for integers that have one.
    #[inline(always)]
    pub(crate) fn to_values(self) -> F32s<S> {
        F32s { s: self.s, v: self.s.to_f32(self.v) }
    }

    #[inline(always)]
    pub(crate) fn shl<const N: i32>(self) -> Self {
        Self { s: self.s, v: self.s.shl::<N>(self.v) }
    }

    #[inline(always)]
    pub(crate) fn sar<const N: i32>(self) -> Self {
        Self { s: self.s, v: self.s.sar::<N>(self.v) }
    }

    /// `table[self mod 8]`.
    #[inline(always)]
    pub(crate) fn lookup(self, table: &Table) -> F32s<S> {
        F32s { s: self.s, v: self.s.lookup(table, self.v) }
    }
}

impl<S: Simd> Mask<S> {
    /// True in the first `n` lanes.
    #[inline(always)]
    pub(crate) fn first(s: S, n: usize) -> Self {
        Self { s, v: s.first(n) }
    }

    /// `a` where the mask holds, else `b`.
    #[inline(always)]
    pub(crate) fn select(self, a: F32s<S>, b: F32s<S>) -> F32s<S> {
        F32s { s: self.s, v: self.s.select(self.v, a.v, b.v) }
    }

    #[inline(always)]
    pub(crate) fn all(self) -> bool {
        self.s.all(self.v)
    }

    /// Whether it holds in any lane.
    #[inline(always)]
    pub(crate) fn any(self) -> bool {
        let (zero, one) = (F32s::splat(self.s, 0.0), F32s::splat(self.s, 1.0));
        !self.select(one, zero).eq(zero).all()
    }

    /// `bits` where the mask holds, else 0.
    #[inline(always)]
    pub(crate) fn bits_where(self, bits: i32) -> I32s<S> {
        I32s { s: self.s, v: self.s.bits_where(self.v, bits) }
    }
}

/// Operators, a row each: type, trait, method, primitive.
macro_rules! operators {
    ($($vector:ident $op:ident $method:ident $primitive:ident)*) => {$(
        impl<S: Simd> $op for $vector<S> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Self { s: self.s, v: self.s.$primitive(self.v, other.v) }
            }
        }
    )*};
}

operators! {
    F32s Add add add
    F32s Sub sub sub
    F32s Mul mul mul
    F32s Div div div
    I32s Add add add_bits
    I32s Sub sub sub_bits
    I32s BitAnd bitand and_bits
    I32s BitOr bitor or_bits
    I32s BitXor bitxor xor_bits
    Mask BitAnd bitand and
}

impl<S: Simd> Neg for F32s<S> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        (self.bits() ^ self.of_bits(i32::MIN)).to_floats()
    }
}
