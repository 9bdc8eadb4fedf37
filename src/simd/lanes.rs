//! Vectors of floats that carry their tier: operators and the few functions that are compositions of
//! primitives on every tier.

use core::ops::{Add, BitAnd, BitOr, BitXor, Div, Mul, Neg, Sub};

use super::{I32s, Mask, Simd};

/// Entries of a table that [`Simd::lookup`] reads in one instruction on every vector tier.
pub(crate) type Table = [f32; 8];

/// The running lanes of a sum: every tier adds element `i` to lane `i mod 32`, so that all add in
/// the same order. Two 512-bit, four 256-bit or eight 128-bit registers.
pub(crate) const SUM_LANES: usize = 32;

/// `S::LANES` floats.
#[derive(Clone, Copy)]
pub(crate) struct F32s<S: Simd> {
    pub(crate) s: S,
    pub(crate) v: S::F32,
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
    pub(super) fn with(self, v: S::F32) -> Self {
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

    /// `with` where `a = b`, else `self`.
    #[inline(always)]
    pub(crate) fn replace_equal(self, a: Self, b: Self, with: Self) -> Self {
        self.with(self.s.replace_equal(self.v, a.v, b.v, with.v))
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

    /// `(k, m)`, and whether all of `self` are normal: see [`Simd::split_exponent`].
    #[inline(always)]
    pub(crate) fn split_exponent(self) -> (Self, Self, bool) {
        let (k, m, normal) = self.s.split_exponent(self.v);
        (self.with(k), self.with(m), normal)
    }

    /// `self·2^-k` for an `x = m·2^k`: see [`Simd::unscale`].
    #[inline(always)]
    pub(crate) fn unscale(self, x: Self, m: Self) -> Self {
        self.with(self.s.unscale(self.v, x.v, m.v))
    }

    /// `self` where 0 < x < ∞, else the limit of the logarithm at x, or NaN: see [`Simd::log_limits`].
    #[inline(always)]
    pub(crate) fn log_limits(self, x: Self, normal: bool) -> Self {
        self.with(self.s.log_limits(normal, self.v, x.v))
    }

    /// The greatest lane; where a lane is NaN, any value.
    #[inline(always)]
    pub(crate) fn max_lane(self) -> f32 {
        self.s.max_lane(self.v)
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
