//! 16-bit floats by their bits, for the tiers without an instruction for them; and blocks of them.

use super::{Pair, Simd};

/// Two vectors of `bf16` at once. Where the order of elements does not matter, each is half of the bits of a register
/// that has two elements in each lane, which saves half of the work of [`Simd::load_bf16`].
pub(crate) trait HalfBlocks: Simd {
    /// [`Simd::store_bf16`] of two vectors, one behind the other: in order.
    ///
    /// # Safety
    /// `to` is valid for writing `2 * LANES` elements.
    #[inline(always)]
    unsafe fn store_two(self, to: *mut u16, first: Self::F32, next: Self::F32) {
        // SAFETY: the caller lets us write that many elements.
        unsafe { self.store_bf16(to, first) };
        // SAFETY: as above.
        unsafe { self.store_bf16(to.wrapping_add(Self::LANES), next) };
    }

    /// [`Simd::load_bf16`] in an order that [`store_in_any_order`](Self::store_in_any_order) undoes.
    ///
    /// # Safety
    /// `from` is valid for reading `LANES` elements.
    #[inline(always)]
    unsafe fn load_in_any_order(self, from: *const u16) -> Self::F32 {
        // SAFETY: the caller lets us read that many elements.
        unsafe { self.load_bf16(from) }
    }

    /// # Safety
    /// `to` is valid for writing `LANES` elements.
    #[inline(always)]
    unsafe fn store_in_any_order(self, to: *mut u16, v: Self::F32) {
        // SAFETY: the caller lets us write that many elements.
        unsafe { self.store_bf16(to, v) };
    }

    /// Two vectors: of the elements of even and of those of odd number.
    ///
    /// # Safety
    /// `from` is valid for reading `2 * LANES` elements.
    #[inline(always)]
    unsafe fn load_even_odd(self, from: *const u16) -> (Self::F32, Self::F32) {
        // SAFETY: the caller lets us read that many elements, two of which are as long as an `f32`.
        let both = self.bits(unsafe { self.load(from.cast()) });
        let odd = self.and_bits(both, self.splat_bits(!0xffff));
        (self.floats(self.shl::<16>(both)), self.floats(odd))
    }

    /// # Safety
    /// `to` is valid for writing `2 * LANES` elements.
    #[inline(always)]
    unsafe fn store_even_odd(self, to: *mut u16, (even, odd): (Self::F32, Self::F32)) {
        let both = self.in_turns(self.to_bf16(even), self.to_bf16(odd));
        // SAFETY: the caller lets us write that many elements, two of which are as long as an `f32`.
        unsafe { self.store(to.cast(), self.floats(both)) };
    }
}

impl<S: HalfBlocks> HalfBlocks for Pair<S> {
    #[inline(always)]
    unsafe fn load_in_any_order(self, from: *const u16) -> Self::F32 {
        // SAFETY: the caller lets us read twice as many elements as `S` has lanes.
        unsafe { self.0.load_even_odd(from) }
    }

    #[inline(always)]
    unsafe fn store_in_any_order(self, to: *mut u16, v: Self::F32) {
        // SAFETY: the caller lets us write twice as many elements as `S` has lanes.
        unsafe { self.0.store_even_odd(to, v) };
    }

    #[inline(always)]
    unsafe fn load_even_odd(self, from: *const u16) -> (Self::F32, Self::F32) {
        // SAFETY: the caller lets us read four times as many elements as `S` has lanes.
        let first = unsafe { self.load_in_any_order(from) };
        // SAFETY: as above.
        (first, unsafe { self.load_in_any_order(from.wrapping_add(Self::LANES)) })
    }

    #[inline(always)]
    unsafe fn store_even_odd(self, to: *mut u16, (first, next): (Self::F32, Self::F32)) {
        // SAFETY: the caller lets us write four times as many elements as `S` has lanes.
        unsafe { self.store_in_any_order(to, first) };
        // SAFETY: as above.
        unsafe { self.store_in_any_order(to.wrapping_add(Self::LANES), next) };
    }
}

