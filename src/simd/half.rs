//! 16-bit floats by their bits, for the tiers without an instruction for them.

use super::Simd;

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