/// The value of an `f16`'s bits.
#[inline(always)]
pub(super) fn from_f16<S: Simd>(s: S, bits: S::I32) -> S::F32 {
    let sign = s.shl::<16>(s.and_bits(bits, s.splat_bits(0x8000)));
    let size = s.floats(s.shl::<13>(s.and_bits(bits, s.splat_bits(0x7fff))));
    // From one exponent's bias to the other's; it makes subnormals normal.
    let size = s.mul(size, s.splat(f32::from_bits(0x7780_0000))); // 2^112
    // What comes out as 65,536 is ∞, and what comes out above it is NaN.
    let infinite = s.bits_where(s.lt(s.splat(65_520.0), size), 0x7f80_0000);
    let quiet = s.bits_where(s.lt(s.splat(65_536.0), size), 0x0040_0000);
    s.floats(s.or_bits(s.or_bits(s.bits(size), sign), s.or_bits(infinite, quiet)))
}

/// The bits of the nearest `f16`.
#[inline(always)]
pub(super) fn to_f16<S: Simd>(s: S, v: S::F32) -> S::I32 {
    let bits = s.bits(v);
    let sign = s.and_bits(s.sar::<16>(bits), s.splat_bits(0x8000));
    let size = s.and_bits(bits, s.splat_bits(0x7fff_ffff));
    let a = s.floats(size);
    // A normal one: the exponent's bias, half of what is cut off, and what makes ties even.
    let odd = s.and_bits(s.sar::<13>(size), s.splat_bits(1));
    let normal = s.add_bits(s.add_bits(size, s.splat_bits(0xfff - (112 << 23))), odd);
    let normal = s.floats(s.sar::<13>(normal));
    // A subnormal one: ½, whose last bit is a subnormal's, makes the addition round.
    let half = s.splat(0.5);
    let subnormal = s.floats(s.sub_bits(s.bits(s.add(a, half)), s.bits(half)));
    let y = s.select(s.lt(a, s.splat(6.103_515_6e-5)), subnormal, normal); // 2^-14
    let y = s.select(s.le(s.splat(65_536.0), a), s.floats(s.splat_bits(0x7c00)), y);
    let digits = s.and_bits(s.sar::<13>(size), s.splat_bits(0x3ff));
    let nan = s.floats(s.or_bits(digits, s.splat_bits(0x7e00)));
    s.or_bits(s.bits(s.select(s.eq(a, a), y, nan)), sign)
}

/// The nearest `bf16` in the upper half of each lane, with anything below it.
#[inline(always)]
pub(super) fn to_bf16<S: Simd>(s: S, v: S::F32) -> S::I32 {
    let (bits, nearest) = (s.bits(v), nearest_bf16(s, v));
    let quiet = s.or_bits(bits, s.splat_bits(0x0040_0000));
    s.bits(s.select(s.eq(v, v), s.floats(nearest), s.floats(quiet)))
}

/// [`to_bf16`] of what is no NaN.
#[inline(always)]
pub(super) fn nearest_bf16<S: Simd>(s: S, v: S::F32) -> S::I32 {
    let bits = s.bits(v);
    let odd = s.and_bits(s.sar::<16>(bits), s.splat_bits(1));
    s.add_bits(s.add_bits(bits, s.splat_bits(0x7fff)), odd)
}

/// The upper halves of the lanes of `even` and of `odd`, taking turns from the lowest bits on.
#[inline(always)]
pub(super) fn in_turns<S: Simd>(s: S, even: S::I32, odd: S::I32) -> S::I32 {
    let upper = s.splat_bits(!0xffff);
    s.or_bits(s.and_bits(s.sar::<16>(even), s.splat_bits(0xffff)), s.and_bits(odd, upper))
}
